"""What a hand or a stamp left on paper: strokes that are neither words the engine read nor ruled lines.

Method and borders: words read with confidence and ruled lines are wiped off; what is left and hangs together over
7 mm and more, thin as a pen draws, is ink; round or square, 18 to 48 mm wide, it is a stamp. Arcs of a circle, the
pieces of a frame, and ink that runs over printed words, may be either and stay undetermined. Nothing here is proof
of a signature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from checker.reading.ocr.frames import is_frame_piece
from checker.reading.ocr.prepare import even
from checker.reading.ocr.reading import OcrReading
from checker.reading.ocr.rings import Ring, is_one_bend, points_of, ring_of, runs_out
from checker.reading.ocr.strokes import (
    fills_its_border,
    has_long_stroke,
    is_outlined,
    pen_width,
    without_rules,
)
from models.base import Box
from models.document import Mark

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    Points = NDArray[np.float64]

Kind = Literal["ink", "stamp", "undetermined"]

_MM = 72 / 25.4
_SURE_WORD = 0.75
_LEAST_MM = 7.0
_LARGEST_MM = (130.0, 75.0)
_STAMP_MM = (18.0, 48.0)
_STAMP_ASPECT = (0.8, 1.25)
_PEN_MM = 1.6
_OUTLINED = 0.3
_OUTLINE_MM = 8.0
"""How high a closed shape is at least to be a framed stamp or a logo and no letter of a hand."""
_STAMP_SEEN = 90
"""Degrees of a circle drawn at least, in whatever pieces, where it is a stamp's; a flourish bends by up to 70."""
_DARK = 165
_PASTED_MM = 40.0
"""How wide a pasted signature or stamp is taken to be, since a picture by itself does not tell."""


def marks(grey: NDArray[np.uint8], reading: OcrReading, scale: float, near: Box | None) -> tuple[Mark, ...]:
    """Return the marks on a page picture, boxes in points; ``scale`` is points a pixel."""
    import cv2
    import numpy as np

    mm = _MM / scale  # pixels a millimetre
    ink = (even(grey) < _DARK).astype(np.uint8)
    words = np.zeros_like(ink)
    for line in reading.lines:
        for word in line:
            if word.confidence >= _SURE_WORD and any(letter.isalnum() for letter in word.text):
                x0, y0, x1, y1 = word.box
                pad = round(0.3 * mm)
                words[max(0, int(y0) - pad) : int(y1) + pad, max(0, int(x0) - pad) : int(x1) + pad] = 1
    rest = without_rules(ink, mm) * (1 - words)
    reach = max(3, round(1.2 * mm)) | 1
    joined = cv2.dilate(rest, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found: list[tuple[Box, Kind, float, Points]] = []
    for label in range(1, count):
        x, y, w, h, _area = (int(v) for v in stats[label])
        if max(w, h) < _LEAST_MM * mm:
            continue
        part = rest[y : y + h, x : x + w] * (labels[y : y + h, x : x + w] == label)
        rows, columns = np.nonzero(part)
        if len(rows) == 0:
            continue
        box: Box = (
            x + int(columns.min()),
            y + int(rows.min()),
            x + int(columns.max()) + 1,
            y + int(rows.max()) + 1,
        )
        covered = float(words[box[1] : box[3], box[0] : box[2]].mean())
        kind = _kind(part[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1], mm, covered)
        if kind is not None:
            found.append((box, *kind, points_of(part, x, y)))
    seen = []
    for box, kind_of, confidence in _without_stamps(found, mm):
        place = tuple(round(value * scale, 2) for value in box)
        mark = Mark(kind=kind_of, box=(place[0], place[1], place[2], place[3]), confidence=confidence)
        if near is None or _touches(mark.box, near):
            seen.append(mark)
    return tuple(sorted(seen, key=lambda mark: (mark.box[1], mark.box[0])))


def _without_stamps(found: list[tuple[Box, Kind, float, Points]], mm: float) -> list[tuple[Box, Kind, float]]:
    """Return the shapes with the pieces of stamps, and what stands in a closed outline, no longer taken for ink."""
    rings = []
    for box, kind, _, points in found:
        if kind == "stamp":
            rings.append(
                Ring((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, max(box[2] - box[0], box[3] - box[1]) / 2)
            )
        elif kind == "ink":
            ring = ring_of(points, mm)
            if ring is not None:
                rings.append(ring)
    # A flourish under a name is an arc too: what stands over it is held only by a circle of which more is seen.
    everything = [points for *_, points in found]
    drawn = [ring for ring in rings if ring.seen(everything, mm) >= _STAMP_SEEN]
    outlines = [box for box, _, confidence, _ in found if confidence == _OUTLINED]
    told: list[tuple[Box, Kind, float]] = []
    for box, kind, confidence, points in found:
        if kind == "ink":
            own = ring_of(points, mm)
            held = any(ring.holds(box) for ring in drawn) or any(_within(box, other) for other in outlines)
            if held or is_one_bend(points, mm) or is_frame_piece(points, mm):
                kind, confidence = "undetermined", 0.4
            elif own is not None:
                kind, confidence = ("ink", 0.6) if runs_out(points, rings, mm) else ("undetermined", 0.4)
        told.append((box, kind, confidence))
    return told


def _kind(part: NDArray[np.uint8], mm: float, covered: float) -> tuple[Kind, float] | None:
    """Return what a connected shape is, with how sure; ``None`` for a rule, a speck, a filled surface."""
    height, width = part.shape
    wide, high = width / mm, height / mm
    if max(wide, high) < _LEAST_MM or wide > _LARGEST_MM[0] or high > _LARGEST_MM[1]:
        return None
    if min(wide, high) < 1.5:  # a dash, the rest of a rule
        return None
    density = float(part.mean())
    if density > 0.5 or density < 0.004:
        return None
    if pen_width(part) > _PEN_MM * mm:
        return None
    aspect = wide / high
    round_or_square = (
        _STAMP_ASPECT[0] <= aspect <= _STAMP_ASPECT[1]
        and _STAMP_MM[0] <= min(wide, high) <= max(wide, high) <= _STAMP_MM[1]
    )
    if round_or_square and fills_its_border(part):
        return "stamp", 0.8
    if not has_long_stroke(part, mm):
        return None
    if min(wide, high) >= _OUTLINE_MM and is_outlined(part, mm):
        return "undetermined", _OUTLINED
    if covered > 0.35:
        return "undetermined", 0.4
    return "ink", 0.75 if covered > 0.1 else 0.9


def _within(box: Box, other: Box) -> bool:
    return other[0] <= box[0] and other[1] <= box[1] and box[2] <= other[2] and box[3] <= other[3]


def _touches(box: Box, near: Box) -> bool:
    """Tell whether a third of ``box`` lies within ``near``, or the middle of either within the other."""
    wide = min(box[2], near[2]) - max(box[0], near[0])
    high = min(box[3], near[3]) - max(box[1], near[1])
    if wide <= 0 or high <= 0:
        return False
    return wide * high >= 0.33 * (box[2] - box[0]) * (box[3] - box[1]) or wide * high >= 0.5 * (
        near[2] - near[0]
    ) * (near[3] - near[1])


def picture_kind(picture: Image) -> tuple[Kind | None, float]:
    """Return what a picture by itself shows: strokes on a plain ground, a stamp, or no mark at all.

    ``picture`` is RGBA; its size on paper is unknown, so widths count relative to its ink. ``None`` for a
    photograph, a filled logo, a blank or a rule.
    """
    import cv2
    import numpy as np
    from PIL import Image as Pillow

    if min(picture.size) < 16:
        return None, 0.0
    white = Pillow.new("RGBA", picture.size, "white")
    grey = np.asarray(Pillow.alpha_composite(white, picture).convert("L"), dtype=np.uint8)
    scale = min(1.0, 800 / max(grey.shape))
    if scale < 1:
        grey = np.asarray(
            cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8
        )
    ink = (even(grey) < _DARK).astype(np.uint8) if min(grey.shape) >= 40 else (grey < _DARK).astype(np.uint8)
    rows, columns = np.nonzero(ink)
    if len(rows) < 40:
        return None, 0.0
    part = ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    height, width = part.shape
    if max(height, width) > 12 * min(height, width) or float(part.mean()) > 0.45:
        return None, 0.0
    if pen_width(part) > 0.09 * max(height, width):
        return None, 0.0
    if _STAMP_ASPECT[0] <= width / height <= _STAMP_ASPECT[1] and fills_its_border(part):
        return "stamp", 0.6
    _, _, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    largest = max(int(stats[1:, 2].max()) / width, int(stats[1:, 3].max()) / height)
    if largest < 0.4 or len(stats) >= 40:
        return "undetermined", 0.4
    points = points_of(part, 0, 0)
    mm = width / _PASTED_MM
    ring = ring_of(points, mm)
    stamped = ring is not None and not runs_out(points, [ring], mm)
    return ("undetermined", 0.4) if stamped or is_one_bend(points, mm) else ("ink", 0.7)

"""What may be a signature on a born-digital page: pasted pictures, drawn strokes, ink annotations."""

from __future__ import annotations

import ctypes
import math

import pypdfium2.raw as raw

from checker.reading.pdf.source import Drawn, OpenPage, PdfSource
from models.base import Box
from models.document import Mark

_MM = 72 / 25.4
_LEAST = 7 * _MM
_LARGEST_SHARE = 0.2
_LOGO_BAND = 0.16
_CROP_DPI = 150
_SEGMENTS_SEEN = 600
_STROKES_JOINED = 2000
_LEAST_BENDS = 5
_OBLIQUE = 0.4


def marks(source: PdfSource, index: int, near: Box | None) -> tuple[Mark, ...]:
    """Return the marks of page ``index``, within ``near`` when given.

    Without ``near``, what stands in the top sixth of the page is left out as letterhead.
    """
    opened = source.page(index)
    found: list[Mark] = []
    strokes: list[tuple[Box, int]] = []
    for drawn in source.objects(index):
        if drawn.kind not in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH):
            continue
        box = drawn.bounds(opened)
        if box is None or not _wanted(box, near, opened):
            continue
        if drawn.kind == raw.FPDF_PAGEOBJ_IMAGE:
            mark = _picture(source, index, box)
            if mark is not None:
                found.append(mark)
        elif (winding := _winding(drawn)) > 0:
            strokes.append((box, winding))
    found += [Mark(kind="ink", box=box, confidence=0.8) for box in _joined(strokes)]
    for kind, box in opened.annotations:
        seen = any(_overlap(mark.box, box) for mark in found)
        if kind in (raw.FPDF_ANNOT_INK, raw.FPDF_ANNOT_STAMP) and not seen and _wanted(box, near, opened):
            ink = kind == raw.FPDF_ANNOT_INK
            found.append(Mark(kind="ink" if ink else "undetermined", box=box, confidence=0.9 if ink else 0.5))
    return tuple(sorted(found, key=lambda mark: (mark.box[1], mark.box[0])))


def _wanted(box: Box, near: Box | None, opened: OpenPage) -> bool:
    area = (box[2] - box[0]) * (box[3] - box[1])
    if area > _LARGEST_SHARE * opened.width * opened.height:
        return False
    if near is None:
        return box[3] > _LOGO_BAND * opened.height
    wide = min(box[2], near[2]) - max(box[0], near[0])
    high = min(box[3], near[3]) - max(box[1], near[1])
    return wide > 0 and high > 0 and wide * high >= 0.33 * max(area, 0.01)


def _overlap(one: Box, other: Box) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1])


def _large(box: Box) -> bool:
    wide, high = box[2] - box[0], box[3] - box[1]
    return max(wide, high) >= _LEAST and min(wide, high) >= 1.5 * _MM


def _picture(source: PdfSource, index: int, box: Box) -> Mark | None:
    """Return what a pasted picture shows, as the page is drawn: masks and transparency applied."""
    if not _large(box):
        return None
    from PIL import Image

    from checker.reading.ocr.ink import picture_kind

    grey = source.grey(index, _CROP_DPI)
    scale = grey.shape[1] / max(source.page(index).width, 1.0)
    x0, y0, x1, y1 = (round(value * scale) for value in box)
    kind, confidence = picture_kind(Image.fromarray(grey[y0:y1, x0:x1]).convert("RGBA"))
    return None if kind is None else Mark(kind=kind, box=box, confidence=confidence)


def _winding(drawn: Drawn) -> int:
    """Return in how many places a path bends as a pen does: curves and oblique lines; none for ellipses and boxes."""
    curves = oblique = 0
    first: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(raw.FPDFPath_CountSegments(drawn.handle), _SEGMENTS_SEEN)):
        segment = raw.FPDFPath_GetPathSegment(drawn.handle, at)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value, y.value)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            curves += 1
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            oblique += abs(point[0] - last[0]) > _OBLIQUE and abs(point[1] - last[1]) > _OBLIQUE
        first, last = first or point, point
    # A curve is three control points. Four curves that close make an ellipse or the corners of a rounded box.
    curves //= 3
    closed = first is not None and last is not None and math.dist(first, last) < 1
    return 0 if closed and oblique == 0 and curves in (4, 8) else curves + oblique


def _joined(strokes: list[tuple[Box, int]]) -> list[Box]:
    """Return the boxes of strokes that lie close together, where they bend enough and one is long enough."""
    groups: list[tuple[Box, int, bool]] = []
    for box, winding in strokes[:_STROKES_JOINED]:
        around, bends, long = box, winding, _large(box)
        apart = []
        for group in groups:
            if _near(around, group[0]):
                lows = (min(around[0], group[0][0]), min(around[1], group[0][1]))
                around = (*lows, max(around[2], group[0][2]), max(around[3], group[0][3]))
                bends, long = bends + group[1], long or group[2]
            else:
                apart.append(group)
        groups = [*apart, (around, bends, long)]
    return [box for box, bends, long in groups if long and bends >= _LEAST_BENDS]


def _near(one: Box, other: Box, reach: float = 2 * _MM) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across >= -reach and down >= -reach

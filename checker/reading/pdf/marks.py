"""What may be a signature on a born-digital page: pasted pictures, drawn strokes, ink annotations."""

from __future__ import annotations

import pypdfium2.raw as raw

from checker.reading.pdf.source import Drawn, OpenPage, PdfSource
from models.base import Box
from models.document import Mark

_MM = 72 / 25.4
_LEAST = 7 * _MM
_LARGEST_SHARE = 0.2
_LOGO_BAND = 0.16
_CROP_DPI = 150
_SEGMENTS_SEEN = 200
_BOXES_JOINED = 2000


def marks(source: PdfSource, index: int, near: Box | None) -> tuple[Mark, ...]:
    """Return the marks of page ``index``, within ``near`` when given.

    Without ``near``, what stands in the top sixth of the page is left out as letterhead.
    """
    opened = source.page(index)
    found: list[Mark] = []
    strokes: list[Box] = []
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
        elif _is_stroke(drawn, box):
            strokes.append(box)
    found += [Mark(kind="ink", box=box, confidence=0.8) for box in _grouped(strokes) if _large(box)]
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


def _is_stroke(drawn: Drawn, box: Box) -> bool:
    """Tell whether a path is drawn as a pen moves: curves or a many-cornered line, not a box or a rule."""
    segments = raw.FPDFPath_CountSegments(drawn.handle)
    if segments < 6 or max(box[2] - box[0], box[3] - box[1]) < 2 * _MM:
        return False
    seen = range(min(segments, _SEGMENTS_SEEN))
    kinds = [raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(drawn.handle, at)) for at in seen]
    return sum(1 for kind in kinds if kind == raw.FPDF_SEGMENT_BEZIERTO) >= 3 or segments >= 16


def _grouped(boxes: list[Box], reach: float = 2 * _MM) -> list[Box]:
    """Return the boxes joined where they lie within ``reach`` points of each other."""
    groups: list[Box] = []
    for box in boxes[:_BOXES_JOINED]:
        joined = box
        apart = []
        for group in groups:
            near_x = min(joined[2], group[2]) - max(joined[0], group[0]) >= -reach
            near_y = min(joined[3], group[3]) - max(joined[1], group[1]) >= -reach
            if near_x and near_y:
                lows = (min(joined[0], group[0]), min(joined[1], group[1]))
                joined = (*lows, max(joined[2], group[2]), max(joined[3], group[3]))
            else:
                apart.append(group)
        groups = [*apart, joined]
    return groups

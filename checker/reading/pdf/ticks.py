"""Tick boxes of a born-digital page: characters, and squares drawn with or without a cross."""

from __future__ import annotations

import math

import pypdfium2.raw as raw

from checker.reading.glyphs import glyph_boxes
from checker.reading.pdf.source import Drawn, OpenPage, PdfSource
from checker.reading.pdf.text import clean
from models.base import Box
from models.document import CheckBox, Line

_SIDE = (5.0, 22.0)
_REACH = 320.0


def check_boxes(source: PdfSource, index: int, text: str, lines: tuple[Line, ...]) -> tuple[CheckBox, ...]:
    """Return the page's tick boxes with the words they stand for: characters, form fields, drawn squares."""
    opened = source.page(index)
    fields = [f for f in source.fields if f.page == index + 1 and f.checked is not None and f.box is not None]
    squares, strokes = _drawn(source, index)
    places = [f.box for f in fields if f.box is not None]
    squares = [square for square in squares if not any(_overlap(square, place) for place in places)]
    every = [*squares, *places]
    boxes = [
        CheckBox(checked=f.checked, label=_label(opened, f.box, every) or f.name, box=f.box)
        for f in fields
        if f.box is not None
    ]
    for square in squares:
        inside = any(_within(stroke, square) for stroke in strokes) or _letter_inside(opened, square)
        boxes.append(CheckBox(checked=inside, label=_label(opened, square, every), box=square))
    boxes += glyph_boxes(text, lambda start, _: _line_box(lines, start))
    return tuple(sorted(boxes, key=lambda box: (round(box.box[1]), box.box[0]) if box.box else (0, 0.0)))


def _overlap(one: Box, other: Box) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1])


def _line_box(lines: tuple[Line, ...], start: int) -> Box | None:
    return next((line.box for line in lines if line.start <= start < line.stop), None)


def _drawn(source: PdfSource, index: int) -> tuple[list[Box], list[Box]]:
    """Return the small squares of the page and the boxes of short strokes that could cross them."""
    opened = source.page(index)
    squares: list[Box] = []
    strokes: list[Box] = []
    for drawn in source.objects(index):
        if drawn.kind != raw.FPDF_PAGEOBJ_PATH:
            continue
        box = drawn.bounds(opened)
        if box is None:
            continue
        width, height = box[2] - box[0], box[3] - box[1]
        if _is_square(drawn, width, height):
            if not any(_same(box, other) for other in squares):
                squares.append(box)
        elif width <= _SIDE[1] and height <= _SIDE[1] and min(width, height) > 1.5:
            strokes.append(box)
    return squares, strokes


def _is_square(drawn: Drawn, width: float, height: float) -> bool:
    if not (_SIDE[0] <= width <= _SIDE[1] and 0.8 <= width / max(height, 0.1) <= 1.25):
        return False
    segments = raw.FPDFPath_CountSegments(drawn.handle)
    if not 4 <= segments <= 6:
        return False
    kinds = [
        raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(drawn.handle, at)) for at in range(segments)
    ]
    return raw.FPDF_SEGMENT_BEZIERTO not in kinds and sum(k == raw.FPDF_SEGMENT_MOVETO for k in kinds) == 1


def _same(one: Box, other: Box) -> bool:
    return all(math.isclose(a, b, abs_tol=1.5) for a, b in zip(one, other, strict=True))


def _within(stroke: Box, square: Box) -> bool:
    """Tell whether a stroke's middle lies in the square and the stroke spans a third of it."""
    x, y = (stroke[0] + stroke[2]) / 2, (stroke[1] + stroke[3]) / 2
    inside = square[0] - 1 <= x <= square[2] + 1 and square[1] - 1 <= y <= square[3] + 1
    return inside and stroke[2] - stroke[0] >= (square[2] - square[0]) / 3


def _letter_inside(opened: OpenPage, square: Box) -> bool:
    """Tell whether an « X » or a tick is typed in the square (the digits are ticks in Zapf Dingbats)."""
    held = opened.text.get_text_bounded(*opened.own(square)).strip()
    return held.lower() in ("x", "✓", "✔", "✗", "✘", "☒", "☑", "v", "4", "8")


def _label(opened: OpenPage, square: Box, squares: list[Box]) -> str:
    """Return the words on the square's height: those right of it up to the next square, else those left of it."""
    level = [
        other for other in squares if other[1] < square[3] and square[1] < other[3] and other is not square
    ]
    right = min((other[0] for other in level if other[0] >= square[2]), default=square[2] + _REACH)
    left = max((other[2] for other in level if other[2] <= square[0]), default=square[0] - _REACH)
    middle = (square[1] + square[3]) / 2
    for start, stop in (
        (square[2], min(right, square[2] + _REACH)),
        (max(left, square[0] - _REACH), square[0]),
    ):
        words = opened.text.get_text_bounded(*opened.own((start, middle - 3, stop, middle + 3)))
        label = clean(words).split("\n")[0].strip(" .:…_")
        if label:
            return label
    return ""

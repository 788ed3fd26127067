"""Tick boxes of a born-digital page: characters, and squares drawn with or without a cross."""

from __future__ import annotations

import math
from typing import Any

import pypdfium2.raw as raw

from checker.reading.glyphs import glyph_boxes
from checker.reading.pdf.source import PdfSource, bounds
from models.base import Box
from models.document import CheckBox, Line

_SIDE = (5.0, 22.0)


def check_boxes(source: PdfSource, index: int, text: str, lines: tuple[Line, ...]) -> tuple[CheckBox, ...]:
    """Return the page's tick boxes with the words they stand for, from top to bottom."""
    by_glyph = glyph_boxes(text, lambda start, _: _line_box(lines, start))
    squares, strokes = _drawn(source, index)
    drawn = []
    for square in squares:
        inside = any(_within(stroke, square) for stroke in strokes) or _letter_inside(
            lines, source, index, square
        )
        drawn.append(CheckBox(checked=inside, label=label_beside(square, lines), box=square))
    return (*by_glyph, *sorted(drawn, key=lambda box: (box.box[1], box.box[0]) if box.box else (0.0, 0.0)))


def _line_box(lines: tuple[Line, ...], start: int) -> Box | None:
    return next((line.box for line in lines if line.start <= start < line.stop), None)


def _drawn(source: PdfSource, index: int) -> tuple[list[Box], list[Box]]:
    """Return the small squares of the page and the boxes of short strokes that could cross them."""
    opened = source.page(index)
    squares: list[Box] = []
    strokes: list[Box] = []
    for kind, handle in source.objects(index):
        if kind != raw.FPDF_PAGEOBJ_PATH:
            continue
        box = bounds(opened, handle)
        if box is None:
            continue
        width, height = box[2] - box[0], box[3] - box[1]
        if _is_square(handle, width, height):
            if not any(_same(box, other) for other in squares):
                squares.append(box)
        elif width <= _SIDE[1] and height <= _SIDE[1] and min(width, height) > 1.5:
            strokes.append(box)
    return squares, strokes


def _is_square(handle: Any, width: float, height: float) -> bool:
    if not (_SIDE[0] <= width <= _SIDE[1] and 0.8 <= width / max(height, 0.1) <= 1.25):
        return False
    segments = raw.FPDFPath_CountSegments(handle)
    if not 4 <= segments <= 6:
        return False
    kinds = [raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(handle, at)) for at in range(segments)]
    return raw.FPDF_SEGMENT_BEZIERTO not in kinds and sum(k == raw.FPDF_SEGMENT_MOVETO for k in kinds) == 1


def _same(one: Box, other: Box) -> bool:
    return all(math.isclose(a, b, abs_tol=1.5) for a, b in zip(one, other, strict=True))


def _within(stroke: Box, square: Box) -> bool:
    """Tell whether a stroke's middle lies in the square and the stroke spans a third of it."""
    x, y = (stroke[0] + stroke[2]) / 2, (stroke[1] + stroke[3]) / 2
    inside = square[0] - 1 <= x <= square[2] + 1 and square[1] - 1 <= y <= square[3] + 1
    return inside and stroke[2] - stroke[0] >= (square[2] - square[0]) / 3


def _letter_inside(lines: tuple[Line, ...], source: PdfSource, index: int, square: Box) -> bool:
    """Tell whether an « X » or a tick is typed in the square."""
    opened = source.page(index)
    page_box = opened.own(square)
    held = opened.text.get_text_bounded(*page_box).strip()
    return held.lower() in ("x", "✓", "✔", "✗", "✘", "☒", "☑", "v", "4", "8", "n", "l")


def label_beside(square: Box, lines: tuple[Line, ...], reach: float = 300.0) -> str:
    """Return the words on the square's height: those right of it, else those left of it."""
    middle = (square[1] + square[3]) / 2
    level = [line for line in lines if line.box and line.box[1] - 2 <= middle <= line.box[3] + 2]
    right = [line for line in level if line.box and -2 <= line.box[0] - square[2] <= reach]
    if right:
        return min(right, key=lambda line: line.box[0] if line.box else 0.0).text.strip()
    around = [line for line in level if line.box and line.box[0] <= square[0]]
    return max(around, key=lambda line: line.box[2] if line.box else 0.0).text.strip() if around else ""

"""The geometry of a born-digital page, computed when asked for."""

from __future__ import annotations

import ctypes
from functools import cached_property

import pypdfium2.raw as raw

from checker.reading.pdf.source import OpenPage, PdfSource
from checker.reading.pdf.text import offsets, raw_text
from models.base import Box, around
from models.document import CheckBox, Line, Mark, Table

_MOST_RECTANGLES = 400
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


class PdfLayout:
    """Lines, boxes, tables, tick boxes and marks of one page of an open PDF, whose text is right as far as ``sure``."""

    def __init__(self, source: PdfSource, index: int, text: str, sure: float = 1.0) -> None:
        self._source = source
        self._index = index
        self._text = text
        self._sure = sure

    @cached_property
    def _offsets(self) -> list[int]:
        return offsets(raw_text(self._source.page(self._index).text))

    def lines(self) -> tuple[Line, ...]:
        """Return the page's lines in the order of its text: the size of the first letter, bold if the last is too."""
        opened = self._source.page(self._index)
        lines = []
        start = 0
        for text in self._text.split("\n"):
            stop = start + len(text)
            if text.strip():
                first = start + len(text) - len(text.lstrip())
                size, bold = self._type(opened, first)
                if bold:  # « Objet : … » opens in bold, and is none
                    bold = self._type(opened, start + len(text.rstrip()) - 1)[1]
                held = self._rectangles(opened, start, stop)
                box = around(held) if held else None
                lines.append(Line(text=text, start=start, stop=stop, box=box, size=size, bold=bold))
            start = stop + 1
        return tuple(lines)

    def boxes(self, start: int, stop: int) -> tuple[Box, ...]:
        """Return one box a line touched by ``text[start:stop]``."""
        opened = self._source.page(self._index)
        boxes = []
        at = max(start, 0)
        for piece in self._text[at:stop].split("\n"):
            held = self._rectangles(opened, at, at + len(piece)) if piece.strip() else []
            if held:
                boxes.append(around(held))
            at += len(piece) + 1
        return tuple(boxes)

    def confidence(self, start: int, stop: int) -> float:
        """Return 1 where the text was born digital, less where something in the page speaks against it."""
        return self._sure

    def tables(self) -> tuple[Table, ...]:
        """Return the ruled tables of the page, found once and only where lines are drawn."""
        return self._tables

    @cached_property
    def _tables(self) -> tuple[Table, ...]:
        from checker.reading.pdf.plumber import tables
        from checker.reading.pdf.ruled import ruled

        return tables(self._source.data, self._index) if ruled(self._source, self._index) else ()

    def check_boxes(self) -> tuple[CheckBox, ...]:
        """Return glyphs of tick boxes, boxes drawn with or without a cross, and « OUI / NON » with one struck out."""
        from checker.reading.pdf.struck import struck_choices
        from checker.reading.pdf.ticks import check_boxes

        drawn = check_boxes(self._source, self._index, self._text, self.lines())
        return (*drawn, *struck_choices(self._source, self._index, self._text, self.boxes))

    def marks(self, near: Box | None = None) -> tuple[Mark, ...]:
        """Return pasted pictures and drawn strokes that a hand may have left, within ``near`` when given."""
        from checker.reading.pdf.marks import marks

        return marks(self._source, self._index, near)

    def _character(self, offset: int) -> int:
        """Return pdfium's character for an offset of the cleaned text; its text leaves some characters out."""
        opened = self._source.page(self._index)
        return int(
            raw.FPDFText_GetCharIndexFromTextIndex(
                opened.text, self._offsets[min(offset, len(self._offsets) - 1)]
            )
        )

    def _rectangles(self, opened: OpenPage, start: int, stop: int) -> list[Box]:
        """Return the boxes of the runs of type in ``text[start:stop]``."""
        while start < stop and self._text[start].isspace():
            start += 1
        while stop > start and self._text[stop - 1].isspace():
            stop -= 1
        if start >= stop or stop >= len(self._offsets):
            return []
        first, last = self._character(start), self._character(stop - 1)
        if first < 0 or last < first:
            return []
        count = raw.FPDFText_CountRects(opened.text, first, last - first + 1)
        boxes = []
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        for at in range(min(count, _MOST_RECTANGLES)):
            if raw.FPDFText_GetRect(opened.text, at, left, top, right, bottom):
                boxes.append(opened.box(left.value, bottom.value, right.value, top.value))
        return boxes

    def _type(self, opened: OpenPage, offset: int) -> tuple[float | None, bool]:
        """Return the height of the type in points at ``offset``, and whether its font is bold."""
        character = self._character(offset)
        if character < 0:
            return None, False
        matrix = raw.FS_MATRIX()
        size = raw.FPDFText_GetFontSize(opened.text, character)
        if raw.FPDFText_GetMatrix(opened.text, character, matrix):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5
        name = ctypes.create_string_buffer(128)
        flags = ctypes.c_int()
        raw.FPDFText_GetFontInfo(opened.text, character, name, 128, flags)
        font = name.value.decode("utf-8", "replace").lower()
        return round(size, 2), any(word in font for word in _BOLD)

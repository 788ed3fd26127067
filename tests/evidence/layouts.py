"""Pages and documents from plain text, with a plain geometry: 6 points a character, 14 points a line."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from models.base import Box
from models.document import Cell, CheckBox, DigitalSignature, Document, FormField, Line, Mark, Page, Table

LEFT, TOP, WIDE, HIGH = 40.0, 40.0, 6.0, 14.0


@lru_cache(maxsize=64)
def _lines(text: str) -> tuple[Line, ...]:
    found, start = [], 0
    for raw in text.split("\n"):
        found.append(Line(text=raw, start=start, stop=start + len(raw), size=11.0))
        start += len(raw) + 1
    return tuple(found)


@lru_cache(maxsize=64)
def _starts(text: str) -> tuple[int, ...]:
    return tuple(line.start for line in _lines(text))


@dataclass(frozen=True)
class PlainLayout:
    text: str
    found_tables: tuple[Table, ...] = ()
    found_marks: tuple[Mark, ...] = ()
    found_boxes: tuple[CheckBox, ...] = ()
    doubt: tuple[str, float] = ("", 1.0)
    """A string that was read with less confidence than the rest."""
    sure: float = 1.0

    def lines(self) -> tuple[Line, ...]:
        return _lines(self.text)

    def boxes(self, start: int, stop: int) -> tuple[Box, ...]:
        found = []
        lines = self.lines()
        for rank in range(max(0, bisect_right(_starts(self.text), start) - 1), len(lines)):
            line = lines[rank]
            if line.start >= stop:
                break
            begin, end = max(start, line.start), min(stop, line.stop)
            if begin < end:
                top = TOP + rank * HIGH
                found.append(
                    (LEFT + (begin - line.start) * WIDE, top, LEFT + (end - line.start) * WIDE, top + 11)
                )
        return tuple(found)

    def confidence(self, start: int, stop: int) -> float:
        word, confidence = self.doubt
        at = self.text.find(word) if word else -1
        return confidence if 0 <= at < stop and start < at + len(word) else self.sure

    def tables(self) -> tuple[Table, ...]:
        return self.found_tables

    def check_boxes(self) -> tuple[CheckBox, ...]:
        return self.found_boxes

    def marks(self, near: Box | None = None) -> tuple[Mark, ...]:
        if near is None:
            return self.found_marks
        return tuple(
            m
            for m in self.found_marks
            if m.box[0] < near[2] and near[0] < m.box[2] and m.box[1] < near[3] and near[1] < m.box[3]
        )


def table(*rows: tuple[str, ...]) -> Table:
    return Table(rows=tuple(tuple(Cell(text=text) for text in row) for row in rows))


def page(
    text: str,
    number: int = 1,
    *,
    reader: str = "pdfium",
    confidence: float = 1.0,
    tables: tuple[Table, ...] = (),
    marks: tuple[Mark, ...] = (),
    boxes: tuple[CheckBox, ...] = (),
    doubt: tuple[str, float] = ("", 1.0),
) -> Page:
    layout = PlainLayout(text, tables, marks, boxes, doubt, confidence)
    return Page(
        number=number, width=595, height=842, text=text, reader=reader, confidence=confidence, layout=layout
    )


def document(
    *pages: str | Page,
    fields: tuple[FormField, ...] = (),
    digital: tuple[DigitalSignature, ...] = (),
    parts: tuple[Document, ...] = (),
    name: str = "pièce.pdf",
) -> Document:
    made = tuple(p if isinstance(p, Page) else page(p, rank) for rank, p in enumerate(pages, 1))
    return Document(
        name=name, sha256="0" * 64, media_type="application/pdf", status="read", reader=made[0].reader if made else "",
        pages=made, page_count=len(made), fields=fields, digital_signatures=digital, parts=parts,
    )  # fmt: skip

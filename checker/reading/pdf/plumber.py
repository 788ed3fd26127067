"""Ruled tables of chosen pages, by pdfplumber: fifty times dearer than text, so only when asked for."""

from __future__ import annotations

import io

from checker.reading.problem import PARSER_FAULTS, quieten
from models.document import Cell, Table

_TICKS = frozenset({"x", "X", "☒", "☑", "✓", "✔", "[x]", "[X]"})
_EMPTY = frozenset({"☐", "□", "[ ]"})


def tables(data: bytes, index: int) -> tuple[Table, ...]:
    """Return the tables of page ``index`` (from 0) with their cells' boxes; none where it cannot be parsed."""
    import pdfplumber
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    quieten("pdfminer", "pdfplumber")
    faults: tuple[type[Exception], ...] = (
        PSException,
        PdfminerException,
        MalformedPDFException,
        *PARSER_FAULTS,
    )
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[index + 1]) as pdf:
            page = pdf.pages[0]
            found = []
            for table in page.find_tables():
                texts = table.extract()
                rows = tuple(
                    tuple(
                        _cell(text, box)
                        for text, box in zip(row, boxes.cells, strict=False)
                        if box is not None
                    )
                    for row, boxes in zip(texts, table.rows, strict=False)
                )
                if len(rows) > 1 or any(len(row) > 1 for row in rows):
                    found.append(Table(rows=tuple(row for row in rows if row)))
            return tuple(found)
    except faults:
        return ()


def _cell(text: str | None, box: tuple[float, float, float, float]) -> Cell:
    held = (text or "").strip()
    checked = True if held in _TICKS else False if held in _EMPTY else None
    x0, y0, x1, y1 = (round(float(value), 2) for value in box)
    return Cell(text=held, box=(x0, y0, x1, y1), checked=checked)

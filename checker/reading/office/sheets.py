"""Spreadsheets by calamine, a page a sheet; far cells are refused before anything is laid out in memory."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from checker.reading.content import Content, Job
from checker.reading.flow import flow_page
from checker.reading.glyphs import glyph_boxes
from checker.reading.office.controls import ticked_cells
from checker.reading.office.extent import largest_extent
from checker.reading.office.percent import percent_cells
from checker.reading.problem import ReadError
from models.document import Cell, CheckBox, Page, Table

_TICKS = frozenset({"x", "☒", "☑", "✓", "✔", "[x]"})
_WIDEST = 200
_DENSE = 10
"""Cells laid out for one that is stored: a sparser sheet than this holds a cell far away."""


def content(job: Job) -> Content:
    """Return each sheet as a page: a line a row, cells parted by tabs, and the same as a table.

    Raises ReadError ``too_large`` on a far cell, ``unreadable`` where calamine refuses.
    """
    from python_calamine import CalamineWorkbook

    most = job.options.max_cells * _DENSE
    area, name = largest_extent(job, most)
    if area > most:
        raise ReadError("too_large", f"Classeur aux dimensions démesurées (feuille « {name} ») : non lu.")
    notes: list[str] = []
    pages: list[Page] = []
    left = job.options.max_cells
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(job.data))
        names = workbook.sheet_names
        percents, controls = percent_cells(job, names), ticked_cells(job, names)
        for number, sheet_name in enumerate(names[: job.options.max_pages], 1):
            sheet = workbook.get_sheet_by_name(sheet_name)
            origin = sheet.start or (0, 0)
            rows = sheet.to_python(skip_empty_area=True)
            cells = sum(len(row) for row in rows)
            if cells > left:
                rows = rows[: max(left // max(len(rows[0]), 1), 1)]
                notes.append(f"Feuille « {sheet_name} » tronquée : {len(rows)} lignes lues.")
            left = max(left - cells, 0)
            written = _written(rows, percents.get(sheet_name, frozenset()), origin)
            _show(controls.get(sheet_name, {}), written, origin)
            pages.append(table_page(number, sheet_name, written, "calamine"))
    except _faults() as fault:
        if "password" in str(fault).lower() or "encrypt" in str(fault).lower():
            raise ReadError("encrypted", "Classeur protégé par un mot de passe : non lu.") from fault
        raise ReadError("unreadable", "Classeur endommagé : non lu.") from fault
    hidden = [
        meta.name for meta in workbook.sheets_metadata if str(meta.visible) != "SheetVisibleEnum.Visible"
    ]
    if hidden:
        notes.append("Feuilles masquées dans le classeur : " + ", ".join(f"« {n} »" for n in hidden) + ".")
    return Content("calamine", tuple(pages), len(names), notes=notes)


def _faults() -> tuple[type[BaseException], ...]:
    """Return what calamine raises on a malformed workbook.

    A fault inside its Rust is a BaseException of a class no module offers, made when it is first raised.
    """
    from python_calamine import CalamineError

    panics = (kind for kind in BaseException.__subclasses__() if kind.__name__ == "PanicException")
    return (CalamineError, OSError, *panics)


def _written(
    rows: Sequence[Sequence[Any]], percents: frozenset[tuple[int, int]], origin: tuple[int, int]
) -> list[list[str]]:
    return [
        [cell_text(v, percent=(origin[0] + at, origin[1] + x) in percents) for x, v in enumerate(row)]
        for at, row in enumerate(rows)
    ]


def _show(controls: Mapping[tuple[int, int], str], rows: list[list[str]], origin: tuple[int, int]) -> None:
    """Write the check boxes drawn on a sheet into the cells they stand in; those beyond all cells come last."""
    for (row, column), shown in sorted(controls.items()):
        at, across = max(row - origin[0], 0), max(column - origin[1], 0)
        if at >= len(rows):
            rows.append([shown])
            continue
        cells = rows[at]
        cells += [""] * (min(across, _WIDEST) - len(cells) + 1)
        across = min(across, len(cells) - 1)
        cells[across] = f"{cells[across]}  {shown}".lstrip()


def table_page(number: int, name: str, rows: Sequence[Sequence[str]], reader: str) -> Page:
    """Return a page of one table; its text begins with ``name`` where there is one."""
    kept = [list(row) for row in rows if any(cell.strip() for cell in row)]
    lines = ["\t".join(cell.replace("\n", " ") for cell in row).strip("\t ") for row in kept]
    text = "\n".join([name, *lines] if name else lines) if kept else ""
    cells = tuple(
        tuple(Cell(text=cell, checked=True if cell.strip().lower() in _TICKS else None) for cell in row)
        for row in kept
    )
    boxes: tuple[CheckBox, ...] = glyph_boxes(text)
    return flow_page(number, text, reader, tables=[Table(rows=cells)] if cells else [], check_boxes=boxes)


def cell_text(value: Any, *, percent: bool = False) -> str:
    """Return a cell's value as a French spreadsheet shows it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, int | float):
        if percent:
            return _number(round(value * 100, 4)) + " %"
        return _number(value)
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.strftime("%d/%m/%Y") if midnight else value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        return str(value)
    return str(value).replace("\r\n", "\n").replace("\u00a0", " ").replace("\u202f", " ").strip()


def _number(value: float) -> str:
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}".replace(".", ",")

"""The batch as tables: ``summary.csv`` and ``.jsonl`` (a line a dossier), ``summary.xlsx`` (three sheets).

The CSV is what a double click opens well in French Excel and in LibreOffice: semicolons (the list separator
of a French Windows, where the comma is the decimal sign) and UTF-8 with its byte order mark, without which
Excel reads accents as cp1252. It has no typed cells, so a FINESS number may lose its leading zero in Excel:
the XLSX beside it keeps numbers, dates and identifiers as what they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from checker.reporting.files import json_bytes, write_atomic
from checker.reporting.rows import Row, Value, dossier_line, file_lines, requirement_lines
from checker.reporting.text import visible
from models.verdict import Verdict

CELL_LIMIT = 32_767
"""The most characters a cell of a spreadsheet may hold."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def write_summary(verdicts: Iterable[Verdict], out: Path) -> tuple[Path, ...]:
    """Write the three tables and return their paths. Raises ``OutputError``."""
    dossiers: list[Row] = []
    requirements: list[Row] = []
    files: list[Row] = []
    lines: list[bytes] = []
    for verdict in verdicts:
        dossiers.append(dossier_line(verdict))
        requirements += requirement_lines(verdict)
        files += file_lines(verdict)
        lines.append(json_bytes(_summary(verdict), indent=None))
    sheets = {"Dossiers": dossiers, "Exigences": requirements, "Fichiers": files}
    return (
        write_atomic(out / "summary.csv", csv_bytes(dossiers)),
        write_atomic(out / "summary.jsonl", b"".join(lines)),
        write_atomic(out / "summary.xlsx", xlsx_bytes(sheets)),
    )


def columns(rows: Sequence[Row]) -> list[str]:
    """Return the columns of all rows in the order they first appear."""
    return list(dict.fromkeys(key for row in rows for key in row))


def csv_bytes(rows: Sequence[Row]) -> bytes:
    """Return rows as CSV for a French spreadsheet; no cell of it is a formula."""
    stream = io.StringIO(newline="")
    heads = columns(rows)
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(_csv_cell, heads))
    writer.writerows([_csv_cell(row.get(head)) for head in heads] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def xlsx_bytes(sheets: dict[str, list[Row]]) -> bytes:
    """Return a workbook, a filtered, frozen sheet a name; text stays text whatever it starts with."""
    import xlsxwriter

    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    formats = {
        "head": workbook.add_format(
            {"bold": True, "bg_color": "#1F2A44", "font_color": "#FFFFFF", "text_wrap": True}
        ),
        "text": workbook.add_format({"num_format": "@", "valign": "top"}),
        "date": workbook.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"}),
        "money": workbook.add_format({"num_format": "#,##0.00", "valign": "top"}),
        "number": workbook.add_format({"valign": "top"}),
    }
    for name, rows in sheets.items():
        _fill(workbook.add_worksheet(name), rows, formats)
    workbook.close()
    return stream.getvalue()


def _fill(sheet: Any, rows: list[Row], formats: dict[str, Any]) -> None:
    """Write one sheet: heads, typed cells, a filter over all of it, heads and first column frozen."""
    heads = columns(rows)
    widths = [len(head) for head in heads]
    for column, head in enumerate(heads):
        sheet.write_string(0, column, cut(head), formats["head"])
    for line, row in enumerate(rows, start=1):
        for column, head in enumerate(heads):
            value = row.get(head)
            if value is None:
                continue
            widths[column] = max(widths[column], len(str(value)))
            if isinstance(value, str):
                sheet.write_string(line, column, cut(value), formats["text"])
            elif isinstance(value, date):
                sheet.write_datetime(line, column, value, formats["date"])
            else:
                money = isinstance(value, Decimal)
                sheet.write_number(line, column, value, formats["money" if money else "number"])
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width + 2, 8), 60))
    sheet.freeze_panes(1, 1)
    if heads:
        sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def cut(text: str) -> str:
    """Return visible ``text`` within what a cell holds (counted in UTF-16 units, as Excel counts)."""
    text = visible(text)
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CELL_LIMIT:
        return text
    return units[: 2 * (CELL_LIMIT - 1)].decode("utf-16-le", "ignore") + "…"


def _csv_cell(value: Value) -> str:
    """Return a cell; one that a spreadsheet would compute gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = cut(value)
        return "'" + text if text.lstrip().startswith(_FORMULA_STARTS) else text
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return str(value).replace(".", ",")


def _summary(verdict: Verdict) -> dict[str, Any]:
    """Return a dossier's line for machines: English keys, and each requirement's outcome."""
    return {
        **verdict.dossier.model_dump(mode="json"),
        "window": verdict.window,
        "stage": verdict.stage,
        "volets": list(verdict.volets),
        "outcome": verdict.outcome,
        "requirements": {r.id: r.outcome for r in verdict.requirements},
        "files": len(verdict.files),
        "not_examined": sum(f.status != "read" for f in verdict.files),
    }

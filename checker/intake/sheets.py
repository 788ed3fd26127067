"""Read a table's sheets as text: CSV of any delimiter, XLSX, XLS and ODS."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from checker.intake.errors import FileUnavailable

TABLE_EXTENSIONS = frozenset({"csv", "xlsx", "ods", "xls"})
MAX_TABLE_BYTES = 128 * 2**20
MAX_XML_BYTES = 1024 * 2**20
MAX_HEAD = 200_000
MAX_CELLS = 30_000_000
CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"|\sr="([A-Z]{1,3})(\d{1,7})"')


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows, every cell as text; rows may be of unequal length."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def is_workbook(data: bytes) -> bool:
    """Tell whether a table is a workbook (XLSX, ODS, XLS) by its first bytes; all else is read as CSV."""
    return data.startswith((b"PK", b"\xd0\xcf\x11\xe0"))


def csv_sheets(data: bytes) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """Return a CSV as one sheet, with French notes; raises ``FileUnavailable``."""
    notes: list[str] = []
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        notes.append("tableau CSV enregistré hors UTF-8 (Windows-1252 supposé) : vérifiez les accents")
    csv.field_size_limit(MAX_TABLE_BYTES)
    head = text[:MAX_HEAD].splitlines()[:10]
    delimiter = max(",;\t|", key=lambda mark: max(map(len, csv.reader(head, delimiter=mark)), default=0))
    try:
        rows = tuple(
            tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row
        )
    except csv.Error as error:
        raise FileUnavailable(f"tableau CSV illisible ({error})") from error
    return (Sheet("Dossiers", rows),), tuple(notes)


def workbook_sheets(data: bytes) -> tuple[Sheet, ...]:
    """Return a workbook's sheets; raises ``FileUnavailable``.

    A damaged workbook may abort the whole process: call it through ``IsolatedReader``.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    _check_extent(data)
    try:
        with CalamineWorkbook.from_object(io.BytesIO(data)) as book:
            return tuple(
                Sheet(
                    name,
                    tuple(
                        tuple(map(_as_text, row))
                        for row in book.get_sheet_by_name(name).to_python(skip_empty_area=True)
                    ),
                )
                for name in book.sheet_names
            )
    except (CalamineError, OSError, ValueError) as error:
        raise FileUnavailable("tableau illisible (classeur abîmé ou protégé)") from error


def _check_extent(data: bytes) -> None:
    """Refuse a workbook whose farthest cells span more than memory holds: the reader fills the rectangle."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            sheets = [
                i for i in parts.infolist() if re.search(r"worksheets/[^/]+\.xml$|^content\.xml$", i.filename)
            ]
            if sum(i.file_size for i in parts.infolist()) > MAX_XML_BYTES:
                raise FileUnavailable("tableau trop volumineux une fois ouvert", "too_large")
            for info in sheets:
                if info.filename != "content.xml" and _extent(parts, info) > MAX_CELLS:
                    raise FileUnavailable(
                        "tableau trop étendu (une cellule très lointaine est remplie)", "too_large"
                    )
    except FileUnavailable:
        raise
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise FileUnavailable("tableau illisible (classeur abîmé ou protégé)") from error


def _extent(parts: zipfile.ZipFile, info: zipfile.ZipInfo) -> int:
    columns = rows = 0
    tail = b""
    with parts.open(info) as stream:
        while piece := stream.read(2**20):
            for found in CELL.finditer(tail + piece):
                letters, digits = found[1] or found[3], found[2] or found[4]
                columns, rows = max(columns, _column(letters)), max(rows, int(digits))
            tail = piece[-64:]
    return columns * rows


def _column(letters: bytes) -> int:
    total = 0
    for letter in letters:
        total = total * 26 + letter - 64
    return total


def _as_text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "Oui" if value else "Non"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime():
            return (
                value.isoformat(" ", "seconds")
                if value.time() != datetime.min.time()
                else value.date().isoformat()
            )
        case date():
            return value.isoformat()
        case _:
            return str(value)

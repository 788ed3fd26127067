"""How large a table a workbook would make once laid out: the cells it stores, never the size it declares."""

from __future__ import annotations

import io
import re
import struct

from checker.reading.content import Job
from checker.reading.office import binary
from checker.reading.office.package import Package, walk
from checker.reading.problem import ReadError

_SHARED = "xl/sharedStrings.xml"
_CELL = re.compile(rb'<(?:\w+:)?c\s[^<>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_BIFF_CELLS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6})


def largest_extent(job: Job, most: int) -> tuple[int, str]:
    """Return the cells of the largest sheet once laid out from its first to its last one, and what it is called.

    A count over ``most`` may be less than the whole. Raises ReadError ``too_large`` on a bomb.
    """
    if job.data[:2] == b"PK":
        with Package(job) as package:
            if "content.xml" in package.names:
                return _open_document(package.read("content.xml")), "content.xml"
            if "xl/workbook.bin" in package.names:
                return binary.largest(package, most)
            if _SHARED in package.names:
                package.read(_SHARED)  # not laid out, yet a bomb may hide there
            sheets = package.matching("xl/worksheets/", "sheet")
            return max(((_stored(package.read(name)), name) for name in sheets), default=(0, ""))
    return _biff(job.data), "Workbook"


def _stored(xml: bytes) -> int:
    """Return the area of the rectangle around the stored cells of an XLSX sheet."""
    rows, columns = [], set()
    for match in _CELL.finditer(xml):
        columns.add(match[1])
        rows.append(int(match[2]))
    if not rows:
        return 0
    wide = [_column(letters) for letters in columns]
    return (max(rows) - min(rows) + 1) * (max(wide) - min(wide) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _open_document(xml: bytes) -> int:
    """Return the most cells a sheet of an ODS holds once its repetitions are written out."""
    most = total = repeated_rows = 0
    filled = False
    pending = width = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal total, repeated_rows, pending, width, filled
        if name == "table":
            total = 0
        elif name == "table-row":
            repeated_rows, pending, width, filled = (
                _count(attributes.get("number-rows-repeated")),
                0,
                0,
                False,
            )
        elif name in ("table-cell", "covered-table-cell"):
            pending += _count(attributes.get("number-columns-repeated"))
            if "value-type" in attributes:
                width, filled = pending, True

    def end(name: str) -> None:
        nonlocal total, most
        if name == "table-row" and filled:
            total += width * repeated_rows
            most = max(most, total)

    if not walk(xml, start, end, lambda _: None):
        raise ReadError("unreadable", "Classeur OpenDocument endommagé : non lu.")
    return most


def _count(written: str | None) -> int:
    return int(written) if written and written.isdigit() else 1


def _biff(data: bytes) -> int:
    """Return the largest area of an old workbook's sheets, from the records of its cells."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        name = next((n for n in ("Workbook", "Book") if ole.exists(n)), None)
        stream = ole.openstream(name).read() if name else b""
    at = most = last_row = last_column = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind in (0x0809, 0x0409, 0x0209):  # the beginning of a sheet
            last_row = last_column = 0
        elif kind in _BIFF_CELLS and length >= 4 and at + 8 <= len(stream):
            row, column = struct.unpack_from("<HH", stream, at + 4)
            last_row, last_column = max(last_row, row), max(last_column, column)
            most = max(most, (last_row + 1) * (last_column + 1))
        at += 4 + length
    return most

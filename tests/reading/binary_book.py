"""A minimal writer of XLSB files for the tests: sheets of texts, numbers and dates, in records ([MS-XLSB])."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PLAIN, _DAY, _PERCENT, _OWN_PERCENT = range(4)
"""Ranks of the cell styles: plain, a date, « 0 % », and a format of the workbook's own « 0.0% »."""

Value = str | float | bool | date | None


def record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = len(body), b""
    while length > 0x7F:
        size += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + size + bytes([length]) + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cell(column: int, value: Value, shared: list[str], *, percent: bool = False) -> bytes:
    """Return a cell's record; texts are put among the shared ones."""
    style = _DAY if isinstance(value, date) else _OWN_PERCENT if percent else _PLAIN
    head = struct.pack("<II", column, style)
    if isinstance(value, bool):
        return record(4, head + bytes([value]))
    if isinstance(value, str):
        shared.append(value)
        return record(7, head + struct.pack("<I", len(shared) - 1))
    number = float((value - date(1899, 12, 30)).days) if isinstance(value, date) else value
    return record(1, head) if number is None else record(5, head + struct.pack("<d", number))


def sheet(rows: dict[int, dict[int, Value]], shared: list[str]) -> bytes:
    """Return a sheet of rows and columns from 0; numbers from 0 to 1 are shown as percentages."""
    rank, most = max(rows, default=0), max((max(cells) for cells in rows.values()), default=0)
    out = record(129) + record(148, struct.pack("<IIII", 0, rank, 0, most)) + record(145)
    for row, cells in rows.items():
        out += record(0, struct.pack("<I", row) + b"\0" * 13)
        for column, value in cells.items():
            share = isinstance(value, float) and 0 < value < 1
            out += cell(column, value, shared, percent=share)
    return out + record(146) + record(130)


def styles() -> bytes:
    formats = record(44, struct.pack("<H", 164) + wide("0.0%"))
    kept = b"".join(record(47, struct.pack("<HH", 0, number) + b"\0" * 12) for number in (0, 14, 9, 164))
    fonts = record(617, struct.pack("<I", 4)) + kept + record(618)
    return record(278) + record(615, struct.pack("<I", 1)) + formats + record(616) + fonts + record(279)


def members(sheets: dict[str, dict[int, dict[int, Value]]]) -> dict[str, bytes]:
    """Return the members of a workbook's package."""
    shared: list[str] = []
    parts, listed, relations = {}, b"", ""
    for at, (name, rows) in enumerate(sheets.items(), 1):
        parts[f"xl/worksheets/sheet{at}.bin"] = sheet(rows, shared)
        listed += record(156, struct.pack("<II", 0, at) + wide(f"rId{at}") + wide(name))
        relations += (
            f'<Relationship Id="rId{at}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{at}.bin"/>'
        )
    strings = record(159, struct.pack("<II", len(shared), len(shared)))
    strings += b"".join(record(19, b"\0" + wide(text)) for text in shared) + record(160)
    begin = record(131) + record(153, b"\0" * 8) + record(143)
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.bin": begin + listed + record(144) + record(157, b"\0" * 26) + record(132),
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{package}">{relations}</Relationships>'.encode(),
        "xl/styles.bin": styles(),
        "xl/sharedStrings.bin": strings,
        **parts,
    }


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()

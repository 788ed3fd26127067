"""XLSB ([MS-XLSB]): what calamine does not say of a binary workbook, told by the records of its parts.

A part is a row of records: a type and a length, each in bytes of seven bits, then the body. calamine takes the
lengths on trust, so parts whose records run over their end are refused before it sees them.
"""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Iterator

from checker.reading.office.package import Package, walk
from checker.reading.problem import ReadError

_ROW, _CELLS, _SHEET = 0, range(1, 12), 156
_FORMAT, _STYLE = 44, 47
_STYLES_BEGIN, _STYLES_END = 617, 618
_PERCENT_FORMATS = frozenset({9, 10})
_CELL_HEAD = struct.Struct("<II")
"""The column of a cell; its style in the lower 24 bits."""
_WORKBOOK, _RELATIONS, _STYLES = "xl/workbook.bin", "xl/_rels/workbook.bin.rels", "xl/styles.bin"
_SHARED = ("xl/sharedStrings.bin", _STYLES)


def sheets(package: Package) -> dict[str, str]:
    """Return the members that hold sheets, by the name of the sheet.

    Raises ReadError ``unreadable`` where the workbook names a member that is not there.
    """
    targets: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            targets[attributes.get("Id", "")] = posixpath.normpath(
                posixpath.join("/xl", attributes.get("Target", ""))
            ).lstrip("/")

    if _RELATIONS in package.names:
        walk(package.read(_RELATIONS), start, lambda _: None, lambda _: None)
    members = {name.lower(): name for name in package.names}
    workbook = package.read(_WORKBOOK)
    found = {}
    for kind, at, stop in records(workbook):
        if kind == _SHEET:
            relation, at = _wide(workbook, at + 8, stop)
            name, _ = _wide(workbook, at, stop)
            member = members.get(targets.get(relation, "").lower())
            if member is None:
                raise _damaged()
            found[name] = member
    return found


def _wide(part: bytes, at: int, stop: int) -> tuple[str, int]:
    """Return the text at a place of a record, its length in letters before it, and where it ends."""
    end = at + 4 + 2 * int.from_bytes(part[at : at + 4], "little")
    if at + 4 > stop or end > stop:
        raise _damaged()
    return part[at + 4 : end].decode("utf-16-le", "replace"), end


def records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the type of each record of a part, and where its body starts and stops.

    Raises ReadError ``unreadable`` on a record that runs over the end of the part.
    """
    at, end = 0, len(part)
    while at < end:
        kind = part[at]
        at += 1
        if kind & 0x80 and at < end:
            kind = (kind & 0x7F) | (part[at] & 0x7F) << 7
            at += 1
        length = 0
        for shift in (0, 7, 14, 21):
            if at >= end:
                raise _damaged()
            byte = part[at]
            at += 1
            length |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        if at + length > end:
            raise _damaged()
        yield kind, at, at + length
        at += length


def _damaged() -> ReadError:
    return ReadError("unreadable", "Classeur binaire endommagé : non lu.")


def _cells(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the row, the column and the style of each cell of a sheet, from 0."""
    row = 0
    for kind, start, stop in records(part):
        if kind == _ROW and stop - start >= 4:
            (row,) = struct.unpack_from("<I", part, start)
        elif kind in _CELLS and stop - start >= _CELL_HEAD.size:
            column, style = _CELL_HEAD.unpack_from(part, start)
            yield row, column, style & 0xFFFFFF


def largest(package: Package, most: int) -> tuple[int, str]:
    """Return the cells of the largest sheet once laid out, and what it is called.

    Every part that calamine reads is walked through. Raises ReadError for a bomb or a part cut short.
    """
    for name in _SHARED:
        if name in package.names:
            for _ in records(package.read(name)):
                pass
    found = (0, "")
    for name, member in sheets(package).items():
        found = max(found, (_area(package.read(member), most), name))
    return found


def _area(part: bytes, most: int) -> int:
    """Return the area of the rectangle around the cells of a sheet, or more than ``most`` where they are as many."""
    top = left = 1 << 32
    low = right = count = -1
    for count, (row, column, _) in enumerate(_cells(part)):
        top, low = min(top, row), max(low, row)
        left, right = min(left, column), max(right, column)
        if count > most:
            return count
    return (low - top + 1) * (right - left + 1) if count >= 0 else 0


def percents(package: Package) -> dict[str, frozenset[tuple[int, int]]]:
    """Return, by sheet name, the (row, column) from 0 of the cells formatted as percentages."""
    if _STYLES not in package.names:
        return {}
    shown = _percent_styles(package.read(_STYLES))
    return {
        name: frozenset(
            (row, column) for row, column, style in _cells(package.read(member)) if style in shown
        )
        for name, member in sheets(package).items()
    }


def _percent_styles(part: bytes) -> frozenset[int]:
    """Return the ranks of the cell styles whose number format is a percentage."""
    formats, found = set(_PERCENT_FORMATS), set[int]()
    inside, rank = False, 0
    for kind, start, stop in records(part):
        body = part[start:stop]
        if kind == _FORMAT and "%" in body[6:].decode("utf-16-le", "replace"):
            formats.add(int.from_bytes(body[:2], "little"))
        elif kind in (_STYLES_BEGIN, _STYLES_END):
            inside = kind == _STYLES_BEGIN
        elif kind == _STYLE and inside:
            if int.from_bytes(body[2:4], "little") in formats:
                found.add(rank)
            rank += 1
    return frozenset(found)

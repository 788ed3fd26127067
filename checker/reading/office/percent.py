"""Which cells of an XLSX or XLSB are shown as percentages: calamine gives 0.875 where Excel shows « 87,5 % »."""

from __future__ import annotations

import re

from checker.reading.content import Job
from checker.reading.office import binary
from checker.reading.office.package import Package, walk

_BUILT_IN = frozenset({"9", "10"})
_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*?)/?>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d+)"')


def percent_cells(job: Job, names: list[str]) -> dict[str, frozenset[tuple[int, int]]]:
    """Return, by sheet name, the (row, column) from 0 of the cells formatted as percentages."""
    if job.data[:2] != b"PK":
        return {}
    with Package(job) as package:
        if "xl/workbook.bin" in package.names:
            return binary.percents(package)
        if "xl/styles.xml" not in package.names or "xl/workbook.xml" not in package.names:
            return {}
        styles = _percent_styles(package.read("xl/styles.xml"))
        if not styles:
            return {}
        members = package.matching("xl/worksheets/", "sheet")
        # Sheets are numbered in the order they were made, and named in that order by all but rare writers.
        if len(members) != len(names):
            return {}
        return {
            name: _cells(package.read(member), styles) for name, member in zip(names, members, strict=True)
        }


def _percent_styles(xml: bytes) -> frozenset[str]:
    formats: set[str] = set(_BUILT_IN)
    found: set[str] = set()
    inside = False
    number = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside, number
        if name == "numFmt" and "%" in attributes.get("formatCode", ""):
            formats.add(attributes.get("numFmtId", ""))
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            if attributes.get("numFmtId") in formats:
                found.add(str(number))
            number += 1

    def end(name: str) -> None:
        nonlocal inside
        if name == "cellXfs":
            inside = False

    walk(xml, start, end, lambda _: None)
    return frozenset(found)


def _cells(xml: bytes, styles: frozenset[str]) -> frozenset[tuple[int, int]]:
    found = set()
    for match in _CELL.finditer(xml):
        style, place = _STYLE.search(match[1]), _PLACE.search(match[1])
        if style and place and style[1].decode() in styles:
            column = 0
            for letter in place[1]:
                column = column * 26 + letter - 64
            found.add((int(place[2]) - 1, column - 1))
    return frozenset(found)

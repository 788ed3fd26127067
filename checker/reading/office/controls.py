"""Check boxes drawn on the sheets of an XLSX (form controls): where they stand and whether they are ticked.

Excel keeps them apart from the cells, in a VML drawing a sheet: no spreadsheet library shows them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from checker.reading.content import Job
from checker.reading.glyphs import CHECKED, EMPTY
from checker.reading.office.package import Package, walk

_RELATION = re.compile(rb"<Relationship\b[^<>]*>")
_TARGET = re.compile(rb'\bTarget\s*=\s*"([^"]*\.vml)"')
_KINDS = ("checkbox", "radio")
_MOST = 2000
_ROW_HEIGHT = 20
"""Pixels of a row nobody changed."""
_LAST_ROW = 1 << 20


@dataclass(slots=True)
class _Control:
    kind: str = ""
    anchor: str = ""
    state: str = ""
    words: list[str] = field(default_factory=list)


def ticked_cells(job: Job, names: list[str]) -> dict[str, dict[tuple[int, int], str]]:
    """Return, by sheet name, what the controls show (« ☒ Oui ») by the (row, column) from 0 that they stand in."""
    if job.data[:2] != b"PK":
        return {}
    with Package(job) as package:
        members = package.matching("xl/worksheets/", "sheet")
        if len(members) != len(names):
            return {}
        return {
            name: cells
            for name, member in zip(names, members, strict=True)
            if (cells := _of_sheet(package, member))
        }


def _of_sheet(package: Package, member: str) -> dict[tuple[int, int], str]:
    folder, _, file = member.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    cells: dict[tuple[int, int], str] = {}
    if relations not in package.names:
        return cells
    for relation in _RELATION.findall(package.read(relations)):
        target = _TARGET.search(relation)
        drawing = posixpath.normpath(posixpath.join(folder, target[1].decode())).lstrip("/") if target else ""
        if drawing in package.names:
            for place, shown in _drawn(package.read(drawing)):
                cells[place] = f"{cells[place]}  {shown}" if place in cells else shown
    return cells


def _drawn(vml: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the place and the look of each check box or radio button of a drawing."""
    controls: list[_Control] = []
    within: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        within.append(name)
        if name == "shape":
            controls.append(_Control())
        elif name == "ClientData" and controls:
            controls[-1].kind = attributes.get("ObjectType", "").lower()

    def end(_: str) -> None:
        within.pop()

    def text(data: str) -> None:
        if not controls:
            return
        if "textbox" in within:
            controls[-1].words.append(data)
        elif within[-1] == "Anchor":
            controls[-1].anchor += data
        elif within[-1] == "Checked":
            controls[-1].state += data

    walk(vml, start, end, text)
    for control in controls[:_MOST]:
        place = _place(control.anchor)
        if control.kind in _KINDS and place is not None:
            sign = CHECKED[1] if control.state.strip() == "1" else EMPTY[0]
            label = " ".join("".join(control.words).split())
            yield place, f"{sign} {label}".rstrip()


def _place(anchor: str) -> tuple[int, int] | None:
    """Return the (row, column) that holds most of a control; its anchor gives left, top, right and bottom.

    Each is a column or row with the pixels into it: a box set by hand often begins at the foot of the row above.
    """
    try:
        column, _, top, into_top, _, _, bottom, into_bottom = (int(number) for number in anchor.split(","))
    except ValueError:
        return None
    row = top + 1 if bottom > top and into_bottom > _ROW_HEIGHT - into_top else top
    return (row, column) if 0 <= row < _LAST_ROW and column >= 0 else None

"""The columns of a signature block's lines, and what a block says before ink is looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.evidence.text import PageText, TextLine
from models.evidence import SignatureClass

_COLUMN = re.compile(r"\S(?:.*?\S)?(?=\s{3,}|\t|$)")


@dataclass(frozen=True)
class BlockCell:
    """A piece of a line: one column of a signature block."""

    start: int
    stop: int
    text: str
    folded: str
    rank: int
    column: int


@dataclass(frozen=True)
class Block:
    """What one signature block says, before ink is looked for."""

    page: PageText
    start: int
    stop: int
    name: str | None
    function: str | None
    class_: SignatureClass
    by_delegation: bool
    typed: bool = False
    closing: bool = True
    confidence: float = 1.0


def cells_of(line: TextLine) -> list[BlockCell]:
    """Return the columns of a line, parted by three spaces or a tab."""
    found = []
    for column, match in enumerate(_COLUMN.finditer(line.text)):
        if match.group().strip():
            begin, end = match.span()
            found.append(
                BlockCell(
                    line.start + begin,
                    line.start + end,
                    match.group(),
                    line.folded[begin:end],
                    line.rank,
                    column,
                )
            )
    return found


def same_column(page: PageText, cell: BlockCell, other: BlockCell) -> bool:
    """Tell whether two cells stand above each other, by their boxes or else by their rank in the line."""
    if other.rank == cell.rank:
        return other.column == cell.column
    mine, theirs = page.boxes(cell.start, cell.stop), page.boxes(other.start, other.stop)
    if mine and theirs:
        a, b = mine[0], theirs[0]
        return min(a[2], b[2]) - max(a[0], b[0]) > -25
    return other.column == cell.column

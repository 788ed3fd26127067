"""Signatures that the paper itself says are still to come: « Approbateur | Le directeur, L. Morin | en attente »."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.evidence.lazy import Lazy
from checker.evidence.signatures.cells import Block, BlockCell, cells_of
from checker.evidence.signatures.functions import PeopleRules
from checker.evidence.text import PageText

_SHORT = 50
"""Characters of a note beside a block; a sentence is about something else."""
_PIECES = Lazy(r"\s[–—-]\s|[|,;:()]")


def awaited(blocks: list[Block], rules: PeopleRules) -> list[Block]:
    """Return the blocks, those whose row or column says that the signature is awaited marked vacant.

    A vacant block's function is somebody's only where a hand has signed there.
    """
    return [
        replace(block, vacant=True)
        if not block.by_delegation and any(_is_note(said, rules) for said in _beside(block))
        else block
        for block in blocks
    ]


def _beside(block: Block) -> Iterator[str]:
    """Yield what stands in a block's column from its first line to the one under it, folded; a table's whole row."""
    page = block.page
    pieces = block.pieces or ((block.start, block.stop),)
    cells = [
        cell
        for start, _ in pieces
        if (line := page.line_at(start))
        for cell in cells_of(page, line)
        if any(a <= cell.start < b or cell.start <= a < cell.stop for a, b in pieces)
    ]
    ranks = {cell.rank for cell in cells}
    for line in page.lines[min(ranks, default=0) : max(ranks, default=-2) + 2]:
        if "|" in line.text and line.rank in ranks:
            yield line.folded
        elif "|" not in line.text:
            yield from (
                cell.folded for cell in cells_of(page, line) if any(_under(page, cell, own) for own in cells)
            )


def _under(page: PageText, cell: BlockCell, own: BlockCell) -> bool:
    """Tell whether two cells stand above each other, or are one."""
    if cell.rank == own.rank:
        return cell.start == own.start
    mine, theirs = page.boxes(own.start, own.stop), page.boxes(cell.start, cell.stop)
    if not (mine and theirs):
        return cell.column == own.column
    return min(mine[0][2], theirs[0][2]) > max(mine[0][0], theirs[0][0])


def _is_note(said: str, rules: PeopleRules) -> bool:
    return any(
        len(piece) <= _SHORT and rules.awaited.search(piece) is not None for piece in _PIECES.split(said)
    )

"""Tables typed with spaces: the cells of a row put under the headings they stand below, empty ones kept."""

from __future__ import annotations

from collections.abc import Sequence

from checker.evidence.lazy import Lazy

_PARTED = Lazy(r"\S+(?: \S+)*")
"""A cell: words with one space between them."""
_ALIGNED = 2
"""Characters by which a cell may begin apart from its heading."""


def cells_under(heads: str, row: str) -> tuple[str, ...] | None:
    """Return the cells of ``row`` by the columns of ``heads``, "" where one is empty; both folded lines of a page.

    ``None`` where a cell stands under no heading: the print is not in columns, and nothing tells what is missing.
    """
    if "|" in row:
        return _between_bars(row, heads.strip(" |").count("|") + 1)
    starts = [match.start() for match in _PARTED.finditer(heads)]
    cells = [""] * len(starts)
    for match in _PARTED.finditer(row):
        rank = next((rank for rank, at in enumerate(starts) if abs(match.start() - at) <= _ALIGNED), None)
        if rank is None or cells[rank]:
            return None
        cells[rank] = match.group()
    return tuple(cells)


def _between_bars(row: str, columns: int) -> tuple[str, ...] | None:
    cells = [cell.strip() for cell in row.split("|")]
    if len(cells) > columns and not cells[0]:
        cells = cells[1:]
    return tuple(cells[:columns]) if not any(cells[columns:]) else None


def may_lack(heads: Sequence[str], cells: Sequence[str]) -> bool:
    """Tell whether a row has fewer cells than its table has headings: which of them are empty is to be found."""
    return 1 < len(cells) < len(heads)

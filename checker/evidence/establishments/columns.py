"""The town that a table gives each of its houses, in a column of its own."""

from __future__ import annotations

import re

from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText

_PARTS = Lazy(r"[|\t]")
_TOWNS = Lazy(r"\W*(?:villes?|communes?|localites?)\W*")
_UP = 40
"""Lines above a row where its table's head may stand."""


def town_of_row(page: PageText, at: int) -> str | None:
    """Return what a row says in the column headed « ville », as printed; ``None`` where there is no such column."""
    line = page.line_at(at)
    if line is None or _PARTS.search(line.text) is None:
        return None
    for head in reversed(page.lines[max(0, line.rank - _UP) : line.rank]):
        titles = _PARTS.split(head.folded)
        if len(titles) < 2:
            continue
        ranks = [rank for rank, title in enumerate(titles) if _TOWNS.fullmatch(title)]
        if ranks:
            cells = _PARTS.split(line.text)
            said = cells[ranks[0]].strip() if len(cells) == len(titles) else ""
            return said if re.search(r"[^\W\d_]{2}", said) else None
    return None

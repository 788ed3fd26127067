"""A function that runs over two or three lines of its column, read as one: « La Directrice des / Systèmes … »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checker.evidence.lazy import Lazy
from checker.evidence.signatures.cells import BlockCell, cells_of, same_column
from checker.evidence.signatures.functions import PeopleRules, functions_in, is_said
from checker.evidence.signatures.persons import persons_in
from checker.evidence.text import PageText

_MOST_LINES = 3
_LONGEST = 90
_OPEN = Lazy(r"(?:(?:^|[\s'])(?:de|du|des|d'|la|le|l'|les|et|&|en|a|au|aux|sur)|(?<=\w)-|/)$")
_UNSAID = Lazy(r"(?<!\w)(?:responsable|referente?|chef|cheffe|chargee?|directeur|directrice)$")
_GOES_ON = Lazy(
    r"(?:de |du |des |d'|et (?:de |du |des |d')|en charge|charge|par interim|adjointe?\b|deleguee?\b|generale?\b"
    r"|commandant |& |/|aux? (?!directeur|directrice)|a la (?!directrice|direction))"
)


def cells_on(page: PageText, rules: PeopleRules) -> tuple[BlockCell, ...]:
    """Return the cells of a page in reading order, each function joined to the lines that go on with it."""
    rows = [cells_of(page, line) for line in page.lines]
    taken: set[int] = set()
    found: list[BlockCell] = []
    for row in rows:
        for cell in row:
            if cell.start in taken:
                continue
            while cell.foot - cell.rank < _MOST_LINES - 1:
                more = _next(page, cell, rows, rules)
                if more is None:
                    break
                taken.add(more.start)
                cell = _joined(cell, more)
            found.append(cell)
    return tuple(found)


def parted(page: PageText, above: int, below: int) -> bool:
    """Tell whether an empty line stands between two lines, given by their ranks."""
    between = page.text[page.lines[above].stop : page.lines[below].start]
    return below - above > 1 or between.count("\n") > 1


def _next(
    page: PageText, cell: BlockCell, rows: Sequence[tuple[BlockCell, ...]], rules: PeopleRules
) -> BlockCell | None:
    """Return the cell below that goes on with a function, ``None`` where it stands complete."""
    below = cell.foot + 1
    if below >= len(rows) or len(cell.text) > _LONGEST or parted(page, cell.foot, below):
        return None
    said = cell.folded.rstrip()
    if said.endswith((".", ":", ";")) or not (functions_in(said, rules) or _UNSAID.search(said)):
        return None
    other = next((c for c in rows[below] if same_column(page, cell, c)), None)
    if other is None or len(other.text) > _LONGEST or is_said(other.text, other.folded, rules):
        return None
    more = other.folded.strip()
    if rules.delegation.match(more) or any(p.titled for p in persons_in(other.text, rules)):
        return None
    if _OPEN.search(said.rstrip(" (")):
        return other
    if _GOES_ON.match(more):
        return None if said.endswith(",") and not more.startswith(("charge", "en charge")) else other
    words = [w for w in re.findall(r"\w+", more) if len(w) > 2]
    known = bool(words) and words[0] in rules.continuing
    return other if known and not said.endswith(",") else None


def _joined(cell: BlockCell, more: BlockCell) -> BlockCell:
    """Return two cells as one; its place stays that of the first where they stand in columns."""
    text = f"{cell.text.rstrip()} {more.text.strip()}"
    folded = f"{cell.folded.rstrip()} {more.folded.strip()}"
    stop = more.stop if cell.column == more.column == 0 else cell.stop
    return replace(cell, text=text, folded=folded, stop=stop, last=more.rank)

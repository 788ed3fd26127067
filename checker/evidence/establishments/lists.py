"""Hospitals named side by side: rows of a table, members in one breath, a name that runs on into the next cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from checker.evidence.establishments.known import Known
from checker.evidence.establishments.likeness import PUBLIC, alike
from checker.evidence.establishments.spots import Spot
from checker.evidence.lazy import Lazy
from checker.evidence.names import Name, NameRules, parsed
from checker.evidence.text import PageText
from models.evidence import Relation

_AND = Lazy(
    r"\s*(?:[,;]|(?:[,;]\s*)?(?:et|&|ainsi que|comme))\s*"
    r"(?:(?:a|au|aux|de|du|des|le|la|les|pour|celui|celle|ceux)\s+|[ld]'\s*)*"
)
"""What stands between two names of one enumeration."""
_BULLET = Lazy(r"[ \t]*(?:[-–•*▪·|]|\d{1,2}[.)])?[ \t]*$")
_HEADED = Lazy(
    r"[ \t]*(?:etablissements?|structures?|sites?|hopital|hopitaux|membres?|entites?|nom|ghs?)\b(?![ ]?:)[^.;]*$"
)
"""The first row of a table whose first column names houses."""
_TOWNS = Lazy(r"\b(?:villes?|communes?|adresses?|lieux?|localites?|cp|code postal|departements?|dep)\b")
_ROWS = 3
"""Houses under one another that make a list; two may be a letterhead of both."""
_LINES_APART = 3
"""Lines by which a row's cells may wrap."""
_UP = 12
"""Lines above a row where its table's head may stand."""
_CELL = Lazy(r"[ \t](?=[A-ZÀ-Þ\d])")


def members_beside(page: PageText, told: Sequence[tuple[Spot, Relation | None]]) -> frozenset[int]:
    """Return the places of names that stand in a list with the dossier's own: no paper is about those alone."""
    runs: list[list[tuple[Spot, Relation | None]]] = []
    rows: list[list[tuple[Spot, Relation | None]]] = []
    for before, one in pairwise(told):
        if _AND.fullmatch(page.folded, before[0].stop, one[0].start):
            if runs and runs[-1][-1] is before:
                runs[-1].append(one)
            else:
                runs.append([before, one])
    for one in told:
        rank = _row(page, one[0])
        if rank is None:
            continue
        last = _row(page, rows[-1][-1][0]) if rows else None
        if last is not None and 0 < rank - last <= _LINES_APART:
            rows[-1].append(one)
        else:
            rows.append([one])
    lists = [*runs, *(row for row in rows if len(row) >= _ROWS)]
    return frozenset(
        spot.start
        for members in lists
        if any(relation == "same" for _, relation in members)
        for spot, relation in members
        if relation in {"other", "unknown"}
    )


def cell_of(page: PageText, spot: Spot, known: Known, rules: NameRules) -> Spot:
    """Return a name without the next cells of its row, where what stands before them is a name known in full.

    Only of public hospitals, in a table of several that has no column for towns: elsewhere « CH Nérac Val-de-Loire »
    is no « CH Nérac ».
    """
    if spot.own is not None:
        return spot
    if (stop := _past_dash(page, spot, known, rules)) != spot.stop:
        return replace(spot, stop=stop)
    if not _in_table(page, spot, rules):
        return spot
    for gap in _CELL.finditer(page.text, spot.start, spot.stop):
        name = parsed(page.text[spot.start : gap.start()], rules)
        if name.type in PUBLIC and any(
            name.words == other.words and alike(name, other) is True for other in (*known.own, *known.group)
        ):
            return replace(spot, stop=gap.start(), cell=True)
    return spot


def _past_dash(page: PageText, spot: Spot, known: Known, rules: NameRules) -> int:
    """Return where a name ends whose two halves a dash or stroke parts: « CHI LORMES – BAZEUIL »; else its end."""
    more = _HALF.match(page.text, spot.stop)
    if more is None:
        return spot.stop
    half, whole = (parsed(page.text[spot.start : stop], rules) for stop in (spot.stop, more.end()))
    fits = any(
        half.words and half.words < whole.words == own.words and half.type == own.type for own in known.own
    )
    if fits or (half.type == "chi" and "/" in more.group() and _two_towns(half, whole, known, rules)):
        return more.end()
    return spot.stop


def _two_towns(half: Name, whole: Name, known: Known, rules: NameRules) -> bool:
    """Tell whether a stroke joins another town to the dossier's: « CHI AUBRE / SALIGNY »."""
    more = whole.words - half.words
    return (
        half.words == known.town
        and len(more) == 1
        and not more & (rules.stops | rules.elsewhere)
        and min(map(len, more)) >= _TOWN
    )


_TOWN = 4
"""Letters of a word that may be a town's and no service's initials."""


_HALF = Lazy(r"[ ]?[–—/-][ ]?[A-ZÀ-Þ][^\n\t,;:()–—/|]{2,40}?(?=[ ]*(?:[\n\t,;:()–—/|]|$))")


def _row(page: PageText, spot: Spot) -> int | None:
    """Return the rank of the line that a name opens, ``None`` where it stands further on."""
    line = page.line_at(spot.start)
    if line is None or not _BULLET.match(page.text[line.start : spot.start]):
        return None
    return line.rank


def _in_table(page: PageText, spot: Spot, rules: NameRules) -> bool:
    """Tell whether a name opens a row of a table of houses: a head above it, another house's row next to it."""
    rank = _row(page, spot)
    if rank is None:
        return False
    near = page.lines[max(0, rank - _LINES_APART) : rank] + page.lines[rank + 1 : rank + 1 + _LINES_APART]
    others = any(rules.any_type.match(line.folded.lstrip(" -•*")) for line in near)
    above = page.lines[max(0, rank - _UP) : rank]
    heads = [line for line in above if _HEADED.match(line.folded) and len(line.text.split()) > 1]
    return others and bool(heads) and not any(_TOWNS.search(line.folded) for line in heads)

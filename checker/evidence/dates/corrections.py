"""Dates that their own line puts right: « le 4 avril 2022 (erratum : lire 7 avril 2022) »."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from checker.evidence.dates.cues import DateRules
from checker.evidence.dates.found import FoundDate


def uncorrected(folded: str, dates: Sequence[FoundDate], rules: DateRules) -> tuple[FoundDate, ...]:
    """Return the dates without those that another one beside them says to be wrong."""
    wrong: set[int] = set()
    for rank, (one, other) in enumerate(pairwise(dates)):
        if rules.corrected_by.fullmatch(folded, one.stop, other.begin):
            wrong.add(rank)
        elif rules.instead_of.fullmatch(folded, one.stop, other.begin):
            wrong.add(rank + 1)
    return tuple(date for rank, date in enumerate(dates) if rank not in wrong)

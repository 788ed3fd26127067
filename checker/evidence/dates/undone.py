"""Days on which the house did nothing: cancelled, moved or never held, a neighbour's deed, another body's day."""

from __future__ import annotations

from checker.evidence.dates.cues import DateRules
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText

_DEEDS = frozenset({"meeting", "execution", "delivery", "order", "appointment"})
_CLAUSE = Lazy(r"[.;|]\s|\s[-/]\s")
"""What parts one thing told on a line from the next."""


def is_undone(page: PageText, stop: int, left: str, role: str, rules: DateRules) -> bool:
    """Tell whether the words round a date take its deed back, or give it to another house.

    ``left`` is what stands before the date, ``stop`` the end of the last of the days listed with it.
    """
    if role not in _DEEDS:
        return False
    if rules.cancelled_after.match(page.flat, stop):
        return True
    if role == "meeting" and rules.unheld_after.match(page.flat, stop):
        return True
    return rules.neighbours.search(_clause(left)) is not None


def is_another_body(left: str, kind: str, rules: DateRules) -> bool:
    """Tell whether the body named last before a date is none of those that a kind of document is about."""
    bodies = rules.bodies.get(kind)
    if bodies is None:
        return False
    clause = _clause(left)
    own, others = bodies
    last = max((one.end() for one in own.finditer(clause)), default=-1)
    return any(
        other.end() > last and not rules.of_a_body.search(clause[: other.start()])
        for other in others.finditer(clause)
    )


def _clause(left: str) -> str:
    return _CLAUSE.split(left)[-1]

"""Days on which the house did nothing: cancelled, moved or never held, a neighbour's deed, another body's day."""

from __future__ import annotations

from checker.evidence.dates.context import cell_at, cells_of, words_after
from checker.evidence.dates.cues import DateRules
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText

_DEEDS = frozenset({"meeting", "execution", "delivery", "order", "appointment"})
_MATTERS = frozenset({"execution", "delivery"})
_CLAUSE = Lazy(r"[.;|]\s|\s[-/]\s")
"""What parts one thing told on a line from the next."""
_SENTENCE = Lazy(r"[.;|]\s")
_TOGETHER = Lazy(r"\s*(?:/|-|&|\+|et)\s*(?:(?:de |du )?(?:la |le |l'))?")
"""Two bodies that meet at once: « réunion conjointe CME / CSIRMT »."""


def is_undone(page: PageText, stop: int, left: str, role: str, kind: str, rules: DateRules) -> bool:
    """Tell whether the words round a date take its deed back, put it off, or give it to another house or time.

    ``left`` is what stands before the date, ``stop`` the end of the last of the days listed with it.
    """
    if role not in _DEEDS:
        return False
    if rules.cancelled_after.match(page.flat, stop) or rules.undone_after.match(page.flat, stop):
        return True
    if role == "meeting" and rules.next_after.match(page.folded, stop):
        return True
    if role == "meeting" and is_row_undone(page, stop - 1, rules):
        return True
    if role == "execution" and kind in rules.telling and rules.planned_before.search(left):
        return True
    clause = _clause(left)
    if rules.undone_before.search(clause):
        return True
    if rules.another_after.match(page.flat, stop):
        return True
    if kind in rules.absent and role == "meeting" and rules.absent[kind].search(clause):
        return True
    if (
        role == "appointment"
        and rules.hired.search(clause)
        and rules.named_then.search(words_after(page, stop))
    ):
        return True
    if role in _MATTERS and _is_another_matter(clause, kind, rules):
        return True
    elsewhere = [*rules.neighbours.finditer(clause), *rules.former.finditer(clause)]
    return any(not rules.brings_back.search(clause, one.end()) for one in elsewhere)


def _is_another_matter(clause: str, kind: str, rules: DateRules) -> bool:
    """Tell whether what was done is none of what a kind of document is about: « Audit énergétique : … »."""
    matters = rules.other_matters.get(kind)
    if matters is None:
        return False
    others, real = matters
    return any(not real.search(clause, one.end()) for one in others.finditer(clause))


def is_row_undone(page: PageText, at: int, rules: DateRules) -> bool:
    """Tell whether a cell of the row round a place says by itself that nothing was held: « à venir », « annulée »."""
    line = page.line_at(at)
    if line is None:
        return False
    cells = cells_of(line)
    rank = cell_at(line, at)
    return any(
        rules.row_undone.fullmatch(line.folded, begin, stop)
        for i, (begin, stop) in enumerate(cells)
        if i != rank
    )


def is_another_body(left: str, kind: str, rules: DateRules) -> bool:
    """Tell whether the body named last before a date is none of those that a kind of document is about."""
    bodies = rules.bodies.get(kind)
    if bodies is None:
        return False
    clause = _SENTENCE.split(left)[-1]
    own, others = bodies
    dashed = clause.rfind(" - ")
    last = max((one.end() for one in own.finditer(clause)), default=-1)
    return any(
        other.end() >= last
        and other.start() >= dashed
        and not (0 <= last <= other.start() and _TOGETHER.fullmatch(clause, last, other.start()))
        and not rules.of_a_body.search(clause[: other.start()])
        for other in others.finditer(clause)
    )


def _clause(left: str) -> str:
    return _CLAUSE.split(left)[-1]

"""Dates that stand at the head of their line: an entry of a log, the day of a meeting, whatever their role seems."""

from __future__ import annotations

from collections.abc import Iterable

from checker.evidence.dates import DateRules, is_row_undone, nearest, under_events
from checker.evidence.text import PageText
from models.evidence import DateFact

_FIRM = frozenset({"other", "happened", "announced", "closed_out", "shelved", "moved_to", "to_meet"})
"""What the words before a date say it is, and it is no meeting held: « Diffusé le : », « Prochaine séance : »."""


def leading(facts: Iterable[DateFact], page: PageText, rules: DateRules) -> tuple[DateFact, ...]:
    """Return the dates of a page, ``leads`` set where one of their places opens its line, behind a label at most.

    A label that tells of something else, and a row of a list of incidents or actions, lead to no meeting.
    """
    return tuple(
        fact.model_copy(update={"leads": True}) if _leads(fact, page, rules) else fact for fact in facts
    )


def _leads(fact: DateFact, page: PageText, rules: DateRules) -> bool:
    at = page.text.find(fact.quote) if fact.quote else -1
    while at >= 0:
        start = page.text.rfind("\n", 0, at) + 1
        if rules.opens_line.fullmatch(page.folded, start, at) and not _told(page, start, at, rules):
            return True
        at = page.text.find(fact.quote, at + 1)
    return False


def _told(page: PageText, start: int, at: int, rules: DateRules) -> bool:
    line = page.line_at(at)
    firm = nearest(page.flat[start:at], rules.in_minutes) in _FIRM
    return firm or is_row_undone(page, at, rules) or (line is not None and under_events(page, line, rules))

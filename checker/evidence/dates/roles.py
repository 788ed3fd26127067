"""The role a date plays: by the words round it, its place on the page or in a table, and the kind of its document.

Where nothing speaks clearly, or two roles compete, the role is ``other``: a wrong role would decide a requirement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import cast

from checker.evidence.dates.context import (
    cell_at,
    is_damaged,
    repaired,
    words_after,
    words_before,
    words_beside,
)
from checker.evidence.dates.corrections import uncorrected
from checker.evidence.dates.cues import DateRules, nearest
from checker.evidence.dates.doubled import undoubled
from checker.evidence.dates.found import FoundDate
from checker.evidence.dates.grammar import find_dates
from checker.evidence.dates.headings import heads_entry, tells_of_another, words_begin
from checker.evidence.dates.numbers import is_no_date
from checker.evidence.dates.periods import MOVED
from checker.evidence.dates.places import (
    LEADS,
    Seen,
    at_an_hour,
    by_column,
    by_place,
    in_a_list,
    signed_off,
)
from checker.evidence.dates.undone import is_another_body, is_undone
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText
from models.evidence import DateFact, DateRole

__all__ = ["DateRules", "date_facts"]

_FIRST_YEAR = 1970
"""Before lie the days that streets and barracks are named after, and births."""
_LONGEST_MEETING = 7
"""Days from the first to the last that one meeting may take."""
_LONGEST_PERIOD = 92
"""Days that a period may last whose role only its document's kind tells."""
_BEFORE_DEADLINE = frozenset({"meeting", "signature", "order", "filing", "appointment", "approval", "start"})
_AFTER = frozenset({"meeting", "execution", "appointment", "signature"})
_TOLD = frozenset({"happened", "announced", "closed_out", "shelved", "moved_to", "to_meet"})
"""What a meeting tells of, wherever in it."""
_WRITTEN = frozenset({"sending", "issuing", "signature", "made", "filing"})
"""A day with its hour may be the one on which minutes were sent or signed: « Envoyé : 10 février 2022 18:07 »."""
_ONLY_JOINING = Lazy(
    r"[ ,;:()]*(?:\n ?)?(?:\n|et|ou|au|du|le|les|,|-|a|de|puis|soit|c'est-a-dire|des|/|\d{1,2} ?(?:h|:) ?\d{0,2}| )*"
    r"[ ,;:()]*"
)
_BULLETED = Lazy(r"\s*[-*•▪●◦➢→][ ]*(?:le[ ]|les[ ]|du[ ])?")
_CLOCK = Lazy(r",? ?(?:a )?\d{1,2} ?[h:] ?\d\d\b")
_COLUMNS = Lazy(r"[ ]{2,}")
_TO = Lazy(r"\s*(?:au|a)\s+(?:le\s+)?")
_WINDOW = 60
"""Characters before a date in which a verb may say that it was moved."""


def date_facts(page: PageText, kind: str, rules: DateRules) -> tuple[DateFact, ...]:
    """Return the dates of one page with their roles, in reading order; streets, births and versions left out."""
    facts: list[DateFact] = []
    before: tuple[FoundDate, DateRole] | None = None
    shown, place = undoubled(page)
    seen = Seen(shown, kind, rules)
    dates = uncorrected(shown.folded, find_dates(shown.folded), rules)
    for rank, date in enumerate(dates):
        role = _role(seen, date, before, _listed(shown, dates[rank:]))
        if role is None:
            continue
        where = page.place(place(date.begin), place(date.stop), _plausible(date))
        facts.append(DateFact(start=date.start, end=date.end, role=role, **where))
        before = (date, role)
    return tuple(facts)


def _listed(page: PageText, dates: Sequence[FoundDate]) -> int:
    """Return where the days end that are listed from the first of ``dates`` on: « les 4 mars et 6 juin, annulées »."""
    stop = dates[0].stop
    for one, other in pairwise(dates):
        if not _goes_on(page, one, other):
            break
        stop = other.stop
    return stop


def _plausible(date: FoundDate) -> float:
    """Return a date's confidence, lowered where its year cannot be one of the programme's or of a law's."""
    return date.confidence if date.start.year >= 1978 else min(date.confidence, 0.4)


def _role(
    seen: Seen, date: FoundDate, before: tuple[FoundDate, DateRole] | None, stop: int
) -> DateRole | None:
    page, kind, rules = seen.page, seen.kind, seen.rules
    begin = date.begin if date.led is None else date.led
    floor = max(before[0].stop if before else 0, words_begin(page, begin, kind, rules))
    left = words_before(page, floor, begin)
    beside = words_beside(page, begin, left)
    if is_no_date(page, date, beside, rules):
        return None
    if date.years:
        return "validity" if kind in rules.years and rules.years[kind].search(left) else None
    lead = left
    if date.led is not None:
        # what stands before the label of a period's first end speaks where the label does not
        left, lead = words_before(page, floor, date.begin), f"{left.rstrip()} du "
    if date.confidence < 1.0 or page.page.confidence < 1.0 or is_damaged(page, date.begin):
        left = repaired(left, rules.own_words)
    if rules.legal.search(left) and not rules.own_acts.search(left):
        return "legal_text"
    if date.end.year < _FIRST_YEAR:
        return "other" if rules.founded.search(left) else None
    column = by_column(seen, date) if date.led is None else None
    if column is None and before is not None and _goes_on(page, before[0], date):
        return _moved_to(seen, before[0], date) or before[1]
    role = column or _spoken(seen, date, left, lead)
    if role in {"approval", "term"} and (
        (date.exact and date.start < date.end) or left.rstrip().endswith("jusqu'au")
    ):
        role = "validity"
    if is_undone(page, stop, left, rules.settled(role, kind), kind, rules):
        role = "deadline" if rules.until.search(left) else "other"
    if role == "made" and signed_off(seen, date):
        role = "signature"
    return _possible(date, rules.settled(role, kind))


def _goes_on(page: PageText, one: FoundDate, other: FoundDate) -> bool:
    """Tell whether a date goes on with the one before it: « le 4 mai 2021 et le 6 juin 2021 »."""
    return (
        one.exact == other.exact
        and other.led is None
        and _ONLY_JOINING.fullmatch(page.folded, one.stop, other.begin) is not None
        and not _in_another_cell(page, one, other)
        and not _COLUMNS.fullmatch(page.folded, one.stop, other.begin)
    )


def _moved_to(seen: Seen, one: FoundDate, other: FoundDate) -> DateRole | None:
    """Return the role of the day to which something was moved: « échéance reportée du 4 mai au 6 juin 2022 »."""
    page = seen.page
    if not MOVED.search(page.folded, max(0, one.begin - _WINDOW), one.begin) or not _TO.fullmatch(
        page.flat, one.stop, other.begin
    ):
        return None
    return cast(DateRole, seen.rules.settled("moved_to", seen.kind))


def _in_another_cell(page: PageText, one: FoundDate, other: FoundDate) -> bool:
    line = page.line_at(one.begin)
    return (
        line is not None
        and other.begin < line.stop
        and cell_at(line, one.begin) != cell_at(line, other.begin)
    )


def _possible(date: FoundDate, role: str) -> DateRole:
    """Return a role, ``other`` where a date of this length cannot play it."""
    days = (date.end - date.start).days
    if date.exact and days and role in {"signature", "order", "filing"}:
        return "other"
    if role == "meeting" and date.exact and days > _LONGEST_MEETING:
        return "other"
    return cast(DateRole, role)


def _spoken(seen: Seen, date: FoundDate, left: str, lead: str) -> str:
    page, rules = seen.page, seen.rules
    held = seen.kind in rules.title_meeting
    role = nearest(left, rules.in_minutes if held else rules.cues)
    if role == "held":
        role = rules.settled(role, seen.kind)
    if held and (in_a_list(seen, date) or heads_entry(seen, date)):
        return "meeting"
    if held and rules.held_after.match(page.flat, date.stop):
        return "meeting"
    if role in _TOLD:
        return role
    if held and role not in _WRITTEN and at_an_hour(seen, date):
        return "meeting"
    if (
        role in _BEFORE_DEADLINE
        and rules.until.search(left)
        and not left.rstrip().endswith("valide jusqu'au")
    ):
        return "deadline"
    if role == "meeting" and (
        rules.approved_after.match(page.flat, date.stop)
        or rules.next_before.search(re.split(r"[.;|]\s", left)[-1])
        or rules.next_after.match(words_after(page, date.stop))
        or is_another_body(left, seen.kind, rules)
        or (held and tells_of_another(seen, date, left))
    ):
        return "other"
    if role is not None:
        return "other" if _is_cited(page, date, rules) else role
    return (
        _by_what_follows(seen, date)
        or (nearest(lead, rules.cues) or _of_a_period(seen, date) if date.led is not None else None)
        or by_place(seen, date)
        or ("deadline" if rules.until.search(left) and not rules.away.search(left) else None)
        or nearest(left, rules.weak)
        or (rules.by_clock.get(seen.kind) if _CLOCK.match(page.flat, date.stop) else None)
        or "other"
    )


def _is_cited(page: PageText, date: FoundDate, rules: DateRules) -> bool:
    """Tell whether a date stands in what an act goes by (« Vu … »), and not yet in what it decides."""
    start = _sentence_start(page, date)
    return rules.visa.match(page.flat, start) is not None and not rules.enacts.search(
        page.flat, start, date.begin
    )


def _sentence_start(page: PageText, date: FoundDate) -> int:
    sentence = page.sentence_at(date.begin)
    return sentence[0] if sentence else date.begin


def _of_a_period(seen: Seen, date: FoundDate) -> str | None:
    """Return the role of a period whose ends have labels of their own and no other: « Du : … Au : … »."""
    if (date.end - date.start).days > _LONGEST_PERIOD:
        return None
    return seen.rules.period_by_kind.get(seen.kind)


def _by_what_follows(seen: Seen, date: FoundDate) -> str | None:
    """Return the role told by the words after a date that opens its sentence, or that stands before its label."""
    page, rules = seen.page, seen.rules
    right = words_after(page, date.stop)
    if rules.label_after.match(right) or rules.signs_after.match(right):
        return "signature"
    line = page.line_at(date.begin)
    opens = LEADS.fullmatch(page.flat, _sentence_start(page, date), date.begin) or (
        line is not None and _BULLETED.fullmatch(page.folded, line.start, date.begin)
    )
    if not opens or page.folded.startswith("\n", date.stop):
        return None
    told = [
        (found.start(), -found.end(), cue.role)
        for cue in rules.cues
        if cue.far and cue.role in _AFTER
        for found in (cue.words.search(right),)
        if found is not None and found.start() <= rules.ahead
    ]
    roles = {role for _, _, role in told}
    if "meeting" in roles and rules.to_come.search(right, 0, rules.ahead):
        return None
    return roles.pop() if len(roles) == 1 else None

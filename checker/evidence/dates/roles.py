"""The role a date plays: by the words round it, its place on the page or in a table, and the kind of its document.

Where nothing speaks clearly, or two roles compete, the role is ``other``: a wrong role would decide a requirement.
"""

from __future__ import annotations

import re
from typing import cast

from checker.evidence.dates.context import (
    cell_at,
    cells_of,
    header_over,
    mended,
    repaired,
    words_after,
    words_before,
    words_beside,
)
from checker.evidence.dates.cues import Cue, DateRules
from checker.evidence.dates.grammar import FoundDate, find_dates
from checker.evidence.text import PageText, TextLine
from models.evidence import DateFact, DateRole

__all__ = ["DateRules", "date_facts"]

_FIRST_YEAR = 1970
"""Before it lie the days that streets and barracks are named after, and births."""
_LAST_STREET_YEAR = 2000
_TITLE_LINES = 10
_TABLE_LINES = 40
_LONGEST_MEETING = 7
"""Days from the first to the last that one meeting may take."""
_BEFORE_DEADLINE = frozenset({"meeting", "signature", "order", "filing", "appointment", "approval", "start"})
_AFTER = frozenset({"meeting", "execution", "appointment", "signature"})
_ROW = re.compile(r"[ |\t]*(?:n?°? ?\d{1,2}[.)]?[ |\t]+)?(?:le )?")
_ONLY_JOINING = re.compile(
    r"[ ,;:()]*(?:\n ?)?(?:\n|et|ou|au|du|le|les|,|-|a|de|puis|des|/|\d{1,2} ?(?:h|:) ?\d{0,2}| )*[ ,;:()]*"
)
_BEFORE_A_DAY = re.compile(
    r"(?:^|[\s:,(|.\-])(?:le|les|du|des|de|en|au|aux|la|l'|ce|entre(?: le)?|jusqu'au|jusqu'a"
    r"|avant(?: le| la fin d[eu])?|vers|courant|depuis(?: le)?|cours d[eu]|tard(?: le)?|pour le"
    r"|d'ici(?: le| au| a| la fin)?|des le|lundi|mardi|mercredi|jeudi|vendredi|compter du|partir du|mois d[e']"
    r"|semaine du|date du|n°\s?\d+)?[\s:,(|'\-]*$"
)
_LEADS = re.compile(r"\W*(?:(?:le|les|du|des|en date du|a la date du|en|ce|depuis le)\W*)?")
_LED = re.compile(r"(?:(?<!\w)(?:le|les|du|des|au|en|de|d'|et|a|ce|date)|di|[:,(])\s*$")
"""A date behind one of these belongs to its sentence, not to a column."""
_FURTHER_DATE = re.compile(r"[ ]{3}\s*\d|\t\d|\|[ ]*\d|\d[./]\d")
_BULLETED = re.compile(r"\s*[-*•▪●◦➢→][ ]*(?:le[ ]|les[ ]|du[ ])?")
_ENTRY = re.compile(
    r"\s*(?:[-*•▪●◦➢→][ ]*)?(?:(?:le|du|lundi|mardi|mercredi|jeudi|vendredi|samedi)[ ]+)*"
    r"(?:\d{1,2}(?:er)? [a-z]{3,9}\.? \d{4}|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d))(?=\W)"
)
_HOUR = re.compile(r",? ?(?:a |de )?\d{1,2} ?(?:h|:)\b")
_HEADING = 90
"""Characters of a heading's line at most."""
_TOLD = 12
"""Characters that follow the day on the line of an entry, at least."""
_TITLE_LEFT = re.compile(r"(?:^|.*[\s:,(|/\-])(?:le|du|des|en date du|au)?[\s:,(|/\-]*")


def date_facts(page: PageText, kind: str, rules: DateRules) -> tuple[DateFact, ...]:
    """Return the dates of one page with their roles, in reading order; streets, births and versions left out."""
    facts: list[DateFact] = []
    before: tuple[FoundDate, DateRole] | None = None
    for date in find_dates(page.folded):
        role = _role(page, date, kind, rules, before)
        if role is None or (role == "other" and date.end.year < _FIRST_YEAR):
            continue
        facts.append(
            DateFact(
                start=date.start,
                end=date.end,
                role=role,
                **page.place(date.begin, date.stop, _plausible(date)),
            )
        )
        before = (date, role)
    return tuple(facts)


def _plausible(date: FoundDate) -> float:
    """Return a date's confidence, lowered where its year cannot be one of the programme's or of a law's."""
    return date.confidence if 1978 <= date.start.year <= 2045 else min(date.confidence, 0.4)


def _role(
    page: PageText, date: FoundDate, kind: str, rules: DateRules, before: tuple[FoundDate, DateRole] | None
) -> DateRole | None:
    joined = (
        before is not None and _ONLY_JOINING.fullmatch(page.folded, before[0].stop, date.begin) is not None
    )
    left = words_before(page, before[0].stop if before else 0, date.begin)
    beside = words_beside(page, date.begin, left)
    if rules.no_date.search(beside) or (_month_in_figures(date) and rules.reference.search(beside)):
        return None
    if rules.template.fullmatch(beside):
        return None
    if date.end.year <= _LAST_STREET_YEAR and rules.streets.search(beside):
        return None
    if date.years:
        return "validity" if kind in rules.years and rules.years[kind].search(left) else None
    if date.confidence < 1.0 or page.page.confidence < 1.0:
        left = repaired(left, rules.own_words)
    if rules.legal.search(left) and not rules.own_acts.search(left):
        return "legal_text"
    column = _by_column(page, date, kind, rules)
    joined = joined and before is not None and date.exact == before[0].exact
    if column is None and joined and before is not None and not _in_another_cell(page, before[0], date):
        return before[1]
    role = column or _spoken(page, date, kind, rules, left)
    if role in {"approval", "term"} and (
        (date.exact and date.start < date.end) or left.rstrip().endswith("jusqu'au")
    ):
        role = "validity"
    return _possible(date, rules.settled(role, kind))


def _in_another_cell(page: PageText, one: FoundDate, other: FoundDate) -> bool:
    line = page.line_at(one.begin)
    return (
        line is not None
        and other.begin < line.stop
        and cell_at(line, one.begin) != cell_at(line, other.begin)
    )


def _month_in_figures(date: FoundDate) -> bool:
    return date.stop - date.begin == len("03/2019")


def _possible(date: FoundDate, role: str) -> DateRole:
    """Return a role, ``other`` where a date of this length cannot play it."""
    days = (date.end - date.start).days
    if date.exact and days and role in {"signature", "order", "filing"}:
        return "other"
    if role == "meeting" and date.exact and days > _LONGEST_MEETING:
        return "other"
    return cast(DateRole, role)


def _spoken(page: PageText, date: FoundDate, kind: str, rules: DateRules, left: str) -> str:
    if kind in rules.title_meeting and (_in_a_list(page, date, rules) or _at_an_hour(page, date, rules)):
        return "meeting"
    role = _nearest(left, rules.cues)
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
    ):
        return "other"
    if role is not None:
        return "other" if rules.visa.match(page.flat, _sentence_start(page, date)) else role
    return (
        _by_what_follows(page, date, rules, left)
        or _by_place(page, date, kind, rules)
        or ("deadline" if rules.until.search(left) else None)
        or _nearest(left, rules.weak)
        or "other"
    )


def _sentence_start(page: PageText, date: FoundDate) -> int:
    sentence = page.sentence_at(date.begin)
    return sentence[0] if sentence else date.begin


def _by_column(page: PageText, date: FoundDate, kind: str, rules: DateRules) -> str | None:
    """Return the role that a column's header or a row's label gives to a date alone in its cell."""
    line = page.line_at(date.begin)
    if line is None:
        return None
    cells = cells_of(line.folded)
    rank = cell_at(line, date.begin)
    begin = line.start + cells[rank][0]
    if not _LEADS.fullmatch(page.folded, begin, date.begin) and (
        len(cells) > 1 or _LED.search(page.folded, begin, date.begin)
    ):
        return None
    header = header_over(page, date)
    if header is None:
        return None
    role = _nearest(mended(header) + " ", rules.cues)
    if len(cells) == 2 and rank == 1:
        label = mended(page.folded[line.start + cells[0][0] : line.start + cells[0][1]]).strip(" -:")
        if rules.bare.fullmatch(label):
            return rules.by_kind.get(kind, "other")
        said = _nearest(label + " ", rules.cues)
        if said is not None and said != role:
            return "other" if role is not None else said
    if role is None and (rules.bare.fullmatch(header) or header.startswith("date")):
        return "meeting" if kind in rules.title_meeting else None
    if role is None and len(cells) > 2 and rank > 0:
        return "other"
    return role


def _by_what_follows(page: PageText, date: FoundDate, rules: DateRules, left: str) -> str | None:
    """Return the role told by the words after a date that opens its sentence, or that stands before its label."""
    right = words_after(page, date.stop)
    if rules.label_after.match(right):
        return "signature"
    line = page.line_at(date.begin)
    opens = _LEADS.fullmatch(page.flat, _sentence_start(page, date), date.begin) or (
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
    return roles.pop() if len(roles) == 1 else None


def _nearest(left: str, cues: tuple[Cue, ...]) -> str | None:
    """Return the role of the cue that ends nearest to the date, the longest of those that end alike.

    A cue reaches a date only over words that lead to a day (« le », « du », « : »), not into another matter.
    """
    if not _BEFORE_A_DAY.search(left):
        return None
    best: tuple[int, int] = (-1, 0)
    role: str | None = None
    length = len(left.rstrip())
    for cue in cues:
        floor = max(0, len(left) - cue.reach - 60)
        for match in cue.words.finditer(left, floor):
            if length - match.end() <= cue.reach and (match.end(), match.end() - match.start()) > best:
                best, role = (match.end(), match.end() - match.start()), cue.role
    return role


def _by_place(page: PageText, date: FoundDate, kind: str, rules: DateRules) -> str | None:
    """Return the role of a date that only its place tells: a lone label, a letterhead, a title, a signature block."""
    line = page.line_at(date.begin)
    default = rules.by_kind.get(kind)
    if default is None or line is None or not date.exact:
        return None
    left = mended(page.flat[line.start : date.begin])
    right = words_after(page, date.stop)[: max(0, line.stop - date.stop)]
    cells, rank = cells_of(line.folded), cell_at(line, date.begin)
    label = re.split(r"[.;]\s", left[cells[rank][0] :])[-1].strip(" -")
    if rules.place_and_day.fullmatch(label):
        return default if default in {"order", "signature"} else None
    closed = rules.closed.match(right) is not None
    alone = not label or rules.bare.fullmatch(label)
    if alone and closed and default == "signature" and _beside_function(page, line.rank, rules):
        return "signature"
    if not label and rank > 0:
        label = line.folded[slice(*cells[rank - 1])].strip(" -")
    elif not label and line.rank > 0:
        label = page.lines[line.rank - 1].folded.strip(" -")
    if rules.bare.fullmatch(label) and closed:
        return default
    if kind in rules.title_meeting and _ROW.fullmatch(left) and _under_dates(page, line.rank, rules):
        return "meeting"
    if kind in rules.title_meeting and line.rank < _TITLE_LINES and page.line_at(date.stop) == line:
        lone = not left.strip() and not _FURTHER_DATE.search(page.folded, date.stop, line.stop)
        titled = lone or (rules.title_nouns.search(left) and _TITLE_LEFT.fullmatch(left))
        return "meeting" if titled else None
    return None


def _in_a_list(page: PageText, date: FoundDate, rules: DateRules) -> bool:
    """Tell whether a date opens one of several entries that each begin with a day, none of them still to come."""
    line = page.line_at(date.begin)
    if (
        line is None
        or not _entry(page, line, rules)
        or not _ENTRY.match(page.folded, line.start, date.stop + 1)
    ):
        return False
    entries = [other for other in page.lines if _entry(page, other, rules)]
    return len(entries) > 1 and not _announced(page, entries[0].rank, rules)


def _at_an_hour(page: PageText, date: FoundDate, rules: DateRules) -> bool:
    """Tell whether a day with its hour stands in a heading: « Revue n° 1 – 18 mars 2021, 17 h – 18 h »."""
    line = page.line_at(date.begin)
    if line is None or not date.exact or date.start != date.end or not _HOUR.match(page.folded, date.stop):
        return False
    heading = (
        not page.folded[line.start : date.begin].rstrip().endswith((".", ";")) and len(line.text) <= _HEADING
    )
    return heading and line.rank < _TITLE_LINES and not rules.to_come.search(line.folded)


def _entry(page: PageText, line: TextLine, rules: DateRules) -> bool:
    """Tell whether a line begins with a day and tells what was done on it: « 9 février 2021 | présents : … »."""
    found = _ENTRY.match(line.folded)
    return (
        found is not None
        and len(line.text) - found.end() > _TOLD
        and not rules.to_come.search(page.flat, line.start, line.stop)
    )


def _announced(page: PageText, rank: int, rules: DateRules) -> bool:
    """Tell whether the lines above a list of days say that they are still to come."""
    above = page.lines[max(0, rank - 3) : rank]
    return any(rules.to_come.search(line.folded) for line in above)


def _under_dates(page: PageText, rank: int, rules: DateRules) -> bool:
    """Tell whether a table's header above a line opens a column of dates."""
    above = page.lines[max(0, rank - _TABLE_LINES) : rank]
    return any(rules.date_column.fullmatch(line.folded.strip(" |")) for line in above)


def _beside_function(page: PageText, rank: int, rules: DateRules) -> bool:
    """Tell whether a line stands within two lines of a signatory's function."""
    near = page.lines[max(0, rank - 2) : rank + 3]
    return any(rules.functions.search(line.folded) and len(line.text.strip()) < 60 for line in near)

"""The role a date plays: by the cue nearest before it, its place on the page, and the kind of its document.

Where nothing speaks clearly the role is ``other``: a date with a wrong role would decide a requirement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast, get_args

from checker.evidence.dates.grammar import FoundDate, find_dates
from checker.evidence.text import PageText, any_of, pattern
from models.evidence import DateFact, DateRole

_WINDOW = 170
_TITLE_LINES = 10
_TABLE_LINES = 40
_ROW = re.compile(r"[ |\t]*(?:n?°? ?\d{1,2}[.)]?[ |\t]+)?(?:le )?")
_ONLY_JOINING = re.compile(
    r"[ ,;:()]*(?:\n ?)?(?:et|ou|au|du|le|les|,|-|a|de|puis|des|/|\d{1,2} ?(?:h|:) ?\d{0,2}| )*[ ,;:()]*"
)
_BEFORE_A_DAY = re.compile(
    r"(?:^|[\s:,(|.\-])(?:le|les|du|des|de|en|au|aux|la|l'|ce|entre(?: le)?|jusqu'au|avant(?: le)?|vers"
    r"|courant|depuis(?: le)?|cours d[eu]|tard(?: le)?|lundi|mardi|mercredi"
    r"|jeudi|vendredi|compter du|partir du|mois d[e']|semaine du|date du|n°\s?\d+)?[\s:,(|'\-]*$"
)


@dataclass(frozen=True)
class _Cue:
    role: DateRole
    reach: int
    words: re.Pattern[str]


@dataclass(frozen=True)
class DateRules:
    """``evidence_dates.yaml`` compiled."""

    legal: re.Pattern[str]
    own_acts: re.Pattern[str]
    no_date: re.Pattern[str]
    cues: tuple[_Cue, ...]
    weak: tuple[_Cue, ...]
    approved_after: re.Pattern[str]
    bare: re.Pattern[str]
    place_and_day: re.Pattern[str]
    by_kind: Mapping[str, DateRole]
    title_meeting: frozenset[str]
    functions: re.Pattern[str]
    date_column: re.Pattern[str]

    @classmethod
    def compiled(cls, data: Mapping[str, Any]) -> DateRules:
        """Compile the rules' data."""
        return cls(
            legal=pattern(r"(?<!\w)(?:" + "|".join(data["legal_text"]) + r") ?(?:le |du |au )?$"),
            own_acts=pattern(data["own_acts"]),
            no_date=pattern(r"(?<!\w)(?:" + "|".join(data["no_date"]) + r")[\s:,(°'.-]*$"),
            cues=_cues(data["roles"], data["reach"]),
            weak=_cues(data["weak_roles"], data["reach"]),
            approved_after=pattern(data["approved_after"]),
            bare=pattern(rf"(?:{data['bare']})\s*"),
            place_and_day=pattern(data["place_and_day"]),
            by_kind=data["by_kind"],
            title_meeting=frozenset(data["title_meeting"]),
            functions=any_of([data["functions"]]),
            date_column=pattern(data.get("date_column", "(?!)")),
        )


def _cues(roles: Mapping[str, Mapping[str, list[str]]], reach: Mapping[str, int]) -> tuple[_Cue, ...]:
    return tuple(
        _Cue(cast(DateRole, role), reach[range_], any_of(words))
        for role, ranges in roles.items()
        for range_, words in ranges.items()
        if role in get_args(DateRole)
    )


def date_facts(page: PageText, kind: str, rules: DateRules) -> tuple[DateFact, ...]:
    """Return the dates of one page with their roles, in reading order; streets and versions left out."""
    facts: list[DateFact] = []
    before: tuple[FoundDate, DateRole] | None = None
    for date in find_dates(page.folded):
        role = _role(page, date, kind, rules, before)
        if role is None:
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
    floor = max(0, date.begin - _WINDOW)
    joined = False
    if before is not None:
        joined = _ONLY_JOINING.fullmatch(page.folded[before[0].stop : date.begin]) is not None
        floor = max(floor, before[0].stop)
    left = _left(page, floor, date.begin)
    if rules.no_date.search(left):
        return None
    if rules.legal.search(left) and not rules.own_acts.search(left):
        return "legal_text"
    if joined and before is not None:
        return before[1]
    role = _nearest(left, rules.cues)
    if role == "meeting" and rules.approved_after.match(page.flat, date.stop):
        return "other"
    return role or _by_place(page, date, kind, rules) or _nearest(left, rules.weak) or "other"


def _left(page: PageText, floor: int, begin: int) -> str:
    """Return what stands before a date: its sentence, or the label above where it stands alone in its line."""
    sentence = page.sentence_at(begin)
    start = sentence[0] if sentence else floor
    line = page.line_at(begin)
    if line is not None and begin - start < 25 and line.rank > 0:
        above = page.lines[line.rank - 1]
        if len(above.text.strip()) <= 70 and not above.text.rstrip().endswith((".", ";")):
            start = min(start, above.start)
    return page.flat[max(floor, start) : begin]


def _nearest(left: str, cues: tuple[_Cue, ...]) -> DateRole | None:
    """Return the role of the cue that ends nearest to the date, the longest of those that end alike.

    A cue reaches a date only over words that lead to a day (« le », « du », « : »), not into another matter.
    """
    if not _BEFORE_A_DAY.search(left):
        return None
    best: tuple[int, int] = (-1, 0)
    role: DateRole | None = None
    for cue in cues:
        floor = max(0, len(left) - cue.reach - 60)
        for match in cue.words.finditer(left, floor):
            if (
                len(left.rstrip()) - match.end() <= cue.reach
                and (match.end(), match.end() - match.start()) > best
            ):
                best, role = (match.end(), match.end() - match.start()), cue.role
    return role


def _by_place(page: PageText, date: FoundDate, kind: str, rules: DateRules) -> DateRole | None:
    """Return the role of a date that only its place tells: a lone label, a letterhead, a title, a signature block."""
    line = page.line_at(date.begin)
    default = rules.by_kind.get(kind)
    if default is None or line is None or not date.exact:
        return None
    left = page.flat[line.start : date.begin]
    label = re.split(r"\s{3,}|[.;|]\s", left)[-1].strip(" -")
    if rules.place_and_day.fullmatch(label):
        return default if default in {"order", "signature"} else None
    alone = not label or rules.bare.fullmatch(label)
    if alone and default == "signature" and _beside_function(page, line.rank, rules):
        return "signature"
    if not label and line.rank > 0:
        label = page.lines[line.rank - 1].folded.strip(" -")
    if rules.bare.fullmatch(label):
        return default
    if kind in rules.title_meeting and _ROW.fullmatch(left) and _under_dates(page, line.rank, rules):
        return "meeting"
    if kind in rules.title_meeting and line.rank < _TITLE_LINES and page.line_at(date.stop) == line:
        return "meeting"
    return None


def _under_dates(page: PageText, rank: int, rules: DateRules) -> bool:
    """Tell whether a table's header above a line opens a column of dates."""
    above = page.lines[max(0, rank - _TABLE_LINES) : rank]
    return any(rules.date_column.fullmatch(line.folded.strip(" |")) for line in above)


def _beside_function(page: PageText, rank: int, rules: DateRules) -> bool:
    """Tell whether a line stands within two lines of a signatory's function."""
    near = page.lines[max(0, rank - 2) : rank + 3]
    return any(rules.functions.search(line.folded) and len(line.text.strip()) < 60 for line in near)

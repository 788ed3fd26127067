"""The role a date plays: by the cue before it, its place on the page, and the kind of its document, in that order.

Where nothing speaks clearly the role is ``other``: a date with a wrong role would decide a requirement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from checker.evidence.dates.grammar import FoundDate, find_dates
from checker.evidence.text import PageText, any_of, pattern
from models.evidence import DateFact, DateRole

_REACH = 140
_TITLE_LINES = 10
_ONLY_JOINING = re.compile(
    r"[\s,;:()]*(?:et|ou|au|du|le|les|,|-|a|de|puis|des|/|\d{1,2}\s?(?:h|:)\s?\d{0,2})?[\s,;:()]*"
)


@dataclass(frozen=True)
class DateRules:
    """``evidence_dates.yaml`` compiled: each cue is anchored at the place where its date begins."""

    legal: re.Pattern[str]
    aside: re.Pattern[str]
    roles: tuple[tuple[DateRole, re.Pattern[str]], ...]
    bare: re.Pattern[str]
    place_and_day: re.Pattern[str]
    by_kind: Mapping[str, DateRole]
    title_meeting: frozenset[str]

    @classmethod
    def compiled(cls, data: Mapping[str, Any]) -> DateRules:
        """Compile the rules' data."""
        return cls(
            legal=any_of(data["legal_text"]),
            aside=any_of(data["set_aside"]),
            roles=tuple(
                (role, any_of(cues)) for role, cues in data["roles"].items() if role in get_args(DateRole)
            ),
            bare=pattern(rf"(?<!\w)(?:{data['bare']})\s*$"),
            place_and_day=pattern(data["place_and_day"]),
            by_kind=data["by_kind"],
            title_meeting=frozenset(data["title_meeting"]),
        )


def date_facts(page: PageText, kind: str, rules: DateRules) -> tuple[DateFact, ...]:
    """Return the dates of one page with their roles, in reading order."""
    found = find_dates(page.folded)
    cues = _Cues(page, rules)
    facts: list[DateFact] = []
    before: tuple[FoundDate, DateRole] | None = None
    for date in found:
        role = cues.role(date, kind, before)
        facts.append(
            DateFact(
                start=date.start,
                end=date.end,
                role=role,
                **page.place(date.begin, date.stop, _plausible(date)),  # type: ignore[arg-type]
            )
        )
        before = (date, role)
    return tuple(facts)


def _plausible(date: FoundDate) -> float:
    """Return a date's confidence, lowered where its year cannot be one of the programme's or of a law's."""
    return date.confidence if 1978 <= date.start.year <= 2045 else min(date.confidence, 0.4)


class _Cues:
    """The cues of one page, found once: where each ends, and what it says."""

    def __init__(self, page: PageText, rules: DateRules) -> None:
        self.page, self.rules = page, rules

    def role(self, date: FoundDate, kind: str, before: tuple[FoundDate, DateRole] | None) -> DateRole:
        flat = self.page.folded
        floor = max(0, date.begin - _REACH)
        if before is not None:
            gap = flat[before[0].stop : date.begin]
            if _ONLY_JOINING.fullmatch(gap) and "\n" not in gap.strip(" "):
                return before[1]
            floor = max(floor, before[0].stop)
        left = self._left(floor, date.begin)
        if _ends(self.rules.legal, left):
            return "legal_text"
        if _ends(self.rules.aside, left):
            return "other"
        role = self._nearest(left)
        if role is not None:
            return role
        return self._by_place(date, left, kind)

    def _left(self, floor: int, begin: int) -> str:
        """Return what stands before a date: its sentence, or the label above where it stands alone in its line."""
        sentence = self.page.sentence_at(begin)
        start = sentence[0] if sentence else floor
        line = self.page.line_at(begin)
        if line is not None and begin - start < 25 and line.rank > 0:
            above = self.page.lines[line.rank - 1]
            if len(above.text.strip()) <= 70 and not above.text.rstrip().endswith((".", ";")):
                start = min(start, above.start)
        return self.page.flat[max(floor, start) : begin]

    def _nearest(self, left: str) -> DateRole | None:
        best: tuple[int, int, DateRole] | None = None
        for role, cue in self.rules.roles:
            for match in cue.finditer(left):
                gap = left[match.end() :]
                if not _adjoins(gap):
                    continue
                rank = (match.end(), match.end() - match.start(), role)
                if best is None or rank[:2] > best[:2]:
                    best = rank
        return best[2] if best else None

    def _by_place(self, date: FoundDate, left: str, kind: str) -> DateRole:
        default = self.rules.by_kind.get(kind)
        if default is None:
            return "other"
        line = self.page.line_at(date.begin)
        if kind in self.rules.title_meeting and line and line.rank < _TITLE_LINES and date.exact:
            return "meeting"
        if self.rules.place_and_day.search(left):
            return "order" if default == "order" else "signature" if default == "signature" else "other"
        if self.rules.bare.search(left) and date.exact and _last_words(left) in _LABELS:
            return default
        return "other"


def _last_words(left: str) -> str:
    """Return the label that ends a text: its words after the last sentence or column."""
    return re.split(r"\s{3,}|[.;|]\s", left.rstrip(" :"))[-1].strip(" :-")


_LABELS = {
    "date",
    "le",
    "date du document",
    "en date du",
    "du",
    "emis le",
    "etabli le",
    "date d'emission",
    "fait le",
}
_ADJOINING = re.compile(
    r"[\s:,.()|\-–_*']*(?:(?:le|les|du|des|de|en|au|aux|a|l'|la|date|est|sont|etait|fixee?|prevue?|soit|notamment|jour|journee|periode|mois|semaine|annee|matin|apres-midi|semestre"
    r"|entre|jusqu'au|avant|vers|courant|cours|plus|tard|mardi|lundi|mercredi|jeudi|vendredi|compter|partir|depuis|ce)[\s:,.()'|\-]*)*"
)


def _adjoins(gap: str) -> bool:
    """Tell whether only joining words stand between a cue and its date."""
    return len(gap) <= 60 and _ADJOINING.fullmatch(gap) is not None


def _ends(cue: re.Pattern[str], left: str) -> bool:
    """Tell whether a cue stands right before the date."""
    return any(re.fullmatch(r"[\s:,(°'.-]*(?:le |du |au )?\s*", left[m.end() :]) for m in cue.finditer(left))

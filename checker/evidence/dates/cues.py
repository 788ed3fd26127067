"""``evidence_dates.yaml`` compiled: the cues for roles, and what is no date at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.evidence.text import any_of, pattern


@dataclass(frozen=True)
class Cue:
    """Words that speak for a role, over ``reach`` characters at most."""

    role: str
    reach: int
    words: re.Pattern[str]
    far: bool


@dataclass(frozen=True)
class DateRules:
    """The rules of dates, compiled."""

    legal: re.Pattern[str]
    own_acts: re.Pattern[str]
    visa: re.Pattern[str]
    no_date: re.Pattern[str]
    streets: re.Pattern[str]
    reference: re.Pattern[str]
    template: re.Pattern[str]
    next_before: re.Pattern[str]
    next_after: re.Pattern[str]
    to_come: re.Pattern[str]
    years: Mapping[str, re.Pattern[str]]
    cues: tuple[Cue, ...]
    weak: tuple[Cue, ...]
    until: re.Pattern[str]
    by_kind_of: Mapping[str, Mapping[str, str]]
    approved_after: re.Pattern[str]
    label_after: re.Pattern[str]
    ahead: int
    closed: re.Pattern[str]
    bare: re.Pattern[str]
    place_and_day: re.Pattern[str]
    by_kind: Mapping[str, str]
    title_meeting: frozenset[str]
    title_nouns: re.Pattern[str]
    functions: re.Pattern[str]
    date_column: re.Pattern[str]
    own_words: tuple[str, ...]

    @classmethod
    def compiled(cls, data: Mapping[str, Any]) -> DateRules:
        """Compile the rules' data."""
        return cls(
            legal=pattern(r"(?<!\w)(?:" + "|".join(data["legal_text"]) + r") ?(?:le |du |au )?$"),
            own_acts=pattern(data["own_acts"]),
            visa=pattern(data["visa"]),
            no_date=pattern(r"(?<!\w)(?:" + "|".join(data["no_date"]) + r")[\s:,(°'.-]*$"),
            streets=pattern(rf"(?<!\w)(?:{data['streets']})[\s:,(°'.-]*$"),
            reference=pattern(r"(?<!\w)(?:" + "|".join(data["reference"]) + r")$"),
            template=pattern(data["template"]),
            next_before=any_of([data["next_before"]]),
            next_after=pattern(" ?" + data["next_after"]),
            to_come=any_of([data["to_come"]]),
            years={kind: pattern(words) for kind, words in data["years"].items()},
            cues=_cues(data["roles"], data["reach"]),
            weak=_cues(data["weak_roles"], data["reach"]),
            until=pattern(rf"(?<!\w)(?:{data['until']}) ?$"),
            by_kind_of=data["by_kind_of"],
            approved_after=pattern(data["approved_after"]),
            label_after=pattern(data["label_after"]),
            ahead=data["reach"]["ahead"],
            closed=pattern(data["closed"]),
            bare=pattern(rf"(?:{data['bare']})\s*"),
            place_and_day=pattern(data["place_and_day"]),
            by_kind=data["by_kind"],
            title_meeting=frozenset(data["title_meeting"]),
            title_nouns=any_of([data["title_nouns"]]),
            functions=any_of([data["functions"]]),
            date_column=pattern(data["date_column"]),
            own_words=tuple(data["own_words"]),
        )

    def settled(self, role: str, kind: str) -> str:
        """Return a role as its document's kind settles it: « approuvé le » dates a policy, not an order."""
        by_kind = self.by_kind_of.get(role)
        return role if by_kind is None else by_kind.get(kind, by_kind["otherwise"])


def _cues(roles: Mapping[str, Mapping[str, list[str]]], reach: Mapping[str, int]) -> tuple[Cue, ...]:
    return tuple(
        Cue(role, reach[range_], any_of(words), range_ == "far")
        for role, ranges in roles.items()
        for range_, words in ranges.items()
    )

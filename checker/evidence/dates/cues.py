"""``evidence_dates.yaml`` compiled: the cues for roles, and what is no date at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.evidence.lazy import Lazy
from checker.evidence.text import any_of, pattern

_BEFORE_A_DAY = Lazy(
    r"(?:^|[\s:,(|.\-])(?:le|les|du|des|de|en|au|aux|la|l'|ce|entre(?: le)?|jusqu'au|jusqu'a"
    r"|avant(?: le| la fin d[eu])?|vers|courant|depuis(?: le)?|cours d[eu]|tard(?: le)?|pour le"
    r"|d'ici(?: le| au| a| la fin)?|des le|lundi|mardi|mercredi|jeudi|vendredi|compter du|partir du|mois d[e']"
    r"|semaine du|date du|n°\s?\d+)?[\s:,(|'\-]*$"
)

_NEVER = "(?!)"
"""What a ruleset does not name speaks for nothing."""


@dataclass(frozen=True, eq=False, repr=False)
class Cue:
    """Words that speak for a role, over ``reach`` characters at most."""

    role: str
    reach: int
    words: re.Pattern[str]
    far: bool


@dataclass(frozen=True, eq=False, repr=False)
class DateRules:
    """The rules of dates, compiled."""

    legal: re.Pattern[str]
    own_acts: re.Pattern[str]
    visa: re.Pattern[str]
    no_date: re.Pattern[str]
    streets: re.Pattern[str]
    reference: re.Pattern[str]
    template: re.Pattern[str]
    numbered: re.Pattern[str]
    units: re.Pattern[str]
    number_sign: re.Pattern[str]
    numbered_papers: re.Pattern[str]
    leads_to_day: re.Pattern[str]
    founded: re.Pattern[str]
    corrected_by: re.Pattern[str]
    instead_of: re.Pattern[str]
    cancelled_after: re.Pattern[str]
    undone_after: re.Pattern[str]
    undone_before: re.Pattern[str]
    row_undone: re.Pattern[str]
    planned_before: re.Pattern[str]
    telling: frozenset[str]
    former: re.Pattern[str]
    other_matters: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]
    another_after: re.Pattern[str]
    hired: re.Pattern[str]
    named_then: re.Pattern[str]
    absent: Mapping[str, re.Pattern[str]]
    brings_back: re.Pattern[str]
    held_after: re.Pattern[str]
    neighbours: re.Pattern[str]
    bodies: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]
    of_a_body: re.Pattern[str]
    next_before: re.Pattern[str]
    next_after: re.Pattern[str]
    to_come: re.Pattern[str]
    elsewhere: re.Pattern[str]
    referred: re.Pattern[str]
    years: Mapping[str, re.Pattern[str]]
    cues: tuple[Cue, ...]
    in_minutes: tuple[Cue, ...]
    weak: tuple[Cue, ...]
    until: re.Pattern[str]
    away: re.Pattern[str]
    by_kind_of: Mapping[str, Mapping[str, str]]
    approved_after: re.Pattern[str]
    voted_after: re.Pattern[str]
    opens_paper: re.Pattern[str]
    stamped: re.Pattern[str]
    copied: re.Pattern[str]
    town_halls: re.Pattern[str]
    other_papers: re.Pattern[str]
    calls: re.Pattern[str]
    label_after: re.Pattern[str]
    signs_after: re.Pattern[str]
    enacts: re.Pattern[str]
    ahead: int
    closed: re.Pattern[str]
    bare: re.Pattern[str]
    place_and_day: re.Pattern[str]
    by_kind: Mapping[str, str]
    period_by_kind: Mapping[str, str]
    by_clock: Mapping[str, str]
    order_header: re.Pattern[str]
    title_meeting: frozenset[str]
    title_nouns: re.Pattern[str]
    functions: re.Pattern[str]
    date_column: re.Pattern[str]
    own_words: tuple[str, ...]
    answered: re.Pattern[str]
    entry: re.Pattern[str]
    opens_line: re.Pattern[str]
    item: re.Pattern[str]
    step: re.Pattern[str]
    events: re.Pattern[str]
    held: re.Pattern[str]
    drawn_up: re.Pattern[str]
    dated_title: re.Pattern[str]

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
            numbered=pattern(r"(?<!\w)(?:" + "|".join(data["numbered"]) + r")[\s:(°'.-]*$"),
            units=pattern(rf" ?(?:{data['units']})"),
            number_sign=pattern(rf"(?<!\w)(?:{data.get('number_sign', _NEVER)}) ?:? ?$"),
            numbered_papers=pattern(rf"(?<!\w)(?:{data.get('numbered_papers', _NEVER)})(?: n[°o]\.?)? ?$"),
            leads_to_day=pattern(rf"(?:^|(?<!\w)(?:{data.get('leads_to_day', _NEVER)}))[\W_]*$"),
            founded=any_of([data["founded"]]),
            corrected_by=pattern(data["corrected_by"]),
            instead_of=pattern(data["instead_of"]),
            cancelled_after=pattern(data["cancelled_after"]),
            undone_after=pattern(data.get("undone_after", _NEVER)),
            row_undone=pattern(data.get("row_undone", _NEVER)),
            undone_before=pattern(rf"(?<!\w)(?:{data.get('undone_before', _NEVER)})$"),
            planned_before=pattern(
                rf"(?<!\w)(?:{data.get('planned_before', _NEVER)})(?: (?:le|les|du|des|en|au))? ?$"
            ),
            telling=frozenset(data.get("telling", ())),
            former=any_of([data.get("former", _NEVER)]),
            other_matters={
                kind: (any_of([words["words"]]), any_of([words["real"]]))
                for words in data.get("other_matters", ())
                for kind in words["kinds"]
            },
            another_after=pattern(
                rf"(?:{data.get('another_after', _NEVER)})(?:{data.get('neighbours', _NEVER)})(?!\w)"
            ),
            hired=pattern(data.get("hired", _NEVER)),
            named_then=pattern(data.get("named_then", _NEVER)),
            absent={
                kind: any_of([words["words"]]) for words in data.get("absent", ()) for kind in words["kinds"]
            },
            brings_back=any_of([data.get("brings_back", _NEVER)]),
            held_after=pattern(data.get("held_after", _NEVER)),
            neighbours=any_of([data.get("neighbours", _NEVER)]),
            bodies={
                kind: (any_of([words["own"]]), any_of([words["others"]]))
                for words in data.get("bodies", ())
                for kind in words["kinds"]
            },
            of_a_body=pattern(rf"(?<!\w)(?:{data.get('of_a_body', _NEVER)}) ?$"),
            next_before=any_of([data["next_before"]]),
            next_after=pattern(f" ?(?:{data['next_after']})"),
            to_come=any_of([data["to_come"]]),
            referred=any_of([data.get("referred", _NEVER)]),
            elsewhere=any_of([data["elsewhere"]]),
            years={kind: pattern(words) for kind, words in data["years"].items()},
            cues=_cues(data["roles"], data["reach"]),
            in_minutes=_cues({**data["roles"], **data["told_roles"]}, data["reach"]),
            weak=_cues(data["weak_roles"], data["reach"]),
            until=pattern(rf"(?<!\w)(?:{data['until']}) ?$"),
            away=any_of([data.get("away", _NEVER)]),
            by_kind_of=data["by_kind_of"],
            approved_after=pattern(data["approved_after"]),
            voted_after=pattern(data.get("voted_after", _NEVER)),
            opens_paper=pattern(data.get("opens_paper", _NEVER)),
            stamped=pattern(data.get("stamped", _NEVER)),
            copied=any_of([data.get("copied", _NEVER)]),
            town_halls=pattern(data.get("town_halls", _NEVER)),
            other_papers=pattern(data.get("other_papers", _NEVER)),
            calls=pattern(data.get("calls", _NEVER)),
            label_after=pattern(data["label_after"]),
            signs_after=pattern(data.get("signs_after", _NEVER)),
            enacts=pattern(data.get("enacts", _NEVER)),
            ahead=data["reach"]["ahead"],
            closed=pattern(data["closed"]),
            bare=pattern(rf"(?:{data['bare']})\s*"),
            place_and_day=pattern(data["place_and_day"]),
            by_kind=data["by_kind"],
            period_by_kind=data["period_by_kind"],
            by_clock=data["by_clock"],
            order_header=any_of([data["order_header"]]),
            title_meeting=frozenset(data["title_meeting"]),
            title_nouns=any_of([data["title_nouns"]]),
            functions=any_of([data["functions"]]),
            date_column=pattern(data["date_column"]),
            own_words=tuple(data["own_words"]),
            answered=pattern(data["answered"]),
            entry=pattern(_entry(data["entry_nouns"], data["entry_qualifiers"], data["ordinals"])),
            opens_line=_opening(data.get("line_nouns", _NEVER)),
            item=re.compile(rf"\W*(?:{data.get('item_nouns', _NEVER)})\b"),
            step=re.compile(rf"\W*(?:{data.get('step_nouns', _NEVER)})[ ]?(?:n[°o][ ]?)?\d{{1,2}}[ ]?[(:-]"),
            events=any_of([data["events"]]),
            held=any_of([data["held"]]),
            drawn_up=any_of([data["drawn_up"]]),
            dated_title=any_of([data["dated_title"]]),
        )

    def settled(self, role: str, kind: str) -> str:
        """Return a role as its document's kind settles it: « approuvé le » dates a policy, not an order."""
        by_kind = self.by_kind_of.get(role)
        return role if by_kind is None else by_kind.get(kind, by_kind["otherwise"])


def _entry(nouns: str, qualifiers: str, ordinals: str) -> str:
    """Return the pattern of what stands before the day in the heading of an entry."""
    return (
        rf"[\W_]*(?:(?:{ordinals}) )?(?:{nouns})s?(?:[ '/-]+(?:{qualifiers}))*[\W_]*"
        r"(?:(?:le|du|en date du|date du) )?(?:[a-z]+di )?"
    )


def _opening(nouns: str) -> re.Pattern[str]:
    """Return the pattern of what stands on a line before the day that opens it, a label at most."""
    return re.compile(
        rf"\W*(?:\d{{1,2}}\s*[).]\s+)?(?:(?:{nouns})\b[^.;!?]{{0,45}}|[^.;!?]{{0,45}}:)?\W*"
        r"(?:le|du|en date du)?\s*(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?\s*"
    )


def _cues(roles: Mapping[str, Mapping[str, list[str]]], reach: Mapping[str, int]) -> tuple[Cue, ...]:
    return tuple(
        Cue(role, reach[range_], any_of(words), range_ == "far")
        for role, ranges in roles.items()
        for range_, words in ranges.items()
    )


def nearest(left: str, cues: tuple[Cue, ...]) -> str | None:
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

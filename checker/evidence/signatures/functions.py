"""Functions of people as French documents print them, and the class each belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from checker.evidence.lazy import Either, Lazy
from checker.evidence.text import any_of, fold
from models.evidence import SignatureClass


@dataclass(frozen=True, eq=False)
class PeopleRules:
    """``evidence_people.yaml`` compiled."""

    not_head: tuple[tuple[SignatureClass, re.Pattern[str]], ...]
    head: re.Pattern[str]
    firm_heads: re.Pattern[str]
    firms: re.Pattern[str]
    clinics: re.Pattern[str] | Either
    former: re.Pattern[str]
    houses: re.Pattern[str]
    annexes: re.Pattern[str]
    """Houses that are no hospital, and may be run beside one."""
    delegation: re.Pattern[str]
    anchors: re.Pattern[str]
    titles: re.Pattern[str]
    verbs: re.Pattern[str]
    asides: re.Pattern[str]
    awaited: re.Pattern[str]
    """What a paper says of a signature that is still to come."""
    contacts: re.Pattern[str]
    dated: re.Pattern[str]
    signing: re.Pattern[str]
    blanks: re.Pattern[str]
    received: re.Pattern[str]
    vendors: re.Pattern[str]
    buyers: re.Pattern[str]
    continuing: frozenset[str]
    not_names: frozenset[str]

    @classmethod
    def compiled(cls, data: Mapping[str, Any]) -> PeopleRules:
        """Compile the rules' data."""
        classes: dict[str, SignatureClass] = {
            "dsi": "dsi",
            "rssi": "rssi",
            "other": "other",
            "unknown": "unknown",
        }
        return cls(
            not_head=tuple((classes[key], any_of(cues)) for key, cues in data["not_head"].items()),
            head=any_of(data["head"]),
            firm_heads=any_of([data["firm_heads"]]),
            firms=any_of([data["firms"]]),
            clinics=any_of([data["clinics"]]),
            former=any_of(data["former"]),
            houses=any_of(data["houses"]),
            annexes=any_of(data["annexes"]),
            delegation=any_of(data["delegation"], whole_words=True),
            anchors=any_of(data["anchors"]),
            titles=any_of([data["titles"]]),
            verbs=any_of(data["verbs"]),
            asides=any_of(data["asides"]),
            awaited=any_of(data["awaited"]),
            contacts=any_of(data["contacts"]),
            dated=any_of(data["dated"]),
            signing=any_of(data["signing"]),
            blanks=any_of(data["blanks"]),
            received=any_of(data["received"]),
            vendors=any_of(data["vendors"]),
            buyers=any_of(data["buyers"]),
            continuing=frozenset(data["continuing"]),
            not_names=frozenset(word for phrase in data["not_names"] for word in phrase.split()),
        )


@lru_cache(maxsize=64)
def knowing(rules: PeopleRules, names: tuple[str, ...]) -> PeopleRules:
    """Return the rules with an applicant's own ``names`` among the hospitals: « Directeur de NéphroLoire »."""
    own = sorted(
        {re.escape(fold(name)).replace(r"\ ", r"\s+") for name in names if len(name) >= _NAME}, key=len
    )
    if not own:
        return rules
    return replace(rules, clinics=Either(rules.clinics, Lazy(rf"(?<!\w)(?:{'|'.join(reversed(own))})(?!\w)")))


_NAME = 4
"""Letters under which a name may be any word."""


@dataclass(frozen=True)
class Function:
    """A function found in a text: where, its class, and whether another signs for it."""

    start: int
    stop: int
    class_: SignatureClass
    by_delegation: bool = False


@lru_cache(maxsize=4096)
def functions_in(folded: str, rules: PeopleRules) -> tuple[Function, ...]:
    """Return the functions of a folded text, the special ones before the general where they overlap."""
    taken: list[Function] = []
    delegations = [m.span() for m in rules.delegation.finditer(folded)]
    for class_, cue in rules.not_head:
        for match in cue.finditer(folded):
            if not _overlaps(taken, match) and not any(b <= match.start() < e for b, e in delegations):
                taken.append(Function(match.start(), match.end(), class_))
    for match in rules.head.finditer(folded):
        if not _overlaps(taken, match):
            taken.append(Function(match.start(), match.end(), "head"))
    return tuple(sorted(taken, key=lambda f: f.start))


def is_said(text: str, folded: str, rules: PeopleRules) -> bool:
    """Tell whether a piece of a line holds a word that only a sentence does; « Est-Océan » holds none."""
    capitals = text.isupper()
    return any(
        text[match.start()].islower() or (capitals and match.group() != "est")
        for match in rules.verbs.finditer(folded)
    )


def _overlaps(taken: list[Function], match: re.Match[str]) -> bool:
    return any(match.start() < f.stop and f.start < match.end() for f in taken)

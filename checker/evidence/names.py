"""Names of hospitals: cut into type and place, and compared so that two towns are never one hospital."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.evidence.text import any_of, fold

_SAME = 92.0
_NEAR = 72.0


@dataclass(frozen=True)
class NameRules:
    """``evidence_names.yaml`` compiled."""

    types: tuple[tuple[str, re.Pattern[str]], ...]
    any_type: re.Pattern[str]
    empty_words: frozenset[str]
    generic_words: frozenset[str]
    agencies: re.Pattern[str]
    subject_cues: re.Pattern[str]
    mention_only: re.Pattern[str]
    finess_label: re.Pattern[str]
    siret_label: re.Pattern[str]

    @classmethod
    def compiled(cls, data: Mapping[str, Any]) -> NameRules:
        """Compile the rules' data."""
        cues = [cue for names in data["types"].values() for cue in names]
        return cls(
            types=tuple((key, any_of(names)) for key, names in data["types"].items()),
            any_type=any_of(cues),
            empty_words=frozenset(data["empty_words"]),
            generic_words=frozenset(data["generic_words"]),
            agencies=any_of(data["agencies"]),
            subject_cues=any_of(data["subject_cues"], whole_words=False),
            mention_only=any_of(data["mention_only"]),
            finess_label=any_of([data["finess_label"]]),
            siret_label=any_of([data["siret_label"]]),
        )


@dataclass(frozen=True)
class Name:
    """A hospital's name as its type (« ch », « clinique » …) and the words that tell which one."""

    type: str | None
    place: str

    @property
    def words(self) -> frozenset[str]:
        """Return the distinctive words."""
        return frozenset(self.place.split())


def parsed(name: str, rules: NameRules) -> Name:
    """Return a name cut into type and distinctive words.

    >>> # « C.H. de Saint-Brieuc » and « Centre hospitalier de St Brieuc » give the same
    """
    folded = re.sub(r"[-/]", " ", fold(name))
    kind: str | None = None
    best: re.Match[str] | None = None
    for key, cue in rules.types:
        match = cue.search(folded)
        if match and (
            best is None
            or match.start() < best.start()
            or (match.start() == best.start() and match.end() > best.end())
        ):
            kind, best = key, match
    rest = folded if best is None else folded[: best.start()] + " " + folded[best.end() :]
    words = re.findall(r"[a-z0-9œ]+", rest.replace("'", " "))
    place = [w for w in words if w not in rules.empty_words and w not in rules.generic_words]
    return Name(kind, " ".join(place))


_HOSPITALS = {"ch", "chi", "chs", "chd", "chr", "chu"}
_PRIVATE = {"clinique", "centre"}


def alike(a: Name, b: Name, town: frozenset[str] = frozenset()) -> bool | None:
    """Tell whether a mention ``a`` names the hospital ``b``: yes, firmly no, or ``None`` where they cannot tell.

    The same place with another type (CH and clinique) is another hospital; a former type (CH, CHI) is the same. A
    mention may add the ``town`` to the name; any other word more makes it doubtful (« Saint-Denis », « Saint-Denis
    de la Réunion »), and a hospital called by its town may be one that bears another name.
    """
    from rapidfuzz import fuzz

    if not a.place or not b.place:
        return None
    types_fit = a.type is None or b.type is None or a.type == b.type or {a.type, b.type} <= _HOSPITALS
    types_fit = types_fit or {a.type, b.type} <= _PRIVATE
    whole = fuzz.token_sort_ratio(a.place, b.place)
    within = fuzz.token_set_ratio(a.place, b.place) >= _SAME
    if whole >= _SAME or (within and _covers(a, b, town)):
        if "ght" in {a.type, b.type} and a.type != b.type:
            return None
        if a.type is None or b.type is None:
            return None if a.type is None and len(a.place) < 6 else True
        return types_fit
    if within or whole >= _NEAR or (a.words & b.words) or fuzz.partial_ratio(a.place, b.place) >= 88:
        return None
    return None if types_fit and town and town <= a.words else False


def _covers(a: Name, b: Name, town: frozenset[str]) -> bool:
    """Tell whether a mention says the name, more or less whole, and nothing else but its town."""
    if a.words <= b.words:
        return len(a.words - town) >= 1 or a.words == b.words
    return b.words <= a.words and a.words - b.words <= town

"""Names of hospitals: cut into type and place, and compared so that two towns are never one hospital."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.evidence.text import any_of, fold

_SAME = 92.0
_NEAR = 72.0
_PART = 88.0


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
    # a lone number is a page's, a date's or an article's that stands beside the name
    place = [w for w in words if not (w.isdigit() or w in rules.empty_words or w in rules.generic_words)]
    return Name(kind, " ".join(place))


_HOSPITALS = {"ch", "chi", "chd", "chr", "chu"}
_PUBLIC = {*_HOSPITALS, "chs"}
_LONG_WORD = 8


def alike(a: Name, b: Name, town: frozenset[str] = frozenset()) -> bool | None:
    """Tell whether a mention ``a`` names the hospital ``b``: yes, firmly no, or ``None`` where they cannot tell.

    Both must say the same words, but for the ``town`` that either may add and one letter misread in a long word. A
    part of a name (« Vallée » of « Nord-Vallée ») or a word more (« Saint-Denis de la Réunion ») makes it doubtful.
    The same words under another type: CH and CHI are one hospital that changed, CH and clinique are two, and a CH and
    its psychiatric or residential namesake cannot be told.
    """
    from rapidfuzz import fuzz

    if not a.place or not b.place:
        return None
    fit = _types_fit(a.type, b.type)
    if _says(a, b, town):
        if a.type is None and len(a.place) < 6:
            return None
        return fit
    within = fuzz.token_set_ratio(a.place, b.place) >= _SAME
    if (
        within
        or fuzz.token_sort_ratio(a.place, b.place) >= _NEAR
        or (a.words & b.words)
        or fuzz.partial_ratio(a.place, b.place) >= _PART
    ):
        return None
    return None if fit is not False and town and town <= a.words else False


def _types_fit(a: str | None, b: str | None) -> bool | None:
    """Tell whether two types may be one hospital's: yes, no, or ``None`` where a namesake is as likely."""
    if a is None or b is None:
        return None if "ght" in {a, b} else True
    if a == b or {a, b} <= _HOSPITALS:
        return True
    return False if "clinique" in {a, b} and {a, b} & _PUBLIC else None


def _says(a: Name, b: Name, town: frozenset[str]) -> bool:
    """Tell whether a mention says the name whole: the same words, but for the town, or one letter misread."""
    from rapidfuzz.distance import Levenshtein

    if a.words == b.words or a.place.replace(" ", "") == b.place.replace(" ", ""):
        return True
    more, less = a.words - b.words, b.words - a.words
    if more <= town and less <= town and (a.words & b.words) - town:
        return True
    if len(more) == len(less) == 1:
        (one,), (other,) = more, less
        return min(len(one), len(other)) >= _LONG_WORD and Levenshtein.distance(one, other) <= 1
    return False

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
    mention_lines: re.Pattern[str]
    links: frozenset[str]
    stops: frozenset[str]
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
            mention_lines=any_of(data["mention_lines"]),
            links=frozenset(data["links"]),
            stops=frozenset(data["stops"]),
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


def bare_name(name: str, rules: NameRules) -> re.Pattern[str] | None:
    """Return what to look for of a name printed without its type (« Les Alpages de Bramans »), or ``None``.

    ``None`` where too little is left of it, and where « de » joins it to its type: that is a place's name.
    """
    folded = fold(name)
    opening = rules.any_type.match(folded)
    if opening is None:
        return None
    while opening:
        folded = folded[opening.end() :].lstrip(" -")
        opening = rules.any_type.match(folded)
    words = re.findall(r"[a-z0-9œ]+", folded)
    told = [w for w in words if w not in rules.empty_words | rules.generic_words and len(w) > 2]
    if len(told) < 2 or re.match(r"(?:de|du|des|d')\b", folded):
        return None
    return re.compile(r"[\s'’-]{1,3}".join(map(re.escape, words)) + r"(?!\w)(?!-\w)(?!, le )")


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
        # « Santé Atlantique » and « Clinique Atlantique » share their one telling word
        return None if b.type is None and a.type is not None and len(a.words) == 1 else fit
    if town and a.words == town and a.type in _SEATED and b.type in _SEATED:
        return True
    if _apart(a, b, town):
        return False
    within = fuzz.token_set_ratio(a.place, b.place) >= _SAME
    if (
        within
        or fuzz.token_sort_ratio(a.place, b.place) >= _NEAR
        or (a.words & b.words)
        or fuzz.partial_ratio(a.place, b.place) >= _PART
    ):
        return None
    return None if fit is not False and town and town <= a.words else False


_SEATED = {"ch", "chi", "chd"}
"""Types of which a town has one: « CH de Nérac » is the one that bears a person's name there."""
_ALIKE = 70.0
_TELLING = 3


def _apart(a: Name, b: Name, town: frozenset[str]) -> bool:
    """Tell whether each of two names says a word that the other lacks and that is no misreading of one of its own."""
    from rapidfuzz import fuzz

    def alone(these: frozenset[str], those: frozenset[str]) -> bool:
        joined = "".join(sorted(those))
        return any(
            len(word) >= _TELLING
            and word not in town
            and (word in _POINTS or word not in joined)
            and all(fuzz.ratio(word, other) < _ALIKE or {word, other} <= _POINTS for other in those)
            for word in these - those
        )

    return alone(a.words, b.words) and alone(b.words, a.words)


_POINTS = {"nord", "sud", "est", "ouest", "haut", "haute", "bas", "basse", "grand", "petit"}


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
        if len(one) == 1:  # « CH J. Ferrand »
            return other.startswith(one) and bool(a.words & b.words)
        return min(len(one), len(other)) >= _LONG_WORD and Levenshtein.distance(one, other) <= 1
    return False

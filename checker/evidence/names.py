"""Names of hospitals: their rules, and a name cut into type and place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from checker.evidence.lazy import Lazy
from checker.evidence.text import any_of, fold

_WORDS = Lazy(r"(?<![a-z0-9œ])[a-z]\.(?![a-z0-9])|[a-z0-9œ]+")
"""The words of a name; an initial keeps its dot, so that « A. » is no « à »."""

_JOINED = Lazy(r"\s*(?:(?:et|&)\s+(?:(?:de|du|des|les?|la)\s+)?(?:[ld]'|la\s+)?)?")
_BESIDE = {"residence", "had"}
_SHORT_TYPE = 5
"""Letters of « EHPAD », « USLD », « HAD »: a type and never a part of a name."""
_HOUSES = {"ch", "chi", "chd", "chr", "chu", "chs", "clinique", "centre"}


@dataclass(frozen=True, eq=False)
class NameRules:
    """``evidence_names.yaml`` compiled; the same only as itself, so that it may be part of a cache's key."""

    types: tuple[tuple[str, re.Pattern[str]], ...]
    any_type: re.Pattern[str]
    owners: re.Pattern[str]
    """Those who run a house and may bear its name."""
    annexes: re.Pattern[str]
    """Houses that are no hospital."""
    empty_words: frozenset[str]
    generic_words: frozenset[str]
    abbreviations: Mapping[str, str]
    """Short forms inside a name, without their dot, to what they stand for."""
    numerals: Mapping[str, str]
    """Numbers that a name may write in digits, in letters."""
    elsewhere: frozenset[str]
    """What stands beside a name and is no town: services, sites, regions' words."""
    agencies: re.Pattern[str]
    subject_cues: re.Pattern[str]
    mention_only: re.Pattern[str]
    mention_lines: re.Pattern[str]
    member_lines: re.Pattern[str]
    """How a line begins that names the members of a group."""
    companies: re.Pattern[str]
    """Words of a company beside which an address or number may be a supplier's."""
    left_out_before: re.Pattern[str]
    left_out_after: re.Pattern[str]
    """Words by which a sentence leaves a house out of what its document tells."""
    cited_before: re.Pattern[str]
    cited_after: re.Pattern[str]
    """Words by which a name is a paper's source, place or reader."""
    among_before: re.Pattern[str]
    """Words before one of several houses that a paper is for."""
    aside_before: re.Pattern[str]
    """Words before a name that says nothing of a paper that another house issues."""
    passing_before: re.Pattern[str]
    passing_after: re.Pattern[str]
    """Words around a name that a person worked under, or that only lent a room, a person or a model."""
    addressed_before: re.Pattern[str]
    addressed_labels: re.Pattern[str]
    """Words, and a line's label, before one to whom a paper goes, or who orders and pays for another."""
    parts_of: re.Pattern[str]
    """Labels of those who make up a body that is none of them."""
    abroad: re.Pattern[str]
    trades: re.Pattern[str]
    """Countries and trades that tell a namesake from a French hospital."""
    former_before: re.Pattern[str]
    """Words before a name that a house bore once, or that it was made of."""
    quarters: str
    """Parts of a commune's name that make another commune of it, as one alternation."""
    no_town_endings: tuple[str, ...]
    seats: re.Pattern[str]
    """Words of a legal seat's number or address."""
    departments: Mapping[str, str]
    """Departments' names, folded, to what their numbers begin with."""
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
            owners=any_of(data["types"].get("owner", [])),
            annexes=any_of(data["types"].get("annexe", [])),
            empty_words=frozenset(data["empty_words"]),
            generic_words=frozenset(data["generic_words"]),
            abbreviations={str(key): str(value) for key, value in data["abbreviations"].items()},
            numerals={str(key): str(value) for key, value in data.get("numerals", {}).items()},
            elsewhere=frozenset(data["no_towns"]),
            agencies=any_of(data["agencies"]),
            subject_cues=any_of(data["subject_cues"], whole_words=False),
            mention_only=any_of(data["mention_only"]),
            mention_lines=any_of(data["mention_lines"]),
            member_lines=any_of(data.get("member_lines", [])),
            companies=any_of(data["companies"]),
            left_out_before=any_of(data["left_out_before"], whole_words=False),
            left_out_after=any_of(data["left_out_after"], whole_words=False),
            cited_before=any_of(data.get("cited_before", []), whole_words=False),
            cited_after=any_of(data.get("cited_after", []), whole_words=False),
            among_before=any_of(data.get("among_before", []), whole_words=False),
            aside_before=any_of(data.get("aside_before", []), whole_words=False),
            passing_before=any_of(data.get("passing_before", []), whole_words=False),
            passing_after=any_of(data.get("passing_after", []), whole_words=False),
            addressed_before=any_of(data.get("addressed_before", []), whole_words=False),
            addressed_labels=any_of(data.get("addressed_labels", [])),
            parts_of=any_of(data.get("parts_of", [])),
            abroad=any_of(data.get("abroad", [])),
            trades=any_of(data.get("trades", [])),
            former_before=any_of(data.get("former_before", []), whole_words=False),
            quarters=str(data.get("quarters", "(?!)")),
            no_town_endings=tuple(map(str, data.get("no_town_endings", ()))),
            seats=any_of(data.get("seats", [])),
            departments={str(key): str(value) for key, value in data.get("departments", {}).items()},
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


@lru_cache(maxsize=4096)
def parsed(name: str, rules: NameRules) -> Name:
    """Return a name cut into type and distinctive words, its short forms written out.

    >>> # « C.H. de Saint-Brieuc » and « Centre hospitalier de St Brieuc » give the same
    """
    folded = re.sub(r"[-/]", " ", _SHORT_SUR.sub(" ", _numbered(fold(name), rules)))
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
    rest = folded
    if best is not None:
        kind, stop = _second_type(kind, folded, best.end(), rules)
        rest = folded[: best.start()] + " " + folded[stop:]
    words = [rules.abbreviations.get(w, w) for w in _WORDS.findall(rest.replace("'", " "))]
    # a lone number is a page's, a date's or an article's that stands beside the name
    place = [w for w in words if not (w.isdigit() or w in rules.empty_words or w in rules.generic_words)]
    return Name(kind, " ".join(place))


_SHORT_SUR = Lazy(r"(?<![\w.])s/ ?(?:s/)?")
"""« s/ », « s/s »: « sur », « sous »."""


def _numbered(folded: str, rules: NameRules) -> str:
    """Return a name with a number after « des » in letters: « des 3 Rivières »."""
    return _COUNT.sub(lambda count: count[1] + rules.numerals.get(count[2], count[2]), folded)


_COUNT = Lazy(r"(\b(?:des|les|aux) )(\d{1,2})\b(?= [a-z])")


def _second_type(kind: str | None, folded: str, stop: int, rules: NameRules) -> tuple[str | None, int]:
    """Return a name's type and where it ends, what it joins to it left out: « Hôpital de proximité et EHPAD X ».

    One entity runs both, and is called by the hospital's type alone. « EHPAD CH X » is a service of another's.
    """
    led = _JOINED.match(folded, stop)
    if led is None:
        return kind, stop
    for key, cue in rules.types:
        joined = bool(led.group().strip())
        match = cue.match(folded, led.end())
        if match is None:
            continue
        # « Clinique Résidence du Parc » is a name; « Hôpital-EHPAD du Parc » are two types
        if key in _BESIDE and kind not in _BESIDE and (joined or len(match.group()) <= _SHORT_TYPE):
            return kind, match.end()
        if joined and kind in _BESIDE and key in _HOUSES:
            return key, match.end()
    return kind, stop


_LONE = 7
"""Letters of a name that is one word: « Les Genévriers »."""


def bare_name(name: str, rules: NameRules, *, alone: bool = False) -> re.Pattern[str] | None:
    """Return what to look for of a name printed without its type (« Les Alpages de Bramans »), or ``None``.

    ``None`` where too little is left of it, and where « de » joins it to its type: that is a place's name. ``alone``
    lets one long word do, for a line that says beside it which house or town is meant.
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
    least = _LONE if alone else 2
    if (sum(map(len, told)) < least if alone else len(told) < least) or re.match(
        r"(?:de|du|des|d')\b", folded
    ):
        return None
    return re.compile(r"[\s'’-]{1,3}".join(map(re.escape, words)) + r"(?!\w)(?!-\w)(?!, le )")

"""The rules of one kind (``documents/<kind>.yaml``) and how well a stretch of pages meets them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.evidence.kinds.titles import Titles
from checker.evidence.kinds.told import TellsRules
from checker.evidence.lazy import Lazy

_TITLE_POINTS = 3.0
TITLED = 2.5
"""Points of a title that says its kind without a doubt."""
_SUBJECT_POINTS = 2.5
_STRONG_POINTS = 1.2
_WEAK_POINTS = 0.35
_ANTI_POINTS = 1.6
_UNMET_POINTS = 2.5


@dataclass(frozen=True)
class Beside:
    """What a document of one of the kinds ``among`` must say to be of another kind as well."""

    among: frozenset[str]
    by: re.Pattern[str]
    may: re.Pattern[str] | None = None
    """What leaves in doubt whether it is: the lack of that kind is then not held against the dossier."""


@dataclass(frozen=True)
class InsteadOf:
    """What a document says that makes it of this kind rather than of one of ``kinds``, unless it says more."""

    kinds: frozenset[str]
    by: re.Pattern[str]
    unless: re.Pattern[str] | None

    def holds(self, opening: str, text: str) -> bool:
        """Tell whether the opening of a paper says so, and nothing in the whole of it speaks against."""
        return self.by.search(opening) is not None and not (self.unless and self.unless.search(text))


@dataclass(frozen=True, eq=False)
class KindRules:
    """The compiled rules of a kind."""

    kind: str
    titles: re.Pattern[str]
    zone: re.Pattern[str]
    """The titles as found in lines that follow each other: a cheap look before each line is read."""
    inner_titles: re.Pattern[str] | None
    held_in: frozenset[str]
    """Kinds of documents that may hold this one as a section of theirs, under one of its inner titles."""
    tells: TellsRules | None
    """What a section of such a document says that is this one, whatever its heading."""
    beside: tuple[Beside, ...]
    strong: tuple[re.Pattern[str], ...]
    weak: tuple[re.Pattern[str], ...]
    anti: tuple[re.Pattern[str], ...]
    needs_all: tuple[re.Pattern[str], ...]
    expects: re.Pattern[str] | None
    requires: re.Pattern[str] | None
    """Without this in its text a document is not of this kind, whatever it speaks of."""
    asks: re.Pattern[str] | None
    gives: re.Pattern[str] | None
    """What only asks for a document of this kind is none, unless it gives as well."""
    instead_of: tuple[InsteadOf, ...]
    fields: frozenset[str]
    signed: bool
    bare: bool
    """Whether nothing more is asked of it than to be there: what only announces it must then be told apart here."""
    yields_to: frozenset[str]
    sections: Mapping[str, tuple[str, ...]]

    @classmethod
    def compiled(cls, data: Mapping[str, Any]) -> KindRules:
        """Compile one file of the folder ``documents``."""
        needs = data.get("needs", {})
        wanted = list(needs.get("all", ())) + ([_either(needs["any"])] if needs.get("any") else [])
        inner = data.get("inner_titles")
        return cls(
            kind=data["kind"],
            titles=_cue(_either(data["titles"])),
            zone=_across_lines(_either(data["titles"])),
            inner_titles=_cue(_either(inner)) if inner else None,
            held_in=frozenset(data.get("held_in", ())),
            tells=TellsRules.compiled(data["tells"]) if "tells" in data else None,
            beside=tuple(
                Beside(
                    frozenset(entry["among"]),
                    _cue(_either(entry["by"])),
                    _cue(_either(entry["may"])) if "may" in entry else None,
                )
                for entry in data.get("beside", ())
            ),
            strong=tuple(_cue(cue) for cue in data.get("strong", ())),
            weak=tuple(_cue(cue) for cue in data.get("weak", ())),
            anti=tuple(_cue(rf"(?:{cue})(?!\w)") for cue in data.get("anti", ())),
            needs_all=tuple(_cue(rf"(?:{cue})(?!\w)") for cue in wanted),
            expects=_cue(data["expects"]) if "expects" in data else None,
            requires=_cue(_either(data["requires"])) if "requires" in data else None,
            asks=_cue(_either(data["asks"])) if "asks" in data else None,
            gives=_cue(_either(data["gives"])) if "gives" in data else None,
            instead_of=tuple(
                InsteadOf(
                    frozenset(entry["kinds"]),
                    _cue(_either(entry["by"])),
                    _cue(_either(entry["unless"])) if "unless" in entry else None,
                )
                for entry in data.get("instead_of", ())
            ),
            fields=frozenset(data.get("fields", ())),
            signed=bool(data.get("signed")),
            bare=bool(data.get("bare")),
            yields_to=frozenset(data.get("yields_to", ())),
            sections={key: tuple(names) for key, names in data.get("sections", {}).items()},
        )


def _cue(source: str) -> re.Pattern[str]:
    """Compile a cue for text with single spaces; no look-behind, which would hide its literal prefix."""
    return re.compile(source.replace("oeu", "(?:œ|oe)u"))


def _across_lines(source: str) -> re.Pattern[str]:
    """Compile a title so that its words may stand on lines that follow each other."""
    spaced = re.sub(r"\[([^]]*) ([^]]*)\]", r"[\1\\s\2]", source.replace("oeu", "(?:œ|oe)u"))
    return re.compile(spaced.replace(" ", r"\s"), re.MULTILINE | re.DOTALL)


def _says(cue: re.Pattern[str], text: str) -> bool:
    """Tell whether a cue stands at the beginning of a word somewhere."""
    return cue.search(text) is not None and any(  # most texts say most cues nowhere
        match.start() == 0 or not text[match.start() - 1].isalnum() for match in cue.finditer(text)
    )


def _either(sources: list[str]) -> str:
    return "(?:" + "|".join(f"(?:{source})" for source in sources) + ")"


@dataclass(frozen=True)
class Score:
    """How a stretch of text meets a kind's rules: points, and the title line that says so."""

    kind: str
    points: float
    title: str = ""
    title_points: float = 0.0
    rank: int = 99
    """The place of that title among the page's title lines."""
    met: bool = True
    """Whether the words that no document of this kind goes without are there."""
    near: bool = False
    """Whether it was likely until the document said that it only stands near this kind."""


def score(
    rules: KindRules,
    titles: Titles,
    text: str,
    first_page: str | None = None,
    *,
    least_title: float = 0.0,
) -> Score:
    """Return the points of ``text`` (folded, single spaces) under ``rules``, given its title lines (folded).

    Cues against a kind are looked for on the first page: a long policy may speak of orders on its tenth.
    A kind that no title says with ``least_title`` points has none: what is looked for in the whole text costs most.
    """
    title, title_points, title_rank = _title(rules, titles)
    if title_points < least_title:
        return Score(rules.kind, 0.0)
    if not all(_says(need, text) for need in rules.needs_all):
        return Score(rules.kind, 0.0, met=False)
    points = title_points
    points += _STRONG_POINTS * sum(1 for cue in rules.strong if cue.search(text))
    points += min(2.0, _WEAK_POINTS * sum(1 for cue in rules.weak if _says(cue, text)))
    opening = text if first_page is None else first_page
    against = sum(1 for cue in rules.anti if _says(cue, opening))
    points -= _ANTI_POINTS * min(3, against)
    met = rules.expects is None or bool(rules.expects.search(text))
    if not met:
        points -= _UNMET_POINTS
    return Score(rules.kind, max(0.0, points), title, title_points, title_rank, met)


def _title(rules: KindRules, titles: Titles) -> tuple[str, float, int]:
    """Return the title line that says the kind best, its points and its place."""
    best: tuple[str, float, int] = ("", 0.0, 99)
    if not rules.zone.search(titles.zone):
        return best
    for rank, line in enumerate(titles.lines):
        match = rules.titles.search(line)
        if match is None:
            continue
        worth = _SUBJECT_POINTS if line.startswith("objet") else _TITLE_POINTS
        # a title says its kind at once; the same words late in a long line are a sentence
        worth *= 1.0 if match.start() <= 25 and len(line) <= 160 else 0.5
        worth *= _SENTENCE_WORTH if _TELLS.match(line) else 1.0
        worth *= 1.0 if rank < 4 else 0.85
        if worth > best[1]:
            best = (line, worth, rank)
    return best


_TELLS = Lazy(r"(?:je|j'|nous|vous|il|elle|on|ils|elles|c'est|suite a|comme suite)\b")
_SENTENCE_WORTH = 0.4
"""A line that tells something is hardly a title."""


def ranked(scores: Iterable[Score], rules: Sequence[KindRules]) -> list[Score]:
    """Return the scores, the best first; a general kind that yields to a special one with a title comes to nothing."""
    found = list(scores)
    titled = {s.kind for s in found if s.title_points >= TITLED - 0.1 and s.points >= TITLED}
    beaten = {rule.kind for rule in rules if rule.yields_to & titled}
    found = [Score(s.kind, 0.0) if s.kind in beaten else s for s in found]
    return sorted(found, key=lambda s: -s.points)

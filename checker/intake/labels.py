"""Match a form's labels to the programme's fields: by the programme's numbers, by words, by likeness."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Literal

from checker.errors import RulesetError
from checker.rulesets import RulesetFolder

Shape = Literal["files", "yesno", "number", "date", "text"]
"""What a column's values look like; it rules out fields of another type."""

MAX_LABEL = 300
CODE = re.compile(
    r"\b(?P<set>ps|ds|prerequis|pre requis|indicateur|p)(?: (?:ps|ds))?(?: (?:n|no|numero))?"
    r" ?(?P<a>[1-4]) (?P<b>[1-5])\b"
)
PARENTHESIS = re.compile(r"\([^()]*\)")
HOPEN_ONLY = frozenset({"2.4", "2.5", "4.3"})
"""Numbers that HOP'EN has and SUN-ES has not: a bare « P2.5 » is then no doubt HOP'EN's."""
HOPEN_SHARED = frozenset({"1.2", "4.1"})
"""Numbers that both programmes give to different things: a bare « P4.1 » says nothing."""


def plain(text: str) -> str:
    """Return the text without accents, case or punctuation, words parted by one space."""
    decomposed = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe")).casefold()
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare).split())


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the programme's form, as ``form.yaml`` words it; every wording is already reduced."""

    id: str
    type: str
    title: str
    labels: tuple[str, ...]
    codes: frozenset[str]
    needs: tuple[tuple[str, ...], ...]
    never: tuple[tuple[str, ...], ...]
    sure: tuple[tuple[str, ...], ...]
    default: bool
    many: bool
    negated: bool
    values: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The field a label was taken for, and how near (0–1)."""

    field: Field
    score: float


TYPES_BY_SHAPE: dict[Shape, frozenset[str]] = {
    "files": frozenset({"files"}),
    "yesno": frozenset({"yesno", "choice"}),
    "number": frozenset({"number", "identifier", "choice"}),
    "date": frozenset({"date", "text"}),
    "text": frozenset({"yesno", "number", "date", "identifier", "choice", "text"}),
}


@dataclass
class Form:
    """The programme's form; ``data`` is ``form.yaml`` as loaded."""

    data: dict[str, Any]
    _matches: dict[tuple[str, Shape | None], Match | None] = field(default_factory=dict)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Return the fields, their wordings reduced once."""
        return tuple(self._field(name, entry) for name, entry in self.data["fields"].items())

    @cached_property
    def by_id(self) -> dict[str, Field]:
        """Return the fields by their id."""
        return {f.id: f for f in self.fields}

    @cached_property
    def _synonyms(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        pairs = [(plain(w), short) for short, ways in self.data["synonyms"].items() for w in ways]
        pairs.sort(key=lambda pair: -len(pair[0]))
        return tuple((re.compile(rf"\b{re.escape(way)}\b"), short) for way, short in pairs if way)

    @cached_property
    def _fillers(self) -> frozenset[str]:
        return frozenset(self.data["fillers"])

    @cached_property
    def _negations(self) -> frozenset[str]:
        return frozenset(self.data["matching"].get("negations", ()))

    def _field(self, name: str, entry: dict[str, Any]) -> Field:
        def cues(key: str) -> tuple[tuple[str, ...], ...]:
            return tuple(tuple(plain(str(cue)).split()) for cue in entry.get(key, ()))

        return Field(
            id=name,
            type=entry["type"],
            title=entry["title"],
            labels=tuple(dict.fromkeys(self.reduced(label)[0] for label in entry["labels"])),
            codes=frozenset(entry.get("codes", ())),
            needs=cues("needs"),
            never=cues("never"),
            sure=cues("sure"),
            default=bool(entry.get("default")),
            many=bool(entry.get("many")),
            negated=bool(entry.get("negated")),
            values=tuple(re.compile(pattern) for pattern in entry.get("values", ())),
        )

    def reduced(self, label: str) -> tuple[str, frozenset[str]]:
        """Return a label's meaningful words, synonyms made one, and the programme's numbers it bears."""
        text = plain(label[:MAX_LABEL])
        hopen = "hop en" in text or "hopen" in text
        codes = {code for found in CODE.finditer(text) if (code := _code(found, hopen))}
        text = CODE.sub(" ", text)
        for way, short in self._synonyms:
            text = way.sub(short, text)
        return " ".join(w for w in text.split() if w not in self._fillers), frozenset(codes)

    def match(self, label: str, shape: Shape | None = None) -> Match | None:
        """Return the field that a label means, or ``None`` when none is near enough or two are as near."""
        key = (label, shape)
        if key not in self._matches:
            found = self._decided(self.ranked(label, shape))
            bare = PARENTHESIS.sub(" ", label)
            if found is None and bare != label:  # what stands in brackets explains, at any length
                found = self._decided(self.ranked(bare, shape))
            self._matches[key] = found
        return self._matches[key]

    def ranked(self, label: str, shape: Shape | None = None) -> list[Match]:
        """Return every field the label may mean, the nearest first."""
        words, codes = self.reduced(label)
        if not words and not codes:
            return []
        # « N’avez-vous jamais reçu … ? : oui » means either thing: a negated field is stated, never asked.
        fields = [f for f in self.fields if not (f.negated and "?" in label)]
        found = (self._scored(f, words, codes, shape) for f in fields)
        return sorted((m for m in found if m), key=lambda m: -m.score)

    def _decided(self, ranked: list[Match]) -> Match | None:
        settings = self.data["matching"]
        if not ranked:
            return None
        best = ranked[0]
        # A number or a choice says by its value whether the label was understood; a free text says nothing.
        lenient = len(ranked) == 1 and best.field.type in {"identifier", "choice"}
        if best.score * 100 < settings["alone" if lenient else "threshold"]:
            return None
        rivals = [m for m in ranked if (best.score - m.score) * 100 < settings["margin"]]
        if len(rivals) == 1:
            return best
        # Two parts of one requirement asked for together: the field of the whole requirement holds both.
        defaults = [m for m in ranked if m.field.default and m.field.codes & best.field.codes]
        return defaults[0] if len(defaults) == 1 else None

    def _scored(self, f: Field, words: str, codes: frozenset[str], shape: Shape | None) -> Match | None:
        from rapidfuzz import fuzz

        if shape and f.type not in TYPES_BY_SHAPE[shape]:
            return None
        coded = bool(codes & f.codes)
        if codes and not coded:
            return None
        said = words.split()
        # « Je n’ai pas déjà reçu … : oui » turns the answer round: only a field that says so may be meant.
        if f.type == "yesno" and f.negated == self._negations.isdisjoint(said):
            return None
        if not any(_all_said(cue, said) for cue in f.sure):
            if any(_all_said(cue, said) for cue in f.never):
                return None
            if f.needs and not (coded and f.default) and not any(_all_said(cue, said) for cue in f.needs):
                return None
        near = max(
            (0.5 * fuzz.token_sort_ratio(words, w) + 0.5 * fuzz.token_set_ratio(words, w) for w in f.labels),
            default=0.0,
        )
        settings = self.data["matching"]
        share = settings["code_share"] if coded else 0.0
        score = share + (1 - share) * near / 100
        if coded and f.default:
            score = max(score, settings["code_alone"])
        if shape == "text" and f.type == "yesno":
            score *= settings["wrong_shape"]
        return Match(f, score)

    def assigned(self, labels: Sequence[str], shapes: Sequence[Shape | None]) -> list[Match | None]:
        """Return one match a column; a field that may stand once goes to its nearest column, then the first."""
        matches = [self.match(label, shape) for label, shape in zip(labels, shapes, strict=True)]
        best: dict[str, int] = {}
        for index, match in enumerate(matches):
            if match and not match.field.many:
                held = best.get(match.field.id)
                rival = matches[held] if held is not None else None
                if rival is None or match.score > rival.score:
                    best[match.field.id] = index
        return [
            m if m is None or m.field.many or best[m.field.id] == i else None for i, m in enumerate(matches)
        ]

    @cached_property
    def system_headers(self) -> dict[str, str]:
        """Return the service's own headers, reduced, each with the key of what it holds."""
        headers: dict[str, str] = {}
        for key, ways in self.data["system"].items():
            for way in ways:
                headers.setdefault(plain(way), key)
        return headers


def _code(found: re.Match[str], hopen: bool) -> str | None:
    number = f"{found['a']}.{found['b']}"
    if found["set"] in {"ds", "indicateur"}:
        return f"DS{number}"
    if found["set"] != "p":
        return f"HOPEN{number}" if hopen and found["set"] != "ps" else f"PS{number}"
    if hopen or number in HOPEN_ONLY:
        return f"HOPEN{number}"
    return None if number in HOPEN_SHARED else f"PS{number}"


def _all_said(cue: tuple[str, ...], said: list[str]) -> bool:
    return all(any(word.startswith(part) if len(part) > 3 else word == part for word in said) for part in cue)


REQUIRED = ("matching", "synonyms", "fillers", "system", "states", "fields")
OPTIONAL: dict[str, Any] = {
    "windows": {},
    "window_numbers": {},
    "volets": {},
    "volet_words": {},
    "volets_set_aside": "(?!)",
    "legal_status": {},
    "regions": [],
}
"""What a programme without windows, volets or kinds of applicants leaves out of ``form.yaml``."""


@lru_cache(maxsize=8)
def _form(root: str, ruleset: RulesetFolder) -> Form:
    data = ruleset.load("form.yaml")
    lacking = [key for key in REQUIRED if not isinstance(data, dict) or key not in data]
    if lacking:
        raise RulesetError(
            f"{root}/form.yaml : il manque {', '.join(f'« {key} »' for key in lacking)}.",
            "Écrivez ces parties, ou prenez celles d’un jeu livré : shares: {sunes: [form.yaml]} dans ruleset.yaml.",
        )
    return Form({**OPTIONAL, **data})


def open_form(ruleset: RulesetFolder) -> Form:
    """Return the ruleset's form; raises ``RulesetError`` when ``form.yaml`` is invalid."""
    return _form(str(ruleset.root), ruleset)

"""French text for matching: folded without moving a character, cut into sentences, with places for what is found."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from models.base import Box, around
from models.document import Page

_More = ParamSpec("_More")
_Found = TypeVar("_Found")

_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-"}


class _Folding(dict[int, str]):
    """One character to one character, learnt as they come."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = _PLAIN.get(char)
        if plain is None:
            base = unicodedata.normalize("NFD", char)[0].lower()
            plain = base if len(base) == 1 else char
            if plain != "\n" and (plain.isspace() or unicodedata.category(char) == "Zs"):
                plain = " "
        self[code] = plain
        return plain


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, with plain quotes, dashes and spaces; same length.

    >>> fold("Élèves à l'ÉCOLE")
    "eleves a l'ecole"
    """
    return text.translate(_FOLDING)


@lru_cache(maxsize=4096)
def pattern(source: str) -> re.Pattern[str]:
    """Compile a cue written for folded text: a space matches any run of spaces, with « ? » after it also none."""
    return re.compile(source.replace("oeu", "(?:œ|oe)u").replace(" ?", r"\s*").replace(" ", r"\s+"))


def any_of(sources: tuple[str, ...] | list[str], *, whole_words: bool = True) -> re.Pattern[str]:
    """Compile cues into one alternation, longest first, on word borders."""
    if not sources:
        return re.compile(r"(?!)")
    body = "|".join(sorted(sources, key=len, reverse=True))
    return pattern(rf"(?<!\w)(?:{body})(?!\w)" if whole_words else f"(?:{body})")


@dataclass(frozen=True)
class TextLine:
    """A line of a page: ``text[start:stop]``, its folded form and its rank."""

    start: int
    stop: int
    text: str
    folded: str
    rank: int


_ABBREVIATIONS = re.compile(
    r"(?:\b(?:m|mm|mme|mmes|mlle|dr|pr|me|art|cf|ref|tel|etc|no|n|p|st|ste|av|bd|env|min|max|janv|fevr|avr"
    r"|juil|sept"
    r"|oct|nov|dec|al|r|l|d|s|[a-z])\.)$"
)
_BULLET = re.compile(
    r"[ \t]*(?:[•▪●◦■□☐☑☒✓✔✗✘➢➔→▶❑*·-]|o[ \t]|\(?\d{1,2}[.)]|[a-z]\)|\[[ x]?\])[ \t]*\S", re.I
)
_TICK = "☐☑☒✓✔✗✘□■▢❑"
_HOUR = re.compile(r"\d ?[hj]\.$")
"""« à 14 h. » ends a sentence."""
_UNENDED = re.compile(
    r"(?:^|[\s('])(?:les?|la|l'|une?|des?|du|d'|aux?|à|et|ou|par|pour|avec|en|sur|dans|chez|sous|que|qui|dont|nos|notre"
    r"|est|sont|été|n'est|n'a|n'ont|société|cabinet|monsieur|madame|docteur|M\.|Mme|Dr)\s*$"
)
"""A line that ends with such a word goes on below, whatever stands there."""
_LABELLED = re.compile(r"[ \t]*(?!Date\b|Lieu\b)[A-ZÀ-Þ][^\W\d]*(?: (?!que\b|qu')[\w'’/-]+){0,3} ?: \S")
"""« Réserves : aucune »: a label and what it says begin anew, wherever the line before ends."""
_BRACKETED = re.compile(r"[ \t]*\([^()]{12,}\)[ \t]*")
"""A line that is all in brackets, below a title."""
_WORD = re.compile(r"\S+")
_SPACES = re.compile(r"\s+")
_LEADS_ON = re.compile(r"\.{4,}[ \t]*[^\s.]")
"""« Date de la commande ........ : 4 octobre 2021 »: dots that lead to a value end no sentence."""
_FULL = 0.72
"""Of a page's usual line: a shorter one ends what it says, if a capital follows."""
_SHORT = 40
"""Characters up to which a span is a date, a number or a name: no word of it may be doubtful."""
_SENTENCE_END = re.compile(r"[.!?…]+[\"»)]*(?=\s)|;(?=\s)|\n")


def once_a_page(
    work: Callable[Concatenate[PageText, _More], _Found],
) -> Callable[Concatenate[PageText, _More], _Found]:
    """Keep what ``work`` returns for a page, and for each of its further hashable arguments, while the page is held."""

    @wraps(work)
    def kept(page: PageText, *args: _More.args, **kwargs: _More.kwargs) -> _Found:
        asked = (work, *args, *kwargs.items())
        if asked not in page._kept:
            page._kept[asked] = work(page, *args, **kwargs)
        return cast("_Found", page._kept[asked])

    return cast("Callable[Concatenate[PageText, _More], _Found]", kept)


@dataclass(frozen=True, eq=False)
class PageText:
    """One page seen as folded text, lines and sentences, each computed once and only when asked."""

    page: Page
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)
    """What `once_a_page` was asked for."""

    @cached_property
    def text(self) -> str:
        """Return the page's text as read."""
        return self.page.text

    @cached_property
    def folded(self) -> str:
        """Return the text folded, character for character."""
        return fold(self.page.text)

    @cached_property
    def flat(self) -> str:
        """Return the folded text with line ends as spaces, character for character."""
        return self.folded.replace("\n", " ")

    @cached_property
    def spaced(self) -> str:
        """Return the folded text with every run of spaces and line ends as one space; places are lost."""
        return _SPACES.sub(" ", self.folded)

    @cached_property
    def lines(self) -> tuple[TextLine, ...]:
        """Return the lines that hold something, in reading order."""
        found: list[TextLine] = []
        start = 0
        for raw in self.text.split("\n"):
            stop = start + len(raw)
            if raw.strip():
                found.append(TextLine(start, stop, raw, self.folded[start:stop], len(found)))
            start = stop + 1
        return tuple(found)

    def line_at(self, offset: int) -> TextLine | None:
        """Return the line that holds ``offset``."""
        rank = bisect_right(self.lines, offset, key=lambda line: line.start) - 1
        if rank < 0 or self.lines[rank].stop < offset:
            return None
        return self.lines[rank]

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Return the spans of the sentences, wrapped lines joined, bullets and short lines apart."""
        return tuple(_sentences(self.text, self.folded))

    def sentence_at(self, offset: int) -> tuple[int, int] | None:
        """Return the span of the sentence that holds ``offset``."""
        rank = bisect_right(self.sentences, offset, key=lambda span: span[0]) - 1
        return self.sentences[rank] if rank >= 0 and offset < self.sentences[rank][1] else None

    def boxes(self, start: int, stop: int) -> tuple[Box, ...]:
        """Return the boxes of a span, empty where the format has no geometry."""
        return self.page.layout.boxes(start, stop)

    @once_a_page
    def words(self, line: TextLine) -> tuple[tuple[int, int, tuple[Box, ...]], ...]:
        """Return where each word of a line begins and ends, in the text and on the page."""
        spans = [(line.start + m.start(), line.start + m.end()) for m in _WORD.finditer(line.text)]
        return tuple((*span, self.boxes(*span)) for span in spans)

    def place(
        self, start: int, stop: int, confidence: float = 1.0, quote: str | None = None
    ) -> dict[str, Any]:
        """Return the keyword arguments of a ``Place`` for ``text[start:stop]``."""
        boxes = self.boxes(start, stop)
        box: Box | None = None
        if boxes:
            box = around(boxes)
        return {
            "page": self.page.number,
            "box": box,
            "quote": self.text[start:stop] if quote is None else quote,
            "reader": self.page.reader,
            "confidence": round(max(0.0, min(1.0, self._seen(start, stop) * confidence)), 4),
        }

    def _seen(self, start: int, stop: int) -> float:
        """Return how surely a span was read: a date or number as its worst digit, a sentence as its page."""
        if self.page.confidence < 1.0 and stop - start <= _SHORT:
            return self.page.layout.confidence(start, stop)
        return self.page.confidence


def _sentences(text: str, folded: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of sentences; a line end parts only where the layout says so."""
    widths = sorted(len(line) for line in text.split("\n") if line.strip())
    full = widths[int(len(widths) * 0.8)] if widths else 0
    start = line_start = 0
    wrapped = False
    for match in _SENTENCE_END.finditer(text):
        at = match.start()
        if match.group() == "\n":
            line = text[line_start:at]
            line_start = match.end()
            if not _parts(text, line, match.end(), full):
                wrapped = len(line) >= _FULL * full
                continue
            if wrapped and _left_over(line) and _runs_on(text, match.end(), full):
                continue  # a line broken twice: its end stands alone, and the sentence goes on below
        elif match.group().startswith(".") and (
            _is_abbreviation(folded, match.start(), match.end()) or _LEADS_ON.match(text, match.start())
        ):
            continue
        end = at if match.group() == "\n" else match.end()
        if text[start:end].strip():
            yield start + _indent(text, start, end), end
        start, wrapped = match.end(), False
    if text[start:].strip():
        yield start + _indent(text, start, len(text)), len(text)


def unended(line: str) -> bool:
    """Tell whether a line ends with a word that something must follow: « mené du », « par la société »."""
    return _UNENDED.search(line.lower() if line.isupper() else line) is not None


def _indent(text: str, start: int, end: int) -> int:
    piece = text[start:end]
    return len(piece) - len(piece.lstrip())


def _is_abbreviation(folded: str, at: int, end: int) -> bool:
    left = folded[max(0, at - 8) : at + 1]
    return end - at == 1 and bool(_ABBREVIATIONS.search(left)) and _HOUR.search(left) is None


def _parts(text: str, line: str, after: int, full: int) -> bool:
    """Tell whether a line end parts two sentences: blank line, bullet, or a short line before a capital."""
    following = text[after : after + 80]
    first = following.split("\n", 1)[0]
    stripped = line.strip()
    if not stripped or not first.strip():
        return True
    if _BULLET.match(first) or first.lstrip()[:1] in _TICK:
        return True
    if stripped.endswith(":"):
        return False
    if unended(line):
        return False
    if _LABELLED.match(first) or _BRACKETED.fullmatch(first):
        return True
    starts_new = first.lstrip()[:1].isupper() or first.lstrip()[:1].isdigit()
    if stripped.isupper() != first.strip().isupper() and starts_new:
        return True
    return starts_new and len(line) < _FULL * full


def _left_over(line: str) -> bool:
    """Tell whether a line is the end of one that was broken, and ends no sentence."""
    said = line.strip()
    return said[:1].islower() and said[-1:].isalnum()


def _runs_on(text: str, after: int, full: int) -> bool:
    """Tell whether the line that begins at ``after`` is one of running text: long, or itself broken."""
    line = text[after : after + full + 1].split("\n", 1)[0]
    return len(line) >= _FULL * full and _LABELLED.match(line) is None

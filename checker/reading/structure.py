"""The structure of a document as its pages show it: what runs at their heads and feet, and its headings by level.

Computed when asked for, since the type of every line must be looked at: a long plan is worth it, a letter is not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import takewhile
from typing import Literal

from checker.reading.numbering import Numbering, numbering
from models.document import Heading, Line, Page, RunningLine

_ZONE = 5
"""How many lines of a page's head and of its foot may run on."""
_FEWEST_PAGES = 3
_FEWEST_COUNTED = 2
"""Pages on which words must stand, and a number alone that counts them."""
_SHARE = 0.4
"""Odd and even pages may carry different heads: a line runs where it stands on every second page or nearly so."""
_LONGEST = 110
_MOST_WORDS = 16
_BIGGER = 1.08
_BIGGER_BY_OCR = 1.3
"""How much taller than the body a heading's type is; the height of scanned words varies with their letters."""
_DEEPEST = 6
_PAGE_NUMBER = re.compile(r"(?:page|p\.?|-|–|—)?\s*#+\s*(?:(?:/|sur|de|-|–|—)\s*#*)?")


class PageStructure:
    """Running lines and headings of the pages of one document, each computed once."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages

    def running(self) -> tuple[RunningLine, ...]:
        """Return the lines repeated at the head or foot of the pages, page by page, their numbers aside."""
        return self._running

    def headings(self) -> tuple[Heading, ...]:
        """Return the headings in reading order, level 1 the highest."""
        return self._headings

    @cached_property
    def _running(self) -> tuple[RunningLine, ...]:
        edges = [_edges(page) for page in self._pages]
        repeated = _Repeated([head + foot for head, foot in edges])
        found = []
        for index, page in enumerate(self._pages):
            runs = partial(repeated.holds, index)
            for edge in edges[index]:  # a line that runs stands at the edge, or behind others that run
                found += [_running(page, line) for line in takewhile(runs, edge)]
        return tuple(sorted(found, key=lambda line: (line.page, line.start)))

    @cached_property
    def _headings(self) -> tuple[Heading, ...]:
        running = {(line.page, line.start) for line in self._running}
        lines = [
            (page, line)
            for page in self._pages
            for line in page.layout.lines()
            if (page.number, line.start) not in running
        ]
        body = _Body.of([line for _, line in lines])
        told = [(page, line, numbering(line.text)) for page, line in lines]
        styled = [(page, line, number) for page, line, number in told if body.above(line, page)]
        few = [(page, line, number) for page, line, number in told if number and _may_head(line.text)]
        chosen = styled if len(styled) >= 2 else few
        levels = _Levels([(line, number) for _, line, number in chosen])
        found: list[Heading] = []
        for page, line, number in chosen:
            level = levels.of(line, number)
            last = found[-1] if found else None
            if last and number is None and _goes_on(last, page, line, level):
                found[-1] = last.model_copy(
                    update={"stop": line.stop, "text": f"{last.text} {line.text.strip()}"}
                )
                continue
            found.append(
                Heading(
                    page=page.number, start=line.start, stop=line.stop, text=line.text.strip(),
                    level=level, size=line.size, box=line.box,
                )
            )  # fmt: skip
        return tuple(found)


def _goes_on(last: Heading, page: Page, line: Line, level: int) -> bool:
    """Tell whether a line is the rest of the heading before it, wrapped."""
    return (
        last.page == page.number
        and last.level == level
        and not page.text[last.stop : line.start].strip(" \n")
        and page.text[last.stop : line.start].count("\n") == 1
        and line.text.strip()[:1].islower()
    )


# running heads and feet


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at the edge of a page; ``key`` is its text with a sign for each number, ``numbers`` are those."""

    place: Literal["head", "foot"]
    text: str
    key: str
    numbers: tuple[int, ...]
    start: int
    stop: int


def _edges(page: Page) -> tuple[list[_Edge], list[_Edge]]:
    """Return the lines near a page's head and those near its foot, each from the edge inwards."""
    lines = []
    start = 0
    for raw in page.text.split("\n"):
        if raw.strip():
            text = " ".join(raw.split()).lower()
            numbers = tuple(int(number) for number in re.findall(r"\d{1,9}", text))
            lines.append((text, re.sub(r"\d{1,9}", "#", text), numbers, start, start + len(raw)))
        start += len(raw) + 1
    zone = min(_ZONE, len(lines) // 2)
    foot = [_Edge("foot", *line) for line in reversed(lines[len(lines) - zone :])]
    return [_Edge("head", *line) for line in lines[:zone]], foot


class _Repeated:
    """What the edges of many pages repeat: the same words, or the same words with a number that counts the pages."""

    def __init__(self, edges: Sequence[Sequence[_Edge]]) -> None:
        self._same: defaultdict[str, set[int]] = defaultdict(set)
        self._alike: defaultdict[str, set[int]] = defaultdict(set)
        self._steps: defaultdict[tuple[str, int], Counter[int]] = defaultdict(Counter)
        for index, page in enumerate(edges):
            for line in page:
                self._same[line.text].add(index)
                self._alike[line.key].add(index)
                for at, number in enumerate(line.numbers):
                    self._steps[line.key, at][number - index] += 1

    def holds(self, index: int, line: _Edge) -> bool:
        """Tell whether a line of page ``index`` (from 0) runs on."""
        if any(letter.isalpha() for letter in line.text) and _often(self._same[line.text], _FEWEST_PAGES):
            return True
        fewest = _FEWEST_COUNTED if _PAGE_NUMBER.fullmatch(line.key) else _FEWEST_PAGES
        if numbering(line.text) is not None or not _often(self._alike[line.key], fewest):
            return False
        return any(
            self._steps[line.key, at][number - index] >= max(fewest, 0.6 * len(self._alike[line.key]))
            for at, number in enumerate(line.numbers)
        )


def _often(pages: set[int], fewest: int) -> bool:
    return len(pages) >= fewest and len(pages) >= _SHARE * (max(pages) - min(pages) + 1)


def _running(page: Page, line: _Edge) -> RunningLine:
    """Return an edge line, at the foot or head where its box stands: some files write their feet first."""
    place = line.place
    if boxes := page.layout.boxes(line.start, line.stop):
        middle = (boxes[0][1] + boxes[0][3]) / 2
        place = "head" if middle < page.height / 2 else "foot"
    text = page.text[line.start : line.stop].strip()
    return RunningLine(page=page.number, start=line.start, stop=line.stop, text=text, place=place)


# headings


@dataclass(frozen=True, slots=True)
class _Body:
    """The type most of a document is set in; ``size`` is ``None`` where no format says it."""

    size: float | None
    bold: bool

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Body:
        weights: Counter[tuple[float | None, bool]] = Counter()
        for line in lines:
            weights[None if line.size is None else round(line.size * 2) / 2, line.bold] += len(line.text)
        (size, bold), _ = weights.most_common(1)[0] if weights else ((None, False), 0)
        return cls(size, bold)

    def above(self, line: Line, page: Page) -> bool:
        """Tell whether a line is set as a heading: named so by its format, larger than the body, or bold in it."""
        if not _may_head(line.text):
            return False
        if line.level is not None:
            return True
        if self.size is None or line.size is None:
            return False
        if page.confidence < 1.0:
            return line.size >= self.size * _BIGGER_BY_OCR
        return line.size >= self.size * _BIGGER or (
            line.bold and not self.bold and line.size >= self.size * 0.9
        )


def _may_head(text: str) -> bool:
    """Tell whether a line may be a heading by its words: some letters, not long, no sentence, no row of a table."""
    plain = text.strip()
    return (
        len(plain) <= _LONGEST
        and len(plain.split()) <= _MOST_WORDS
        and sum(map(str.isalpha, plain)) >= 3
        and not plain.endswith((".", ";", ","))
        and "\t" not in plain
        and " | " not in plain
    )


class _Levels:
    """Levels of a document's headings: its styles ranked, and one level deeper for each part of a number."""

    def __init__(self, headings: Sequence[tuple[Line, Numbering | None]]) -> None:
        styles = sorted({_style(line) for line, _ in headings}, reverse=True)
        self._rank = {style: rank for rank, style in enumerate(styles, 1)}
        shallowest = min((number.depth for _, number in headings if number), default=1)
        highest = [self._rank[_style(line)] for line, n in headings if n and n.depth == shallowest]
        self._base = (Counter(highest).most_common(1)[0][0] if highest else 1) - shallowest

    def of(self, line: Line, number: Numbering | None) -> int:
        """Return the level of one heading."""
        if line.level is not None:
            return line.level
        level = self._rank[_style(line)] if number is None else self._base + number.depth
        return max(1, min(level, _DEEPEST))


def _style(line: Line) -> tuple[float, bool, bool]:
    size = 0.0 if line.size is None else round(line.size * 2) / 2
    return (size, line.bold, line.text.isupper())

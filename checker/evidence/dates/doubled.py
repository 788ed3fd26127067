"""Lines whose every character is written twice, as a feigned bold comes out of some files: « 0033//0022//22002222 »."""

from __future__ import annotations

from collections.abc import Callable

from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText

_PAIRS = Lazy(r"(?:(\w)\1|(\S)\2| )+", 0)
_FEWEST_LETTERS = 6
"""Doubled letters that a line needs: « 22002222 » alone may be a number."""


def undoubled(page: PageText) -> tuple[PageText, Callable[[int], int]]:
    """Return a page with its doubled lines written once, and what leads from a place in it to the page's own."""
    if not any(_is_doubled(line.folded) for line in page.lines):
        return page, lambda place: place
    text: list[str] = []
    places: list[int] = []
    at = 0
    for raw, folded in zip(page.text.split("\n"), page.folded.split("\n"), strict=True):
        kept = _once(folded) if _is_doubled(folded) else range(len(raw))
        text += [raw[i] for i in kept]
        text.append("\n")
        places += [at + i for i in kept]
        places.append(at + len(raw))
        at += len(raw) + 1
    shown = page.page.model_copy(update={"text": "".join(text)[:-1]})
    return PageText(shown), lambda place: places[place]


def _is_doubled(line: str) -> bool:
    if _PAIRS.fullmatch(line.strip()) is None:
        return False
    return sum(c.isalpha() for c in line) >= 2 * _FEWEST_LETTERS


def _once(line: str) -> list[int]:
    """Return the places of the characters to keep: one of each pair, and each space."""
    kept, at = [], 0
    while at < len(line):
        kept.append(at)
        at += 1 if line[at] == " " and line[at + 1 : at + 2] != " " else 2
    return kept

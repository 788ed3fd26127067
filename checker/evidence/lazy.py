"""Patterns that are compiled when they are first used: compiling them takes longer than the stage's import."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any


class Lazy:
    """A regular expression with the methods of ``re.Pattern`` that the stage needs, compiled at the first of them."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """Return the pattern."""
        return re.compile(self.source, self._flags)

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """Match at a place."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """Match a whole text or span."""
        return self.compiled.fullmatch

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """Look for the first place that matches."""
        return self.compiled.search

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """Yield every match."""
        return self.compiled.finditer

    @cached_property
    def sub(self) -> Callable[..., str]:
        """Replace every match."""
        return self.compiled.sub

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        """Part a text at every match."""
        return self.compiled.split

    @cached_property
    def findall(self) -> Callable[..., list[Any]]:
        """Return every match's text or groups."""
        return self.compiled.findall


class Either:
    """Two patterns read as one: where both match at the same place, the first speaks. Nothing is compiled anew."""

    def __init__(self, first: re.Pattern[str] | Either, second: Lazy) -> None:
        self._first = first
        self._second = second

    def match(self, text: str) -> re.Match[str] | None:
        """Match at the beginning."""
        return self._first.match(text) or self._second.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match the whole text."""
        return self._first.fullmatch(text) or self._second.fullmatch(text)

    def search(self, text: str) -> re.Match[str] | None:
        """Look for the first place that matches."""
        found, other = self._first.search(text), self._second.search(text)
        return other if other and (found is None or other.start() < found.start()) else found

"""A date as it was found in a text."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class FoundDate(NamedTuple):
    """A span of days read at ``text[begin:stop]``; ``exact`` tells a day or stated range from a part of a year.

    ``years`` marks a period of whole years (« 2020-2024 »), which is a date only where something says so.
    ``led`` is where the label of a period's first end begins (« Du : … Au : … »), ``None`` where it has none.
    """

    begin: int
    stop: int
    start: date
    end: date
    confidence: float = 1.0
    exact: bool = True
    years: bool = False
    led: int | None = None

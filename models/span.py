"""Dates as spans: « décembre 2021 » is [1 December, 31 December], a day is a span of one day."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from models.base import Model


class DateSpan(Model):
    """All days from ``start`` to ``end``, both included."""

    start: date
    end: date

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start > self.end:
            raise ValueError(f"a span must not end ({self.end}) before it starts ({self.start})")
        return self

    @classmethod
    def day(cls, day: date) -> Self:
        """Return the span of a single day."""
        return cls(start=day, end=day)

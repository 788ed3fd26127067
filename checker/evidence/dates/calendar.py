"""Months, weekdays and the spans that French words for parts of a year stand for."""

from __future__ import annotations

import calendar
from datetime import date

MONTHS = {
    "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6,
    "juillet": 7, "aout": 8, "septembre": 9, "octobre": 10, "novembre": 11, "decembre": 12,
}  # fmt: skip
ABBREVIATED = {
    "janv": 1, "jan": 1, "fevr": 2, "fev": 2, "mar": 3, "avr": 4, "jun": 6, "juil": 7, "jul": 7,
    "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_YEAR_PARTS = {"debut": (1, 4), "mi": (5, 8), "fin": (9, 12), "courant": (1, 12)}


def year_of(digits: str) -> int:
    """Return the year of four or two digits: 22 is 2022, 68 is 1968."""
    year = int(digits)
    if len(digits) == 2:
        return 2000 + year if year < 50 else 1900 + year
    return year


def day(year: int, month: int, number: int) -> date | None:
    """Return a calendar day, or ``None`` when there is none (31 February, year 0)."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def last_day(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def month_span(year: int, month: int) -> tuple[date, date] | None:
    """Return a month. « mi-octobre » is the whole of it too: no two readers draw its borders alike."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    return date(year, month, 1), last_day(year, month)


def year_span(year: int, part: str = "") -> tuple[date, date] | None:
    """Return a year or a part of it (« fin 2021 »: September to December)."""
    if not 1 <= year <= 9999:
        return None
    first, last = _YEAR_PARTS.get(part, (1, 12))
    return date(year, first, 1), last_day(year, last)


def part_span(year: int, part: int, months: int) -> tuple[date, date] | None:
    """Return the ``part``-th period of ``months`` months (6: half-years, 3: quarters) of a year."""
    if not (1 <= year <= 9999 and 1 <= part <= 12 // months):
        return None
    first = (part - 1) * months + 1
    return date(year, first, 1), last_day(year, first + months - 1)


def week_span(year: int, week: int) -> tuple[date, date] | None:
    """Return Monday to Sunday of an ISO week, or ``None`` when the year has no such week."""
    try:
        return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
    except ValueError:
        return None

"""Dates, numbers and lists as French sentences write them."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from models.span import DateSpan

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
    "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def day(value: date) -> str:
    """Return « 10 janvier 2022 », « 1er mars 2022 ».

    >>> day(date(2022, 3, 1))
    '1er mars 2022'
    """
    number = "1er" if value.day == 1 else str(value.day)
    return f"{number} {_MONTHS[value.month - 1]} {value.year}"


def span(value: DateSpan) -> str:
    """Return a day, a whole month (« décembre 2021 »), or « du … au … »."""
    start, end = value.start, value.end
    if start == end:
        return day(start)
    if is_whole_month(value):
        return f"{_MONTHS[start.month - 1]} {start.year}"
    return f"du {day(start)} au {day(end)}"


def of_span(value: DateSpan) -> str:
    """Return what follows « daté » : « du 10 janvier 2022 », « de décembre 2021 », « du … au … »."""
    if is_whole_month(value):
        text = span(value)
        return ("d’" if text[0] in "ao" else "de ") + text
    return span(value) if value.start != value.end else f"du {day(value.start)}"


def on_span(value: DateSpan) -> str:
    """Return what follows « déposé » : « le 10 janvier 2022 », « en décembre 2021 », « du … au … »."""
    if is_whole_month(value):
        return f"en {span(value)}"
    return span(value) if value.start != value.end else f"le {day(value.start)}"


def is_whole_month(value: DateSpan) -> bool:
    """Tell whether a span is exactly one calendar month: a date given without its day."""
    start, end = value.start, value.end
    same = (start.year, start.month) == (end.year, end.month)
    return same and start.day == 1 and end.day == monthrange(end.year, end.month)[1]


def days(count: int) -> str:
    """Return « 1 jour », « 10 jours »."""
    return f"{count} jour" if abs(count) < 2 else f"{number(count)} jours"


def margin(value: DateSpan, limit: DateSpan) -> str:
    """Return how far a date is from its limit: « 10 jours après le 31 décembre 2021 »."""
    if value.end < limit.start:
        return f"{days((limit.start - value.end).days)} avant le {day(limit.start)}"
    if value.start > limit.end:
        return f"{days((value.start - limit.end).days)} après le {day(limit.end)}"
    if value == limit and value.start == value.end:
        return "le jour même de la limite"
    return f"période qui touche la limite du {day(limit.start)}"


def number(value: int | Decimal | Fraction) -> str:
    """Return a number with narrow spaces by thousands and a comma: « 1 600 000 », « 49,5 »."""
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    whole, _, cents = f"{Decimal(value):f}".partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    groups = f"{int(digits):,}".replace(",", "\u202f")
    cents = cents.rstrip("0")
    return f"{sign}{groups},{cents}" if cents else f"{sign}{groups}"


def listed(items: Sequence[str], last: str = "et") -> str:
    """Return « a », « a et b », « a, b et c »."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def sentence(fragments: Sequence[str]) -> str:
    """Return fragments joined by semicolons, with a capital and a full stop."""
    text = " ; ".join(f for f in fragments if f)
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else text + "."


def unaccented(text: str) -> str:
    """Return text without accents, its case kept."""
    return unicodedata.normalize("NFKD", text.replace("’", "'")).encode("ascii", "ignore").decode()


def plain(text: str) -> str:
    """Return text without accents, case, or outer and double spaces."""
    return " ".join(unaccented(text).casefold().split())

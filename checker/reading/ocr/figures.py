"""What the figures of a line say of themselves: a check digit, a day the calendar has, a rate with its comma."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.reading.ocr.french import month_in

CHECKED_LENGTHS = (9, 14)
"""Digits of a FINESS or SIREN number and of a SIRET, all of which end on a Luhn digit."""
_YEARS = range(1950, 2050)
_DAYS = range(1, 32)
_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
_RATE = re.compile(r"(\d{1,3})([,.]\d{1,2})?%?")
_DECIMAL = re.compile(r"\d{1,3},\d{1,2}")
_UNITS = ("€", "k€", "M€")
_ORDINARY = re.compile(
    r"\d{1,2}(?:er|e|[eè]me|nde?|ers?)"  # 1er, 2e
    r"|\d{1,2}(?:h|:)(?:\d\d)?"  # 14h30
    r"|\d+(?:[./-]\d+)*",  # a number, a version, an order's
    re.IGNORECASE,
)
_AROUND = ".,;:!?()[]«»\"'’°*"


def digits(text: str) -> str:
    """Return the digits of a text, what parts them left out."""
    return "".join(re.findall(r"[0-9]", text))


def signs(text: str) -> str:
    """Return what parts the figures of a text: commas and points are one, spaces none."""
    return "".join(re.findall(r"(?<=[0-9])[,./](?=[0-9])", text)).replace(".", ",")


def passes(number: str) -> bool:
    """Tell whether a number's last digit checks the others, as those of FINESS, SIREN and SIRET numbers do."""
    doubled = (int(digit) * (1 + rank % 2) for rank, digit in enumerate(reversed(number)))
    return sum(sum(divmod(value, 10)) for value in doubled) % 10 == 0


def lacks_sign(word: str) -> bool:
    """Tell whether a number with a comma has no sign after it, as a rate whose « % » was not read."""
    return bool(_DECIMAL.fullmatch(word.strip(_AROUND)))


def is_credible(words: Sequence[str]) -> bool:
    """Tell whether a run of dates, numbers and rates is such as people write them, nothing lost that can be told.

    A date is one of the calendar, an identifier's last digit checks the others, a rate has its comma and is no more
    than 100: engines lose a comma far more often than they make one up, so « 82 % » may be « 8,2 % »; and a number
    with a comma has a sign.
    """
    parts = [word.strip(_AROUND) for word in words if word.strip(_AROUND)]
    together = "".join(parts) if all(part.isdigit() for part in parts) else ""
    if len(together) in CHECKED_LENGTHS and not passes(together):
        return False
    return all(
        _stands(part, before, after)
        for part, before, after in zip(parts, ["", *parts], [*parts[1:], ""], strict=False)
        if digits(part)
    )


def _stands(part: str, before: str, after: str) -> bool:
    """Tell whether a word with digits can be what it seems between its neighbours."""
    if part.endswith("%") or after.startswith("%"):
        rate = _RATE.fullmatch(part)
        return bool(rate and rate[2]) and float(part.rstrip("%").replace(",", ".")) <= 100
    if lacks_sign(part):
        return after in _UNITS
    date = _DATE.fullmatch(part)
    if date is not None:
        day, month, year = (int(value) for value in date.groups())
        return day in _DAYS and 1 <= month <= 12 and (year in _YEARS or len(date[3]) == 2)
    if month_in(after) and part.isdigit():
        return int(part) in _DAYS
    if month_in(before) and part.isdigit():
        return int(part) in _YEARS
    if part.isdigit() and len(part) in CHECKED_LENGTHS:
        return passes(part)
    return bool(_ORDINARY.fullmatch(part))

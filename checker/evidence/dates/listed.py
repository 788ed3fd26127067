"""Lists of days that share a month or a year: « les 4, 11 et 18 mai 2022 », « 12/09 et 15/11/2022 »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from checker.evidence.dates import calendar
from checker.evidence.dates.forms import (
    FIRST,
    GAP,
    NAMES,
    NUMBER,
    RIGHT,
    WEEKDAYS,
    day_of,
    month_number,
    numeral,
    worded,
)
from checker.evidence.lazy import Lazy

_JOIN = rf"(?:,{GAP}(?:et{GAP})?|[ ]?;[ ]|{GAP}(?:et|ou|&|puis){GAP})(?:l[ea][ ]|les[ ]|du[ ])?"
_ITEM_D = rf"(?:(?:{WEEKDAYS})\.?[ ]+)?(?:{FIRST}|{NUMBER})"
_ITEM_DM = rf"{_ITEM_D}{GAP}(?:{NAMES})(?![a-z])\.?"
_ITEM_FIG = rf"(?:{NUMBER})/(?:0?[1-9]|1[0-2])(?![\d/])"
_DAYS = Lazy(rf"(?P<items>{_ITEM_D}(?:{_JOIN}{_ITEM_D})*){_JOIN}(?P<last>{worded('1')}){RIGHT}", re.M)
_DAYS_FIG = Lazy(
    rf"(?P<items>(?:{NUMBER})(?:{_JOIN}(?:{NUMBER}))*){_JOIN}(?P<last>{numeral('1')}){RIGHT}", re.M
)
_DAY_MONTHS = Lazy(rf"(?P<items>{_ITEM_DM}(?:{_JOIN}{_ITEM_DM})*){_JOIN}(?P<last>{worded('1')}){RIGHT}", re.M)
_DAY_MONTHS_FIG = Lazy(
    rf"(?P<items>{_ITEM_FIG}(?:{_JOIN}{_ITEM_FIG})*){_JOIN}(?P<last>{numeral('1')}){RIGHT}", re.M
)
_ONE_DAY = Lazy(rf"(?<!\d)(?:{FIRST}|{NUMBER})(?!\d)")
_ONE_DAY_MONTH = Lazy(rf"(?P<d>{FIRST}|{NUMBER}){GAP}(?P<m>{NAMES})(?![a-z])")
_ONE_FIGURE = Lazy(rf"(?P<d>{NUMBER})/(?P<m>\d\d?)")


def listed_days(folded: str, at: int) -> Iterator[tuple[int, int, date, date]]:
    """Yield the days of a list that shares a month or a year: (begin, stop, start, end).

    Days that follow each other (« les 4, 5 et 6 octobre 2021 ») are one span, others are days apart.
    """
    for words, one in (
        (_DAY_MONTHS, _ONE_DAY_MONTH), (_DAYS, _ONE_DAY), (_DAY_MONTHS_FIG, _ONE_FIGURE), (_DAYS_FIG, _ONE_DAY),
    ):  # fmt: skip
        match = words.match(folded, at)
        if match is None:
            continue
        last = day_of(match, "1")
        if last is None:
            return
        days = [
            (item.start(), item.end(), _listed(item, last))
            for item in one.finditer(folded, match.start("items"), match.end("items"))
        ]
        days.append((*match.span("last"), last))
        known = [(begin, stop, day) for begin, stop, day in days if day is not None]
        if len(known) < len(days) or any(b[2] <= a[2] for a, b in pairwise(known)):
            return
        if known[-1][2] - known[0][2] == timedelta(len(known) - 1):
            yield match.start(), match.end(), known[0][2], last
        else:
            yield from ((begin, stop, day, day) for begin, stop, day in known)
        return


def _listed(item: re.Match[str], last: date) -> date | None:
    named = item.groupdict()
    number = int(re.sub(r"\D", "", named.get("d") or item.group()))
    month = month_number(named["m"]) if "m" in named else last.month
    return calendar.day(last.year, month, number)

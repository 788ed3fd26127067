"""What a value is compared with: a date or number in full, ``$parameter``, a fact, or so long before one."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from decimal import Decimal

from checker.judging.case import Case
from checker.judging.parameters import Limit
from models.base import Model
from models.span import DateSpan


class Offset(Model):
    """So many days or months before a ``$parameter`` or a fact."""

    of: str
    days_before: int = 0
    months_before: int = 0


Bound = Decimal | date | str | Offset


def limit(bound: Bound, case: Case) -> Limit | None:
    """Return the limit of this case; ``None`` where the law sets none, or the fact is not known."""
    if isinstance(bound, Offset):
        base = limit(bound.of, case)
        if not isinstance(base, DateSpan):
            return None
        return DateSpan(start=_earlier(base.start, bound), end=_earlier(base.end, bound))
    if isinstance(bound, str):
        if bound.startswith("$"):
            return case.parameters.value(bound[1:])
        value = case.fact(bound).single()
        return value if isinstance(value, DateSpan | Decimal) else None
    return DateSpan.day(bound) if isinstance(bound, date) else bound


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _earlier(day: date, offset: Offset) -> date:
    return months_before(day, offset.months_before) - timedelta(days=offset.days_before)


def parameters_of(bound: Bound) -> tuple[str, ...]:
    """Return the parameters named by a bound."""
    name = bound.of if isinstance(bound, Offset) else bound
    return (name[1:],) if isinstance(name, str) and name.startswith("$") else ()


def facts_of(bound: Bound) -> tuple[str, ...]:
    """Return the facts named by a bound."""
    name = bound.of if isinstance(bound, Offset) else bound
    return (name,) if isinstance(name, str) and not name.startswith("$") else ()

"""A domain's full amount: linear in the combined activity, within its category."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from checker.funding.money import euros, plain
from checker.funding.tables import Amounts, Domain


@dataclass(frozen=True, slots=True)
class FullAmount:
    """A domain's amount at 100 %, exact, with the operation that gives it in French."""

    value: Fraction
    operation: str


def category(activity: Decimal, amounts: Amounts) -> str | None:
    """Return the category of a combined activity; ``None`` below zero or above the last one.

    At a border both neighbours give the same amount: the lower one is returned.
    """
    if not activity.is_finite():
        return None
    for name, (low, high) in amounts.categories.bounds.items():
        if low <= activity <= high:
            return name
    return None


def full_amount(activity: Decimal, domain: Domain, amounts: Amounts) -> FullAmount | None:
    """Return a domain's amount before degressivity; ``None`` where no category holds the activity."""
    name = category(activity, amounts)
    if name is None:
        return None
    low, high = amounts.categories.bounds[name]
    least, most = domain.bounds[name]
    part = (Fraction(activity) - Fraction(low)) / (Fraction(high) - Fraction(low))
    value = Fraction(least) + part * (Fraction(most) - Fraction(least))
    operation = (
        f"{plain(least)} + ({plain(activity)} − {plain(low)}) ÷ ({plain(high)} − {plain(low)}) "
        f"× ({plain(most)} − {plain(least)}) = {euros(value)}"
    )
    return FullAmount(value, operation)

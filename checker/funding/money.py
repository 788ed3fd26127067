"""Euros: exact fractions while reckoning, cents (half up) when a sum is paid, French when it is told."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_CENT = Decimal("0.01")


def cents(value: Fraction) -> Decimal:
    """Return a sum in euros to the cent, half a cent up.

    >>> cents(Fraction(61585, 2))
    Decimal('30792.50')
    """
    exact = value * 100
    whole = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return (Decimal(whole) / 100).quantize(_CENT, rounding=ROUND_HALF_UP)


def euros(value: Decimal | Fraction) -> str:
    """Return « 28 645,16 € », without cents where there are none."""
    return f"{plain(cents(value) if isinstance(value, Fraction) else value)} €"


def plain(value: Decimal) -> str:
    """Return a number with narrow spaces by thousands and a comma, as few decimals as it has."""
    text = f"{value:,.2f}" if value != value.to_integral_value() else f"{value:,.0f}"
    if "." in text and value == value.quantize(Decimal("0.1")):
        text = f"{value:,.1f}" if abs(value) < 100 else text
    return text.replace(",", "\u202f").replace(".", ",")

"""What one application may be paid: domains, degressivity, advance, balance, bonuses, pilot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from checker.funding.money import cents, euros, plain
from checker.funding.scale import category, full_amount
from checker.funding.tables import Amounts
from models.verdict import Citation


@dataclass(frozen=True, slots=True)
class Line:
    """One sum: what for, how much, how much of it in advance, and the operation of each."""

    id: str
    label: str
    amount: Decimal
    advance: Decimal
    operation: str
    cite: Citation
    indicators: tuple[str, ...] = ()

    @property
    def balance(self) -> Decimal:
        """Return what is paid once the targets are met."""
        return self.amount - self.advance


@dataclass(frozen=True, slots=True)
class Plan:
    """All sums of one application. ``review`` (French) says why some could not be reckoned."""

    lines: tuple[Line, ...] = ()
    extras: tuple[Line, ...] = ()
    categories: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def total(self) -> Decimal:
        """Return the sum of the domains, bonuses and pilot left out."""
        return sum((line.amount for line in self.lines), Decimal("0.00"))

    @property
    def advance(self) -> Decimal:
        """Return the sum of the advances."""
        return sum((line.advance for line in self.lines), Decimal("0.00"))

    @property
    def balance(self) -> Decimal:
        """Return the sum of what is paid once the targets are met."""
        return self.total - self.advance


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: activities (one an establishment), window, volets, domains left out, extras."""

    activities: tuple[Decimal, ...]
    window: int
    volets: tuple[int, ...]
    without: frozenset[str] = frozenset()
    extras: frozenset[str] = frozenset()


def funding_plan(request: Request, amounts: Amounts) -> Plan:
    """Return the sums for a request."""
    outside = tuple(a for a in request.activities if category(a, amounts) is None)
    if outside or not request.activities:
        return Plan(review=tuple(_outside(a, amounts) for a in outside) or ("Activité combinée inconnue.",))
    lines = _with_advances(tuple(_domain_lines(request, amounts)), amounts)
    review = tuple(
        f"Le volet {volet} n’est pas ouvert à la fenêtre {request.window}."
        for volet in request.volets
        if request.window not in amounts.rates[volet].by_window
    )
    return Plan(
        lines=lines,
        extras=tuple(_extras(request, amounts, lines)),
        categories=tuple(str(category(a, amounts)) for a in request.activities),
        review=review,
    )


def _outside(activity: Decimal, amounts: Amounts) -> str:
    most = max(high for _, high in amounts.categories.bounds.values())
    return (
        f"Activité combinée de {plain(activity)}, hors des catégories (0 à {plain(most)}) : "
        "aucun montant n’est fixé par les textes, à instruire."
    )


def _domain_lines(request: Request, amounts: Amounts) -> Iterable[Line]:
    for key, domain in amounts.domains.items():
        rate = amounts.rates[domain.volet].by_window.get(request.window)
        if domain.volet not in request.volets or key in request.without or rate is None:
            continue
        full = [f for a in request.activities if (f := full_amount(a, domain, amounts))]
        each = [cents(f.value * Fraction(rate) / 100) for f in full]
        amount = sum(each, Decimal("0.00"))
        steps = [
            f"{f.operation} ; {euros(f.value)} × {plain(rate)} % (fenêtre {request.window}) = {euros(part)}"
            for f, part in zip(full, each, strict=True)
        ]
        if len(each) > 1:
            steps.append(f"{' + '.join(euros(part) for part in each)} = {euros(amount)}")
        yield Line(key, domain.label, amount, Decimal(0), " ; ".join(steps), domain.cite, domain.indicators)


def _with_advances(lines: tuple[Line, ...], amounts: Amounts) -> tuple[Line, ...]:
    """Share out the advance: exactly 30 % of the whole to the cent, the last line taking the odd cent."""
    part = Fraction(amounts.advance.percent) / 100
    whole = cents(sum((Fraction(line.amount) for line in lines), Fraction(0)) * part)
    shared = [replace(line, advance=cents(Fraction(line.amount) * part)) for line in lines[:-1]]
    left = whole - sum((line.advance for line in shared), Decimal(0))
    return (*shared, *(replace(line, advance=left) for line in lines[-1:]))


def _extras(request: Request, amounts: Amounts, lines: tuple[Line, ...]) -> Iterable[Line]:
    by_id = {line.id: line for line in lines}
    for key, bonus in amounts.bonuses.items():
        base = by_id.get(bonus.domain)
        if key in request.extras and base and request.window in bonus.windows:
            value = cents(Fraction(base.amount) * Fraction(bonus.percent) / 100)
            operation = f"{euros(base.amount)} ({base.label}) × {plain(bonus.percent)} % = {euros(value)}"
            yield Line(key, bonus.label, value, Decimal("0.00"), operation, bonus.cite, (key,))
    pilot = amounts.pilot
    if pilot and "pilot" in request.extras:
        domain = amounts.domains[pilot.domain]
        rate = Fraction(amounts.rates[domain.volet].by_window[pilot.window]) / 100
        full = sum(
            (f.value for a in request.activities if (f := full_amount(a, domain, amounts))), Fraction(0)
        )
        value = cents(full * rate * Fraction(pilot.percent) / 100)
        base_told = f"{euros(full * rate)} ({domain.label}, fenêtre {pilot.window})"
        operation = f"{base_told} × {plain(pilot.percent)} % = {euros(value)}"
        yield Line("pilot", pilot.label, value, Decimal("0.00"), operation, pilot.cite)


def told(plan: Plan, amounts: Amounts) -> dict[str, Any]:
    """Return a plan as data: sums as decimal strings to the cent, operations in French."""
    if not plan.lines and not plan.extras:
        return {"total": None, "advance": None, "balance": None, "review": list(plan.review)}
    names = " + ".join(line.id for line in plan.lines)
    sums = " + ".join(euros(line.amount) for line in plan.lines)
    percent = plain(amounts.advance.percent)
    return {
        "category": plan.categories[0] if len(set(plan.categories)) == 1 else list(plan.categories),
        "total": str(plan.total),
        "advance": str(plan.advance),
        "balance": str(plan.balance),
        "operations": {
            "total": f"{names} : {sums} = {euros(plan.total)}",
            "advance": f"{euros(plan.total)} × {percent} % = {euros(plan.advance)}",
            "balance": f"{euros(plan.total)} − {euros(plan.advance)} = {euros(plan.balance)}",
        },
        "lines": [_line(line) for line in plan.lines],
        "bonuses": [_line(line) for line in plan.extras],
        "review": list(plan.review),
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "label": line.label,
        "amount": str(line.amount),
        "advance": str(line.advance),
        "balance": str(line.balance),
        "operation": line.operation,
        "cite": line.cite.model_dump(),
    }

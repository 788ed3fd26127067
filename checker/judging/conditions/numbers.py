"""A number or a ratio against its target: « at least », « more than », exactly, without rounding."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Self

from pydantic import Field, model_validator

from checker.judging.case import Case
from checker.judging.conditions.base import Condition
from checker.judging.conditions.limits import Bound, facts_of, limit, parameters_of
from checker.judging.french import number
from checker.judging.logic import of_bool
from checker.judging.node import Change, Node


class _Target(Condition):
    at_least: Bound | None = None
    more_than: Bound | None = None

    @model_validator(mode="after")
    def _one_operator(self) -> Self:
        if (self.at_least is None) == (self.more_than is None):
            raise ValueError("un nombre se compare par un seul de at_least, more_than")
        return self

    def bound(self) -> Bound:
        """Return what the number is compared with."""
        return self.at_least if self.at_least is not None else self.more_than  # type: ignore[return-value]

    def reached(self, value: Fraction, target: Decimal) -> bool:
        """Tell whether a value reaches the target, by the operator given."""
        return value >= target if self.at_least is not None else value > target

    def limits(self) -> tuple[str, ...]:
        """Return the parameter compared with."""
        return parameters_of(self.bound())

    def words(self) -> str:
        """Return « au moins » or « plus de »."""
        return "au moins" if self.at_least is not None else "plus de"


class NumberLimit(_Target):
    """A number is at least, or more than, another."""

    key: ClassVar[str] = "number"

    number: str

    def check(self, case: Case) -> Node:
        """Compare the one value that all readings agree on."""
        fact, target = case.fact(self.number), limit(self.bound(), case)
        value = fact.single()
        text, label = self.describe(case), case.spec(self.number).label
        change = Change(f"{text[0].lower()}{text[1:]}", for_applicant=True, reason="incorrect")
        if not isinstance(value, Decimal | int) or not isinstance(target, Decimal):
            doubts = fact.doubts or (f"{label} : valeur non trouvée",)
            return Node("unknown", text, facts=fact.cited, doubts=doubts, change=change)
        held = of_bool(self.reached(Fraction(value), target))
        return Node(held, text, said=number(value), facts=fact.cited, change=change)

    def describe(self, case: Case) -> str:
        """Return « Réunions : au moins 2 »."""
        label, target = case.spec(self.number).label, limit(self.bound(), case)
        shown = number(target) if isinstance(target, Decimal) else "(cible non fixée)"
        return f"{label[0].upper()}{label[1:]} : {self.words()} {shown}"

    def names(self) -> tuple[str, ...]:
        """Return the number, and the fact it is compared with."""
        return (self.number, *facts_of(self.bound()))


class RatioLimit(_Target):
    """Numerator over denominator, in percent, reaches a target: compared as exact fractions."""

    key: ClassVar[str] = "ratio"

    ratio: tuple[str, str] = Field(description="numerator, denominator")

    def check(self, case: Case) -> Node:
        """Compare 100 × numerator with target × denominator; a denominator of zero decides nothing."""
        facts = tuple(case.fact(name) for name in self.ratio)
        above, below = (f.single() for f in facts)
        cited = tuple(c for f in facts for c in f.cited)
        target, text = limit(self.bound(), case), self.describe(case)
        change = Change(f"{text[0].lower()}{text[1:]}", for_applicant=False, reason="incorrect")
        doubt = _doubt(above, below)
        if doubt or not isinstance(above, Decimal) or not isinstance(below, Decimal):
            return Node(
                "unknown", text, facts=cited, doubts=(doubt or "valeurs non comprises",), change=change
            )
        if not isinstance(target, Decimal):
            return Node("unknown", text, facts=cited, doubts=("aucune cible à cette fenêtre",), change=change)
        rate = Fraction(above) * 100 / Fraction(below)
        gap = rate - Fraction(target)
        said = (
            f"{number(above)} sur {number(below)}, soit {_shown(rate)} % pour une cible de {number(target)} %"
        )
        if gap < 0:
            said += f" ({_shown(-gap)} point{'s' if -gap >= 2 else ''} de moins)"
        return Node(of_bool(self.reached(rate, target)), text, said=said, facts=cited, change=change)

    def describe(self, case: Case) -> str:
        """Return « Lettres de liaison … : au moins 49 % »."""
        target = limit(self.bound(), case)
        shown = f"{number(target)} %" if isinstance(target, Decimal) else "(aucune cible à cette fenêtre)"
        label = self.label or case.spec(self.ratio[0]).label
        return f"{label[0].upper()}{label[1:]} : {self.words()} {shown}"

    def names(self) -> tuple[str, ...]:
        """Return numerator and denominator."""
        return (*self.ratio, *facts_of(self.bound()))


def _doubt(above: object, below: object) -> str:
    if not isinstance(above, Decimal):
        return "numérateur absent ou illisible"
    if not isinstance(below, Decimal):
        return "dénominateur absent ou illisible"
    if below <= 0:
        return "dénominateur nul : aucun taux ne peut être calculé"
    if above < 0 or above > below:
        return f"numérateur ({number(above)}) hors du dénominateur ({number(below)})"
    return ""


def _shown(rate: Fraction) -> str:
    """Return a rate cut (never rounded up) to two decimals, marked where it is cut."""
    cut = Fraction(int(rate * 100), 100)
    return number(cut) + ("…" if cut != rate else "")

"""A date against its limit, in the law's words. A date is a span: one that straddles the limit is unknown."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from checker.judging.case import Case
from checker.judging.conditions.base import Condition
from checker.judging.conditions.limits import Bound, facts_of, limit, parameters_of
from checker.judging.facts import Item
from checker.judging.french import day, listed, margin, of_span, on_span
from checker.judging.logic import agreed
from checker.judging.node import Change, Node
from models.span import DateSpan
from models.verdict import Truth

Operator = Literal["at_latest", "before", "from", "after"]

_WORDS: dict[Operator, str] = {
    "at_latest": "au plus tard le",
    "before": "avant le",
    "from": "à compter du",
    "after": "après le",
}


class DateLimit(Condition):
    """A date fact at the latest / before / from / after a limit. ``when_stated``: holds if nothing is stated.

    >>> compare(DateSpan.day(date(2021, 12, 31)), "at_latest", DateSpan.day(date(2021, 12, 31)))
    'yes'
    """

    key: ClassVar[str] = "date"

    date: str
    at_latest: Bound | None = None
    before: Bound | None = None
    from_: Bound | None = Field(None, alias="from")
    after: Bound | None = None
    when_stated: bool = False

    @model_validator(mode="after")
    def _one_operator(self) -> Self:
        if sum(b is not None for b in (self.at_latest, self.before, self.from_, self.after)) != 1:
            raise ValueError("une date se compare par un seul de at_latest, before, from, after")
        return self

    def operator(self) -> tuple[Operator, Bound]:
        """Return the operator given and its bound."""
        given: tuple[tuple[Operator, Bound | None], ...] = (
            ("at_latest", self.at_latest),
            ("before", self.before),
            ("from", self.from_),
            ("after", self.after),
        )
        return next((name, bound) for name, bound in given if bound is not None)

    def check(self, case: Case) -> Node:
        """Compare every reading; readings that disagree are unknown."""
        spec, fact = case.spec(self.date), case.fact(self.date)
        operator, bound = self.operator()
        edge = limit(bound, case)
        text = self.describe(case)
        change = (
            Change(spec.remedy.text, spec.remedy.for_applicant, spec.remedy.reason)
            if spec.remedy
            else (Change(f"une autre date ({text[0].lower()}{text[1:]})", False, "outdated"))
        )
        if not fact.items:
            if self.when_stated:
                return Node("yes", text, said="date non précisée, non exigée")
            missing = spec.unknown or f"{spec.label} non trouvée"
            change = Change(f"vérifier : {missing}", for_applicant=False)
            return Node("unknown", text, said=missing, doubts=(missing,), change=change)
        if not isinstance(edge, DateSpan):
            doubt = f"limite inconnue pour : {spec.label}"
            return Node("unknown", text, facts=fact.cited, doubts=(doubt,), change=change)
        readings = [(i, self._reading(i, operator, edge, case)) for i in fact.items]
        truth = agreed(t for _, t in readings)
        said = _said(spec.yes, fact.items, edge)
        doubts = fact.doubts
        if truth == "unknown" and not doubts:
            doubts = (_why(spec.label, fact.items, edge),)
        return Node(
            truth,
            text,
            said=said,
            facts=fact.cited,
            doubts=doubts if truth == "unknown" else (),
            change=change,
        )

    @staticmethod
    def _reading(item: Item, operator: Operator, edge: DateSpan, case: Case) -> Truth:
        if item.doubt or not isinstance(item.value, DateSpan):
            return "unknown"
        truth = compare(item.value, operator, edge)
        if item.shaky and (truth == "no" or _near(item.value, edge, case.specs.thresholds.near_days)):
            return "unknown"
        return truth

    def describe(self, case: Case) -> str:
        """Return « Date de la commande : au plus tard le 31 décembre 2021 »."""
        operator, bound = self.operator()
        edge = limit(bound, case)
        label = case.spec(self.date).label
        shown = (
            day(edge.start) if isinstance(edge, DateSpan) else f"jour fixé par : {self._basis(bound, case)}"
        )
        return f"{label[0].upper()}{label[1:]} {_WORDS[operator]} {shown}"

    @staticmethod
    def _basis(bound: Bound, case: Case) -> str:
        """Return in French by which fact a limit is set, where that fact is not known."""
        by = [case.parameters.declared[name].by for name in parameters_of(bound)]
        return listed([case.spec(name).label for name in (*facts_of(bound), *by)])

    def names(self) -> tuple[str, ...]:
        """Return the date compared, and the date it is compared with where that is a fact."""
        return (self.date, *facts_of(self.operator()[1]))

    def limits(self) -> tuple[str, ...]:
        """Return the parameter compared with."""
        return parameters_of(self.operator()[1])


def compare(value: DateSpan, operator: Operator, edge: DateSpan) -> Truth:
    """Return yes if every day of ``value`` passes every day of ``edge``, no if none does, else unknown."""
    if operator == "at_latest":
        return _between(value.end <= edge.start, value.start > edge.end)
    if operator == "before":
        return _between(value.end < edge.start, value.start >= edge.end)
    if operator == "from":
        return _between(value.start >= edge.end, value.end < edge.start)
    return _between(value.start > edge.end, value.end <= edge.start)


def _between(surely: bool, never: bool) -> Truth:
    return "yes" if surely else "no" if never else "unknown"


def _near(value: DateSpan, edge: DateSpan, near_days: int) -> bool:
    near = timedelta(days=near_days)
    return value.start - near <= edge.end and value.end + near >= edge.start


def _said(phrase: str, items: tuple[Item, ...], edge: DateSpan) -> str:
    spans = list(dict.fromkeys(i.value for i in items if isinstance(i.value, DateSpan)))
    if len(spans) == 1:
        text = (phrase or "{on}").replace("{value}", of_span(spans[0])).replace("{on}", on_span(spans[0]))
        return f"{text}, {margin(spans[0], edge)}"
    return " ou ".join(of_span(s) for s in spans)


def _why(label: str, items: tuple[Item, ...], edge: DateSpan) -> str:
    spans = {i.value for i in items}
    if len(spans) > 1:
        return f"plusieurs valeurs pour : {label}"
    if any(i.shaky for i in items):
        return f"{label} : lecture incertaine par reconnaissance de caractères"
    return f"{label} : période à cheval sur la limite du {day(edge.start)}"

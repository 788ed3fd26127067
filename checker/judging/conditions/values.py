"""A fact is this, is one of these, or includes this."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import Field, model_validator

from checker.judging.case import Case
from checker.judging.conditions.base import Condition
from checker.judging.facts import Item
from checker.judging.facts_spec import FactSpec, Signed, SignedBy
from checker.judging.french import listed
from checker.judging.logic import agreed, of_bool
from checker.judging.node import Change, Node
from models.verdict import Truth


class FactIs(Condition):
    """A fact has the value given, one of the values given, or includes the value given."""

    key: ClassVar[str] = "fact"

    fact: str
    is_: bool | str | None = Field(None, alias="is")
    in_: tuple[int | str, ...] | None = Field(None, alias="in")
    includes: int | str | None = None

    @model_validator(mode="after")
    def _one_test(self) -> Self:
        if sum(v is not None for v in (self.is_, self.in_, self.includes)) != 1:
            raise ValueError("un fait se compare par un seul de is, in, includes")
        return self

    def check(self, case: Case) -> Node:
        """Compare every reading; readings that disagree are unknown."""
        spec, fact = case.spec(self.fact), case.fact(self.fact)
        truth = agreed(self._reading(item) for item in fact.items)
        told = (spec.names.get(str(i.value), i.said) for i in fact.items)
        shown = listed(list(dict.fromkeys(t for t in told if t)), "ou")
        phrases = {"yes": spec.yes, "no": spec.no, "unknown": spec.unknown}
        value: Truth = agreed(_truth_of(i) for i in fact.items)
        said = phrases[value if spec.type == "truth" else truth].replace("{value}", shown)
        said = said.replace(" ()", "")
        doubts: tuple[str, ...] = ()
        if truth == "unknown":
            missing = (
                spec.unknown.replace("{value}", shown).replace(" ()", "") or f"non établi : {spec.label}"
            )
            several = (f"indications contraires : {spec.label}",) if len(fact.items) > 1 else (missing,)
            doubts = fact.doubts or several
        change = self._change(spec, doubts)
        return Node(
            truth, self.describe(case), said=said, facts=fact.cited, doubts=doubts, change=change,
            notes=fact.notes,
        )  # fmt: skip

    @staticmethod
    def _change(spec: FactSpec, doubts: tuple[str, ...]) -> Change:
        """Return the fact's remedy; nobody is asked to sign again what may be signed."""
        if doubts and isinstance(spec.read, SignedBy | Signed):
            return Change(f"vérifier : {doubts[0]}", for_applicant=False)
        if spec.remedy:
            return Change(spec.remedy.text, spec.remedy.for_applicant, spec.remedy.reason)
        return Change(f"établir : {spec.label}", for_applicant=True)

    def _reading(self, item: Item) -> Truth:
        if item.doubt or item.value is None:
            return "unknown"
        if self.includes is not None:
            return of_bool(isinstance(item.value, tuple) and self.includes in item.value)
        if self.in_ is not None:
            return of_bool(item.value in self.in_)
        return of_bool(item.value == self.is_)

    def describe(self, case: Case) -> str:
        """Return the fact's label, and the value asked for where it is not yes."""
        spec = case.spec(self.fact)
        label = spec.label
        text = label[0].upper() + label[1:]
        if self.is_ is True:
            return text
        if self.is_ is False:
            return f"{text} : non"
        wanted = (self.includes,) if self.includes is not None else self.in_ or (self.is_,)
        return f"{text} : {listed([spec.names.get(str(w), str(w)) for w in wanted], 'ou')}"

    def names(self) -> tuple[str, ...]:
        """Return the fact."""
        return (self.fact,)


def _truth_of(item: Item) -> Truth:
    if item.doubt or not isinstance(item.value, bool):
        return "unknown"
    return of_bool(item.value)

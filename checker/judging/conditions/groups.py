"""All of, any of, not: conditions made of conditions. An ``all_of`` with a ``document`` binds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from checker.judging.case import Case
from checker.judging.conditions.base import Condition
from checker.judging.conditions.documents import DocumentPresent, absent, guard
from checker.judging.facts import KnownDocument
from checker.judging.logic import all_hold, any_holds, opposite
from checker.judging.node import Node
from models.verdict import Truth

if TYPE_CHECKING:
    AnyCondition = Condition  # at run time the tagged union of the registry

_BEST: dict[Truth, int] = {"yes": 0, "unknown": 1, "no": 2}


class AllOf(Condition):
    """Every condition holds. With ``document: K`` among them: one document of kind K for which all hold."""

    key: ClassVar[str] = "all_of"

    all_of: tuple[AnyCondition, ...] = Field(min_length=1)

    def check(self, case: Case) -> Node:
        """Bind the documents asked for, then evaluate every condition."""
        wanted = [c for c in self.all_of if isinstance(c, DocumentPresent) and c.document not in case.bound]
        return self._bound(case, wanted[0]) if wanted else self._plain(case)

    def _plain(self, case: Case) -> Node:
        nodes = tuple(c.evaluate(case) for c in self.all_of)
        return Node(all_hold(n.truth for n in nodes), self.describe(case), role="all", of=nodes)

    def _bound(self, case: Case, wanted: DocumentPresent) -> Node:
        documents = case.facts.of_kind(wanted.document)
        if not documents:
            return absent(wanted, case, self.describe(case))
        nodes = [self._read_in(document, wanted, case) for document in documents]
        nodes.sort(key=lambda n: _BEST[n.truth])
        fails = nodes[0].truth == "no" and self.counts_as is None
        if fails and case.may_hide(wanted.document, beside_another=True):
            nodes.append(absent(wanted, case, self.describe(case), beside_another=True))
        if len(nodes) == 1:
            return nodes[0]
        return Node(any_holds(n.truth for n in nodes), self.describe(case), role="any", of=tuple(nodes))

    def _read_in(self, document: KnownDocument, wanted: DocumentPresent, case: Case) -> Node:
        inner = self.check(case.bind(document))
        owner = guard(document, wanted, case)
        nodes = (owner, *inner.of) if owner else inner.of
        return Node(
            all_hold(n.truth for n in nodes),
            self.describe(case),
            role="document",
            of=nodes,
            document=case.label(wanted.document),
            key=document.key,
        )

    def describe(self, case: Case) -> str:
        """Return « toutes ces conditions »."""
        return self.label or "Toutes ces conditions"

    def children(self) -> tuple[Condition, ...]:
        """Return the conditions."""
        return self.all_of


class AnyOf(Condition):
    """At least one condition holds."""

    key: ClassVar[str] = "any_of"

    any_of: tuple[AnyCondition, ...] = Field(min_length=1)

    def check(self, case: Case) -> Node:
        """Evaluate every alternative: an instructor sees them all."""
        nodes = tuple(c.evaluate(case) for c in self.any_of)
        return Node(any_holds(n.truth for n in nodes), self.describe(case), role="any", of=nodes)

    def describe(self, case: Case) -> str:
        """Return « l’une de ces possibilités »."""
        return self.label or "L’une de ces possibilités"

    def children(self) -> tuple[Condition, ...]:
        """Return the alternatives."""
        return self.any_of


class Not(Condition):
    """The condition does not hold."""

    key: ClassVar[str] = "not"

    not_: AnyCondition = Field(alias="not")

    def check(self, case: Case) -> Node:
        """Evaluate the condition and turn it round."""
        node = self.not_.evaluate(case)
        return Node(opposite(node.truth), self.describe(case), role="not", of=(node,), doubts=node.doubts)

    def describe(self, case: Case) -> str:
        """Return « pas : … »."""
        return self.label or f"Pas : {self.not_.describe(case)}"

    def children(self) -> tuple[Condition, ...]:
        """Return the condition turned round."""
        return (self.not_,)

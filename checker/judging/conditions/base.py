"""What every condition shares: an id, a French label, when it is open, and whether it may decide."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from checker.judging.case import Case
from checker.judging.logic import all_hold
from checker.judging.node import Node
from models.base import Model

if TYPE_CHECKING:
    from typing import TypeAlias

    AnyCondition: TypeAlias = "Condition"  # at run time the tagged union of the registry


class Condition(Model):
    """One check. ``key`` is the YAML key by which it is known.

    ``only`` opens an alternative in some cases; where it is shut, ``closed`` says why. ``counts_as: review``
    makes a yes unknown, with ``doubt`` as the reason: what it shows is for a human to weigh.
    """

    key: ClassVar[str]

    id: str | None = None
    label: str | None = None
    only: AnyCondition | None = None
    closed: str | None = None
    counts_as: Literal["review"] | None = None
    doubt: str | None = None

    def evaluate(self, case: Case) -> Node:
        """Return this condition's node of the tree of truth."""
        opening = self.only.evaluate(case) if self.only else None
        if opening and opening.truth == "no":
            text = self.label or self.describe(case)
            return Node("no", text, role="closed", said=self.closed or "", id=self.id)
        node = self.check(case)
        if opening:
            truth = all_hold((opening.truth, node.truth))
            node = node._replace(truth=truth, doubts=node.doubts + opening.doubts)
        if self.counts_as == "review":
            node = self._for_a_human(node)
        if self.id or self.label:
            node = node._replace(id=self.id, text=self.label or node.text)
        return node

    def _for_a_human(self, node: Node) -> Node:
        """Return unknown for a yes; what is not there at all opens no question of its own."""
        if node.truth == "yes":
            return node._replace(truth="unknown", doubts=(self.doubt or f"à apprécier : {node.text}",))
        if node.truth == "no" or node.role == "absent":
            return Node("no", node.text, role="closed")
        return node

    @abstractmethod
    def check(self, case: Case) -> Node:
        """Return the node of the check itself."""

    @abstractmethod
    def describe(self, case: Case) -> str:
        """Return the condition in French."""

    def children(self) -> tuple[Condition, ...]:
        """Return the conditions right under this one, ``only`` excepted."""
        return ()

    def names(self) -> tuple[str, ...]:
        """Return the facts this condition itself reads."""
        return ()

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of document this condition itself looks for."""
        return ()

    def limits(self) -> tuple[str, ...]:
        """Return the parameters this condition itself compares with."""
        return ()

    def walk(self) -> Iterator[Condition]:
        """Yield this condition and all under it, ``only`` included."""
        yield self
        for child in (*((self.only,) if self.only else ()), *self.children()):
            yield from child.walk()

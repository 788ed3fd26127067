"""What rests on another requirement, and what only a human can establish."""

from __future__ import annotations

from typing import ClassVar

from checker.judging.case import Case
from checker.judging.conditions.base import Condition
from checker.judging.node import Change, Node
from models.verdict import Outcome, Truth

_TRUTH: dict[Outcome, Truth] = {
    "satisfied": "yes", "not_satisfied": "no", "needs_review": "unknown", "not_applicable": "no",
}  # fmt: skip


class RequirementSatisfied(Condition):
    """Another requirement of the same dossier is satisfied."""

    key: ClassVar[str] = "requirement"

    requirement: str

    def check(self, case: Case) -> Node:
        """Take over the other requirement's outcome."""
        outcome = case.outcome(self.requirement) if case.outcome else "needs_review"
        truth, text = _TRUTH[outcome], self.describe(case)
        said = {"yes": "atteint", "no": "non atteint", "unknown": "à vérifier"}[truth]
        doubts = (f"dépend de {self.requirement}, à vérifier",) if truth == "unknown" else ()
        change = Change(f"satisfaire d’abord à {self.requirement}", for_applicant=True)
        return Node(truth, text, said=f"{self.requirement} {said}", doubts=doubts, change=change)

    def describe(self, case: Case) -> str:
        """Return « DS1.1 atteint »."""
        return f"{self.requirement} atteint"


class HumanOnly(Condition):
    """Something that no piece of evidence read here can show: always for a human."""

    key: ClassVar[str] = "human"

    human: str

    def check(self, case: Case) -> Node:
        """Return unknown, with what has to be looked at."""
        change = Change(f"vérifier : {self.human}", for_applicant=False)
        return Node("unknown", self.describe(case), doubts=(self.human,), change=change)

    def describe(self, case: Case) -> str:
        """Return what has to be looked at."""
        return self.human[0].upper() + self.human[1:]

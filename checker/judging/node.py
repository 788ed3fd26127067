"""The tree of truth while it is being built: what each condition found, in French, with its facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from models.verdict import Because, Cited, Truth

Reason = Literal["incomplete", "incorrect", "outdated"]
Role = Literal["leaf", "all", "any", "not", "document", "absent", "closed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change that would turn a leaf into a yes. ``for_applicant`` is false for another past date."""

    text: str
    for_applicant: bool
    reason: Reason = "incomplete"


class Node(NamedTuple):
    """A condition as evaluated.

    ``text`` is the condition, ``said`` what was found (a French fragment), ``doubts`` why it is unknown,
    ``change`` what would make it hold. ``document`` is the label of the document its children were read in;
    ``key`` is that document's place among the documents of the case.
    """

    truth: Truth
    text: str
    role: Role = "leaf"
    said: str = ""
    of: tuple[Node, ...] = ()
    facts: tuple[Cited, ...] = ()
    doubts: tuple[str, ...] = ()
    change: Change | None = None
    id: str | None = None
    document: str = ""
    key: int | None = None
    notes: tuple[str, ...] = ()

    def because(self) -> Because:
        """Return the published form of the tree."""
        text = f"{self.text} : {self.said}" if self.said and self.said != self.text else self.text
        return Because(text=text, truth=self.truth, of=tuple(n.because() for n in self.of), facts=self.facts)

"""What a condition sees: facts, parameters at the case's window, documents bound so far, other outcomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from checker.judging.facts import CaseFacts, Fact, KnownDocument, Unread
from checker.judging.facts_spec import FactsFile, FactSpec, KindSpec
from checker.judging.parameters import Parameters
from models.verdict import Outcome


@dataclass(frozen=True)
class Case:
    """One dossier before one rule. ``fields`` are the form fields where that rule's pieces are asked."""

    facts: CaseFacts
    specs: FactsFile
    parameters: Parameters
    fields: tuple[str, ...] = ()
    bound: Mapping[str, KnownDocument] = field(default_factory=dict)
    outcome: Callable[[str], Outcome] | None = None

    def bind(self, document: KnownDocument) -> Case:
        """Return the case in which facts of this document's kind are read from this document."""
        bound = {**self.bound, document.kind: document}
        return Case(self.facts, self.specs, self.parameters, self.fields, bound, self.outcome)

    def fact(self, name: str) -> Fact:
        """Return a fact of the dossier, the form, or the document bound for its kind."""
        kind, _, short = name.partition(".")
        if document := self.bound.get(kind):
            return document.facts.get(short) or Fact(name)
        return self.facts.fact(name)

    def spec(self, name: str) -> FactSpec:
        """Return the declaration of a fact (a ruleset without it does not load)."""
        spec = self.specs.spec(name)
        if spec is None:
            raise KeyError(name)
        return spec

    def kind(self, kind: str) -> KindSpec:
        """Return how French speaks of a kind of document."""
        return self.specs.kinds[kind]

    def may_hide(self, kind: str, *, beside_another: bool = False) -> tuple[Unread, ...]:
        """Return the files that may be a document of this kind.

        They are unread, unrecognised, or given where this rule asks for its pieces and either taken for another
        kind without firmness or bound with a page that may be this one. ``beside_another`` document of the kind,
        which fails, only files that may have been given for this rule count.
        """
        members = {kind, *self.kind(kind).of}
        hidden = [
            u
            for u in self.facts.unread
            if (not beside_another or self._ours(u)) and not self._foreign(u, members)
        ]
        soft = {
            d.path: Unread(d.path, why, d.field_id, read=True)
            for d in self.facts.documents
            if d.field_id in self.fields and d.kind not in members and (why := self._doubt(d, members))
        }
        same = {d.path for k in members for d in self.facts.of_kind(k) if not members & set(d.candidates)}
        return (*hidden, *(u for path, u in soft.items() if path not in same))

    def _foreign(self, file: Unread, kinds: set[str]) -> bool:
        """Tell whether a file read, given for another requirement, cannot be a document of these kinds."""
        elsewhere = file.field_id is not None and file.field_id not in {*self.fields, "file_other"}
        return file.read and elsewhere and bool(file.candidates) and not kinds & set(file.candidates)

    def _doubt(self, document: KnownDocument, kinds: set[str]) -> str:
        """Return why a document taken for another kind may yet hold one of these, empty where it may not."""
        if not self._firm(document):
            if document.kind == "other":
                return "nature non reconnue"
            return f"prise pour « {self.label(document.kind)} » sans certitude"
        if kinds & set(document.candidates):
            return "une de ses pages semble une autre pièce"
        return ""

    def _firm(self, document: KnownDocument) -> bool:
        """Tell whether a document surely is of its kind; « other » says only that no kind was recognised."""
        limits = self.specs.thresholds
        return document.confidence >= (limits.firm_other if document.kind == "other" else limits.firm_kind)

    def _ours(self, file: Unread) -> bool:
        if file.field_id is None:
            return not file.read
        return file.field_id in self.fields or file.field_id == "file_other"

    def label(self, kind: str) -> str:
        """Return the French name of a kind, or the kind itself when rules do not know it."""
        spec = self.specs.kinds.get(kind)
        return spec.label if spec else kind.replace("_", " ")

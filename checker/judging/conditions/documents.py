"""A document of a kind is there, or not, and is this establishment's own."""

from __future__ import annotations

from typing import ClassVar, Literal

from checker.judging.case import Case
from checker.judging.conditions.base import Condition
from checker.judging.facts import INSIDE, KnownDocument, Unread
from checker.judging.french import listed
from checker.judging.node import Change, Node


class DocumentPresent(Condition):
    """A document of this kind is in the dossier; its siblings in an ``all_of`` are read in that document."""

    key: ClassVar[str] = "document"

    document: str
    establishment: Literal["own", "group", "any"] | None = None

    def check(self, case: Case) -> Node:
        """Return a yes for the document bound; unbound, any document of the kind that is the applicant's."""
        if bound := case.bound.get(self.document):
            return Node("yes", self.describe(case), facts=(bound.cited,), said=case.label(bound.kind))
        raise LookupError(f"« document: {self.document} » outside an all_of")

    def describe(self, case: Case) -> str:
        """Return « un bon de commande d’audit »."""
        one = case.kind(self.document).one
        return one[0].upper() + one[1:]

    def kinds(self) -> tuple[str, ...]:
        """Return the kind."""
        return (self.document,)


class NoDocument(Condition):
    """No document of this kind was recognised. Files that nobody could read do not count here."""

    key: ClassVar[str] = "no_document"

    no_document: str

    def check(self, case: Case) -> Node:
        """Return no as soon as one is there."""
        found = case.facts.of_kind(self.no_document)
        said = f"{case.kind(self.no_document).one} est au dossier" if found else ""
        facts = tuple(d.cited for d in found)
        return Node("no" if found else "yes", self.describe(case), said=said, facts=facts)

    def describe(self, case: Case) -> str:
        """Return « aucun bon de commande d’audit »."""
        none = case.kind(self.no_document).none
        return none[0].upper() + none[1:]

    def kinds(self) -> tuple[str, ...]:
        """Return the kind."""
        return (self.no_document,)


def absent(wanted: DocumentPresent, case: Case, text: str, *, beside_another: bool = False) -> Node:
    """Return the node of a document that was not found: no, or unknown where a file may hide it."""
    spec = case.kind(wanted.document)
    hidden = case.may_hide(wanted.document, beside_another=beside_another)
    said = f"aucune autre pièce reconnue comme {spec.label}" if beside_another else spec.none
    change = Change(f"joindre {spec.one}", for_applicant=True)
    if not hidden:
        return Node("no", text, role="absent", said=said, change=change)
    return Node("unknown", text, role="absent", said=said, doubts=(hidden_in(said, hidden),), change=change)


def hidden_in(said: str, hidden: tuple[Unread, ...]) -> str:
    """Return the doubt that names every file which may be the missing document."""
    shown = [f"« {file_name(u.path)} » ({u.why})" for u in hidden[:6]]
    more = f" et {len(hidden) - 6} autres" if len(hidden) > 6 else ""
    return f"{said}, mais à vérifier : {listed(shown) if not more else ', '.join(shown) + more}"


def file_name(path: str) -> str:
    """Return a file's name without its folders, the archive that holds it kept: « pieces.zip » a.pdf »."""
    return INSIDE.join(part.rpartition("/")[2] for part in path.split(INSIDE))


def guard(document: KnownDocument, wanted: DocumentPresent, case: Case) -> Node | None:
    """Return the node « about this establishment »; ``None`` where any establishment's document counts."""
    allowed = wanted.establishment or case.kind(wanted.document).establishment
    if allowed == "any":
        return None
    text = "Au nom de l’établissement" + (" ou de son GHT" if allowed == "group" else "")
    relation = document.relation
    seen = (
        f" (« {document.relation_cited[0].quote or document.relation_cited[0].value} »)"
        if (document.relation_cited)
        else ""
    )
    change = Change(
        f"joindre {case.kind(document.kind).one} au nom de l’établissement candidat", True, "incorrect"
    )
    if relation == "same" or (relation == "group" and allowed == "group"):
        return Node("yes", text, facts=document.relation_cited)
    if relation == "other":
        said = f"au nom d’un autre établissement{seen}"
        return Node("no", text, said=said, facts=document.relation_cited, change=change)
    whose = (
        "au nom du groupement ou de l’établissement support"
        if relation == "group"
        else ("établissement concerné non reconnu")
    )
    doubt = f"{whose}{seen}, dans « {file_name(document.path)} »"
    return Node("unknown", text, said=whose, facts=document.relation_cited, doubts=(doubt,), change=change)

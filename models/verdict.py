"""What judging concludes, for the case file: the contract that others read (``verdict/1``)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from models.base import Box, Model
from models.document import Status
from models.dossier import LegalStatus

Outcome = Literal["satisfied", "not_satisfied", "needs_review", "not_applicable"]
Truth = Literal["yes", "no", "unknown"]
Stage = Literal["candidature", "usage"]


class Citation(Model):
    """Where the law asks for it: an act and the place in it."""

    act: str
    at: str


class Cited(Model):
    """A fact that an outcome rests on, with the place where it was read."""

    fact: str
    value: Any = None
    file: str | None = None
    path: str | None = None
    page: int | None = None
    box: Box | None = None
    quote: str = ""
    reader: str = ""
    confidence: float = 1.0


class Because(Model):
    """A node of the tree of truth: its condition in French, its truth, what it rests on, its children."""

    text: str = ""
    truth: Truth
    of: tuple[Because, ...] = ()
    facts: tuple[Cited, ...] = ()


class Remedy(Model):
    """A change that would satisfy. One that needs another past date is never shown to the applicant."""

    text: str
    for_applicant: bool
    reason: Literal["incomplete", "incorrect", "outdated"] = "incomplete"


class RequirementVerdict(Model):
    """One requirement's outcome and everything an instructor needs to check it.

    ``review`` names the doubts (French sentences), ``notes`` never change an outcome.
    """

    id: str
    title: str
    outcome: Outcome
    mandatory: bool = True
    cite: tuple[Citation, ...] = ()
    summary: str = ""
    because: Because
    evidence: tuple[Cited, ...] = ()
    set_aside: tuple[Cited, ...] = ()
    review: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    would_satisfy: tuple[Remedy, ...] = ()


class FileVerdict(Model):
    """One file of the dossier: what it was taken for and how its reading went."""

    path: str
    sha256: str | None
    field: str | None
    kind: str
    kind_confidence: float
    pages: int
    status: Status
    reader: str
    message: str | None = None


class DossierIdentity(Model):
    """Whose dossier it is."""

    number: int
    establishment: str | None = None
    finess: str | None = None
    siret: str | None = None
    legal_status: LegalStatus | None = None
    ght: str | None = None
    region: str | None = None
    submitted_on: date | None = None


class RulesetIdentity(Model):
    """Which rules judged it: ``digest`` is the SHA-256 over every file of the ruleset."""

    id: str
    version: str
    digest: str


class ToolIdentity(Model):
    """Which program judged it."""

    name: str
    version: str


class Verdict(Model):
    """One dossier's verdict. ``decision`` stays empty: a human writes it."""

    schema_: Literal["verdict/1"] = Field("verdict/1", alias="schema")
    dossier: DossierIdentity
    ruleset: RulesetIdentity
    window: int | None
    stage: Stage
    volets: tuple[int, ...]
    outcome: Outcome
    requirements: tuple[RequirementVerdict, ...]
    files: tuple[FileVerdict, ...]
    funding: dict[str, Any] | None = None
    notes: tuple[str, ...] = ()
    decision: None = None
    tool: ToolIdentity
    started_at: datetime
    finished_at: datetime

"""What evidence makes of a document: what it is and what it says, each fact with its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from models.base import Model, Place
from models.document import DigitalSignature, Status

DateRole = Literal[
    "signature", "order", "execution", "meeting", "delivery", "validity",
    "appointment", "deadline", "filing", "legal_text", "other",
]  # fmt: skip
State = Literal["done", "planned", "denied", "unclear"]
SignatureClass = Literal["head", "rssi", "dsi", "other", "unknown"]
Relation = Literal["same", "group", "other", "unknown"]


class Kind(Model):
    """A kind of document with its confidence and the pages it spans (a file may bind several documents)."""

    kind: str
    confidence: float
    first_page: int = 1
    last_page: int = 1
    quote: str = ""


class DateFact(Place):
    """A date or period with the role it plays in its document. ``leads`` when it stands at the head of its line."""

    start: date
    end: date
    role: DateRole
    leads: bool = False


class Statement(Place):
    """Whether a thing was done, is planned, or is denied. ``about`` is a key of ``statements.yaml``."""

    about: str
    state: State


class Signature(Place):
    """Who signs, in which capacity, and what was seen of it.

    ``ink`` is ``None`` where the reader cannot tell (no picture of the block, or written over its label);
    ``by_delegation`` is true for « par délégation », « p/o », « pour le directeur ».
    """

    name: str | None
    function: str | None
    class_: SignatureClass = Field(alias="class")
    by_delegation: bool = False
    ink: bool | None = None
    stamp: bool = False
    digital: DigitalSignature | None = None


class Mention(Place):
    """An establishment named by the document. ``relation`` says whether it is the dossier's own.

    ``same`` the applicant, ``group`` its GHT or supporting hospital, ``other`` firmly another establishment,
    ``unknown`` anything less. ``subject`` is true where the document is *about* it (title, letterhead,
    signature block), false where it is merely mentioned.
    """

    name: str
    relation: Relation
    subject: bool = True


class Identifier(Place):
    """A FINESS, SIRET or SIREN number; ``valid`` tells its check digit, ``relation`` as for a mention."""

    type: Literal["finess", "siret", "siren"]
    value: str
    valid: bool
    relation: Relation = "unknown"


class Question(Place):
    """One question of a questionnaire; ``answer`` is ``None`` when blank, ``readable`` false when unsure."""

    text: str
    answer: str | None
    readable: bool = True


class Answers(Model):
    """How much of a questionnaire is answered."""

    asked: int
    answered: int
    unreadable: int = 0
    questions: tuple[Question, ...] = ()


class Section(Place):
    """A part that was looked for (a key of the kind's ``sections``) and its heading."""

    key: str
    title: str


class Percentage(Place):
    """A stated rate; ``about`` is a key of ``statements.yaml`` where the cue is clear."""

    value: Decimal
    about: str | None = None


class Progress(Place):
    """An action plan counted row by row: how many actions, how many done, how many of unknown state."""

    actions: int
    done: int
    unknown: int = 0


class FileEvidence(Model):
    """All that was found in one file: what ``sunes inspect`` prints and what judging sees.

    ``kind`` and ``kind_confidence`` repeat the best of ``kinds``. ``establishment`` sums up the mentions and
    identifiers. ``messages`` are French sentences on how far the reading went. ``candidates`` are the kinds that
    an unrecognised file may still be, or that a later page of a recognised one may be by itself; empty where
    nothing can be said of that.
    """

    path: str
    sha256: str | None
    status: Status
    reader: str = ""
    pages: int = 0
    kind: str = "other"
    kind_confidence: float = 0.0
    kinds: tuple[Kind, ...] = ()
    candidates: tuple[str, ...] = ()
    establishment: Relation = "unknown"
    dates: tuple[DateFact, ...] = ()
    statements: tuple[Statement, ...] = ()
    signatures: tuple[Signature, ...] = ()
    establishments: tuple[Mention, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    answers: Answers | None = None
    sections: tuple[Section, ...] = ()
    percentages: tuple[Percentage, ...] = ()
    progress: tuple[Progress, ...] = ()
    truncated: bool = False
    message: str | None = None
    messages: tuple[str, ...] = ()

"""What parent and worker say to each other: one JSON object a line, never pickle.

A parser that a hostile file has taken over can then lie about that file, but not run code in the parent.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from models.base import Model
from models.dossier import Subject
from models.evidence import FileEvidence

Cause = Literal["crashed", "timed_out", "memory", "error", "ruleset"]


class Task(Model):
    """One file to examine: a private copy at ``path``, shown to humans as ``shown``.

    ``name`` is the applicant's own file name (a hint for its type), ``field_id`` the form field it answers,
    ``subject`` whose dossier it is, ``ruleset`` the folder of the programme.
    """

    id: int
    path: Path
    name: str
    shown: str
    field_id: str | None = None
    subject: Subject = Subject()
    ruleset: Path
    ocr_cache: Path | None = None
    ocr: bool = True


class PageRead(Model):
    """A sign of life: page ``number`` of ``of`` has been read, by OCR or not."""

    event: Literal["page"] = "page"
    id: int
    number: int
    of: int
    ocr: bool = False


class Done(Model):
    """The file's evidence, then that of each file inside it."""

    event: Literal["done"] = "done"
    id: int
    evidence: tuple[FileEvidence, ...]


class Failure(Model):
    """The file could not be examined; ``detail`` is for the log, never for the instructor.

    ``ruleset`` is no fault of the file: ``detail`` then is the sentence that names the rule file and line.
    """

    event: Literal["failed"] = "failed"
    id: int
    cause: Cause
    detail: str = ""


Event = Annotated[PageRead | Done | Failure, Field(discriminator="event")]
EVENTS: TypeAdapter[PageRead | Done | Failure] = TypeAdapter(Event)

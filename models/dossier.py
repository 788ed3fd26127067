"""What intake makes of an export: dossiers, what their applicants answered, the files they attached."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from models.base import Model

LegalStatus = Literal["public", "private", "non_profit", "dialysis"]
FileState = Literal["present", "missing", "oversized"]
Origin = Literal["field", "annotation", "message", "opinion", "dossier_summary", "decision", "log", "unknown"]


class Location(Model):
    """Where a file's bytes are: a path on disk, or a member (by its raw index) of a zip on disk."""

    container: Path
    member: int | None = None


class DossierFile(Model):
    """One file of a dossier, whether it came with the export or is only named by it.

    ``path`` is what a human finds it by (the name inside the export, NFC), ``name`` the applicant's own
    file name with the service's suffix taken off, ``field`` the form label it answers, ``field_id`` that
    label's id in the ruleset's ``form.yaml``. A ``missing`` file was named by the table or by an error
    list, but is not in the export: no ``location``, no ``sha256``.
    """

    path: str
    name: str
    origin: Origin = "unknown"
    field: str | None = None
    field_id: str | None = None
    state: FileState = "present"
    size: int = 0
    sha256: str | None = None
    location: Location | None = None
    note: str | None = None


class Answer(Model):
    """One answer of the form: the label as printed, the ruleset's id for it, and the value.

    Where the label was matched the value is normalised by the field's type (``Oui``, ``12345.5``, ISO dates,
    bare identifiers), otherwise it is as printed.

    ``source`` is ``table`` (XLSX, CSV, ODS), ``summary`` (the dossier's PDF) or ``api``.
    """

    label: str
    value: str
    field_id: str | None = None
    match: float = 1.0
    source: Literal["table", "summary", "api"] = "table"


class Subject(Model):
    """Whose dossier it is: everything by which a document can be recognised as this establishment's."""

    names: tuple[str, ...] = ()
    finess: tuple[str, ...] = ()
    siret: tuple[str, ...] = ()
    ght: str | None = None
    support: str | None = None
    city: str | None = None


class Dossier(Model):
    """One application as filed. ``notes`` are French sentences on what intake found odd."""

    number: int
    subject: Subject = Subject()
    establishment: str | None = None
    finess: str | None = None
    siret: str | None = None
    legal_status: LegalStatus | None = None
    ght: str | None = None
    region: str | None = None
    submitted_on: date | None = None
    state: str | None = None
    window: int | None = None
    volets: tuple[int, ...] = ()
    answers: tuple[Answer, ...] = ()
    files: tuple[DossierFile, ...] = ()
    notes: tuple[str, ...] = ()

    def answer(self, field_id: str) -> str | None:
        """Return the value given under ``field_id``, or ``None`` when nothing was."""
        return next((a.value for a in self.answers if a.field_id == field_id and a.value.strip()), None)

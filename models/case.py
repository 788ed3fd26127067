"""A dossier with all that was read in its files: enough to judge it again, without the files."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Model
from models.dossier import Dossier
from models.evidence import FileEvidence


class Case(Model):
    """What ``<out>/facts/<number>.json`` holds; file locations, which belong to one machine, are left out."""

    schema_: Literal["facts/1"] = Field(default="facts/1", alias="schema")
    dossier: Dossier
    evidence: tuple[FileEvidence, ...]

    @classmethod
    def of(cls, dossier: Dossier, evidence: tuple[FileEvidence, ...]) -> Case:
        """Return the case of ``dossier``, without the places its files came from."""
        files = tuple(file.model_copy(update={"location": None}) for file in dossier.files)
        return cls(dossier=dossier.model_copy(update={"files": files}), evidence=evidence)

"""What was found in a file, kept: a second run over the same export reads nothing again.

The key is made of everything the result depends on: the file's bytes, the field it answers, whose dossier it
is, the programme's data and the program's version. An entry is written whole or not at all.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from checker.atomic import write_whole
from models.dossier import DossierFile, Subject
from models.evidence import FileEvidence

ENTRIES: TypeAdapter[tuple[FileEvidence, ...]] = TypeAdapter(tuple[FileEvidence, ...])


class EvidenceCache:
    """A folder of results, one JSON file a key."""

    def __init__(self, folder: Path, salt: str) -> None:
        self.folder = folder
        self.salt = salt

    def key(self, file: DossierFile, subject: Subject) -> str:
        """Return the key of ``file`` in the dossier of ``subject``."""
        parts = (
            self.salt,
            file.sha256 or "",
            file.name,
            file.path,
            file.field_id or "",
            subject.model_dump_json(),
        )
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def get(self, key: str) -> tuple[FileEvidence, ...] | None:
        """Return what was kept under ``key``, or ``None``; a damaged entry counts as absent."""
        try:
            return ENTRIES.validate_json(self._path(key).read_bytes())
        except (OSError, ValidationError):
            return None

    def put(self, key: str, evidence: tuple[FileEvidence, ...]) -> None:
        """Keep ``evidence`` under ``key``. Raises ``OSError`` when the folder cannot be written."""
        write_whole(self._path(key), ENTRIES.dump_json(evidence, by_alias=True), durable=False)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"

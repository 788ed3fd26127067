"""Files made in a test, and read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from checker.reading import ReadOptions, read
from models.document import Document


def reading(folder: Path, data: bytes, name: str, **options: object) -> Document:
    path = folder / "file"
    path.write_bytes(data)
    return read(path, name, options=ReadOptions(**options))  # type: ignore[arg-type]


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()

"""OCR readings kept by picture, so that no picture is read twice; a lost or torn entry is only read again."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pydantic import ValidationError

from checker.reading.ocr.reading import OcrReading


def kept(folder: Path | None, key: str) -> OcrReading | None:
    """Return the reading kept under ``key``, ``None`` when there is none or it cannot be used."""
    if folder is None:
        return None
    try:
        return OcrReading.model_validate_json(_path(folder, key).read_bytes())
    except (OSError, ValidationError):
        return None


def keep(folder: Path | None, key: str, reading: OcrReading) -> None:
    """Keep ``reading`` under ``key``, whole or not at all; a full or read-only disk costs only the cache."""
    if folder is None:
        return
    path = _path(folder, key)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=path.parent, suffix=".tmp", delete=False, encoding="utf-8"
        ) as file:
            file.write(reading.model_dump_json())
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)
    except OSError:
        return


def _path(folder: Path, key: str) -> Path:
    return folder / key[:2] / f"{key}.json"

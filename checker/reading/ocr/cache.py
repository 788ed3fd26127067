"""OCR readings kept by picture, so that no picture is read twice; a lost or torn entry is only read again."""

from __future__ import annotations

import contextlib
from pathlib import Path

from pydantic import ValidationError

from checker.atomic import write_whole
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
    with contextlib.suppress(OSError):
        write_whole(_path(folder, key), reading.model_dump_json().encode("utf-8", "backslashreplace"))


def _path(folder: Path, key: str) -> Path:
    return folder / key[:2] / f"{key}.json"

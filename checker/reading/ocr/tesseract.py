"""Tesseract with its French model, where the machine has it: an optional engine, called directly."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

from checker.reading.ocr.french import mended
from checker.reading.ocr.reading import OcrWord

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "tesseract"
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1"}
"""More threads make it seven times slower."""
_SCRAP = 0.8
"""Lone signs read from rules, specks and torn edges stay below this, dashes and colons of a text above."""


@cache
def installed() -> tuple[str, bool] | None:
    """Return the version of the machine's Tesseract and whether it has French, ``None`` where there is none."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        languages = _run([program, "--list-langs"], b"", 10).decode("utf-8", "replace").split()
        first = _run([program, "--version"], b"", 10).decode("utf-8", "replace").split()
    except (OSError, subprocess.SubprocessError):
        return None
    return (first[1], "fra" in languages) if len(first) > 1 else None


def version() -> str | None:
    """Return the version of a Tesseract that has French, ``None`` where there is none."""
    found = installed()
    return found[0] if found and found[1] else None


def without_french() -> str | None:
    """Return the version of a Tesseract that lacks French, and so reads nothing here; ``None`` otherwise."""
    found = installed()
    return found[0] if found and not found[1] else None


def _run(command: list[str], given: bytes, seconds: float) -> bytes:
    environment = {**os.environ, **_ENVIRONMENT}
    done = subprocess.run(
        command, input=given, capture_output=True, timeout=seconds, check=True, env=environment
    )
    return done.stdout or done.stderr


def words(grey: NDArray[np.uint8], *, seconds: float = 60.0) -> list[list[OcrWord]]:
    """Return the words of each line, as read from the picture at 200 dpi; none when the program fails."""
    height, width = grey.shape
    picture = b"P5 %d %d 255\n" % (width, height) + grey.tobytes()
    command = [
        shutil.which("tesseract") or "tesseract",
        "-",
        "-",
        "-l",
        "fra",
        "--dpi",
        "200",
        "--psm",
        "3",
        "tsv",
    ]
    try:
        table = _run(command, picture, seconds).decode("utf-8", "replace")
    except (OSError, subprocess.SubprocessError):
        return []
    return lines_of(table)


def lines_of(table: str) -> list[list[OcrWord]]:
    """Return the words of Tesseract's TSV output, by line; rows that are not words are passed over."""
    lines: dict[tuple[str, ...], list[OcrWord]] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = (float(cell) for cell in cells[6:10])
        word = OcrWord(
            text=cells[11].strip(),
            box=(left, top, left + width, top + height),
            confidence=max(0.0, min(1.0, float(cells[10]) / 100)),
        )
        lines.setdefault(tuple(cells[1:5]), []).append(word)
    return [_mended(words) for words in lines.values()]


def _mended(words: list[OcrWord]) -> list[OcrWord]:
    """Return the words as French writes them, without the scraps of rules and specks that are no words."""
    kept = [word for word in words if word.confidence >= _SCRAP or any(map(str.isalnum, word.text))]
    texts = mended(" ".join(word.text for word in kept)).split()
    if len(texts) != len(kept):
        return kept
    return [word.model_copy(update={"text": text}) for word, text in zip(kept, texts, strict=True)]

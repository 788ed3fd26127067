"""What a container (zip or folder) holds: one entry a file, with what keeps it from being read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from checker.intake.names import displayed

Trouble = Literal["encrypted", "oversized", "special", "unreadable"]

MAX_FILE_BYTES = 256 * 2**20
"""The service takes files under 200 MB; beyond this nothing is read."""
MAX_ENTRIES = 1_000_000
JUNK_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a container. ``parts`` is its path there, decoded (NFC), never used to write.

    ``around`` names what holds it (the zip's stem or the folder), from which a dossier's number may be read
    when the path itself does not say it.
    """

    container: Path
    member: int | None
    parts: tuple[str, ...]
    around: str = ""
    size: int = 0
    trouble: Trouble | None = None
    note: str | None = None

    @property
    def name(self) -> str:
        """Return the file's own name, as decoded."""
        return self.parts[-1]

    @property
    def path(self) -> str:
        """Return the path a human finds it by, safe to print."""
        return "/".join(displayed(part) for part in self.parts)

    @property
    def extension(self) -> str:
        """Return the extension, lower case, without its dot."""
        return self.name.rpartition(".")[2].lower() if "." in self.name else ""


@dataclass(frozen=True, slots=True)
class Listing:
    """All entries of a container, and French notes on what was set aside."""

    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()


def is_junk(parts: tuple[str, ...]) -> bool:
    """Tell whether a path is the litter of an operating system."""
    return "__MACOSX" in parts or parts[-1].lower() in JUNK_NAMES or parts[-1].startswith("._")


def size_sentence(size: int) -> str:
    """Return « 312 Mo » for a size in bytes."""
    return f"{size // 10**6} Mo" if size >= 10**6 else f"{max(1, size // 1000)} ko"

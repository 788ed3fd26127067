"""What a format's reader hands back to the door, which makes the document of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.document import DigitalSignature, Document, FormField, Page

if TYPE_CHECKING:
    from checker.reading.options import ReadOptions


DAMAGED = "damaged"
"""The reader named for a page that no reader could open."""


def encodable(text: str) -> str:
    """Return ``text`` with paired surrogates joined and lone ones replaced: none of them can be written as UTF-8."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@dataclass(slots=True)
class Content:
    """Pages, fields, signatures and parts as read; ``notes`` are French sentences on what was cut or odd."""

    reader: str
    pages: tuple[Page, ...] = ()
    page_count: int = 0
    fields: tuple[FormField, ...] = ()
    signatures: tuple[DigitalSignature, ...] = ()
    parts: tuple[Document, ...] = ()
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Budget:
    """What one file, with everything packed inside it, may still unpack."""

    entries: int
    unpacked: int


@dataclass(frozen=True, slots=True)
class Job:
    """One reading: the bytes, their name as a hint, the options, and how to read a part found inside."""

    data: bytes
    name: str
    options: ReadOptions
    depth: int
    budget: Budget
    read_part: Callable[[bytes, str], Document]

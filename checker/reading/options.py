"""What a reading may cost: limits against bombs, and how pages without text are treated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pydantic import Field

from models.base import Model

READER_VERSION = "14"
"""Changes whenever the same bytes may be read into another document: part of every cache key."""


class ReadOptions(Model):
    """Limits and choices of one reading.

    ``max_bytes`` refuses a file before it is parsed, ``max_unpacked`` is what an archive or an office file may
    declare or give once unpacked. ``max_pages`` bounds the pages read at all, ``max_ocr_pages`` those read by
    OCR in one file: the first and the last ones come first, since letterheads, dates and signatures stand there.
    ``max_pixels`` refuses a picture before it is decoded. ``max_depth`` and ``max_entries`` bound what is
    opened inside archives and mails. ``cache`` is a folder for OCR readings by picture; none means no cache.
    ``on_page(number, of, by_ocr)`` is called after each page: a sign of life for whoever holds the clock.
    """

    ocr: bool = True
    second_reader: bool = True
    cache: Path | None = None
    max_bytes: int = 250_000_000
    max_unpacked: int = 600_000_000
    max_pages: int = 500
    max_ocr_pages: int = 40
    max_pixels: int = 120_000_000
    max_depth: int = 3
    max_entries: int = 300
    max_cells: int = 400_000
    max_characters: int = 10_000_000
    on_page: Callable[[int, int, bool], None] | None = Field(None, exclude=True, repr=False)

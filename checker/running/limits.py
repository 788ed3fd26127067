"""What one file may cost: time by its pages, memory by its worker."""

from __future__ import annotations

import os

from models.base import Model

GIB = 1 << 30


class Limits(Model):
    """The budgets of one file and of the worker that reads it.

    Seconds are wall-clock. A file gets ``start`` seconds, then ``text_page`` for each page read as text and
    ``ocr_page`` for each page read by OCR, but never more than ``most``: a worker that a hostile file has taken
    over could count pages for ever. It is given up earlier when nothing at all is heard of it for ``stall``
    seconds. ``memory`` is the worker's address space in bytes (0: unlimited), which Linux and
    macOS enforce.
    """

    start: float = 60.0
    text_page: float = 2.0
    ocr_page: float = 20.0
    stall: float = 90.0
    most: float = 4 * 3600.0
    memory: int = 4 * GIB

    def budget(self, text_pages: int, ocr_pages: int) -> float:
        """Return the seconds a file of so many pages may take in all."""
        return min(self.start + text_pages * self.text_page + ocr_pages * self.ocr_page, self.most)


def usable_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1

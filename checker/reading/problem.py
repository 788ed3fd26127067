"""Why a file could not be read: a status of the document and a sentence for the instructor."""

from __future__ import annotations

import logging
import struct
import zipfile
import zlib

from models.document import Status

PARSER_FAULTS: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
)
"""What parsers let through on malformed bytes, beside errors of their own."""


class ReadError(Exception):
    """A file that cannot be read, or not wholly: ``sentence`` is French and names the cause."""

    def __init__(self, status: Status, sentence: str) -> None:
        super().__init__(sentence)
        self.status: Status = status
        self.sentence = sentence


def quieten(*libraries: str) -> None:
    """Keep libraries from writing to the terminal: what they would say quotes the file, and is no user's concern."""
    for library in libraries:
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)

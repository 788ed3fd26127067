"""The error a single file may raise: it ends no run, the caller names the file and goes on."""

from __future__ import annotations

from typing import Literal

from checker.errors import CheckerError

FileFault = Literal["missing", "unreadable", "encrypted", "too_large"]


class FileUnavailable(CheckerError, OSError):  # noqa: N818 - what it says about the file is its name
    """One file's bytes cannot be had. ``status`` is the word for it in ``models.document.Status``.

    It is an ``OSError`` too, so that whoever guards the reading of a file need not know of intake.
    """

    exit_code = 3

    def __init__(
        self,
        sentence: str,
        status: FileFault = "unreadable",
        remedy: str = "",
    ) -> None:
        super().__init__(sentence, remedy)
        self.status = status

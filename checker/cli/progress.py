"""How far a run has come, on standard error: a bar on a terminal, a plain line every 30 seconds elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from checker.screening import Counts

EVERY = 30.0


class ProgressLine:
    """A context manager that shows ``Counts`` as they grow."""

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._spoke = time.monotonic()

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                TextColumn("Lecture des pièces"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[pages]} pages"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
            )
            self._bar.start()
            self._task = self._bar.add_task("", total=None, pages=0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def show(self, counts: Counts) -> None:
        """Show where the run stands."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, total=counts.total, completed=counts.files, pages=counts.pages)
        elif time.monotonic() - self._spoke >= EVERY:
            self._spoke = time.monotonic()
            print(
                f"{counts.files} pièces sur {counts.total} examinées, {counts.pages} pages lues "
                f"dont {counts.ocr_pages} numérisées",
                file=sys.stderr,
                flush=True,
            )

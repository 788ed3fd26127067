"""Read PDFs and workbooks in a process of their own: a parser that hangs or crashes costs one file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from types import TracebackType
from typing import Any, Literal

from checker.intake.errors import FileUnavailable
from checker.intake.sheets import Sheet, workbook_sheets
from checker.intake.summary import summary_text

Kind = Literal["pdf", "workbook"]

SECONDS = 60.0
MAX_TEXT = 4_000_000
MAX_MEMORY = 2 * 2**30
COMMAND = "from checker.intake.isolated import serve; serve()"


class IsolatedReader:
    """A process started at the first file, kept for the next, and started again after one that broke it.

    It ends with its standard input, so that nothing is left behind should this process be killed.
    """

    def __init__(self, seconds: float = SECONDS, command: str = COMMAND) -> None:
        self._seconds, self._command = seconds, command
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> IsolatedReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def text(self, pdf: bytes) -> str:
        """Return a PDF's text; raises ``FileUnavailable`` when it is not readable or took too long."""
        return str(self._answer("pdf", pdf, "PDF du dossier"))

    def sheets(self, workbook: bytes) -> tuple[Sheet, ...]:
        """Return a workbook's sheets; raises ``FileUnavailable`` when it is not readable or took too long."""
        answer = self._answer("workbook", workbook, "tableau")
        return tuple(Sheet(name, tuple(map(tuple, rows))) for name, rows in answer)

    def _answer(self, kind: Kind, data: bytes, title: str) -> Any:
        with self._lock:
            process = self._running()
            timer = threading.Timer(self._seconds, process.kill)
            timer.start()
            try:
                answer = _asked(process, kind, data)
            finally:
                timer.cancel()
            if answer is None:
                self.close()
                raise FileUnavailable(f"{title} illisible (sa lecture a échoué ou n’a pas abouti)")
        if "fault" in answer:
            raise FileUnavailable(answer["fault"], answer["status"])
        return answer["value"]

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-c", self._command],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        return self._process


def _asked(process: subprocess.Popen[bytes], kind: Kind, data: bytes) -> dict[str, Any] | None:
    """Return the process's answer, ``None`` when it died over the question."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        process.stdin.write(json.dumps({"kind": kind, "size": len(data)}).encode() + b"\n" + data)
        process.stdin.flush()
        line = process.stdout.readline()
        answer = json.loads(line) if line.endswith(b"\n") else None
    except (OSError, ValueError):
        return None
    return answer if isinstance(answer, dict) else None


def serve() -> None:
    """Answer each question (a line of JSON, then the file's bytes) by a line of JSON, until there is no more."""
    _limit_memory()
    while header := sys.stdin.buffer.readline():
        question = json.loads(header)
        data = sys.stdin.buffer.read(question["size"])
        try:
            answer: dict[str, Any] = {"value": _value(question["kind"], data)}
        except FileUnavailable as fault:
            answer = {"fault": fault.sentence, "status": fault.status}
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


def _value(kind: Kind, data: bytes) -> Any:
    if kind == "pdf":
        return summary_text(data)[:MAX_TEXT]
    return [(sheet.name, sheet.rows) for sheet in workbook_sheets(data)]


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))

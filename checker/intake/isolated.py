"""Read dossiers' PDFs in a process of their own: a parser that hangs, crashes or eats memory costs one PDF."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from types import TracebackType

from checker.intake.errors import FileUnavailable
from checker.intake.summary import summary_text

SECONDS = 30.0
MAX_TEXT = 4_000_000
MAX_MEMORY = 2 * 2**30
COMMAND = "from checker.intake.isolated import serve; serve()"


class SummaryReader:
    """A process started at the first PDF, kept for the next, and started again after one that broke it.

    It ends with its standard input, so that nothing is left behind should this process be killed.
    """

    def __init__(self, seconds: float = SECONDS, command: str = COMMAND) -> None:
        self._seconds, self._command = seconds, command
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> SummaryReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def text(self, data: bytes) -> str:
        """Return the PDF's text; raises ``FileUnavailable`` when it is not readable or took too long."""
        with self._lock:
            process = self._running()
            timer = threading.Timer(self._seconds, process.kill)
            timer.start()
            try:
                answer = _asked(process, data)
            finally:
                timer.cancel()
            if answer is None:
                self.close()
                raise FileUnavailable("PDF du dossier illisible (sa lecture a échoué ou n’a pas abouti)")
        if "fault" in answer:
            raise FileUnavailable(answer["fault"])
        return answer["text"]

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


def _asked(process: subprocess.Popen[bytes], data: bytes) -> dict[str, str] | None:
    """Return the process's answer, ``None`` when it died over the question."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        process.stdin.write(len(data).to_bytes(8, "big") + data)
        process.stdin.flush()
        line = process.stdout.readline()
        answer = json.loads(line) if line.endswith(b"\n") else None
    except (OSError, ValueError):
        return None
    return answer if isinstance(answer, dict) else None


def serve() -> None:
    """Answer each PDF (its length on eight bytes, then its bytes) by one line of JSON, until there is no more."""
    _limit_memory()
    while header := sys.stdin.buffer.read(8):
        data = sys.stdin.buffer.read(int.from_bytes(header, "big"))
        try:
            answer = {"text": summary_text(data)[:MAX_TEXT]}
        except FileUnavailable as fault:
            answer = {"fault": fault.sentence}
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))

"""One worker process and what is done when it misbehaves.

Of the pools that were tried on crashing, hanging and memory-eating files, only this shape kept every good
task: a persistent subprocess in a session of its own, killed as a group when its budget runs out.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from checker.running.limits import Limits
from checker.running.protocol import EVENTS, Cause, Done, Failure, PageRead, Task

WORKER = (sys.executable, "-P", "-m", "checker.running.worker")
LONGEST_LINE = 64 * 1024 * 1024
PATIENCE = 2.0
MOST_WAITING = 256
"""Answers that may wait to be read: one that says more is held back, and cannot fill the parent's memory."""


class Supervisor:
    """A worker that is started when first needed and again after each death."""

    def __init__(self, limits: Limits, command: tuple[str, ...] = WORKER) -> None:
        self.limits = limits
        self.command = command
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str | None] = queue.Queue(MOST_WAITING)
        self._pump: threading.Thread | None = None

    def outcome(self, task: Task, on_page: Callable[[PageRead], None] | None = None) -> Done | Failure:
        """Return what became of ``task``; never raises for anything the worker does."""
        try:
            line = task.model_dump_json()
        except ValueError as error:  # a name that UTF-8 cannot hold
            return Failure(id=task.id, cause="error", detail=str(error))
        process = self._running()
        try:
            assert process.stdin is not None
            process.stdin.write(line + "\n")
            process.stdin.flush()
        except OSError:
            return self._dead(task, process)
        return self._awaited(task, process, on_page)

    def close(self) -> None:
        """Kill the worker and everything it started."""
        process, self._process = self._process, None
        if process is None:
            return
        _kill_group(process)
        ended = self._pump_ended()
        for stream in (process.stdin, process.stdout if ended else None):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue  # the pipe broke with the worker: nothing is left to flush
        process.wait()

    def _pump_ended(self) -> bool:
        """Let the pump come to its end, were it held back by a full queue; tell whether it did.

        It does not where a process that left the worker's session still holds the pipe: closing it would then wait
        for ever.
        """
        given_up = time.monotonic() + PATIENCE
        while self._pump is not None and self._pump.is_alive() and time.monotonic() < given_up:
            with contextlib.suppress(queue.Empty):
                self._answers.get(timeout=0.02)
        return self._pump is None or not self._pump.is_alive()

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._answers = queue.Queue(MOST_WAITING)
            self._process = subprocess.Popen(
                [*self.command, str(self.limits.memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                errors="replace",
                start_new_session=True,
                env=_environment(),
            )
            assert self._process.stdout is not None
            self._pump = threading.Thread(
                target=_pumped, args=(self._process.stdout, self._answers), daemon=True
            )
            self._pump.start()
        return self._process

    def _awaited(
        self, task: Task, process: subprocess.Popen[str], on_page: Callable[[PageRead], None] | None
    ) -> Done | Failure:
        started = heard = time.monotonic()
        text_pages = ocr_pages = 0
        while True:
            now = time.monotonic()
            deadline = min(started + self.limits.budget(text_pages, ocr_pages), heard + self.limits.stall)
            if now >= deadline:
                self.close()
                return Failure(id=task.id, cause="timed_out", detail=f"{now - started:.0f} s")
            try:
                line = self._answers.get(timeout=deadline - now)
            except queue.Empty:
                continue
            if line is None:
                return self._dead(task, process)
            try:
                event = EVENTS.validate_json(line)
            except ValidationError as error:
                self.close()  # what speaks nonsense is not trusted with another file
                return Failure(id=task.id, cause="crashed", detail=str(error)[:500])
            if event.id != task.id:
                continue
            if not isinstance(event, PageRead):
                if isinstance(event, Failure) and event.cause == "memory":
                    self.close()
                return event
            heard = time.monotonic()
            text_pages, ocr_pages = text_pages + (not event.ocr), ocr_pages + event.ocr
            if on_page is not None:
                on_page(event)

    def _dead(self, task: Task, process: subprocess.Popen[str]) -> Failure:
        _kill_group(process)
        code = process.wait()
        self.close()
        cause: Cause = "memory" if code == -signal.SIGKILL else "crashed"
        return Failure(id=task.id, cause=cause, detail=f"worker ended with {code}")


def _environment() -> dict[str, str]:
    """Return the worker's environment: one thread an engine, and this very package, wherever we stand."""
    here = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))
    return {
        **os.environ,
        "OMP_NUM_THREADS": "1",
        "OMP_THREAD_LIMIT": "1",
        "PYTHONUTF8": "1",
        "PYTHONPATH": path,
    }


def _pumped(stream: IO[str], answers: queue.Queue[str | None]) -> None:
    """Move lines from the worker's pipe to the queue, ``None`` at its end."""
    try:
        while line := stream.readline(LONGEST_LINE):
            answers.put(line)
    except (OSError, ValueError):
        pass  # the pipe was closed under us by close(): the same as its end
    answers.put(None)


def _kill_group(process: subprocess.Popen[str]) -> None:
    """Kill the worker's whole session: a grandchild left behind dies with it."""
    try:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return

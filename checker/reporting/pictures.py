"""Pictures of cited pages for the reports, asked of a process of their own that may die without harm."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple, Self

PathOf = Callable[[str], Path | None]
"""Gives where the bytes of the file with this SHA-256 lie, or ``None`` when they are not to be had."""

COMMAND = (sys.executable, "-P", str(Path(__file__).with_name("rendering.py")))
"""By its path rather than its module: the packages above it would cost the process half its start."""
SECONDS_A_REQUEST = 20.0
MEDIA = ("image/png", "image/jpeg")
LARGEST_PICTURE = 200_000
"""Characters of base64; the drawing process keeps below it."""
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")


class PagePicture(NamedTuple):
    """A page's size in points and its picture as a ``data:`` address."""

    width: float
    height: float
    address: str


class PagePictures:
    """Draws pages of files by their SHA-256. A context manager: it ends the drawing process."""

    def __init__(
        self,
        path_of: PathOf,
        *,
        seconds: float = SECONDS_A_REQUEST,
        command: tuple[str, ...] = COMMAND,
    ) -> None:
        self._path_of = path_of
        self._seconds = seconds
        self._command = command
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def pages(self, sha256: str, numbers: Collection[int]) -> dict[int, PagePicture]:
        """Return pictures of those of the pages that could be drawn; never raises for a bad file."""
        path = self._path_of(sha256) if numbers else None
        if path is None:
            return {}
        process = self._running()
        watch = threading.Timer(self._seconds, _kill, [process])
        watch.start()
        found: dict[int, PagePicture] = {}
        try:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write(json.dumps({"path": str(path), "pages": sorted(numbers)}) + "\n")
            process.stdin.flush()
            for line in process.stdout:
                answer = json.loads(line)
                if answer.get("done"):
                    return found
                found[int(answer["page"])] = _picture(answer)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self.close()  # what broke off or speaks nonsense is not trusted with another file
        finally:
            watch.cancel()
        return found

    def close(self) -> None:
        """End the drawing process."""
        process, self._process = self._process, None
        if process is not None:
            _kill(process)
            process.communicate()

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        return self._process


def _picture(answer: dict[str, object]) -> PagePicture:
    """Return an answer's picture. Raises ``ValueError`` for anything but a page and base64."""
    width, height, media, data = (answer[key] for key in ("width", "height", "media", "data"))
    if not (isinstance(width, float | int) and isinstance(height, float | int) and width > 0 and height > 0):
        raise ValueError("a page without a size")
    if (
        media not in MEDIA
        or not isinstance(data, str)
        or len(data) > LARGEST_PICTURE
        or not _BASE64.fullmatch(data)
    ):
        raise ValueError("not a picture")
    return PagePicture(float(width), float(height), f"data:{media};base64,{data}")


def _kill(process: subprocess.Popen[str]) -> None:
    """Kill the process and all it started."""
    try:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except ProcessLookupError:
        return  # it is gone already

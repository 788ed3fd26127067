"""Files that are whole or absent: written beside their place, then renamed over it.

A run killed at any moment leaves the old file, the new one, or none; what it leaves under a temporary name is
swept at the next start. Every file that outlives the program goes through here: verdicts, pages, caches.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

TEMPORARY = ".sunes-tmp-"
"""How half-written files begin, wherever they are."""


def write_whole(path: Path, content: bytes, *, durable: bool = True) -> Path:
    """Write ``content`` to ``path`` as a whole, folders included, and return ``path``.

    ``durable`` waits for the disk: for what cannot be made again in an instant. Raises ``OSError``, and then
    leaves nothing behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    return path


def sweep(folder: Path) -> int:
    """Remove what a killed run left half written under ``folder``; return how many files that was."""
    leftovers = [path for path in folder.rglob(f"{TEMPORARY}*") if path.is_file()]
    for path in leftovers:
        path.unlink(missing_ok=True)
    return len(leftovers)


def _umask() -> int:
    """Return the process's umask: a temporary file is private, the finished one follows the user's rule."""
    current = os.umask(0o077)
    os.umask(current)
    return current

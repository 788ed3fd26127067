"""YAML kept as JSON beside its source, as Python keeps its byte code: parsing YAML 1.2 in Python is slow.

A ruleset of 40 files takes a second and a half to parse and a few milliseconds to load again. An entry is named
after the SHA-256 of its source, so it can be absent but never stale; where the folder cannot be written nothing
is kept, and nothing else changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from checker.atomic import write_whole

FOLDER = "__pycache__"
_DATE, _TIME = "$date", "$datetime"


def compiled(path: Path, parse: Callable[[str], Any]) -> Any:
    """Return ``parse(text of path)``, from beside ``path`` when it was parsed before.

    Raises ``OSError`` or ``UnicodeDecodeError`` for the source, and whatever ``parse`` raises.
    """
    source = path.read_bytes()
    kept = path.parent / FOLDER / f"{path.name}.{hashlib.sha256(source).hexdigest()[:24]}.json"
    try:
        return json.loads(kept.read_bytes(), object_hook=_revived)
    except (OSError, ValueError):
        content = parse(source.decode("utf-8"))
    _keep(kept, path.name, content)
    return content


def _keep(kept: Path, name: str, content: Any) -> None:
    """Write ``content`` as a whole, and let go of what was kept of earlier versions of ``name``."""
    try:
        text = json.dumps(content, ensure_ascii=False, default=_plain)
        write_whole(kept, text.encode(), durable=False)
        for earlier in kept.parent.glob(f"{name}.*.json"):
            if earlier != kept:
                earlier.unlink(missing_ok=True)
    except (OSError, TypeError, ValueError):
        return  # a read-only installation, or YAML that JSON cannot hold (a key that is a list): parse each time


def _plain(value: object) -> dict[str, str]:
    if isinstance(value, datetime):
        return {_TIME: value.isoformat()}
    if isinstance(value, date):
        return {_DATE: value.isoformat()}
    raise TypeError(f"{type(value).__name__} has no place in a ruleset")


def _revived(found: dict[str, Any]) -> Any:
    if len(found) == 1:
        if _DATE in found:
            return date.fromisoformat(found[_DATE])
        if _TIME in found:
            return datetime.fromisoformat(found[_TIME])
    return found

"""Load the frozen sets: plain YAML cases, with page breaks put back into the documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from checker.rulesets import load_yaml

FOLDER = Path(__file__).parent
Name = Literal["documents", "dates", "statements", "signatures", "establishments"]
PAGE_BREAK = "␌\n"
"""How a page break is written in ``documents.yaml``, where a form feed is not allowed."""


def cases(name: Name, folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Return the cases of one set, in the order of its files: ``documents.yaml``, ``documents-2.yaml`` …."""
    files = sorted(folder.glob(f"{name}*.yaml"))
    return [_with_page_breaks(case) for path in files for case in load_yaml(path)[name]]


def kinds_of(case: dict[str, Any]) -> tuple[str, ...]:
    """Return the kinds that a document's case names, most often one."""
    kind = case["kind"]
    return (kind,) if isinstance(kind, str) else tuple(kind)


def _with_page_breaks(case: dict[str, Any]) -> dict[str, Any]:
    return {**case, "text": case["text"].replace(PAGE_BREAK, "\f")}

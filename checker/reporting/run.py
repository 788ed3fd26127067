"""``run.json``: what ran, on what, by which rules, what came of it, and what was not examined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from checker.reporting.files import digest, json_bytes, write_atomic
from models.base import Model
from models.document import Status
from models.verdict import Outcome, RulesetIdentity, ToolIdentity, Verdict


class NotExamined(Model):
    """A dossier or a file that could not be examined: ``path`` is ``None`` for a whole dossier."""

    dossier: int | None
    path: str | None
    status: Status | Literal["failed"]
    message: str | None = None


class RunSummary(Model):
    """One run over one export.

    ``export`` is the export's own name, never the path of somebody's machine; ``input_digest`` its SHA-256;
    ``options`` what the user asked. ``outputs`` holds the SHA-256 of every file written, by its path in the
    output folder.
    """

    schema_: Literal["run/1"] = Field("run/1", alias="schema")
    tool: ToolIdentity
    ruleset: RulesetIdentity
    export: str
    input_digest: str | None
    options: dict[str, Any] = {}
    started_at: datetime
    finished_at: datetime
    dossiers: int = 0
    outcomes: dict[Outcome, int] = {}
    requirements: dict[str, dict[Outcome, int]] = {}
    files: dict[Status, int] = {}
    not_examined: tuple[NotExamined, ...] = ()
    notes: tuple[str, ...] = ()
    outputs: dict[str, str] = {}

    @property
    def complete(self) -> bool:
        """Tell whether every dossier and file was examined (exit code 0 rather than 3)."""
        return not self.not_examined


def counted(run: RunSummary, verdicts: Iterable[Verdict]) -> RunSummary:
    """Return ``run`` with its counts taken from the verdicts.

    Unread files are added to what ``not_examined`` already names (dossiers that failed as a whole).
    """
    outcomes: Counter[Outcome] = Counter()
    requirements: dict[str, Counter[Outcome]] = {}
    files: Counter[Status] = Counter()
    unread = list(run.not_examined)
    for verdict in verdicts:
        outcomes[verdict.outcome] += 1
        for requirement in verdict.requirements:
            requirements.setdefault(requirement.id, Counter())[requirement.outcome] += 1
        for file in verdict.files:
            files[file.status] += 1
            if file.status != "read":
                unread.append(
                    NotExamined(
                        dossier=verdict.dossier.number,
                        path=file.path,
                        status=file.status,
                        message=file.message,
                    )
                )
    return run.model_copy(
        update={
            "dossiers": outcomes.total(),
            "outcomes": dict(outcomes),
            "requirements": {name: dict(counts) for name, counts in requirements.items()},
            "files": dict(files),
            "not_examined": tuple(dict.fromkeys(unread)),
        }
    )


def write_run(run: RunSummary, out: Path) -> Path:
    """Write ``<out>/run.json`` with the SHA-256 of each file of the run; call it last."""
    outputs = {path.relative_to(out).as_posix(): digest(path) for path in _written(out)}
    whole = run.model_copy(update={"outputs": outputs})
    return write_atomic(out / "run.json", json_bytes(whole.model_dump(mode="json", by_alias=True)))


def read_run(out: Path) -> RunSummary | None:
    """Return what ``run.json`` says, or ``None`` when there is none that can be read."""
    try:
        return RunSummary.model_validate_json((out / "run.json").read_bytes())
    except (OSError, ValidationError):
        return None


def _written(out: Path) -> list[Path]:
    """Return the files that a run writes under ``out``; nothing else of a shared folder is hashed."""
    found = [*out.glob("summary.*")]
    for folder in ("verdicts", "facts", "report", "letters"):
        found += [path for path in (out / folder).rglob("*") if path.is_file()]
    return sorted(found)

"""The stages strung together: an export in, one verdict a dossier out."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from checker import __version__, intake, judging, reading, running
from checker.rulesets import RulesetFolder, open_ruleset
from checker.running.limits import usable_cores
from checker.running.protocol import Cause, Done, Failure, PageRead, Task
from models.base import Model
from models.document import Status
from models.dossier import Dossier, DossierFile
from models.evidence import FileEvidence
from models.verdict import Stage, Verdict

FAILURES: dict[Cause, tuple[Status, str]] = {
    "ruleset": ("unreadable", "Fichier non examiné : le jeu de règles est invalide."),
    "crashed": ("unreadable", "Fichier non examiné : sa lecture a fait échouer le lecteur, deux fois."),
    "timed_out": ("timed_out", "Fichier non examiné : sa lecture dépasse le temps accordé."),
    "memory": ("too_large", "Fichier non examiné : sa lecture demande plus de mémoire que permis."),
    "error": ("unreadable", "Fichier non examiné : le lecteur n’a pas su l’ouvrir."),
}


class Options(Model):
    """How to screen: ``jobs`` workers (0: one a core), ``cache`` a folder for what was read, if any."""

    stage: Stage = "candidature"
    window: int | None = None
    jobs: int = 0
    cache: Path | None = None
    ocr: bool = True
    limits: running.Limits = running.Limits()


DEFAULTS = Options()


class Screened(NamedTuple):
    """A dossier with what was found in its files and what was concluded."""

    dossier: Dossier
    evidence: tuple[FileEvidence, ...]
    verdict: Verdict


class Counts:
    """How far a run has come, for a progress bar; ``files`` grows to ``total``."""

    def __init__(self, dossiers: int, total: int) -> None:
        self.dossiers, self.total = dossiers, total
        self.files = self.pages = self.ocr_pages = self.cached = 0


def screen(export: Path, ruleset: str | Path = "sunes", options: Options = DEFAULTS) -> Iterator[Verdict]:
    """Yield the verdict of every dossier of ``export``, as they are reached.

    Raises ``UsageError``, ``NoDossierError`` or ``RulesetError``; a bad file never raises.
    """
    folder = open_ruleset(ruleset)
    with intake.open_export(export, folder) as opened:
        for screened in screen_dossiers(tuple(opened.dossiers), folder, options):
            yield screened.verdict


def screen_dossiers(
    dossiers: tuple[Dossier, ...],
    ruleset: RulesetFolder,
    options: Options = DEFAULTS,
    on_progress: Callable[[Counts], None] | None = None,
) -> Iterator[Screened]:
    """Yield every dossier with its evidence and verdict, each as soon as its last file is examined."""
    rules = judging.open_rules(ruleset)
    counts = Counts(len(dossiers), sum(len(dossier.files) for dossier in dossiers))
    with tempfile.TemporaryDirectory(prefix="sunes-") as private:
        batch = _Batch(dossiers, ruleset, options, Path(private), counts)
        report = on_progress or (lambda _: None)

        def page_read(page: PageRead) -> None:
            counts.pages += 1
            counts.ocr_pages += page.ocr
            report(counts)

        def judged(index: int) -> Screened:
            dossier, started = dossiers[index], batch.started[index]
            evidence = batch.evidence_of(index)
            verdict = judging.judge(
                dossier,
                evidence,
                rules,
                stage=options.stage,
                window=options.window,
                started_at=started,
                finished_at=datetime.now(UTC),
            )
            return Screened(dossier, evidence, verdict)

        outcomes = running.examine(
            batch.tasks(),
            jobs=options.jobs or usable_cores(),
            limits=options.limits,
            on_page=page_read,
        )
        for task, outcome in outcomes:
            batch.settle(task, outcome)
            report(counts)
            yield from map(judged, batch.newly_complete())
        yield from map(judged, batch.newly_complete())


class _Batch:
    """Which files of which dossiers are still to be examined, and what was found in the others."""

    def __init__(
        self,
        dossiers: tuple[Dossier, ...],
        ruleset: RulesetFolder,
        options: Options,
        private: Path,
        counts: Counts,
    ) -> None:
        self.dossiers, self.ruleset, self.options = dossiers, ruleset, options
        self.private, self.counts = private, counts
        self.started: dict[int, datetime] = {}
        self._found: dict[tuple[int, int], tuple[FileEvidence, ...]] = {}
        self._waiting: dict[int, int] = {}
        self._task_of: dict[int, tuple[int, int, str]] = {}
        self._complete: list[int] = []
        self._lock = threading.Lock()  # workers' threads draw tasks while the main thread settles others
        salt = "\0".join((__version__, reading.READER_VERSION, ruleset.digest, str(options.ocr)))
        self._cache = running.EvidenceCache(options.cache / "evidence", salt) if options.cache else None

    def tasks(self) -> Iterator[Task]:
        """Yield a task for each file that must be read; all else is settled on the way."""
        for index, dossier in enumerate(self.dossiers):
            self.started[index] = datetime.now(UTC)
            self._waiting[index] = len(dossier.files)
            if not dossier.files:
                self._complete.append(index)
            for position, file in enumerate(dossier.files):
                task = self._task(index, position, file)
                if task is not None:
                    yield task

    def _task(self, index: int, position: int, file: DossierFile) -> Task | None:
        subject = self.dossiers[index].subject
        if file.state == "missing" or file.location is None:
            message = file.note or "Fichier annoncé par le dossier, absent de l’export."
            self._settle(index, position, (_unread(file, "missing", message),))
            return None
        if file.state == "oversized":
            self._settle(index, position, (_unread(file, "too_large", file.note or "Fichier trop gros."),))
            return None
        key = self._cache.key(file, subject) if self._cache else ""
        kept = self._cache.get(key) if self._cache else None
        if kept is not None:
            self.counts.cached += 1
            self._settle(index, position, kept)
            return None
        try:
            path = intake.copy_to(file, self.private)
        except OSError as error:
            message = (
                f"Fichier non examiné : impossible de l’extraire de l’export ({error.strerror or error})."
            )
            self._settle(index, position, (_unread(file, "unreadable", message),))
            return None
        number = len(self._task_of)
        self._task_of[number] = (index, position, key)
        return Task(
            id=number,
            path=path,
            name=file.name,
            shown=file.path,
            field_id=file.field_id,
            subject=subject,
            ruleset=self.ruleset.root,
            ocr_cache=self.options.cache / "ocr" if self.options.cache else None,
            ocr=self.options.ocr,
        )

    def settle(self, task: Task, outcome: Done | Failure) -> None:
        """Note what became of ``task``: its evidence (kept in the cache) or why there is none."""
        index, position, key = self._task_of[task.id]
        file = self.dossiers[index].files[position]
        if isinstance(outcome, Done):
            # The worker knows a neutral name: the file is shown under the one a human finds it by.
            evidence = tuple(
                found.model_copy(update={"path": file.path + found.path.removeprefix(file.name)})
                for found in outcome.evidence
            )
            if self._cache:
                self._cache.put(key, evidence)
        else:
            evidence = (_unread(file, *FAILURES[outcome.cause]),)
        task.path.unlink(missing_ok=True)
        self._settle(index, position, evidence)

    def _settle(self, index: int, position: int, evidence: tuple[FileEvidence, ...]) -> None:
        with self._lock:
            self._found[index, position] = evidence
            self._waiting[index] -= 1
            self.counts.files += 1
            if self._waiting[index] == 0:
                self._complete.append(index)

    def newly_complete(self) -> list[int]:
        """Return the dossiers whose last file was settled since this was last asked."""
        with self._lock:
            complete, self._complete = self._complete, []
            return complete

    def evidence_of(self, index: int) -> tuple[FileEvidence, ...]:
        """Return the evidence of a dossier's files, in their order."""
        files = self.dossiers[index].files
        return tuple(found for position in range(len(files)) for found in self._found[index, position])


def _unread(file: DossierFile, status: Status, message: str) -> FileEvidence:
    return FileEvidence(path=file.path, sha256=file.sha256, status=status, message=message)

"""What ``sunes inspect`` does: files read in workers, facts printed for people."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from checker.errors import UsageError
from checker.rulesets import open_ruleset
from checker.running import Limits, examine
from checker.running.limits import usable_cores
from checker.running.protocol import Done, Task
from checker.screening import FAILURES
from models.base import Place
from models.dossier import Subject
from models.evidence import FileEvidence


def inspected(files: list[Path], ruleset: str, subject: Subject, *, ocr: bool) -> Iterator[FileEvidence]:
    """Yield the evidence of each file (and of those inside it), in the order given.

    Raises ``UsageError`` for a file that is not there.
    """
    root = open_ruleset(ruleset).root
    with tempfile.TemporaryDirectory(prefix="sunes-") as private:
        tasks = []
        for number, file in enumerate(files):
            if not file.is_file():
                raise UsageError(f"Fichier introuvable : « {file} ».", "Vérifiez le chemin donné.")
            copy = Path(private) / f"{number}{file.suffix[:12]}"
            shutil.copyfile(file, copy)
            tasks.append(
                Task(
                    id=number,
                    path=copy,
                    name=file.name,
                    shown=str(file),
                    subject=subject,
                    ruleset=root,
                    ocr=ocr,
                )
            )
        jobs = min(len(tasks), usable_cores())
        outcomes = {task.id: outcome for task, outcome in examine(tasks, jobs=jobs, limits=Limits())}
        for task in tasks:
            outcome = outcomes[task.id]
            if isinstance(outcome, Done):
                yield from outcome.evidence
            else:
                status, message = FAILURES[outcome.cause]
                digest = hashlib.sha256(task.path.read_bytes()).hexdigest()
                yield FileEvidence(path=task.name, sha256=digest, status=status, message=message)


def printed(found: FileEvidence) -> str:
    """Return what was found in one file as lines for a terminal."""
    lines = [f"{found.path} : {found.kind} ({found.kind_confidence:.2f}), {found.pages} p., {found.status}"]
    lines += [f"  ! {message}" for message in (found.message, *found.messages) if message]
    lines += [
        f"  date {_span(fact.start.isoformat(), fact.end.isoformat())} [{fact.role}] {_where(fact)}"
        for fact in found.dates
    ]
    lines += [f"  {fact.about} : {fact.state} {_where(fact)}" for fact in found.statements]
    lines += [
        f"  signataire {fact.name or '?'}, {fact.function or '?'} [{fact.class_}] "
        f"encre : {_known(fact.ink)}{', par délégation' if fact.by_delegation else ''} {_where(fact)}"
        for fact in found.signatures
    ]
    lines += [
        f"  établissement {fact.name} [{fact.relation}] {_where(fact)}" for fact in found.establishments
    ]
    lines += [
        f"  {fact.type.upper()} {fact.value}{'' if fact.valid else ' (clé fausse)'}"
        for fact in found.identifiers
    ]
    lines += [
        f"  {fact.value} % ({fact.about or 'sans objet clair'}) {_where(fact)}" for fact in found.percentages
    ]
    lines += [f"  actions : {fact.done} faites sur {fact.actions} {_where(fact)}" for fact in found.progress]
    lines += [f"  partie {fact.key} : {fact.title} {_where(fact)}" for fact in found.sections]
    if found.answers:
        lines.append(f"  réponses : {found.answers.answered} sur {found.answers.asked}")
    return "\n".join(lines)


def _span(start: str, end: str) -> str:
    return start if start == end else f"{start} → {end}"


def _known(value: bool | None) -> str:
    return {True: "oui", False: "non", None: "indéterminé"}[value]


def _where(fact: Place) -> str:
    quote = " ".join(fact.quote.split())
    return f"p. {fact.page or '–'} « {quote[:90]}{'…' if len(quote) > 90 else ''} »"

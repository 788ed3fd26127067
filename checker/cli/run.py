"""What ``sunes check`` does once its arguments are known."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from checker import __version__, intake, reporting, screening
from checker.cli.progress import ProgressLine
from checker.cli.report import pictures_of
from checker.errors import OutputError, UsageError
from checker.rulesets import open_ruleset
from models.case import Case
from models.verdict import Outcome, RulesetIdentity, Stage, ToolIdentity, Verdict

if TYPE_CHECKING:
    from rich.table import Table

WORDS: dict[Outcome, str] = {
    "satisfied": "satisfait",
    "not_satisfied": "non satisfait",
    "needs_review": "à examiner",
    "not_applicable": "sans objet",
}


def run_check(
    export: Path,
    out: Path,
    ruleset: str,
    *,
    window: int | None,
    stage: str,
    jobs: int,
    ocr: bool,
    pages: bool,
) -> tuple[bool, bool]:
    """Screen ``export`` into ``out``; return whether all was examined, and whether all is satisfied.

    Raises the errors of ``checker.errors``; each verdict is written as soon as it is reached.
    """
    started = datetime.now(UTC)
    _refuse_inside(out, export)
    folder = open_ruleset(ruleset)
    options = screening.Options(
        stage=cast(Stage, stage), window=window, jobs=jobs, cache=_prepared(out) / ".cache", ocr=ocr
    )
    verdicts: list[Verdict] = []
    with intake.open_export(export, folder) as opened, ProgressLine() as progress:
        for note in opened.notes:
            print(f"Note : {note}", file=sys.stderr)
        dossiers = tuple(opened.dossiers)
        for screened in screening.screen_dossiers(dossiers, folder, options, progress.show):
            reporting.write_verdict(screened.verdict, out)
            reporting.write_case(Case.of(screened.dossier, screened.evidence), out)
            verdicts.append(screened.verdict)
        verdicts.sort(key=lambda verdict: verdict.dossier.number)
        summary = reporting.RunSummary(
            tool=ToolIdentity(name="sunes-checker", version=__version__),
            ruleset=RulesetIdentity(
                id=folder.header["id"], version=str(folder.header["version"]), digest=folder.digest
            ),
            export=export.name,
            input_digest=opened.digest,
            options={"stage": stage, "window": window, "ocr": ocr},
            started_at=started,
            finished_at=datetime.now(UTC),
            notes=tuple(opened.notes),
        )
        with pictures_of(opened) if pages else nullcontext() as pictures:
            run = reporting.write(verdicts, summary, out, pictures=pictures, pages=pages)
    _print_table(verdicts, run)
    return run.complete, all(verdict.outcome == "satisfied" for verdict in verdicts)


def _prepared(out: Path) -> Path:
    try:
        out.mkdir(parents=True, exist_ok=True)
        reporting.sweep(out)
    except OSError as error:
        raise OutputError(
            f"Le dossier de sortie « {out} » ne peut pas être écrit ({error.strerror}).",
            "Donnez par --out un dossier où vous avez le droit d’écrire.",
        ) from error
    return out


def _refuse_inside(out: Path, export: Path) -> None:
    """Raise ``UsageError`` for an output inside the export: the next run would read it as evidence."""
    if export.is_dir() and out.resolve().is_relative_to(export.resolve()):
        raise UsageError(
            "Le dossier de sortie se trouve dans l’export.",
            "Donnez par --out un dossier en dehors de l’export.",
        )


def _print_table(verdicts: list[Verdict], run: reporting.RunSummary) -> None:
    from rich.console import Console

    console = Console()
    console.print(_table(verdicts))
    counts = ", ".join(f"{number} {WORDS[outcome]}" for outcome, number in sorted(run.outcomes.items()))
    console.print(f"{run.dossiers} dossiers : {counts}.", highlight=False)
    for missed in run.not_examined:
        what = f"dossier {missed.dossier}, {missed.path or 'en entier'}"
        console.print(
            f"Non examiné : {what} — {missed.message or missed.status}",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )


def _table(verdicts: list[Verdict]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table("Dossier", "Établissement", "Avis", "Non satisfait", "À examiner")
    for verdict in verdicts:
        named = {
            outcome: " ".join(
                requirement.id
                for requirement in verdict.requirements
                if requirement.outcome == outcome and requirement.mandatory
            )
            for outcome in ("not_satisfied", "needs_review")
        }
        table.add_row(
            str(verdict.dossier.number),
            Text(verdict.dossier.establishment or "(inconnu)"),
            WORDS[verdict.outcome],
            named["not_satisfied"],
            named["needs_review"],
        )
    return table

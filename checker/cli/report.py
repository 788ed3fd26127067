"""``sunes report``: the tables, pages and letters again, from the verdicts alone."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from checker.intake import Export
    from checker.reporting import PagePictures, RunSummary
    from models.dossier import DossierFile
    from models.verdict import Verdict


def report(
    out: Annotated[Path, typer.Argument(help="Le dossier écrit par « sunes check … --out ».")],
    export: Annotated[
        Path | None, typer.Option("--export", help="L’export d’origine, pour montrer les pages citées.")
    ] = None,
    ruleset: Annotated[
        str | None, typer.Option(help="Le jeu de règles qui lit l’export, s’il n’est pas livré avec l’outil.")
    ] = None,
) -> None:
    """Écrit de nouveau les tableaux, les pages et les courriers, d’après les verdicts seuls."""
    from checker import reporting

    reporting.sweep(out)
    verdicts = list(reporting.read_verdicts(out))
    run = reporting.read_run(out) or _run_of(verdicts, out)
    with pictures_from(export, ruleset or run.ruleset.id) if export else nullcontext() as pictures:
        reporting.write(verdicts, run, out, pictures=pictures)
    typer.echo(out / "report" / "index.html")


@contextmanager
def pictures_from(export: Path, ruleset: str) -> Iterator[PagePictures]:
    """Open an export for the pictures of its pages. Raises what ``intake.open_export`` raises."""
    from checker import intake
    from checker.rulesets import open_ruleset

    with (
        intake.open_export(export, open_ruleset(ruleset)) as opened,
        pictures_of(opened) as pictures,
    ):
        yield pictures


@contextmanager
def pictures_of(export: Export) -> Iterator[PagePictures]:
    """Give pictures of the pages of an open export's files; one private copy of a file is held at a time."""
    from checker import reporting

    files = {file.sha256: file for one in export.dossiers for file in one.files if file.sha256}
    with tempfile.TemporaryDirectory(prefix="sunes-") as folder:
        copies = _Copies(files, Path(folder))
        with reporting.PagePictures(copies.path_of) as pictures:
            yield pictures


class _Copies:
    """Copies files out of an export as they are asked for, and lets go of the one before."""

    def __init__(self, files: dict[str, DossierFile], folder: Path) -> None:
        self._files = files
        self._folder = folder

    def path_of(self, sha256: str) -> Path | None:
        from checker import intake

        for earlier in self._folder.iterdir():
            earlier.unlink()
        file = self._files.get(sha256)
        if file is None:
            return None
        try:
            return intake.copy_to(file, self._folder)
        except OSError:
            return None  # its page is quoted without a picture


def _run_of(verdicts: list[Verdict], out: Path) -> RunSummary:
    """Return what can be said of the run from its verdicts, where ``run.json`` is lost."""
    from checker.reporting import RunSummary

    return RunSummary(
        tool=verdicts[0].tool,
        ruleset=verdicts[0].ruleset,
        export=out.name,
        input_digest=None,
        started_at=min(verdict.started_at for verdict in verdicts),
        finished_at=max(verdict.finished_at for verdict in verdicts),
        notes=("Le fichier run.json n’a pas été retrouvé : l’empreinte de l’export est inconnue.",),
    )

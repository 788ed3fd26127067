"""``sunes check``: an export in, one verdict a dossier out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def check(
    export: Annotated[Path, typer.Argument(help="Le zip, le dossier ou l’export d’API téléchargé.")],
    out: Annotated[Path, typer.Option("--out", help="Le dossier où écrire les verdicts.")],
    ruleset: Annotated[str, typer.Option(help="Le jeu de règles : un nom, ou un dossier.")] = "sunes",
    window: Annotated[int | None, typer.Option(min=1, max=4, help="La fenêtre, pour tous.")] = None,
    stage: Annotated[str, typer.Option(help="L’étape : candidature ou usage.")] = "candidature",
    jobs: Annotated[int, typer.Option(min=0, help="Lecteurs en parallèle (0 : un par cœur).")] = 0,
    strict: Annotated[
        bool, typer.Option("--strict", help="Code 1 si un dossier n’est pas satisfait.")
    ] = False,
    ocr: Annotated[bool, typer.Option(help="Lire les pages numérisées.")] = True,
    report: Annotated[bool, typer.Option(help="Écrire aussi les pages HTML et les courriers.")] = True,
) -> None:
    """Examine tous les dossiers d’un export et écrit un verdict par dossier."""
    from checker.cli.run import run_check

    complete, satisfied = run_check(
        export, out, ruleset, window=window, stage=known_stage(stage), jobs=jobs, ocr=ocr, pages=report
    )
    if not complete:
        raise typer.Exit(3)
    if strict and not satisfied:
        raise typer.Exit(1)


def known_stage(stage: str) -> str:
    """Return ``stage`` when it is one of the programme's. Raises ``UsageError``."""
    from checker.errors import UsageError

    if stage not in ("candidature", "usage"):
        raise UsageError(f"Étape inconnue : « {stage} ».", "Donnez --stage candidature ou --stage usage.")
    return stage

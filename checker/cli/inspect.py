"""``sunes inspect``: what a file says, the same facts that judging sees."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def inspect(
    files: Annotated[list[Path], typer.Argument(help="Les fichiers à lire.")],
    as_json: Annotated[bool, typer.Option("--json", help="Un objet JSON par fichier, un par ligne.")] = False,
    ruleset: Annotated[str, typer.Option(help="Le jeu de règles : un nom, ou un dossier.")] = "sunes",
    establishment: Annotated[str | None, typer.Option(help="Le nom de l’établissement candidat.")] = None,
    finess: Annotated[str | None, typer.Option(help="Son numéro FINESS.")] = None,
    ocr: Annotated[bool, typer.Option(help="Lire les pages numérisées.")] = True,
) -> None:
    """Montre ce qui a été lu dans des fichiers : nature, dates, signatures, déclarations."""
    from checker.cli.inspection import inspected, printed
    from models.dossier import Subject

    subject = Subject(
        names=(establishment,) if establishment else (), finess=(finess,) if finess else ()
    )  # fmt: skip
    unread = False
    for found in inspected(files, ruleset, subject, ocr=ocr):
        unread |= found.status != "read"
        typer.echo(found.model_dump_json(by_alias=True) if as_json else printed(found))
    if unread:
        raise typer.Exit(3)

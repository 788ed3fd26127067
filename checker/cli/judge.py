"""``sunes judge``: judge again from the facts alone, without the files, under any version of the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def judge(
    facts: Annotated[list[Path], typer.Argument(help="Des fichiers « facts/<numéro>.json » d’un résultat.")],
    ruleset: Annotated[str, typer.Option(help="Le jeu de règles : un nom, ou un dossier.")] = "sunes",
    window: Annotated[int | None, typer.Option(min=1, max=4, help="La fenêtre, pour tous.")] = None,
    stage: Annotated[str, typer.Option(help="L’étape : candidature ou usage.")] = "candidature",
    out: Annotated[
        Path | None, typer.Option("--out", help="Où écrire les verdicts ; sinon, un par ligne à l’écran.")
    ] = None,
) -> None:
    """Juge de nouveau des dossiers d’après les faits déjà lus, sous ce jeu de règles."""
    from datetime import UTC, datetime
    from typing import cast

    from checker import judging, reporting
    from checker.cli.check import known_stage
    from checker.rulesets import open_ruleset
    from models.verdict import Stage

    rules = judging.open_rules(open_ruleset(ruleset))
    for path in facts:
        case = reporting.read_case(path)
        verdict = judging.judge(
            case.dossier,
            case.evidence,
            rules,
            stage=cast(Stage, known_stage(stage)),
            window=window,
            started_at=datetime.now(UTC),
        )
        if out is None:
            typer.echo(verdict.model_dump_json(by_alias=True))
        else:
            typer.echo(reporting.write_verdict(verdict, out))

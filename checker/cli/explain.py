"""``sunes explain``: one requirement, in plain French, from its rule alone."""

from __future__ import annotations

from typing import Annotated

import typer


def explain(
    requirement: Annotated[str, typer.Argument(help="Une exigence, par exemple PS2.2.")],
    ruleset: Annotated[str, typer.Option(help="Jeu de règles.")] = "sunes",
) -> None:
    """Dit ce qu’une exigence demande, pourquoi, par quel texte, et ce qui la satisfait."""
    from checker.errors import UsageError
    from checker.judging import open_rules
    from checker.judging.explanation import explained
    from checker.rulesets import open_ruleset

    rules = open_rules(open_ruleset(ruleset))
    wanted = requirement.replace(" ", "").upper()
    rule = rules.by_id.get(wanted)
    if rule is None:
        raise UsageError(
            f"Exigence inconnue : « {requirement} ».", f"Donnez l’une de : {', '.join(rules.by_id)}."
        )
    typer.echo(explained(rules, rule))

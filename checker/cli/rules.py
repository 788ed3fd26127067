"""``sunes rules``: the workbench of those who write rules. Each command ends in 0 only when all is well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from checker.judging import Rules

app = typer.Typer(
    name="rules",
    help="Liste, contrôle, essaie et compare les règles d’un jeu.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Ruleset = Annotated[str, typer.Option(help="Nom d’un jeu livré, ou dossier qui contient ruleset.yaml.")]


def _open(name: str) -> Rules:
    from checker.judging import open_rules
    from checker.rulesets import open_ruleset

    return open_rules(open_ruleset(name))


def _end(faults: int) -> None:
    if faults:
        raise typer.Exit(1)


@app.command("list")
def list_rules(ruleset: Ruleset = "sunes") -> None:
    """Donne les exigences, leur étape et leur texte."""
    from checker.judging.listing import listed_rules

    for row in listed_rules(_open(ruleset)):
        typer.echo(f"{row.id:16} {row.stage:12} {row.kind:12} {row.title}")
        typer.echo(f"{'':16} fenêtres : {row.windows} · {row.tests} exemples · {row.cite}")


@app.command()
def lint(ruleset: Ruleset = "sunes") -> None:
    """Cherche les trous : valeurs absentes, faits jamais lus, bornes et issues jamais essayées."""
    from checker.judging.lint import lint as findings

    found = findings(_open(ruleset))
    for finding in found:
        typer.echo(str(finding))
    typer.echo(f"{len(found)} défaut(s).")
    _end(len(found))


@app.command()
def test(ruleset: Ruleset = "sunes") -> None:
    """Essaie chaque exemple de chaque règle."""
    from checker.judging.selftest import run_tests

    results = list(run_tests(_open(ruleset)))
    faults = [r for r in results if r.fault]
    for result in faults:
        typer.echo(f"{result.rule}, « {result.test.name} » : {result.fault}")
    typer.echo(f"{len(results)} exemples, {len(faults)} en défaut.")
    _end(len(faults))


@app.command()
def mutate(ruleset: Ruleset = "sunes") -> None:
    """Change une chose à la fois dans les règles : un exemple doit s’en apercevoir."""
    from checker.judging.mutate import mutate as fates

    done = list(fates(_open(ruleset)))
    alive = [f for f in done if f.survives]
    for fate in alive:
        typer.echo(f"{fate.rule}, {fate.mutant} : aucun exemple ne s’en aperçoit")
    killed = sum(bool(f.killed_by) for f in done)
    explained = sum(bool(f.explained) for f in done)
    score = 100 * (killed + explained) / len(done) if done else 100
    typer.echo(
        f"{len(done)} mutants : {killed} tués, {explained} expliqués, {len(alive)} vivants ({score:.1f} %)."
    )
    _end(len(alive))


@app.command()
def coverage(ruleset: Ruleset = "sunes") -> None:
    """Dit ce que devient chaque paragraphe des textes."""
    from collections import Counter

    from checker.judging.coverage import coverage_faults, open_coverage

    rules = _open(ruleset)
    held = open_coverage(rules)
    if held is None:
        typer.echo("Ce jeu de règles n’a pas de coverage.yaml.")
        raise typer.Exit(1)
    for act in held.acts:
        fates = Counter(p.fate for p in act.paragraphs)
        told = ", ".join(f"{count} {fate}" for fate, count in fates.most_common())
        typer.echo(f"{act.act} : {len(act.paragraphs)} paragraphes ({told})")
    faults = list(coverage_faults(held, rules))
    for fault in faults:
        typer.echo(str(fault))
    _end(len(faults))


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="Un jeu de règles.")],
    after: Annotated[str, typer.Argument(help="Un autre, ou une autre version du même.")],
    ruleset: Annotated[str | None, typer.Option(hidden=True)] = None,
) -> None:
    """Dit ce qui change d’un jeu de règles à l’autre, et quels exemples basculent."""
    from checker.judging.compare import differences

    found = list(differences(_open(before), _open(after)))
    for finding in found:
        typer.echo(str(finding))
    typer.echo(f"{len(found)} différence(s).")


@app.command()
def schema(
    ruleset: Ruleset = "sunes",
    out: Annotated[Path | None, typer.Option(help="Fichier où l’écrire, sinon la sortie.")] = None,
) -> None:
    """Donne le schéma JSON d’un fichier de règle, après avoir validé le jeu avec lui."""
    import json

    from checker.judging.schema import rule_schema

    _open(ruleset)
    text = json.dumps(rule_schema(), ensure_ascii=False, indent=2)
    if out:
        out.write_text(text + "\n", "utf-8")
    else:
        typer.echo(text)

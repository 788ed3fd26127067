"""``sunes why``: the tree of truth behind one outcome, with the quotation and page of each fact."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from models.verdict import Because, RequirementVerdict

SIGNS = {"yes": "oui", "no": "NON", "unknown": "?"}


def why(
    out: Annotated[Path, typer.Argument(help="Le dossier écrit par « sunes check … --out ».")],
    dossier: Annotated[int, typer.Argument(help="Le numéro du dossier.")],
    requirement: Annotated[str, typer.Argument(help="Une exigence, par exemple PS2.2.")],
) -> None:
    """Dit pourquoi une exigence a reçu cet avis : l’arbre des conditions, les phrases et les pages lues."""
    from checker.errors import UsageError
    from checker.reporting import read_verdict

    verdict = read_verdict(out / "verdicts" / f"{dossier}.json")
    wanted = requirement.replace(" ", "").upper()
    found = next((one for one in verdict.requirements if one.id.upper() == wanted), None)
    if found is None:
        known = ", ".join(one.id for one in verdict.requirements)
        raise UsageError(f"Exigence inconnue : « {requirement} ».", f"Donnez l’une de : {known}.")
    typer.echo("\n".join(told(found)))


def told(found: RequirementVerdict) -> Iterator[str]:
    """Yield the lines that tell one outcome."""
    from checker.cli.run import WORDS

    yield f"{found.id} – {found.title} : {WORDS[found.outcome]}"
    yield f"  {found.summary}"
    for citation in found.cite:
        yield f"  Texte : {citation.act}, {citation.at}"
    yield from branch(found.because, "  ")
    for doubt in found.review:
        yield f"  À vérifier : {doubt}"
    for remedy in found.would_satisfy:
        whom = "le demandeur peut" if remedy.for_applicant else "hors du pouvoir du demandeur"
        yield f"  Satisferait ({whom}) : {remedy.text}"


def branch(node: Because, indent: str) -> Iterator[str]:
    """Yield a node of the tree, its facts, then its children."""
    yield f"{indent}[{SIGNS[node.truth]}] {node.text}"
    for fact in node.facts:
        where = f"{fact.path or 'formulaire'}, p. {fact.page}" if fact.page else (fact.path or "formulaire")
        yield f"{indent}    « {' '.join(fact.quote.split())} » ({where})"
    for child in node.of:
        yield from branch(child, indent + "  ")

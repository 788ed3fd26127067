"""``sunes diff``: which outcomes moved between two results, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from models.verdict import Verdict


def diff(
    before: Annotated[Path, typer.Argument(help="Un dossier écrit par « sunes check ».")],
    after: Annotated[Path, typer.Argument(help="Un autre, sous d’autres règles ou une autre version.")],
) -> None:
    """Dit quels avis ont changé entre deux résultats, et pourquoi."""
    from checker.reporting import read_verdicts

    first = {verdict.dossier.number: verdict for verdict in read_verdicts(before)}
    second = {verdict.dossier.number: verdict for verdict in read_verdicts(after)}
    moved = 0
    for number in sorted(first.keys() | second.keys()):
        for line in changes(first.get(number), second.get(number)):
            moved += 1
            typer.echo(f"{number} {line}")
    typer.echo(f"{moved} changement(s) sur {len(first.keys() | second.keys())} dossiers.")


def changes(before: Verdict | None, after: Verdict | None) -> Iterator[str]:
    """Yield a line for each outcome of a dossier that is not the same in both verdicts."""
    from checker.cli.run import WORDS

    if before is None or after is None:
        yield "ajouté" if before is None else "retiré"
        return
    old = {one.id: one for one in before.requirements}
    new = {one.id: one for one in after.requirements}
    for name in [*old, *(extra for extra in new if extra not in old)]:
        was, now = old.get(name), new.get(name)
        if was and now and was.outcome != now.outcome:
            yield f"{name} : {WORDS[was.outcome]} → {WORDS[now.outcome]} ; {now.summary}"
        elif was is None or now is None:
            yield f"{name} : exigence {'ajoutée' if was is None else 'retirée'}"

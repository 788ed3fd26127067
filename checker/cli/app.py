"""Which commands there are."""

from __future__ import annotations

import typer

from checker.cli.check import check
from checker.cli.doctor import doctor
from checker.cli.inspect import inspect
from checker.cli.report import report

app = typer.Typer(
    name="sunes",
    help=(
        "Lit les pièces des dossiers SUN-ES exportés de Démarches simplifiées et prépare, "
        "pour chaque dossier, un avis motivé et sourcé. Ne décide jamais."
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: rich's would cost a third of a second at every start
    pretty_exceptions_enable=False,
)
app.command()(check)
app.command()(inspect)
app.command()(report)
app.command()(doctor)

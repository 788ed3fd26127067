"""Which commands there are."""

from __future__ import annotations

import typer

from checker.cli.check import check
from checker.cli.diff import diff
from checker.cli.doctor import doctor
from checker.cli.explain import explain
from checker.cli.funding import funding
from checker.cli.inspect import inspect
from checker.cli.judge import judge
from checker.cli.report import report
from checker.cli.rules import app as rules
from checker.cli.why import why

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
for command in (check, inspect, why, explain, report, funding, judge, diff, doctor):
    app.command()(command)
app.add_typer(rules)

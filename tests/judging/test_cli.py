"""The workbench as commands: what they print, and how they end."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
import typer
from typer.testing import CliRunner

from checker.cli.explain import explain
from checker.cli.funding import funding
from checker.cli.rules import app as rules
from checker.errors import UsageError

app = typer.Typer()
app.add_typer(rules, name="rules")
app.command()(explain)
app.command()(funding)
run = CliRunner()


@pytest.mark.parametrize("ruleset", ["sunes", "sons"])
@pytest.mark.parametrize("command", ["list", "lint", "test", "coverage", "schema"])
def test_commands_end_well_on_the_shipped_rulesets(command: str, ruleset: str) -> None:
    done = run.invoke(app, ["rules", command, "--ruleset", ruleset])
    assert done.exit_code == 0, done.output


def test_mutate_prints_its_score() -> None:
    done = run.invoke(app, ["rules", "mutate", "--ruleset", "sons"])
    assert done.exit_code == 0
    assert "0 vivants (100.0 %)" in done.output


def test_diff() -> None:
    done = run.invoke(app, ["rules", "diff", "sunes", "sunes"])
    assert (done.exit_code, done.output) == (0, "0 différence(s).\n")


def test_explain_takes_the_id_as_people_write_it() -> None:
    done = run.invoke(app, ["explain", "ps 2.2"])
    assert done.exit_code == 0
    assert "31 décembre 2021" in done.output


def test_funding_as_json_and_as_text() -> None:
    done = run.invoke(app, ["funding", "--activity", "7000", "--window", "2", "--volet", "2", "--json"])
    told = json.loads(done.output)
    assert Decimal(told["total"]) == 9854
    assert Decimal(told["advance"]) + Decimal(told["balance"]) == 9854
    assert set(told["operations"]) == {"total", "advance", "balance"}
    text = run.invoke(app, ["funding", "--activity", "7000", "--window", "2", "--volet", "2"])
    assert "9\u202f854 €" in text.output


def test_funding_makes_the_activity_up_of_its_components() -> None:
    parts = ["--component", "activity_mco_days=6000", "--component", "activity_sessions=2000"]
    told = json.loads(run.invoke(app, ["funding", *parts, "--volet", "2", "--json"]).output)
    assert told["total"] == "9854.00"
    assert told["activity"][0]["operation"].endswith("× 0,5 = 7\u202f000")


@pytest.mark.parametrize("wrong", ["beds=3", "activity_sessions=", "activity_sessions=NaN", "7000"])
def test_funding_refuses_an_unknown_component_with_those_there_are(wrong: str) -> None:
    with pytest.raises(UsageError) as caught:
        run.invoke(app, ["funding", "--component", wrong], catch_exceptions=False)
    assert "activity_mco_days" in caught.value.remedy


def test_funding_above_the_last_category_is_for_a_human() -> None:
    done = run.invoke(app, ["funding", "--activity", "1600001", "--window", "2", "--volet", "1", "--json"])
    told = json.loads(done.output)
    assert told["total"] is None
    assert "à instruire" in told["review"][0]

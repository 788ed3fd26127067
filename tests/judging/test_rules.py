"""The tests that rules carry, the workbench over the shipped ruleset, and the programme's tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from checker.judging import judge_facts, open_rules
from checker.judging.facts_given import given_facts
from checker.judging.lint import lint
from checker.judging.loading import Rules
from checker.judging.mutate import mutate
from checker.judging.selftest import run_test
from checker.rulesets import SHIPPED, open_ruleset

RULESETS = sorted(p.parent.name for p in SHIPPED.glob("*/rules"))


def every_test() -> Iterator[object]:
    for name in RULESETS:
        for rule in open_rules(open_ruleset(name)).rules:
            for test in rule.tests:
                yield pytest.param(name, rule.id, test, id=f"{name}-{rule.id}-{test.name}")


@pytest.mark.parametrize(("ruleset", "rule", "test"), [*every_test()])
def test_rule(ruleset: str, rule: str, test: object) -> None:
    rules = open_rules(open_ruleset(ruleset))
    assert run_test(rules, rules.by_id[rule], test).fault == ""  # type: ignore[arg-type]


@pytest.mark.parametrize("ruleset", RULESETS)
def test_lint_finds_nothing(ruleset: str) -> None:
    assert [str(f) for f in lint(open_rules(open_ruleset(ruleset)))] == []


@pytest.mark.parametrize("ruleset", RULESETS)
def test_every_mutant_is_killed_or_explained(ruleset: str) -> None:
    fates = list(mutate(open_rules(open_ruleset(ruleset))))
    assert len(fates) > 40
    assert [f"{f.rule} {f.mutant}" for f in fates if f.survives] == []


@pytest.fixture(scope="module")
def sunes() -> Rules:
    return open_rules(open_ruleset("sunes"))


TARGETS = {
    "ds1_1": (49, 59, 64, 69), "ds1_2": (40, 48, 59, 63), "ds1_3": (49, 59, 64, 69),
    "ds1_4": (None, 50, 50, 50), "ds2_1": (45, 54, 59, 63), "ds3_1": (45, 54, 59, 63),
    "ds4_1": (None, 42, 49, 56), "ds4_2": (None, 42, 49, 56),
}  # fmt: skip


@pytest.mark.parametrize(("name", "row"), [*TARGETS.items()])
def test_targets_are_those_of_the_programme(sunes: Rules, name: str, row: tuple[int | None, ...]) -> None:
    values = [sunes.parameters[name].at(window) for window in (1, 2, 3, 4)]
    assert tuple(v and v.value for v in values) == row


CALENDAR = {
    "candidacy_opening": (date(2021, 9, 1), date(2022, 3, 1), date(2022, 9, 1), date(2023, 3, 1)),
    "candidacy_closing": (date(2021, 10, 31), date(2022, 4, 30), date(2022, 10, 31), date(2023, 4, 30)),
    "examination_end": (date(2021, 12, 31), date(2022, 6, 30), date(2022, 12, 31), date(2023, 6, 30)),
    "usage_end": (date(2022, 6, 30), date(2022, 12, 31), date(2023, 6, 30), date(2023, 12, 31)),
}


@pytest.mark.parametrize(("name", "row"), [*CALENDAR.items()])
def test_calendar_is_that_of_the_programme(sunes: Rules, name: str, row: tuple[date, ...]) -> None:
    found = [sunes.parameters[name].at(window) for window in (1, 2, 3, 4)]
    assert tuple(v.value for v in found if v) == row


STAGES = ("candidature", "usage")
STATUSES = ("public", "private", "non_profit", "dialysis")


@pytest.mark.parametrize(("window", "stage", "status"), [*product((1, 2, 3, 4), STAGES, STATUSES)])
def test_no_parameter_is_undefined(sunes: Rules, window: int, stage: str, status: str) -> None:
    given = {
        "dossier.window": window,
        "dossier.volets": [1, 2] if window > 1 else [1],
        "dossier.legal_status": status,
        "dossier.ght_member": True,
        "dossier.finess": "590000014",
        "dossier.submitted_on": date(2022, 3, 15),
        "form.surgery": True,
        "form.own_laboratory": True,
        "form.own_imaging": True,
        "form.bonus_ds1_3": True,
        "form.bonus_ds1_4": True,
        "form.pilot": True,
        "documents": [kind for kind, spec in sunes.facts.kinds.items() if not spec.of],
        **{f"form.{name}_numerator": 90 for name in TARGETS},
        **{f"form.{name}_denominator": 100 for name in TARGETS},
    }
    verdicts = judge_facts(given_facts(given, sunes.facts), sunes, stage)  # type: ignore[arg-type]
    assert {v.id for v in verdicts} == set(sunes.by_id)
    told = " ".join(v.model_dump_json() for v in verdicts)
    assert "non fixée" not in told
    assert "aucune cible" not in told
    if stage == "usage":
        reached = {v.id for v in verdicts if v.outcome == "satisfied"}
        assert {"DS1.1", "DS1.2", "DS1.3", "DS2.1", "DS3.1"} <= reached
        assert ("DS1.4" in reached) == (window > 1)
        assert ("DS4.1" in reached) == (window > 1)


def test_every_requirement_of_the_programme_is_there(sunes: Rules) -> None:
    ids = (
        "PS1.1 PS1.2 PS2.1 PS2.2 PS3.1 PS3.2 PS4.1 PERIODE ENGAGEMENT RELIMS OSIS FINESS UNICITE GHT.SDSI "
        "GHT.CONVERGENCE GHT.DSI GHT.ACCORD DS1.1 DS1.2 DS1.3 DS1.4 DS2.1 DS3.1 DS4.1 DS4.2 DS4.3"
    )
    assert set(ids.split()) <= set(sunes.by_id)
    for rule in sunes.rules:
        assert (rule.stage == "usage") == (
            rule.id.startswith("DS") or rule.id in ("MES.USAGES", "MES.MESURES", "MES.REX")
        )
        assert rule.mandatory == (rule.kind != "pilot" and rule.id not in ("DS1.3", "DS1.4"))

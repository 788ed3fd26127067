"""Every paragraph of the texts is mapped, and the tests that it names exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.judging import open_rules
from checker.judging.coverage import coverage_faults, open_coverage
from checker.rulesets import SHIPPED, open_ruleset

RULESETS = sorted(p.parent.name for p in SHIPPED.glob("*/coverage.yaml"))
FUNDING = Path(__file__).parents[1] / "funding"


@pytest.mark.parametrize("name", RULESETS)
def test_every_paragraph_is_mapped(name: str) -> None:
    rules = open_rules(open_ruleset(name))
    coverage = open_coverage(rules)
    assert coverage
    assert [str(f) for f in coverage_faults(coverage, rules)] == []


@pytest.mark.parametrize("name", RULESETS)
def test_the_tests_it_names_exist(name: str) -> None:
    coverage = open_coverage(open_rules(open_ruleset(name)))
    assert coverage
    written = "\n".join(path.read_text("utf-8") for path in FUNDING.glob("test_*.py"))
    named = {p.test for act in coverage.acts for p in act.paragraphs if p.test}
    assert [test for test in named if f"def {test}(" not in written] == []


def test_an_unmapped_paragraph_is_a_fault() -> None:
    rules = open_rules(open_ruleset("sunes"))
    coverage = open_coverage(rules)
    assert coverage
    act = coverage.acts[0]
    holed = act.model_copy(update={"paragraphs": act.paragraphs[:10] + act.paragraphs[11:]})
    found = list(coverage_faults(coverage.model_copy(update={"acts": (holed, *coverage.acts[1:])}), rules))
    assert "ne vont pas de 1 à" in str(found[0])

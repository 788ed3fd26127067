"""Run the tests that rules carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checker.judging.case import Case
from checker.judging.facts_given import given_facts, merged
from checker.judging.loading import Rules
from checker.judging.node import Node
from checker.judging.parameters import Parameters, case_keys
from checker.judging.requirement import judged
from checker.judging.rule import Rule, RuleTest
from models.verdict import Outcome, RequirementVerdict


@dataclass(frozen=True, slots=True)
class TestResult:
    """What one test of a rule gave. ``fault`` is a French sentence, empty when it passed."""

    __test__ = False

    rule: str
    test: RuleTest
    outcome: Outcome
    fault: str


def run_tests(rules: Rules) -> Iterator[TestResult]:
    """Yield the result of every test of every rule."""
    for rule in rules.rules:
        for test in rule.tests:
            yield run_test(rules, rule, test)


def run_test(rules: Rules, rule: Rule, test: RuleTest) -> TestResult:
    """Return what one test gives."""
    case = example_case(rules, merged(rule.given, test.given))
    verdict = judged(rule, case, rule.stage)
    return TestResult(rule.id, test, verdict.outcome, _fault(rule, test, verdict, case))


def example_case(rules: Rules, given: Mapping[str, Any]) -> Case:
    """Return the case that an example describes."""
    facts = given_facts(given, rules.facts)
    outcomes: Mapping[str, Outcome] = given.get("outcomes", {})
    return Case(
        facts,
        rules.facts,
        Parameters(rules.parameters, case_keys(rules.parameters, facts)),
        outcome=lambda wanted: outcomes.get(wanted, "needs_review"),
    )


def _fault(rule: Rule, test: RuleTest, verdict: RequirementVerdict, case: Case) -> str:
    if verdict.outcome != test.expect:
        return f"{test.expect} attendu, {verdict.outcome} obtenu : {verdict.summary}"
    if test.via and not _holds(rule.require.evaluate(case), test.via):
        return f"satisfait, mais pas par « {test.via} »"
    return ""


def _holds(node: Node, wanted: str) -> bool:
    if node.truth != "yes":
        return False
    return node.id == wanted or any(_holds(child, wanted) for child in node.of)

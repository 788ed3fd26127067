"""Every border of a rule needs its neighbours in the tests: the day before, the day itself, the day after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from checker.judging.conditions.dates import DateLimit
from checker.judging.conditions.numbers import RatioLimit
from checker.judging.facts_given import merged
from checker.judging.loading import Rules
from checker.judging.rule import Rule
from checker.judging.workbench import Finding, Placed, required, windows_of


def untested_borders(rule: Rule, rules: Rules) -> Iterator[Finding]:
    """Yield the borders set by a parameter that some neighbour of is in no test of the rule."""
    examples = [merged(rule.given, test.given) for test in rule.tests]
    for placed in required(rule, rules):
        condition = placed.condition
        if isinstance(condition, DateLimit):
            yield from _dates(rule, condition, placed, examples, rules)
        elif isinstance(condition, RatioLimit):
            yield from _ratios(rule, condition, placed, examples, rules)


def _dates(
    rule: Rule, condition: DateLimit, placed: Placed, examples: list[dict[str, Any]], rules: Rules
) -> Iterator[Finding]:
    for name in condition.limits():
        parameter = rules.parameters[name]
        for value in parameter.values:
            edge = value.value
            keys = [k for k in value.of if parameter.by != "dossier.window" or k in placed.windows]
            if not isinstance(edge, date) or (value.of and not keys):
                continue
            each: list[int | str | None] = [*keys] or [None]
            for key in each:
                mine = [e for e in examples if key is None or e.get(parameter.by) == key]
                seen = {d for e in mine for d in _given_dates(e, condition.date)}
                for day in (edge - timedelta(days=1), edge, edge + timedelta(days=1)):
                    if day not in seen:
                        at = f" ({parameter.by} = {key})" if key is not None else ""
                        yield Finding(rule.id, f"« {condition.date} » n’est pas testé au {day}{at}")


def _given_dates(example: Mapping[str, Any], name: str) -> Iterator[date]:
    kind, _, short = name.partition(".")
    values = [example.get(name)]
    values += [d.get(short) for d in example["documents"] if isinstance(d, dict) and d["kind"] == kind]
    yield from (v for v in values if isinstance(v, date))


def _ratios(
    rule: Rule, condition: RatioLimit, placed: Placed, examples: list[dict[str, Any]], rules: Rules
) -> Iterator[Finding]:
    for name in condition.limits():
        parameter = rules.parameters[name]
        for window in sorted(placed.windows & set(windows_of(rules))):
            value = parameter.at(window)
            if value is None or not isinstance(value.value, Decimal):
                continue
            target = Fraction(value.value)
            gaps = [
                g for e in examples if e.get("dossier.window") == window for g in _gap(e, condition, target)
            ]
            if 0 not in gaps or not any(-1 < g < 0 for g in gaps):
                what = f"${name} n’est pas testé à la cible et juste dessous, fenêtre {window}"
                yield Finding(rule.id, what)


def _gap(example: Mapping[str, Any], condition: RatioLimit, target: Fraction) -> Iterator[Fraction]:
    above, below = (example.get(name) for name in condition.ratio)
    if isinstance(above, int) and isinstance(below, int) and below > 0:
        yield Fraction(100 * above, below) - target

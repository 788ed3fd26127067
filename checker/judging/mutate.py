"""Mutation testing of a ruleset: every mutant must be killed by a test, or explained in the rule's file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from pydantic import ValidationError

from checker.judging.facts_spec import KindSpec
from checker.judging.loading import Rules
from checker.judging.mutants import Mutant, Raw, rule_mutants, value_mutants
from checker.judging.parameters import Parameter, ParameterValue
from checker.judging.rule import Rule
from checker.judging.selftest import run_test
from checker.judging.workbench import required


@dataclass(frozen=True, slots=True)
class Judged:
    """One mutant's fate: ``killed_by`` names the test; ``explained`` is the reason the rule's file gives."""

    rule: str
    mutant: str
    killed_by: str = ""
    explained: str = ""

    @property
    def survives(self) -> bool:
        """Tell whether nothing stopped it: a hole in the tests."""
        return not self.killed_by and not self.explained


def mutate(rules: Rules) -> Iterator[Judged]:
    """Yield the fate of every mutant of every rule, then of every parameter, then of every kind's guard."""
    for rule in rules.rules:
        data = cast(Raw, rules.folder.load(rules.files[rule.id]))
        for mutant in rule_mutants(rule.id, data):
            yield _fate(mutant, rule, rules)
    yield from _parameter_fates(rules)
    yield from _guard_fates(rules)


def _fate(mutant: Mutant, rule: Rule, rules: Rules) -> Judged:
    try:
        changed = Rule.model_validate(mutant.data)
    except ValidationError:
        return Judged(rule.id, mutant.name, killed_by="le format du fichier")
    return _tested(changed, mutant.name, rules)


def _tested(rule: Rule, name: str, rules: Rules) -> Judged:
    for test in rule.tests:
        if run_test(rules, rule, test).fault:
            return Judged(rule.id, name, killed_by=test.name)
    return Judged(rule.id, name, explained=_explanation(rule, name))


def _explanation(rule: Rule, name: str) -> str:
    return next((s.why for s in rule.survivors if s.mutant in ("*", name)), "")


def _parameter_fates(rules: Rules) -> Iterator[Judged]:
    for name, parameter in rules.parameters.items():
        for index, value in enumerate(parameter.values):
            readers = [r for r in rules.rules if _reads(r, name, value, rules)]
            for change, mutated in value_mutants(value.value) if readers else ():
                values = list(parameter.values)
                values[index] = value.model_copy(update={"value": mutated})
                changed: Parameter = parameter.model_copy(update={"values": tuple(values)})
                world = replace(rules, parameters={**rules.parameters, name: changed})
                title = f"${name}[{', '.join(str(k) for k in value.of)}]: {change}"
                yield _first_kill(title, readers, world)


def _reads(rule: Rule, name: str, value: ParameterValue, rules: Rules) -> bool:
    """Tell whether a rule compares with this value at some window where it is open."""
    by_window = rules.parameters[name].by == "dossier.window" and value.of
    return any(
        name in placed.condition.limits() and (not by_window or placed.windows & set(value.of))
        for placed in required(rule, rules)
    )


def _guard_fates(rules: Rules) -> Iterator[Judged]:
    """Let every establishment's document of a kind count: some test must see the difference."""
    for kind, spec in rules.facts.kinds.items():
        readers = [r for r in rules.rules if any(kind in c.kinds() for c in r.require.walk())]
        if spec.establishment == "any" or spec.of or not readers:
            continue
        open_kind: KindSpec = spec.model_copy(update={"establishment": "any"})
        facts = rules.facts.model_copy(update={"kinds": {**rules.facts.kinds, kind: open_kind}})
        yield _first_kill(f"{kind}: tout établissement", readers, replace(rules, facts=facts))


def _first_kill(title: str, readers: list[Rule], world: Rules) -> Judged:
    fates = [_tested(rule, title, world) for rule in readers]
    return next((f for f in fates if f.killed_by), next((f for f in fates if f.explained), fates[0]))

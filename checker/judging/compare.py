"""What changed between two rulesets: rules, borders, parameters, and the examples that turned."""

from __future__ import annotations

from collections.abc import Iterator

from checker.judging.facts_given import merged
from checker.judging.loading import Rules
from checker.judging.requirement import judged
from checker.judging.rule import Rule
from checker.judging.selftest import example_case
from checker.judging.workbench import Finding

_WORDS = {
    "require": "conditions changées",
    "applies_when": "champ d’application changé",
    "windows": "fenêtres changées",
    "volets": "volets changés",
    "stage": "étape changée",
    "mandatory": "caractère obligatoire changé",
    "cite": "citation changée",
}


def differences(old: Rules, new: Rules) -> Iterator[Finding]:
    """Yield, in French, every difference that may change a verdict, then the old examples that turn."""
    yield from (Finding(rule.id, "exigence retirée") for rule in old.rules if rule.id not in new.by_id)
    yield from (Finding(rule.id, "exigence ajoutée") for rule in new.rules if rule.id not in old.by_id)
    for rule in old.rules:
        if other := new.by_id.get(rule.id):
            yield from _rule(rule, other)
            yield from _turned(rule, other, old, new)
    yield from _parameters(old, new)


def _rule(old: Rule, new: Rule) -> Iterator[Finding]:
    for field, what in _WORDS.items():
        if getattr(old, field) != getattr(new, field):
            yield Finding(old.id, what)


def _turned(old: Rule, new: Rule, before: Rules, after: Rules) -> Iterator[Finding]:
    for test in old.tests:
        given = merged(old.given, test.given)
        outcomes = [
            judged(rule, example_case(rules, given), rule.stage).outcome
            for rule, rules in ((old, before), (new, after))
        ]
        if outcomes[0] != outcomes[1]:
            yield Finding(old.id, f"« {test.name} » passe de {outcomes[0]} à {outcomes[1]}")


def _parameters(old: Rules, new: Rules) -> Iterator[Finding]:
    for name in sorted(old.parameters.keys() | new.parameters.keys()):
        before, after = old.parameters.get(name), new.parameters.get(name)
        if before is None or after is None:
            yield Finding(f"${name}", "paramètre ajouté" if before is None else "paramètre retiré")
            continue
        keys = dict.fromkeys((*before.needed_for, *after.needed_for))
        for key in keys or [None]:
            pair = [str(v.value) if (v := p.at(key)) else "rien" for p in (before, after)]
            if pair[0] != pair[1]:
                yield Finding(f"${name}", f"{key or 'valeur'} : {pair[0]} devient {pair[1]}")

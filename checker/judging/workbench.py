"""What the workbench's tools share: a finding, and a rule's conditions with their place and their windows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.judging.conditions.base import Condition
from checker.judging.conditions.values import FactIs
from checker.judging.loading import Rules
from checker.judging.rule import Rule


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of the ruleset: where, and what, in French."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where} : {self.what}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A condition of a rule with the windows at which it is open."""

    condition: Condition
    windows: frozenset[int]


def windows_of(rules: Rules) -> tuple[int, ...]:
    """Return the programme's windows."""
    return tuple(int(w) for w in rules.folder.header.get("windows", ()))


def required(rule: Rule, rules: Rules) -> Iterator[Placed]:
    """Yield every condition that the outcome rests on, with the windows at which it is open."""
    everywhere = frozenset(rule.windows or windows_of(rules))
    for top in (rule.applies_when, rule.require):
        if top is not None:
            yield from _placed(top, everywhere)


def _placed(condition: Condition, windows: frozenset[int]) -> Iterator[Placed]:
    only = condition.only
    if isinstance(only, FactIs) and only.fact == "dossier.window" and only.in_:
        windows = windows & {int(w) for w in only.in_}
    yield Placed(condition, windows)
    for child in condition.children():
        yield from _placed(child, windows)


def everything(rule: Rule) -> Iterator[Condition]:
    """Yield every condition of a rule, those of its notes and openings included."""
    for top in (rule.applies_when, rule.require, *(n.when for n in rule.notes)):
        if top is not None:
            yield from top.walk()

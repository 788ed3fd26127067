"""What a ruleset holds, at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.judging.loading import Rules

KINDS = {
    "prerequisite": "prérequis",
    "eligibility": "éligibilité",
    "ght": "GHT",
    "indicator": "indicateur",
    "pilot": "pilote",
    "equipment": "équipement",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One requirement: its id, title, kind in French, stage, windows, how many tests, and its citation."""

    id: str
    title: str
    kind: str
    stage: str
    windows: str
    tests: int
    cite: str


def listed_rules(rules: Rules) -> Iterator[Listed]:
    """Yield one line a requirement, in the ruleset's order."""
    for rule in rules.rules:
        windows = ", ".join(str(w) for w in rule.windows) or "toutes"
        cite = " ; ".join(f"{c.act}, {c.at}" for c in rule.cite)
        yield Listed(rule.id, rule.title, KINDS[rule.kind], rule.stage, windows, len(rule.tests), cite)

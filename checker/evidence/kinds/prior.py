"""The form field as a prior: what is asked there is likelier to be given there, yet nothing is proved by it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from checker.evidence.kinds.rules import Score

_FACTOR = 8.0
"""How many times likelier a kind is under a field that asks for it."""
_LEAST_ODDS = 0.005
_BACKGROUND = 0.06
"""What no kind describes is never less likely than this."""
_POINT = 0.75
"""The logarithm of the odds that one point of the rules is worth, as in ``decide``."""
_SURE = 0.6
_HIGHEST = 0.85
_BODY = 0.6
_TITLED = 2.4
_FIRM_ODDS = 0.6
_GENERAL = frozenset({"letter", "other", "dossier_summary"})


@dataclass(frozen=True)
class Likely:
    """The kind that field, rules and model together make likeliest."""

    kind: str
    confidence: float
    title: str


def likely_under(
    prior: Set[str], scores: Sequence[Score], odds: Mapping[str, float], other: str
) -> Likely | None:
    """Return the expected kind that a document not recognised by itself is after all, ``None`` where in doubt.

    It must carry cues of that kind beyond its title, and no title of a foreign kind nor the model firmly against it.
    """
    weights = {
        s.kind: max(odds.get(s.kind, 0.0), _LEAST_ODDS)
        * math.exp(_POINT * s.points)
        * (_FACTOR if s.kind in prior else 1.0)
        for s in scores
        if s.points > 0 or s.kind == other
    }
    foreign = next((s for s in scores if s.kind == other), None)
    weights[other] = max(odds.get(other, 0.0), _BACKGROUND) * math.exp(
        _POINT * (foreign.points if foreign else 0)
    )
    best = max((s for s in scores if s.kind in prior), key=lambda s: weights.get(s.kind, 0.0), default=None)
    if best is None or best.points <= 0 or _contradicted(best, prior, scores, odds):
        return None
    if best.points - best.title_points < _BODY and odds.get(best.kind, 0.0) < _FIRM_ODDS / 2:
        return None
    chance = weights[best.kind] / sum(weights.values())
    return Likely(best.kind, min(chance, _HIGHEST), best.title) if chance >= _SURE else None


def _contradicted(best: Score, prior: Set[str], scores: Sequence[Score], odds: Mapping[str, float]) -> bool:
    """Tell whether a title or the model says firmly that the document is of a kind not expected here."""
    if any(
        s.title_points >= _TITLED and s.points >= best.points and s.kind not in prior | {"letter"}
        for s in scores
    ):
        return True
    return any(chance >= _FIRM_ODDS for kind, chance in odds.items() if kind not in prior)


_PLAUSIBLE_ODDS = 0.08
_PLAUSIBLE_POINTS = 0.7


def plausible(prior: Set[str], scores: Sequence[Score], odds: Mapping[str, float]) -> tuple[str, ...]:
    """Return the kinds that a document not recognised may still be, with those its field asks for."""
    by_rule = {s.kind for s in scores if s.points >= _PLAUSIBLE_POINTS}
    by_model = {kind for kind, chance in odds.items() if chance >= _PLAUSIBLE_ODDS}
    return tuple(sorted((by_rule | by_model | prior) - _GENERAL))

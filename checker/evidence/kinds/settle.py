"""What settles between kinds whatever their likeness: the words that no act goes without, the function it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.evidence.announcing import announced
from checker.evidence.kinds.rules import KindRules, Score
from checker.evidence.text import PageText

_OTHER = "other"
_OPENING = 2500
"""Characters in which a short act says what it does."""
_UNLIKELY = 0.01
_LIKELY = 0.3
_TITLED = 2.4


def settled(
    scores: Sequence[Score],
    odds: Mapping[str, float],
    rules: Sequence[KindRules],
    text: str,
    pages: Sequence[PageText] = (),
) -> tuple[list[Score], dict[str, float]]:
    """Return scores and odds once each kind that ``text`` cannot be of has given its own up.

    A paper on how a group is organised names the function and appoints nobody; one that asks for an agreement gives
    none: their odds go to ``other``. Of two acts alike, the one whose function the text names takes the odds of both.
    """
    by_kind = {score.kind: score for score in scores}
    chances = dict(odds)
    for rule in rules:
        if _in_play(rule.kind, by_kind, chances) and not _may_be(rule, text):
            _give(chances, rule.kind, _OTHER)
            by_kind[rule.kind] = replace(by_kind[rule.kind], points=0.0, title_points=0.0, met=False)
    bare = [rule.kind for rule in rules if rule.bare and _in_play(rule.kind, by_kind, chances)]
    if bare and _OTHER in by_kind and announced(pages) is not None:
        for kind in bare:
            _yield(kind, _OTHER, by_kind, chances, odds)
    opening = text[:_OPENING]
    playing = {kind for kind in by_kind if _in_play(kind, by_kind, chances)}
    takers = [
        (rule.kind, entry)
        for rule in rules
        for entry in rule.instead_of
        if entry.kinds & playing and entry.holds(opening, text)
    ]
    named = {kind for kind, _ in takers}
    for kind, entry in takers:
        if not by_kind[kind].met:
            continue
        for loser in (entry.kinds - named) & by_kind.keys():  # a ruleset need not know every kind
            _yield(loser, kind, by_kind, chances, odds)
    return sorted(by_kind.values(), key=lambda score: -score.points), chances


def _yield(
    loser: str, to: str, scores: dict[str, Score], chances: dict[str, float], odds: Mapping[str, float]
) -> None:
    """Give all that a kind has to another; what was likely to be of it and is nothing known stands near it."""
    lost = scores[loser]
    near = to == _OTHER and (odds.get(loser, 0.0) >= _LIKELY or lost.title_points >= _TITLED)
    _give(chances, loser, to)
    scores[to] = replace(scores[to], points=max(scores[to].points, lost.points))
    scores[loser] = replace(lost, points=0.0, title_points=0.0, near=near or lost.near)


def _in_play(kind: str, scores: Mapping[str, Score], odds: Mapping[str, float]) -> bool:
    return kind in scores and (scores[kind].points > 0 or odds.get(kind, 0.0) >= _UNLIKELY)


def _may_be(rule: KindRules, text: str) -> bool:
    if rule.requires is not None and not rule.requires.search(text):
        return False
    asks = rule.asks is not None and rule.asks.search(text) is not None
    return not asks or (rule.gives is not None and rule.gives.search(text) is not None)


def _give(chances: dict[str, float], kind: str, to: str) -> None:
    if chances:
        chances[to] = chances.get(to, 0.0) + chances.get(kind, 0.0)
        chances[kind] = 0.0

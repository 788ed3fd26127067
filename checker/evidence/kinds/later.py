"""A page bound with another paper: where no title parts them, it may still be a paper of its own."""

from __future__ import annotations

from collections.abc import Sequence

from checker.evidence.kinds.decide import pooled, weights
from checker.evidence.kinds.model import LinearModel
from checker.evidence.kinds.rules import KindRules
from checker.evidence.text import PageText
from models.evidence import Kind

_FEWEST_CHARACTERS = 80
_MOST_PAGES = 12
_LIKELY = 0.4
_POINTS = 0.7
_ODDS = 0.35
"""What a page by itself must reach: by rules and model together, and by one of the two alone."""
_NEVER = frozenset({"other", "letter", "dossier_summary"})


def later_candidates(
    pages: Sequence[PageText], kinds: Sequence[Kind], rules: Sequence[KindRules], model: LinearModel | None
) -> tuple[str, ...]:
    """Return the kinds that a page of a file of several, read by itself, may be, and that no kind names.

    Only short papers are looked at: a long one speaks of everything in its own pages.
    """
    if model is None or len(pages) > _MOST_PAGES:
        return ()
    known = {kind.kind for kind in kinds} | _NEVER
    alone = {kind.first_page for kind in kinds if kind.first_page == kind.last_page}
    found: set[str] = set()
    for page in pages if len(pages) > 1 else ():
        if page.page.number in alone or len(page.text.strip()) < _FEWEST_CHARACTERS:
            continue
        scores, odds = weights([page], rules, model, frozenset())
        points = {score.kind: score.points for score in scores}
        found |= {
            kind
            for kind, chance in pooled(scores, odds).items()
            if chance >= _LIKELY and (points.get(kind, 0.0) >= _POINTS or odds[kind] >= _ODDS)
        }
    return tuple(sorted(found - known))

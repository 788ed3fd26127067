"""A page bound behind another paper: where no title parts it, it may still be a paper of its own."""

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
"""What a page by itself must reach, by rules and model together and by the rules alone."""
_NEVER = frozenset({"other", "letter", "dossier_summary"})


def later_candidates(
    pages: Sequence[PageText], kinds: Sequence[Kind], rules: Sequence[KindRules], model: LinearModel | None
) -> tuple[str, ...]:
    """Return the kinds that a page after a document's first, read by itself, may be, and that no kind names.

    Only short papers are looked at: a long one speaks of everything in its own pages.
    """
    if model is None or len(pages) > _MOST_PAGES:
        return ()
    known = {kind.kind for kind in kinds} | _NEVER
    first = {kind.first_page for kind in kinds}
    found: set[str] = set()
    for page in pages[1:]:
        if page.page.number in first or len(page.text.strip()) < _FEWEST_CHARACTERS:
            continue
        scores, odds = weights([page], rules, model, frozenset())
        chances = pooled(scores, odds)
        carried = {score.kind for score in scores if score.points >= _POINTS}
        found |= {kind for kind, chance in chances.items() if chance >= _LIKELY and kind in carried}
    return tuple(sorted(found - known))

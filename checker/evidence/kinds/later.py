"""A page bound with another paper: where no title parts them, it may still be a paper of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from checker.evidence.kinds.decide import pooled, weights
from checker.evidence.kinds.inner import kinds_nearly_beside
from checker.evidence.kinds.model import LinearModel
from checker.evidence.kinds.rules import KindRules
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText
from models.evidence import Kind

_FEWEST_CHARACTERS = 80
_MOST_PAGES = 12
_LIKELY = 0.4
_POINTS = 0.7
_ODDS = 0.35
"""What a page by itself must reach: by rules and model together, and by one of the two alone."""
_SURE_OTHER, _TITLED, _MAY_BE = 0.9, 1.5, 0.1
"""Under which « other » is doubted, and what its page must reach to be one more of the papers it is bound with."""
_OTHER = "other"
_NEVER = frozenset({_OTHER, "letter", "dossier_summary"})
_BOUND = Lazy(r"^\W*(?:partie|piece)(?: n°)? ?(?:[a-h]|\d|[ivx]{1,4})\b[ .):/–-]*", re.M)
"""What opens one of several papers bound as parts of one: « Partie D. », « Pièce 3 - »."""
_NAMED_WITHIN = 40
"""Characters behind it in which the part is named."""


def later_candidates(
    pages: Sequence[PageText], kinds: Sequence[Kind], rules: Sequence[KindRules], model: LinearModel | None
) -> tuple[str, ...]:
    """Return the kinds that a file may hold and that no kind names.

    A page of several, read by itself, may be of them, or the paper speaks of their matter beside its own.
    A page taken for nothing known may also be one more of those that are named.
    Only short papers are looked at: a long one speaks of everything in its own pages.
    """
    if model is None or len(pages) > _MOST_PAGES:
        return ()
    known = {kind.kind for kind in kinds} | _NEVER
    alone = {kind.first_page for kind in kinds if kind.first_page == kind.last_page}
    doubted = {k.first_page for k in kinds if k.kind == _OTHER and k.confidence < _SURE_OTHER}
    found = set(kinds_nearly_beside(pages, kinds, rules)) | _parts(pages, rules)
    more: set[str] = set()
    for page in pages if len(pages) > 1 else ():
        strange = page.page.number in doubted
        if (page.page.number in alone and not strange) or len(page.text.strip()) < _FEWEST_CHARACTERS:
            continue
        scores, odds = weights([page], rules, model, frozenset())
        points = {score.kind: score.points for score in scores}
        chances = pooled(scores, odds)
        found |= {
            kind
            for kind, chance in chances.items()
            if chance >= _LIKELY and (points.get(kind, 0.0) >= _POINTS or odds[kind] >= _ODDS)
        }
        if strange:  # one more of the papers beside it, perhaps: the minutes of another meeting
            more |= {
                kind
                for kind in known - _NEVER
                if points.get(kind, 0.0) >= _TITLED and chances.get(kind, 0.0) >= _MAY_BE
            }
    return tuple(sorted((found - known) | more))


def _parts(pages: Sequence[PageText], rules: Sequence[KindRules]) -> set[str]:
    """Return the kinds by whose titles the parts of a bound paper are named, where it has two parts or more.

    Parts are « Partie D. … », or lines that give the house's name again and then a title.
    """
    heads = [
        page.folded[m.end() : m.end() + _NAMED_WITHIN] for page in pages for m in _BOUND.finditer(page.folded)
    ]
    heads = heads if len(heads) > 1 else []
    heads += _under_one_name(pages)
    return {rule.kind for rule in rules for head in heads if rule.titles.match(head)}


def _under_one_name(pages: Sequence[PageText]) -> list[str]:
    """Return what follows a name that two lines or more begin with: « CH de X – Analyse des risques »."""
    told = [line.folded.strip().partition(" - ") for page in pages for line in page.lines]
    times = Counter(name for name, dash, _ in told if dash)
    return [title[:_NAMED_WITHIN] for name, _, title in told if times[name] > 1 and len(name) >= _LONG_NAME]


_LONG_NAME = 10

"""Names that say nothing of whose a paper is where another house issues it: of who runs both, of who gets a copy."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from checker.evidence.establishments.known import Known
from checker.evidence.establishments.passing import Part
from checker.evidence.names import NameRules, parsed
from checker.evidence.text import PageText, fold
from models.evidence import Mention

_NEAR = 3
"""Lines from the name of who runs a house to the house's own."""


def set_aside(found: Sequence[Mention], parts: Mapping[int, Part], leading: Collection[int]) -> list[Mention]:
    """Return mentions, the dossier's own that are passed by in doubt where the paper speaks of another hospital.

    ``parts`` are the ranks of the names that are passed by, each with what for, ``leading`` of those that open a
    line. One to whom a paper goes may still be the one it is about; where one meets, if no other name leads a line.
    Names within sentences alone make it nobody else's firmly.
    """
    spoken = [rank for rank, m in enumerate(found) if m.relation == "other" and rank not in parts]
    if not spoken:
        return list(found)
    headed = any(rank in leading and found[rank].subject for rank in spoken)
    return [
        m.model_copy(update={"relation": "unknown", "subject": _may_be_its(parts[rank], headed)})
        if m.relation == "same" and rank in parts and (headed or parts[rank] != "place")
        else m
        for rank, m in enumerate(found)
    ]


def _may_be_its(part: Part, headed: bool) -> bool:
    return part == "addressed" or (part == "passing" and not headed)


def owners_apart(
    found: Sequence[Mention], known: Known, rules: NameRules, pages: Sequence[PageText]
) -> list[Mention]:
    """Return mentions, who runs the dossier's house in doubt where the paper is headed by another house of his.

    « Association Les Amandiers / EHPAD La Bastide » is that home's paper, though the form names the association too.
    """
    houses = any(name.type != "owner" and name.words for name in known.own)
    owned = [m for m in found if m.relation == "same" and parsed(m.name, rules).type == "owner"]
    if not houses or not owned or any(m.relation == "same" and m not in owned for m in found):
        return list(found)
    folded = {page.page.number: page for page in pages}
    others = [m for m in found if m.subject and m.relation == "other"]
    return [
        _in_doubt(m) if m in owned and any(_apart(folded, m, other) <= _NEAR for other in others) else m
        for m in found
    ]


def _in_doubt(mention: Mention) -> Mention:
    return mention.model_copy(update={"relation": "unknown", "subject": False})


def _apart(pages: dict[int, PageText], one: Mention, other: Mention) -> int:
    """Return how many lines lie between two names of one page; more than any page has where they share none."""
    page = pages.get(one.page or 0)
    if page is None or one.page != other.page:
        return 10**6
    ranks = [
        line.rank if (line := page.line_at(at)) else 10**6
        for m in (one, other)
        if (at := page.folded.find(fold(m.quote))) >= 0
    ]
    return abs(ranks[0] - ranks[1]) if len(ranks) == len((one, other)) else 10**6

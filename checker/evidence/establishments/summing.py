"""What the hospitals that a document names, and its numbers, sum up to."""

from __future__ import annotations

from collections.abc import Sequence

from models.evidence import Identifier, Mention, Relation


def relation_of(mentions: Sequence[Mention], identifiers: Sequence[Identifier]) -> Relation:
    """Sum up whose a document is: the first hospital it speaks for; where two claim it, nobody's firmly.

    A number alone proves no other hospital: an entity has a legal and several geographic FINESS. A GHT or supporting
    hospital in the letterhead of another member makes its paper nobody else's.
    """
    subjects = [m.relation for m in mentions if m.subject]
    numbered = any(i.relation == "same" for i in identifiers)
    anywhere = {m.relation for m in mentions}
    foreign, doubtful = "other" in subjects, "unknown" in subjects
    if "same" in subjects:
        first = next(r for r in subjects if r in {"same", "other"})
        return "same" if first == "same" else "unknown"
    if numbered or "same" in anywhere:
        return "unknown" if foreign or (doubtful and not numbered) else "same"
    if "group" in subjects:
        return "unknown" if foreign or doubtful else "group"
    if foreign:
        return "other" if not doubtful and "group" not in anywhere else "unknown"
    return "group" if "group" in anywhere and not doubtful else "unknown"

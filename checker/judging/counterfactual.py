"""The smallest changes that would satisfy: a search over the tree of truth, alternative by alternative."""

from __future__ import annotations

from collections.abc import Iterable

from checker.judging.french import listed
from checker.judging.node import Change, Node
from checker.judging.rule import Rule
from models.verdict import Remedy

Changes = frozenset[Change]
_KEPT = 6


def would_satisfy(root: Node, rule: Rule) -> tuple[Remedy, ...]:
    """Return the smallest sets of changes, those fit for the applicant first; none when it holds already."""
    if root.truth == "yes":
        return ()
    given = {r.of: Change(r.text, r.for_applicant, r.reason) for r in rule.remedies}
    found = [_remedy(changes) for changes in _ways(root, given) if changes]
    found.sort(key=lambda r: not r.for_applicant)
    return tuple(dict.fromkeys(found))


def _remedy(changes: Changes) -> Remedy:
    ordered = sorted(changes, key=lambda c: (not c.for_applicant, c.text))
    return Remedy(
        text=listed([c.text for c in ordered]),
        for_applicant=all(c.for_applicant for c in ordered),
        reason=ordered[0].reason,
    )


def _ways(node: Node, given: dict[str, Change]) -> tuple[Changes, ...]:
    """Return the minimal sets of changes that turn this node into a yes; none where nothing can."""
    if node.truth == "yes":
        return (frozenset(),)
    if node.role == "closed":
        return ()
    own = given.get(node.id or "")
    if node.role == "absent" or (own and not node.of):
        change = own or node.change
        return (frozenset({change}),) if change else ()
    if node.role == "not":
        return (frozenset({own}),) if own else ()
    if node.role == "any":
        found = _smallest(ways for child in node.of for ways in _ways(child, given))
        return (*found, frozenset({own})) if own and not found else found
    if node.role in ("all", "document"):
        ways: tuple[Changes, ...] = (frozenset(),)
        for child in node.of:
            ways = _smallest(a | b for a in ways for b in _ways(child, given))
        if own and node.role == "document":
            ways = _smallest([*ways, frozenset({own})])
        return ways
    return (frozenset({node.change}),) if node.change else ()


def _smallest(ways: Iterable[Changes]) -> tuple[Changes, ...]:
    """Return the sets that hold no other, smallest first, and no more than an instructor would read."""
    ordered = sorted(set(ways), key=lambda w: (len(w), sorted(c.text for c in w)))
    kept: list[Changes] = []
    for way in ordered:
        if not any(other <= way for other in kept):
            kept.append(way)
    return tuple(kept[:_KEPT])

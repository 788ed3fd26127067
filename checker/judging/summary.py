"""The French summary of an outcome, its evidence, its doubts, built from the tree of truth."""

from __future__ import annotations

from collections.abc import Iterator

from checker.judging.french import sentence
from checker.judging.node import Node
from models.verdict import Cited


def summary(root: Node) -> str:
    """Return what decided: the path that holds, else what fails in each alternative, else the doubts."""
    told = list(dict.fromkeys(part for part in _fragments(root) if part))
    return sentence(told or list(dict.fromkeys(doubts(root)))[:1])


def _fragments(node: Node) -> Iterator[str]:
    if node.role == "document":
        yield _document(node)
    elif node.role == "any":
        yield from _alternatives(node)
    elif node.role == "all":
        decisive = [n for n in node.of if n.truth == node.truth] if node.truth != "yes" else node.of
        for child in decisive:
            yield from _fragments(child)
    elif node.role == "not":
        yield f"{node.text[0].lower()}{node.text[1:]}" if node.truth == "yes" else _told(node.of[0])
    elif node.role != "closed":
        yield _told(node)


def _alternatives(node: Node) -> Iterator[str]:
    decisive = [n for n in node.of if n.truth == node.truth]
    if node.truth == "yes":
        decisive = decisive[:1]
    found = [n for n in decisive if n.role != "absent"] if node.truth == "no" else decisive
    closed = [n for n in node.of if n.role == "closed" and n.said and node.truth != "yes"]
    for child in sorted(decisive, key=lambda n: n not in found):
        yield from _fragments(child)
    for child in closed:
        yield child.said


def _document(node: Node) -> str:
    """Return « Bon de commande daté du …, … » with what decides in that document."""
    leaves = [n for n in node.of if n.truth == node.truth] if node.truth != "yes" else list(node.of)
    told = [t for leaf in leaves for t in _leaves(leaf) if t and t != node.document]
    name = node.document[0].upper() + node.document[1:]
    return f"{name} {', '.join(dict.fromkeys(told))}".strip()


def _leaves(node: Node) -> Iterator[str]:
    if node.of and node.role in ("all", "any"):
        for child in (n for n in node.of if n.truth == node.truth):
            yield from _leaves(child)
    else:
        yield _told(node)


def _told(node: Node) -> str:
    if node.truth == "unknown" and node.doubts and not (node.said and node.role == "absent"):
        return (
            f"({node.said} : {node.doubts[0]})"
            if node.said and node.said not in node.doubts[0]
            else (f"({node.doubts[0]})")
        )
    return node.said or node.text[0].lower() + node.text[1:]


def doubts(node: Node) -> Iterator[str]:
    """Yield the doubts that keep an outcome open: those under unknown nodes only."""
    if node.truth != "unknown":
        return
    yield from node.doubts
    for child in node.of if node.role != "not" else ():
        yield from doubts(child)


def evidence(node: Node, *, satisfied: bool) -> Iterator[Cited]:
    """Yield the facts an outcome rests on: the alternatives that hold, or everything that was looked at."""
    if satisfied and node.role == "any" and node.truth == "yes":
        best = next(n for n in node.of if n.truth == "yes")
        yield from evidence(best, satisfied=True)
        return
    yield from node.facts
    for child in node.of:
        yield from evidence(child, satisfied=satisfied)


def notes(node: Node) -> Iterator[str]:
    """Yield the notes that facts carry, on the paths that hold."""
    if node.truth == "yes" or node.role == "document":
        yield from node.notes
    for child in node.of:
        yield from notes(child)


def documents_used(node: Node) -> Iterator[int]:
    """Yield the keys of the documents that were read in the tree."""
    if node.key is not None:
        yield node.key
    for child in node.of:
        yield from documents_used(child)

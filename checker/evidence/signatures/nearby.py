"""Whose name stands beside a function, and what else does."""

from __future__ import annotations

import re

from checker.evidence.signatures.cells import BlockCell
from checker.evidence.signatures.functions import Function, PeopleRules
from checker.evidence.signatures.persons import Person, persons_in
from checker.evidence.signatures.stated import function_of


def foreign_line(
    cell: BlockCell, same: list[BlockCell], name_cell: BlockCell | None, rules: PeopleRules
) -> bool:
    """Tell whether a lone proper noun stands in the block: perhaps the firm that the « directeur » is of."""
    if name_cell is None:
        return False
    for other in same:
        if other in (cell, name_cell) or not -1 <= other.rank - cell.rank <= 2:
            continue
        words = other.text.strip(" ,.").split()
        if len(words) == 1 and words[0][:1].isupper() and len(words[0]) >= 4 and other.rank > cell.rank - 1:
            plain = other.folded.strip(" ,.:")
            if (
                plain not in rules.not_names
                and not rules.anchors.search(plain)
                and not _is_part(plain, name_cell)
            ):
                return True
    return False


def _is_part(word: str, name_cell: BlockCell) -> bool:
    return word in name_cell.folded


def name_near(
    cell: BlockCell, function: Function, same: list[BlockCell], rules: PeopleRules
) -> tuple[str | None, BlockCell | None]:
    """Return the person nearest to a function: on its line, below it, then above it."""
    best: tuple[Person, BlockCell] | None = None
    for other in sorted(same, key=lambda c: (abs(c.rank - cell.rank), c.rank < cell.rank)):
        found = _persons(other, function if other == cell else None, rules)
        if other.rank != cell.rank and not found and function_of(other, rules):
            if other.rank > cell.rank and not rules.delegation.search(cell.folded):
                break  # another's block begins
            continue
        for person in found:
            if best is None or (person.titled and not best[0].titled and abs(other.rank - cell.rank) <= 3):
                best = (person, other)
        if best and best[0].titled:
            break
    return (best[0].name, best[1]) if best else (None, None)


def _persons(cell: BlockCell, function: Function | None, rules: PeopleRules) -> tuple[Person, ...]:
    """Return the persons of a cell: before a comma, anywhere, or on either side of its function."""
    pieces = [re.split(r",|\(", cell.text)[0], cell.text]
    if function is not None:
        after = cell.text[function.stop :]
        pieces = [cell.text, cell.text[: function.start].strip(" ,:-–")]
        if re.match(r"\s*[,:–(-]|\s+[A-ZÀ-Ý]", after):  # « directeur, Paul Durand », not « directeur de … »
            pieces.append(after.strip(" ,:-–("))
    return next((found for piece in pieces if (found := persons_in(piece, rules))), ())


def second_opinion(
    cell: BlockCell, same: list[BlockCell], rules: PeopleRules
) -> tuple[str | None, BlockCell | None]:
    """Return the person that the language model sees under a function, asked only where words are left to explain."""
    left = [
        other
        for other in same
        if 0 < other.rank - cell.rank <= 3
        and 5 <= len(other.text.strip()) <= 45
        and re.fullmatch(r"[^\W\d_]+(?:[ '’.-]+[^\W\d_]+){1,3}", other.text.strip())
        and not rules.anchors.search(other.folded)
        and not set(re.findall(r"\w+", other.folded)) & rules.not_names
    ]
    if not left:
        return None, None
    from checker.evidence.signatures.ner import persons

    for other in left:
        if persons(f"{cell.text.strip()}\n{other.text.strip()}"):
            return other.text.strip(), other
    return None, None


def same_person(a: str, b: str) -> bool:
    """Tell whether two names are one person's: one within the other, or two words shared."""
    from checker.evidence.text import fold

    one, two = set(re.findall(r"\w{2,}", fold(a))), set(re.findall(r"\w{2,}", fold(b)))
    return bool(one & two) and (one <= two or two <= one or len(one & two) >= 2)

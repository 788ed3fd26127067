"""Whose name stands beside a function, and what else does."""

from __future__ import annotations

import re

from checker.evidence.signatures.cells import BlockCell
from checker.evidence.signatures.functions import Function, PeopleRules, functions_in
from checker.evidence.signatures.persons import Person, first_name_in, persons_in
from checker.evidence.signatures.stated import function_of
from checker.evidence.text import fold


def foreign_line(
    cell: BlockCell, same: list[BlockCell], name_cell: BlockCell | None, text: str, rules: PeopleRules
) -> bool:
    """Tell whether a lone proper noun touches the block: perhaps the firm that the « directeur » is of.

    ``text`` is the page's: a line that a blank one parts from the block is another matter.
    """
    if name_cell is None:
        return False
    own = sorted((cell, name_cell), key=lambda c: c.start)
    for other in same:
        if other in own:
            continue
        first, last = (other, own[0]) if other.start < own[0].start else (own[-1], other)
        if own[0].start < other.start < own[-1].start:
            first, last = own[0], other
        if "\n\n" in re.sub(r"[ \t]", "", text[first.stop : last.start]) or last.rank - first.rank > 1:
            continue
        plain = re.sub(r"^(?:pour |p/ ?)(?:l[ea] |l')?(?:societe )?", "", other.folded.strip(" ,.:"))
        if _names_other(plain, other.text.strip(" ,.:")[-len(plain) :], name_cell, rules):
            return True
    return False


def _names_other(plain: str, printed: str, name_cell: BlockCell, rules: PeopleRules) -> bool:
    """Tell whether a line holds one to five capitalised words that are no part of the block itself."""
    words = printed.split()
    if not 1 <= len(words) <= 5 or len(plain) < 4 or re.search(r"[\d@/:_]", plain):
        return False
    if not all(w[:1].isupper() or w in {"de", "du", "des", "et", "&", "la", "le"} for w in words):
        return False
    return not (
        rules.anchors.search(plain)
        or rules.clinics.search(plain)
        or rules.delegation.search(plain)
        or functions_in(plain, rules)
        or any(_is_part(word, name_cell) for word in plain.split() if len(word) > 2)
        or set(re.findall(r"\w+", plain)) <= rules.not_names
    )


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
    if best is None:
        return None, None
    name = best[0].name
    if " " not in name:  # a form gives the first name on another line
        name = next((f"{first} {name}" for c in same if (first := first_name_in(c.text))), name)
    return name, best[1]


def _persons(cell: BlockCell, function: Function | None, rules: PeopleRules) -> tuple[Person, ...]:
    """Return the persons of a cell: before a comma, anywhere, or on either side of its function."""
    pieces = [re.split(r",|\(", cell.text)[0], cell.text]
    if function is not None:
        after = cell.text[function.stop :]
        pieces = [cell.text, cell.text[: function.start].strip(" ,:-–")]
        if re.match(r"\s*[,:–(-]|\s+[A-ZÀ-Ý]", after):  # « directeur, Paul Durand », not « directeur de … »
            pieces += [re.split(r",|\(", after.strip(" ,:-–("))[0], after.strip(" ,:-–(")]
    elif functions_in(cell.folded, rules):
        pieces += re.split(r"[,:(]|\s[–-]\s", cell.text)[1:]
    for piece in pieces:
        stated = functions_in(fold(piece), rules)
        found = tuple(
            person
            for person in persons_in(piece, rules)
            if person.titled or not any(f.start < person.stop and person.start < f.stop for f in stated)
        )
        if found:
            return found
    return ()


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
    one, two = set(re.findall(r"\w{2,}", fold(a))), set(re.findall(r"\w{2,}", fold(b)))
    return bool(one & two) and (one <= two or two <= one or len(one & two) >= 2)

"""Whose name stands beside a function, and what else does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checker.evidence.lazy import Lazy
from checker.evidence.signatures.cells import BlockCell, same_column
from checker.evidence.signatures.fullnames import fuller, in_full
from checker.evidence.signatures.functions import Function, PeopleRules, functions_in
from checker.evidence.signatures.joining import parted
from checker.evidence.signatures.persons import (
    Person,
    family_name_in,
    first_name_in,
    persons_in,
    small_name_in,
)
from checker.evidence.signatures.region import Region
from checker.evidence.signatures.stated import NAME_AFTER
from checker.evidence.text import PageText, fold
from models.base import by_ocr


def foreign_line(
    cell: BlockCell,
    same: Sequence[BlockCell],
    name_cell: BlockCell | None,
    page: PageText,
    rules: PeopleRules,
) -> bool:
    """Tell whether a lone proper noun touches the block: perhaps the firm that the « directeur » is of.

    A line that a blank one parts from the block is another matter; one that a scan read ill may be the hand itself.
    """
    text = page.text
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
        scrawl = by_ocr(page.page.reader) and page.page.layout.confidence(other.start, other.stop) < _READ
        if not scrawl and _names_other(plain, other.text.strip(" ,.:")[-len(plain) :], name_cell, rules):
            return True
    return False


def under_annexe(cell: BlockCell, page: PageText, rules: PeopleRules) -> bool:
    """Tell whether the line that touches a function from above names a house that is no hospital: « EHPAD X »."""
    if not cell.rank or parted(page, cell.rank - 1, cell.rank):
        return False
    said = page.lines[cell.rank - 1].folded.strip()
    return rules.annexes.match(said) is not None and rules.clinics.search(said) is None


_READ = 0.75
"""How sure a scan's words are where they are no strokes of a pen taken for letters."""


def _names_other(plain: str, printed: str, name_cell: BlockCell, rules: PeopleRules) -> bool:
    """Tell whether a line holds one to five capitalised words that are no part of the block itself."""
    words = printed.split()
    if not 1 <= len(words) <= 5 or len(plain) < 4 or re.search(r"[\d@/:_]", plain):
        return False
    if not all(w[:1].isupper() or w in {"de", "du", "des", "et", "&", "la", "le"} for w in words):
        return False
    return not (
        rules.anchors.search(plain)
        or rules.signing.fullmatch(plain)
        or rules.clinics.search(plain)
        or rules.delegation.search(plain)
        or functions_in(plain, rules)
        or any(_is_part(word, name_cell) for word in plain.split() if len(word) > 2)
        or set(re.findall(r"\w+", plain)) <= rules.not_names
    )


def _is_part(word: str, name_cell: BlockCell) -> bool:
    return word in name_cell.folded


def name_near(
    region: Region, function: Function, claimed: set[int], rules: PeopleRules
) -> tuple[str | None, BlockCell | None]:
    """Return the person nearest to a function: on its line, below it, or above where that line is nobody else's.

    Where names stand on both sides, the one above that no other function has claimed is this one's: names then stand
    above their functions.
    """
    cell = region.cell
    above = _first(region.above[:3], rules)
    if own := _persons(cell, function, rules):
        # « Luc Morin / Directeur de mission, Orphée Conseil »: what follows a function under a name is no name
        firm = above and above[1].foot == cell.rank - 1 and not own[0].titled
        at = cell.text.find(own[0].name)
        if above and firm and at >= function.stop:
            return above[0].name, above[1]
        return in_full(own[0].name, cell, region.below[:2], rules), cell
    below = _first([c for c in region.below if not rules.asides.match(c.folded)], rules)
    follows = cell.text.rstrip().endswith(",")  # « Le directeur, » leads on to who he is
    if below and above and not follows and above[1].start not in claimed and above[1].foot == cell.rank - 1:
        if fuller(below[0].name, above[0].name):
            return below[0].name, below[1]
        below = None if not below[0].titled or above[0].titled else below
    best = below or above
    if best is None:
        return None, None
    person, where = best
    name = in_full(person.name, where, (*region.below[:3], *region.above[:2]), rules)
    if " " not in name or name.isupper():  # a form gives the first name on another line
        near = (*region.above, *region.below)
        name = next((f"{first} {name}" for c in near if (first := first_name_in(c.text))), name)
    return name, where


def _first(cells: Sequence[BlockCell], rules: PeopleRules) -> tuple[Person, BlockCell] | None:
    """Return the first person of some cells; a title, or the same name said in full right after, outdoes it."""
    best: tuple[Person, BlockCell] | None = None
    for cell in cells:
        for person in _persons(cell, None, rules):
            if best is None or _outdoes(person, best[0], abs(cell.rank - best[1].rank)):
                best = (person, cell)
    return best


def _outdoes(person: Person, best: Person, lines: int) -> bool:
    """Tell whether a person read later, so many ``lines`` away, is the better reading of the block's name."""
    if lines <= 1 and fuller(person.name, best.name):
        return True
    return person.titled and not best.titled and lines <= 2


def labelled_near(cell: BlockCell, cells: Sequence[BlockCell]) -> tuple[str | None, BlockCell | None]:
    """Return the name that a form gives beside « Qualité : … »: on the same line or the next, in any column."""
    if not _FORM.match(cell.folded):
        return None, None
    near = [c for c in cells if abs(c.rank - cell.rank) <= 2]
    for other in sorted(near, key=lambda c: abs(c.rank - cell.rank)):
        name = family_name_in(other.text)
        if name:
            first = next((f for c in near if (f := first_name_in(c.text))), None)
            return (f"{first} {name}" if first and first not in name else name), other
    return None, None


def form_denies(name_cell: BlockCell, cells: Sequence[BlockCell], page: PageText, rules: PeopleRules) -> bool:
    """Tell whether a form's « Fonction : … » under a name says another function than a head's; a blank says nothing."""
    for other in cells:
        label = _FORM.match(other.folded)
        if (
            label is None
            or not 0 < other.rank - name_cell.foot <= 2
            or not same_column(page, name_cell, other)
        ):
            continue
        said = other.folded[label.end() :].strip(" ._…-")
        if not re.search(r"[a-z]{3}", said) or rules.anchors.match(said):
            continue
        stated = functions_in(said, rules)
        return not stated or any(function.class_ != "head" for function in stated)
    return False


def tabled_near(cell: BlockCell, cells: Sequence[BlockCell], page: PageText) -> str | None:
    """Return the name on a function's row of a table headed « Nom | Prénom | Fonction »."""
    row = [c for c in cells if c.rank == cell.rank and c is not cell]
    heads = [c for c in cells if 0 < cell.rank - c.rank <= 3 and _HEAD.fullmatch(c.folded.strip())]
    if not heads or not row:
        return None
    found = [other for head in heads for other in row if same_column(page, head, other)]
    words = [c.text.strip() for c in found]
    named = all(re.fullmatch(r"[^\W\d_][\w'’ .-]{1,40}", word) for word in words)
    return " ".join(words) if words and named else None


_HEAD = Lazy(r"(?:nom|prenom|nom,? (?:et |/ ?)?prenom|prenom (?:et )?nom|signataire)s?")
_FORM = Lazy(r"\s*(?:fonctions?|qualite|titre)(?: du signataire)?[\s._…]*:")


def _persons(cell: BlockCell, function: Function | None, rules: PeopleRules) -> tuple[Person, ...]:
    """Return the persons of a cell: before a comma, anywhere, or on either side of its function."""
    dated = rules.dated.match(cell.folded)
    signed = _BY_WHOM.match(cell.folded, dated.end()) if dated else rules.signing.match(cell.folded.lstrip())
    if signed and (dated or ":" in cell.folded or signed.group().endswith(" par")):
        rest = _after(cell, signed.end() + (0 if dated else len(cell.text) - len(cell.text.lstrip())))
        return _persons(rest, _moved(function, rest.start - cell.start), rules)
    pieces = [re.split(r"[,(|]|\s[–-]\s", cell.text)[0], cell.text]
    if function is not None:
        after = cell.text[function.stop :]
        lead = re.sub(r",\s*(?:[Ll][ea]|[Ll]'|sa|son)\s*$", "", cell.text[: function.start]).strip(" ,:-–|(")
        pieces = [cell.text, lead, *re.split(r"\s[–-]\s|\(", lead)[:1]]
        pieces += [part.strip(" ,:-–") for part in lead.split("|") if "|" in lead]
        if re.match(r"\s*[,:–(|-]|\s+[A-ZÀ-Ý]", after):  # « directeur, Paul Durand », not « directeur de … »
            pieces += [after.rpartition(":")[2]] if ":" in after else []
            pieces += [re.split(r"[,(|]", after.strip(" ,:-–(|"))[0], after.strip(" ,:-–(|")]
        pieces += [re.split(r"\s[–-]\s", part)[0] for part in re.split(r"[,|]", after)[1:]]
        pieces += [tail.group()] if (tail := NAME_AFTER.search(after)) else []
    elif functions_in(cell.folded, rules):
        pieces += re.split(r"[,:(|]|\s[–-]\s", cell.text)[1:]
    if function is not None and (small := small_name_in(after.strip(" ,:-–|"), rules)) and ":" in after:
        return (Person(small, 0, len(small), True),)
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


_BY_WHOM = Lazy(r"\s*(?:[,:-]|(?:a [\w' -]{2,30} )?par )")


def _after(cell: BlockCell, at: int) -> BlockCell:
    """Return what a cell says after place and date: « Nérac, le 3 mars 2022 – Luc Morin, directeur »."""
    at += len(cell.text[at:]) - len(cell.text[at:].lstrip(" ,:–-"))
    return replace(cell, start=cell.start + at, text=cell.text[at:], folded=cell.folded[at:])


def _moved(function: Function | None, at: int) -> Function | None:
    if function is None or function.start < at:
        return None
    return replace(function, start=function.start - at, stop=function.stop - at)


def second_opinion(
    cell: BlockCell, same: Sequence[BlockCell], rules: PeopleRules
) -> tuple[str | None, BlockCell | None]:
    """Return the person that the language model sees under a function, asked only where words are left to explain."""
    left = [
        other
        for other in same
        if 0 < other.rank - cell.rank <= 3
        and 5 <= len(other.text.strip()) <= 45
        and re.fullmatch(r"[^\W\d_]+(?:[ '’.-]+[^\W\d_]+){1,3}", other.text.strip())
        and not rules.anchors.search(other.folded)
        and not rules.signing.match(other.folded.strip())
        and not set(re.findall(r"\w+", other.folded)) & rules.not_names
    ]
    if not left:
        return None, None
    from checker.evidence.signatures.ner import persons

    for other in left:
        if persons(f"{cell.text.strip()}\n{other.text.strip()}"):
            return other.text.strip(), other
    return None, None

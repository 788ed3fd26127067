"""Tie the files that are there to the files that a table, a PDF or the API names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from checker.intake.layout import Placed
from checker.intake.names import StampedName, comparison_key, is_cut_from, split_stamp
from checker.intake.records import NamedFile
from models.dossier import Origin

MAX_JOINED = 12
ENDS_A_NAME = re.compile(r"\.[A-Za-z0-9]{1,5}$")
FROM_FORM: frozenset[Origin] = frozenset({"field", "annotation", "unknown"})


@dataclass
class Present:
    """A file of the dossier's folder, or the trace that an error list left of one (``ghost``)."""

    placed: Placed
    stamped: StampedName
    ghost: bool = False
    sha256: str | None = None
    md5: str | None = None
    trouble: str | None = None

    @property
    def key(self) -> str:
        """Return the applicant's name in its comparable spelling."""
        return comparison_key(self.stamped.name)


@dataclass
class Ties:
    """Which named file each present file is, by their places in the two lists; and what was doubtful."""

    named_of: dict[int, int] = field(default_factory=dict)
    doubtful: set[int] = field(default_factory=set)
    missing: list[int] = field(default_factory=list)


def names_in_cell(cell: str, keys: Counter[str]) -> list[str]:
    """Return the file names of a table's cell, joined there by « , », which a name may hold as well.

    A run of pieces that is a file of the dossier is that file; else a name ends where an extension does.
    """
    pieces = re.split(r", |\n", cell.strip())
    names: list[str] = []
    at = 0
    while at < len(pieces):
        longest = min(len(pieces), at + MAX_JOINED)
        runs = [(", ".join(pieces[at:end]), end) for end in range(longest, at, -1)]
        known = next(((text, end) for text, end in runs if keys[comparison_key(text)]), None)
        if known is None:
            ended = [(text, end) for text, end in reversed(runs) if ENDS_A_NAME.search(text.strip())]
            known = ended[0] if ended else runs[0]
        if known[0].strip():
            names.append(known[0].strip())
        at = known[1]
    return names


def tied(named: Sequence[NamedFile], present: Sequence[Present]) -> Ties:
    """Return which present file is which named one: by name, by a name cut short, by size and checksum.

    Files of one name are told apart by size where the API gives it, else by order: the form's order against
    the order in which they were sent; such ties are doubtful when the bytes differ.
    """
    ties = Ties()
    free_named = list(range(len(named)))
    free_present = list(range(len(present)))
    ways: tuple[Callable[[NamedFile, Present], bool], ...] = (
        _same_checksum,
        _same_name,
        _same_whole_name,
        _cut_name,
    )
    for way in ways:
        _tie(named, present, free_named, free_present, ties, way)
    for index in list(free_present):
        _tie_twin(index, named, present, ties)
    ties.missing = free_named
    return ties


def _compatible(one: NamedFile, other: Present) -> bool:
    origin = other.placed.origin
    return origin == one.origin or origin == "unknown" or (origin in FROM_FORM and one.origin in FROM_FORM)


def _same_checksum(one: NamedFile, other: Present) -> bool:
    return one.checksum is not None and one.checksum == other.md5 and _same_name(one, other)


def _same_name(one: NamedFile, other: Present) -> bool:
    return comparison_key(one.name) == other.key


def _same_whole_name(one: NamedFile, other: Present) -> bool:
    if one.checksum is not None and one.checksum == other.md5 and one.size:
        return True
    return comparison_key(one.name) == comparison_key(other.placed.entry.name)


def _cut_name(one: NamedFile, other: Present) -> bool:
    return not other.stamped.stamp and is_cut_from(other.placed.entry.name, one.name)


def _tie(
    named: Sequence[NamedFile],
    present: Sequence[Present],
    free_named: list[int],
    free_present: list[int],
    ties: Ties,
    way: Callable[[NamedFile, Present], bool],
) -> None:
    for at in list(free_named):
        fits = [i for i in free_present if _compatible(named[at], present[i]) and way(named[at], present[i])]
        if not fits:
            continue
        sized = [i for i in fits if named[at].size == present[i].placed.entry.size]
        chosen = min(sized or fits, key=lambda i: (present[i].ghost, present[i].stamped.stamp, i))
        if len({present[i].sha256 for i in fits}) > 1 and len(sized) != 1 and _labels(named, at) > 1:
            ties.doubtful.add(chosen)
        ties.named_of[chosen] = at
        free_named.remove(at)
        free_present.remove(chosen)


def _labels(named: Sequence[NamedFile], at: int) -> int:
    """Return how many fields hold a file of that name."""
    key = comparison_key(named[at].name)
    return len({other.label for other in named if comparison_key(other.name) == key})


def _tie_twin(index: int, named: Sequence[NamedFile], present: Sequence[Present], ties: Ties) -> None:
    """Give a file left over (an older one of the same name) the field of its name, if there is only one."""
    fits = [
        at
        for at, one in enumerate(named)
        if _compatible(one, present[index]) and _same_name(one, present[index])
    ]
    if fits and len({named[at].label for at in fits}) == 1:
        ties.named_of[index] = fits[0]
        ties.doubtful.add(index)


def present_files(placed: Sequence[Placed]) -> list[Present]:
    """Return the files of a dossier's folder with the service's suffix taken off."""
    return [Present(p, split_stamp(p.entry.name)) for p in placed]

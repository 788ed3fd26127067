"""Tie the files that are there to the files that a table, a PDF or the API names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from checker.intake.layout import Placed
from checker.intake.names import CUT_BYTES, StampedName, comparison_key, is_cut_from, split_stamp
from checker.intake.records import NamedFile
from models.dossier import Origin

MAX_JOINED = 12
ENDS_A_NAME = re.compile(r"\.[A-Za-z0-9]{1,8}$")
FROM_FORM: frozenset[Origin] = frozenset({"field", "annotation", "unknown"})
BY_ORDER = "plusieurs fichiers portent ce nom : le rattachement au champ suit leur ordre et reste à vérifier"
ANOTHER_VERSION = "une autre version d’un fichier du même nom, rattachée au même champ"


@dataclass
class Present:
    """A file of the dossier's folder, or the trace that an error list left of one (``ghost``)."""

    placed: Placed
    stamped: StampedName
    ghost: bool = False
    sha256: str | None = None
    md5: str | None = None
    trouble: str | None = None

    @cached_property
    def key(self) -> str:
        """Return the applicant's name in its comparable spelling."""
        return comparison_key(self.stamped.name)

    @cached_property
    def whole_key(self) -> str:
        """Return the entry's own name in its comparable spelling."""
        return comparison_key(self.placed.entry.name)


@dataclass
class Ties:
    """Which named file each present file is, by their places in the two lists; doubts; names without a file."""

    named_of: dict[int, int] = field(default_factory=dict)
    doubts: dict[int, str] = field(default_factory=dict)
    missing: list[int] = field(default_factory=list)


def present_files(placed: Sequence[Placed]) -> list[Present]:
    """Return the files of a dossier's folder with the service's suffix taken off."""
    return [Present(p, split_stamp(p.entry.name)) for p in placed]


def names_in_cell(cell: str, keys: Counter[str]) -> list[str]:
    """Return the file names of a table's cell, joined there by « , », which a name may hold as well.

    A run of pieces that is a file of the dossier (``keys``) is that file; else a name ends with an extension.
    """
    pieces = re.split(r", |\n", cell.strip())
    names: list[str] = []
    at = 0
    while at < len(pieces):
        longest = min(len(pieces), at + MAX_JOINED)
        runs = [(", ".join(pieces[at:end]).strip(), end) for end in range(longest, at, -1)]
        taken = next((run for run in runs if keys[comparison_key(run[0])]), None)
        if taken is None:
            ended = [run for run in reversed(runs) if ENDS_A_NAME.search(run[0])]
            taken = ended[0] if ended else runs[0]
        if taken[0]:
            names.append(taken[0])
        at = taken[1]
    return names


def tied(named: Sequence[NamedFile], present: Sequence[Present]) -> Ties:
    """Return which present file is which named one: by checksum, by name, by a name cut short.

    Files of one name are told apart by checksum or size where the API gives them, else by order: the form's
    against the order in which they were sent, which is doubtful when their bytes differ.
    """
    ties = Ties()
    free_named = dict.fromkeys(range(len(named)))
    free_present = dict.fromkeys(range(len(present)))
    keys = [comparison_key(one.name) for one in named]
    by_sum, by_key, by_whole = (_indexed(present, attribute) for attribute in ("md5", "key", "whole_key"))
    cut = [
        i for i in free_present if not present[i].stamped.stamp and len(present[i].key.encode()) >= CUT_BYTES
    ]
    for way in ("sum", "key", "whole", "cut"):
        for at in list(free_named):
            one = named[at]
            fits: Sequence[int]
            if way == "sum":
                fits = by_sum.get(one.checksum or "", ())
            elif way == "cut":
                fits = [i for i in cut if is_cut_from(present[i].placed.entry.name, one.name)]
            else:
                fits = (by_key if way == "key" else by_whole).get(keys[at], ())
            fits = [i for i in fits if i in free_present and _compatible(one, present[i])]
            if fits:
                chosen = _chosen(one, [keys[at] == key for key in keys].count(True), fits, present)
                if _doubtful(at, fits, named, present, keys):
                    ties.doubts[chosen] = BY_ORDER
                ties.named_of[chosen] = at
                del free_named[at], free_present[chosen]
    for index in free_present:
        _tie_twin(index, named, keys, present, ties)
    ties.missing = list(free_named)
    return ties


def _indexed(present: Sequence[Present], attribute: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(present):
        value = getattr(one, attribute)
        if value:
            found[value].append(index)
    return found


def _compatible(one: NamedFile, other: Present) -> bool:
    origin = other.placed.origin
    return origin in {one.origin, "unknown"} or (origin in FROM_FORM and one.origin in FROM_FORM)


def _chosen(one: NamedFile, namesakes: int, fits: Sequence[int], present: Sequence[Present]) -> int:
    """Return the present file for a named one: of its size, else the next one sent; the last of its versions."""
    sized = [i for i in fits if one.size == present[i].placed.entry.size] or fits
    sent = sorted(sized, key=lambda i: (present[i].ghost, present[i].stamped.stamp, i))
    there = [i for i in sent if not present[i].ghost]
    return there[-1] if namesakes == 1 and there else sent[0]


def _doubtful(
    at: int,
    fits: Sequence[int],
    named: Sequence[NamedFile],
    present: Sequence[Present],
    keys: Sequence[str],
) -> bool:
    """Tell whether order alone decided between files that differ, for names that two fields hold."""
    one = named[at]
    labels = {other.label for other, key in zip(named, keys, strict=True) if key == keys[at]}
    if len(labels) < 2 or (one.checksum and any(present[i].md5 == one.checksum for i in fits)):
        return False
    if one.size and [present[i].placed.entry.size for i in fits].count(one.size) == 1:
        return False
    namesakes = [p for p in present if p.key == keys[at]]
    return len({p.sha256 for p in namesakes}) > 1 or len(namesakes) < list(keys).count(keys[at])


def _tie_twin(
    index: int, named: Sequence[NamedFile], keys: Sequence[str], present: Sequence[Present], ties: Ties
) -> None:
    """Give a file left over (an older one of the same name) the field of its name, if there is only one."""
    one = present[index]
    if one.ghost:
        return
    fits = [at for at, key in enumerate(keys) if key == one.key and _compatible(named[at], one)]
    if fits and len({named[at].label for at in fits}) == 1:
        ties.named_of[index] = fits[0]
        ties.doubts[index] = ANOTHER_VERSION

"""Tie the files that are there to the files that a table, a PDF or the API names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
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
    return _Tying(named, present).ties()


class _Tying:
    """The two lists with their indexes: a hostile dossier may hold 100 000 files."""

    def __init__(self, named: Sequence[NamedFile], present: Sequence[Present]) -> None:
        self.named, self.present = named, present
        self.keys = [comparison_key(one.name) for one in named]
        self.free = dict.fromkeys(range(len(present)))
        self.by_sum = _indexed(enumerate(one.md5 for one in present))
        self.by_key = _indexed(enumerate(one.key for one in present))
        self.by_whole = _indexed(enumerate(one.whole_key for one in present))
        self.named_by_key = _indexed(enumerate(self.keys))
        self.cut = [
            i
            for i, one in enumerate(present)
            if not one.stamped.stamp and len(one.key.encode("utf-8", "replace")) >= CUT_BYTES
        ]

    def ties(self) -> Ties:
        """Return the ties, the surest way first."""
        ties = Ties(missing=list(range(len(self.named))))
        for way in (self._of_its_sum, self._of_its_name, self._of_its_whole_name, self._cut_from_it):
            for at in ties.missing.copy():
                fits = [i for i in way(at) if i in self.free and _compatible(self.named[at], self.present[i])]
                if fits:
                    chosen = self._chosen(at, fits)
                    if self._doubtful(at, fits):
                        ties.doubts[chosen] = BY_ORDER
                    ties.named_of[chosen] = at
                    ties.missing.remove(at)
                    del self.free[chosen]
        for index in self.free:
            self._tie_another_version(index, ties)
        return ties

    def _of_its_sum(self, at: int) -> Sequence[int]:
        return self.by_sum.get(self.named[at].checksum or "", ())

    def _of_its_name(self, at: int) -> Sequence[int]:
        return self.by_key.get(self.keys[at], ())

    def _of_its_whole_name(self, at: int) -> Sequence[int]:
        return self.by_whole.get(self.keys[at], ())

    def _cut_from_it(self, at: int) -> Sequence[int]:
        if len(self.named[at].name.encode("utf-8", "replace")) < CUT_BYTES // 2:
            return ()
        return [i for i in self.cut if is_cut_from(self.present[i].placed.entry.name, self.named[at].name)]

    def _namesakes(self, at: int) -> Sequence[int]:
        """Return the places of all named files of that name, itself included."""
        return self.named_by_key.get(self.keys[at], (at,))

    def _chosen(self, at: int, fits: Sequence[int]) -> int:
        """Return the present file for a named one: of its size, else the next one sent; the last version."""
        sized = [i for i in fits if self.named[at].size == self.present[i].placed.entry.size] or fits
        sent = sorted(sized, key=lambda i: (self.present[i].ghost, self.present[i].stamped.stamp, i))
        there = [i for i in sent if not self.present[i].ghost]
        return there[-1] if len(self._namesakes(at)) == 1 and there else sent[0]

    def _doubtful(self, at: int, fits: Sequence[int]) -> bool:
        """Tell whether order alone decided between files that differ, for a name that two fields hold."""
        one, namesakes = self.named[at], self._namesakes(at)
        if len({self.named[other].label for other in namesakes}) < 2:
            return False
        if one.checksum and any(self.present[i].md5 == one.checksum for i in fits):
            return False
        if one.size and [self.present[i].placed.entry.size for i in fits].count(one.size) == 1:
            return False
        there = self.by_key.get(self.keys[at], ())
        return len({self.present[i].sha256 for i in there}) > 1 or len(there) < len(namesakes)

    def _tie_another_version(self, index: int, ties: Ties) -> None:
        """Give a file left over (an older one of a name) the field of its name, if there is only one."""
        one = self.present[index]
        fits = [at for at in self.named_by_key.get(one.key, ()) if _compatible(self.named[at], one)]
        if fits and not one.ghost and len({self.named[at].label for at in fits}) == 1:
            ties.named_of[index] = fits[0]
            ties.doubts[index] = ANOTHER_VERSION


def _indexed(values: Iterable[tuple[int, str | None]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, value in values:
        if value:
            found.setdefault(value, []).append(index)
    return found


def _compatible(one: NamedFile, other: Present) -> bool:
    origin = other.placed.origin
    return origin in {one.origin, "unknown"} or (origin in FROM_FORM and one.origin in FROM_FORM)

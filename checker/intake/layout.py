"""Sort a container's entries: which dossier each belongs to, and in what capacity it came."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from checker.intake.entries import Entry
from checker.intake.labels import plain
from checker.intake.names import SUFFIX, split_template
from checker.intake.sheets import TABLE_EXTENSIONS
from models.dossier import Origin

DOSSIER = re.compile(r"dossier(?:[-_ ]*(?:n ?[°o])?[-_ ]*)(?P<number>\d{1,12})(?: ?\(\d+\))?", re.IGNORECASE)
SINGLE = re.compile(r"dossier-(?P<number>\d{1,12})(?: ?\(\d+\))?", re.IGNORECASE)
SUMMARY = re.compile(r"export[-_](?P<number>\d+)(?:[-_].*)?\.pdf", re.IGNORECASE)
NODE = re.compile(r"(dossier|(dossier-)?\d+)\.json", re.IGNORECASE)
ERROR_LIST = re.compile(r".*liste-des-fichiers-en-erreurs?.*\.txt", re.IGNORECASE)
DIGITS = re.compile(r"(?<!\d)\d{4,12}(?!\d)")
ORIGINS: dict[str, Origin] = {
    "pieces justificatives": "field",
    "messagerie": "message",
    "avis": "opinion",
    "dossier": "decision",
    "horodatage": "log",
    "annotations": "annotation",
    "annotations privees": "annotation",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry of a dossier, with where it came from inside it."""

    entry: Entry
    origin: Origin


@dataclass
class Layout:
    """A container's entries by what they are for; ``strays`` wait for ``place_strays``."""

    dossiers: dict[int, list[Placed]] = field(default_factory=dict)
    tables: list[Entry] = field(default_factory=list)
    listings: list[Entry] = field(default_factory=list)
    errors: list[Entry] = field(default_factory=list)
    archives: list[Entry] = field(default_factory=list)
    strays: list[Entry] = field(default_factory=list)

    def add(self, number: int, entry: Entry, inner: Sequence[str]) -> None:
        """Put an entry in a dossier by its path there; the service's logs are no evidence and are left out."""
        origin = origin_of(inner, number)
        if origin != "log":
            self.dossiers.setdefault(number, []).append(Placed(entry, origin))


def laid_out(entries: Sequence[Entry]) -> Layout:
    """Return the entries of one container, sorted."""
    layout = Layout()
    lone = _lone_number(entries)
    for entry in entries:
        at, number = _dossier_of(entry.parts)
        if number is not None:
            layout.add(number, entry, entry.parts[at + 1 :])
        elif ERROR_LIST.fullmatch(entry.name):
            layout.errors.append(entry)
        elif lone is not None:
            layout.add(lone, entry, entry.parts)
        elif "bills" in (part.lower() for part in entry.parts[:-1]):
            continue
        else:
            _by_extension(layout, entry).append(entry)
    return layout


def _by_extension(layout: Layout, entry: Entry) -> list[Entry]:
    if entry.extension in TABLE_EXTENSIONS and not _is_attachment(entry):
        return layout.tables
    if entry.extension == "json" and not _is_attachment(entry):
        return layout.listings
    return layout.archives if entry.extension == "zip" and not _is_attachment(entry) else layout.strays


def _is_attachment(entry: Entry) -> bool:
    """Tell whether a name was made by the service for an applicant's file: never read as a table."""
    stem = entry.name.rpartition(".")[0]
    return bool(SUFFIX.fullmatch(stem)) or any(
        split_template(entry.name, number) for number in _numbers_in("/".join(entry.parts))
    )


def _dossier_of(parts: Sequence[str]) -> tuple[int, int | None]:
    """Return the place in the path and the number of the dossier's folder, the outermost one."""
    for at, part in enumerate(parts[:-1]):
        if part[:1] in "dD" and (found := DOSSIER.fullmatch(part)):
            return at, int(found["number"])
    return -1, None


def _lone_number(entries: Sequence[Entry]) -> int | None:
    """Return the dossier's number of a container that is one dossier without a folder of its own."""
    found = SINGLE.fullmatch(entries[0].around) if entries else None
    if not found or any(_dossier_of(entry.parts)[1] is not None for entry in entries):
        return None
    served = any(
        plain(e.parts[0]) in ORIGINS or SUMMARY.fullmatch(e.name) or NODE.fullmatch(e.name) for e in entries
    )
    outer = any(e.extension in {"zip", *TABLE_EXTENSIONS} for e in entries)
    return int(found["number"]) if served or not outer else None


def origin_of(inner: Sequence[str], number: int) -> Origin:
    """Return where a file of a dossier came from, by its path inside the dossier's folder."""
    if len(inner) > 1:
        return _origin_named(inner[0])
    found = SUMMARY.fullmatch(inner[-1])
    return "dossier_summary" if found and int(found["number"]) == number else "unknown"


@lru_cache(maxsize=1024)
def _origin_named(folder: str) -> Origin:
    return ORIGINS.get(plain(folder), "unknown")


def place_strays(layout: Layout, known: frozenset[int], owners: Mapping[tuple[str, ...], int]) -> None:
    """Place files whose folder is not named ``dossier-<number>``.

    ``owners`` are folders in which an API node stood alone. Else the folder is an export template's: free text
    that holds the number, which counts when a table or listing knows it (``known``), when the files of the
    folder bear it as the template writes it (``…-<number>-<NN>``, ``export-<number>-…``), or when the folder is
    nothing but the number and holds the service's own folders.
    """
    folders: dict[tuple[str, ...], list[Entry]] = {}
    for entry in (*layout.strays, *layout.archives, *layout.listings, *layout.tables):
        folders.setdefault(entry.parts[:-1], []).append(entry)
    placed: set[int] = set()
    for folder, entries in folders.items():
        at, number = owner_of(folder, owners) or _folder_number(folder, entries, known) or (len(folder), None)
        for entry in entries:
            mine = number or _own_number(entry, known)
            if mine is not None:
                layout.add(mine, entry, entry.parts[at:])
                placed.add(id(entry))
    for kind in (layout.strays, layout.archives, layout.listings, layout.tables):
        kind[:] = [entry for entry in kind if id(entry) not in placed]


def owner_of(folder: tuple[str, ...], owners: Mapping[tuple[str, ...], int]) -> tuple[int, int] | None:
    """Return the depth and the number of the API node's folder that holds a folder."""
    for depth in range(len(folder), -1, -1):
        if folder[:depth] in owners:
            return depth, owners[folder[:depth]]
    return None


def _own_number(entry: Entry, known: frozenset[int]) -> int | None:
    """Return the dossier's number in a file's own name, where a template wrote it there."""
    found = [n for n in _numbers_in(entry.name) & known if split_template(entry.name, n)]
    return found[0] if len(found) == 1 else None


def _numbers_in(text: str) -> set[int]:
    return {int(digits) for digits in DIGITS.findall(text)}


def _folder_number(
    folder: tuple[str, ...], entries: Iterable[Entry], known: frozenset[int]
) -> tuple[int, int] | None:
    for at, part in enumerate(folder):
        numbers = _numbers_in(part)
        borne = {n for n in numbers for e in entries if _bears(e.name, n)}
        served = at + 1 < len(folder) and part.isdigit() and plain(folder[at + 1]) in ORIGINS
        certain = numbers & known or borne or (numbers if served else set())
        if len(certain) == 1:
            return at + 1, certain.pop()
    return None


def _bears(name: str, number: int) -> bool:
    found = SUMMARY.fullmatch(name)
    return bool(found and int(found["number"]) == number) or split_template(name, number) is not None

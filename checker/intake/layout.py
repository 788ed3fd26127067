"""Sort a container's entries: which dossier each belongs to, and in what capacity it came."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from checker.intake.entries import Entry
from checker.intake.labels import plain
from checker.intake.names import split_template
from checker.intake.sheets import TABLE_EXTENSIONS
from models.dossier import Origin

DOSSIER = re.compile(r"dossier(?:[-_ ]*(?:n ?[°o])?[-_ ]*)(?P<number>\d{1,12})(?: ?\(\d+\))?", re.IGNORECASE)
SINGLE = re.compile(r"dossier-(?P<number>\d{1,12})(?: ?\(\d+\))?(?:[-_ ].*)?", re.IGNORECASE)
SUMMARY = re.compile(r"(?:export|dossier)[-_](?P<number>\d+)(?:[-_].*)?\.pdf", re.IGNORECASE)
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
    """A container's entries by what they are for."""

    dossiers: dict[int, list[Placed]] = field(default_factory=dict)
    tables: list[Entry] = field(default_factory=list)
    listings: list[Entry] = field(default_factory=list)
    errors: list[Entry] = field(default_factory=list)
    archives: list[Entry] = field(default_factory=list)
    strays: list[Entry] = field(default_factory=list)

    def add(self, number: int, entry: Entry, origin: Origin) -> None:
        """Put an entry in a dossier."""
        self.dossiers.setdefault(number, []).append(Placed(entry, origin))


def laid_out(entries: Iterable[Entry]) -> Layout:
    """Return the entries sorted; what no path places stays in ``strays`` for ``place_strays``."""
    layout = Layout()
    for entry in entries:
        at, number = _dossier_of(entry)
        if number is not None:
            inner = entry.parts[at + 1 :]
            origin = _origin(inner, number)
            if origin != "log":
                layout.add(number, entry, origin)
        elif "bills" in (part.lower() for part in entry.parts[:-1]):
            continue
        elif ERROR_LIST.fullmatch(entry.name):
            layout.errors.append(entry)
        elif entry.extension in TABLE_EXTENSIONS:
            layout.tables.append(entry)
        elif entry.extension == "json":
            layout.listings.append(entry)
        elif entry.extension == "zip":
            layout.archives.append(entry)
        else:
            layout.strays.append(entry)
    return layout


def _dossier_of(entry: Entry) -> tuple[int, int | None]:
    """Return the place in the path and the number of the dossier's folder, the outermost one."""
    for at, part in enumerate(entry.parts[:-1]):
        if part[:1] in "dD" and (found := DOSSIER.fullmatch(part)):
            return at, int(found["number"])
    if (found := SINGLE.fullmatch(entry.around)) and not _is_root_file(entry):
        return -1, int(found["number"])
    return -1, None


def _is_root_file(entry: Entry) -> bool:
    return len(entry.parts) == 1 and bool(ERROR_LIST.fullmatch(entry.name))


def _origin(inner: tuple[str, ...], number: int) -> Origin:
    if len(inner) > 1:
        return ORIGINS.get(plain(inner[0]), "unknown")
    found = SUMMARY.fullmatch(inner[-1])
    return "dossier_summary" if found and int(found["number"]) == number else "unknown"


def place_strays(layout: Layout, known: frozenset[int]) -> None:
    """Place files of an export template, whose folders are free text that holds the dossier's number.

    A number counts when a table or listing knows it, or when the files of the folder bear it as the template
    writes it (``…-<number>-<NN>``, ``export-<number>-…``).
    """
    folders: dict[tuple[str, ...], list[Entry]] = {}
    candidates = [*layout.strays, *layout.archives, *layout.listings]
    candidates += [e for e in layout.tables if _numbers(e) & known or _template_number(e)]
    for entry in candidates:
        folders.setdefault(entry.parts[:-1], []).append(entry)
    placed: set[int] = set()
    for folder, entries in folders.items():
        shared = _folder_number(folder, entries, known)
        for entry in entries:
            number = shared or next(iter(_numbers_in(entry.name) & known), None)
            if number is None or (entry.extension == "json" and shared is None):
                continue
            found = SUMMARY.fullmatch(entry.name)
            summary = found is not None and int(found["number"]) == number
            layout.add(number, entry, "dossier_summary" if summary else "unknown")
            placed.add(id(entry))
    for kind in (layout.strays, layout.archives, layout.listings, layout.tables):
        kind[:] = [entry for entry in kind if id(entry) not in placed]


def _numbers_in(text: str) -> set[int]:
    return {int(digits) for digits in DIGITS.findall(text)}


def _numbers(entry: Entry) -> set[int]:
    return {number for part in entry.parts[:-1] for number in _numbers_in(part)}


def _template_number(entry: Entry) -> bool:
    return any(split_template(entry.name, number) for number in _numbers(entry))


def _folder_number(folder: tuple[str, ...], entries: list[Entry], known: frozenset[int]) -> int | None:
    for part in folder:
        numbers = _numbers_in(part)
        certain = numbers & known
        if len(certain) == 1:
            return certain.pop()
        borne = {n for n in numbers for e in entries if _bears(e.name, n)}
        if len(borne) == 1:
            return borne.pop()
    return None


def _bears(name: str, number: int) -> bool:
    found = SUMMARY.fullmatch(name)
    return bool(found and int(found["number"]) == number) or split_template(name, number) is not None

"""Open an export of any form: gather its containers, tables and listings, and hand out its dossiers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import overload

from checker.errors import NoDossierError, UsageError
from checker.intake.api import MAX_JSON_BYTES, api_records
from checker.intake.archive import close_zips, listed_zip, looks_like_zip, safe_parts
from checker.intake.build import Parts, built, location
from checker.intake.contents import read_bytes
from checker.intake.entries import Entry, Listing
from checker.intake.errors import FileUnavailable
from checker.intake.folders import listed_folder
from checker.intake.labels import Form, open_form
from checker.intake.layout import Layout, laid_out, place_strays
from checker.intake.names import displayed
from checker.intake.records import Record
from checker.intake.sheets import MAX_TABLE_BYTES, TABLE_EXTENSIONS, read_sheets
from checker.intake.tables import table_records
from checker.rulesets import RulesetFolder
from models.dossier import Dossier

EXPORT_NAME = re.compile(
    r"dossiers_(?P<path>.+?)_(?P<day>\d{4}-\d\d-\d\d)(?:_(?P<time>\d\d-\d\d))?", re.IGNORECASE
)
FAILED = re.compile(r"(?:^|\s)dossier-(?P<number>\d+)/(?P<path>\S.*?)\s*$")
MAX_TABLES_BESIDE = 20
MAX_ERROR_LIST_BYTES = 16 * 2**20


class Dossiers(Sequence[Dossier]):
    """The dossiers by number; each is joined and hashed when first asked for, then kept."""

    def __init__(self, parts: Sequence[Parts], form: Form) -> None:
        self._parts, self._form = parts, form
        self._built: dict[int, Dossier] = {}

    def __len__(self) -> int:
        return len(self._parts)

    @overload
    def __getitem__(self, index: int) -> Dossier: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Dossier]: ...
    def __getitem__(self, index: int | slice) -> Dossier | Sequence[Dossier]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        if at not in self._built:
            self._built[at] = built(self._parts[at], self._form)
        return self._built[at]


class Export:
    """An opened export. ``dossiers`` come by number, ``notes`` are French sentences on the whole of it."""

    def __init__(
        self,
        source: Path,
        containers: Sequence[Path],
        parts: Sequence[Parts],
        form: Form,
        notes: Sequence[str],
    ) -> None:
        self.source = source
        self.dossiers = Dossiers(parts, form)
        self.notes = tuple(dict.fromkeys(notes))
        self._containers = tuple(containers)

    def __enter__(self) -> Export:
        return self

    def __exit__(self, *_: object) -> None:
        close_zips()

    def __iter__(self) -> Iterator[Dossier]:
        return iter(self.dossiers)

    @cached_property
    def digest(self) -> str:
        """Return ``sha256:…``: of the file itself when there is one, else over every file's name and SHA-256."""
        if len(self._containers) == 1:
            return "sha256:" + _sha256(self._containers[0])
        total = hashlib.sha256()
        for path in self._containers:
            total.update(path.name.encode("utf-8", "surrogateescape") + b"\0" + _sha256(path).encode())
        return "sha256:" + total.hexdigest()


def _sha256(path: Path) -> str:
    total = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while piece := stream.read(2**20):
                total.update(piece)
    except OSError as error:
        return f"illisible ({error.strerror})"
    return total.hexdigest()


def open_export(export: Path, ruleset: RulesetFolder) -> Export:
    """Open what was downloaded: a zip, a folder of any mix, an API client's folder, or a table alone.

    Raises ``UsageError`` when it cannot be read as an export, ``NoDossierError`` when it holds no dossier,
    ``RulesetError`` when ``form.yaml`` is invalid.
    """
    gatherer = _Gatherer(open_form(ruleset))
    source = Path(export)
    if source.is_dir():
        gatherer.add_folder(source)
    elif source.is_file():
        gatherer.add_file(source)
    else:
        raise UsageError(
            f"{displayed(str(source))} : fichier ou dossier introuvable.",
            "Vérifiez le chemin ; donnez le zip téléchargé ou le dossier qui le contient.",
        )
    return gatherer.export(source)


class _Gatherer:
    """What was found so far, over all containers."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.layout = Layout()
        self.containers: list[Path] = []
        self.notes: list[str] = []
        self.records: dict[int, list[Record]] = {}
        self.failed: dict[int, list[tuple[str, ...]]] = {}

    # ── containers ──
    def add_folder(self, folder: Path) -> None:
        listing = listed_folder(folder)
        self._add(listing)
        self.containers += [e.container for e in listing.entries if e.trouble is None]
        archives, self.layout.archives = self.layout.archives, []
        for entry in archives:
            if entry.trouble is not None or not looks_like_zip(entry.container):
                self.notes.append(
                    f"{entry.path} : {entry.note or 'ce n’est pas une archive zip lisible'}, laissé de côté."
                )
                continue
            try:
                self._add(listed_zip(entry.container))
            except UsageError as error:
                self.notes.append(f"{error.sentence} Laissé de côté.")

    def add_file(self, path: Path) -> None:
        self.containers.append(path)
        extension = path.suffix.lower().removeprefix(".")
        if extension in TABLE_EXTENSIONS:
            self.layout.tables.append(Entry(path, None, (path.name,), path.parent.name, path.stat().st_size))
        elif extension == "json":
            self.layout.listings.append(
                Entry(path, None, (path.name,), path.parent.name, path.stat().st_size)
            )
        else:
            self._add(listed_zip(path))
            self._read_tables()
            self._read_listings()
            self._add_tables_beside(path)

    def _add(self, listing: Listing) -> None:
        self.notes += listing.notes
        found = laid_out(listing.entries)
        for number, placed in found.dossiers.items():
            self.layout.dossiers.setdefault(number, []).extend(placed)
        for kind in ("tables", "listings", "errors", "archives", "strays"):
            getattr(self.layout, kind).extend(getattr(found, kind))

    # ── tables and listings ──
    def _read_tables(self) -> None:
        tables, self.layout.tables = self.layout.tables, []
        for entry in tables:
            if not self._read_table(entry):
                self.layout.tables.append(entry)

    def _read_table(self, entry: Entry, only: frozenset[int] | None = None) -> bool:
        if entry.trouble:
            self.notes.append(f"{entry.path} : {entry.note}.")
            return False
        try:
            sheets, notes = read_sheets(read_bytes(location(entry), MAX_TABLE_BYTES), entry.extension)
        except FileUnavailable as fault:
            self.notes.append(f"{entry.path} : {fault.sentence}.")
            return False
        rank = f"{_stamp(entry.name)}{'b' if entry.extension != 'csv' else 'a'}"
        known = frozenset(self.layout.dossiers)
        records = table_records(sheets, self.form, entry.name, rank, known)
        if only is not None:
            records = {number: record for number, record in records.items() if number in only}
        if not records:
            return False
        self.notes += [f"{entry.path} : {note}." for note in notes]
        for number, record in records.items():
            self.records.setdefault(number, []).append(record)
        return True

    def _read_listings(self) -> None:
        listings, self.layout.listings = self.layout.listings, []
        for entry in listings:
            if not self._read_listing(entry, None):
                self.layout.listings.append(entry)

    def _read_listing(self, entry: Entry, number: int | None) -> bool:
        try:
            records = api_records(read_bytes(location(entry), MAX_JSON_BYTES), self.form, entry.path, number)
        except FileUnavailable as fault:
            self.notes.append(f"{entry.path} : {fault.sentence}.")
            return False
        for found, record in records.items():
            self.records.setdefault(found, []).append(record)
        return bool(records)

    def _read_nodes(self) -> None:
        """Read the node that the API's client left in each dossier's folder, and take it off the evidence."""
        for number, placed in self.layout.dossiers.items():
            nodes = [
                p
                for p in placed
                if p.entry.extension == "json" and p.origin == "unknown" and p.entry.trouble is None
            ]
            for node in nodes:
                if (node.entry.name.lower() == "dossier.json" or len(nodes) == 1) and self._read_listing(
                    node.entry, number
                ):
                    placed.remove(node)

    def _add_tables_beside(self, archive: Path) -> None:
        """Look for the zip's table in its folder: of the same export by name, else by the dossiers in it."""
        if any(r.source == "table" for records in self.records.values() for r in records):
            return
        try:
            beside = sorted(
                p
                for p in archive.parent.iterdir()
                if p.suffix.lower().removeprefix(".") in TABLE_EXTENSIONS and p.is_file()
            )
        except OSError:
            return
        own = EXPORT_NAME.match(archive.stem)
        numbers = frozenset(self.layout.dossiers)
        same = [p for p in beside if own and (m := EXPORT_NAME.match(p.stem)) and m["path"] == own["path"]]
        others = [p for p in beside if p not in same]
        for group in (same, others):
            for path in sorted(group, key=lambda p: _stamp(p.name), reverse=True)[:MAX_TABLES_BESIDE]:
                entry = Entry(path, None, (path.name,), "", path.stat().st_size)
                if self._read_table(entry, None if path in same else numbers):
                    self.containers.append(path)
                    self.notes.append(f"Réponses lues dans le tableau voisin « {displayed(path.name)} ».")
                    if path.suffix.lower() != ".csv":
                        return
            if any(r.source == "table" for records in self.records.values() for r in records):
                return

    # ── joining ──
    def export(self, source: Path) -> Export:
        """Return the export; raises ``NoDossierError`` when no dossier was found."""
        self._read_tables()
        self._read_listings()
        place_strays(self.layout, frozenset({*self.layout.dossiers, *self.records}))
        self._read_nodes()
        self._read_errors()
        numbers = sorted({*self.layout.dossiers, *self.records})
        if not numbers:
            raise NoDossierError(
                f"{displayed(str(source))} : aucun dossier trouvé.",
                "Donnez l’export zip de la démarche, le dossier décompressé ou celui du client de l’API.",
            )
        self._note_what_is_left()
        parts = [self._parts(number) for number in numbers]
        return Export(source, self.containers, parts, self.form, self.notes)

    def _parts(self, number: int) -> Parts:
        order = {"api": 0, "table": 1}
        records = sorted(self.records.get(number, []), key=lambda r: r.rank, reverse=True)
        records.sort(key=lambda r: order.get(r.source, 2))
        return Parts(
            number=number,
            placed=tuple(self.layout.dossiers.get(number, ())),
            records=tuple(records),
            failed=tuple(dict.fromkeys(self.failed.get(number, ()))),
        )

    def _read_errors(self) -> None:
        for entry in self.layout.errors:
            try:
                text = read_bytes(location(entry), MAX_ERROR_LIST_BYTES).decode("utf-8", "replace")
            except FileUnavailable as fault:
                self.notes.append(f"{entry.path} : {fault.sentence}.")
                continue
            for line in text.splitlines():
                found = FAILED.search(line)
                if found:
                    number = int(found["number"])
                    self.failed.setdefault(number, []).append(
                        (f"dossier-{number}", *safe_parts(found["path"]))
                    )

    def _note_what_is_left(self) -> None:
        left = [
            ("tableau sans colonne de numéros de dossier", self.layout.tables),
            ("fichier hors de tout dossier", [*self.layout.strays, *self.layout.listings]),
            ("archive dans l’archive, non ouverte", self.layout.archives),
        ]
        for reason, entries in left:
            self.notes += [f"{entry.path} : {reason}, laissé de côté." for entry in entries[:10]]
            if len(entries) > 10:
                self.notes.append(f"… et {len(entries) - 10} autres ({reason}).")


def _stamp(name: str) -> str:
    found = EXPORT_NAME.match(name)
    return f"{found['day']}_{found['time'] or ''}" if found else ""

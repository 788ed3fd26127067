"""Gather an export's containers, tables, API nodes and error lists, and group them by dossier."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from checker.errors import UsageError
from checker.intake.api import MAX_JSON_BYTES, api_records
from checker.intake.archive import listed_zip, looks_like_zip, safe_parts
from checker.intake.assign import location
from checker.intake.build import Parts
from checker.intake.contents import read_bytes
from checker.intake.entries import Entry, Listing
from checker.intake.errors import FileUnavailable
from checker.intake.folders import listed_folder
from checker.intake.isolated import IsolatedReader
from checker.intake.labels import Form
from checker.intake.layout import NODE, Layout, laid_out, owner_of, place_strays
from checker.intake.names import displayed
from checker.intake.records import Record
from checker.intake.sheets import MAX_TABLE_BYTES, TABLE_EXTENSIONS, csv_sheets, is_workbook
from checker.intake.tables import table_records

EXPORT_NAME = re.compile(
    r"dossiers_(?P<path>.+?)_(?P<day>\d{4}-\d\d-\d\d)(?:_(?P<time>\d\d-\d\d))?", re.IGNORECASE
)
FAILED = re.compile(r"(?:^|\s)dossier-(?P<number>\d{1,12})/(?P<path>\S.*)$")
MAX_TABLES_BESIDE = 20
MAX_ERROR_LIST_BYTES = 16 * 2**20
MAX_NOTES = 10


class Gatherer:
    """What was found so far, over all containers."""

    def __init__(self, form: Form, reader: IsolatedReader) -> None:
        self.form = form
        self._reader = reader
        self.layout = Layout()
        self.containers: list[Path] = []
        self.notes: list[str] = []
        self.records: dict[int, list[Record]] = {}
        self._failed: dict[int, list[tuple[str, ...]]] = {}
        self._owners: dict[tuple[str, ...], int] = {}

    def add_folder(self, folder: Path) -> None:
        """Take in a folder, and the export zips that it holds outside of any dossier.

        Raises ``UsageError`` when the folder cannot be listed.
        """
        listing = listed_folder(folder)
        self.containers += [
            e.container for e in listing.entries if e.trouble not in {"special", "unreadable"}
        ]
        self._add(listing)
        self._read(self.layout.listings, self._read_listing)
        self._read(self.layout.archives, self._read_archive)

    def _read_archive(self, entry: Entry) -> bool:
        """Take in a zip that is an export; one that lies by an API node is the applicant's."""
        if entry.member is not None or owner_of(entry.parts[:-1], self._owners):
            return False
        if entry.trouble in {"special", "unreadable"} or not looks_like_zip(entry.container):
            self.notes.append(
                f"{entry.path} : {entry.note or 'ce n’est pas une archive zip'}, laissé de côté."
            )
            return True
        try:
            listing = listed_zip(entry.container)
        except UsageError as error:
            self.notes.append(f"{error.sentence} Archive laissée de côté.")
            return True
        found = laid_out(listing.entries)
        if not found.dossiers and not found.tables and not found.listings and not _template_like(listing):
            return False
        self._add(listing)
        return True

    def add_file(self, path: Path) -> None:
        """Take in a zip with the table that lies beside it, or a table or listing alone.

        Raises ``UsageError`` when it is none of these.
        """
        self.containers.append(path)
        extension = path.suffix.lower().removeprefix(".")
        if extension in TABLE_EXTENSIONS:
            self.layout.tables.append(_alone(path))
        elif extension == "json":
            self.layout.listings.append(_alone(path))
        else:
            self._add(listed_zip(path))
            self._read(self.layout.tables, self._read_table)
            self._add_tables_beside(path)

    def settle(self) -> None:
        """Read all tables, nodes and lists, and place what the paths alone did not."""
        self._read(self.layout.tables, self._read_table)
        self._read(self.layout.listings, self._read_listing)
        place_strays(self.layout, frozenset(self.numbers()), self._owners)
        self._read_nodes()
        self._read_errors()
        self._note_what_is_left()

    def numbers(self) -> list[int]:
        """Return the dossiers' numbers, sorted."""
        return sorted({*self.layout.dossiers, *self.records})

    def parts(self) -> list[Parts]:
        """Return what is known of each dossier: the API's word first, then the newest table's."""
        return [self._parts(number) for number in self.numbers()]

    def _parts(self, number: int) -> Parts:
        records = sorted(self.records.get(number, ()), key=lambda r: r.rank, reverse=True)
        records.sort(key=lambda r: r.source != "api")
        return Parts(
            number=number,
            placed=tuple(self.layout.dossiers.get(number, ())),
            records=tuple(records),
            failed=tuple(dict.fromkeys(self._failed.get(number, ()))),
        )

    def _add(self, listing: Listing) -> None:
        self.notes += listing.notes
        found = laid_out(listing.entries)
        for number, placed in found.dossiers.items():
            self.layout.dossiers.setdefault(number, []).extend(placed)
        for kind in ("tables", "listings", "errors", "archives", "strays"):
            getattr(self.layout, kind).extend(getattr(found, kind))

    def _read(self, entries: list[Entry], reader: Callable[[Entry], bool]) -> None:
        """Read what can be read of a kind of entries, and leave the others in their list."""
        pending = entries.copy()
        entries.clear()
        unread = [entry for entry in pending if not reader(entry)]
        entries.extend(unread)

    def _read_table(self, entry: Entry, only: frozenset[int] | None = None) -> bool:
        try:
            data = self._bytes(entry, MAX_TABLE_BYTES)
            sheets, notes = (self._reader.sheets(data), ()) if is_workbook(data) else csv_sheets(data)
        except FileUnavailable as fault:
            self.notes.append(f"{entry.path} : {fault.sentence}.")
            return False
        # Of one moment's exports the workbook says more than the CSV.
        rank = f"{_stamp(entry.name)} {entry.extension != 'csv':d}"
        known = frozenset(self.layout.dossiers)
        records, more = table_records(sheets, self.form, displayed(entry.name), rank, known)
        chosen = {number: r for number, r in records.items() if only is None or number in only}
        if not chosen:
            return False
        self.notes += [f"{entry.path} : {note}." for note in (*notes, *more)]
        for number, record in chosen.items():
            self.records.setdefault(number, []).append(record)
        return True

    def _read_listing(self, entry: Entry) -> bool:
        records = self._api_records(entry, None)
        for number, record in records.items():
            self.records.setdefault(number, []).append(record)
        if len(records) == 1 and NODE.fullmatch(entry.name):
            self._owners[entry.parts[:-1]] = next(iter(records))
        return bool(records)

    def _read_nodes(self) -> None:
        """Read the node that the API's client left in each dossier's folder, and take it off the evidence.

        A node that says another number is a file like any other: it may be the applicant's.
        """
        for number, placed in self.layout.dossiers.items():
            for node in [p for p in placed if p.origin == "unknown" and NODE.fullmatch(p.entry.name)]:
                records = self._api_records(node.entry, number)
                if set(records) == {number}:
                    self.records.setdefault(number, []).append(records[number])
                    placed.remove(node)

    def _api_records(self, entry: Entry, number: int | None) -> dict[int, Record]:
        try:
            return api_records(self._bytes(entry, MAX_JSON_BYTES), self.form, entry.path, number)
        except FileUnavailable as fault:
            self.notes.append(f"{entry.path} : {fault.sentence}.")
            return {}

    def _bytes(self, entry: Entry, limit: int) -> bytes:
        if entry.trouble:
            raise FileUnavailable(entry.note or "illisible")
        return read_bytes(location(entry), limit)

    def _add_tables_beside(self, archive: Path) -> None:
        """Look for the zip's table in its folder: of the same export by name, else by the dossiers in it."""
        if self.records:
            return
        own = EXPORT_NAME.match(archive.stem)
        numbers = frozenset(self.layout.dossiers)
        named: list[Path] = []
        others: list[Path] = []
        for path in _tables_in(archive.parent):
            other = EXPORT_NAME.match(path.stem)
            (named if own and other and other["path"] == own["path"] else others).append(path)
        for paths, only in ((named, None), (others, numbers)):
            for path in sorted(paths, key=lambda p: _stamp(p.name), reverse=True)[:MAX_TABLES_BESIDE]:
                if self._read_table(_alone(path), only):
                    self.containers.append(path)
                    self.notes.append(f"Réponses lues dans le tableau voisin « {displayed(path.name)} ».")
            if self.records:
                return

    def _read_errors(self) -> None:
        for entry in self.layout.errors:
            try:
                text = self._bytes(entry, MAX_ERROR_LIST_BYTES).decode("utf-8", "replace")
            except FileUnavailable as fault:
                self.notes.append(f"{entry.path} : {fault.sentence}.")
                continue
            for line in text.splitlines():
                if found := FAILED.search(line):
                    path = (f"dossier-{found['number']}", *safe_parts(found["path"].strip()))
                    self._failed.setdefault(int(found["number"]), []).append(path)

    def _note_what_is_left(self) -> None:
        if not self.layout.dossiers and self.records:
            self.notes.append(
                "L’export ne contient que des réponses, sans aucun fichier : donnez aussi le zip."
            )
        for reason, entries in (
            ("tableau sans dossier de cet export", self.layout.tables),
            ("fichier hors de tout dossier", [*self.layout.strays, *self.layout.listings]),
            ("archive sans dossier reconnu, non examinée", self.layout.archives),
        ):
            self.notes += [f"{entry.path} : {reason}." for entry in entries[:MAX_NOTES]]
            if len(entries) > MAX_NOTES:
                self.notes.append(f"… et {len(entries) - MAX_NOTES} autres ({reason}).")


def _template_like(listing: Listing) -> bool:
    """Tell whether an archive of folders without the service's names may be a template's export."""
    return any(
        len(entry.parts) > 1 and re.search(r"\d{4}", "/".join(entry.parts)) for entry in listing.entries
    )


def _alone(path: Path) -> Entry:
    return Entry(path, None, (path.name,), "", path.stat().st_size)


def _tables_in(folder: Path) -> list[Path]:
    try:
        return sorted(
            p
            for p in folder.iterdir()
            if p.suffix.lower().removeprefix(".") in TABLE_EXTENSIONS and p.is_file()
        )
    except OSError:
        return []


def _stamp(name: str) -> str:
    found = EXPORT_NAME.match(name)
    return f"{found['day']}_{found['time'] or ''}" if found else ""

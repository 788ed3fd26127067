"""Make records of a table: columns by name, with the SIRET sheet and the repeated blocks joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.intake.labels import Form, Match, Shape, plain
from checker.intake.records import Record, add_fields
from checker.intake.sheets import Sheet
from checker.intake.values import shape_of

HEADER_ROWS = 10
BLOCK_NAME = re.compile(r"^\(\d+\)\s*")
OTHER_SHEETS = frozenset({"avis"})


@dataclass(frozen=True)
class Columns:
    """What the columns of a sheet hold: the service's own by key, the form's with their match."""

    start: int
    system: dict[str, int]
    fields: tuple[int, ...]
    labels: tuple[str, ...]
    matches: tuple[Match | None, ...]
    shapes: tuple[Shape | None, ...]


def table_records(
    sheets: Sequence[Sheet], form: Form, title: str, rank: str, known: frozenset[int]
) -> tuple[dict[int, Record], tuple[str, ...]]:
    """Return a record a dossier, none when no sheet has a column of dossier numbers, and French notes.

    ``known`` are numbers seen elsewhere, by which a renamed column is recognised.
    """
    records: dict[int, Record] = {}
    main = next((s for s in sheets if plain(s.name) == "dossiers"), sheets[0] if sheets else None)
    columns = _columns(main, form, known) if main else None
    if main is None or columns is None:
        return {}, ()
    for number, row in _numbered(main, columns):
        record = Record(number, "table", title, rank)
        record.system = {
            key: _cell(row, at).strip() for key, at in columns.system.items() if _cell(row, at).strip()
        }
        values = [_cell(row, at) for at in columns.fields]
        record.labels = columns.labels
        add_fields(record, columns.labels, values, columns.matches, columns.shapes)
        if number in records:
            record.notes.append(f"Plusieurs lignes portent ce numéro dans {title} : la première est retenue.")
            records[number].notes.extend(record.notes)
            continue
        records[number] = record
    for sheet in sheets:
        if sheet is main or plain(sheet.name) in OTHER_SHEETS:
            continue
        if plain(sheet.name) == "etablissements":
            _join_establishments(sheet, form, records)
        else:
            _join_block(sheet, form, records)
    return records, _unknown_fields(columns)


def _unknown_fields(columns: Columns) -> tuple[str, ...]:
    """Return a note naming the file columns that are no field of the programme; their files still count."""
    pairs = zip(columns.labels, columns.matches, columns.shapes, strict=True)
    unknown = [label[:60] for label, match, shape in pairs if shape == "files" and match is None]
    if not unknown:
        return ()
    shown = ", ".join(f"« {label} »" for label in unknown[:10])
    return (
        f"champ(s) de pièces hors du programme : {shown} ; leurs fichiers sont examinés pour ce qu’ils sont",
    )


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if at < len(row) else ""


def _columns(sheet: Sheet, form: Form, known: frozenset[int]) -> Columns | None:
    for start, row in enumerate(sheet.rows[:HEADER_ROWS]):
        system = _system(row, form)
        body = sheet.rows[start + 1 :]
        number = _number_column(row, body, system, form, known)
        if number is None:
            continue
        system["number"] = number
        taken = set(system.values())
        ignored = {i for i, label in enumerate(row) if form.system_headers.get(plain(label)) == "ignored"}
        fields = [i for i, label in enumerate(row) if i not in taken and i not in ignored and label.strip()]
        labels = [row[i].strip() for i in fields]
        shapes = [shape_of(_cell(r, i) for r in body) for i in fields]
        matches = form.assigned(labels, shapes)
        return Columns(start, system, tuple(fields), tuple(labels), tuple(matches), tuple(shapes))
    return None


def _system(row: Sequence[str], form: Form) -> dict[str, int]:
    """Return the service's own columns; where a header is there twice, its first listed spelling wins."""
    found: dict[str, tuple[int, int]] = {}
    for index, label in enumerate(row):
        key = form.system_headers.get(plain(label))
        if key and key != "ignored":
            spelling = [plain(way) for way in form.data["system"][key]].index(plain(label))
            if key not in found or spelling < found[key][0]:
                found[key] = (spelling, index)
    return {key: index for key, (_, index) in found.items()}


def _number_column(
    row: Sequence[str],
    body: Sequence[Sequence[str]],
    system: dict[str, int],
    form: Form,
    known: frozenset[int],
) -> int | None:
    named = system.get("number")
    if named is not None and any(_number(_cell(r, named)) for r in body):
        return named
    for index in range(len(row)):
        values = [_number(_cell(r, index)) for r in body if _cell(r, index).strip()]
        if values and all(values) and known.intersection(v for v in values if v):
            return index
    # A table without rows is still a table of dossiers.
    return named if not body else None


def _number(text: str) -> int | None:
    found = re.fullmatch(r"\s*(?:n\s*[°o]\s*|dossier[ -]?)?(\d{1,12})(?:\.0)?\s*", text, re.IGNORECASE)
    return int(found[1]) or None if found else None


def _numbered(sheet: Sheet, columns: Columns) -> list[tuple[int, Sequence[str]]]:
    rows = sheet.rows[columns.start + 1 :]
    at = columns.system["number"]
    return [(number, row) for row in rows if (number := _number(_cell(row, at)))]


def _join_establishments(sheet: Sheet, form: Form, records: dict[int, Record]) -> None:
    """Give each record the SIRET and name of its applicant: the line whose ``Champ`` says « Dossier »."""
    if not sheet.rows:
        return
    system = _system(sheet.rows[0], form)
    if "number" not in system:
        return
    for row in sheet.rows[1:]:
        number = _number(_cell(row, system["number"]))
        record = records.get(number) if number else None
        if record is None:
            continue
        of = plain(_cell(row, system["entry_of"])) if "entry_of" in system else "dossier"
        held = {
            key: _cell(row, at).strip() for key, at in system.items() if key not in {"number", "entry_of"}
        }
        if of == "dossier":
            record.system = {**{k: v for k, v in held.items() if v}, **record.system}
        elif held.get("company"):
            record.names.append(held["company"])


def _join_block(sheet: Sheet, form: Form, records: dict[int, Record]) -> None:
    """Add the rows of a repeated block to their dossiers, each under « block – label (ligne n) »."""
    columns = _columns(sheet, form, frozenset(records))
    if columns is None:
        return
    block = BLOCK_NAME.sub("", sheet.name)
    seen: dict[int, int] = {}
    for number, row in _numbered(sheet, columns):
        if number not in records:
            continue
        seen[number] = seen.get(number, 0) + 1
        labels = [f"{block} – {label} (ligne {seen[number]})" for label in columns.labels]
        values = [_cell(row, at) for at in columns.fields]
        records[number].labels += tuple(labels)
        add_fields(records[number], labels, values, columns.matches, columns.shapes)

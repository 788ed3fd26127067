"""Join what is known of one dossier: its files, and what the API, the table and its own PDF say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checker.intake.answers import joined_answers
from checker.intake.assign import dossier_files, location
from checker.intake.attach import Present, names_in_cell, present_files
from checker.intake.by_value import recognised
from checker.intake.contents import digests, read_bytes
from checker.intake.entries import Entry
from checker.intake.errors import FileUnavailable
from checker.intake.identity import identity
from checker.intake.labels import Form
from checker.intake.layout import Placed, origin_of
from checker.intake.records import NamedFile, Record
from checker.intake.summary import MAX_SUMMARY_BYTES, summary_record
from models.dossier import Dossier, Origin

PdfText = Callable[[bytes], str]
"""Returns a PDF's text; raises ``FileUnavailable``."""


@dataclass(frozen=True)
class Parts:
    """All that intake gathered of one dossier before joining it; ``failed`` are paths of an error list."""

    number: int
    placed: tuple[Placed, ...]
    records: tuple[Record, ...]
    failed: tuple[tuple[str, ...], ...] = ()


def built(parts: Parts, form: Form, pdf_text: PdfText) -> Dossier:
    """Return the dossier, its files hashed and tied to their fields; never raises for a bad file."""
    notes: list[str] = []
    present = _without_repeats(_hashed(present_files(parts.placed)))
    present += _ghosts(parts, present)
    records = [_with_names(record, present) for record in parts.records]
    records += _summaries(parts, present, form, pdf_text, notes)
    for record in records:
        notes += record.notes
    files, file_notes = dossier_files(parts.number, present, records, form)
    answers, answer_notes = joined_answers(records, form)
    answers = recognised(answers, form)
    system: dict[str, str] = {}
    for record in records:
        system = {**record.system, **system}
    who = identity(form, answers, system, [name for record in records for name in record.names])
    notes += [*file_notes, *answer_notes, *who.notes, *_whole_notes(parts, records)]
    return Dossier(
        number=parts.number,
        subject=who.subject,
        establishment=who.establishment,
        finess=who.finess,
        siret=who.siret,
        legal_status=who.legal_status,
        ght=who.ght,
        region=who.region,
        submitted_on=who.submitted_on,
        state=who.state,
        window=who.window,
        volets=who.volets,
        answers=tuple(answers),
        files=tuple(files),
        notes=tuple(dict.fromkeys(notes)),
    )


def _whole_notes(parts: Parts, records: Sequence[Record]) -> list[str]:
    if not parts.placed:
        return ["Ce dossier n’a aucun fichier dans l’export : il n’est connu que par ses réponses."]
    if not parts.records and records:
        return ["Ce dossier ne figure dans aucun tableau : ses réponses viennent de son PDF."]
    if not records:
        return ["Ce dossier ne figure dans aucun tableau et n’a pas de PDF lisible : aucune réponse connue."]
    return []


def _hashed(present: list[Present]) -> list[Present]:
    for one in present:
        if one.placed.entry.trouble is None:
            try:
                one.sha256, one.md5 = digests(location(one.placed.entry))
            except FileUnavailable as fault:
                one.trouble = fault.sentence
    return present


def _without_repeats(present: list[Present]) -> list[Present]:
    """Drop a file that a second export brought again: same bytes, same name, another container."""
    kept: list[Present] = []
    seen: dict[tuple[str, str, Origin], set[object]] = {}
    for one in present:
        entry = one.placed.entry
        container: object = entry.container if entry.member is not None else entry.parts[:-1]
        if one.sha256 is not None:
            holders = seen.setdefault((one.sha256, one.key, one.placed.origin), set())
            if holders and container not in holders:
                continue
            holders.add(container)
        kept.append(one)
    return kept


def _ghosts(parts: Parts, present: Sequence[Present]) -> list[Present]:
    """Return a trace of each file that the service could not put in the zip."""
    there = {one.placed.entry.parts[-2:] for one in present}
    somewhere = parts.placed[0].entry.container if parts.placed else Path()
    absent = [path for path in parts.failed if path[-2:] not in there]
    placed = [Placed(Entry(somewhere, None, path), origin_of(path[1:], parts.number)) for path in absent]
    return [replace(one, ghost=True) for one in present_files(placed)]


def _with_names(record: Record, present: Sequence[Present]) -> Record:
    """Return the record with its file cells cut into names."""
    keys = Counter(one.key for one in present)
    named = [
        NamedFile(name, label, field_id)
        for label, field_id, cell in record.cells
        for name in names_in_cell(cell, keys)
    ]
    return replace(record, named=[*record.named, *named])


def _summaries(
    parts: Parts, present: Sequence[Present], form: Form, pdf_text: PdfText, notes: list[str]
) -> list[Record]:
    """Return the record of the latest PDF of the dossier; the API's data make it needless."""
    pdfs = [one for one in present if one.placed.origin == "dossier_summary" and one.sha256]
    if not pdfs or any(record.source == "api" for record in parts.records):
        return []
    latest = max(pdfs, key=lambda one: one.stamped.stamp).placed.entry
    known = [label for record in parts.records for label in record.labels]
    try:
        text = pdf_text(read_bytes(location(latest), MAX_SUMMARY_BYTES))
    except FileUnavailable as fault:
        notes.append(f"{latest.path} : {fault.sentence}.")
        return []
    return [summary_record(text, parts.number, form, latest.path, known)]

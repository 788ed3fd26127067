"""Make a dossier's files: each with the field it answers by the surest way, the absent ones named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.intake.attach import Present, tied
from checker.intake.entries import Entry
from checker.intake.labels import Form
from checker.intake.names import displayed
from checker.intake.records import SOURCE_TITLES, NamedFile, Record
from checker.intake.templates import templated
from models.dossier import DossierFile, FileState, Location

WAYS = ("api", "table", "template", "summary")
"""The ways to a file's field, the surest first."""


@dataclass(frozen=True, slots=True)
class _Found:
    named: NamedFile
    way: str


def location(entry: Entry) -> Location:
    """Return where an entry's bytes are."""
    return Location(container=entry.container, member=entry.member)


def dossier_files(
    number: int, present: Sequence[Present], records: Sequence[Record], form: Form
) -> tuple[list[DossierFile], list[str]]:
    """Return the files that are there, then those only named, with French notes on what is odd."""
    found: dict[int, list[_Found]] = {}
    doubts: dict[int, str] = {}
    missing: list[_Found] = []
    notes: list[str] = []
    by_template = templated(number, present, records, form)
    for index, named in by_template.named.items():
        found.setdefault(index, []).append(_Found(named, "template"))
    missing += [_Found(named, "table") for named in by_template.missing]
    ways: set[str] = set()
    for record in records:
        if by_template.named and record.source == "table":
            continue
        ties = tied(record.named, present)
        doubts.update(ties.doubts)
        for index, at in ties.named_of.items():
            found.setdefault(index, []).append(_Found(record.named[at], record.source))
        # The first way to tell is the surest; an older table names files since replaced.
        if not ways and not by_template.named:
            named_only = [record.named[at] for at in ties.missing]
            missing += [_Found(one, record.source) for one in named_only if one.origin != "dossier_summary"]
        if record.named:
            ways.add(record.source)
    files = []
    for index, one in enumerate(present):
        fields = sorted(found.get(index, []), key=lambda f: (f.named.field_id is None, WAYS.index(f.way)))
        odd = _disagreement(fields, form)
        if odd:
            notes.append(f"{one.placed.entry.path} : {odd}.")
        files.append(_present_file(one, fields[0].named if fields else None, (odd, doubts.get(index))))
    files += [_missing_file(number, one) for one in missing]
    return files, notes


def _disagreement(fields: Sequence[_Found], form: Form) -> str | None:
    """Return a sentence when two ways put a file under two fields of the programme."""
    told: dict[str, str] = {}
    for one in fields:
        if one.named.field_id and one.named.field_id not in told:
            told[one.named.field_id] = (
                f"{SOURCE_TITLES[one.way]} dit « {form.by_id[one.named.field_id].title} »"
            )
    return "champ incertain, " + ", ".join(told.values()) if len(told) > 1 else None


def _present_file(one: Present, named: NamedFile | None, odd: Sequence[str | None]) -> DossierFile:
    entry = one.placed.entry
    state: FileState = "present"
    if one.ghost or entry.trouble == "special":
        state = "missing"
    elif entry.trouble == "oversized":
        state = "oversized"
    failed = "le service n’a pas pu joindre ce fichier à l’export (liste des erreurs)" if one.ghost else None
    notes = [note for note in (failed, entry.note, one.trouble, *odd) if note]
    text = " ; ".join(notes)
    origin = one.placed.origin
    own_name = named.name if named and not one.stamped.stamp else one.stamped.name
    return DossierFile(
        path=entry.path,
        name=displayed(own_name),
        origin=named.origin if named and origin in {"unknown", "field"} else origin,
        field=displayed(named.label) if named and named.label else None,
        field_id=named.field_id if named else None,
        state=state,
        size=entry.size,
        sha256=one.sha256,
        location=location(entry) if state == "present" else None,
        note=f"{text[0].upper()}{text[1:]}." if text else None,
    )


def _missing_file(number: int, one: _Found) -> DossierFile:
    named = one.named
    return DossierFile(
        path=f"dossier-{number}/{displayed(named.name)}",
        name=displayed(named.name),
        origin=named.origin,
        field=displayed(named.label) if named.label else None,
        field_id=named.field_id,
        state="missing",
        size=named.size or 0,
        note=f"Nommé par {SOURCE_TITLES[one.way]}, absent de l’export "
        "(écarté par l’antivirus du service, ou téléchargement incomplet).",
    )

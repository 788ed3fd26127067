"""Join what is known of one dossier: its files, and what the API, the table and its own PDF say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checker.intake.attach import Present, names_in_cell, present_files, tied
from checker.intake.contents import digests, read_bytes
from checker.intake.entries import Entry
from checker.intake.errors import FileUnavailable
from checker.intake.identity import identity
from checker.intake.labels import Form
from checker.intake.layout import Placed
from checker.intake.names import TemplateName, displayed, slug_agrees, split_template
from checker.intake.records import SOURCE_TITLES, NamedFile, Record
from checker.intake.summary import MAX_SUMMARY_BYTES, summary_record, summary_text
from checker.intake.values import same_answer
from models.dossier import Answer, Dossier, DossierFile, FileState, Location, Origin

Digests = Callable[[Location], tuple[str, str]]
MIXED_UP = "plusieurs fichiers portent ce nom : le rattachement au champ suit leur ordre et reste à vérifier"


@dataclass(frozen=True)
class Parts:
    """All that intake gathered of one dossier before joining it."""

    number: int
    placed: tuple[Placed, ...]
    records: tuple[Record, ...]
    failed: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()


def location(entry: Entry) -> Location:
    """Return where an entry's bytes are."""
    return Location(container=entry.container, member=entry.member)


def built(parts: Parts, form: Form, hashed: Digests = digests) -> Dossier:
    """Return the dossier, its files hashed and tied to their fields; never raises for a bad file."""
    notes = list(parts.notes)
    present = _without_repeats(_hashed(present_files(parts.placed), hashed))
    present += _ghosts(parts, present)
    records = list(parts.records)
    summary = _summary(parts, present, form, notes)
    if summary:
        records.append(summary)
    for record in records:
        keys = Counter(p.key for p in present)
        for label, field_id, cell in record.cells:
            origin: Origin = "field"
            record.named.extend(
                NamedFile(name, label, field_id, origin) for name in names_in_cell(cell, keys) if name
            )
        notes.extend(record.notes)
    files, file_notes = _files(parts.number, present, records, form)
    notes.extend(file_notes)
    answers = _answers(records, form, notes)
    system: dict[str, str] = {}
    for record in records:
        system = {**record.system, **system}
    who = identity(form, answers, system, [name for record in records for name in record.names])
    notes.extend(who.notes)
    if not parts.records and parts.placed:
        notes.append(
            "Ce dossier ne figure dans aucun tableau : ses réponses viennent de son PDF, s’il y est."
        )
    if not parts.placed:
        notes.append("Ce dossier n’a aucun fichier dans l’export : seul le tableau le connaît.")
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


def _hashed(present: list[Present], hashed: Digests) -> list[Present]:
    for one in present:
        entry = one.placed.entry
        if entry.trouble is None:
            try:
                one.sha256, one.md5 = hashed(location(entry))
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
    there = {"/".join(p.placed.entry.parts[-2:]) for p in present}
    ghosts: list[Present] = []
    for path in parts.failed:
        if "/".join(path[-2:]) in there:
            continue
        nowhere = parts.placed[0].entry.container if parts.placed else Path()
        entry = Entry(container=nowhere, member=None, parts=path)
        origin: Origin = "message" if "messagerie" in path else "opinion" if "avis" in path else "field"
        ghosts += [replace(p, ghost=True) for p in present_files([Placed(entry, origin)])]
    return ghosts


def _summary(parts: Parts, present: Sequence[Present], form: Form, notes: list[str]) -> Record | None:
    if any(record.source == "api" for record in parts.records):
        return None
    pdfs = [p for p in present if p.placed.origin == "dossier_summary" and p.sha256]
    if not pdfs:
        return None
    latest = max(pdfs, key=lambda p: p.stamped.stamp)
    known = [a.label for r in parts.records for a in r.answers]
    known += [label for r in parts.records for label, _, _ in r.cells]
    try:
        text = summary_text(read_bytes(location(latest.placed.entry), MAX_SUMMARY_BYTES))
    except FileUnavailable as fault:
        notes.append(f"{latest.placed.entry.path} : {fault.sentence}.")
        return None
    return summary_record(text, parts.number, form, latest.placed.entry.path, known)


def _answers(records: Sequence[Record], form: Form, notes: list[str]) -> list[Answer]:
    """Return the first record's answers, then what only the others say; note where they disagree."""
    answers: list[Answer] = []
    for record in records:
        for answer in record.answers:
            field_id = answer.field_id
            many = field_id is not None and form.by_id[field_id].many
            same = [
                a
                for a in answers
                if a.label == answer.label or (field_id and not many and a.field_id == field_id)
            ]
            if not same or all(a.source == record.source and record.source != "summary" for a in same):
                answers.append(answer)
                continue
            first = same[0]
            kind = form.by_id[field_id].type if field_id else "text"
            if field_id and first.field_id == field_id and not same_answer(first.value, answer.value, kind):
                notes.append(
                    f"« {answer.label} » : {SOURCE_TITLES[first.source]} dit « {first.value[:60]} », "
                    f"{SOURCE_TITLES[record.source]} « {answer.value[:60]} »."
                )
    return answers


@dataclass
class _Field:
    label: str | None
    field_id: str | None
    origin: Origin
    way: str


def _files(
    number: int, present: Sequence[Present], records: Sequence[Record], form: Form
) -> tuple[list[DossierFile], list[str]]:
    """Return the dossier's files in the form's order, then those that no field names, then the missing."""
    notes: list[str] = []
    fields: dict[int, list[_Field]] = {}
    doubtful: set[int] = set()
    missing: list[tuple[NamedFile, str]] = []
    templated = _templated(number, present, records, form)
    for index, held in templated.items():
        fields.setdefault(index, []).append(held)
    done: set[str] = set()
    for record in records:
        named = [one for one in record.named if one.origin != "dossier_summary"]
        if not named:
            continue
        ties = tied(named, present)
        doubtful |= ties.doubtful
        for index, at in ties.named_of.items():
            one = named[at]
            fields.setdefault(index, []).append(_Field(one.label, one.field_id, one.origin, record.source))
        # An older table may name files since replaced, and a template's names tell nothing of what is absent.
        if (
            record.source not in done
            and not (templated and record.source != "api")
            and record.source != "summary"
        ) or (record.source == "summary" and not done and not templated):
            missing += [(named[at], record.source) for at in ties.missing]
        done.add(record.source)
    files = [
        _file(
            one, _best(fields.get(i, [])), i in doubtful, _disagreement(fields.get(i, []), one, form, notes)
        )
        for i, one in enumerate(present)
    ]
    for one, way in missing:
        files.append(
            DossierFile(
                path=f"dossier-{number}/{displayed(one.name)}",
                name=displayed(one.name),
                origin=one.origin,
                field=one.label,
                field_id=one.field_id,
                state="missing",
                size=one.size or 0,
                note=f"Nommé par {SOURCE_TITLES[way]}, absent de l’export "
                "(rejeté par l’antivirus du service, ou téléchargement incomplet).",
            )
        )
    return files, notes


def _best(fields: Sequence[_Field]) -> _Field | None:
    order = ("api", "table", "template", "summary")
    ranked = sorted(fields, key=lambda f: (f.field_id is None, order.index(f.way)))
    return ranked[0] if ranked else None


def _disagreement(fields: Sequence[_Field], one: Present, form: Form, notes: list[str]) -> str | None:
    """Return, and keep, a note when two ways put a file under two fields of the programme."""
    by_id = {f.field_id: f for f in fields if f.field_id}
    if len(by_id) < 2:
        return None
    told = " ; ".join(f"{SOURCE_TITLES[f.way]} : « {form.by_id[i].title} »" for i, f in by_id.items() if i)
    notes.append(f"{one.placed.entry.path} : champ incertain ({told}).")
    return f"champ incertain ({told})"


def _file(one: Present, field: _Field | None, doubtful: bool, disagreement: str | None) -> DossierFile:
    entry = one.placed.entry
    state: FileState = "present"
    notes: list[str] = []
    if one.ghost:
        state, notes = "missing", ["le service n’a pas pu joindre ce fichier à l’export (liste des erreurs)"]
    elif entry.trouble == "oversized":
        state = "oversized"
    elif entry.trouble == "special":
        state = "missing"
    notes += [note for note in (entry.note, one.trouble, disagreement) if note]
    if doubtful:
        notes.append(MIXED_UP)
    text = " ; ".join(notes)
    origin = one.placed.origin
    return DossierFile(
        path=entry.path,
        name=displayed(one.stamped.name),
        origin=field.origin if field and origin in {"unknown", "field"} else origin,
        field=field.label if field else None,
        field_id=field.field_id if field else None,
        state=state,
        size=entry.size,
        sha256=one.sha256,
        location=location(entry) if state == "present" else None,
        note=f"{text[0].upper()}{text[1:]}." if text else None,
    )


def _templated(
    number: int, present: Sequence[Present], records: Sequence[Record], form: Form
) -> dict[int, _Field]:
    """Return the field that a template wrote into a file's name, by the table's labels or by likeness."""
    labels = {label: field_id for r in records for label, field_id, _ in r.cells}
    found: dict[int, _Field] = {}
    for index, one in enumerate(present):
        parts: TemplateName | None = split_template(one.placed.entry.name, number)
        if parts is None or one.placed.origin == "dossier_summary":
            continue
        fits = [label for label in labels if slug_agrees(parts.slug, label)]
        if len(fits) == 1:
            found[index] = _Field(fits[0], labels[fits[0]], "field", "template")
            continue
        label = parts.slug.replace("-", " ")
        match = form.match(label, "files")
        found[index] = _Field(label, match.field.id if match else None, "field", "template")
    return found

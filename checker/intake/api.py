"""Make records of what the API's client left: a dossier's GraphQL node, alone or in a listing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from checker.intake.errors import FileUnavailable
from checker.intake.labels import Form, Shape
from checker.intake.records import NamedFile, Record
from checker.intake.values import shape_of
from models.dossier import Origin

MAX_JSON_BYTES = 256 * 2**20
MAX_DEPTH = 12
FILE_TYPES = frozenset({"PieceJustificativeChamp", "TitreIdentiteChamp"})
SILENT_TYPES = frozenset({"ExplicationChamp"})
SHAPES: dict[str, Shape] = {
    "CheckboxChamp": "yesno",
    "YesNoChamp": "yesno",
    "IntegerNumberChamp": "number",
    "DecimalNumberChamp": "number",
    "DateChamp": "date",
    "DatetimeChamp": "date",
}


def api_records(data: bytes, form: Form, title: str, number: int | None = None) -> dict[int, Record]:
    """Return a record for each dossier node found; empty when the JSON holds none.

    Raises ``FileUnavailable`` when it is not JSON.
    """
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise FileUnavailable("données de l’API illisibles (JSON abîmé)") from error
    records: dict[int, Record] = {}
    for node in _nodes(tree, 0):
        found = node.get("number", number)
        if isinstance(found, str) and found.isdigit():
            found = int(found)
        if isinstance(found, int) and not isinstance(found, bool) and found > 0:
            records[found] = _record(node, found, form, title)
    return records


def _nodes(tree: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > MAX_DEPTH:
        return
    if isinstance(tree, dict):
        if isinstance(tree.get("champs"), list):
            yield tree
        else:
            for child in tree.values():
                yield from _nodes(child, depth + 1)
    elif isinstance(tree, list):
        for child in tree:
            yield from _nodes(child, depth + 1)


def _record(node: dict[str, Any], number: int, form: Form, title: str) -> Record:
    record = Record(number, "api", title, _text(node.get("dateDerniereModification")))
    record.system = {key: value for key, value in _system(node).items() if value}
    _add_champs(record, form, _dicts(node.get("champs")), "field")
    _add_champs(record, form, _dicts(node.get("annotations")), "annotation")
    for origin, key in (("message", "messages"), ("opinion", "avis")):
        for item in _dicts(node.get(key)):
            for file in _files(item, "attachments", "attachment"):
                record.named.append(_named(file, None, None, "message" if origin == "message" else "opinion"))
    for key in ("attestation", "motivationAttachment"):
        for file in _files(node, key, key):
            record.named.append(_named(file, None, None, "decision"))
    for file in _files(node, "pdf", "pdf"):
        record.named.append(_named(file, None, None, "dossier_summary"))
    return record


def _system(node: dict[str, Any]) -> dict[str, str]:
    applicant = _dict(node.get("demandeur"))
    company = _dict(applicant.get("entreprise"))
    address = _dict(applicant.get("address"))
    return {
        "state": _text(node.get("state")),
        "submitted_on": _text(node.get("dateDepot")),
        "built_on": _text(node.get("datePassageEnConstruction")),
        "siret": _text(applicant.get("siret")),
        "siren": _text(company.get("siren")),
        "company": _text(company.get("raisonSociale"))
        or _text(_dict(applicant.get("association")).get("titre")),
        "sign": _text(company.get("enseigne")) or _text(company.get("nomCommercial")),
        "city": _text(address.get("cityName")) or _text(applicant.get("localite")),
        "group": _text(_dict(node.get("groupeInstructeur")).get("label")),
    }


def _add_champs(record: Record, form: Form, champs: list[dict[str, Any]], origin: Origin) -> None:
    """Add fields and their files; the rows of a repeated block are named after it, as in a table."""
    told = list(_flat(champs))
    labels = [label for _, label, _ in told]
    shapes = [_shape(champ) for champ, _, _ in told]
    record.labels += tuple(labels)
    for (champ, label, section), match in zip(told, form.assigned(labels, shapes), strict=True):
        files = _files(champ, "files", "file")
        if files and match is None and section:
            # « Pièce à joindre » under « PS 2.2 – Audit » is told by its section.
            match = form.match(f"{section} – {label}", "files")
        field_id = match.field.id if match else None
        record.named.extend(_named(file, label, field_id, origin) for file in files)
        if not files and champ.get("__typename") not in FILE_TYPES and origin == "field":
            record.add_answer(label, _value(champ), match)


def _flat(champs: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Yield each field with its label and the title of the section it stands in."""
    section = ""
    for champ in champs:
        label = _text(champ.get("label"))
        rows = _dicts(champ.get("rows"))
        inner = [_dicts(row.get("champs")) for row in rows] or [_dicts(champ.get("champs"))]
        if rows or champ.get("__typename") == "RepetitionChamp":
            for index, row in enumerate(inner, 1):
                for child in row:
                    yield child, f"{label} – {_text(child.get('label'))} (ligne {index})", section
        elif champ.get("__typename") == "HeaderSectionChamp":
            section = label
        elif champ.get("__typename") not in SILENT_TYPES:
            yield champ, label, section


def _shape(champ: dict[str, Any]) -> Shape | None:
    kind = _text(champ.get("__typename"))
    if kind in FILE_TYPES or champ.get("files") or champ.get("file"):
        return "files"
    if kind in SHAPES:
        return SHAPES[kind]
    shape = shape_of([_value(champ)])
    return "text" if shape == "files" else shape


def _value(champ: dict[str, Any]) -> str:
    for key in ("stringValue", "value", "date", "primaryValue", "values"):
        value = champ.get(key)
        if isinstance(value, bool):
            return "Oui" if value else "Non"
        if isinstance(value, list):
            return ", ".join(_text(v) for v in value)
        if value is not None and _text(value):
            return _text(value)
    return ""


def _files(holder: dict[str, Any], many: str, one: str) -> list[dict[str, Any]]:
    """Return the files under the newer key, else the single one under the older key."""
    value = holder.get(many) or holder.get(one)
    found = value if isinstance(value, list) else [value]
    return [f for f in found if isinstance(f, dict) and f.get("filename")]


def _named(file: dict[str, Any], label: str | None, field_id: str | None, origin: Origin) -> NamedFile:
    size = _text(file.get("byteSizeBigInt") or file.get("byteSize"))
    return NamedFile(
        name=_text(file["filename"]),
        label=label,
        field_id=field_id,
        origin=origin,
        size=int(size) if size.isdigit() else None,
        checksum=_text(file.get("checksum")) or None,
    )


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""

"""Exports of Démarches simplifiées: the zip, the unpacked folder, the API client's folder."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from samples.generator.blocks import Block, Doc, Heading, Look, Para, Title
from samples.generator.forms import Form, field_on
from samples.generator.model import Dossier, File
from samples.generator.pages import pdf
from samples.generator.tables import clock, table_csv, table_xlsx

Member = tuple[str, bytes, datetime]
TYPES = {
    "pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text", "jpg": "image/jpeg", "png": "image/png", "tif": "image/tiff", "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "eml": "message/rfc822",
}  # fmt: skip


class RawName(zipfile.ZipInfo):
    """A zip entry whose name is raw UTF-8 without the flag that says so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 – zipfile's own hook
        return self.filename.encode("utf-8"), self.flag_bits & ~0x800


def exported_name(file: File, rng: random.Random, when: datetime) -> str:
    """Return the name the service gives: the applicant's, a stamp, a number of one to four digits."""
    path = PurePosixPath(re.sub(r'[%$|:;/<>?*"\\]', "-", file.name))
    return f"{path.stem}-{when:%d-%m-%Y-%H-%M}-{rng.randrange(10, 9999)}{path.suffix}"


def failed(dossier: Dossier) -> list[str]:
    """Return the paths that the service could not put in."""
    rng = random.Random(f"export-{dossier.number}")
    named = [(f, exported_name(f, rng, dossier.filed - timedelta(minutes=90 - 4 * i))) for i, f in enumerate(dossier.files)]
    return [f"dossier-{dossier.number}/{f.folder}/{name}" for f, name in named if f.absent]


def members(dossier: Dossier, form: Form, exported: datetime) -> Iterator[Member]:
    """Yield path (below the root), bytes and moment of every file of a dossier."""
    rng = random.Random(f"export-{dossier.number}")
    folder = f"dossier-{dossier.number}"
    yield f"{folder}/export-{dossier.number}-{exported:%d-%m-%Y-%H-%M}-{dossier.number % 10000}.pdf", summary(dossier, form), exported
    for index, file in enumerate(dossier.files):
        when = file.uploaded or dossier.filed - timedelta(minutes=90 - 4 * index)
        name = exported_name(file, rng, when)
        if not file.absent:
            yield f"{folder}/{file.folder}/{name}", file.data, when


def summary(dossier: Dossier, form: Form) -> bytes:
    """Return the dossier as the service prints it."""
    h = dossier.hospital
    body: list[Block] = [
        Title(f"Dossier n° : {dossier.number}"), Para("Démarche : Programme SUN-ES – candidature des établissements de santé"), Para("Organisme : Agence régionale de santé"),
        Para("Ce dossier est **en instruction**."), Heading("Historique"), Para(f"Déposé le : {dossier.filed:%d/%m/%Y %H:%M}"),
        Heading("Identité du demandeur"), Para(f"Email : {h.head.mail(h.domain)}"), Para(f"SIRET : {h.siret}"), Para(f"Dénomination : {h.name.upper()}"), Heading("Formulaire"),
    ]  # fmt: skip
    for field, label, kind in form:
        if kind == "files":
            names = [f"- {f.name}" for f in dossier.files if f.folder == "pieces_justificatives" and field_on(form, f.field) == field]
            value = "\n".join(names)
        else:
            value = dossier.answers.get(field, "")
        body.append(Para(f"**{label}**\n{value or 'Non communiqué'}"))
    body += [Heading("Annotations privées"), Para("Aucune annotation"), Heading("Avis"), Para("Aucun avis"), Heading("Messagerie"), Para("Aucun message")]
    return pdf(Doc((), tuple(body), Look("Helvetica", 9, 4, 0, 0)))


def write_zip(path: Path, root: str, entries: Sequence[Member]) -> None:
    """Write a stored zip; every third name comes without its flag, every fifth decomposed (NFD)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        for index, (name, data, when) in enumerate(entries):
            full = f"{root}/{name}"
            full = unicodedata.normalize("NFD" if index % 5 == 2 else "NFC", full)
            kind = RawName if index % 3 else zipfile.ZipInfo
            target.writestr(kind(full, when.timetuple()[:6]), data, zipfile.ZIP_STORED)  # type: ignore[arg-type]


def write_folder(root: Path, entries: Sequence[Member]) -> None:
    """Write the unpacked export."""
    for name, data, _ in entries:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def write_zip_export(folder: Path, slug: str, exported: datetime, dossiers: Sequence[Dossier], form: Form) -> None:
    """Write a default export zip, and the XLSX beside it."""
    stem = f"dossiers_{slug}_{exported:%Y-%m-%d_%H-%M}"
    entries = [m for d in dossiers for m in members(d, form, exported)]
    lost = [f"Impossible de récupérer le fichier {name}" for d in dossiers for name in failed(d)]
    if lost:
        entries.append(("-LISTE-DES-FICHIERS-EN-ERREURS.txt", "\n".join(lost).encode(), exported))
    write_zip(folder / f"{stem}.zip", "export", entries)
    (folder / f"{stem}.xlsx").write_bytes(table_xlsx(dossiers, form))


def write_folder_export(
    folder: Path, slug: str, exported: datetime, dossiers: Sequence[Dossier], form: Form, *, csv_table: bool
) -> None:
    """Write an unpacked export under its root of before March 2024, and its table beside it."""
    stem = f"dossiers_{slug}_{exported:%Y-%m-%d_%H-%M}"
    write_folder(folder / stem, [m for d in dossiers for m in members(d, form, exported)])
    if csv_table:
        (folder / f"{stem}.csv").write_bytes(table_csv(dossiers, form))
    else:
        (folder / f"{stem}.xlsx").write_bytes(table_xlsx(dossiers, form))


def write_api_export(folder: Path, dossiers: Sequence[Dossier], form: Form) -> None:
    """Write what an API client leaves: a folder a dossier, the node as ``dossier.json``, files by their names."""
    for dossier in dossiers:
        place = folder / f"dossier-{dossier.number}"
        place.mkdir(parents=True, exist_ok=True)
        for file in dossier.files:
            if not file.absent:
                (place / file.name).write_bytes(file.data)
        text = json.dumps(node(dossier, form), ensure_ascii=False, indent=1)
        (place / "dossier.json").write_text(text + "\n", "utf-8")


def iso(when: datetime) -> str:
    """Return an ISO 8601 moment with the offset of Paris."""
    text = str(clock(when, csv_form=True))
    return f"{text[:10]}T{text[11:19]}{text[20:23]}:{text[23:]}"


def opaque(kind: str, number: int) -> str:
    """Return an identifier as the API writes it."""
    return base64.b64encode(f"{kind}-{number}".encode()).decode()


def node(dossier: Dossier, form: Form) -> dict[str, Any]:
    """Return the GraphQL node of a dossier."""
    h, filed = dossier.hospital, dossier.filed
    return {
        "__typename": "Dossier", "id": opaque("Dossier", dossier.number), "number": dossier.number, "archived": False,
        "state": "en_instruction", "dateDerniereModification": iso(filed + timedelta(hours=2)), "dateDepot": iso(filed),
        "datePassageEnConstruction": iso(filed), "datePassageEnInstruction": iso(filed + timedelta(days=5)), "dateTraitement": None,
        "motivation": None, "usager": {"email": h.head.mail(h.domain)}, "prenomMandataire": None, "nomMandataire": None,
        "groupeInstructeur": {"id": opaque("GroupeInstructeur", 7), "number": 7, "label": "défaut"},
        "demandeur": {
            "__typename": "PersonneMorale", "id": opaque("Etablissement", dossier.number), "siret": h.siret, "siegeSocial": True, "naf": "86.10Z",
            "libelleNaf": "Activités hospitalières", "adresse": f"{h.street} {h.postcode} {h.city}", "codePostal": h.postcode, "localite": h.city,
            "entreprise": {"siren": h.siret[:9], "raisonSociale": h.name.upper(), "nomCommercial": ""}, "association": None,
        },
        "instructeurs": [{"email": "instructrice@ars.example"}],
        "champs": [champ(dossier, form, i) for i in range(len(form))],
        "annotations": [], "avis": [], "messages": [],
    }  # fmt: skip


def champ(dossier: Dossier, form: Form, index: int) -> dict[str, Any]:
    """Return one field of the node, with the members of its type."""
    field, label, kind = form[index]
    value = dossier.answers.get(field, "")
    identifier = opaque("Champ", 88_000 + index)
    common = {"id": identifier, "champDescriptorId": identifier, "label": label, "updatedAt": iso(dossier.filed - timedelta(minutes=40)), "prefilled": False}  # fmt: skip
    if kind == "files":
        files = [f for f in dossier.files if field_on(form, f.field) == field]
        told = ", ".join(f.name for f in files)
        return {"__typename": "PieceJustificativeChamp", **common, "stringValue": told or None, "files": [described(f, dossier) for f in files]}
    if kind in ("checkbox", "yes_no"):
        name = "CheckboxChamp" if kind == "checkbox" else "YesNoChamp"
        return {"__typename": name, **common, "stringValue": "true" if value == "Oui" else "false", "value": value == "Oui"}
    if kind == "number":
        return {"__typename": "IntegerNumberChamp", **common, "stringValue": value, "value": value or None}
    return {"__typename": "TextChamp" if kind == "text" else "DropDownListChamp", **common, "stringValue": value or None, "value": value or None}


def described(file: File, dossier: Dossier) -> dict[str, Any]:
    """Return a file as the API describes it; its address lives an hour, so it leads nowhere."""
    checksum = base64.b64encode(hashlib.md5(file.data, usedforsecurity=False).digest()).decode()
    kind = TYPES.get(file.name.rpartition(".")[2], "application/octet-stream")
    return {
        "__typename": "File", "filename": file.name, "contentType": kind, "checksum": checksum, "byteSize": len(file.data),
        "byteSizeBigInt": str(len(file.data)), "url": f"https://fichiers.example/{dossier.number}/{checksum[:8].replace('/', '_')}",
        "createdAt": iso(dossier.filed - timedelta(minutes=30)), "virusScanResult": "safe",
    }  # fmt: skip

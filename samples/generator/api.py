"""What a client of the API leaves: a folder a dossier, with its GraphQL node."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from samples.generator.forms import Form, field_on
from samples.generator.model import Dossier, File
from samples.generator.tables import clock

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "jpg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "eml": "message/rfc822",
}


def write_api_export(folder: Path, dossiers: Sequence[Dossier], form: Form) -> None:
    """Write a folder a dossier: the node as ``dossier.json``, files by their own names."""
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
        "__typename": "Dossier",
        "id": opaque("Dossier", dossier.number),
        "number": dossier.number,
        "archived": False,
        "state": "en_instruction",
        "dateDerniereModification": iso(filed + timedelta(hours=2)),
        "dateDepot": iso(filed),
        "datePassageEnConstruction": iso(filed),
        "datePassageEnInstruction": iso(filed + timedelta(days=5)),
        "dateTraitement": None,
        "motivation": None,
        "usager": {"email": h.head.mail(h.domain)},
        "prenomMandataire": None,
        "nomMandataire": None,
        "groupeInstructeur": {"id": opaque("GroupeInstructeur", 7), "number": 7, "label": "défaut"},
        "demandeur": {
            "__typename": "PersonneMorale",
            "id": opaque("Etablissement", dossier.number),
            "siret": h.siret,
            "siegeSocial": True,
            "naf": "86.10Z",
            "libelleNaf": "Activités hospitalières",
            "adresse": f"{h.street} {h.postcode} {h.city}",
            "codePostal": h.postcode,
            "localite": h.city,
            "entreprise": {"siren": h.siret[:9], "raisonSociale": h.name.upper(), "nomCommercial": ""},
            "association": None,
        },
        "instructeurs": [{"email": "instructrice@ars.example"}],
        "champs": [champ(dossier, form, i) for i in range(len(form))],
        "annotations": [],
        "avis": [],
        "messages": [],
    }


def champ(dossier: Dossier, form: Form, index: int) -> dict[str, Any]:
    """Return one field of the node, with the members of its type."""
    field, label, kind = form[index]
    value = dossier.answers.get(field, "")
    identifier = opaque("Champ", 88_000 + index)
    common = {
        "id": identifier,
        "champDescriptorId": identifier,
        "label": label,
        "updatedAt": iso(dossier.filed - timedelta(minutes=40)),
        "prefilled": False,
    }
    if kind == "files":
        files = [f for f in dossier.files if field_on(form, f.field) == field]
        told = ", ".join(f.name for f in files)
        return {
            "__typename": "PieceJustificativeChamp",
            **common,
            "stringValue": told or None,
            "files": [described(f, dossier) for f in files],
        }
    if kind in ("checkbox", "yes_no"):
        name = "CheckboxChamp" if kind == "checkbox" else "YesNoChamp"
        return {
            "__typename": name,
            **common,
            "stringValue": "true" if value == "Oui" else "false",
            "value": value == "Oui",
        }
    if kind == "number":
        return {"__typename": "IntegerNumberChamp", **common, "stringValue": value, "value": value or None}
    return {
        "__typename": "TextChamp" if kind == "text" else "DropDownListChamp",
        **common,
        "stringValue": value or None,
        "value": value or None,
    }


def described(file: File, dossier: Dossier) -> dict[str, Any]:
    """Return a file as the API describes it; its address lives an hour, so it leads nowhere."""
    checksum = base64.b64encode(hashlib.md5(file.data, usedforsecurity=False).digest()).decode()
    kind = TYPES.get(file.name.rpartition(".")[2], "application/octet-stream")
    return {
        "__typename": "File",
        "filename": file.name,
        "contentType": kind,
        "checksum": checksum,
        "byteSize": len(file.data),
        "byteSizeBigInt": str(len(file.data)),
        "url": f"https://fichiers.example/{dossier.number}/{checksum[:8].replace('/', '_')}",
        "createdAt": iso(dossier.filed - timedelta(minutes=30)),
        "virusScanResult": "safe",
    }

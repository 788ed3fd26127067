"""Write the held-out dossiers as an API client leaves them, with what each must give.

Run this file with a folder, and another of dossiers if not those beside it: ``FOLDER/export/dossier-<number>/`` gets
``dossier.json`` (the GraphQL node) beside the applicant's files, ``FOLDER/expected.json`` what a careful instructor
would say.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from base64 import b64encode
from datetime import date, datetime, time
from hashlib import md5
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from frozen_paper import LOOKS, file_bytes  # noqa: E402

from checker.rulesets import load_yaml  # noqa: E402

FOLDER = Path(__file__).parent / "dossiers"
PARIS = ZoneInfo("Europe/Paris")
MEDIA = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".eml": "message/rfc822",
    ".txt": "text/plain",
}


def dossiers(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Return the dossiers as their YAML files hold them, in order."""
    return [load_yaml(path) for path in sorted(folder.glob("[0-9]*.yaml"))]


def write_all(target: Path, folder: Path = FOLDER) -> dict[str, Any]:
    """Write every dossier of ``folder`` under ``target/export`` and return what ``target/expected.json`` says."""
    expected: dict[str, Any] = {}
    stages = set()
    for number, dossier in enumerate(dossiers(folder)):
        write_dossier(dossier, target / "export" / f"dossier-{dossier['number']}", look=number % len(LOOKS))
        stages.add(dossier["stage"])
        expected[str(dossier["number"])] = {
            "window": dossier["window"],
            "outcome": dossier["expected"]["outcome"],
            "requirements": {
                name: wanted["outcome"] for name, wanted in dossier["expected"]["requirements"].items()
            },
        }
    (stage,) = stages
    result = {"stage": stage, "dossiers": expected}
    _write_json(target / "expected.json", result)
    return result


def write_dossier(dossier: dict[str, Any], folder: Path, look: int) -> None:
    """Write one dossier's files and its ``dossier.json``, set in one of the looks."""
    folder.mkdir(parents=True, exist_ok=True)
    seed = random.Random(dossier["number"])
    filed = datetime.combine(dossier["submitted_on"], time(10, 30), PARIS).isoformat()
    fields = [_answer_field(answer, filed, number) for number, answer in enumerate(dossier["answers"], 1)]
    by_label: dict[str, list[dict[str, Any]]] = {}
    for entry in dossier["files"]:
        kind = entry["signature"]["kind"]
        content = file_bytes(entry["format"], entry["pages"], kind, LOOKS[look], seed)
        path = folder / entry["name"]
        path.write_bytes(content)
        by_label.setdefault(entry["field_label"], []).append(_file_node(path, content, filed))
    for number, (label, files) in enumerate(by_label.items(), len(fields) + 1):
        fields.append(
            {**_field("PieceJustificativeChamp", label, filed, number), "stringValue": None, "files": files}
        )
    subject = dossier["subject"]
    _write_json(
        folder / "dossier.json",
        {
            "id": b64encode(f"Dossier-{dossier['number']}".encode()).decode(),
            "number": dossier["number"],
            "archived": False,
            "state": "en_instruction",
            "dateDepot": filed,
            "datePassageEnConstruction": filed,
            "datePassageEnInstruction": filed,
            "dateDerniereModification": filed,
            "dateTraitement": None,
            "usager": {"email": "candidature@etablissement.example"},
            "demandeur": {
                "__typename": "PersonneMorale",
                "siret": subject["siret"],
                "entreprise": {"siren": subject["siret"][:9], "raisonSociale": subject["name"]},
                "association": None,
            },
            "champs": fields,
            "annotations": [],
            "avis": [],
            "messages": [],
            "instructeurs": [],
        },
    )


def _field(typename: str, label: str, filed: str, number: int) -> dict[str, Any]:
    node = b64encode(f"Champ-{number}".encode()).decode()
    return {"__typename": typename, "id": node, "champDescriptorId": node, "label": label, "updatedAt": filed}


def _answer_field(answer: dict[str, Any], filed: str, number: int) -> dict[str, Any]:
    value = answer["value"]
    if isinstance(value, bool):
        field = _field("CheckboxChamp", answer["label"], filed, number)
        return {**field, "stringValue": "true" if value else "false", "value": value}
    if isinstance(value, list):
        field = _field("MultipleDropDownListChamp", answer["label"], filed, number)
        return {**field, "stringValue": ", ".join(value), "values": value}
    if isinstance(value, date):
        field = _field("DateChamp", answer["label"], filed, number)
        return {**field, "stringValue": value.isoformat(), "date": value.isoformat()}
    return {**_field("TextChamp", answer["label"], filed, number), "stringValue": value, "value": value}


def _file_node(path: Path, content: bytes, filed: str) -> dict[str, Any]:
    return {
        "filename": path.name,
        "contentType": MEDIA[path.suffix],
        "checksum": b64encode(md5(content, usedforsecurity=False).digest()).decode(),
        "byteSizeBigInt": str(len(content)),
        "url": f"https://fichiers.example/{path.stem.encode().hex()}",
        "createdAt": filed,
        "virusScanResult": "safe",
    }


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write the held-out dossiers into a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("dossiers", type=Path, nargs="?", default=FOLDER, help="where they are described")
    asked = parser.parse_args()
    write_all(asked.folder, asked.dossiers)

"""A small export of one application, as an API client leaves it: ``dossier.json`` beside printed pieces."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Piece(NamedTuple):
    """A file given under a field of the form, and the lines it prints."""

    field: str
    name: str
    lines: tuple[str, ...]


def write_export(
    folder: Path,
    *,
    applicant: str,
    siret: str,
    submitted_on: str,
    answers: Mapping[str, str],
    pieces: tuple[Piece, ...],
    number: int = 7,
) -> Path:
    """Write the export and return its folder."""
    home = folder / f"dossier-{number}"
    home.mkdir(parents=True)
    fields: list[dict[str, object]] = [{"label": k, "stringValue": v} for k, v in answers.items()]
    for piece in pieces:
        _print(home / piece.name, piece.lines)
        fields.append({"label": piece.field, "stringValue": "", "files": [{"filename": piece.name}]})
    node = {
        "number": number,
        "state": "en_construction",
        "dateDepot": f"{submitted_on}T10:00:00+01:00",
        "demandeur": {"siret": siret, "entreprise": {"raisonSociale": applicant}},
        "champs": fields,
    }
    (home / "dossier.json").write_text(json.dumps(node), "utf-8")
    return folder


def _print(path: Path, lines: tuple[str, ...]) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=A4)
    for at, line in enumerate(lines):
        canvas.drawString(60, 780 - 18 * at, line)
    canvas.save()

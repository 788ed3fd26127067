"""A small export of one application, as an API client leaves it: ``dossier.json`` beside printed pieces."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Piece(NamedTuple):
    """A file given under a field of the form, the lines it prints, and whether a pen signed under the last."""

    field: str
    name: str
    lines: tuple[str, ...]
    signed: bool = False


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
        _print(home / piece.name, piece)
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


def _print(path: Path, piece: Piece) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=A4)
    height = 780.0
    for line in piece.lines:
        canvas.drawString(60, height, line)
        height -= 18
    if piece.signed:
        canvas.setLineWidth(1.2)
        pen = canvas.beginPath()
        pen.moveTo(80, height - 30)
        for x in range(80, 210, 22):
            pen.curveTo(x + 8, height + 5, x + 16, height - 60, x + 22, height - 20)
        canvas.drawPath(pen)
    canvas.save()

"""Parts of a plan whose chapters are told by their type, and what runs on every page is none of them."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from checker.evidence import Programme, extract
from checker.reading import read
from models.dossier import Subject
from models.evidence import FileEvidence

BODY = (
    "Le comité stratégique du groupement en a arrêté le contenu, revu chaque année avec les établissements."
)
TITLE = "Schéma directeur du système d'information du GHT des Deux Rives"
PARTS = ("Introduction", "État des lieux", "Objectifs", "Système d'information cible", "Projets", "Pilotage")


def found_in(path: Path, programme: Programme) -> FileEvidence:
    return extract(read(path, path.name), Subject(), programme)[0]


def plan(path: Path, headings: tuple[str, ...]) -> Path:
    paper = docx.Document()
    paper.add_heading(TITLE, 1)
    paper.add_heading("GHT des Deux Rives", 2)
    for heading in headings:
        paper.add_heading(heading, 2)
        paper.add_paragraph(BODY)
    paper.add_heading("Signataires", 3)
    paper.save(str(path))
    return path


@pytest.mark.parametrize(
    ("heading", "key"),
    [("Comment nous saurons si cela marche", "unrecognised"), ("Évaluation", "evaluation")],
)
def test_a_chapter_set_as_the_others_may_be_the_part_in_other_words(
    heading: str, key: str, tmp_path: Path, programme: Programme
) -> None:
    sections = found_in(plan(tmp_path / "sdsi.docx", (*PARTS, heading)), programme).sections
    assert [s.key for s in sections if s.title == heading] == [key]
    assert not {"GHT des Deux Rives", "Signataires"} & {s.title for s in sections}


def test_what_runs_on_every_page_is_no_part(tmp_path: Path, programme: Programme) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    for number, part in enumerate(PARTS[:4]):
        lines = [(8, "Objectifs et projets"), *([(16, TITLE)] if not number else []), (12, part), (10, BODY)]
        for rank, (size, line) in enumerate(lines):
            canvas.setFont("Helvetica", size)
            canvas.drawString(50, 800 - 30 * rank, line)
        canvas.drawString(50, 600, f"Lot {number}, livré dans l'année.")
        canvas.showPage()
    canvas.save()
    path = tmp_path / "sdsi.pdf"
    path.write_bytes(out.getvalue())
    sections = found_in(path, programme).sections
    assert {s.key for s in sections} == {"introduction", "current_state", "objectives", "target_system"}
    assert {s.title for s in sections if s.key == "objectives"} == {"Objectifs"}


@pytest.mark.parametrize(
    "below", ["1. Réseau. 2. Messagerie. 3. Secours.", "1) Réseau\n2) Messagerie", "- réseau"]
)
@pytest.mark.parametrize("number", ["{}. ", "{} - ", ""])
def test_a_list_numbered_otherwise_is_the_body_of_its_chapter(
    number: str, below: str, tmp_path: Path, programme: Programme
) -> None:
    numerals = ("I", "II", "III", "IV", "V", "VI")
    told = [(number.format(numerals[rank]) + part, BODY) for rank, part in enumerate(PARTS)]
    told[4] = (told[4][0], below)
    path = tmp_path / "sdsi.txt"
    path.write_text("\n".join([TITLE, *(f"{head}\n{body}" for head, body in told)]), "utf-8")
    assert "projects" in {s.key for s in found_in(path, programme).sections}


@pytest.mark.parametrize(
    "form",
    [
        "{rank}. {name}. {body}",
        "{name} : {body}",
        "{rank}) {name} : {body}",
        "{name}. {body}",
        "{rank}. {name} {body}",
        "Partie {rank}. {name} – {body}",
        "{rank}. {name} - {body}",
        "§ {rank} {name} : {body}",
        "[{rank}] {name} : {body}",
        "{rank}\t{name}\t{body}",
    ],
)
def test_a_part_may_hold_its_text_on_its_own_line(form: str, tmp_path: Path, programme: Programme) -> None:
    body = "Trente fiches, leur calendrier et leurs charges, année par année"
    told = [form.format(rank=rank, name=name, body=body) for rank, name in enumerate(PARTS, 1)]
    path = tmp_path / "sdsi.txt"
    path.write_text("\n".join([TITLE, *told]), "utf-8")
    keys = {s.key for s in found_in(path, programme).sections}
    assert {"introduction", "current_state", "objectives", "target_system", "projects", "steering"} <= keys


def test_prose_that_names_a_part_before_a_colon_is_no_heading(tmp_path: Path, programme: Programme) -> None:
    told = ["Nos projets d'avenir : ils seront écrits dans le prochain schéma directeur.",
            "Projets – voir le prochain schéma directeur du groupement.",
            "Rappel du pilotage prévu : il reste à décider par le comité stratégique."]  # fmt: skip
    path = tmp_path / "sdsi.txt"
    path.write_text("\n".join([TITLE, "1. Introduction", BODY, *told]), "utf-8")
    assert not {"projects", "steering"} & {s.key for s in found_in(path, programme).sections}

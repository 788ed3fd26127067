"""What runs at the head and foot of pages is told from what they say, and headings have their level and size."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from checker.reading import read
from checker.reading.numbering import numbering
from models.document import Document, Structure
from tests.reading import paper
from tests.reading.test_office import NS, zipped

BODY = "Les utilisateurs sont informés de leurs devoirs et le comité revoit ces règles chaque année."


def structured(folder: Path, data: bytes, name: str) -> tuple[Document, Structure]:
    path = folder / "file"
    path.write_bytes(data)
    document = read(path, name)
    assert document.structure is not None
    return document, document.structure


def booklet(pages: int, head: str | None, foot: str | None, *, foot_first: bool = False) -> bytes:
    """Return a plan whose pages carry a head and a foot; « {} » is the number of the page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number in range(1, pages + 1):
        if foot and foot_first:
            _say(canvas, "Vera", 8, 60, 30, foot.format(number))
        if head:
            _say(canvas, "Vera", 8, 60, 810, head.format(number))
        _say(canvas, "VeraBold", 15, 60, 770, f"{number}. Chapitre de la page {'abcdefgh'[number - 1]}")
        _say(canvas, "VeraBold", 12, 60, 740, f"{number}.1 Une partie")
        for step in range(8):
            _say(canvas, "Vera", 10, 60, 715 - 16 * step, f"{BODY[number : 80 - step]}")
        if foot and not foot_first:
            _say(canvas, "Vera", 8, 60, 30, foot.format(number))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _say(canvas: Canvas, font: str, size: float, x: float, y: float, text: str) -> None:
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)


@pytest.mark.parametrize("foot_first", [False, True])
def test_heads_and_feet_run_whatever_their_numbers(tmp_path: Path, foot_first: bool) -> None:
    data = booklet(5, "CH de Lisle - Schéma directeur", "Version 3 - page {} / 5", foot_first=foot_first)
    _, structure = structured(tmp_path, data, "plan.pdf")
    found = [(line.page, line.place, line.text) for line in structure.running()]
    assert sorted(found) == sorted(
        [(page, "head", "CH de Lisle - Schéma directeur") for page in range(1, 6)]
        + [(page, "foot", f"Version 3 - page {page} / 5") for page in range(1, 6)]
    )


def test_odd_and_even_pages_may_carry_different_heads(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number in range(8):
        _say(canvas, "Vera", 8, 60, 810, "Politique de sécurité" if number % 2 else "Clinique des Ormes")
        for step in range(6):
            _say(canvas, "Vera", 10, 60, 700 - 16 * step, f"{'abcdefgh'[number] * 3} {BODY[step:]}")
        canvas.showPage()
    canvas.save()
    _, structure = structured(tmp_path, out.getvalue(), "pssi.pdf")
    assert {line.text for line in structure.running()} == {"Politique de sécurité", "Clinique des Ormes"}
    assert len(structure.running()) == 8


def test_two_pages_tell_only_their_numbers(tmp_path: Path) -> None:
    _, structure = structured(tmp_path, booklet(2, "CH de Lisle", "{}"), "a.pdf")
    assert [(line.place, line.text) for line in structure.running()] == [("foot", "1"), ("foot", "2")]


def test_numbers_that_do_not_count_the_pages_are_no_page_numbers(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for value in ("2405", "4801", "960"):
        _say(canvas, "Vera", 10, 60, 800, value)
        for step in range(6):
            _say(canvas, "Vera", 10, 60, 700 - 16 * step, f"{value} {BODY[step:]} {value[0] * step}")
        canvas.showPage()
    canvas.save()
    _, structure = structured(tmp_path, out.getvalue(), "a.pdf")
    assert structure.running() == ()


def test_one_page_runs_nothing(tmp_path: Path) -> None:
    _, structure = structured(tmp_path, paper.pdf(), "a.pdf")
    assert structure.running() == ()


def test_headings_of_a_pdf_have_level_size_and_place(tmp_path: Path) -> None:
    document, structure = structured(tmp_path, booklet(3, "CH de Lisle", "page {}"), "plan.pdf")
    found = structure.headings()
    assert [(h.page, h.level, h.size, h.text) for h in found] == [
        (number, level, size, text)
        for number in (1, 2, 3)
        for level, size, text in (
            (1, 15.0, f"{number}. Chapitre de la page {'abc'[number - 1]}"),
            (2, 12.0, f"{number}.1 Une partie"),
        )
    ]
    for heading in found:
        assert document.pages[heading.page - 1].text[heading.start : heading.stop].strip() == heading.text
        assert heading.box is not None


def test_a_label_in_bold_before_its_value_is_no_heading(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for rank, title in enumerate(("Objet du document", "Règles générales")):
        _say(canvas, "VeraBold", 12, 60, 800 - 200 * rank, title)
        for step in range(6):
            _say(canvas, "Vera", 10, 60, 780 - 200 * rank - 14 * step, BODY[step:])
    _say(canvas, "VeraBold", 10, 60, 300, "RSSI ")
    _say(canvas, "Vera", 10, 100, 300, "Mme Thérèse Quintard")
    canvas.save()
    _, structure = structured(tmp_path, out.getvalue(), "pssi.pdf")
    assert [h.text for h in structure.headings()] == ["Objet du document", "Règles générales"]


def test_word_headings_keep_the_level_of_their_style(tmp_path: Path) -> None:
    paper_ = docx.Document()
    for level, text in ((1, "État des lieux"), (2, "Applications"), (1, "Projets"), (3, "Budget")):
        paper_.add_heading(text, level)
        paper_.add_paragraph(BODY)
    out = io.BytesIO()
    paper_.save(out)
    _, structure = structured(tmp_path, out.getvalue(), "sdsi.docx")
    assert [(h.level, h.text) for h in structure.headings()] == [
        (1, "État des lieux"), (2, "Applications"), (1, "Projets"), (3, "Budget"),
    ]  # fmt: skip


def test_a_paragraph_may_set_its_own_outline_level(tmp_path: Path) -> None:
    body = "".join(
        f'<w:p><w:pPr><w:outlineLvl w:val="{level}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        f"<w:p><w:r><w:t>{BODY}</w:t></w:r></w:p>"
        for level, text in ((0, "Introduction"), (1, "Périmètre"), (9, "Texte"))
    )
    data = zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "word/document.xml": f"<w:document {NS}><w:body>{body}</w:body></w:document>",
        }
    )
    _, structure = structured(tmp_path, data, "sdsi.docx")
    assert [(h.level, h.text) for h in structure.headings()] == [(1, "Introduction"), (2, "Périmètre")]


def test_plain_text_is_read_by_its_numbers(tmp_path: Path) -> None:
    text = "\n".join(
        f"{head}\n{BODY}"
        for head in ("1. Introduction", "2. Projets", "2.1 Réseau", "2.2 Messagerie", "Annexe A")
    )
    _, structure = structured(tmp_path, text.encode(), "sdsi.txt")
    assert [(h.level, h.text) for h in structure.headings()] == [
        (1, "1. Introduction"), (1, "2. Projets"), (2, "2.1 Réseau"), (2, "2.2 Messagerie"), (1, "Annexe A"),
    ]  # fmt: skip


def test_headings_of_a_scan_are_found_by_the_size_of_their_words(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for rank, title in enumerate(("Organisation", "Sauvegardes")):
        _say(canvas, "VeraBold", 20, 60, 780 - 260 * rank, title)
        for step in range(6):
            _say(canvas, "Vera", 11, 60, 740 - 260 * rank - 18 * step, BODY[: 70 - step])
    canvas.save()
    scan = paper.scan_pdf([paper.picture(out.getvalue())])
    _, structure = structured(tmp_path, scan, "scan.pdf")
    assert [h.text for h in structure.headings()] == ["Organisation", "Sauvegardes"]


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("1. Objet", 1), ("2.1 Sauvegardes", 2), ("3.2.1) Restauration", 3), ("IV - Pilotage", 1), ("B. Réseau", 2),
        ("a) postes", 3), ("Chapitre 3 : le SI cible", 1), ("ARTICLE 5", 2), ("Annexe B", 1), ("Titre premier", 1),
        ("12/05/2022 réunion", None), ("2021", None), ("75 012 Paris", None), ("Axelle Martin", None),
        ("Il est prévu", None), ("1er février", None), ("3,5 M€", None),
    ],
)  # fmt: skip
def test_numbers_of_headings(text: str, depth: int | None) -> None:
    found = numbering(text)
    assert (found.depth if found else None) == depth


@given(st.lists(st.text(alphabet="abc 123/\n", max_size=40), min_size=1, max_size=6))
def test_any_pages_give_spans_of_their_text(texts: list[str]) -> None:
    from checker.reading.flow import flow_page
    from checker.reading.structure import PageStructure

    pages = [flow_page(number, text, "text") for number, text in enumerate(texts, 1)]
    structure = PageStructure(pages)
    for found in (*structure.running(), *structure.headings()):
        assert pages[found.page - 1].text[found.start : found.stop].strip() == found.text

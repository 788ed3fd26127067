"""Text or OCR, page by page: a text layer is kept where it says what the page shows, elsewhere the picture is read."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from models.document import Page
from tests.reading import paper
from tests.reading.files import reading

OTHER = (
    "Syndicat intercommunal de la vallée",
    "FINESS juridique : 150782944",
    "COMPTE RENDU DE SEANCE",
    "Le président ouvre la séance et constate que les membres présents sont en",
    "nombre suffisant pour délibérer, puis donne lecture du compte rendu de la",
    "précédente réunion, tenue le 3 mars 2019, qui est adopté sans réserve.",
    "La question des nouveaux camions est remise à la prochaine réunion.",
    "Fait à Aurillac, le 9 mars 2019",
    "Le président,",
    "Signature :",
)
"""Another paper of the same layout: a layer left behind by a file that the scan was put into."""


@pytest.fixture(scope="module")
def letter() -> Image.Image:
    return paper.picture(paper.pdf())


def sureness(page: Page, words: str) -> float:
    start = page.text.index(words)
    return page.layout.confidence(start, start + len(words))


def test_only_the_scanned_page_among_written_ones_is_read_by_ocr(tmp_path: Path, letter: Image.Image) -> None:
    first, last = paper.pdf(OTHER), paper.pdf(["Annexe : registre des incidents", *OTHER[3:7]])
    told: list[tuple[int, int, bool]] = []
    document = reading(
        tmp_path,
        paper.joined(first, paper.scan_pdf([letter]), last),
        "dossier.pdf",
        cache=tmp_path / "cache",
        second_reader=False,
        on_page=lambda *page: told.append(page),
    )
    assert [(page.number, page.reader) for page in document.pages] == [
        (1, "pdfium"),
        (2, "rapidocr"),
        (3, "pdfium"),
    ]
    assert document.pages[0].text.split() == " ".join(OTHER).split()
    assert "12 janvier 2022" in document.pages[1].text
    assert document.pages[2].text.startswith("Annexe : registre des incidents")
    assert sorted(told) == [(1, 3, False), (2, 3, True), (3, 3, False)]
    assert len(list((tmp_path / "cache").rglob("*.json"))) == 1


def test_a_copier_s_layer_is_taken_where_its_picture_says_the_same(
    tmp_path: Path, letter: Image.Image
) -> None:
    data = paper.layered(paper.scribble(letter), paper.LETTER)
    page = reading(tmp_path, data, "scan.pdf", cache=tmp_path / "cache").pages[0]
    assert (page.reader, page.confidence) == ("pdfium-ocr", 0.85)
    assert page.text.split() == " ".join(paper.LETTER).split()
    assert [mark.kind for mark in page.layout.marks(paper.SIGNATURE_BOX)] == ["ink"]
    # What the copier read and what is read here know nothing of each other: together they are surer.
    assert sureness(page, "Centre hospitalier") == 0.85
    assert sureness(page, "12 janvier 2022") > 0.95
    assert not (tmp_path / "cache").exists()


def test_a_layer_that_says_something_else_gives_way_to_the_picture(
    tmp_path: Path, letter: Image.Image
) -> None:
    page = reading(tmp_path, paper.layered(letter, OTHER), "scan.pdf", second_reader=False).pages[0]
    assert page.reader == "rapidocr"
    assert "12 janvier 2022" in page.text and "330781253" in page.text
    assert "Aurillac" not in page.text and "2019" not in page.text


def test_a_layer_that_leaves_lines_out_gives_way_to_the_picture(tmp_path: Path, letter: Image.Image) -> None:
    data = paper.layered(letter, paper.LETTER[:5])
    page = reading(tmp_path, data, "scan.pdf", second_reader=False).pages[0]
    assert page.reader == "rapidocr"
    assert "12 janvier 2022" in page.text


def test_a_date_the_layer_has_otherwise_than_the_picture_decides_nothing(
    tmp_path: Path, letter: Image.Image
) -> None:
    lines = [line.replace("12 janvier", "17 janvier") for line in paper.LETTER]
    page = reading(tmp_path, paper.layered(letter, lines), "scan.pdf").pages[0]
    assert page.reader == "pdfium-ocr"
    assert sureness(page, "janvier 2022") <= 0.6
    assert sureness(page, "330781253") > 0.95


def test_a_layer_is_taken_unseen_but_never_for_sure_where_ocr_is_off(
    tmp_path: Path, letter: Image.Image
) -> None:
    page = reading(tmp_path, paper.layered(letter, OTHER), "scan.pdf", ocr=False).pages[0]
    assert (page.reader, sureness(page, "9 mars 2019")) == ("pdfium-ocr", 0.85)


def without_meaning(said: Callable[[int], int] | None) -> bytes:
    """The letter in a font that says of each letter it is another, or nothing at all of those beyond ASCII."""
    writer = PdfWriter(clone_from=io.BytesIO(paper.pdf()))
    for entry in writer.pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        font: DictionaryObject = entry.get_object()
        if "/ToUnicode" not in font:
            continue
        table = font["/ToUnicode"].get_object().get_data()  # type: ignore[attr-defined]
        del font["/ToUnicode"]
        if said is not None:
            stream = DecodedStreamObject()
            other = lambda pair: b"<%s> <%04X>" % (pair[1], said(int(pair[2], 16)))  # noqa: E731
            stream.set_data(re.sub(rb"<(\w\w)> <(\w{4})>", other, table))
            font[NameObject("/ToUnicode")] = stream
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


GARBLED: dict[str, Callable[[int], int] | None] = {
    "the accents lost": None,
    "each letter the next": lambda code: code + 1 if code > 32 else code,
    "private letters": lambda code: 0xE000 + code if code > 32 else code,
}


@pytest.mark.parametrize("how", GARBLED)
def test_letters_without_a_meaning_are_never_relied_on(tmp_path: Path, how: str) -> None:
    page = reading(tmp_path, without_meaning(GARBLED[how]), "lettre.pdf", ocr=False).pages[0]
    assert (page.reader, page.confidence) == ("pdfium", 0.5)
    assert page.layout.confidence(0, 8) == 0.5


def test_letters_without_a_meaning_are_read_as_they_look(tmp_path: Path) -> None:
    page = reading(tmp_path, without_meaning(None), "lettre.pdf", second_reader=False).pages[0]
    assert page.reader == "rapidocr"
    assert "Hélène Morel" in page.text and "a été réalisé du 4 au 8 octobre 2021" in page.text


def struck_twice(apart: float) -> bytes:
    """The letter, its title made bold by striking each letter a second time ``apart`` points further right."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for at, line in enumerate(paper.LETTER):
        x = 60.0
        canvas.setFont("Vera", 11)
        for letter in line:
            for shift in (0.0, apart) if line.isupper() and letter != " " else (0.0,):
                canvas.drawString(x + shift, 780 - 24 * at, letter)
            x += canvas.stringWidth(letter, "Vera", 11)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_title_struck_twice_is_read_once(tmp_path: Path) -> None:
    page = reading(tmp_path, struck_twice(0.4), "lettre.pdf").pages[0]
    assert (page.reader, page.confidence) == ("pdfium", 1.0)
    assert "ATTESTATION D'AUDIT EXTERNE\n" in page.text


def test_a_title_whose_letters_come_doubled_is_read_once_where_it_stands(tmp_path: Path) -> None:
    title = "".join(
        letter if letter == " " else 2 * letter for letter in "COMPTE RENDU DE L'AUDIT DU 12 MARS 2021"
    )
    data = paper.pdf(["Centre hospitalier", title, "Le compte rendu"])
    page = reading(tmp_path, data, "compte.pdf").pages[0]
    assert page.text.split("\n")[1] == "COMPTE RENDU DE L'AUDIT DU 12 MARS 2021"
    start = page.text.index("RENDU")
    (box,) = page.layout.boxes(start, start + len("RENDU"))
    (whole,) = page.layout.boxes(page.text.index("COMPTE"), start)
    assert box[0] > whole[0] + 80

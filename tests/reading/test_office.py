"""Office formats: everything their programs show, and nothing they hide."""

from __future__ import annotations

import io
import time
from pathlib import Path

import docx
import pytest
from docx.shared import Pt

from checker.reading.glyphs import glyph_boxes
from checker.reading.office.doc import shown
from tests.reading import paper
from tests.reading.files import reading, saved, zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NS = (
    f'{W} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def word(body: str) -> bytes:
    return zipped(
        {"word/document.xml": f'<?xml version="1.0"?><w:document {NS}><w:body>{body}</w:body></w:document>'}
    )


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_word_paragraphs_tables_headers_and_sizes(tmp_path: Path) -> None:
    written = docx.Document()
    written.sections[0].header.paragraphs[0].text = "Centre hospitalier de Saint-Flour"
    written.sections[0].footer.paragraphs[0].text = "Page 1 sur 1"
    written.add_heading("Plan d'action", 1)
    run = written.add_paragraph().add_run("Réalisé")
    run.bold, run.font.size = True, Pt(14)
    table = written.add_table(2, 2)
    for at, text in enumerate(("Action", "État", "Nommer un RSSI", "Fait")):
        table.cell(at // 2, at % 2).text = text
    page = reading(tmp_path, saved(written), "plan.docx").pages[0]
    assert page.text.split("\n") == [
        "Centre hospitalier de Saint-Flour", "Plan d'action", "Réalisé", "Action\tÉtat", "Nommer un RSSI\tFait",
        "Page 1 sur 1",
    ]  # fmt: skip
    styles = {line.text: (line.size, line.bold) for line in page.layout.lines()}
    assert styles["Réalisé"] == (14.0, True)
    assert styles["Plan d'action"][1] is True
    assert [[cell.text for cell in row] for row in page.layout.tables()[0].rows][1] == [
        "Nommer un RSSI",
        "Fait",
    ]


def test_word_keeps_insertions_and_drops_deletions(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>Le plan </w:t></w:r>"
        "<w:del><w:r><w:delText>n'est pas</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>est</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> validé</w:t></w:r></w:p>"
    )
    assert reading(tmp_path, word(body), "a.docx").pages[0].text == "Le plan est validé"


def test_word_content_controls_and_old_form_fields_are_ticked(tmp_path: Path) -> None:
    def control(state: int, glyph: str) -> str:
        return (
            '<w:sdt><w:sdtPr><w:alias w:val="q1"/><w14:checkbox>'
            f'<w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent><w:r><w:t>{glyph}</w:t></w:r></w:sdtContent></w:sdt>"
        )

    old = (
        "<w:p><w:r><w:fldChar><w:ffData><w:name w:val='c1'/><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>"
        "</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        "<w:r><w:t xml:space='preserve'> Sauvegardes testées</w:t></w:r></w:p>"
    )
    body = f"<w:p>{control(1, '☒')}<w:r><w:t> Oui </w:t></w:r>{control(0, '☐')}<w:r><w:t> Non</w:t></w:r></w:p>{old}"
    document = reading(tmp_path, word(body), "q.docx")
    assert [field.checked for field in document.fields] == [True, False, True]
    boxes = document.pages[0].layout.check_boxes()
    assert [(b.label, b.checked) for b in boxes] == [
        ("Oui", True),
        ("Non", False),
        ("Sauvegardes testées", True),
    ]
    assert "FORMCHECKBOX" not in document.pages[0].text


def test_word_symbols_text_boxes_nested_tables_and_their_twins(tmp_path: Path) -> None:
    box = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent>"
        + paragraph("Cachet de la direction")
        + "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:p><w:r><w:t>jumeau</w:t></w:r></w:p></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>Fait à Saint-Flour</w:t></w:r></w:p>"
    )
    sign = "<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>"
    symbol = f"<w:p>{sign}<w:r><w:t xml:space='preserve'> PSSI</w:t></w:r></w:p>"
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('dedans')}</w:tc></w:tr></w:tbl>"
    nested = f"<w:tbl><w:tr><w:tc>{paragraph('dehors')}{inner}</w:tc><w:tc>{paragraph('à côté')}</w:tc></w:tr></w:tbl>"
    page = reading(tmp_path, word(box + symbol + nested), "b.docx").pages[0]
    assert "jumeau" not in page.text
    for words in ("Cachet de la direction", "Fait à Saint-Flour", "☑ PSSI", "dehors", "dedans", "à côté"):
        assert words in page.text
    assert page.layout.check_boxes()[0].checked is True


def test_word_pages_are_those_last_laid_out(tmp_path: Path) -> None:
    body = paragraph("un") + "<w:p><w:r><w:br w:type='page'/></w:r></w:p>" + paragraph("deux")
    assert [page.text for page in reading(tmp_path, word(body), "p.docx").pages] == ["un", "deux"]


def test_a_signature_pasted_in_word_is_a_mark_and_its_logo_is_none(tmp_path: Path) -> None:
    from PIL import Image

    signature = paper.scribble(Image.new("L", (1000, 400), 255), dpi=200, at=(60.0, 70.0))
    logo = Image.new("RGB", (300, 120), (10, 80, 150))
    written = docx.Document()
    written.add_picture(io.BytesIO(paper.encoded(logo, "PNG")))
    for line in paper.LETTER:
        written.add_paragraph(line)
    written.add_picture(io.BytesIO(paper.encoded(signature, "PNG")))
    marks = reading(tmp_path, saved(written), "s.docx").pages[0].layout.marks()
    assert [mark.kind for mark in marks] == ["ink"]


def test_words_of_a_screenshot_pasted_in_word_are_read_where_it_stands(tmp_path: Path) -> None:
    written = docx.Document()
    for line in ("Preuve de réception", "du message de test", "par la messagerie citoyenne", "Capture :"):
        written.add_paragraph(line)
    written.add_picture(
        io.BytesIO(paper.encoded(paper.picture(paper.pdf(paper.LETTER[:5])).crop((0, 0, 1654, 700)), "PNG"))
    )
    written.add_paragraph("La directrice")
    page = reading(tmp_path, saved(written), "preuve.docx").pages[0]
    assert page.reader in ("docx+rapidocr", "docx+tesseract")
    assert page.text.index("Capture :") < page.text.index("330781253") < page.text.index("La directrice")
    assert page.layout.marks() == ()


def test_entities_and_bombs_in_word_are_refused(tmp_path: Path) -> None:
    lol = (
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        f"<w:document {NS}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    entity = reading(tmp_path, zipped({"word/document.xml": lol}), "e.docx")
    assert entity.status == "unreadable" and "DTD" in (entity.message or "")
    bomb = reading(tmp_path, zipped({"word/document.xml": b" " * 60_000_000}), "bombe.docx")
    assert bomb.status == "too_large"


def test_cut_xml_is_read_to_where_it_breaks(tmp_path: Path) -> None:
    cut = zipped({"word/document.xml": f"<w:document {NS}><w:body>{paragraph('gardé')}<w:p><w:r>"})
    document = reading(tmp_path, cut, "c.docx")
    assert document.pages[0].text == "gardé"
    assert "endommagé" in (document.message or "")


OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def test_opendocument_text(tmp_path: Path) -> None:
    body = (
        f"<office:document-content {OPEN}><office:body><office:text>"
        "<text:tracked-changes><text:changed-region><text:p>supprimé</text:p></text:changed-region></text:tracked-changes>"
        "<text:h text:outline-level='1'>Compte rendu</text:h><text:p>du<text:s text:c='2'/>12<text:tab/>mars</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
        "</office:text></office:body></office:document-content>"
    )
    data = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": body})
    page = reading(tmp_path, data, "cr.odt").pages[0]
    assert page.text == "Compte rendu\ndu  12\tmars\na\tb"
    assert page.layout.lines()[0].bold


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman", "cp850"]
)
def test_text_and_csv_of_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = "Établissement;Réponse\r\nHôpital de Château-Thierry;Oui, à l'été 2021"
    assert reading(tmp_path, text.encode(encoding), "n.txt").pages[0].text == text.replace("\r\n", "\n")
    rows = reading(tmp_path, text.encode(encoding), "n.csv").pages[0].layout.tables()[0].rows
    assert [cell.text for cell in rows[1]] == ["Hôpital de Château-Thierry", "Oui, à l'été 2021"]


def test_rich_text_shows_its_words_only(tmp_path: Path) -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fnil Arial;}{\f1\fnil Wingdings;}}{\info{\author Secret}}"
        rb"\f0 Attestation d\'e9livr\'e9e le 12 janvier 2022\par {\deleted jamais }Ma\u238?tre d\rquote ouvrage"
        rb"\par {\f1\'fe} valid\'e9{\*\generator Word}\page Page deux}"
    )
    pages = reading(tmp_path, data, "a.rtf").pages
    assert [page.text for page in pages] == [
        "Attestation délivrée le 12 janvier 2022\nMaître d’ouvrage\n☑ validé",
        "Page deux",
    ]


def test_slides_are_pages(tmp_path: Path) -> None:
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    run = "<a:r><a:rPr sz='2400' b='1'/><a:t>Présentation en CME</a:t></a:r>"
    slide = f"<p:sld xmlns:p='p' {a}><a:p>{run}</a:p></p:sld>"
    data = zipped(
        {"ppt/presentation.xml": "<p/>", "ppt/slides/slide1.xml": slide, "ppt/slides/slide2.xml": slide}
    )
    pages = reading(tmp_path, data, "cme.pptx").pages
    assert [page.text for page in pages] == ["Présentation en CME"] * 2
    assert pages[0].layout.lines()[0].size == 24.0


def test_old_word_marks_become_lines_and_cells() -> None:
    assert shown("Un\rDeux\x07Trois\x07\x07\x13 HYPERLINK \x14lien\x15") == "Un\nDeux\tTrois\nlien"


@pytest.mark.parametrize(
    ("text", "boxes"),
    [
        ("☒ Oui  ☐ Non", [("Oui", True), ("Non", False)]),
        ("Plan validé : Oui ☒ Non ☐", [("Plan validé : Oui", True), ("Non", False)]),
        ("[x] fait\n[ ] à faire", [("fait", True), ("à faire", False)]),
        ("Aucune case", []),
    ],
)
def test_boxes_as_characters_stand_for_the_words_beside_them(
    text: str, boxes: list[tuple[str, bool]]
) -> None:
    assert [(box.label, box.checked) for box in glyph_boxes(text)] == boxes


def test_a_web_page_without_an_end_to_its_head_is_still_shown(tmp_path: Path) -> None:
    page = b"<html><head><title>x</title><body><p>Attestation</p><table><tr><td>DMP<td>87 %</table>"
    assert "Attestation" in reading(tmp_path, page, "a.html").pages[0].text


def test_words_of_a_web_page_keep_the_spaces_between_them(tmp_path: Path) -> None:
    source = "<html><!-- caché --><body><p>Reçu le <b>12</b> janvier,\n  à <i>Lyon</i></p>3 < 4 et <p>fin"
    assert (
        reading(tmp_path, source.encode(), "a.html").pages[0].text
        == "Reçu le 12 janvier, à Lyon\n3 < 4 et\nfin"
    )


@pytest.mark.parametrize(
    ("piece", "name"),
    [
        ("<script", "a.html"),
        ("<!--", "a.html"),
        ("<![", "a.html"),
        ("<a b='", "a.html"),
        ("☐ a ", "a.txt"),
        ("[x", "a.txt"),
        (" a", "a.rtf"),
        ("{", "a.rtf"),
        ("\\tab ", "a.rtf"),
        (";", "a.csv"),
        ('"', "a.csv"),
    ],
)
def test_the_time_of_text_formats_grows_with_their_length(tmp_path: Path, piece: str, name: str) -> None:
    start = {"html": "<html>", "rtf": "{\\rtf1 {\\f0"}.get(name.rpartition(".")[2], "")
    started = time.process_time()
    document = reading(tmp_path, (start + piece * 100_000).encode(), name)
    assert time.process_time() - started < 10
    assert document.pages or document.message


def test_the_time_of_an_old_word_document_grows_with_its_length() -> None:
    started = time.process_time()
    assert shown("\x13" + "champ" * 200_000)
    assert shown("\x13a" * 200_000)
    assert shown("\x13 PAGE \x14" + "12" + "\x15 pages, \x13 TOC \x15fin") == "12 pages, fin"
    assert time.process_time() - started < 10


def test_what_is_struck_through_in_word_is_not_said(tmp_path: Path) -> None:
    written = docx.Document()
    question = written.add_paragraph("Un RSSI est-il nommé ? OUI ")
    question.add_run("/ NON").font.strike = True
    question.add_run(" le ")
    question.add_run("4 mai 2020").font.double_strike = True
    kept = question.add_run("6 mai 2021")
    kept.font.strike = False
    text = reading(tmp_path, saved(written), "a.docx").pages[0].text
    assert text == "Un RSSI est-il nommé ? OUI  le 6 mai 2021"

"""Born-digital PDFs: text, geometry, forms, attachments."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from checker.reading import ReadOptions, read
from checker.reading.pdf.forms import xfa_values
from checker.reading.pdf.text import clean, is_garbled, offsets
from models.base import Box
from models.document import Document, Page
from tests.reading import paper


def reading(folder: Path, data: bytes, name: str = "piece.pdf", **options: object) -> Document:
    path = folder / "file"
    path.write_bytes(data)
    return read(path, name, options=ReadOptions(**options))  # type: ignore[arg-type]


def place(page: Page, words: str) -> Box:
    start = page.text.index(words)
    boxes = page.layout.boxes(start, start + len(words))
    assert len(boxes) == 1
    return boxes[0]


def canvas_pdf(draw: object, *, size: tuple[float, float] = A4) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    draw(canvas)  # type: ignore[operator]
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_text_is_read_in_full_with_accents_and_without_a_message(tmp_path: Path) -> None:
    document = reading(tmp_path, paper.pdf(pages=3))
    assert (document.status, document.reader, document.page_count, document.message) == (
        "read",
        "pdfium",
        3,
        None,
    )
    assert document.pages[1].number == 2
    assert document.pages[2].text.split("\n") == list(paper.LETTER)


def test_a_title_stands_out_by_size_and_weight(tmp_path: Path) -> None:
    lines = reading(tmp_path, paper.pdf()).pages[0].layout.lines()
    title = next(line for line in lines if line.text.startswith("ATTESTATION"))
    assert (title.size, title.bold) == (15.0, True)
    assert {(line.size, line.bold) for line in lines if line is not title} == {(11.0, False)}
    assert [line.text for line in lines] == list(paper.LETTER)


def test_a_box_surrounds_the_words_it_is_asked_for(tmp_path: Path) -> None:
    page = reading(tmp_path, paper.pdf()).pages[0]
    left, top, right, bottom = place(page, "330781253")
    assert 842 - 760 - 10 < top < bottom < 842 - 752
    assert 140 < left < right < 235


def test_boxes_of_a_passage_come_one_a_line(tmp_path: Path) -> None:
    page = reading(tmp_path, paper.pdf()).pages[0]
    start, stop = page.text.index("Je soussignée"), page.text.index("par la société")
    boxes = page.layout.boxes(start, stop)
    assert len(boxes) == 2
    assert boxes[0][3] < boxes[1][1]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_boxes_of_a_turned_page_are_where_a_viewer_shows_them(tmp_path: Path, turn: int) -> None:
    upright = place(reading(tmp_path, paper.pdf()).pages[0], "12 janvier 2022")
    page = reading(tmp_path, paper.pdf(rotate=turn)).pages[0]
    x0, y0, x1, y1 = upright
    width, height = A4
    shown = {
        90: (height - y1, x0, height - y0, x1),
        180: (width - x1, height - y1, width - x0, height - y0),
        270: (y0, width - x1, y1, width - x0),
    }[turn]
    assert place(page, "12 janvier 2022") == pytest.approx(shown, abs=0.6)


def test_a_hyphen_at_a_line_end_is_kept_with_its_line(tmp_path: Path) -> None:
    page = reading(tmp_path, paper.pdf(("L'audit de cyber-", "surveillance est fait"))).pages[0]
    assert page.text == "L'audit de cyber-\nsurveillance est fait"
    assert len(page.layout.boxes(page.text.index("cyber"), page.text.index("est"))) == 2


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for column, word in ((60, "gauche"), (320, "droite")):
            for at in range(6):
                canvas.drawString(column, 700 - 20 * at, f"colonne de {word} ligne {at}")

    text = reading(tmp_path, canvas_pdf(draw)).pages[0].text
    assert text.index("gauche ligne 5") < text.index("droite ligne 0")


def test_ruled_tables_come_back_cell_by_cell(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([60, 260, 460], [600, 640, 680])
        for x, y, word in (
            (70, 655, "Action"),
            (270, 655, "État"),
            (70, 615, "Nommer un RSSI"),
            (270, 615, "X"),
        ):
            canvas.drawString(x, y, word)

    (table,) = reading(tmp_path, canvas_pdf(draw)).pages[0].layout.tables()
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Action", "État"],
        ["Nommer un RSSI", "X"],
    ]
    assert table.rows[1][1].checked is True
    assert table.rows[0][0].box == pytest.approx((60, 842 - 680, 260, 842 - 640), abs=1.5)


def test_drawn_boxes_tell_which_one_is_crossed(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for x, label, crossed in ((60, "Oui", True), (160, "Non", False)):
            canvas.rect(x, 700, 10, 10)
            canvas.drawString(x + 16, 701, label)
            if crossed:
                canvas.line(x, 700, x + 10, 710)
                canvas.line(x, 710, x + 10, 700)

    boxes = reading(tmp_path, canvas_pdf(draw)).pages[0].layout.check_boxes()
    assert [(box.label, box.checked) for box in boxes] == [("Oui", True), ("Non", False)]


def test_a_letter_typed_in_a_drawn_box_ticks_it(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 700, 12, 12)
        canvas.drawString(62.5, 702, "X")
        canvas.drawString(90, 702, "Le plan est validé")
        canvas.rect(60, 660, 12, 12)
        canvas.drawString(90, 662, "Le plan est en cours")

    boxes = reading(tmp_path, canvas_pdf(draw)).pages[0].layout.check_boxes()
    assert [box.checked for box in boxes] == [True, False]
    assert boxes[0].label.endswith("Le plan est validé")


def test_form_values_are_read_with_page_and_box(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 720, "Nom du RSSI")
        canvas.acroForm.textfield(name="rssi", value="Paul Martin", x=160, y=710, width=200, height=20)
        canvas.acroForm.checkbox(name="valide", checked=True, x=160, y=660)
        canvas.acroForm.checkbox(name="refuse", checked=False, x=160, y=620)

    document = reading(tmp_path, canvas_pdf(draw))
    fields = {field.name: field for field in document.fields}
    assert fields["rssi"].value == "Paul Martin"
    assert (fields["rssi"].page, fields["rssi"].box) == (
        1,
        pytest.approx((160, 842 - 730, 360, 842 - 710), abs=1),
    )
    assert (fields["valide"].checked, fields["refuse"].checked) == (True, False)


def test_a_file_attached_inside_is_a_part(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(paper.pdf()))
    writer.add_attachment("annexe.txt", "Plan d'action achevé".encode())
    out = io.BytesIO()
    writer.write(out)
    (part,) = reading(tmp_path, out.getvalue()).parts
    assert (part.name, part.status, part.pages[0].text) == ("annexe.txt", "read", "Plan d'action achevé")


def test_drawn_strokes_are_ink_and_an_empty_block_is_not(tmp_path: Path) -> None:
    empty = reading(tmp_path, paper.pdf()).pages[0].layout
    assert empty.marks(paper.SIGNATURE_BOX) == ()
    (mark,) = reading(tmp_path, paper.pdf(signed=True)).pages[0].layout.marks()
    assert mark.kind == "ink"


def test_a_pasted_signature_is_ink_and_a_letterhead_logo_is_none(tmp_path: Path) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    blank = Image.new("L", (600, 220), 255)
    signature = paper.scribble(blank, dpi=72, at=(40.0, 110.0)).resize((900, 330))
    logo = Image.new("RGB", (200, 100), (20, 60, 160))

    def draw(canvas: Canvas) -> None:
        paper.write(canvas, paper.LETTER)
        canvas.drawImage(ImageReader(logo), 60, 800, 60, 30)
        canvas.drawImage(ImageReader(signature), 160, 440, 160, 58)

    page = reading(tmp_path, canvas_pdf(draw)).pages[0]
    assert page.reader == "pdfium"
    assert [mark.kind for mark in page.layout.marks((100, 330, 400, 420))] == ["ink"]
    assert page.layout.marks((40, 0, 200, 60)) == ()


def encrypted(user: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(paper.pdf()))
    writer.encrypt(user_password=user, owner_password="proprietaire")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_password_is_told_and_an_empty_one_is_no_hindrance(tmp_path: Path) -> None:
    locked = reading(tmp_path, encrypted("secret"))
    assert (locked.status, locked.pages) == ("encrypted", ())
    assert "mot de passe" in (locked.message or "")
    assert "330781253" in reading(tmp_path, encrypted("")).pages[0].text


def test_what_pdfium_refuses_another_reader_reads(tmp_path: Path) -> None:
    junk = b"\0" * 3000
    assert "330781253" in reading(tmp_path, junk + paper.pdf()).pages[0].text


def test_a_cut_pdf_says_so_and_never_raises(tmp_path: Path) -> None:
    whole = paper.pdf(pages=4)
    for share in (0.02, 0.3, 0.6, 0.95):
        document = reading(tmp_path, whole[: int(len(whole) * share)])
        assert document.status in ("read", "unreadable")
        assert document.message or document.pages


def test_too_many_pages_are_cut_and_counted(tmp_path: Path) -> None:
    document = reading(tmp_path, paper.pdf(("Une page",), pages=9), max_pages=4)
    assert (len(document.pages), document.page_count) == (4, 9)
    assert "tronqué" in (document.message or "")


def test_a_page_without_surface_is_no_hindrance(tmp_path: Path) -> None:
    writer = PdfWriter()
    page = PdfReader(io.BytesIO(paper.pdf())).pages[0]
    page.mediabox = RectangleObject((0, 0, 0, 0))
    writer.add_page(page)
    out = io.BytesIO()
    writer.write(out)
    assert reading(tmp_path, out.getvalue()).status in ("read", "empty", "unreadable")


PIECES = ("\r\n", "\r", "\n", " ", "\ufffe", "\u00a0", "ﬁ", "ﬄ", "𝒜", "AABBCCDDEE", "MMAARRSS", "DU", "11")
TEXT = st.lists(st.one_of(st.characters(), st.sampled_from(PIECES)), max_size=60).map("".join)


@given(TEXT)
def test_cleaning_keeps_track_of_every_character(text: str) -> None:
    cleaned, places = clean(text), offsets(text)
    assert len(places) == len(cleaned) + 1
    assert places == sorted(places)
    assert places[-1] == len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert "\r" not in cleaned and "\0" not in cleaned


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        ("Le directeur atteste que l'audit externe a été réalisé. " * 4, False),
        ("\ufffd\ue001\ue002 \ue003\ue004\ufffd\ufffd " * 10, True),
        ("Mf ejsfdufvs buuftuf rvf mbvejut xzprt fyufsof qwrtz bsdfg hjklm " * 6, True),
        ("FINESS 330781253 SIRET 26330012100017 12/01/2022 87,5 % " * 6, False),
        ("CHU GHT DSI RSSI PSSI DMP MSS CIV PCRA SSI FINESS SIRET " * 6, False),
    ],
)
def test_letters_without_meaning_are_told_from_french(text: str, garbled: bool) -> None:
    assert is_garbled(text) is garbled


def test_values_of_an_xfa_form_are_named_by_their_path() -> None:
    values = b"<form><rssi><nom>Paul Martin</nom></rssi><vide/></form>"
    packet = b"<xfa:datasets xmlns:xfa='x'><xfa:data>" + values + b"</xfa:data></xfa:datasets>"
    assert [(field.name, field.value) for field in xfa_values(packet)] == [("form.rssi.nom", "Paul Martin")]


def test_form_values_stand_in_the_page_s_text_and_boxes_have_labels(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 720, "Fait à Saint-Flour, le")
        canvas.acroForm.textfield(name="date", value="12 janvier 2022", x=190, y=712, width=120, height=18)
        canvas.acroForm.checkbox(name="b1", checked=True, x=60, y=660, size=14)
        canvas.drawString(84, 663, "Le plan est validé")

    page = reading(tmp_path, canvas_pdf(draw)).pages[0]
    assert "12 janvier 2022" in page.text
    assert place(page, "12 janvier 2022")[0] == pytest.approx(192, abs=4)
    assert [(box.label, box.checked) for box in page.layout.check_boxes()] == [("Le plan est validé", True)]


def test_a_sharp_turn_of_the_pen_does_not_spread_over_the_page(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        paper.write(canvas, paper.LETTER)
        canvas.setLineWidth(1.4)
        canvas.setMiterLimit(10_000)
        path = canvas.beginPath()
        path.moveTo(320, 300)
        for step in range(6):  # there and back on nearly the same line: mitred joins thousands of points long
            path.lineTo(340 + 8 * step, 330)
            path.lineTo(320.05 + 8 * step, 300)
        canvas.drawPath(path)

    marks = reading(tmp_path, canvas_pdf(draw)).pages[0].layout.marks()
    assert [mark.kind for mark in marks] == ["ink"]
    assert marks[0].box[3] - marks[0].box[1] < 60

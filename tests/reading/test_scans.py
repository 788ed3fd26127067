"""Scans and photographs: key facts exactly, where they stand on the page, and what a hand left there."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from checker.reading import ReadOptions, read
from checker.reading.ocr import picture, tesseract
from checker.reading.ocr.order import ordered
from checker.reading.ocr.reading import OcrWord
from checker.reading.ocr.second import DISPUTED, confirmed
from checker.reading.pdf.reader import first_and_last
from models.base import Box
from models.document import Document, Page
from tests.reading import paper

FACTS = ("330781253", "4 au 8 octobre 2021", "87,5 %", "12 janvier 2022")


ENGINES = ("rapidocr", *(("tesseract",) if tesseract.version() else ()))
"""rapidocr comes with pip and is always tested; Tesseract where the machine has it, as in CI."""


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The engine that reads first."""
    return str(request.param)


def reading(
    folder: Path, data: bytes, name: str = "scan.pdf", engine: str = "rapidocr", **options: object
) -> Document:
    path = folder / "file"
    path.write_bytes(data)
    options.setdefault("second_reader", engine == "tesseract")
    return read(path, name, options=ReadOptions(**options))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def page_picture() -> Image.Image:
    return paper.picture(paper.pdf())


def place(page: Page, words: str) -> Box:
    start = page.text.index(words)
    (box,) = page.layout.boxes(start, start + len(words))
    return box


def faithful(page: Page) -> list[str]:
    return [fact for fact in FACTS if fact not in page.text]


DEGRADED: dict[str, Callable[[Image.Image], Image.Image]] = {
    "skewed": lambda image: paper.skewed(image, 2.0),
    "noisy": paper.noisy,
}


@pytest.mark.parametrize("how", DEGRADED)
def test_key_facts_survive_the_scanner(
    tmp_path: Path, page_picture: Image.Image, how: str, engine: str
) -> None:
    document = reading(tmp_path, paper.scan_pdf([DEGRADED[how](page_picture)]), engine=engine)
    assert (document.status, document.reader) == ("read", engine)
    assert faithful(document.pages[0]) == []
    assert document.pages[0].confidence > 0.85


def test_a_signed_scan_is_read_and_its_ink_found(tmp_path: Path, page_picture: Image.Image) -> None:
    cache = tmp_path / "cache"
    page = reading(tmp_path, paper.scan_pdf([paper.scribble(page_picture)]), cache=cache).pages[0]
    assert faithful(page) == []
    assert place(page, "12 janvier 2022") == pytest.approx((173, 219, 261, 235), abs=6)
    (mark,) = page.layout.marks(paper.SIGNATURE_BOX)
    assert mark.kind == "ink"
    assert mark.box == pytest.approx((180, 335, 357, 382), abs=12)
    (kept,) = cache.rglob("*.json")
    kept.write_text(kept.read_text().replace("Saint-Flour", "Cache-Flour"))
    again = reading(tmp_path, paper.scan_pdf([paper.scribble(page_picture)]), cache=cache).pages[0]
    assert "Cache-Flour" in again.text
    kept.write_text("{")
    assert (
        "Saint-Flour"
        in reading(tmp_path, paper.scan_pdf([paper.scribble(page_picture)]), cache=cache).pages[0].text
    )


def test_an_unsigned_scan_has_no_ink_and_a_stamp_is_no_signature(page_picture: Image.Image) -> None:
    import numpy as np

    from checker.reading.ocr.ink import marks

    read_page = picture.reading_of(np.asarray(page_picture))
    assert marks(np.asarray(page_picture), read_page, 72 / 200, None) == ()
    stamped = marks(np.asarray(paper.stamp(page_picture)), read_page, 72 / 200, paper.SIGNATURE_BOX)
    assert {mark.kind for mark in stamped} == {"stamp"}
    for seed in range(6):
        torn = marks(np.asarray(paper.torn_stamp(page_picture, seed)), read_page, 72 / 200, None)
        assert "ink" not in {mark.kind for mark in torn}
    over = paper.scribble(paper.stamp(page_picture, at=(300, 400)), at=(150, 350))
    assert "ink" in {mark.kind for mark in marks(np.asarray(over), read_page, 72 / 200, None)}


@pytest.mark.parametrize(("turn", "clockwise"), [(90, 270), (180, 180)])
def test_a_turned_scan_is_read_and_its_boxes_stay_where_they_are_seen(
    tmp_path: Path, page_picture: Image.Image, turn: int, clockwise: int, engine: str
) -> None:
    turned = page_picture.rotate(-turn, expand=True)
    page = reading(tmp_path, paper.encoded(turned, "PNG"), "scan.png", engine).pages[0]
    assert faithful(page) == []
    assert page.rotation == clockwise
    x0, y0, x1, y1 = place(page, "12 janvier 2022")
    upright = (
        (y0, page.width - x1, y1, page.width - x0)
        if turn == 90
        else (page.width - x1, page.height - y1, page.width - x0, page.height - y0)
    )
    assert upright == pytest.approx((173, 219, 261, 235), abs=6)


def test_a_photograph_in_the_shade_is_read_as_its_exif_turns_it(
    tmp_path: Path, page_picture: Image.Image
) -> None:
    photograph = paper.shaded(page_picture).rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    page = reading(tmp_path, paper.encoded(photograph, "JPEG", quality=70, exif=exif), "photo.jpg").pages[0]
    assert faithful(page) == []
    assert page.rotation == 0


def test_a_fax_with_fewer_dots_down_than_across_is_not_squashed(
    tmp_path: Path, page_picture: Image.Image
) -> None:
    dots = page_picture.resize((1728, 1146)).point(lambda grey: 255 if grey > 150 else 0).convert("1")
    out = io.BytesIO()
    dots.save(out, "TIFF", dpi=(204, 98), compression="group4")
    page = reading(tmp_path, out.getvalue(), "fax.tif").pages[0]
    assert page.height / page.width == pytest.approx(1.38, abs=0.02)
    assert "330781253" in page.text
    assert "12 janvier 2022" in page.text


def test_blank_pages_cost_no_reading_and_frames_are_pages(tmp_path: Path) -> None:
    blank = Image.new("L", (1654, 2339), 250)
    out = io.BytesIO()
    blank.save(out, "TIFF", save_all=True, append_images=[blank, blank])
    document = reading(tmp_path, out.getvalue(), "scan.tif")
    assert (document.status, document.page_count) == ("empty", 3)


def test_scans_are_named_unread_when_ocr_is_off(tmp_path: Path, page_picture: Image.Image) -> None:
    document = reading(tmp_path, paper.scan_pdf([page_picture]), ocr=False)
    assert (document.pages[0].reader, document.pages[0].confidence) == ("picture", 0.0)
    assert document.status == "read"
    assert "désactivée" in (document.message or "")


def test_a_long_scan_is_read_from_both_ends_and_says_so(tmp_path: Path) -> None:
    blank = Image.new("L", (827, 1169), 255)
    document = reading(tmp_path, paper.scan_pdf([blank] * 9), max_ocr_pages=3)
    assert document.page_count == 9
    assert "tronqué" in (document.message or "")
    assert [page.number for page in document.pages if page.reader != "picture"] == [1, 2, 9]
    assert document.unread == (3, 4, 5, 6, 7, 8)


def test_words_of_a_pasted_screenshot_follow_the_page_s_own(
    tmp_path: Path, page_picture: Image.Image
) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    paper.write(canvas, ["Preuve de réception du message de test par la messagerie citoyenne"])
    shot = page_picture.crop((0, 100, 1654, 1200))
    canvas.drawImage(ImageReader(shot), 60, 250, 450, 300)
    canvas.showPage()
    canvas.save()
    page = reading(tmp_path, out.getvalue()).pages[0]
    assert page.reader == "pdfium+rapidocr"
    assert page.text.index("Preuve de réception") < page.text.index("330781253")
    x0, y0, x1, y1 = place(page, "330781253")
    assert 60 < x0 < x1 < 510 and 842 - 550 < y0 < y1 < 842 - 250


def word(text: str, x: float, y: float, width: float = 200.0) -> OcrWord:
    return OcrWord(text=text, box=(x, y, x + width, y + 20), confidence=1.0)


def test_a_scanned_questionnaire_keeps_its_cells_and_its_ticks(tmp_path: Path, engine: str) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Vera", 10)
    canvas.grid([50, 300, 400, 540], [580, 620, 660])
    for at, row in enumerate((("Question", "Oui", "Non"), ("Un RSSI est-il nommé ?", "X", ""))):
        for x, text in zip((58, 340, 460), row, strict=True):
            canvas.drawString(x, 635 - 40 * at, text)
    for at, label in enumerate(("Le plan est validé", "Le plan est en cours")):
        canvas.rect(60, 420 - 40 * at, 11, 11)
        canvas.drawString(78, 422 - 40 * at, label)
    canvas.setLineWidth(1.5)
    canvas.lines([(60, 426, 65, 420), (65, 420, 75, 436)])
    canvas.showPage()
    canvas.save()
    scan = paper.skewed(paper.noisy(paper.picture(out.getvalue())), 1.0)
    layout = reading(tmp_path, paper.encoded(scan, "PNG"), "q.png", engine).pages[0].layout
    (table,) = layout.tables()
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Question", "Oui", "Non"],
        ["Un RSSI est-il nommé ?", "X", ""],
    ]
    ticks = [(box.label, box.checked) for box in layout.check_boxes()]
    assert ticks == [("Le plan est validé", True), ("Le plan est en cours", False)]
    assert layout.marks((50, 560, 540, 700)) == ()


def test_labels_read_across_and_columns_of_prose_down() -> None:
    labels = [[word("FINESS", 0, 0, 90)], [word("330781253", 500, 2, 120)], [word("SIRET", 0, 40, 90)]]
    assert [[w.text for w in line] for line in ordered(labels)] == [["FINESS", "330781253"], ["SIRET"]]
    prose = [
        [word(f"{side}{at}", x, 30.0 * at, 380)] for at in range(6) for side, x in (("g", 0), ("d", 420))
    ]
    assert [line[0].text for line in ordered(prose)] == [
        *(f"g{n}" for n in range(6)),
        *(f"d{n}" for n in range(6)),
    ]


TABLE = "\n".join(
    "\t".join(row.split(","))
    for row in (
        "level,page,block,par,line,word,left,top,width,height,conf,text",
        "5,1,1,1,1,1,10,20,30,12,96.5,Fait",
        "5,1,1,1,1,2,45,20,10,12,-1,le",
        "4,x",
        "5,1,1,1,2,1,1,1,1,1,90, ",
    )
)


def test_tesseract_s_table_gives_words_by_line() -> None:
    ((one, two),) = tesseract.lines_of(TABLE)
    assert (one.text, one.box, one.confidence) == ("Fait", (10, 20, 40, 32), 0.965)
    assert two.confidence == 0


def test_tesseract_is_called_where_it_has_french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy as np

    program = tmp_path / "tesseract"
    (tmp_path / "table").write_text(TABLE)
    table = 'cat "$(dirname "$0")/table"'
    answers = f'case "$1" in --list-langs) echo fra;; --version) echo tesseract 5.3.0;; *) {table};; esac'
    program.write_text(f"#!/bin/sh\n{answers}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    tesseract.installed.cache_clear()
    try:
        assert tesseract.version() == "5.3.0"
        assert tesseract.words(np.zeros((4, 4), np.uint8))[0][0].text == "Fait"
        assert tesseract.without_french() is None
        program.write_text(program.read_text().replace("echo fra", "echo eng"))
        tesseract.installed.cache_clear()
        assert (tesseract.version(), tesseract.without_french()) == (None, "5.3.0")
    finally:
        tesseract.installed.cache_clear()


def test_numbers_two_readers_disagree_on_are_disputed() -> None:
    first = [[word("le", 0, 0, 20), word("12/01/2022", 30, 0), word("330781253", 300, 0)]]
    second = [[word("13/01/2022", 32, 1), word("330781", 300, 0, 90), word("253", 400, 0, 90)]]
    date, finess = confirmed(first, second)[0][1:]
    assert date.confidence == DISPUTED
    assert finess.confidence == 1.0
    assert confirmed(first, []) == first


def test_a_poor_reading_gives_way_to_a_surer_one() -> None:
    poor = [[word("Falt a", 0, 0).model_copy(update={"confidence": 0.5})]]
    assert confirmed(poor, [[word("Fait à", 0, 0)]])[0][0].text == "Fait à"


def test_first_and_last_pages_come_first() -> None:
    assert first_and_last(list(range(10)), 6) == [0, 1, 2, 3, 8, 9]
    assert first_and_last([4, 5], 6) == [4, 5]
    assert first_and_last([4, 5], 1) == [4]


def test_each_page_gives_a_sign_of_life_and_says_how_it_was_read(tmp_path: Path) -> None:
    blank = Image.new("L", (827, 1169), 255)
    told: list[tuple[int, int, bool]] = []
    reading(tmp_path, paper.scan_pdf([blank] * 3), max_ocr_pages=2, on_page=lambda *page: told.append(page))
    assert told == [(1, 3, True), (2, 3, True), (3, 3, False)]
    told.clear()
    reading(tmp_path, paper.pdf(pages=3), on_page=lambda *page: told.append(page))
    assert told == [(1, 3, False), (2, 3, False), (3, 3, False)]

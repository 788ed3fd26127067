"""Damaged PDFs: what one reader refuses another reads, and where nobody does the status says why."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from checker.reading import ReadOptions, read
from checker.reading.pdf.text import is_garbled
from models.document import Document
from tests.reading import paper


def reading(folder: Path, data: bytes, name: str = "piece.pdf", **options: object) -> Document:
    path = folder / "file"
    path.write_bytes(data)
    return read(path, name, options=ReadOptions(**options))  # type: ignore[arg-type]


def with_a_lost_page(pages: int) -> bytes:
    """Return a PDF whose table of objects takes the first page for its contents, and the other way round."""
    data = paper.pdf(pages=pages)
    found = re.search(rb"(\d+) 0 obj\n<<\n/Contents (\d+)", data)
    assert found
    table = data.rindex(b"xref\n", 0, data.rindex(b"startxref"))
    lines = data[table:].split(b"\n")
    one, other = 2 + int(found[1]), 2 + int(found[2])
    lines[one], lines[other] = lines[other], lines[one]
    return data[:table] + b"\n".join(lines)


def test_a_page_pdfium_cannot_load_is_read_by_another_reader(tmp_path: Path) -> None:
    document = reading(tmp_path, with_a_lost_page(2))
    assert [page.reader for page in document.pages] == ["pypdf", "pdfium"]
    assert all("330781253" in page.text for page in document.pages)
    assert "lecteur de secours : 1." in (document.message or "")


def test_pages_that_are_counted_but_not_there_are_named(tmp_path: Path) -> None:
    document = reading(tmp_path, paper.pdf(pages=2).replace(b"/Count 2", b"/Count 4"))
    assert (document.status, document.page_count) == ("read", 4)
    assert "Pages endommagées, non lues : 3, 4." in (document.message or "")
    assert document.unread == (3, 4)


def test_a_pdf_of_which_no_page_can_be_read_is_unreadable(tmp_path: Path) -> None:
    data = paper.pdf().replace(b"/Type /Page\n", b"/Type /Pagx\n")
    document = reading(tmp_path, data)
    assert document.status == "unreadable"
    assert document.message and document.message.startswith(("Pages endommagées", "PDF endommagé"))


@pytest.mark.parametrize("start", [b"%PDF-1.4\n", b"%PDF-1.4\n%\x93\x8c\x8b\x9e ReportLab"])
def test_a_lost_header_is_no_hindrance(tmp_path: Path, start: bytes) -> None:
    whole = paper.pdf()
    document = reading(tmp_path, whole[whole.index(b"1 0 obj") :] if len(start) > 9 else whole[len(start) :])
    assert (document.media_type, document.pages[0].reader) == ("application/pdf", "pdfium")
    assert "330781253" in document.pages[0].text


def test_words_about_objects_are_no_pdf(tmp_path: Path) -> None:
    assert reading(tmp_path, b"Au 1 0 obj : lire << /page >>", "note.txt").media_type == "text/plain"


def drawn(shapes: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for at in range(shapes):
        canvas.circle(300, 400, 60 + 20 * at, stroke=1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_page_of_drawings_is_looked_at_and_never_called_empty(tmp_path: Path) -> None:
    looked = reading(tmp_path, drawn(3))
    assert looked.status == "read"
    assert looked.pages[0].reader == "rapidocr"
    assert "Aucun texte n’a pu être reconnu" in (looked.message or "")
    assert reading(tmp_path, drawn(3), ocr=False).pages[0].reader == "picture"
    assert reading(tmp_path, drawn(0)).status == "empty"


def test_letters_without_a_meaning_are_counted_before_they_are_cleaned_away() -> None:
    assert is_garbled(
        "\x04\x05\x06\x07\x08\x0e\x0f\x10 \x11\x12\x13\x14 1 \x15\x16\x17\x18\x19\x1a\x1b 2 le centre"
    )
    assert not is_garbled("Le centre hospitalier a nommé son responsable\x02\r\nle 4 octobre 2021.")

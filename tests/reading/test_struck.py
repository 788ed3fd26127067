"""« OUI / NON »: the word that is struck out is not the answer."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import MarkupAnnotation
from pypdf.generic import ArrayObject, FloatObject, NameObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from checker.reading import ReadOptions, read
from tests.reading import paper

QUESTION = "Un RSSI est-il nommé ?"
LEFT, BASE, SIZE = 260.0, 700.0, 11


def places(canvas: Canvas, pair: str) -> list[tuple[float, float]]:
    """Return from where to where each of the two words goes."""
    first, _ = pair.split(" / ")
    ends = [canvas.stringWidth(part, "Vera", SIZE) for part in (first, f"{first} / ", pair)]
    return [(LEFT, LEFT + ends[0]), (LEFT + ends[1], LEFT + ends[2])]


def form(pair: str, *lines: tuple[float, float, float, float]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Vera", SIZE)
    canvas.drawString(60, BASE, QUESTION)
    canvas.drawString(LEFT, BASE, pair)
    for line in lines:
        canvas.line(*line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def ticked(folder: Path, data: bytes) -> list[tuple[str, bool | None]]:
    path = folder / "file"
    path.write_bytes(data)
    page = read(path, "piece.pdf", options=ReadOptions(ocr=False)).pages[0]
    assert QUESTION in page.text
    return [(box.label, box.checked) for box in page.layout.check_boxes()]


@pytest.mark.parametrize(("pair", "struck"), [("OUI / NON", 1), ("OUI / NON", 0), ("Non / Oui", 0)])
@pytest.mark.parametrize("slope", [0.0, 3.0])
def test_the_word_left_standing_is_the_answer(tmp_path: Path, pair: str, struck: int, slope: float) -> None:
    start, stop = places(Canvas(io.BytesIO()), pair)[struck]
    data = form(pair, (start - 1, BASE + 4 - slope, stop + 1, BASE + 4 + slope))
    words = pair.split(" / ")
    assert ticked(tmp_path, data) == [(word, at != struck) for at, word in enumerate(words)]


def test_none_both_underlined_or_ruled_is_no_answer(tmp_path: Path) -> None:
    pair = "OUI / NON"
    (a, b), (c, d) = places(Canvas(io.BytesIO()), pair)
    for lines in (
        [],
        [(a, BASE + 4, b, BASE + 4), (c, BASE + 4, d, BASE + 4)],
        [(c, BASE - 2, d, BASE - 2)],
        [(40, BASE + 4, 550, BASE + 4)],
        [(c, BASE + 14, d, BASE + 14)],
    ):
        assert ticked(tmp_path, form(pair, *lines)) == []


def test_a_viewer_s_strike_out_tool_is_a_stroke(tmp_path: Path) -> None:
    start, stop = places(Canvas(io.BytesIO()), "OUI / NON")[1]
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(form("OUI / NON"))))
    box = (start, BASE - 2, stop, BASE + 9)
    note = MarkupAnnotation()
    note[NameObject("/Subtype")] = NameObject("/StrikeOut")
    note[NameObject("/Rect")] = ArrayObject(map(FloatObject, box))
    note[NameObject("/C")] = ArrayObject(map(FloatObject, (1, 0, 0)))
    corners = (start, box[3], stop, box[3], start, box[1], stop, box[1])
    note[NameObject("/QuadPoints")] = ArrayObject(map(FloatObject, corners))
    writer.add_annotation(0, note)
    out = io.BytesIO()
    writer.write(out)
    assert ticked(tmp_path, out.getvalue()) == [("OUI", True), ("NON", False)]


def test_the_letter_has_no_choices(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(paper.pdf())
    assert read(path, "a.pdf").pages[0].layout.check_boxes() == ()

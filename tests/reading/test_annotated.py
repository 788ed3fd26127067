"""What a viewer's pen, stamp or text tool leaves on a PDF that holds no form: part of the page like all else."""

from __future__ import annotations

import io
from pathlib import Path

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

from checker.reading import ReadOptions, read
from models.document import Document
from tests.reading import paper


def reading(folder: Path, data: bytes) -> Document:
    path = folder / "file"
    path.write_bytes(data)
    return read(path, "piece.pdf", options=ReadOptions(ocr=False))


def annotated(kind: str, drawn: bytes, box: tuple[float, float, float, float]) -> bytes:
    """Return the letter with an annotation whose appearance is ``drawn``, in points from its lower left corner."""
    writer = PdfWriter(clone_from=io.BytesIO(paper.pdf()))
    left, bottom, right, top = box
    looks = StreamObject()
    looks.set_data(drawn)
    looks.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(map(FloatObject, (0, 0, right - left, top - bottom))),
            NameObject("/Resources"): writer.pages[0]["/Resources"],
        }
    )
    annotation = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(kind),
            NameObject("/F"): FloatObject(4),
            NameObject("/Rect"): ArrayObject(map(FloatObject, box)),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(looks)}),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(annotation)])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


PEN = b"1.5 w 5 5 m 30 70 60 -20 90 40 c 120 80 130 0 160 45 c 170 60 180 20 195 50 c S"


def test_a_signature_by_a_viewer_s_pen_is_ink(tmp_path: Path) -> None:
    document = reading(tmp_path, annotated("/Ink", PEN, (160, 440, 360, 520)))
    assert (document.status, document.message) == ("read", None)
    assert "330781253" in document.pages[0].text
    kinds = [mark.kind for mark in document.pages[0].layout.marks(paper.SIGNATURE_BOX)]
    assert kinds == ["ink"]


def test_words_by_a_viewer_s_text_tool_are_text(tmp_path: Path) -> None:
    words = b"BT /F2 12 Tf 5 8 Td (Lu et approuve) Tj ET".replace(b"/F2", font())
    document = reading(tmp_path, annotated("/FreeText", words, (160, 380, 360, 410)))
    assert "Lu et approuve" in document.pages[0].text


def font() -> bytes:
    """Return the name by which the letter's pages call Helvetica."""
    fonts = PdfWriter(clone_from=io.BytesIO(paper.pdf())).pages[0]["/Resources"]["/Font"].get_object()
    return next(name for name, one in fonts.items() if one.get_object()["/BaseFont"] == "/Helvetica").encode()

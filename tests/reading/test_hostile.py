"""Loops, polyglots, huge pictures, far cells: every file ends with a status and a French sentence, quickly."""

from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

import pytest

from checker.reading import ReadOptions, read
from models.document import Document
from tests.reading import hostile, paper

QUICK = 20.0
"""Seconds: a loop that is followed has no end at all, a shared machine is slow."""


def reading(folder: Path, data: bytes, name: str = "piece.pdf", **options: object) -> Document:
    path = folder / "file"
    path.write_bytes(data)
    started = time.process_time()
    document = read(path, name, options=ReadOptions(**options))  # type: ignore[arg-type]
    assert time.process_time() - started < QUICK
    assert document.status == "read" or (document.message or "").endswith(".")
    return document


@pytest.mark.parametrize("loop", sorted(hostile.loops()))
def test_what_holds_itself_is_followed_once(tmp_path: Path, loop: str) -> None:
    document = reading(tmp_path, hostile.loops()[loop], max_pages=50)
    assert len(document.pages) <= 50
    assert loop != "many" or "tronqué" in (document.message or "")


def test_a_poster_of_a_hundred_metres_is_read(tmp_path: Path) -> None:
    words = hostile.stream(b"BT /F1 900 Tf 100 100 Td (Attestation) Tj ET")
    data = hostile.one_page(hostile.FONT, words, box=b"[0 0 14400 14400]", entries=b"/UserUnit 10")
    assert "Attestation" in reading(tmp_path, data).pages[0].text


def test_a_huge_picture_in_a_pdf_costs_no_more_than_its_page(tmp_path: Path) -> None:
    assert reading(tmp_path, hostile.picture(30_000)).page_count == 1


def huge_png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    rows = zlib.compressobj(9)
    data = rows.compress(bytes(1_000_000)) + rows.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def huge_gif() -> bytes:
    return (
        b"GIF89a"
        + struct.pack("<HH", 30_000, 30_000)
        + b"\x80\0\0\0\0\0\xff\xff\xff"
        + (b"," + struct.pack("<HHHH", 0, 0, 30_000, 30_000) + b"\0\x02\x02\x4c\x01\0;")
    )


def huge_bmp() -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, 30_000, 30_000, 1, 24, 0, 0, 2835, 2835, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + head


def huge_jpeg() -> bytes:
    out = bytearray(paper.encoded(paper.picture(paper.pdf(), dpi=30), "JPEG"))
    at = out.index(b"\xff\xc0") + 5
    out[at : at + 4] = struct.pack(">HH", 30_000, 30_000)
    return bytes(out)


def huge_tiff() -> bytes:
    entries = [(256, 30_000), (257, 30_000), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (279, 9)]
    table = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + table + b"\0" * 4


@pytest.mark.parametrize("make", [huge_png, huge_gif, huge_bmp, huge_jpeg, huge_tiff])
def test_pictures_of_a_milliard_pixels_are_not_decoded(tmp_path: Path, make: object) -> None:
    document = reading(tmp_path, make(), "photo.png")  # type: ignore[operator]
    assert document.status == "too_large"
    assert "30000 × 30000" in (document.message or "") or "démesurées" in (document.message or "")


def test_a_huge_picture_in_a_word_document_costs_itself_alone(tmp_path: Path) -> None:
    import docx

    written = docx.Document()
    written.add_paragraph("Attestation du 12 janvier 2022")
    written.add_picture(io.BytesIO(paper.encoded(paper.picture(paper.pdf(), dpi=20), "PNG")))
    out, swapped = io.BytesIO(), io.BytesIO()
    written.save(out)
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(swapped, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, huge_png() if info.filename.endswith(".png") else old.read(info))
    document = reading(tmp_path, swapped.getvalue(), "piece.docx")
    assert "12 janvier 2022" in document.pages[0].text


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


POLYGLOTS = {
    "pdf and zip": (paper.pdf() + zipped({"a.txt": b"Autre chose"}), "application/pdf"),
    "zip and pdf": (zipped({"a.txt": b"Autre chose"}) + paper.pdf(), "application/zip"),
    "jpeg and zip": (
        paper.encoded(paper.picture(paper.pdf(), dpi=100), "JPEG") + zipped({"a.txt": b"Autre"}),
        "image/jpeg",
    ),
    "gif and script": (b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(1)", "image/gif"),
    "html and pdf": (b"<html><script>x</script></html>\n" + paper.pdf(), "application/pdf"),
    "docx and macro": (zipped({"word/document.xml": b"<a/>", "xl/workbook.xml": b"<a/>"}), None),
    "mail and pdf": (b"From: a@b.fr\nTo: c@d.fr\nSubject: x\n\n" + paper.pdf(), "application/pdf"),
}


@pytest.mark.parametrize("name", sorted(POLYGLOTS))
def test_a_file_that_is_two_things_is_read_as_one(tmp_path: Path, name: str) -> None:
    data, kind = POLYGLOTS[name]
    document = reading(tmp_path, data)
    assert kind is None or document.media_type == kind
    if kind == "application/pdf":
        assert "330781253" in document.pages[0].text


def test_a_zip_of_itself_in_itself_has_an_end(tmp_path: Path) -> None:
    data = zipped({"a.txt": b"Bonjour"})
    for _ in range(30):
        data = zipped({"a.zip": data})
    document = reading(tmp_path, data, "poupees.zip")
    depth = 0
    while document.parts:
        (document,) = document.parts
        depth += 1
    assert depth <= ReadOptions().max_depth + 1
    assert document.status == "too_large"


def test_mails_in_mails_and_a_thousand_attachments_have_an_end(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@b.fr", "c@d.fr", "Poupées"
    mail.set_content("Bonjour")
    for number in range(1000):
        mail.add_attachment(b"x", maintype="text", subtype="plain", filename=f"{number}.txt")
    document = reading(tmp_path, mail.as_bytes(), "a.eml", max_entries=50)
    assert [part.status for part in document.parts] == ["read"] * 50 + ["too_large"]
    assert document.parts[-1].name == "950 autres fichiers"


def test_a_far_cell_of_an_old_workbook_is_refused(tmp_path: Path) -> None:
    from tests.reading.compound import compound

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    sheet = record(0x0809, struct.pack("<HH", 0x0600, 0x0010) + bytes(12))
    sheet += record(0x0203, struct.pack("<HHHd", 65_535, 255, 0, 1.0)) + record(0x000A, b"")
    document = reading(tmp_path, compound({"Workbook": sheet}), "a.xls", max_cells=1000)
    assert (document.status, document.pages) == ("too_large", ())

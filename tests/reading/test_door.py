"""The door: any bytes in, one document out, with a status and a French sentence."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from checker.reading import READER_VERSION, ReadOptions, engines, read
from checker.reading.sniff import MEDIA_TYPES, sniff
from models.document import Document
from tests.reading import paper


def reading(folder: Path, data: bytes, name: str, **options: object) -> Document:
    path = folder / "file"
    path.write_bytes(data)
    return read(path, name, options=ReadOptions(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "name", "status"),
    [
        (b"", "vide.pdf", "empty"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "a.7z", "unreadable"),
        (b"Rar!\x1a\x07\x01\x00", "a.rar", "unsupported"),
        (b"\x00\x01\x02\x03" * 40, "a.pdf", "unsupported"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "a.png", "unreadable"),
        (b"\xff\xd8\xff\xe0junk", "a.jpg", "unreadable"),
        (b"%PDF-1.7\nrien", "a.pdf", "unreadable"),
        (b"PK\x03\x04casse", "a.docx", "unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "a.doc", "unsupported"),
        (b"GIF89a", "a.gif", "unreadable"),
    ],
)
def test_what_cannot_be_read_says_why_in_french(tmp_path: Path, data: bytes, name: str, status: str) -> None:
    document = reading(tmp_path, data, name)
    assert document.status == status
    assert document.message and document.message.endswith(".")
    assert document.pages == ()


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    assert read(tmp_path / "absent", "a.pdf").status == "missing"
    assert read(tmp_path, "dossier").status == "unreadable"


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    assert reading(tmp_path, b"x" * 2000, "a.txt", max_bytes=1000).status == "too_large"


def test_a_text_called_pdf_is_read_as_the_text_it_is(tmp_path: Path) -> None:
    document = reading(tmp_path, b"Attestation du 12 janvier 2022", "attestation.pdf")
    assert (document.status, document.media_type, document.reader) == ("read", "text/plain", "text")
    assert ".pdf" in (document.message or "") and "texte" in (document.message or "")


def test_a_pdf_without_words_or_pictures_is_empty(tmp_path: Path) -> None:
    document = reading(tmp_path, paper.pdf(()), "blanc.pdf")
    assert document.status == "empty"


def test_a_picture_too_large_to_decode_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    document = reading(tmp_path, out.getvalue(), "bombe.png")
    assert (document.status, document.pages) == ("too_large", ())
    assert "démesurées" in (document.message or "")


def test_the_sha_is_that_of_the_bytes(tmp_path: Path) -> None:
    assert reading(tmp_path, b"abc", "a.txt").sha256.startswith("ba7816bf8f01cfea")


@pytest.mark.parametrize(
    "name", ["\x1b[31m.pdf", "\u202efdp.exe", "CON", "a" * 255, "=cmd|'/c'.pdf", "--option", "\ud800.pdf", ""]
)
def test_odd_names_are_only_names(tmp_path: Path, name: str) -> None:
    document = reading(tmp_path, b"Bonjour", name)
    assert document.status == "read"
    assert document.name.encode() == reading(tmp_path, b"", name).name.encode()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(
        [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"{\\rtf1 ", b"From: a\nTo: b\nSubject: c\n\n", b"BM", b"II*\0"]
    ),
    st.binary(max_size=400),
)
def test_no_bytes_make_it_raise(tmp_path: Path, head: bytes, tail: bytes) -> None:
    document = reading(tmp_path, head + tail, "x.pdf", ocr=False)
    assert document.media_type in MEDIA_TYPES.values()
    assert document.status == "read" or document.message


@given(st.binary(max_size=300), st.text(max_size=20))
def test_every_kind_sniffed_has_a_media_type(data: bytes, name: str) -> None:
    assert sniff(data, name) in MEDIA_TYPES


def test_reading_costs_nothing_to_import() -> None:
    heavy = "'numpy', 'cv2', 'rapidocr', 'pdfplumber', 'pypdf', 'pyhanko', 'PIL', 'pypdfium2'"
    code = f"import sys, checker.reading; sys.exit(any(name in sys.modules for name in ({heavy})))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_engines_of_this_machine_are_named() -> None:
    assert engines()["rapidocr"]
    assert READER_VERSION

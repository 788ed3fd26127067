"""Pictures of every format are one page each, of the same words; the same picture is never read twice."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.reading import paper
from tests.reading.files import reading

FORMATS = {
    "PNG": ("image/png", {}),
    "BMP": ("image/bmp", {}),
    "GIF": ("image/gif", {}),
    "WEBP": ("image/webp", {"lossless": True}),
    "TIFF": ("image/tiff", {}),
}


@pytest.fixture(scope="module")
def shot() -> Image.Image:
    return paper.picture(paper.pdf(paper.LETTER[:2])).crop((100, 100, 1500, 700))


def test_a_picture_says_the_same_in_every_format_and_is_read_once(tmp_path: Path, shot: Image.Image) -> None:
    for kind, (media, options) in FORMATS.items():
        data = paper.encoded(shot, kind, **options)
        document = reading(tmp_path, data, f"scan.{kind.lower()}", cache=tmp_path / "cache")
        assert (document.status, document.media_type, document.page_count) == ("read", media, 1)
        assert "330781253" in document.pages[0].text
    assert len(list((tmp_path / "cache").rglob("*.json"))) == 1


def test_each_frame_of_a_tiff_is_a_page(tmp_path: Path, shot: Image.Image) -> None:
    out = io.BytesIO()
    shot.save(out, "TIFF", save_all=True, append_images=[Image.new("L", shot.size, 255), shot])
    document = reading(tmp_path, out.getvalue(), "scan.tif", cache=tmp_path / "cache")
    assert ["330781253" in page.text for page in document.pages] == [True, False, True]


def test_a_telephone_s_picture_that_cannot_be_decoded_says_so(tmp_path: Path) -> None:
    document = reading(tmp_path, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64, "photo.heic")
    assert (document.status, document.media_type) == ("unreadable", "image/heic")
    assert document.message and document.pages == ()

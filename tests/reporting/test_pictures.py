"""Pictures of pages, drawn by a process that hostile files may kill."""

from __future__ import annotations

import base64
import io
import random
import sys
import time
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from checker.reporting.passages import PICTURE_BUDGET, Album
from checker.reporting.pictures import PagePicture, PagePictures

from .conftest import ORDER_BOX
from .invented import cited, requirement

NOT_A_PICTURE = '{"page": 1, "width": 1, "height": 1, "media": "image/png", "data": "<script>"}'


def decoded(picture: PagePicture) -> Image.Image:
    head, _, data = picture.address.partition(",")
    assert head in {"data:image/png;base64", "data:image/jpeg;base64"}
    return Image.open(io.BytesIO(base64.b64decode(data))).convert("L")


def test_a_pdf_page_is_drawn_in_grey_at_100_dpi(order_pdf: Path) -> None:
    with PagePictures(lambda _: order_pdf) as pictures:
        found = pictures.pages("00", [1, 2, 9])
    assert sorted(found) == [1, 2]
    page = decoded(found[1])
    assert (round(found[1].width), round(found[1].height)) == (595, 842)
    assert abs(page.width - 595 * 100 / 72) < 2
    x0, top, x1, bottom = (round(value * 100 / 72) for value in ORDER_BOX)
    assert page.crop((x0, top, x1, bottom)).getextrema()[0] < 90, "the date is not where its box says"
    assert page.crop((x0, bottom + 20, x1, bottom + 200)).getextrema()[0] > 200
    assert len(found[1].address) < 60_000


def test_a_photograph_is_turned_as_its_exif_says_and_sized_as_a_page(tmp_path: Path) -> None:
    sideways = Image.new("RGB", (1200, 800), "white")
    exif = sideways.getexif()
    exif[0x0112] = 6
    sideways.save(tmp_path / "photo.jpg", exif=exif)
    with PagePictures(lambda _: tmp_path / "photo.jpg") as pictures:
        found = pictures.pages("00", [1])[1]
    assert found.height == pytest.approx(842)
    assert found.width == pytest.approx(842 * 800 / 1200)
    assert decoded(found).height > decoded(found).width


def test_the_second_frame_of_a_tiff_is_its_second_page(tmp_path: Path) -> None:
    frames = [Image.new("L", (600, 800), 255), Image.new("L", (600, 800), 255)]
    ImageDraw.Draw(frames[1]).rectangle((100, 100, 500, 700), fill=0)
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:])
    with PagePictures(lambda _: tmp_path / "a.tif") as pictures:
        found = pictures.pages("00", [1, 2])
    assert [decoded(found[number]).getextrema()[0] > 200 for number in (1, 2)] == [True, False]


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4 nothing follows", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"text"]
)
def test_a_bad_file_has_no_picture_and_the_next_one_has(
    tmp_path: Path, order_pdf: Path, content: bytes
) -> None:
    bad = tmp_path / "bad"
    bad.write_bytes(content)
    with PagePictures(lambda sha256: bad if sha256 == "bad" else order_pdf) as pictures:
        assert pictures.pages("bad", [1]) == {}
        assert list(pictures.pages("good", [1])) == [1]


def test_a_file_that_is_not_to_be_had_has_no_picture() -> None:
    with PagePictures(lambda _: None) as pictures:
        assert pictures.pages("00", [1]) == {}


@pytest.mark.parametrize(
    "program",
    [
        "import os; os._exit(3)",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import time; time.sleep(60)",
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)",
        f"import sys; sys.stdin.readline(); print({NOT_A_PICTURE!r})",
        "import sys; sys.stdin.readline(); print('[1]')",
        "import sys; sys.stdin.readline(); print('nonsense')",
    ],
)
def test_a_drawing_process_that_misbehaves_costs_its_pictures_only(order_pdf: Path, program: str) -> None:
    started = time.monotonic()
    with PagePictures(lambda _: order_pdf, seconds=1, command=(sys.executable, "-c", program)) as pictures:
        assert pictures.pages("00", [1]) == {}
        assert pictures.pages("00", [1]) == {}
    assert time.monotonic() - started < 8


def test_facts_of_one_page_are_one_passage_with_a_band_around_them(order_pdf: Path) -> None:
    facts = (
        cited("dated", "2022-01-10", "Date : 10 janvier 2022", "commande.pdf", box=ORDER_BOX),
        cited("order", True, "Bon de commande", "commande.pdf", box=ORDER_BOX),
        cited("other", "x", "ailleurs", "commande.pdf", page=2, box=None),
    )
    with PagePictures(lambda _: order_pdf) as pictures:
        album = Album(pictures, [requirement("PS2.2", "satisfied", evidence=facts)])
    first, second = album.passages(facts)
    assert first.quotes == ("Date : 10 janvier 2022", "Bon de commande")
    assert first.values == ("10 janvier 2022",)
    assert "« Date : 10 janvier 2022 »" in first.alt
    assert first.band is not None and first.sheet is not None
    assert first.band.y < ORDER_BOX[1] < ORDER_BOX[3] < first.band.y + first.band.height < first.sheet.height
    assert len(first.frames) == 1
    assert second.sheet is None
    assert len(album.sheets) == 1


def test_boxes_far_apart_show_the_whole_page(order_pdf: Path) -> None:
    facts = tuple(
        cited("a", 1, f"ligne {top}", "commande.pdf", box=(72, top, 200, top + 12)) for top in (20, 800)
    )
    with PagePictures(lambda _: order_pdf) as pictures:
        album = Album(pictures, [requirement("PS2.2", "satisfied", evidence=facts)])
    (passage,) = album.passages(facts)
    assert passage.band is not None and passage.sheet is not None
    assert passage.band.height == passage.sheet.height


def test_pictures_beyond_the_budget_are_counted_not_silently_left_out(tmp_path: Path) -> None:
    for index in range(12):
        noise = Image.frombytes("L", (827, 1169), random.Random(index).randbytes(827 * 1169))
        noise.save(tmp_path / f"{index}.png")
    facts = tuple(cited("a", 1, "q", f"{index}.png", file=str(index)) for index in range(12))
    with PagePictures(lambda name: tmp_path / f"{name}.png") as pictures:
        album = Album(pictures, [requirement("PS2.2", "satisfied", evidence=facts)])
    assert sum(len(sheet.address) for sheet in album.sheets) <= PICTURE_BUDGET
    assert album.left_out > 0
    assert album.left_out + len(album.sheets) == 12
    assert all(passage.quotes for passage in album.passages(facts)), "quoted though not pictured"

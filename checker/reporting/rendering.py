"""Pages of a file as small pictures, drawn in a process that a hostile file may take down.

Run by its path, without the packages above it: a request a line on standard input, answers on standard
output. ``{"path": "…", "pages": [1, 3]}`` gives ``{"page": 1, "width": 595.0, "height": 842.0,
"media": "image/png", "data": "<base64>"}`` for each page that could be drawn, then ``{"done": true}``. Sizes are
in points: a PDF's as a viewer shows the page, a picture's as that of an A4 page with the same long side, where
reading places its boxes.
"""

from __future__ import annotations

import base64
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 100
QUALITY = 32
CLEAN = 0.5
"""From this share of pure white on, a page was born digital."""
LARGEST = 130_000
LONGEST_SIDE = 1700
"""Pixels: a poster is drawn smaller rather than refused."""
A4_LONG_SIDE = 842.0
MEMORY = 2 << 30
_EIGHT_GREYS = [round(round(grey / 255 * 7) * 255 / 7) for grey in range(256)]
MOST_PIXELS = 120_000_000


class Drawn(NamedTuple):
    """A page: its number from 1, its size in points, its picture."""

    page: int
    width: float
    height: float
    picture: Image


def drawn_pages(path: Path, pages: Sequence[int]) -> Iterator[Drawn]:
    """Yield the pages of a PDF or a picture that exist, in grey. Raises what the libraries raise."""
    with path.open("rb") as stream:
        is_pdf = b"%PDF-" in stream.read(1024)
    yield from (_pdf_pages if is_pdf else _picture_frames)(path, pages)


def encoded(picture: Image) -> tuple[str, bytes]:
    """Return the media type and bytes of a grey picture, ``LARGEST`` bytes at most.

    A clean page becomes a PNG of eight greys, sharper and smaller than any lossy form; a scan a JPEG, as small
    as WebP at a tenth of its time. What is too noisy is made coarser, then smaller.
    """
    if picture.histogram()[-1] > CLEAN * picture.width * picture.height:
        found = _saved(picture.point(_EIGHT_GREYS), "PNG", compress_level=4)
        if len(found) <= LARGEST:
            return "image/png", found
    for quality in (QUALITY, QUALITY // 2):
        found = _saved(picture, "JPEG", quality=quality, optimize=True)
        if len(found) <= LARGEST:
            return "image/jpeg", found
    return encoded(picture.resize((picture.width * 2 // 3 or 1, picture.height * 2 // 3 or 1)))


def _saved(picture: Image, form: str, **options: int) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def _pdf_pages(path: Path, pages: Sequence[int]) -> Iterator[Drawn]:
    import pypdfium2 as pdfium

    pdf = pdfium.PdfDocument(path)
    if pdf.get_formtype():
        pdf.init_forms()
    for number in pages:
        if not 1 <= number <= len(pdf):
            continue
        page = pdf[number - 1]
        width, height = page.get_size()
        scale = min(DPI / 72, LONGEST_SIDE / max(width, height, 1.0))
        picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        yield Drawn(number, width, height, picture)
        page.close()


def _picture_frames(path: Path, pages: Sequence[int]) -> Iterator[Drawn]:
    from pi_heif import register_heif_opener
    from PIL import Image, ImageOps

    register_heif_opener()
    side = round(A4_LONG_SIDE * DPI / 72)
    with Image.open(path) as file:
        for number in pages:
            if not 1 <= number <= getattr(file, "n_frames", 1) or file.width * file.height > MOST_PIXELS:
                continue
            if number > 1:
                file.seek(number - 1)
            file.draft("L", (side, side))
            upright = ImageOps.exif_transpose(file)
            scale = A4_LONG_SIDE / max(upright.size)
            width, height = upright.width * scale, upright.height * scale
            clear = upright.convert("RGBA")
            picture = Image.new("RGBA", clear.size, "white")
            picture.alpha_composite(clear)
            grey = picture.convert("L")
            grey.thumbnail((side, side))
            yield Drawn(number, width, height, grey)


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def main() -> None:
    """Answer requests until standard input ends; a page that cannot be drawn is left out."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    _limit_memory()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            for page in drawn_pages(Path(request["path"]), request["pages"]):
                media, data = encoded(page.picture)
                answer = {
                    "page": page.page,
                    "width": page.width,
                    "height": page.height,
                    "media": media,
                    "data": base64.b64encode(data).decode("ascii"),
                }
                answers.write(json.dumps(answer) + "\n")
        except Exception as error:  # noqa: BLE001 - a parser may raise anything at all; its file goes unpictured
            sys.stderr.write(f"{type(error).__name__}\n")
        answers.write('{"done": true}\n')
        answers.flush()


if __name__ == "__main__":
    main()

"""Pictures: photographs and scans as JPEG, PNG, TIFF of several pages, WebP, GIF, BMP, HEIC."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

from checker.reading.content import Content, Job
from checker.reading.flow import flow_page
from checker.reading.problem import PARSER_FAULTS, ReadError
from models.document import Page

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    Grey = NDArray[np.uint8]

_A4_LONG_SIDE = 842.0
_A4_PIXELS = 2339
"""The long side of an A4 page at 200 dpi, the resolution OCR reads best at."""
_LEAST_SIDE = 40
_SQUASHED = (0.25, 4.0)
"""Ratios of the dots across and down that machines make; beyond them the file's figures are wrong."""
_FAULTS: tuple[type[Exception], ...] = (*PARSER_FAULTS, SyntaxError)


def content(job: Job) -> Content:
    """Return the pages of a picture file, read by OCR; each frame of a TIFF is a page."""
    frames, count = greys(job)
    notes = []
    if count > len(frames):
        notes.append(f"{count} images dans le fichier : {len(frames)} ont été lues.")
    if not job.options.ocr:
        pages = tuple(flow_page(n + 1, "", "picture") for n in range(len(frames)))
        return Content(
            "picture", pages, count, notes=[*notes, "Image non lue : la lecture optique est désactivée."]
        )
    pages = tuple(picture_page(number + 1, grey, job) for number, grey in enumerate(frames))
    return Content(pages[0].reader if pages else "picture", pages, count, notes=notes)


def picture_page(number: int, grey: Grey, job: Job) -> Page:
    """Return the page of a picture; its size is that of an A4 page of the same long side."""
    from checker.reading.ocr.layout import ocr_page
    from checker.reading.ocr.picture import reading_of

    height, width = grey.shape
    scale = _A4_LONG_SIDE / max(height, width)
    reading = reading_of(grey, job.options.cache, second=job.options.second_reader)
    if job.options.on_page is not None:
        job.options.on_page(number, number, True)
    keep: Callable[[], Grey] = lambda: grey  # noqa: E731
    return ocr_page(number, (width * scale, height * scale), reading, keep)


def greys(job: Job) -> tuple[list[Grey], int]:
    """Return the file's frames as grey pictures no larger than a page at 200 dpi, and how many there are.

    Raises ReadError for a picture too large to decode, or none at all.
    """
    from PIL import Image, UnidentifiedImageError

    if job.data[4:8] == b"ftyp":
        from pi_heif import register_heif_opener

        register_heif_opener()
    frames: list[Grey] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(job.data)) as picture:
                count = getattr(picture, "n_frames", 1)
                animated = picture.format in ("GIF", "WEBP", "PNG")
                wanted = 1 if animated else min(count, job.options.max_ocr_pages)
                for index in range(wanted):
                    _refuse_huge(picture.size, job.options.max_pixels)
                    if index or count > 1:
                        picture.seek(index)
                        _refuse_huge(picture.size, job.options.max_pixels)
                    frame = _page_sized(picture)
                    if frame is not None:
                        frames.append(frame)
        except UnidentifiedImageError as fault:
            raise ReadError("unreadable", "Image endommagée ou d’un format non reconnu : non lue.") from fault
        except Image.DecompressionBombError as fault:
            raise ReadError("too_large", "Image aux dimensions démesurées : non ouverte.") from fault
        except _FAULTS as fault:
            if not frames:
                raise ReadError(
                    "unreadable", f"Image endommagée : non lue ({type(fault).__name__})."
                ) from fault
    if not frames:
        raise ReadError("empty", "Image trop petite pour porter un texte.")
    return frames, 1 if animated else count


def _refuse_huge(size: tuple[int, int], limit: int) -> None:
    if size[0] * size[1] > limit:
        sentence = f"Image aux dimensions démesurées ({size[0]} × {size[1]} pixels) : non ouverte."
        raise ReadError("too_large", sentence)


def _unsquashed(picture: Image) -> Image:
    """Return a fax's frame as its paper was: its dots are twice as dense across as down (204 × 98 an inch)."""
    from PIL import Image

    across, down = (float(value) for value in picture.info.get("dpi", (1, 1)))
    if (
        picture.format != "TIFF"
        or not (across > 0 and down > 0)
        or not _SQUASHED[0] < across / down < _SQUASHED[1]
    ):
        return picture
    if 0.8 < across / down < 1.25:
        return picture
    taller = max(1, round(picture.height * across / down))
    wider = max(1, round(picture.width * down / across))
    size = (picture.width, taller) if across > down else (wider, picture.height)
    if max(size) > 2 * _A4_PIXELS:  # large as it is: the denser side gives way
        size = (wider, picture.height) if across > down else (picture.width, taller)
    return picture.convert("L").resize(size, Image.Resampling.BICUBIC)


def _page_sized(picture: Image) -> Grey | None:
    """Return the frame turned as its EXIF says, on white, grey, at most a page at 200 dpi large."""
    import numpy as np
    from PIL import Image, ImageOps

    if picture.format == "JPEG":
        # The decoder halves for free: a 48-megapixel photograph needs no more than twice the page.
        picture.draft("L", (2 * _A4_PIXELS, 2 * _A4_PIXELS))
    upright = ImageOps.exif_transpose(_unsquashed(picture))
    if min(upright.size) < _LEAST_SIDE:
        return None
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        clear = upright.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        upright = Image.alpha_composite(white, clear)
    if upright.mode in ("I;16", "I", "F"):
        values = np.asarray(upright, dtype=np.float64)
        span = max(float(values.max() - values.min()), 1.0)
        grey_picture = Image.fromarray(((values - values.min()) * 255 / span).astype(np.uint8))
    else:
        grey_picture = upright.convert("L")
    largest = max(grey_picture.size)
    if largest > _A4_PIXELS:
        ratio = _A4_PIXELS / largest
        wanted = (max(1, round(grey_picture.width * ratio)), max(1, round(grey_picture.height * ratio)))
        grey_picture = grey_picture.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return np.asarray(grey_picture, dtype=np.uint8)

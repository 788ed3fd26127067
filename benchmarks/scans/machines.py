"""What scanners, faxes, telephones and worn copiers make of a page; each result is a file as an applicant sends it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image

Grey = NDArray[np.uint8]


@dataclass(frozen=True)
class Scan:
    """A file, the ending of its name, and how its sheet lies: quarter turns to the left, degrees clockwise."""

    data: bytes
    ending: str
    quarters: int = 0
    slope: float = 0.0


def page(pdf: bytes, dpi: int) -> Grey:
    """Return the first page as paper would show it at ``dpi``: slightly soft, not quite white nor black."""
    bitmap = pdfium.PdfDocument(pdf)[0].render(scale=dpi / 72, grayscale=True)
    grey = np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width)
    soft = cv2.GaussianBlur(grey, (0, 0), 0.6 * dpi / 200)
    return np.asarray(soft * 0.86 + 24, dtype=np.uint8)


def as_pdf(grey: Grey, dpi: tuple[float, float], *, quality: int | None = None) -> Scan:
    """Return a PDF whose page is the picture, as a JPEG of ``quality`` or as one-bit dots."""
    out = io.BytesIO()
    picture = Image.fromarray(grey)
    if quality is None:
        picture.convert("1", dither=Image.Dither.NONE).save(out, "PDF", dpi=dpi)
    else:
        picture.save(out, "PDF", dpi=dpi, quality=quality)
    return Scan(out.getvalue(), "pdf")


def grained(grey: Grey, chance: np.random.Generator, sigma: float) -> Grey:
    """Return the picture with a sensor's grain, of ``sigma`` grey levels."""
    return np.clip(grey + chance.normal(0, sigma, grey.shape), 0, 255).astype(np.uint8)


def sloped(grey: Grey, degrees: float) -> Grey:
    """Return the sheet laid askew on the glass, clockwise positive."""
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1)
    return np.asarray(
        cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=240), dtype=np.uint8
    )


def clean(pdf: bytes, chance: np.random.Generator) -> Scan:
    """Scan on an office scanner at 300 dpi."""
    return as_pdf(grained(page(pdf, 300), chance, 3), (300, 300), quality=75)


def low(pdf: bytes, chance: np.random.Generator) -> Scan:
    """Scan on a copier set to its smallest files: 150 dpi, strong compression."""
    return as_pdf(
        grained(sloped(page(pdf, 150), chance.uniform(-0.5, 0.5)), chance, 4), (150, 150), quality=35
    )


def fax(pdf: bytes, chance: np.random.Generator) -> Scan:
    """Send by fax at the usual resolution, 204 × 98 dots an inch, one bit, with line noise."""
    seen = grained(sloped(page(pdf, 204), chance.uniform(-0.6, 0.6)), chance, 10)
    flat = cv2.resize(seen, None, fx=1.0, fy=98 / 204, interpolation=cv2.INTER_AREA)
    dots = np.where(flat < chance.uniform(150, 185), 0, 255).astype(np.uint8)
    dots[chance.random(dots.shape) < 0.0012] = 0
    dots[chance.random(dots.shape) < 0.004] = 255
    return as_pdf(dots, (204, 98))


def skewed(pdf: bytes, chance: np.random.Generator) -> Scan:
    """Feed the sheet askew by 3°, upright, upside down or on its side."""
    slope = 3.0 * float(chance.choice((-1, 1)))
    tilted = grained(sloped(page(pdf, 200), slope), chance, 4)
    turns = int(chance.choice((0, 1, 2, 3)))
    laid = as_pdf(np.ascontiguousarray(np.rot90(tilted, turns)), (200, 200), quality=60)
    return replace(laid, quarters=turns, slope=slope)


def righted(grey: Grey, scan: Scan) -> Grey:
    """Return the scan's picture as if its sheet had been laid straight; small slopes are left in."""
    upright = np.ascontiguousarray(np.rot90(grey, -scan.quarters))
    return sloped(upright, -scan.slope) if scan.slope else upright


def photograph(pdf: bytes, chance: np.random.Generator) -> Scan:
    """Take a picture by telephone of the sheet on a desk: perspective, a shadow, slightly out of focus, JPEG."""
    sheet = page(pdf, 220)
    height, width = sheet.shape
    room = (int(width * 1.16), int(height * 1.14))
    near, far = chance.uniform(0.01, 0.03, 4), chance.uniform(1.08, 1.13, 4)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    inset = chance.uniform(0.0, 0.06)
    seen = np.array(
        [
            [width * (near[0] + inset), height * near[1]],
            [width * (far[0] - inset), height * near[2]],
            [width * far[1], height * far[2]],
            [width * near[3], height * far[3]],
        ],
        dtype=np.float32,
    )
    desk = np.full((room[1], room[0]), chance.integers(60, 120), np.uint8)
    matrix = cv2.getPerspectiveTransform(corners, seen)
    laid = cv2.warpPerspective(
        sheet, matrix, room, dst=desk, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_TRANSPARENT
    )
    down, across = np.mgrid[0 : room[1], 0 : room[0]]
    edge = across / room[0] * chance.uniform(-1, 1) + down / room[1] - chance.uniform(0.3, 0.9)
    light = (1 - 0.4 / (1 + np.exp(-edge * 12))) * (1 - 0.2 * (across / room[0] - 0.5) ** 2)
    lit = cv2.GaussianBlur((laid * light).astype(np.uint8), (0, 0), 0.8)
    out = io.BytesIO()
    Image.fromarray(grained(np.asarray(lit, dtype=np.uint8), chance, 5)).save(out, "JPEG", quality=60)
    return Scan(out.getvalue(), "jpg")


def worn(pdf: bytes, chance: np.random.Generator) -> Scan:
    """Copy a copy: pale, blurred, the back of the sheet showing through, specks."""
    seen = cv2.GaussianBlur(page(pdf, 200), (0, 0), 1.1)
    ground, ink = chance.uniform(200, 225), chance.uniform(95, 125)
    pale = ink + (seen.astype(np.float32) - 24) / 219 * (ground - ink)
    back = cv2.GaussianBlur(np.ascontiguousarray(page(pdf, 200)[:, ::-1]), (0, 0), 2.5)
    pale -= np.roll(243 - back.astype(np.float32), (61, 17), (0, 1)) * 0.12
    pale = pale - np.linspace(25, 0, pale.shape[1])[None, :]
    for _ in range(1200):
        y, x = (int(chance.integers(side)) for side in pale.shape)
        side = int(chance.choice((1, 1, 2, 2, 3)))
        pale[y : y + side, x : x + side] = chance.uniform(30, 130)
    level = sloped(np.clip(pale, 0, 255).astype(np.uint8), chance.uniform(-1, 1))
    return as_pdf(grained(level, chance, 6), (200, 200), quality=50)


MACHINES: dict[str, Callable[[bytes, np.random.Generator], Scan]] = {
    "clean 300 dpi": clean,
    "low 150 dpi": low,
    "fax 204 × 98": fax,
    "askew 3°, turned": skewed,
    "photograph": photograph,
    "worn copier": worn,
}

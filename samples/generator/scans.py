"""What a scanner, a copier, a fax or a telephone makes of a page."""

from __future__ import annotations

import io
import random
import time
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

How = Literal["clean", "tilt", "sideways", "flipped", "grey", "speckle", "photo", "fax"]
EPOCH = time.gmtime(1_640_000_000)


@dataclass(frozen=True)
class Scan:
    """How a paper was digitised; ``seed`` makes two scans of one kind differ."""

    how: How = "clean"
    seed: int = 0
    dpi: int = 150
    quality: int = 45


def pictures(pdf: bytes, scan: Scan) -> list[Image.Image]:
    """Return each page as the scan shows it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.render(scale=scan.dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()
    return [degraded(page, scan, index) for index, page in enumerate(pages)]


def degraded(page: Image.Image, scan: Scan, index: int = 0) -> Image.Image:
    """Return one page after the scanner."""
    rng = random.Random(f"scan-{scan.how}-{scan.seed}-{index}")
    noise = np.random.default_rng(scan.seed * 31 + index)
    page = page.filter(ImageFilter.GaussianBlur(0.5))
    match scan.how:
        case "clean":
            return with_noise(turned(page, rng.uniform(-0.5, 0.5)), noise, 3.0)
        case "tilt":
            angle = rng.choice((-1, 1)) * rng.uniform(2.0, 3.0)
            return with_noise(turned(page, angle), noise, 4.0)
        case "sideways":
            return with_noise(turned(page, rng.uniform(-0.6, 0.6)), noise, 3.0).transpose(
                rng.choice((Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270))
            )
        case "flipped":
            return with_noise(turned(page, rng.uniform(-0.8, 0.8)), noise, 3.0).transpose(
                Image.Transpose.ROTATE_180
            )
        case "grey":
            return washed(turned(page, rng.uniform(-1, 1)), rng, noise)
        case "speckle":
            return speckled(turned(page, rng.uniform(-1, 1)), rng, noise)
        case "photo":
            return photographed(page, rng, noise)
        case "fax":
            soft = with_noise(turned(page, rng.uniform(-0.7, 0.7)), noise, 14.0)
            return soft.point(lambda v: 255 if v > 168 else 0).convert("1")


def turned(page: Image.Image, angle: float) -> Image.Image:
    """Return the page turned by a few degrees on the scanner's white lid."""
    return page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=244)


def with_noise(page: Image.Image, noise: np.random.Generator, strength: float) -> Image.Image:
    """Return the page with the grain of a sensor and the tone of paper."""
    values = np.asarray(page, dtype=np.float32) * 0.965 + 3
    grain = noise.normal(0, strength, (values.shape[0] // 2 + 1, values.shape[1] // 2 + 1))
    spread = np.kron(grain, np.ones((2, 2)))[: values.shape[0], : values.shape[1]]
    return Image.fromarray(np.clip(values + spread, 0, 255).astype(np.uint8))


def washed(page: Image.Image, rng: random.Random, noise: np.random.Generator) -> Image.Image:
    """Return a pale copy on grey recycled paper, darker towards the binding."""
    values: np.ndarray = np.asarray(page, dtype=np.float32)
    ground = rng.uniform(186, 206)
    ink = rng.uniform(70, 95)
    values = ink + values / 255 * (ground - ink)
    slope = np.linspace(-26, 6, values.shape[1])[None, :]
    return with_noise(Image.fromarray(np.clip(values + slope, 0, 255).astype(np.uint8)), noise, 4.0)


def speckled(page: Image.Image, rng: random.Random, noise: np.random.Generator) -> Image.Image:
    """Return a copy of a copy: dust, a black edge, two punched holes."""
    values = np.array(page, dtype=np.uint8)
    high, wide = values.shape
    for _ in range(900):
        y, x, size = rng.randrange(high), rng.randrange(wide), rng.choice((1, 1, 2, 2, 3))
        values[y : y + size, x : x + size] = rng.randrange(20, 120)
    values[:, : rng.randint(8, 16)] = 25
    picture = Image.fromarray(values)
    draw = ImageDraw.Draw(picture)
    for share in (0.36, 0.64):
        x, y, r = wide * 0.035, high * share, wide * 0.012
        draw.ellipse((x - r, y - r, x + r, y + r), fill=45)
    return with_noise(picture, noise, 5.0)


def photographed(page: Image.Image, rng: random.Random, noise: np.random.Generator) -> Image.Image:
    """Return the sheet on a desk, seen at an angle, with a shadow across it."""
    wide, high = page.size
    desk = (int(wide * 1.12), int(high * 1.1))
    corners = [
        (wide * rng.uniform(0.05, 0.08), high * rng.uniform(0.03, 0.05)),
        (wide * rng.uniform(1.03, 1.06), high * rng.uniform(0.04, 0.06)),
        (wide * rng.uniform(1.05, 1.09), high * rng.uniform(1.04, 1.07)),
        (wide * rng.uniform(0.02, 0.05), high * rng.uniform(1.03, 1.06)),
    ]
    back = perspective(corners, [(0, 0), (wide, 0), (wide, high), (0, high)])
    mask = Image.new("L", page.size, 255).transform(
        desk, Image.Transform.PERSPECTIVE, back, Image.Resampling.BILINEAR
    )
    sheet = page.transform(desk, Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC)
    ground = Image.new("L", desk, rng.randint(88, 120))
    ground.paste(sheet, (0, 0), mask)
    values = np.asarray(ground, dtype=np.float32)
    ys, xs = np.mgrid[0 : desk[1], 0 : desk[0]]
    edge = (xs / desk[0]) * rng.uniform(0.5, 1.1) + (ys / desk[1]) - rng.uniform(0.8, 1.1)
    shade = 1 - 0.34 / (1 + np.exp(-edge * 14))
    light = 0.97 - 0.14 * ((xs / desk[0] - 0.4) ** 2 + (ys / desk[1] - 0.45) ** 2)
    lit = Image.fromarray(np.clip(values * shade * light, 0, 255).astype(np.uint8))
    return with_noise(lit.filter(ImageFilter.GaussianBlur(0.4)), noise, 4.0)


def perspective(source: list[tuple[float, float]], target: list[tuple[float, float]]) -> tuple[float, ...]:
    """Return the eight coefficients that send ``source`` corners to ``target`` corners."""
    rows, right = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return tuple(float(v) for v in np.linalg.solve(np.array(rows), np.array(right)))


def scanned_pdf(pdf: bytes, scan: Scan) -> bytes:
    """Return a PDF that holds pictures only, as a copier sends by mail."""
    first, *others = pictures(pdf, scan)
    buffer = io.BytesIO()
    lossy = {} if scan.how == "fax" else {"quality": scan.quality}
    first.save(
        buffer,
        "PDF",
        resolution=scan.dpi,
        save_all=True,
        append_images=others,
        creationDate=EPOCH,
        modDate=EPOCH,
        producer="KM C308 Scan",
        **lossy,
    )
    return buffer.getvalue()


def picture_file(pdf: bytes, scan: Scan, kind: Literal["JPEG", "PNG", "TIFF"]) -> bytes:
    """Return the pages as one picture file; several pages only in TIFF."""
    first, *others = pictures(pdf, scan)
    buffer = io.BytesIO()
    dpi = (scan.dpi, scan.dpi)
    if kind == "TIFF":
        pages = [p.convert("1") for p in others]
        first.convert("1").save(
            buffer, "TIFF", compression="group4", save_all=True, append_images=pages, dpi=dpi
        )
    elif kind == "PNG":
        first.quantize(16).save(buffer, "PNG", optimize=True, dpi=dpi)
    else:
        first.save(buffer, "JPEG", quality=scan.quality, dpi=dpi)
    return buffer.getvalue()

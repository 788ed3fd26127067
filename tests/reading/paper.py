"""Pages of known truth for the tests of reading, and what scanners and hands do to them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
pdfmetrics.registerFont(TTFont("VeraBold", "VeraBd.ttf"))

LETTER = (
    "Centre hospitalier de Saint-Flour",
    "FINESS juridique : 330781253",
    "ATTESTATION D'AUDIT EXTERNE",
    "Je soussignée, Madame Hélène Morel, directrice, atteste que l'audit externe",
    "de cybersurveillance a été réalisé du 4 au 8 octobre 2021 par la société",
    "Sécurité et Réseaux. Le taux d'alimentation du DMP atteint 87,5 %.",
    "Le plan d'action a été présenté au comité de direction puis validé.",
    "Fait à Saint-Flour, le 12 janvier 2022",
    "La directrice,",
    "Signature :",
)
SIGNATURE_BOX = (150.0, 300.0, 420.0, 420.0)
"""Points from the top left corner: where the tests below sign."""


def pdf(lines: Sequence[str] = LETTER, *, pages: int = 1, rotate: int = 0, signed: bool = False) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for _ in range(pages):
        write(canvas, lines)
        if signed:
            canvas.setLineWidth(1.2)
            path = canvas.beginPath()
            path.moveTo(180, 842 - 380)
            for at in range(8):
                x = 180 + at * 22
                path.curveTo(x + 8, 842 - 310, x + 16, 842 - 410, x + 22, 842 - 350)
            canvas.drawPath(path)
        canvas.showPage()
    canvas.save()
    return turned(out.getvalue(), rotate) if rotate else out.getvalue()


def layered(seen: Image.Image, lines: Sequence[str]) -> bytes:
    """A scan with invisible words over its picture, as copiers make them."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawImage(ImageReader(seen), 0, 0, *A4)
    text = canvas.beginText()
    text.setTextRenderMode(3)
    for at, line in enumerate(lines):
        text.setFont("VeraBold" if line.isupper() else "Vera", 15 if line.isupper() else 11)
        text.setTextOrigin(60, 780 - 24 * at)
        text.textLine(line)
    canvas.drawText(text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def joined(*files: bytes) -> bytes:
    """The pages of several PDFs as one."""
    writer = PdfWriter()
    for file in files:
        writer.append(io.BytesIO(file))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def turned(data: bytes, degrees: int) -> bytes:
    """Set the pages' own rotation, as a scanner's software does."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        page.rotate(degrees)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def write(canvas: Canvas, lines: Sequence[str], top: float = 780.0) -> None:
    for at, line in enumerate(lines):
        canvas.setFont("VeraBold" if line.isupper() else "Vera", 15 if line.isupper() else 11)
        canvas.drawString(60, top - 24 * at, line)


def picture(data: bytes, *, dpi: int = 200, page: int = 0) -> Image.Image:
    document = pdfium.PdfDocument(data)
    return document[page].render(scale=dpi / 72).to_pil().convert("L")


def scribble(image: Image.Image, *, dpi: int = 200, at: tuple[float, float] = (180.0, 360.0)) -> Image.Image:
    """Sign with a pen of 0.6 mm, 60 mm wide, its middle at ``at`` points."""
    signed = image.copy()
    draw = ImageDraw.Draw(signed)
    scale = dpi / 72
    t = np.linspace(0, 1, 400)
    x = (at[0] + 170 * t + 9 * np.sin(40 * t)) * scale
    y = (at[1] + 22 * np.sin(23 * t) * (1 - 0.6 * t) + 6 * np.cos(51 * t)) * scale
    draw.line(list(zip(x.tolist(), y.tolist(), strict=True)), fill=40, width=round(0.6 / 25.4 * dpi))
    return signed


def stamp(
    image: Image.Image, *, dpi: int = 200, at: tuple[float, float] = (260.0, 360.0), mm: float = 34.0
) -> Image.Image:
    stamped = image.copy()
    draw = ImageDraw.Draw(stamped)
    scale = dpi / 72
    radius = mm / 25.4 * dpi / 2
    x, y = at[0] * scale, at[1] * scale
    for shrink in (1.0, 0.7):
        r = radius * shrink
        draw.ellipse((x - r, y - r, x + r, y + r), outline=70, width=5)
    return stamped


def torn_stamp(
    image: Image.Image, seed: int, *, dpi: int = 200, at: tuple[float, float] = (260.0, 360.0)
) -> Image.Image:
    """Stamp with a pad half dry: two circles of which only pieces show."""
    stamped = image.copy()
    draw = ImageDraw.Draw(stamped)
    x, y = at[0] * dpi / 72, at[1] * dpi / 72
    chance = np.random.default_rng(seed)
    for radius in (135, 82):
        angle = 0.0
        while angle < 360:
            length = chance.uniform(10, 60)
            if chance.random() < 0.6:
                box = (x - radius, y - radius, x + radius, y + radius)
                draw.arc(box, angle, min(angle + length, 360), fill=80, width=5)
            angle += length
    return stamped


def skewed(image: Image.Image, degrees: float) -> Image.Image:
    return image.rotate(-degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)


def noisy(image: Image.Image, sigma: float = 18.0) -> Image.Image:
    grains: NDArray[np.float64] = np.random.default_rng(7).normal(0, sigma, (image.height, image.width))
    return Image.fromarray(np.clip(np.asarray(image, dtype=float) + grains, 0, 255).astype(np.uint8))


def shaded(image: Image.Image) -> Image.Image:
    """A photograph's light: bright in one corner, half as bright in the other, slightly out of focus."""
    across, down = np.meshgrid(np.linspace(0, 1, image.width), np.linspace(0, 1, image.height))
    light = 1.0 - 0.45 * (across + down) / 2
    lit = np.asarray(image, dtype=float) * light
    return Image.fromarray(lit.astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.6))


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def scan_pdf(images: Sequence[Image.Image]) -> bytes:
    return encoded(images[0], "PDF", resolution=200, save_all=True, append_images=list(images[1:]))

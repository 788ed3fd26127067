"""Put a held-out text on paper: PDF in several layouts, a skewed scan, DOCX, XLSX, a letter by mail, plain text."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from email.message import EmailMessage
from io import BytesIO
from typing import Any

SIGN_HERE = "✍"
"""The line where a hand, a stamp or nothing at all goes."""
SCAN_DPI = 200


@dataclass(frozen=True)
class Look:
    """How one establishment sets its pages: points for sizes, ``grid`` for how tables are ruled."""

    font: str
    bold: str
    size: float
    margin: float
    centred: bool
    grid: str
    ink: tuple[float, float, float]


LOOKS = (
    Look("Helvetica", "Helvetica-Bold", 10.5, 62, True, "full", (0.05, 0.1, 0.55)),
    Look("Times-Roman", "Times-Bold", 12, 74, False, "rows", (0.05, 0.05, 0.05)),
    Look("Helvetica", "Helvetica-Oblique", 10, 50, False, "none", (0.1, 0.2, 0.7)),
    Look("Courier", "Courier-Bold", 9.5, 56, True, "full", (0.0, 0.15, 0.4)),
    Look("Times-Roman", "Times-BoldItalic", 11, 90, True, "none", (0.15, 0.1, 0.3)),
)


def file_bytes(form: str, pages: list[str], signature: str, look: Look, seed: random.Random) -> bytes:
    """Return the bytes of one file; ``form`` is pdf, scan, docx, xlsx, eml or txt.

    Raises ``ValueError`` for another form, or for a hand's signature on what is no page.
    """
    if signature != "none" and form not in {"pdf", "scan"}:
        raise ValueError(f"only PDF pages are signed, not {form}")
    if form == "pdf":
        drawn = pdf_bytes(pages, signature, look, seed)
        return sealed_pdf_bytes(drawn) if signature == "digital" else drawn
    if form == "scan":
        return scan_bytes(pdf_bytes(pages, signature, look, seed), seed)
    if form == "docx":
        return docx_bytes(pages)
    if form == "xlsx":
        return xlsx_bytes(pages)
    if form == "eml":
        return eml_bytes(pages[0])
    if form == "txt":
        return "\n".join(pages).encode()
    raise ValueError(f"unknown format {form}")


def pdf_bytes(pages: list[str], signature: str, look: Look, seed: random.Random) -> bytes:
    """Return a born-digital PDF; ink and stamps are vector strokes at the signing line."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, pageCompression=1)
    for page in pages:
        y = A4[1] - look.margin
        for number, line in enumerate(page.rstrip("\n").split("\n")):
            if line == SIGN_HERE:
                y -= 52
                if signature in {"ink", "stamp"}:
                    x = look.margin + seed.uniform(20, 180)
                    (_draw_ink if signature == "ink" else _draw_stamp)(canvas, x, y, look, seed)
            elif " | " in f"{line} ":
                y = _draw_row(canvas, line, y, look)
            else:
                y = _draw_line(canvas, line, y, look, heading=number < 2)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def scan_bytes(pdf: bytes, seed: random.Random) -> bytes:
    """Return the pages as grey pictures in a PDF without text: slightly turned, with the noise of a copier."""
    import pypdfium2
    from PIL import Image

    pictures = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        picture = page.render(scale=SCAN_DPI / 72).to_pil().convert("L")
        picture = picture.rotate(seed.uniform(-0.7, 0.7), Image.Resampling.BICUBIC, fillcolor=255)
        grain = Image.effect_noise(picture.size, 26)
        pictures.append(Image.blend(picture, grain, 0.08))
    document.close()
    target = BytesIO()
    pictures[0].save(
        target, "PDF", save_all=True, append_images=pictures[1:], resolution=SCAN_DPI, quality=80
    )
    return target.getvalue()


def sealed_pdf_bytes(pdf: bytes) -> bytes:
    """Return the PDF with an embedded signature by a certificate made for the occasion (trusted by nobody)."""
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    key = generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Direction")])
    start = datetime.now(UTC) - timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=3650))
        .sign(key, SHA256())
    )
    bundle = pkcs12.serialize_key_and_certificates(b"direction", key, certificate, None, NoEncryption())
    signer = signers.SimpleSigner.load_pkcs12_data(bundle, [])
    target = BytesIO()
    metadata = signers.PdfSignatureMetadata(field_name="Signature1")
    signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), metadata, signer=signer, output=target)
    return target.getvalue()


def docx_bytes(pages: list[str]) -> bytes:
    """Return a Word file: the first line of a page as a heading, rows as tables."""
    from docx import Document

    document = Document()
    for page in pages:
        rows: list[list[str]] = []
        for number, line in enumerate([*page.rstrip("\n").split("\n"), ""]):
            if " | " in f"{line} ":
                rows.append(_cells(line))
                continue
            if rows:
                table = document.add_table(rows=0, cols=max(map(len, rows)), style="Table Grid")
                for row in rows:
                    for cell, text in zip(table.add_row().cells, row, strict=False):
                        cell.text = text
                rows = []
            if line:
                document.add_paragraph(line, style="Heading 1" if number == 0 else None)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def xlsx_bytes(pages: list[str]) -> bytes:
    """Return a workbook with a sheet a page and a cell between two bars."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for number, page in enumerate(pages, 1):
        sheet = book.create_sheet(f"Feuille {number}")
        for line in page.rstrip("\n").split("\n"):
            sheet.append(_cells(line))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def eml_bytes(text: str) -> bytes:
    """Return a mail; the text begins with its French header lines, then an empty line."""
    names = {"De": "From", "À": "To", "Objet": "Subject", "Date": "Date"}
    heading, _, body = text.partition("\n\n")
    mail = EmailMessage()
    for line in heading.split("\n"):
        name, _, value = line.partition(": ")
        mail[names[name]] = value
    mail.set_content(body)
    return mail.as_bytes()


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _draw_line(canvas: Any, line: str, y: float, look: Look, *, heading: bool) -> float:
    from reportlab.lib.utils import simpleSplit

    font, width = (look.bold if heading else look.font), canvas._pagesize[0] - 2 * look.margin
    canvas.setFont(font, look.size)
    columns = re.split(r" {3,}", line.strip())
    if len(columns) > 1:
        for number, text in enumerate(columns):
            canvas.drawString(look.margin + number * width / len(columns), y, text)
        return y - look.size * 1.5
    for text in simpleSplit(line, font, look.size, width) or [""]:
        if heading and look.centred:
            canvas.drawCentredString(canvas._pagesize[0] / 2, y, text)
        else:
            canvas.drawString(look.margin, y, text)
        y -= look.size * 1.45
    return y


def _draw_row(canvas: Any, line: str, y: float, look: Look) -> float:
    from reportlab.lib.utils import simpleSplit

    cells, height = _cells(line), look.size * 1.35
    width = canvas._pagesize[0] - 2 * look.margin
    first = width * (0.55 if len(cells) == 2 else 0.4)
    edges = [0.0, *(first + (width - first) * n / (len(cells) - 1) for n in range(len(cells)))]
    wrapped = [
        simpleSplit(cell, look.font, look.size, right - left - 8) or [""]
        for cell, left, right in zip(cells, edges, edges[1:], strict=False)
    ]
    top, bottom = y + height * 0.8, y + height * 0.8 - height * max(map(len, wrapped)) - 3
    canvas.setFont(look.font, look.size)
    canvas.setLineWidth(0.6)
    canvas.setStrokeColorRGB(0.3, 0.3, 0.3)
    for texts, left, right in zip(wrapped, edges, edges[1:], strict=False):
        for number, text in enumerate(texts):
            canvas.drawString(look.margin + left + 4, y - number * height, text)
        if look.grid == "full":
            canvas.rect(look.margin + left, bottom, right - left, top - bottom)
    if look.grid == "rows":
        canvas.line(look.margin, bottom, look.margin + width, bottom)
    return bottom - height * 0.8


def _draw_ink(canvas: Any, x: float, y: float, look: Look, seed: random.Random) -> None:
    canvas.setStrokeColorRGB(*look.ink)
    canvas.setLineCap(1)
    for _ in range(seed.randint(2, 3)):
        canvas.setLineWidth(seed.uniform(0.9, 1.7))
        path = canvas.beginPath()
        at, up = x, y + seed.uniform(8, 26)
        path.moveTo(at, up)
        for _ in range(seed.randint(4, 7)):
            step = seed.uniform(9, 24)
            bends = [(at + seed.uniform(-12, 28), y + seed.uniform(-4, 46)) for _ in range(2)]
            at, up = at + step, y + seed.uniform(4, 30)
            path.curveTo(*bends[0], *bends[1], at, up)
        canvas.drawPath(path)


def _draw_stamp(canvas: Any, x: float, y: float, look: Look, seed: random.Random) -> None:
    canvas.setStrokeColorRGB(0.5, 0.1, 0.4)
    canvas.setLineWidth(1.4)
    for radius in (24, 17):
        canvas.circle(x + 40, y + 18, radius)
    canvas.setFont(look.bold, 6)
    canvas.drawCentredString(x + 40, y + 16, seed.choice(["DIRECTION", "ADMINISTRATION"]))

"""Documents as word processors, spreadsheets and mail programs store them, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from samples.generator.blocks import Doc, Gap, Grid, Heading, Items, Pairs, Para, Signs, Ticks, Title
from samples.generator.ink import signature_picture

STAMP = (2021, 9, 1, 8, 0, 0)
SIDES = {
    "left": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
Rows = Sequence[Sequence[str | int | float | datetime | None]]


def same_zip(data: bytes) -> bytes:
    """Return an office file with every clock in it set to one instant."""
    source = zipfile.ZipFile(io.BytesIO(data))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            body = source.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2021-09-01T08:00:00Z", body)
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(zipfile.ZipInfo(name, STAMP), body, kind)
    return buffer.getvalue()


def archive(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a zip of files, as an applicant makes one to send many at once."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, data in files:
            target.writestr(zipfile.ZipInfo(name, STAMP), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def plain_lines(doc: Doc) -> list[str]:
    """Return the document as lines of text."""
    lines = list(doc.letterhead)
    for block in doc.body:
        match block:
            case Para() | Title() | Heading():
                lines += ["", block.text.replace("**", "")]
            case Items():
                lines += [f"- {r}" for r in block.rows]
            case Grid():
                lines += [" | ".join(r) for r in block.rows]
            case Pairs():
                lines += [f"{a} : {b}" for a, b in block.rows]
            case Ticks():
                lines += [
                    f"{q}  " + "  ".join(f"[{'x' if t else ' '}] {c}" for c, t in cs) for q, cs in block.rows
                ]
            case Signs():
                for b in block.blocks:
                    lines += ["", *(x for x in (b.before, b.function, b.typed, b.name) if x)]
            case _:
                lines.append("")
    return lines


def txt(doc: Doc) -> bytes:
    """Return the document as a text file with Windows line ends."""
    return "\r\n".join(plain_lines(doc)).encode("utf-8")


def docx(doc: Doc) -> bytes:
    """Return the document as Word stores it; a signature is a pasted picture."""
    word = Document()
    word.styles["Normal"].font.name = {"Times-Roman": "Times New Roman", "Vera": "Verdana"}.get(
        doc.look.font, "Calibri"
    )
    word.styles["Normal"].font.size = Pt(doc.look.size)
    for index, line in enumerate(doc.letterhead):
        run = word.add_paragraph().add_run(line)
        run.bold = index == 0
    for block in doc.body:
        match block:
            case Title():
                word.add_heading(block.text, 0)
            case Heading():
                word.add_heading(block.text, block.level)
            case Para():
                paragraph = word.add_paragraph()
                paragraph.alignment = SIDES[block.align]
                for index, piece in enumerate(block.text.split("**")):
                    paragraph.add_run(piece).bold = block.bold or bool(index % 2)
            case Items():
                for row in block.rows:
                    word.add_paragraph(row, style="List Number" if block.ordered else "List Bullet")
            case Grid():
                word_table(word, block.rows, bold=block.head)
            case Pairs():
                word_table(word, block.rows, bold=False)
            case Ticks():
                rows = [(q, "   ".join(f"{'☒' if t else '☐'} {c}" for c, t in cs)) for q, cs in block.rows]
                word_table(word, rows, bold=False)
            case Signs():
                for b in block.blocks:
                    for line in (*b.before.split("\n"), *b.function.split("\n")):
                        word.add_paragraph(line)
                    if b.ink is not None:
                        word.add_picture(io.BytesIO(signature_picture(b.ink)), width=Mm(45))
                    word.add_paragraph(b.typed or "")
                    word.add_paragraph(b.name)
            case _:
                word.add_paragraph("")
    buffer = io.BytesIO()
    word.save(buffer)
    return same_zip(buffer.getvalue())


def word_table(word: object, rows: Sequence[Sequence[str]], *, bold: bool) -> None:
    """Add a ruled table to a Word document."""
    table = word.add_table(rows=0, cols=len(rows[0]))  # type: ignore[attr-defined]
    table.style = "Table Grid"
    for index, row in enumerate(rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = ""
            cell.paragraphs[0].add_run(text.replace("**", "")).bold = bold and index == 0


def odt(doc: Doc) -> bytes:
    """Return the document as LibreOffice stores it, with the parts that a reader needs."""
    parts: list[str] = [f"<text:p>{escape(line)}</text:p>" for line in doc.letterhead]
    for block in doc.body:
        match block:
            case Title() | Heading():
                level = 1 if isinstance(block, Title) else block.level + 1
                parts.append(f'<text:h text:outline-level="{level}">{escape(block.text)}</text:h>')
            case Items():
                rows = "".join(
                    f"<text:list-item><text:p>{escape(r)}</text:p></text:list-item>" for r in block.rows
                )
                parts.append(f"<text:list>{rows}</text:list>")
            case Grid() | Pairs():
                parts.append(odt_table(block.rows))
            case Gap():
                parts.append("<text:p/>")
            case _:
                body = plain_lines(Doc((), (block,)))
                parts += [f"<text:p>{escape(line)}</text:p>" for line in body if line]
    spaces = " ".join(
        f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{u}:1.0"'
        for p, u in (("office", "office"), ("text", "text"), ("table", "table"), ("manifest", "manifest"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
        f"<office:body><office:text>{''.join(parts)}</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest {spaces}>'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        target.writestr(zipfile.ZipInfo("mimetype", STAMP), kind, zipfile.ZIP_STORED)
        target.writestr(zipfile.ZipInfo("content.xml", STAMP), content, zipfile.ZIP_DEFLATED)
        target.writestr(zipfile.ZipInfo("META-INF/manifest.xml", STAMP), manifest, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def odt_table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table in ODT's own tongue."""
    cells = (
        "".join(
            f"<table:table-cell><text:p>{escape(c.replace('**', ''))}</text:p></table:table-cell>"
            for c in row
        )
        for row in rows
    )
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    return f"<table:table>{columns}{body}</table:table>"


def xlsx(sheets: dict[str, Rows], *, heading_row: int = 1) -> bytes:
    """Return a workbook: one sheet a name, the heading row in bold."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for cell in sheet[heading_row]:
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor="DCE6F1")
        for column in "ABCDE":
            sheet.column_dimensions[column].width = 34
    buffer = io.BytesIO()
    book.save(buffer)
    return same_zip(buffer.getvalue())


def eml(
    sender: str, to: str, subject: str, date: str, body: str, attached: tuple[str, bytes] | None = None
) -> bytes:
    """Return a mail as saved from a mail program; ``date`` is written as given."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Date"] = sender, to, subject, date
    mail["Message-ID"] = f"<{abs(sum(map(ord, subject + date)))}@{sender.rsplit('@')[-1].strip('>')}>"
    mail.set_content(body, cte="quoted-printable")
    if attached:
        name, data = attached
        mail.add_attachment(data, maintype="application", subtype="pdf", filename=name)
        mail.set_boundary("=_sample_part_0001")
    return mail.as_bytes(policy=SMTP)

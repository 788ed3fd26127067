"""A document as a born-digital PDF, under a letterhead of one of six kinds."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor, grey, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from samples.generator.blocks import Doc
from samples.generator.flowables import story
from samples.generator.rows import BOLD, wrapped

rl_config.useA85 = 0


def pdf(doc: Doc, *, encrypt: str | None = None) -> bytes:
    """Return the document as PDF bytes; ``encrypt`` is the password that opening it asks for."""
    buffer = io.BytesIO()
    doc = doc if doc.letterhead else doc.styled(replace(doc.look, head=4))
    look = doc.look
    strip = look.head == 5
    top = (20 if look.head == 4 else 44) * mm
    options: dict[str, Any] = {"invariant": 1, "pageCompression": 1}
    if encrypt:
        options["encrypt"] = encrypt
    template = BaseDocTemplate(buffer, pagesize=A4, title="", author="", **options)
    left = (58 if strip else 22) * mm
    frame = Frame(left, 20 * mm, A4[0] - left - 20 * mm, A4[1] - 20 * mm - top, 0, 0, 0, 0, id="first")
    later = Frame(22 * mm, 20 * mm, A4[0] - 42 * mm, A4[1] - 42 * mm, 0, 0, 0, 0, id="later")
    template.addPageTemplates(
        [
            PageTemplate(
                "first", [frame], onPage=lambda c, _: draw_head(c, doc), autoNextPageTemplate="later"
            ),
            PageTemplate("later", [later], onPage=lambda c, _: draw_foot(c, doc)),
        ]
    )
    template.build(story(doc, A4[0] - left - 20 * mm))
    return buffer.getvalue()


def draw_head(canvas: Any, doc: Doc) -> None:
    """Draw the letterhead in one of six ways, and the foot."""
    look, lines = doc.look, doc.letterhead
    bold, width, high = BOLD[look.font], A4[0], A4[1]
    canvas.saveState()
    canvas.setFillColor(HexColor(look.colour))
    canvas.setStrokeColor(HexColor(look.colour))
    if look.head == 0:
        canvas.circle(31 * mm, high - 22 * mm, 8 * mm, fill=1)
        canvas.setFillColor(white)
        canvas.setFont(bold, 17)
        canvas.drawCentredString(31 * mm, high - 24 * mm, initials(lines[0]))
        canvas.setFillColor(HexColor(look.colour))
        column(canvas, lines, 44 * mm, high - 17 * mm, bold, look.font, "left")
    elif look.head == 1:
        column(canvas, lines, width / 2, high - 16 * mm, bold, look.font, "center")
        canvas.line(22 * mm, high - 39 * mm, width - 22 * mm, high - 39 * mm)
    elif look.head == 2:
        column(canvas, lines, width - 20 * mm, high - 16 * mm, bold, look.font, "right")
    elif look.head == 3:
        canvas.rect(0, high - 30 * mm, width, 30 * mm, fill=1, stroke=0)
        canvas.setFillColor(white)
        column(canvas, lines, 22 * mm, high - 12 * mm, bold, look.font, "left")
    elif look.head == 5:
        strip_head(canvas, doc, bold)
    canvas.restoreState()
    draw_foot(canvas, doc)


def strip_head(canvas: Any, doc: Doc, bold: str) -> None:
    """Draw the narrow left column of services that hospital letters carry."""
    high = A4[1]
    canvas.setFont(bold, 12)
    for index, line in enumerate(wrapped(doc.letterhead[0], 22)):
        canvas.drawString(15 * mm, high - 20 * mm - 14 * index, line)
    canvas.line(54 * mm, 30 * mm, 54 * mm, high - 15 * mm)
    canvas.setFont(doc.look.font, 7.5)
    y = high - 48 * mm
    for line in doc.letterhead[1:]:
        for piece in wrapped(line, 26):
            canvas.drawString(15 * mm, y, piece)
            y -= 10
        y -= 7


def initials(name: str) -> str:
    """Return up to three capitals of a name, as a logo."""
    return "".join(w[0] for w in name.replace("-", " ").split() if w[0].isupper())[:3]


def column(canvas: Any, lines: tuple[str, ...], x: float, y: float, bold: str, font: str, side: str) -> None:
    """Write the letterhead's lines under one another."""
    write = {"left": canvas.drawString, "center": canvas.drawCentredString, "right": canvas.drawRightString}[
        side
    ]
    canvas.setFont(bold, 13)
    write(x, y, lines[0])
    canvas.setFont(font, 8.5)
    for index, line in enumerate(lines[1:]):
        write(x, y - 13 - 10.5 * index, line)


def draw_foot(canvas: Any, doc: Doc) -> None:
    """Write the foot and the page's number."""
    canvas.saveState()
    canvas.setFont(doc.look.font, 7)
    canvas.setFillColor(grey)
    foot = doc.footer or (" – ".join(doc.letterhead) if doc.look.head == 4 else "")
    canvas.drawCentredString(A4[0] / 2, 11 * mm, foot[:150])
    canvas.drawRightString(A4[0] - 20 * mm, 11 * mm, str(canvas.getPageNumber()))
    canvas.restoreState()

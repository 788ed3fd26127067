"""Blocks as reportlab flowables, in one house style: titles, tables, tick boxes, signature blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, black, grey
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, Spacer, Table

from samples.generator.blocks import (
    Block,
    Break,
    Doc,
    Gap,
    Grid,
    Heading,
    Items,
    Look,
    Pairs,
    Para,
    Signs,
    Ticks,
    Title,
)
from samples.generator.rows import BOLD, SignRow, TickRow


def story(doc: Doc, width: float) -> list[Flowable]:
    """Return the blocks as flowables for a frame of ``width`` points."""
    painter = Painter(doc.look, width)
    return [flowable for block in doc.body for flowable in painter.flowables(block)]


@dataclass
class Painter:
    """Turns blocks into reportlab flowables in one look."""

    look: Look
    width: float

    def style(self, **changes: Any) -> ParagraphStyle:
        """Return the look's paragraph style with changes."""
        size = changes.pop("fontSize", self.look.size)
        base = {
            "fontName": self.look.font,
            "fontSize": size,
            "leading": size * 1.32,
            "spaceAfter": size * 0.55,
        }
        return ParagraphStyle("p", **{**base, **changes})

    def flowables(self, block: Block) -> list[Flowable]:
        """Return what one block becomes."""
        look, bold = self.look, BOLD[self.look.font]
        match block:
            case Para():
                align = {"left": TA_JUSTIFY, "center": TA_CENTER, "right": TA_RIGHT}[block.align]
                size = look.size - 2 if block.small else look.size
                font = bold if block.bold else look.font
                return [
                    Paragraph(rich(block.text), self.style(alignment=align, fontSize=size, fontName=font))
                ]
            case Title():
                return self.title(block.text)
            case Heading():
                size = look.size + (2.5 if block.level == 1 else 1)
                colour = HexColor(look.colour) if look.title in (2, 4) else black
                style = self.style(fontName=bold, fontSize=size, spaceBefore=7, textColor=colour)
                return [Paragraph(rich(block.text), style)]
            case Items():
                marks = [f"{i}." if block.ordered else "–" for i in range(1, len(block.rows) + 1)]
                style = self.style(leftIndent=16, bulletIndent=4, spaceAfter=3)
                lines = [
                    Paragraph(rich(r), style, bulletText=m) for r, m in zip(block.rows, marks, strict=True)
                ]
                return [*lines, Spacer(1, 4)]
            case Grid():
                return [self.grid(block), Spacer(1, 8)]
            case Pairs():
                return [self.pairs(block), Spacer(1, 8)]
            case Ticks():
                return [TickRow(label, choices, look, self.width) for label, choices in block.rows]
            case Signs():
                side = block.side if len(block.blocks) == 1 else "left"
                return [KeepTogether([SignRow(block.blocks, look, self.width, side)])]
            case Gap():
                return [Spacer(1, block.height * mm)]
            case Break():
                return [PageBreak()]

    def title(self, text: str) -> list[Flowable]:
        """Return the title in one of five ways."""
        look, bold = self.look, BOLD[self.look.font]
        size = look.size + 4
        if look.title in (1, 4):
            style = self.style(fontName=bold, fontSize=size, alignment=TA_CENTER, spaceAfter=0)
            box = Table([[Paragraph(rich(text), style)]], colWidths=[self.width])
            frame = [
                ("BOX", (0, 0), (-1, -1), 1, HexColor(look.colour)),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
            ]
            fill = [("BACKGROUND", (0, 0), (-1, -1), HexColor("#e4e7ee"))] if look.title == 4 else []
            box.setStyle(frame + fill)
            return [box, Spacer(1, 12)]
        words = text.upper() if look.title == 3 else text
        align = 0 if look.title == 2 else TA_CENTER
        colour = HexColor(look.colour) if look.title == 2 else black
        style = self.style(fontName=bold, fontSize=size, alignment=align, spaceAfter=14, textColor=colour)
        return [Paragraph(rich(words), style)]

    def grid(self, block: Grid) -> Table:
        """Return a table with the look's rules."""
        look, bold = self.look, BOLD[self.look.font]
        parts = block.widths or tuple(1.0 for _ in block.rows[0])
        widths = [self.width * p / sum(parts) for p in parts]
        plain = self.style(fontSize=look.size - 1.5, spaceAfter=0)
        strong = self.style(fontSize=look.size - 1.5, spaceAfter=0, fontName=bold)
        cells = [
            [Paragraph(rich(c), strong if block.head and i == 0 else plain) for c in row]
            for i, row in enumerate(block.rows)
        ]
        table = Table(cells, colWidths=widths, repeatRows=1 if block.head else 0)
        choices: dict[int, list[tuple[object, ...]]] = {
            0: [("GRID", (0, 0), (-1, -1), 0.5, black)],
            1: [("LINEBELOW", (0, 0), (-1, -1), 0.4, grey), ("LINEABOVE", (0, 0), (-1, 0), 1, black)],
            2: [("GRID", (0, 0), (-1, -1), 0.3, grey), ("BACKGROUND", (0, 0), (-1, 0), HexColor("#dfe5ef"))],
        }
        table.setStyle([*choices[look.grid], ("VALIGN", (0, 0), (-1, -1), "TOP")])
        return table

    def pairs(self, block: Pairs) -> Table:
        """Return labels and values in two columns."""
        label = self.style(fontName=BOLD[self.look.font], fontSize=self.look.size - 0.5, spaceAfter=0)
        value = self.style(fontSize=self.look.size - 0.5, spaceAfter=0)
        rows = [[Paragraph(rich(a), label), Paragraph(rich(b), value)] for a, b in block.rows]
        table = Table(rows, colWidths=[self.width * 0.38, self.width * 0.62])
        if self.look.grid == 0:
            table.setStyle([("BOX", (0, 0), (-1, -1), 0.5, grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])
        return table


def rich(text: str) -> str:
    """Return text for a paragraph: escaped, ``**bold**`` kept, newlines as breaks."""
    pieces = escape(text).split("**")
    return "".join(f"<b>{p}</b>" if i % 2 else p for i, p in enumerate(pieces)).replace("\n", "<br/>")

"""Flowables drawn by hand: tick boxes and signature blocks."""

from __future__ import annotations

import io
from pathlib import Path

import reportlab
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable

from samples.generator.blocks import (
    Look,
    Sign,
)
from samples.generator.ink import draw_signature, draw_stamp, signature_picture

BOLD = {
    "Helvetica": "Helvetica-Bold",
    "Times-Roman": "Times-Bold",
    "Courier": "Courier-Bold",
    "Vera": "VeraBd",
}


def register_fonts() -> None:
    """Make the fonts of reportlab's own package known, so that no system font is needed."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in ("Vera", "VeraBd", "VeraIt"):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


register_fonts()


def wrapped(text: str, size: int) -> list[str]:
    """Return ``text`` cut at spaces into lines of about ``size`` letters."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) + 1 > size:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


class TickRow(Flowable):  # type: ignore[misc]
    """A question and boxes drawn beside their choices."""

    def __init__(self, label: str, choices: tuple[tuple[str, bool], ...], look: Look, width: float) -> None:
        super().__init__()
        self.label, self.choices, self.look, self.width = label, choices, look, width
        self.lines = simpleSplit(label, look.font, look.size, width - 62 * len(choices) - 4)
        self.height = len(self.lines) * look.size * 1.3 + 6

    def wrap(self, *_: float) -> tuple[float, float]:
        """Return the size taken."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the label at the left and the boxes at the right."""
        canvas, size = self.canv, self.look.size
        canvas.setFont(self.look.font, size)
        for index, line in enumerate(self.lines):
            canvas.drawString(0, self.height - size * 1.3 * (index + 1), line)
        x, y = self.width - 62 * len(self.choices) + 6, self.height - size * 1.3
        for label, ticked in self.choices:
            canvas.rect(x, y - 1, 9, 9)
            if ticked:
                canvas.setLineWidth(1.4)
                canvas.line(x + 1, y, x + 8, y + 7)
                canvas.line(x + 1, y + 7, x + 8, y)
                canvas.setLineWidth(1)
            canvas.drawString(x + 13, y, label)
            x += 62


class SignRow(Flowable):  # type: ignore[misc]
    """Signature blocks side by side: what stands before, the function, the ink and the name."""

    def __init__(self, blocks: tuple[Sign, ...], look: Look, width: float, side: str) -> None:
        super().__init__()
        self.blocks, self.look, self.width, self.side = blocks, look, width, side
        rows = max(len(b.before.split("\n")) + len(b.function.split("\n")) for b in blocks)
        self.height = 96 + rows * look.size * 1.35

    def wrap(self, *_: float) -> tuple[float, float]:
        """Return the size taken."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw every block in its column."""
        wide = self.width / max(2, len(self.blocks))
        first = {"left": 0.0, "center": (self.width - wide) / 2, "right": self.width - wide}[self.side]
        for index, block in enumerate(self.blocks):
            self.draw_block(block, first + index * wide, wide)

    def draw_block(self, block: Sign, x: float, wide: float) -> None:
        """Draw one block, its lower edge at 0."""
        canvas, size = self.canv, self.look.size
        y = self.height - size * 1.6
        lines = (
            [*block.before.split("\n"), *block.function.split("\n")]
            if block.before
            else block.function.split("\n")
        )
        if block.name_first:
            lines = [*lines[: len(lines)], block.name]
        canvas.setFont(self.look.font, size)
        for line in lines:
            canvas.drawString(x, y, line)
            y -= size * 1.35
        lift = 26 if block.over_label else 0
        if block.stamp:
            draw_stamp(canvas, block.stamp, x + wide * 0.78, y - 24, (block.ink or 3) + 1)
        if block.ink is not None and block.picture:
            picture = ImageReader(io.BytesIO(signature_picture(block.ink)))
            canvas.drawImage(picture, x, y - 56 + lift, 116, 58, mask="auto")
        elif block.ink is not None:
            draw_signature(canvas, block.ink, x + 4 + block.ink % 17, y - 53 + lift, 132, 54)
        if block.typed:
            canvas.setFont("VeraIt", size)
            canvas.drawString(x, y - 26, block.typed)
        if not block.name_first:
            canvas.setFont(BOLD[self.look.font], size)
            canvas.drawString(x, y - 68, block.name)

"""What is drawn where one signs, invented stroke by stroke: hands, stamps, logos, rules, stains. Pixels at 200 dpi."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont

DPI = 200
MM = DPI / 25.4
_FINE = 3
Colour = tuple[int, int, int]
BLUE: Colour = (38, 52, 150)
BLACK: Colour = (28, 28, 32)
VIOLET: Colour = (96, 50, 130)
Place = tuple[float, float]


def letters(points: float) -> ImageFont.FreeTypeFont:
    """Return Pillow's own type."""
    return ImageFont.load_default(points * DPI / 72)  # type: ignore[return-value]


def hand(
    page: Image.Image, at: Place, colour: Colour, seed: int, *, width_mm: float = 0.45, wide: float = 42
) -> None:
    """Sign at ``at`` (the middle of the base line): joined loops, a flourish, lifted now and then."""
    chance = random.Random(seed)
    strokes = [_loops(chance, wide * MM, lifted) for lifted in range(1 + chance.randrange(3))]
    if chance.random() < 0.6:
        strokes.append(_flourish(chance, wide * MM))
    fine = Image.new("L", (page.width * _FINE // 2, page.height * _FINE // 2), 0)
    draw = ImageDraw.Draw(fine)
    scale = _FINE / 2
    for stroke in strokes:
        for (x0, y0), (x1, y1) in pairwise(stroke):
            pressed = 1.25 if y1 > y0 else 0.75
            draw.line(
                [((at[0] + x0) * scale, (at[1] + y0) * scale), ((at[0] + x1) * scale, (at[1] + y1) * scale)],
                fill=255, width=max(2, round(width_mm * MM * pressed * scale)),
            )  # fmt: skip
    page.paste(Image.new("RGB", page.size, colour), (0, 0), fine.resize(page.size, Image.Resampling.LANCZOS))


def _loops(chance: random.Random, wide: float, lifted: int) -> list[Place]:
    turns = chance.randint(4, 8)
    high = wide * chance.uniform(0.12, 0.3)
    lean, grow = chance.uniform(0.1, 0.6), chance.uniform(0.6, 1.8)
    start, length = -wide / 2 + lifted * wide * 0.3, wide * (1.0 - 0.3 * lifted)
    jolts = [chance.uniform(0.4, 1.5) for _ in range(turns + 2)]
    found = []
    for step in range(turns * 24 + 1):
        t = step / 24
        size = high * jolts[int(t)] * (1 + (grow - 1) * t / turns) / 2
        x = start + length * t / turns + size * 0.7 * math.cos(2 * math.pi * t)
        y = -size * math.sin(2 * math.pi * t) - high * 0.2
        found.append((x - lean * y, y))
    return found


def _flourish(chance: random.Random, wide: float) -> list[Place]:
    dip = chance.uniform(-0.1, 0.12) * wide
    return [
        (wide * (-0.5 + t / 20), wide * 0.1 + dip * math.sin(math.pi * t / 20) + 3 * math.sin(t))
        for t in range(21)
    ]


def round_stamp(
    page: Image.Image, at: Place, seed: int, *, colour: Colour = VIOLET, torn: float = 0.0
) -> None:
    """Stamp two rings and words; ``torn`` is the part of it that the pad left out."""
    chance = random.Random(seed)
    radius = chance.uniform(13, 19) * MM
    layer = Image.new("L", page.size, 0)
    draw = ImageDraw.Draw(layer)
    for share, width in ((1.0, 4), (0.68, 2)):
        r = radius * share
        draw.ellipse((at[0] - r, at[1] - r, at[0] + r, at[1] + r), outline=255, width=width)
    for text, dy in (("CENTRE", -9), ("HOSPITALIER", 0), ("DIRECTION", 9)):
        draw.text((at[0], at[1] + dy * radius / 30), text, fill=255, font=letters(6.5), anchor="mm")
    for _ in range(round(torn * 60)):
        x, y = at[0] + chance.uniform(-1, 1) * radius, at[1] + chance.uniform(-1, 1) * radius
        r = chance.uniform(0.05, 0.16) * radius
        draw.ellipse((x - r, y - r, x + r, y + r), fill=0)
    page.paste(Image.new("RGB", page.size, colour), (0, 0), layer)


def square_stamp(page: Image.Image, at: Place, seed: int, *, colour: Colour = BLUE) -> None:
    """Stamp an address in a frame, a little askew."""
    chance = random.Random(seed)
    wide, high = round(chance.uniform(42, 62) * MM), round(chance.uniform(18, 24) * MM)
    layer = Image.new("L", (wide + 40, high + 40), 0)
    draw = ImageDraw.Draw(layer)
    draw.rectangle((20, 20, 20 + wide, 20 + high), outline=255, width=4)
    for row, text in enumerate(("CLINIQUE DU GRAND PRE", "14 rue des Tanneurs", "45210 MERVANT")):
        draw.text(
            (20 + wide / 2, 20 + high * (row + 0.7) / 3.4), text, fill=255, font=letters(8), anchor="mm"
        )
    layer = layer.rotate(chance.uniform(-5, 5), Image.Resampling.BICUBIC, expand=True)
    corner = (round(at[0] - layer.width / 2), round(at[1] - layer.height / 2))
    page.paste(Image.new("RGB", layer.size, colour), corner, layer)


def logo(page: Image.Image, at: Place, seed: int) -> None:
    """Print a firm's mark: filled shapes, an arc, a name."""
    chance = random.Random(seed)
    draw = ImageDraw.Draw(page)
    x, y = at
    size = chance.uniform(6, 10) * MM
    draw.polygon([(x - size, y + size), (x, y - size), (x + size * 0.4, y + size * 0.5)], fill=(20, 120, 110))
    draw.arc(
        (x - size, y - size, x + size * 1.6, y + size), 200, 330, fill=(230, 120, 20), width=round(1.2 * MM)
    )
    draw.text((x + size * 1.2, y), "Alcyone", fill=(30, 30, 60), font=letters(16), anchor="lm")


def line_logo(page: Image.Image, at: Place, seed: int) -> None:
    """Print a mark drawn in thin lines: waves in an oval."""
    chance = random.Random(seed)
    draw = ImageDraw.Draw(page)
    x, y = at
    wide, high = 15 * MM, 9 * MM
    draw.ellipse((x - wide, y - high, x + wide, y + high), outline=(20, 90, 140), width=4)
    for row in range(3):
        top = y + (row - 1) * high * 0.5
        wave = [
            (x - wide * 0.7 + wide * 1.4 * t / 30, top + high * 0.18 * math.sin(t * 0.6 + chance.random()))
            for t in range(31)
        ]
        draw.line(wave, fill=(20, 90, 140), width=4, joint="curve")


def frame(page: Image.Image, at: Place, seed: int) -> None:
    """Rule a box for the signature, and a table beside it."""
    draw = ImageDraw.Draw(page)
    x, y = at
    draw.rectangle((x - 30 * MM, y - 12 * MM, x + 30 * MM, y + 12 * MM), outline=BLACK, width=3)
    for row in range(4):
        draw.line(
            (x + 38 * MM, y + (row - 2) * 6 * MM, x + 70 * MM, y + (row - 2) * 6 * MM), fill=BLACK, width=2
        )
    draw.rounded_rectangle(
        (x - 28 * MM, y + 16 * MM, x + 28 * MM, y + 30 * MM), 20, outline=(120, 120, 120), width=3
    )


def dotted(page: Image.Image, at: Place, seed: int) -> None:
    """Print lines to fill in: dots, dashes, an underline, a brace."""
    draw = ImageDraw.Draw(page)
    x, y = at
    for dot in range(40):
        draw.ellipse((x - 30 * MM + dot * 12, y, x - 30 * MM + dot * 12 + 3, y + 3), fill=BLACK)
    for dash in range(20):
        draw.line(
            (x - 30 * MM + dash * 24, y + 60, x - 30 * MM + dash * 24 + 14, y + 60), fill=BLACK, width=2
        )
    draw.line((x - 30 * MM, y + 110, x + 10 * MM, y + 110), fill=BLACK, width=4)
    draw.text((x - 30 * MM, y + 125), "Original sign par la directrice", fill=BLACK, font=letters(11))


def cursive(page: Image.Image, at: Place, seed: int) -> None:
    """Print a name leaning as a script does: typed, not signed."""
    text = ["Claire Maubert", "Jean Rivoire", "Odile Sarre"][seed % 3]
    layer = Image.new("L", (round(60 * MM), round(14 * MM)), 0)
    ImageDraw.Draw(layer).text((8 * MM, 3 * MM), text, fill=255, font=letters(17))
    layer = layer.transform(
        layer.size, Image.Transform.AFFINE, (1, 0.35, -20, 0, 1, 0), Image.Resampling.BICUBIC
    )
    page.paste(Image.new("RGB", layer.size, BLACK), (round(at[0] - 30 * MM), round(at[1] - 7 * MM)), layer)


def stain(page: Image.Image, at: Place, seed: int) -> None:
    """Soil the paper: the ring of a cup, specks, the shade of a fold."""
    chance = random.Random(seed)
    draw = ImageDraw.Draw(page)
    radius = 28 * MM
    start = chance.uniform(0, 360)
    box = (at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius)
    draw.arc(box, start, start + 250, fill=(200, 180, 150), width=round(1.4 * MM))
    for _ in range(60):
        x, y, r = chance.uniform(0, page.width), chance.uniform(0, page.height), chance.uniform(1, 5)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(90, 80, 70))
    draw.line((0, at[1] + 200, page.width, at[1] + 206), fill=(205, 205, 205), width=6)


Drawing = Callable[[Image.Image, Place, int], None]

"""Strokes that look like a signature, and rubber stamps: as curves, for a page or for a picture."""

from __future__ import annotations

import io
import math
import random
from typing import Any

from PIL import Image, ImageDraw

from samples.generator.blocks import Stamp

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]


def signature_curves(seed: int) -> list[list[Curve]]:
    """Return strokes as chains of cubic curves, in a box of about 1 by 0.4 (y upwards)."""
    rng = random.Random(f"ink-{seed}")
    strokes: list[list[Curve]] = []
    x, y = 0.02, rng.uniform(0.05, 0.2)
    tall = rng.uniform(0.3, 0.42)
    chain: list[Curve] = []
    loops = rng.randint(4, 7)
    for index in range(loops):
        height = tall * (1 if index == 0 else rng.uniform(0.25, 0.75))
        step = rng.uniform(0.07, 0.16)
        end = (x + step, rng.uniform(0.02, 0.14))
        up = (x + rng.uniform(-0.06, 0.12), y + height)
        down = (x + step * rng.uniform(0.2, 1.3), y + height * rng.uniform(0.4, 1.1))
        chain.append(((x, y), up, down, end))
        if rng.random() < 0.45:
            back = (end[0] - rng.uniform(0.02, 0.09), end[1] + rng.uniform(0.03, 0.12))
            chain.append((end, (end[0] + 0.06, end[1] - 0.05), (back[0] + 0.06, back[1] + 0.08), back))
            end = back
        x, y = end
    strokes.append(chain)
    if rng.random() < 0.8:
        start = (rng.uniform(0.0, 0.2), rng.uniform(-0.04, 0.03))
        finish = (min(1.0, x + rng.uniform(0.1, 0.3)), rng.uniform(-0.02, 0.1))
        middle = ((start[0] + finish[0]) / 2, start[1] - rng.uniform(0.03, 0.1))
        strokes.append([(start, middle, (middle[0] + 0.2, middle[1] + 0.12), finish)])
    if rng.random() < 0.4:
        top = (rng.uniform(0.3, 0.6), tall * 0.9)
        strokes.append(
            [(top, (top[0] + 0.1, top[1] + 0.05), (top[0] + 0.2, top[1]), (top[0] + 0.26, top[1] - 0.06))]
        )
    return strokes


def draw_signature(canvas: Any, seed: int, x: float, y: float, width: float, height: float) -> None:
    """Draw the strokes on a canvas, within a box of points whose lower left corner is ``(x, y)``."""
    rng = random.Random(f"pen-{seed}")
    strokes = signature_curves(seed)
    points = [point_of(curve, t / 12) for chain in strokes for curve in chain for t in range(13)]
    left, low = min(p[0] for p in points), min(p[1] for p in points)
    scale = min(width / (max(p[0] for p in points) - left), height / (max(p[1] for p in points) - low))
    canvas.saveState()
    canvas.setStrokeColor(rng.choice(("#14225e", "#0d0d0d", "#1b3aa0", "#222222")))
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.setLineWidth(rng.uniform(1.0, 1.9))
    for chain in strokes:
        path = canvas.beginPath()
        path.moveTo(x + (chain[0][0][0] - left) * scale, y + (chain[0][0][1] - low) * scale)
        for _, a, b, c in chain:
            path.curveTo(
                *(v for p in (a, b, c) for v in (x + (p[0] - left) * scale, y + (p[1] - low) * scale))
            )
        canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


def signature_picture(seed: int, width: int = 520) -> bytes:
    """Return the same strokes as a PNG on a transparent ground, as pasted into a word processor."""
    picture = Image.new("RGBA", (width, width // 2), (255, 255, 255, 0))
    draw = ImageDraw.Draw(picture)
    scale = width * 0.9
    for chain in signature_curves(seed):
        points = [point_of(curve, t / 24) for curve in chain for t in range(25)]
        draw.line(
            [(width * 0.03 + px * scale, width * 0.42 - py * scale) for px, py in points],
            fill=(18, 28, 92, 255),
            width=max(4, width // 90),
            joint="curve",
        )
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def point_of(curve: Curve, t: float) -> Point:
    """Return the point of a cubic curve at ``t`` in [0, 1]."""
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return (
        sum(w * p[0] for w, p in zip(weights, curve, strict=True)),
        sum(w * p[1] for w, p in zip(weights, curve, strict=True)),
    )


def draw_stamp(canvas: Any, stamp: Stamp, x: float, y: float, seed: int) -> None:
    """Draw a stamp centred on ``(x, y)``, slightly turned, as a hand presses it."""
    rng = random.Random(f"stamp-{seed}")
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(rng.uniform(-9, 9))
    canvas.setStrokeColor(stamp.colour)
    canvas.setFillColor(stamp.colour)
    if stamp.round:
        round_stamp(canvas, stamp)
    else:
        square_stamp(canvas, stamp)
    canvas.restoreState()


def round_stamp(canvas: Any, stamp: Stamp) -> None:
    """Draw two rings, the first line around, the others inside."""
    canvas.setLineWidth(1.3)
    canvas.circle(0, 0, 42)
    canvas.setLineWidth(0.6)
    canvas.circle(0, 0, 29)
    text = stamp.lines[0].upper()
    turn = min(300.0, 9.5 * len(text))
    canvas.setFont("Helvetica-Bold", 7.5)
    for index, letter in enumerate(text):
        angle = turn / 2 - turn * (index + 0.5) / len(text)
        canvas.saveState()
        canvas.rotate(angle)
        canvas.drawCentredString(0, 33, letter)
        canvas.restoreState()
    canvas.setFont("Helvetica", 6.5)
    for index, line in enumerate(stamp.lines[1:]):
        canvas.drawCentredString(0, 6 - 9 * index, line)
    canvas.setFont("ZapfDingbats", 9)
    canvas.drawCentredString(0, -40 * math.cos(0), "\u2605")


def square_stamp(canvas: Any, stamp: Stamp) -> None:
    """Draw a framed stamp of several lines, as reception desks use."""
    height = 12 * len(stamp.lines) + 8
    canvas.setLineWidth(1.2)
    canvas.rect(-62, -height / 2, 124, height)
    canvas.setFont("Helvetica-Bold", 8)
    for index, line in enumerate(stamp.lines):
        canvas.drawCentredString(0, height / 2 - 13 - 12 * index, line)

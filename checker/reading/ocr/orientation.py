"""Which way up a page lies: a cheap guess from the shapes of its lines, and a sure answer from the engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.reading.ocr import rapid
from checker.reading.ocr.prepare import halved, levelled, slope_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

_SIDEWAYS = 1.5
"""Lines of text make the rows of a page this much sharper than its columns, or the other way round."""
_UPRIGHT = 0.8
"""Upright lines are read at 0.89–0.99, upside down at 0.26–0.65."""
_PROBES = 3
_LEAST_LONG = 1100
"""Pixels of the long side below which a page is not halved again."""
_HANDY = 10.0
"""A line up to this many times as wide as high costs little to recognise."""


@dataclass(frozen=True, slots=True)
class Settled:
    """By how much to turn a picture clockwise, and the lines read to tell, by the rank of their box."""

    clockwise: int
    lines: Mapping[int, rapid.Line | None]


def turned(grey: Grey, clockwise: int) -> Grey:
    """Return the picture turned by a multiple of 90 degrees."""
    import cv2
    import numpy as np

    if clockwise % 360 == 0:
        return grey
    way = (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE)[clockwise // 90 % 4 - 1]
    return np.asarray(cv2.rotate(np.ascontiguousarray(grey), way), dtype=np.uint8)


def guess(grey: Grey) -> tuple[int, float]:
    """Return by how much to turn the picture clockwise, and the slope of its lines then, in degrees clockwise.

    A guess to start from, by the lines' shapes: lines of text make sharp rows, and French has five letters that
    rise over the line (b, d, capitals, accents, digits) for one that hangs below it.
    """
    small = _small(grey)
    slope, rows = slope_of(small)
    upended = turned(small, 90)
    other, columns = slope_of(upended)
    if columns > _SIDEWAYS * rows:
        return (270, other) if _hangs(upended, other) else (90, other)
    return (180, slope) if _hangs(small, slope) else (0, slope)


def _small(grey: Grey) -> Grey:
    """Return the picture halved as often as its shapes can still be told: an A4 page at 200 dpi is 1,170 high."""
    while max(grey.shape) >= 2 * _LEAST_LONG:
        grey = halved(grey)
    return grey


def _hangs(grey: Grey, slope: float) -> bool:
    """Tell whether the lines' letters hang below more than they rise, with lines enough to say so."""
    import cv2
    import numpy as np

    if slope:
        grey, _ = levelled(grey, slope)
    ink = cv2.adaptiveThreshold(grey, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 20)
    lines = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 17), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    above = below = 0
    for left, top, width, height, _ in stats[1:count]:
        if not 8 <= height <= 40 or width < 5 * height:
            continue
        profile = ink[top : top + height, left : left + width].sum(axis=1).astype(float)
        core = np.flatnonzero(profile >= 0.5 * profile.max())
        above += int(profile[: core[0]].sum())
        below += int(profile[core[-1] + 1 :].sum())
    return below > 1.2 * above


def found(grey: Grey, boxes: Sequence[rapid.Quad]) -> Settled:
    """Return by how much to turn the picture clockwise for its text to stand upright, as the engine reads it.

    Only a few handy lines are recognised, upside down as well where they make little sense.
    """
    tall = sum(_area(quad) for quad in boxes if rapid.is_tall(quad))
    sideways = tall > sum(_area(quad) for quad in boxes if not rapid.is_tall(quad))
    strips = {at: rapid.strip(grey, quad) for at, quad in enumerate(boxes) if rapid.is_tall(quad) == sideways}
    probes = sorted(strips, key=lambda at: _handiness(strips[at]), reverse=True)[:_PROBES]
    lines = {at: rapid.line(strips[at]) for at in probes}
    upright = _sense(lines.values())
    flipped = upright < _UPRIGHT and _sense(rapid.line(turned(strips[at], 180)) for at in probes) > upright
    # The strip of a tall box was turned anticlockwise, by 270 degrees.
    return Settled(
        (270 if sideways else 0) + (180 if flipped else 0) - (360 if sideways and flipped else 0), lines
    )


def _area(quad: rapid.Quad) -> float:
    x0, y0, x1, y1 = rapid.around(quad)
    return (x1 - x0) * (y1 - y0)


def _handiness(strip: Grey) -> float:
    """Return how much a strip tells for its cost: the longer the better, as far as ``_HANDY``."""
    ratio: float = strip.shape[1] / strip.shape[0]
    return ratio if ratio <= _HANDY else _HANDY / ratio


def _sense(lines: Iterable[rapid.Line | None]) -> float:
    """Return the mean confidence in the text of lines; 0 where none is made out."""
    scores = [line.score for line in lines if line is not None]
    return sum(scores) / len(scores) if scores else 0.0

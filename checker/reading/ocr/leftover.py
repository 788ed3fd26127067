"""Ink of the size of letters that no word of a reading covers: a cross alone in its cell, a line not seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from checker.reading.ocr.reading import OcrWord
from models.base import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

_MM = 200 / 25.4
_LEAST, _MOST = 1.5 * _MM, 7.0 * _MM
"""A capital of 6 points is 1.5 mm high; taller shapes are drawings and signatures."""
_APART = 4.0 * _MM
_DARK = 150
_THIN = 0.08
"""Share of its box that a letter inks at least; a corner of a frame or a hair less."""
_RULE = 0.95
"""Share of a column's height that a rule between two cells inks, and no letter."""
_LINE = 3.0
"""A box this many times as wide as high holds a word or more."""
_MUCH = 0.1
_BESIDE = 0.6
"""Half a letter, in heights of a word."""
_FEW = 2
_CROSSES = 4
"""Signs in one column that are answers; three are a stamp's grain sooner."""
_ALIKE = 0.3
_DOUBTED = 0.7


def unread(level: Grey, lines: Iterable[Sequence[OcrWord]]) -> list[Box]:
    """Return the boxes of what looks like letters outside all words, shapes close on one line joined.

    ``level`` is a prepared picture at 200 dpi: paper is white.
    """
    import cv2
    import numpy as np

    ink = (level < _DARK).view(np.uint8)
    covered = np.zeros(level.shape, dtype=np.uint8)
    for line in lines:
        for word in line:
            x0, y0, x1, y1 = (round(value) for value in word.box)
            # A box may stop short of the word's last letter, which is then no word of its own.
            beside = max(8, round(_BESIDE * min(y1 - y0, _MOST)))
            covered[max(y0 - 4, 0) : y1 + 4, max(x0 - beside, 0) : x1 + beside] = 1
    # Outer outlines, also of what lies within a frame: four times quicker than labelling every pixel.
    outlines, kin = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    outer = (
        [outline for outline, (*_, parent) in zip(outlines, kin[0], strict=True) if parent < 0]
        if outlines
        else []
    )
    shapes = np.array([cv2.boundingRect(outline) for outline in outer], dtype=np.int64).reshape(-1, 4)
    left, top, width, height = shapes.T
    like = (height >= _LEAST) & (height <= _MOST) & (width > 2) & (width <= _MOST)
    like &= covered[top + height // 2, left + width // 2] == 0
    joined: list[Box] = []
    for x, y, wide, high in sorted(shapes[like].tolist()):
        if ink[y : y + high, x : x + wide].mean() < _THIN:
            continue
        for at, box in enumerate(joined):
            level_with = min(y + high, box[3]) - max(y, box[1]) > 0.5 * min(high, box[3] - box[1])
            gap = x - box[2]
            if level_with and (gap <= _APART or (gap <= 2 * _APART and _goes_on(ink, box, x))):
                joined[at] = (box[0], min(box[1], y), max(box[2], x + wide), max(box[3], y + high))
                break
        else:
            joined.append((float(x), float(y), float(x + wide), float(y + high)))
    return joined


def _goes_on(ink: Grey, box: Box, x: int) -> bool:
    """Tell whether bits of letters fill the gap from a box to ``x``: a faint « ,7 » between « 43 » and « % »."""
    gap = ink[round(box[1]) : round(box[3]), round(box[2]) : x].mean(axis=0)
    return bool(gap.size and gap.max() > 0 and not (gap >= _RULE).any())


def is_much(boxes: Iterable[Box], lines: Iterable[Sequence[OcrWord]]) -> bool:
    """Tell whether the lines that were not read are more than a tenth of those that were."""
    missed = sum(box[2] - box[0] for box in boxes if _is_line(box))
    return missed > _MUCH * sum(word.box[2] - word.box[0] for line in lines for word in line)


def has_crosses(boxes: Iterable[Box], lines: Iterable[Sequence[OcrWord]]) -> bool:
    """Tell whether signs that were left out or doubted stand alone under one another, as crosses in a table do.

    What has a word close to its right is no cross in a cell: a bullet, or a tick box before its answer.
    """
    words = [word for line in lines for word in line]
    doubted = [word.box for word in words if len(word.text) <= _FEW and word.confidence < _DOUBTED]
    known = [word.box for word in words if len(word.text) > _FEW]
    lone = [
        box
        for box in (*boxes, *doubted)
        if not _is_line(box) and not any(_leads(box, other) for other in known)
    ]
    return any(sum(_is_under(box, other) for other in lone) >= _CROSSES for box in lone)


def _leads(box: Box, word: Box) -> bool:
    """Tell whether a word stands close to the right of a box, or over it."""
    level = box[1] < word[3] and word[1] < box[3]
    return level and box[0] - _APART < word[2] and word[0] - box[2] <= _APART


def _is_under(box: Box, other: Box) -> bool:
    """Tell whether two boxes are as high as each other and stand in one column; each does with itself."""
    high = box[3] - box[1]
    apart = abs(box[0] + box[2] - other[0] - other[2]) / 2
    return apart <= _ALIKE * high and abs(other[3] - other[1] - high) <= _ALIKE * high


def _is_line(box: Box) -> bool:
    return box[2] - box[0] > _LINE * (box[3] - box[1])

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


def unread(level: Grey, lines: Iterable[Sequence[OcrWord]]) -> list[Box]:
    """Return the boxes of what looks like letters outside all words, shapes close on one line joined.

    ``level`` is a prepared picture at 200 dpi: paper is white.
    """
    import cv2
    import numpy as np

    ink = (level < _DARK).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    covered = np.zeros(level.shape, dtype=np.uint8)
    for line in lines:
        for word in line:
            x0, y0, x1, y1 = (round(value) for value in word.box)
            covered[max(y0 - 4, 0) : y1 + 4, max(x0 - 8, 0) : x1 + 8] = 1
    joined: list[Box] = []
    for left, top, width, height, area in sorted(stats[1:count].tolist()):
        like = _LEAST <= height <= _MOST and 2 < width <= _MOST and area >= 0.08 * width * height
        if not like or covered[top + height // 2, left + width // 2]:
            continue
        for at, box in enumerate(joined):
            level_with = min(top + height, box[3]) - max(top, box[1]) > 0.5 * min(height, box[3] - box[1])
            if level_with and left - box[2] <= _APART:
                joined[at] = (
                    box[0], min(box[1], top), max(box[2], left + width), max(box[3], top + height)
                )  # fmt: skip
                break
        else:
            joined.append((float(left), float(top), float(left + width), float(top + height)))
    return joined

"""Words that Tesseract read on their side: a page turned the wrong way, or a column of crosses taken for a word."""

from __future__ import annotations

from collections.abc import Sequence

from checker.reading.ocr.reading import OcrWord

_TALL = 1.5
"""A word of two letters is never this many times as high as wide, unless it lies on its side."""
_DOUBTED = 0.7


def lies(word: OcrWord) -> bool:
    """Tell whether the letters of a word stand one under the other."""
    x0, y0, x1, y1 = word.box
    return len(word.text) > 1 and y1 - y0 >= _TALL * (x1 - x0)


def is_lying(lines: Sequence[Sequence[OcrWord]]) -> bool:
    """Tell whether more than half of the letters lie: the page was turned the wrong way before it was read."""
    words = [word for line in lines for word in line if len(word.text) > 1]
    lying = sum(len(word.text) for word in words if lies(word))
    return 2 * lying > sum(len(word.text) for word in words)


def upright(lines: Sequence[Sequence[OcrWord]]) -> list[list[OcrWord]]:
    """Return the lines without doubted words that lie: crosses under one another in a table are no word."""
    kept = ([word for word in line if word.confidence >= _DOUBTED or not lies(word)] for line in lines)
    return [line for line in kept if line]

"""Tick boxes on a page picture: small squares, and the share of ink inside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from checker.reading.ocr.prepare import even
from checker.reading.ocr.reading import OcrReading, OcrWord
from models.base import Box
from models.document import CheckBox

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MM = 72 / 25.4
_SIDE_MM = (2.2, 7.5)
_STROKE_MM = 1.7
_EMPTY_BELOW = 0.03
_TICKED_FROM = 0.07
_DARK = 170
_PIXELS = 200 / 25.4
_SURE = 0.5
"""Letters read on a drawn square are doubted more than this (0.12 and 0.21 for « E » and « D? »)."""


def check_boxes(grey: NDArray[np.uint8], reading: OcrReading, scale: float) -> tuple[CheckBox, ...]:
    """Return the drawn boxes with the words they stand for; ``checked`` is ``None`` between the two borders."""
    import numpy as np

    ink = (even(grey) < _DARK).astype(np.uint8)
    boxes = []
    for square in _squares(ink, _MM / scale):
        label = _label(square, reading)
        if not label or _is_letter(square, reading):
            continue
        x0, y0, x1, y1 = (round(v * scale, 2) for v in square)
        boxes.append(CheckBox(checked=_ticked(ink, square), label=label, box=(x0, y0, x1, y1)))
    return tuple(sorted(boxes, key=lambda box: (box.box[1], box.box[0]) if box.box else (0.0, 0.0)))


def drawn(level: NDArray[np.uint8]) -> list[Box]:
    """Return the squares of the size of tick boxes drawn on an even picture at 200 dpi, in pixels."""
    import numpy as np

    return _squares((level < _DARK).astype(np.uint8), _PIXELS)


def without_drawn(
    lines: Iterable[Sequence[OcrWord]], squares: Sequence[Box], sure: float = _SURE
) -> list[list[OcrWord]]:
    """Return the lines without what was made of drawn boxes: « E » or « D? » for a ticked one, « □ » for an empty one.

    A word of one or two signs that lies within a square is none, unless the engine is ``sure`` of its letter.
    """
    kept = (
        [
            word
            for word in line
            if not is_short(word, sure) or not any(_within(word.box, square) for square in squares)
        ]
        for line in lines
    )
    return [line for line in kept if line]


def is_short(word: OcrWord, sure: float = _SURE) -> bool:
    """Tell whether a word has one or two signs that the engine is not sure of, or no letter at all."""
    return len(word.text) <= 2 and (word.confidence < sure or not any(map(str.isalnum, word.text)))


def _within(box: Box, square: Box) -> bool:
    """Tell whether a box fills at most a square, a third of a side given."""
    slack = (square[2] - square[0]) / 3
    return (
        square[0] - slack <= box[0]
        and square[1] - slack <= box[1]
        and box[2] <= square[2] + slack
        and box[3] <= square[3] + slack
    )


def overlaps(box: Box, squares: Iterable[Box]) -> bool:
    """Tell whether a box lies on one of the drawn squares."""
    return any(_overlap(box, square) for square in squares)


def _squares(ink: NDArray[np.uint8], mm: float) -> list[Box]:
    """Return the drawn squares; ``mm`` is pixels a millimetre.

    A square's own border is found by its outline, closed and nearly square, empty in its middle ring.
    """
    import cv2
    import numpy as np

    # Straight strokes only: a cross or a tick that runs out of its box does not change the box's outline.
    side = max(round(_STROKE_MM * mm), 8)
    straight = cv2.bitwise_or(
        cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, side), np.uint8)),
        cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((side, 1), np.uint8)),
    )
    squares: list[Box] = []
    for lines in (np.asarray(straight, dtype=np.uint8), ink):
        contours, _ = cv2.findContours(lines, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            x, y, w, h = cv2.boundingRect(contour)
            square = (float(x), float(y), float(x + w), float(y + h))
            if _is_square(lines[y : y + h, x : x + w], w, h, mm) and not any(
                _overlap(square, s) for s in squares
            ):
                squares.append(square)
    return squares


def _overlap(one: Box, other: Box) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1])


def _is_square(part: NDArray[np.uint8], width: int, height: int, mm: float) -> bool:
    """Tell whether a shape is a drawn square: its four sides inked over most of their length."""
    if not (_SIDE_MM[0] * mm <= width <= _SIDE_MM[1] * mm and 0.75 <= width / height <= 1.33):
        return False
    depth = max(2, round(0.12 * min(width, height)))
    sides = (
        part[:depth].max(axis=0),
        part[-depth:].max(axis=0),
        part[:, :depth].max(axis=1),
        part[:, -depth:].max(axis=1),
    )
    return all(float(side.mean()) >= 0.85 for side in sides)


def _ticked(ink: NDArray[np.uint8], square: Box) -> bool | None:
    x0, y0, x1, y1 = (int(v) for v in square)
    margin = max(2, round(0.22 * (x1 - x0)))
    inner = ink[y0 + margin : y1 - margin, x0 + margin : x1 - margin]
    if inner.size == 0:
        return None
    share = float(inner.mean())
    return True if share >= _TICKED_FROM else False if share <= _EMPTY_BELOW else None


def _label(square: Box, reading: OcrReading) -> str:
    """Return the words right of the square on its line, up to a wide gap; else those left of it."""
    middle = (square[1] + square[3]) / 2
    side = square[2] - square[0]
    for line in reading.lines:
        level = [word for word in line if word.box[1] - 0.3 * side <= middle <= word.box[3] + 0.3 * side]
        right = _run([w for w in level if w.box[0] >= square[2] - 0.3 * side], square[2], side)
        if right:
            return right
        left = [w for w in level if w.box[2] <= square[0] + 0.3 * side]
        if left:
            return " ".join(w.text for w in left[-6:])
    return ""


def _run(words: list[OcrWord], edge: float, side: float) -> str:
    taken = []
    for word in sorted(words, key=lambda w: w.box[0]):
        if word.box[0] - edge > 3.0 * side:
            break
        taken.append(word.text)
        edge = word.box[2]
    return " ".join(taken)


def _is_letter(square: Box, reading: OcrReading) -> bool:
    """Tell whether the square is part of a longer word, such as an O or a D in capitals."""
    for line in reading.lines:
        for word in line:
            if len(word.text) >= 3 and word.box[0] + 2 < square[0] and square[2] < word.box[2] - 2:
                middle = (square[1] + square[3]) / 2
                if word.box[1] <= middle <= word.box[3]:
                    return True
    return False

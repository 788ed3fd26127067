"""The geometry of a page read by OCR: words carry their boxes, the picture is kept at hand for ink."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from checker.reading.ocr.reading import OcrReading, OcrWord
from models.base import Box, around
from models.document import CheckBox, Line, Mark, Page, Table, Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SUREST = 0.999


class OcrLayout:
    """Lines, boxes, tables, tick boxes and ink of a page that only a picture shows.

    ``scale`` is points a pixel; ``picture`` gives the page's grey picture again, in the reading's pixels.
    """

    def __init__(self, reading: OcrReading, scale: float, picture: Callable[[], NDArray[np.uint8]]) -> None:
        self._reading = reading
        self._scale = scale
        self._picture = picture

    @cached_property
    def _spans(self) -> list[tuple[int, int, OcrWord]]:
        """Words with where they stand in the page's text."""
        spans = []
        at = 0
        for line in self._reading.lines:
            for word in line:
                spans.append((at, at + len(word.text), word))
                at += len(word.text) + 1
        return spans

    def _points(self, box: Box) -> Box:
        x0, y0, x1, y1 = (round(value * self._scale, 2) for value in box)
        return (x0, y0, x1, y1)

    def words(self) -> tuple[Word, ...]:
        """Return the words with their boxes in points and the engine's confidence in each."""
        return tuple(
            Word(text=w.text, box=self._points(w.box), confidence=w.confidence) for _, _, w in self._spans
        )

    def lines(self) -> tuple[Line, ...]:
        """Return the visual lines in reading order; the size is the height of the words' boxes."""
        lines = []
        at = 0
        for words in self._reading.lines:
            text = " ".join(word.text for word in words)
            box = self._points(around(word.box for word in words))
            tall = min(box[3] - box[1], box[2] - box[0]) * 0.8
            confidence = sum(w.confidence * len(w.text) for w in words) / max(
                sum(len(w.text) for w in words), 1
            )
            lines.append(
                Line(
                    text=text,
                    start=at,
                    stop=at + len(text),
                    box=box,
                    size=round(tall, 1),
                    confidence=round(confidence, 3),
                )
            )
            at += len(text) + 1
        return tuple(lines)

    def boxes(self, start: int, stop: int) -> tuple[Box, ...]:
        """Return one box a line touched by ``text[start:stop]``."""
        boxes = []
        at = 0
        for words in self._reading.lines:
            touched = []
            for word in words:
                if at < stop and at + len(word.text) > start:
                    touched.append(word)
                at += len(word.text) + 1
            if touched:
                boxes.append(self._points(around(word.box for word in touched)))
        return tuple(boxes)

    def confidence(self, start: int, stop: int) -> float:
        """Return the least confidence of the words touched by ``text[start:stop]``; 0 when none is."""
        found = [w.confidence for a, b, w in self._spans if a < stop and b > start]
        return min(found, default=0.0)

    def tables(self) -> tuple[Table, ...]:
        """Return the tables drawn with rules, cell by cell."""
        from checker.reading.ocr.grid import tables

        return tables(self._picture(), self._reading, self._scale)

    def check_boxes(self) -> tuple[CheckBox, ...]:
        """Return the squares drawn beside words, and whether something is drawn in them."""
        from checker.reading.ocr.ticks import check_boxes

        return check_boxes(self._picture(), self._reading, self._scale)

    def marks(self, near: Box | None = None) -> tuple[Mark, ...]:
        """Return ink and stamps, within ``near`` (points) when given."""
        from checker.reading.ocr.ink import marks

        return marks(self._picture(), self._reading, self._scale, near)


def text_of(reading: OcrReading) -> str:
    """Return the page's text: words parted by a space, lines by a newline."""
    return "\n".join(" ".join(word.text for word in line) for line in reading.lines)


def ocr_page(
    number: int,
    size: tuple[float, float],
    reading: OcrReading,
    picture: Callable[[], NDArray[np.uint8]],
) -> Page:
    """Return the page of ``reading``; ``size`` is its width and height in points."""
    layout = OcrLayout(reading, size[0] / reading.width, picture)
    return Page(
        number=number,
        width=size[0],
        height=size[1],
        text=text_of(reading),
        reader=reading.engine,
        # Never quite 1: who meets a whole page of certainty asks no word for its own.
        confidence=1.0 if reading.blank else min(round(reading.confidence, 3), _SUREST),
        rotation=reading.rotation,
        layout=layout,
    )

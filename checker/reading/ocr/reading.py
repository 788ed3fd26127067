"""What an engine saw in a picture: words in lines, in the pixels of the picture it was given."""

from __future__ import annotations

from collections.abc import Iterable

from models.base import Box, Model


class OcrWord(Model):
    """A word, its box in pixels of the original picture, and the engine's confidence in it."""

    text: str
    box: Box
    confidence: float


class OcrReading(Model):
    """Words by visual line, in reading order.

    ``rotation`` is what the picture was turned by, in degrees clockwise, before it could be read; ``skew`` the slope
    that was taken out, in degrees; ``blank`` a page without ink, which no engine was asked about.
    """

    engine: str
    width: int
    height: int
    rotation: int = 0
    skew: float = 0.0
    blank: bool = False
    lines: tuple[tuple[OcrWord, ...], ...] = ()

    @property
    def confidence(self) -> float:
        """Return the mean confidence of the words, weighted by their length; 0 when there is none."""
        return mean_confidence(self.lines)


def mean_confidence(lines: Iterable[Iterable[OcrWord]]) -> float:
    """Return the mean confidence of the words of lines, weighted by their length; 0 when there is none."""
    words = [word for line in lines for word in line]
    length = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / length if length else 0.0


def lowest_fifth(lines: Iterable[Iterable[OcrWord]]) -> float:
    """Return the confidence that a fifth of the letters of lines stay below or at; 0 when there is none.

    A scribble over a good page lowers the mean, not this; a fax lowers both.
    """
    words = sorted((word.confidence, len(word.text)) for line in lines for word in line)
    left = sum(length for _, length in words) / 5
    for confidence, length in words:
        left -= length
        if left <= 0:
            return confidence
    return 0.0

"""Two readings of the same picture set against each other: numbers they do not agree on are no longer sure."""

from __future__ import annotations

from collections.abc import Sequence

from checker.reading.ocr.reading import OcrWord
from models.base import Box

Segments = list[list[OcrWord]]

DISPUTED = 0.6
"""Under the border from which a date decides anything (0.8): a human looks."""
_POOR = 0.8


def confirmed(first: Segments, second: Segments) -> Segments:
    """Return the better reading, with numbers that the other one reads differently at the same place disputed.

    ``first`` is kept unless it is poor and ``second`` is surer of as much text. A number the other reading does
    not see at all stays as it was: engines miss words more often than they misread them.
    """
    if not second:
        return first
    if _mean(first) < _POOR and _mean(second) > _mean(first) and _length(second) >= 0.7 * _length(first):
        first, second = second, first
    others = [word for line in second for word in line if _digits(word.text)]
    return [[_checked(word, others) for word in line] for line in first]


def has_numbers(segments: Segments) -> bool:
    """Tell whether any word holds a digit."""
    return any(_digits(word.text) for line in segments for word in line)


def _checked(word: OcrWord, others: Sequence[OcrWord]) -> OcrWord:
    digits = _digits(word.text)
    if not digits:
        return word
    here = sorted(
        (other for other in others if _share(word.box, other.box) > 0.3), key=lambda other: other.box[0]
    )
    seen = "".join(_digits(other.text) for other in here)
    # One engine may part or join what the other does not: « 12/01 » beside « 12/01/2022 » is no dispute.
    if not here or digits in seen or seen in digits:
        return word
    return word.model_copy(update={"confidence": min(word.confidence, DISPUTED)})


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _share(one: Box, other: Box) -> float:
    """Return how much of the smaller box the two have in common."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    smaller = min((b[2] - b[0]) * (b[3] - b[1]) for b in (one, other))
    return wide * high / max(smaller, 1e-6)


def _length(segments: Segments) -> int:
    return sum(len(word.text) for line in segments for word in line)


def _mean(segments: Segments) -> float:
    length = _length(segments)
    return sum(w.confidence * len(w.text) for line in segments for w in line) / length if length else 0.0

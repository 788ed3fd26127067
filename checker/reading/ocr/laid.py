"""Words that a scanner's software laid over a picture, set against what it shows: poor, partial or another's.

A few words are looked at where the text says they stand, and ink that no word covers is counted. A text whose words
stand elsewhere than their ink does not agree either: its page is read anew, which costs time and no truth. Of a text
that agrees the dates and numbers are read a second time, since how sure the scanner was of them is not known.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from checker.reading.ocr.leftover import is_much, unread
from checker.reading.ocr.picture import looked_at
from checker.reading.ocr.prepare import prepared
from checker.reading.ocr.reading import OcrReading, OcrWord
from checker.reading.ocr.second import rechecked
from checker.reading.problem import ReadError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

_PROBES = 8
_ALIKE = 60.0
"""Of 100: unlike words of this length are 20 to 45 alike, the same one cut a letter short or long 80 and more."""


def confirmed(grey: Grey, laid: OcrReading) -> OcrReading | None:
    """Return ``laid``, a text in pixels of ``grey``, its dates and numbers weighed by what is seen there.

    ``None`` where the picture shows other words, or more of them. Raises ReadError where it cannot be analysed.
    """
    import cv2

    try:
        level = prepared(grey)
        if not _agrees(level, laid):
            return None
        lines = rechecked([list(line) for line in laid.lines], partial(looked_at, level))
    except cv2.error as fault:
        raise ReadError("unreadable", "Image impossible à analyser (OpenCV).") from fault
    return laid.model_copy(update={"lines": tuple(map(tuple, lines))})


def _agrees(level: Grey, laid: OcrReading) -> bool:
    """Tell whether half of the words looked at are seen, and few lines of the picture are outside all words."""
    probes = _spread([word for line in laid.lines for word in line])
    seen = sum(_is_seen(level, word) for word in probes)
    return 2 * seen >= len(probes) and not is_much(unread(level, laid.lines), laid.lines)


def _spread(words: list[OcrWord]) -> list[OcrWord]:
    """Return the longest word of each part of the page."""
    step = max(len(words) // _PROBES, 1)
    parts = [words[at : at + step] for at in range(0, len(words), step)][:_PROBES]
    return [max(part, key=lambda word: len(word.text)) for part in parts]


def _is_seen(level: Grey, word: OcrWord) -> bool:
    from rapidfuzz import fuzz

    read = "".join(seen.text for seen in looked_at(level, word.box))
    return fuzz.ratio(word.text.lower(), read.lower()) >= _ALIKE

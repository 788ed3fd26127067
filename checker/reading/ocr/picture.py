"""A picture of a page → what is written on it: orientation, slope and background mended first."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from checker.reading.ocr import cache, rapid, tesseract
from checker.reading.ocr.order import ordered
from checker.reading.ocr.prepare import BLANK_INK_SHARE, even, grain, ink_share, skew, turned
from checker.reading.ocr.reading import OcrReading, OcrWord
from checker.reading.ocr.second import confirmed, has_numbers
from checker.reading.problem import PARSER_FAULTS, ReadError
from models.base import Box

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

PREPARATION = "1"
"""Changes with the preparation or the engine's settings: part of the cache's key."""
_GATE = 0.8
"""Upright pages are read at 0.89–0.99, upside down at 0.26–0.65: below this the page is turned and read again."""
_HOPELESS = 0.6
"""Below this, with no line on its side to tell, quarter turns are tried too."""
_NOISY = 6.0


def reading_of(grey: Grey, folder: Path | None = None, *, second: bool = True) -> OcrReading:
    """Return what is written in ``grey`` (a page at about 200 dpi, 8-bit grey), from the cache if kept there.

    ``second`` lets Tesseract, where the machine has it with French, check numbers and poor readings.
    Raises ReadError where the picture cannot be analysed at all.
    """
    second = second and tesseract.version() is not None
    key = _key(grey, second)
    known = cache.kept(folder, key)
    if known is None:
        known = _unfailing(grey, second)
        cache.keep(folder, key, known)
    return known


def _key(grey: Grey, second: bool) -> str:
    engines = f"{rapid.NAME} {rapid.version()} {tesseract.version() if second else None}"
    digest = hashlib.sha256(f"{engines} {PREPARATION} {grey.shape}".encode())
    digest.update(grey.tobytes())
    return digest.hexdigest()


def _unfailing(grey: Grey, second: bool) -> OcrReading:
    """Return the reading. Raises ReadError where OpenCV or the engine's runtime cannot take the picture."""
    import cv2

    faults: tuple[type[Exception], ...] = (cv2.error, *PARSER_FAULTS)
    try:
        return _read(grey, second)
    except faults as fault:
        raise ReadError("unreadable", f"Image impossible à analyser ({type(fault).__name__}).") from fault


def _read(grey: Grey, second: bool) -> OcrReading:
    height, width = grey.shape
    if ink_share(grey) < BLANK_INK_SHARE:
        return OcrReading(engine=rapid.NAME, width=width, height=height, blank=True)
    best, sideways = _read_turned(grey, 0, second)
    if sideways and best.lines:
        # The engine read tall boxes turned anticlockwise: well read, the page asks for that same turn.
        first = 270 if best.confidence >= _GATE else 90
        best = _better(_read_turned(grey, first, second)[0], grey, 360 - first, second)
    elif best.confidence < _GATE:
        best = _better(best, grey, 180, second)
    if best.confidence < _HOPELESS:
        for turn in (90, 270):
            if turn != best.rotation:
                best = _better(best, grey, turn, second)
    return best


def _better(reading: OcrReading, grey: Grey, turn: int, second: bool) -> OcrReading:
    """Return ``reading``, or the reading after ``turn`` where the first is poor and the other is better."""
    if reading.confidence >= _GATE:
        return reading
    other = _read_turned(grey, turn, second)[0]
    return other if _weight(other) > _weight(reading) else reading


def _weight(reading: OcrReading) -> float:
    """Return the letters read, each weighted by the square of its confidence: what was well read, and how much."""
    return sum(len(word.text) * word.confidence**2 for line in reading.lines for word in line)


def _read_turned(grey: Grey, turn: int, second: bool) -> tuple[OcrReading, bool]:
    """Return the reading after a clockwise ``turn``, boxes in the pixels of ``grey``, and if text lies on its side."""
    import cv2
    import numpy as np

    height, width = grey.shape
    upright = np.ascontiguousarray(np.rot90(grey, k=-turn // 90)) if turn else grey
    prepared = even(upright)
    if grain(upright) > _NOISY:
        prepared = np.asarray(cv2.medianBlur(prepared, 3), dtype=np.uint8)
    slope = skew(prepared)
    back: NDArray[np.float64] | None = None
    if slope:
        prepared, back = turned(prepared, slope)
    segments, sideways = rapid.words(prepared)
    if second and not sideways and has_numbers(segments):
        segments = confirmed(segments, tesseract.words(prepared))
    lines = tuple(
        tuple(
            OcrWord(text=w.text, box=_back(w.box, back, turn, width, height), confidence=w.confidence)
            for w in line
        )
        for line in ordered(segments)
    )
    reading = OcrReading(
        engine=rapid.NAME, width=width, height=height, rotation=turn, skew=slope, lines=lines
    )
    return reading, sideways


def _back(box: Box, matrix: NDArray[np.float64] | None, turn: int, width: int, height: int) -> Box:
    """Return ``box`` of the turned and straightened picture in pixels of the original, ``width`` × ``height``."""
    x0, y0, x1, y1 = box
    if matrix is not None:
        # The middle line of the box is carried over, and its height kept: a sloping word's box stays tight.
        middle = (y0 + y1) / 2
        half = (y1 - y0) / 2
        ends = [
            (
                matrix[0, 0] * x + matrix[0, 1] * middle + matrix[0, 2],
                matrix[1, 0] * x + matrix[1, 1] * middle + matrix[1, 2],
            )
            for x in (x0, x1)
        ]
        x0, x1 = float(min(e[0] for e in ends)), float(max(e[0] for e in ends))
        y0, y1 = float(min(e[1] for e in ends)) - half, float(max(e[1] for e in ends)) + half
    if turn == 90:  # the picture was turned clockwise: its left side was the original's bottom
        x0, y0, x1, y1 = y0, height - x1, y1, height - x0
    elif turn == 180:
        x0, y0, x1, y1 = width - x1, height - y1, width - x0, height - y0
    elif turn == 270:
        x0, y0, x1, y1 = width - y1, x0, width - y0, x1
    x0, x1 = max(0.0, x0), min(float(width), x1)
    y0, y1 = max(0.0, y0), min(float(height), y1)
    return (round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1))

"""A picture of a page → what is written on it: orientation, slope and background mended first."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from checker.reading.ocr import cache, orientation, rapid, tesseract
from checker.reading.ocr.leftover import has_crosses, is_much, unread
from checker.reading.ocr.lying import is_lying, upright
from checker.reading.ocr.order import joined, ordered
from checker.reading.ocr.photograph import is_photograph
from checker.reading.ocr.prepare import (
    BLANK_INK_SHARE,
    background,
    ink_share,
    levelled,
    prepared,
    slope_of,
)
from checker.reading.ocr.reading import OcrReading, OcrWord, lowest_fifth, mean_confidence
from checker.reading.ocr.second import Segments, confirmed, rechecked, seen_once
from checker.reading.ocr.ticks import drawn, overlaps, without_drawn
from checker.reading.problem import PARSER_FAULTS, ReadError
from models.base import Box

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

PREPARATION = "11"
"""Changes with the preparation or the engine's settings: part of the cache's key."""
_SURE = 0.9
"""Tesseract is this sure of four fifths of a good scan's letters (0.90–0.96), of a fax's (0.43–0.91) and a worn
copy's (0.50–0.87) it seldom is."""
_MARGIN = 0.1
_FEW = 8
"""Places Tesseract left out that are read, the widest first."""
_LEGIBLE = 0.6
_ENOUGH = 100
"""Letters of a page that tell which way up it is."""
_UP = orientation.Settled(0, {})


def reading_of(grey: Grey, folder: Path | None = None, *, second: bool = True) -> OcrReading:
    """Return what is written in ``grey`` (a page at about 200 dpi, 8-bit grey), from the cache if kept there.

    ``second`` lets Tesseract, where the machine has it with French, read first: rapidocr then reads again each
    date and number, and the whole of a page that Tesseract is not sure of. Without it rapidocr reads alone.
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
    paper = background(grey)
    if ink_share(grey, paper) < BLANK_INK_SHARE:
        return OcrReading(engine=rapid.NAME, width=width, height=height, blank=True)
    clean = prepared(grey, paper)
    sheet = _laid(clean, *orientation.guess(clean))
    engine, segments = rapid.NAME, tesseract.words(sheet.level) if second else []
    squares = drawn(sheet.level)
    kept = upright(without_drawn(segments, squares))
    missed = [box for box in unread(sheet.level, kept) if not overlaps(box, squares)]
    if _is_good(segments, kept, missed):
        segments = kept
        engine, look = tesseract.NAME, partial(looked_at, sheet.level)
        segments = rechecked(segments, look, wary=is_photograph(paper, segments))
        for words in map(look, sorted(missed, key=lambda box: box[0] - box[2])[:_FEW]):
            if _sensible(words):
                segments = joined(segments, seen_once(words))
    else:
        boxes = rapid.quads(sheet.level)
        way = _UP if _is_upright(segments) else orientation.found(sheet.level, boxes)
        if way.clockwise:
            clockwise = (sheet.clockwise + way.clockwise) % 360
            slope = slope_of(orientation.turned(clean, clockwise))[0]
            sheet, way = _laid(clean, clockwise, slope), _UP
            boxes = rapid.quads(sheet.level)
            segments = tesseract.words(sheet.level) if second else []
        segments = confirmed(rapid.words(sheet.level, boxes, way.lines), segments)
    lines = tuple(
        tuple(word.model_copy(update={"box": sheet.seen(word.box, width, height)}) for word in line)
        for line in ordered(segments)
    )
    return OcrReading(
        engine=engine, width=width, height=height, rotation=sheet.clockwise, skew=sheet.slope, lines=lines
    )


def _is_good(read: Segments, kept: Segments, missed: list[Box]) -> bool:
    """Tell whether Tesseract's reading of a page can stand, of which ``kept`` are words and ``missed`` was left out."""
    return (
        lowest_fifth(kept) >= _SURE
        and not is_lying(read)
        and not is_much(missed, kept)
        and not has_crosses(missed, kept)
    )


def _is_upright(read: Segments) -> bool:
    """Tell whether Tesseract made sense of the page, as it only does of one that stands upright.

    Its words' mean is 0.73 and more on faxes and worn copies, 0.20–0.32 on pages upside down; words on their side
    are told by their boxes.
    """
    return (
        mean_confidence(read) >= _LEGIBLE
        and not is_lying(read)
        and sum(len(word.text) for line in read for word in line) >= _ENOUGH
    )


def looked_at(level: Grey, box: Box) -> list[OcrWord]:
    """Return what rapidocr reads in one box of a levelled picture, taken with a little of what surrounds it."""
    x0, y0, x1, y1 = box
    margin = _MARGIN * (y1 - y0)
    left, top = max(round(x0 - margin), 0), max(round(y0 - margin), 0)
    right, low = min(round(x1 + margin), level.shape[1]), min(round(y1 + margin), level.shape[0])
    cut = level[top:low, left:right]
    read = rapid.line(cut) if min(cut.shape) > 3 else None
    return [] if read is None else rapid.placed(read, (left, top, right, low), cut)


def _sensible(words: list[OcrWord]) -> bool:
    return bool(words) and mean_confidence([words]) >= _LEGIBLE


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A picture turned upright and levelled, and what was done to it; ``back`` leads back from the levelling."""

    level: Grey
    clockwise: int
    slope: float
    back: NDArray[np.float64] | None

    def seen(self, box: Box, width: int, height: int) -> Box:
        """Return ``box`` in pixels of the original, ``width`` × ``height``."""
        return _back(box, self.back, self.clockwise, width, height)


def _laid(clean: Grey, clockwise: int, slope: float) -> _Sheet:
    upright = orientation.turned(clean, clockwise)
    level, back = levelled(upright, slope) if slope else (upright, None)
    return _Sheet(level, clockwise, slope, back)


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

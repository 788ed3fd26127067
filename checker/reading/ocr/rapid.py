"""rapidocr: the engine that pip alone installs, its models inside its wheel, no download.

Its detector and its recogniser are called one after the other: between them the caller learns which way the text
runs, and the recogniser can be asked again about one place. Confidences are those of each letter: the engine's own
word results shift them by one letter for every space of the line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from itertools import pairwise
from statistics import median
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from checker.reading.ocr.french import mended
from checker.reading.ocr.reading import OcrWord
from checker.reading.ocr.spacing import spaced
from models.base import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]
    Quad = NDArray[np.float32]

NAME = "rapidocr"
_DETECTION_SIDE = 1280
_LEAST_SCORE = 0.3
"""A line the engine itself doubts below this is noise: rules of a table, the grain of a stamp."""
_HEIGHT = 48
"""Pixels of a line as the recogniser takes it."""
_NARROWEST = 160
"""Pixels up to which a narrower line is filled with white: the engine's own 320 doubles the price of a rate or a day,
and reads no better (137 dates, numbers and names: 130 the same, 5 better, 2 specks)."""
_WIDEST = 6000
"""A line of the smallest print across a page is 4,000 wide; what is wider is a rule, and costs memory."""
_TALL = 1.5
"""A box this many times as tall as wide holds text on its side."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as recognised: its letters without spaces, the confidence in each and its middle, 0 left to 1 right."""

    text: str
    score: float
    confidences: tuple[float, ...]
    middles: tuple[float, ...]


def version() -> str | None:
    """Return the engine's version, ``None`` where it is not installed."""
    try:
        return installed("rapidocr")
    except PackageNotFoundError:
        return None


@cache
def engine() -> Any:
    """Return the engine, loaded once a process (0.1 s, and 1.4 s to import)."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.text_score": 0.0,
            "Global.max_side_len": 4000,
            "Global.use_cls": False,
            "Global.return_word_box": True,
            "Global.return_single_char_box": True,
            "Det.limit_type": "max",
            "Det.limit_side_len": _DETECTION_SIDE,
            "Rec.rec_batch_num": 1,
            "Rec.rec_img_shape": [3, _HEIGHT, _NARROWEST],
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def quads(grey: Grey) -> list[Quad]:
    """Return the corners of each box of text found, from its top left clockwise."""
    found = engine()(grey, use_det=True, use_cls=False, use_rec=False)
    return [] if found.boxes is None else list(found.boxes)


def is_tall(quad: Quad) -> bool:
    """Tell whether the text of a box lies on its side."""
    x0, y0, x1, y1 = around(quad)
    return y1 - y0 >= _TALL * (x1 - x0)


def around(quad: Quad) -> Box:
    """Return the upright box that holds a quadrilateral."""
    xs, ys = quad[:, 0], quad[:, 1]
    return (float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))


def strip(grey: Grey, quad: Quad) -> Grey:
    """Return the picture of a box, laid flat; a tall one is turned anticlockwise."""
    import cv2
    import numpy as np

    wide, tall = (
        max(float(np.linalg.norm(quad[a] - quad[b])) for a, b in sides)
        for sides in (((0, 1), (3, 2)), ((0, 3), (1, 2)))
    )
    size = (max(round(wide), 1), max(round(tall), 1))
    flat = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(np.asarray(quad, dtype=np.float32), flat)
    cut = cv2.warpPerspective(grey, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(np.rot90(cut) if size[1] >= _TALL * size[0] else cut, dtype=np.uint8)


def line(picture: Grey) -> Line | None:
    """Return what the picture of one line says, ``None`` where nothing is made out."""
    import cv2

    wide = min(max(round(picture.shape[1] * _HEIGHT / picture.shape[0]), _HEIGHT), _WIDEST)
    sized = cv2.resize(picture, (wide, _HEIGHT))
    found = engine()(sized, use_det=False, use_cls=False, use_rec=True, return_word_box=True)
    if not found.txts or not found.txts[0].strip():
        return None
    text, score, places = found.txts[0], float(found.scores[0]), found.word_results[0]
    columns = [column for held in places.word_cols for column in held]
    letters = [at for at, letter in enumerate(text) if not letter.isspace()]
    if len(places.confs) != len(text) or len(columns) != len(letters) or not places.line_txt_len:
        middles = tuple((at + 0.5) / len(text) for at in letters)
        return Line(text, score, (score,) * len(letters), middles)
    return Line(
        text,
        score,
        tuple(min(float(places.confs[at]), 1.0) for at in letters),
        tuple(min((column + 0.5) / places.line_txt_len, 1.0) for column in columns),
    )


def words(
    grey: Grey, boxes: Sequence[Quad], known: Mapping[int, Line | None] = MappingProxyType({})
) -> list[list[OcrWord]]:
    """Return the words of each box of text, left out where nothing or only noise is made out.

    ``known`` holds what was read already, by the rank of its box.
    """
    lines = []
    for at, quad in enumerate(boxes):
        cut = strip(grey, quad)
        read = known[at] if at in known else line(cut)
        if read is not None and read.score >= _LEAST_SCORE:
            lines.append(placed(read, around(quad), cut))
    return lines


def placed(read: Line, box: Box, cut: Grey) -> list[OcrWord]:
    """Return the words of a line that lies in ``box``, of which ``cut`` is the picture."""
    read = _mended(read, spaced(read.text, [middle * cut.shape[1] for middle in read.middles], cut))
    x0, y0, x1, y1 = box
    downward = y1 - y0 >= _TALL * (x1 - x0)
    steps = [after - before for before, after in pairwise(read.middles)]
    half = median(steps) / 2 if steps else 0.5
    spelled: list[OcrWord] = []
    start = 0
    for word in read.text.split():
        stop = start + len(word)
        left = max(read.middles[start] - half, 0.0)
        right = min(read.middles[stop - 1] + half, 1.0)
        own = read.confidences[start:stop]
        start = stop
        # The picture of a tall box was turned anticlockwise: it reads from its top down.
        place = (
            (x0, y0 + left * (y1 - y0), x1, y0 + right * (y1 - y0))
            if downward
            else (x0 + left * (x1 - x0), y0, x0 + right * (x1 - x0), y1)
        )
        # One unsure letter must show: a wrong digit hides in a mean over the line.
        sure = min(own) if any(letter.isdigit() for letter in word) else sum(own) / len(own)
        spelled.append(OcrWord(text=word, box=place, confidence=round(sure, 4)))
    return spelled


def _mended(read: Line, text: str) -> Line:
    """Return the line as French spells ``text``, which differs from its own by spaces; letters keep their places."""
    before, after = "".join(text.split()), mended(text)
    kept: list[int] = []
    for letter in "".join(after.split()):
        at = kept[-1] + 1 if kept else 0
        # A speck was left out where the letter after it is the one that follows.
        kept.append(at + 1 if before[at] in ".·" and letter not in ".·" else at)
    return Line(
        after,
        read.score,
        tuple(read.confidences[at] for at in kept),
        tuple(read.middles[at] for at in kept),
    )

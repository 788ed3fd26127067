"""rapidocr: the engine that pip alone installs, its models inside its wheel, no download."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from typing import TYPE_CHECKING, Any

from checker.reading.ocr.reading import OcrWord
from checker.reading.ocr.spacing import spaced
from models.base import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "rapidocr"
_DETECTION_SIDE = 1280
_LEAST_SCORE = 0.3
"""A line the engine itself doubts below this is noise: rules of a table, the grain of a stamp."""


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
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def words(grey: NDArray[np.uint8]) -> tuple[list[list[OcrWord]], bool]:
    """Return the words of each detected box of text, and whether most of the text runs upwards or downwards.

    The engine turns tall boxes by a quarter before it recognises them, so text on its side may be read already;
    the caller turns the picture and reads it again.
    """
    import cv2

    found = engine()(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR))
    if found.txts is None or found.boxes is None:
        return [], False
    lines: list[list[OcrWord]] = []
    tall = wide = 0.0
    pieces_of = found.word_results if len(found.word_results) == len(found.txts) else [()] * len(found.txts)
    for text, score, quad, pieces in zip(found.txts, found.scores, found.boxes, pieces_of, strict=True):
        box = _around(quad)
        if box[3] - box[1] >= 1.5 * (box[2] - box[0]):
            tall += (box[2] - box[0]) * (box[3] - box[1])
        else:
            wide += (box[2] - box[0]) * (box[3] - box[1])
        if float(score) >= _LEAST_SCORE and text.strip():
            lines.append(_words(text, float(score), box, pieces, grey))
    return lines, tall > wide


def _around(quad: Any) -> Box:
    xs, ys = [float(point[0]) for point in quad], [float(point[1]) for point in quad]
    return (min(xs), min(ys), max(xs), max(ys))


def _words(text: str, score: float, box: Box, pieces: Any, grey: NDArray[np.uint8]) -> list[OcrWord]:
    """Return the words of a line, each with the box of its letters and the mean of their confidences.

    ``pieces`` holds one (letter, confidence, box) for each letter that is not a space; a line whose pieces do not
    spell it gets its letters evenly spread.
    """
    letters = [(_around(quad), float(confidence)) for _, confidence, quad in pieces]
    if len(letters) == sum(1 for letter in text if not letter.isspace()):
        x0, y0, x1, y1 = (max(0, int(value)) for value in box)
        if box[2] - box[0] > box[3] - box[1]:
            centres = [(place[0] + place[2]) / 2 - x0 for place, _ in letters]
            text = spaced(text, centres, grey[y0:y1, x0:x1])
    else:
        step = (box[2] - box[0]) / max(len(text), 1)
        letters = [
            ((box[0] + at * step, box[1], box[0] + (at + 1) * step, box[3]), score)
            for at, letter in enumerate(text)
            if not letter.isspace()
        ]
    spelled: list[OcrWord] = []
    start = 0
    for word in text.split():
        own = letters[start : start + len(word)]
        start += len(word)
        places = [place for place, _ in own]
        around = (
            min(p[0] for p in places),
            min(p[1] for p in places),
            max(p[2] for p in places),
            max(p[3] for p in places),
        )
        # One unsure letter must show: a wrong digit hides in a mean over the line.
        sure = (
            min(min(c for _, c in own), 1.0)
            if any(c.isdigit() for c in word)
            else sum(c for _, c in own) / len(own)
        )
        spelled.append(OcrWord(text=word, box=around, confidence=round(min(sure, 1.0), 4)))
    return spelled

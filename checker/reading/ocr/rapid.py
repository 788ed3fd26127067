"""rapidocr: the engine that pip alone installs, its models inside its wheel, no download."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from typing import TYPE_CHECKING, Any

from checker.reading.ocr.reading import OcrWord

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
def _engine() -> Any:
    """Return the engine, loaded once a process (0.1 s, and 1.4 s to import)."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.text_score": 0.0,
            "Global.max_side_len": 4000,
            "Global.use_cls": False,
            "Global.return_word_box": True,
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

    found = _engine()(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR))
    if found.txts is None or found.boxes is None:
        return [], False
    lines: list[list[OcrWord]] = []
    tall = wide = 0.0
    pieces_of = found.word_results if len(found.word_results) == len(found.txts) else [()] * len(found.txts)
    for text, score, quad, pieces in zip(found.txts, found.scores, found.boxes, pieces_of, strict=True):
        width, height = float(quad[:, 0].max() - quad[:, 0].min()), float(quad[:, 1].max() - quad[:, 1].min())
        if height >= 1.5 * width:
            tall += width * height
        else:
            wide += width * height
        if float(score) >= _LEAST_SCORE and text.strip():
            box = (
                float(quad[:, 0].min()),
                float(quad[:, 1].min()),
                float(quad[:, 0].max()),
                float(quad[:, 1].max()),
            )
            lines.append(_words_of(text, float(score), box, pieces))
    return lines, tall > wide


def _words_of(text: str, score: float, box: tuple[float, float, float, float], pieces: Any) -> list[OcrWord]:
    """Return the words of ``text``, each with the boxes of the pieces that spell it.

    The pieces are runs of letters cut where the engine saw a gap, not at spaces: they are consumed letter by
    letter along the text. A word no piece spells gets its share of the line's box.
    """
    boxes: list[tuple[float, float, float, float, float]] = []
    for piece, confidence, quad in pieces:
        xs, ys = [float(p[0]) for p in quad], [float(p[1]) for p in quad]
        step = (max(xs) - min(xs)) / max(len(piece), 1)
        for index in range(len(piece)):
            left = min(xs) + index * step
            boxes.append((left, min(ys), left + step, max(ys), float(confidence)))
    letters = sum(1 for letter in text if not letter.isspace())
    if len(boxes) != letters:
        step = (box[2] - box[0]) / max(len(text), 1)
        boxes = [
            (box[0] + at * step, box[1], box[0] + (at + 1) * step, box[3], score)
            for at, letter in enumerate(text)
            if not letter.isspace()
        ]
    spelled: list[OcrWord] = []
    start = 0
    for word in text.split():
        own = boxes[start : start + len(word)]
        start += len(word)
        around = (
            min(b[0] for b in own),
            min(b[1] for b in own),
            max(b[2] for b in own),
            max(b[3] for b in own),
        )
        # The line's score is a mean: one unsure letter must still show in its own word.
        sure = min(sum(b[4] for b in own) / len(own), 1.0)
        spelled.append(
            OcrWord(text=word, box=around, confidence=round(min(sure, max(score, sure * score)), 4))
        )
    return spelled

"""Telling a photograph of a page from a scan: uneven light, and lines that do not run alike down the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from checker.reading.ocr.reading import OcrWord

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

_SHADE = 0.1
"""Copiers' lamps fade by up to 0.09 across a page; shadows and desks on photographs take 0.11–0.39."""
_LEANING = 0.45
"""Degrees between the slopes of the first and the last line: 0.0–0.25 on scans."""
_LONG = 600
_FEWEST_WORDS, _FEWEST_LINES = 5, 6


def shade(paper: Grey) -> float:
    """Return by which share the darker tenth of the paper is darker than the lighter one, edges left out."""
    import numpy as np

    height, width = paper.shape
    inner = paper[height // 20 : height - height // 20, width // 20 : width - width // 20]
    if inner.size == 0:
        return 0.0
    dark, light = np.percentile(inner, (10, 90))
    return 1.0 - float(dark) / max(float(light), 1.0)


def leaning(lines: Iterable[Sequence[OcrWord]]) -> float:
    """Return by how many degrees the slope of the lines changes from the first to the last; 0 with too few lines."""
    import numpy as np

    places, slopes = [], []
    for line in lines:
        across = [(word.box[0] + word.box[2]) / 2 for word in line]
        if len(line) < _FEWEST_WORDS or max(across) - min(across) < _LONG:
            continue
        down = [(word.box[1] + word.box[3]) / 2 for word in line]
        slopes.append(float(np.polyfit(across, down, 1)[0]))
        places.append(sum(down) / len(down))
    if len(slopes) < _FEWEST_LINES:
        return 0.0
    change = float(np.polyfit(places, slopes, 1)[0]) * (max(places) - min(places))
    return abs(float(np.degrees(change)))


def is_photograph(paper: Grey, lines: Iterable[Sequence[OcrWord]]) -> bool:
    """Tell whether the light of a page, or the run of its lines, is that of a photograph."""
    return shade(paper) >= _SHADE or leaning(lines) >= _LEANING

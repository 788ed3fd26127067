"""Spaces that the engine dropped, found again as white gaps between letters.

The recogniser was trained on scripts without spaces and glues French words in poor pictures (« duDMPatteint »).
Its letters' places are sure to a few pixels, and gaps between words are twice those between letters, so a gap
tells where a space belongs. Digits are never parted: a number set wide apart stays one number.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_OF_HEIGHT = 0.2
_OF_MEDIAN = 2.0
_DARK = 160
_FEWEST_LETTERS = 4


def spaced(text: str, centres: Sequence[float], line: NDArray[np.uint8]) -> str:
    """Return ``text`` with the spaces that white gaps of ``line`` call for.

    ``line`` is the grey picture of the line of text, upright; ``centres`` gives the middle of each letter that
    is not a space, in its pixels from the left.
    """
    letters = [letter for letter in text if not letter.isspace()]
    if len(letters) != len(centres) or len(letters) < _FEWEST_LETTERS or line.size == 0:
        return text
    gaps = white_gaps(line)
    if not gaps:
        return text
    least = max(_OF_HEIGHT * line.shape[0], _OF_MEDIAN * median(stop - start for start, stop in gaps))
    wide = [(start + stop) / 2 for start, stop in gaps if stop - start >= least]
    out: list[str] = []
    at = 0
    for letter in text:
        if not letter.isspace():
            if out and not out[-1].isspace() and at:
                between = any(centres[at - 1] < gap < centres[at] for gap in wide)
                if between and not (out[-1].isdigit() and letter.isdigit()) and _may_part(out[-1], letter):
                    out.append(" ")
            at += 1
        out.append(letter)
    return "".join(out)


def _may_part(before: str, after: str) -> bool:
    """Tell whether French sets a space between two signs: not after an apostrophe, nor inside a date or a rate."""
    if before in "'’-/" or after in "'’-/.,)":
        return False
    return not (before in ".," and after.isdigit())


def white_gaps(line: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """Return the columns without ink between the first and the last letter, as (start, stop) in pixels.

    The upper and lower tenth are left out: the lines above and below reach into them.
    """
    import numpy as np

    height = line.shape[0]
    middle = line[height // 10 : max(height - height // 10, height // 10 + 1)]
    inked = np.flatnonzero((middle < _DARK).any(axis=0))
    if len(inked) < 2:
        return []
    steps = np.diff(inked)
    return [(int(inked[at]) + 1, int(inked[at + 1])) for at in np.flatnonzero(steps > 2)]

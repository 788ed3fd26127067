"""Spaces that the engine dropped, found again as white gaps between letters, and those it made up taken out.

The recogniser was trained on scripts without spaces and glues French words in poor pictures (« duDMPatteint »).
Its letters' places are sure to a few pixels, and gaps between words are twice those between letters, so a gap
tells where a space belongs: one as wide as the spaces that the engine did see. Digits are never parted: a number
set wide apart stays one number.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_OF_HEIGHT = 0.2
_OF_MEDIAN = 2.0
_OF_SPACES = 0.75
_INK_SHARE = 0.5
"""How far from the ink's grey to the paper's a pixel still counts as ink: pale copies have a grey of their own."""
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
    widest = [
        max((b - a for a, b in gaps if left < (a + b) / 2 < right), default=0)
        for left, right in pairwise(centres)
    ]
    after = _spaces_after(text)
    seen = [wide for wide, space in zip(widest, after, strict=True) if space]
    least = max(_OF_HEIGHT * line.shape[0], _OF_MEDIAN * median(b - a for a, b in gaps))
    if len(seen) > 1:
        least = max(least, _OF_SPACES * median(seen))
    out = [letters[0]]
    for letter, wide, space in zip(letters[1:], widest, after, strict=True):
        number = out[-1].isdigit() and letter.isdigit()
        if space:
            # Letters of one width leave « 11/11 » as wide gaps as words: no space where the gap is but a letter's.
            parted = wide >= _OF_SPACES * least or not (number or "/" in (out[-1], letter))
        else:
            parted = wide >= least and not number and _may_part(out[-1], letter)
        out.append(f" {letter}" if parted else letter)
    return "".join(out)


def _spaces_after(text: str) -> list[bool]:
    """Tell of each letter but the last whether the engine set a space after it."""
    after: list[bool] = []
    for letter in text.strip():
        if letter.isspace():
            after[-1] = True
        else:
            after.append(False)
    return after[:-1]


def _may_part(before: str, after: str) -> bool:
    """Tell whether French sets a space between two signs: not after an apostrophe, nor inside a date or a rate."""
    if before in "'’-/(" or after in "'’-/.,)":
        return False
    return not (before in ".," and after.isdigit())


def white_gaps(line: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """Return the columns without ink between the first and the last letter, as (start, stop) in pixels.

    The upper and lower tenth are left out: the lines above and below reach into them.
    """
    import numpy as np

    height = line.shape[0]
    middle = line[height // 10 : max(height - height // 10, height // 10 + 1)]
    paper, ink = np.percentile(middle, 90), np.percentile(middle, 1)
    inked = np.flatnonzero((middle < ink + _INK_SHARE * (paper - ink)).any(axis=0))
    if len(inked) < 2:
        return []
    steps = np.diff(inked)
    return [(int(inked[at]) + 1, int(inked[at + 1])) for at in np.flatnonzero(steps > 2)]

"""Spaces that the engine dropped, found again as white gaps between letters, and those it made up taken out.

The recogniser was trained on scripts without spaces and glues French words in poor pictures (« duDMPatteint »).
Its letters' places are sure to a few pixels, and gaps between words are twice those between letters, so a gap
tells where a space belongs: one as wide as the spaces that the engine did see. Digits are never parted: a number
set wide apart stays one number.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import mean, median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_OF_HEIGHT = 0.2
_OF_MEDIAN = 2.0
_OF_SPACES = 0.75
_OF_STRIDE = 1.3
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
    shapes = inked(line)
    gaps = white_gaps(line)
    if not gaps:
        return text
    widest = [
        max((stop - start for start, stop in gaps if left < (start + stop) / 2 < right), default=0)
        for left, right in pairwise(centres)
    ]
    after = _spaces_after(text)
    seen = [wide for wide, space in zip(widest, after, strict=True) if space]
    least = max(_OF_HEIGHT * line.shape[0], _OF_MEDIAN * median(stop - start for start, stop in gaps))
    if len(seen) > 1:
        least = max(least, _OF_SPACES * median(seen))
    together = [
        (right - left, one.isdigit() and other.isdigit())
        for (left, right), (one, other), space in zip(
            pairwise(centres), pairwise(letters), after, strict=True
        )
        if not space
    ]
    figures = [step for step, both in together if both] or [step for step, _ in together]
    stride = _OF_STRIDE * mean(figures) if figures else 0.0
    out = [letters[0]]
    for (one, other), wide, space, (left, right) in zip(
        pairwise(letters), widest, after, pairwise(centres), strict=True
    ):
        number = one.isdigit() and other.isdigit()
        if space:
            # Figures are all of one width: « 1 1 » no further apart than others is 11.
            parted = not ((number or "/" in (one, other)) and _stride(shapes, left, right) < stride)
        else:
            parted = wide >= least and not number and _may_part(one, other)
        out += [" ", other] if parted else [other]
    return "".join(out)


def _stride(shapes: Sequence[tuple[int, int]], left: float, right: float) -> float:
    """Return how far apart the middles of the shapes next to two letters' places are, in pixels."""
    if not shapes:
        return right - left
    middles = [(start + stop) / 2 for start, stop in shapes]
    one, other = (min(middles, key=lambda middle: abs(middle - at)) for at in (left, right))
    return other - one if other > one else right - left


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
    """Return the columns without ink between the first and the last letter, as (start, stop) in pixels."""
    return [(before[1], after[0]) for before, after in pairwise(inked(line))]


def inked(line: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """Return the shapes of a line as (start, stop) in columns, those a single column apart taken together.

    The upper and lower tenth are left out: the lines above and below reach into them.
    """
    import numpy as np

    height = line.shape[0]
    middle = line[height // 10 : max(height - height // 10, height // 10 + 1)]
    paper, ink = np.percentile(middle, 90), np.percentile(middle, 1)
    columns = np.flatnonzero((middle < ink + _INK_SHARE * (paper - ink)).any(axis=0))
    if len(columns) == 0:
        return []
    runs = np.split(columns, np.flatnonzero(np.diff(columns) > 2) + 1)
    return [(int(run[0]), int(run[-1]) + 1) for run in runs]

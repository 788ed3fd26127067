"""Pieces of a frame: what is left of a stamp's border, straight sides along and across that a hand never draws.

A frame stamped a little askew is a rule along most of its sides, and is taken off as such; its corners stay. Where
the pad left the border out, so do bits of its sides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

_ASKEW = 10
"""Degrees by which people press a stamp down askew; a sheet goes through a scanner straighter."""
_THICK_MM = 0.8
_LONG_MM = 3.0
_SIDES = 3
_LEFT_OVER = 0.08
"""Share of the ink that may lie off the sides: grain, a letter that touches."""


def is_frame_piece(points: Points, mm: float) -> bool:
    """Tell whether a shape is a straight side, along or across the page, or up to three that make a corner.

    ``points`` are the inked (x, y), ``mm`` is pixels a millimetre. Sides that all run one way make no corner: flat
    writing is covered by a few of them.
    """
    rest, along, across = points, 0, 0
    for _ in range(_SIDES):
        lying, standing = _side(rest, mm), _side(rest[:, ::-1], mm)
        lies = int(lying.sum()) >= int(standing.sum())
        side = lying if lies else standing
        along, across, rest = along + lies, across + (not lies), rest[~side]
        if len(rest) <= _LEFT_OVER * len(points):
            return along + across == 1 or (along > 0 and across > 0)
        if not side.any():
            return False
    return False


def _side(points: Points, mm: float) -> NDArray[np.bool_]:
    """Return which points lie on the fullest straight stroke along the first axis; none where it is short."""
    import numpy as np

    thick = _THICK_MM * mm
    best = np.zeros(len(points), dtype=bool)
    for degrees in range(-_ASKEW, _ASKEW + 1):
        off = points[:, 1] - points[:, 0] * np.tan(np.radians(degrees))
        ordered = np.sort(off)
        # How many points a band of the stroke's width holds, wherever it starts.
        held = np.searchsorted(ordered, ordered + thick, side="right") - np.arange(len(ordered))
        start = int(held.argmax())
        if held[start] > best.sum():
            best = (off >= ordered[start]) & (off <= ordered[start] + thick)
    if not best.any() or np.ptp(points[best, 0]) < _LONG_MM * mm:
        return np.zeros(len(points), dtype=bool)
    return best

"""Ruled lines of a page picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.reading.ocr.prepare import even

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.uint8]

_DARK = 170


def rules(grey: Mask, mm: float, *, length_mm: float = 8.0) -> tuple[Mask, Mask]:
    """Return masks (0 or 1) of the lines across and of the lines down, at least ``length_mm`` long.

    ``mm`` is pixels a millimetre. Small breaks of a scanned line are closed first.
    """
    import cv2
    import numpy as np

    ink = (even(grey) < _DARK).astype(np.uint8)
    length = max(round(length_mm * mm), 12)
    gap = max(round(0.8 * mm), 3)
    across = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    across = cv2.morphologyEx(across, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((gap, 1), np.uint8))
    down = cv2.morphologyEx(down, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    return np.asarray(across, dtype=np.uint8), np.asarray(down, dtype=np.uint8)

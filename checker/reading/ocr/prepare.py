"""Making a scanned page easier to read: even background, no grain, no slope. Never binarised."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]
    Matrix = NDArray[np.float64]

BLANK_INK_SHARE = 0.0006
_STEEPEST = 6.0
_LEAST_LETTERS = 25
_POINTS = 25_000
_NOISY = 6.0


def ink_share(grey: Grey) -> float:
    """Return the share of pixels darker than the paper around them; below ``BLANK_INK_SHARE`` a page is blank.

    A margin of 3 % is left out: scanners draw dark edges there.
    """
    import cv2

    height, width = grey.shape
    inner = grey[int(height * 0.03) : int(height * 0.97) or 1, int(width * 0.03) : int(width * 0.97) or 1]
    if inner.size == 0:
        return 0.0
    small = (
        cv2.resize(inner, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        if inner.size > 10_000
        else inner
    )
    paper = cv2.medianBlur(cv2.dilate(small, cv2.getStructuringElement(cv2.MORPH_RECT, (15, 15))), 21)
    return float(((paper.astype(int) - small.astype(int)) > 60).mean())


def has_letters(grey: Grey, dpi: int = 200) -> bool:
    """Tell whether a picture holds at least ``_LEAST_LETTERS`` shapes of the size of letters: a quick look."""
    import cv2
    import numpy as np

    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 20)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    if count < 2:
        return False
    heights, widths = stats[1:, cv2.CC_STAT_HEIGHT] * 25.4 / dpi, stats[1:, cv2.CC_STAT_WIDTH] * 25.4 / dpi
    like = (heights > 1.0) & (heights < 7.0) & (widths > 0.3) & (widths < 9.0)
    return int(np.count_nonzero(like)) >= _LEAST_LETTERS


def grain(grey: Grey) -> float:
    """Return how much single pixels stand out from their neighbours, in grey levels: above 6 is noise."""
    import cv2
    import numpy as np

    smooth = cv2.medianBlur(grey, 3)
    difference = np.abs(grey.astype(np.int16) - smooth.astype(np.int16))
    paper = smooth > np.percentile(smooth, 40)
    return float(difference[paper].mean()) if paper.any() else 0.0


def even(grey: Grey) -> Grey:
    """Return ``grey`` with its background divided out: shadows and yellow paper become white."""
    import cv2
    import numpy as np

    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, cv2.getStructuringElement(cv2.MORPH_RECT, (9, 9))), 21)
    large = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    divided = cv2.divide(grey, np.maximum(large, 40), scale=255)
    return np.asarray(divided, dtype=np.uint8)


def prepared(grey: Grey) -> Grey:
    """Return ``grey`` on an even background, smoothed where single pixels stand out."""
    import cv2
    import numpy as np

    whitened = even(grey)
    if grain(grey) > _NOISY:
        whitened = np.asarray(cv2.medianBlur(whitened, 3), dtype=np.uint8)
    return whitened


def slope_of(grey: Grey) -> tuple[float, float]:
    """Return the slope of the lines in degrees, clockwise positive, and how sharp the rows are along it."""
    import cv2
    import numpy as np

    scale = min(1.0, 900 / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)
    rows, columns = np.nonzero(ink)
    if len(rows) < 200:
        return 0.0, 0.0
    if len(rows) > _POINTS:
        keep = np.random.default_rng(0).choice(len(rows), _POINTS, replace=False)
        rows, columns = rows[keep], columns[keep]

    def sharpness(degrees: float) -> float:
        projected = ((rows - columns * np.tan(np.radians(degrees))) / 2 + small.shape[1]).astype(np.int64)
        counts = np.bincount(projected)
        return float((np.diff(counts.astype(float)) ** 2).sum())

    coarse = max(np.arange(-_STEEPEST, _STEEPEST + 0.1, 0.5), key=sharpness)
    fine = max(np.arange(coarse - 0.5, coarse + 0.51, 0.1), key=sharpness)
    flat = sharpness(0.0)
    if abs(fine) < 0.25 or sharpness(fine) < 1.05 * flat:
        return 0.0, flat
    return round(float(fine), 2), sharpness(fine)


def levelled(grey: Grey, degrees: float) -> tuple[Grey, Matrix]:
    """Return ``grey`` turned so that lines of slope ``degrees`` lie flat, and the 2×3 way back."""
    import cv2
    import numpy as np

    height, width = grey.shape
    there = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    level = cv2.warpAffine(grey, there, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    return np.asarray(level, dtype=np.uint8), np.asarray(cv2.invertAffineTransform(there))

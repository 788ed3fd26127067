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
_POINTS = 15_000
_NOISY = 6.0


def halved(grey: Grey) -> Grey:
    """Return the picture at half its size; an odd last row or column is left out, which is ten times quicker."""
    import cv2
    import numpy as np

    height, width = (side // 2 for side in grey.shape)
    if not height or not width:
        return grey
    even_sided = np.ascontiguousarray(grey[: 2 * height, : 2 * width])
    return np.asarray(cv2.resize(even_sided, (width, height), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def background(grey: Grey) -> Grey:
    """Return the grey of the paper all over the page, at a quarter of its size: ink is smoothed away."""
    import cv2
    import numpy as np

    dilated = cv2.dilate(halved(halved(grey)), cv2.getStructuringElement(cv2.MORPH_RECT, (9, 9)))
    return np.asarray(cv2.medianBlur(dilated, 21), dtype=np.uint8)


def ink_share(grey: Grey, paper: Grey) -> float:
    """Return the share of pixels darker than the paper around them; below ``BLANK_INK_SHARE`` a page is blank.

    ``paper`` is the page's `background`. A margin of 3 % is left out: scanners draw dark edges there.
    """
    import cv2

    small = halved(grey)
    ground = cv2.resize(paper, small.shape[::-1], interpolation=cv2.INTER_LINEAR)
    edges = tuple(slice(int(side * 0.03), int(side * 0.97) or 1) for side in small.shape)
    return float((cv2.subtract(ground, small)[edges] > 60).mean())


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
    """Return how much single pixels stand out from their neighbours, in grey levels: above 6 is noise.

    The middle quarter of the page speaks for all of it.
    """
    import cv2
    import numpy as np

    middle = np.ascontiguousarray(
        grey[tuple(slice(side // 4, side - side // 4) for side in grey.shape)], dtype=np.uint8
    )
    smooth = cv2.medianBlur(middle, 3)
    difference = cv2.absdiff(middle, smooth)
    paper = smooth > np.percentile(smooth[::2, ::2], 40)
    return float(difference[paper].mean()) if paper.any() else 0.0


def even(grey: Grey, paper: Grey | None = None) -> Grey:
    """Return ``grey`` with its background, ``paper``, divided out: shadows and yellow paper become white."""
    import cv2
    import numpy as np

    ground = background(grey) if paper is None else paper
    large = cv2.resize(ground, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    divided = cv2.divide(grey, np.maximum(large, 40), scale=255)
    return np.asarray(divided, dtype=np.uint8)


def prepared(grey: Grey, paper: Grey | None = None) -> Grey:
    """Return ``grey`` on an even background, smoothed where single pixels stand out."""
    import cv2
    import numpy as np

    whitened = even(grey, paper)
    if grain(grey) > _NOISY:
        whitened = np.asarray(cv2.medianBlur(whitened, 3), dtype=np.uint8)
    return whitened


def slope_of(grey: Grey) -> tuple[float, float]:
    """Return the slope of the lines in degrees, clockwise positive, and how sharp the rows are along it."""
    import cv2
    import numpy as np

    scale = min(1.0, 1200 / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
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

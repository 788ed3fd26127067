"""Measures of an inked shape: how wide its strokes are, how far they run, whether they go all around."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def without_rules(ink: NDArray[np.uint8], mm: float) -> NDArray[np.uint8]:
    """Return the ink mask without straight lines over 12 mm, across or down, and without the page's edges."""
    import cv2
    import numpy as np

    length = max(round(12 * mm), 10)
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    rules = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    kept = ink * (1 - rules)
    edge = max(round(3 * mm), 1)
    kept[:edge], kept[-edge:], kept[:, :edge], kept[:, -edge:] = 0, 0, 0, 0
    return np.asarray(kept, dtype=np.uint8)


def pen_width(part: NDArray[np.uint8]) -> float:
    """Return the width of the strokes in pixels: twice the 95th percentile of the depth of their middle."""
    import cv2
    import numpy as np

    depth = cv2.distanceTransform(np.pad(part, 1), cv2.DIST_L2, 3)
    ridge = depth[(depth > 0) & (depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8)) - 1e-3)]
    return float(2 * np.percentile(ridge, 95)) if ridge.size else 0.0


def fills_its_border(part: NDArray[np.uint8]) -> bool:
    """Tell whether the shape reaches all around: seen from its middle, ink lies far out in most directions."""
    import numpy as np

    rows, columns = np.nonzero(part)
    height, width = part.shape
    angles = np.arctan2((rows - height / 2) / height, (columns - width / 2) / width)
    far = np.hypot((rows - height / 2) / height, (columns - width / 2) / width) > 0.4
    sectors = np.unique(((angles[far] + np.pi) / (2 * np.pi) * 24).astype(int) % 24)
    return len(sectors) >= 19


def is_outlined(part: NDArray[np.uint8], mm: float) -> bool:
    """Tell whether a shape's own hull is drawn: a frame askew, an oval, as stamps and logos have."""
    import cv2
    import numpy as np

    rows, columns = np.nonzero(part)
    hull = cv2.convexHull(np.column_stack((columns, rows)).astype(np.int32))
    line = np.zeros_like(part)
    cv2.polylines(line, [hull], isClosed=True, color=1)
    reach = max(3, round(_HULL_MM * mm)) | 1
    near = cv2.dilate(part, np.ones((reach, reach), np.uint8))
    return float(near[line > 0].mean()) >= _OUTLINED


_HULL_MM = 1.6
_OUTLINED = 0.8


def has_long_stroke(part: NDArray[np.uint8], mm: float) -> bool:
    """Tell whether one connected stroke runs over 5 mm: print left over is made of separate letters."""
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    return bool((stats[1:, 2:4].max(axis=1) >= 5.0 * mm).any()) if len(stats) > 1 else False

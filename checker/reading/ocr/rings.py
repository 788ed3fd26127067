"""Round stamps that the ink pad left in pieces: arcs of one circle, told from the strokes of a pen.

A stamp badly inked falls apart into arcs that pass for handwriting one by one. What lies on a circle of the size of
a stamp is taken off; only strokes that run out of that circle are still a hand's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.base import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

_RADIUS_MM = (6.5, 26.0)
_BAND_MM = 0.55
_ON_RING = 0.35
_LEAST_ARC = 40
_TRIES = 250
_POINTS = 1500
_SIMPLE_MM = 0.4


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle in pixels."""

    x: float
    y: float
    radius: float

    def distances(self, points: Points) -> Points:
        """Return how far from the circle's line each (x, y) lies, negative inside."""
        import numpy as np

        return np.asarray(np.hypot(points[:, 0] - self.x, points[:, 1] - self.y) - self.radius)

    def holds(self, box: Box) -> bool:
        """Tell whether a box lies within the circle, give or take a tenth."""
        corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        reach = 1.1 * self.radius
        return all((x - self.x) ** 2 + (y - self.y) ** 2 <= reach**2 for x, y in corners)

    def seen(self, shapes: Iterable[Points], mm: float) -> int:
        """Return over how many degrees of the circle one of the shapes has ink; ``mm`` is pixels a millimetre."""
        import numpy as np

        near = [points[np.abs(self.distances(points)) <= _BAND_MM * mm] for points in shapes if len(points)]
        return _degrees(self, np.concatenate(near)) if near else 0


def points_of(part: NDArray[np.uint8], left: int, top: int) -> Points:
    """Return the inked pixels of a mask as (x, y), at most ``_POINTS`` of them."""
    import numpy as np

    rows, columns = np.nonzero(part)
    points = np.column_stack((columns + left, rows + top)).astype(np.float64)
    if len(points) > _POINTS:
        points = points[np.random.default_rng(0).choice(len(points), _POINTS, replace=False)]
    return points


def ring_of(points: Points, mm: float) -> Ring | None:
    """Return the circle of a stamp's size on which a good part of the ink lies, if there is one.

    Circles through three points drawn at random are tried; the best must hold a third of the ink along an arc of
    40 degrees and more.
    """
    import numpy as np

    if len(points) < 60:
        return None
    chance = np.random.default_rng(1)
    best: tuple[int, Ring] | None = None
    for _ in range(_TRIES):
        ring = _through(points[chance.choice(len(points), 3, replace=False)])
        if ring is None or not _RADIUS_MM[0] * mm <= ring.radius <= _RADIUS_MM[1] * mm:
            continue
        count = int((np.abs(ring.distances(points)) <= _BAND_MM * mm).sum())
        if best is None or count > best[0]:
            best = (count, ring)
    if best is None or best[0] < _ON_RING * len(points):
        return None
    ring = best[1]
    near = points[np.abs(ring.distances(points)) <= _BAND_MM * mm]
    return ring if _degrees(ring, near) >= _LEAST_ARC else None


def _degrees(ring: Ring, points: Points) -> int:
    """Return over how many degrees of a circle points are spread, as seen from its middle, in steps of five."""
    import numpy as np

    angles = np.degrees(np.arctan2(points[:, 1] - ring.y, points[:, 0] - ring.x)) % 360
    return len(np.unique((angles // 5).astype(int))) * 5


def _through(three: Points) -> Ring | None:
    (ax, ay), (bx, by), (cx, cy) = (tuple(map(float, point)) for point in three)
    twice = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by))
    if abs(twice) < 1e-6:
        return None
    a, b, c = ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy
    x = (a * (by - cy) + b * (cy - ay) + c * (ay - by)) / twice
    y = (a * (cx - bx) + b * (ax - cx) + c * (bx - ax)) / twice
    return Ring(x, y, float(((ax - x) ** 2 + (ay - y) ** 2) ** 0.5))


def is_one_bend(points: Points, mm: float) -> bool:
    """Tell whether a stroke is a single arc or straight line: part of a stamp or a dash, hardly a signature."""
    import numpy as np

    centred = points - points.mean(axis=0)
    x, y = centred[:, 0], centred[:, 1]
    matrix = np.column_stack((x, y, np.ones(len(x))))
    (a, b, c), *_ = np.linalg.lstsq(matrix, x**2 + y**2, rcond=None)
    radius = float(np.sqrt(max(c + (a**2 + b**2) / 4, 0.0)))
    residual = np.hypot(x - a / 2, y - b / 2) - radius
    return float(np.sqrt((residual**2).mean())) < _SIMPLE_MM * mm


def runs_out(points: Points, rings: list[Ring], mm: float) -> bool:
    """Tell whether strokes leave every ring: over an eighth of the ink, spread over 6 mm, lies outside."""
    import numpy as np

    outside = np.ones(len(points), dtype=bool)
    for ring in rings:
        outside &= ring.distances(points) > 1.5 * mm
    far = points[outside]
    if len(far) < len(points) / 8:
        return False
    spread = far.max(axis=0) - far.min(axis=0)
    return float(spread.max()) >= 6 * mm

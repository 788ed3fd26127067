"""Whether lines are drawn on a page that may rule a table: cheap to tell, where finding the cells is not."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2.raw as raw

from checker.reading.pdf.source import Drawn, OpenPage, PdfSource, moved

_THIN = 2.0
"""Points that a line is thick at most."""
_LONG = 5.0
"""Points that a side of a cell is long at least."""
_NEAR = 3.5
"""Points between edges that pass for one, or that touch."""
_MOST_PATHS = 4000
_MOST_SEGMENTS = 400
_MOST_EDGES = 600

Edge = tuple[float, float, float]
"""Where a level or upright edge stands, where it begins and ends."""


def ruled(source: PdfSource, index: int) -> bool:
    """Tell whether page ``index`` may hold a ruled table: one line that three others meet.

    Never « no » where there is one: a page with too many paths may hold a grid.
    """
    opened = source.page(index)
    level: list[Edge] = []
    upright: list[Edge] = []
    for seen, drawn in enumerate(source.objects(index)):
        if drawn.kind != raw.FPDF_PAGEOBJ_PATH:
            continue
        for x0, y0, x1, y1 in _strokes(drawn, opened):
            if x1 - x0 >= _LONG and y1 - y0 <= _THIN:
                level.append((y0, x0, x1))
            elif y1 - y0 >= _LONG and x1 - x0 <= _THIN:
                upright.append((x0, y0, y1))
        if seen > _MOST_PATHS or max(len(level), len(upright)) > _MOST_EDGES:
            return True
    return _meets_three(level, upright) or _meets_three(upright, level)


def _strokes(drawn: Drawn, opened: OpenPage) -> Iterator[tuple[float, float, float, float]]:
    """Yield the straight pieces of a path as boxes: the sides of a box, each line of a drawn grid."""
    box = drawn.bounds(opened)
    if box is None or max(box[2] - box[0], box[3] - box[1]) < _LONG:
        return
    x0, y0, x1, y1 = box
    if min(x1 - x0, y1 - y0) <= _THIN:
        yield box
        return
    count = raw.FPDFPath_CountSegments(drawn.handle)
    if count <= _BOX:
        yield from ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
        return
    if count > _MOST_SEGMENTS:
        yield from ((x0, y, x1, y) for y in (y0, (y0 + y1) / 2, y1))
        yield from ((x, y0, x, y1) for x in (x0, (x0 + x1) / 2, x1))
        return
    yield from _segments(drawn, opened, count)


def _segments(drawn: Drawn, opened: OpenPage, count: int) -> Iterator[tuple[float, float, float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[int, float, float]] = []
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(drawn.handle, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((raw.FPDFPathSegment_GetType(segment), x.value, y.value))
    own = drawn.matrix()
    if own is None:
        return
    for (_, ax, ay), (kind, bx, by) in pairwise(points):
        if kind == raw.FPDF_SEGMENT_LINETO:
            one, other = moved(own, ax, ay), moved(own, bx, by)
            if drawn.within is not None:
                one, other = moved(drawn.within, *one), moved(drawn.within, *other)
            yield opened.box(
                min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
            )


_BOX = 6
"""Segments of a rectangle at most, closing included."""


def _meets_three(along: list[Edge], across: list[Edge]) -> bool:
    """Tell whether one line, its pieces joined, is met by three others that stand apart."""
    rows: dict[int, list[Edge]] = defaultdict(list)
    for edge in along:
        rows[round(edge[0] / _NEAR)].append(edge)
    for key in list(rows):
        pieces = sorted((begin, end, at) for k in (key, key + 1) for at, begin, end in rows.get(k, ()))
        begin, end, at = pieces[0]
        for following in [*pieces[1:], None]:
            if following is not None and following[0] - end <= _NEAR:
                end = max(end, following[1])
                continue
            met = sorted(
                x for x, low, high in across
                if begin - _NEAR <= x <= end + _NEAR and low - 2 * _NEAR <= at <= high + 2 * _NEAR
            )  # fmt: skip
            if sum(1 for one, other in pairwise(met) if other - one > _NEAR) >= 2:
                return True
            if following is not None:
                begin, end, at = following
    return False

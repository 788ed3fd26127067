"""Reading order of boxes of text: rows across, columns of prose one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from checker.reading.ocr.reading import OcrWord
from models.base import Box, around

Segment = list[OcrWord]


def ordered(segments: Sequence[Segment]) -> list[list[OcrWord]]:
    """Return the segments joined to visual lines, in reading order.

    A segment is a run of words the engine found in one box. Blocks are cut along white bands: across the page
    first, then down it where both sides are prose (several long lines), so a letterhead or « label : value »
    reads across and two columns read one after the other.
    """
    kept = [segment for segment in segments if segment]
    if not kept:
        return []
    height = median(_box(segment)[3] - _box(segment)[1] for segment in kept)
    return _block(kept, max(height, 1.0))


def joined(segments: Sequence[Segment], words: Segment) -> list[Segment]:
    """Return the segments with ``words`` put into the one they stand in, or at their end as one more."""
    if not words:
        return list(segments)
    box = _box(words)
    for at, segment in enumerate(segments):
        held = _box(segment)
        inside = held[0] <= box[0] and box[2] <= held[2] and held[1] <= _middle(box) <= held[3]
        if inside:
            merged = sorted([*segment, *words], key=lambda word: word.box[0] + word.box[2])
            return [*segments[:at], merged, *segments[at + 1 :]]
    return [*segments, words]


def _box(segment: Sequence[OcrWord]) -> Box:
    return around(word.box for word in segment)


def _block(segments: list[Segment], height: float) -> list[list[OcrWord]]:
    split = _columns(segments, height)
    if split is None:
        return _rows(segments)
    above, left, right, below = split
    lines: list[list[OcrWord]] = []
    for part in (above, left, right, below):
        if part:
            lines += _block(part, height) if len(part) < len(segments) else _rows(part)
    return lines


def _columns(segments: list[Segment], height: float) -> tuple[list[Segment], ...] | None:
    """Return what stands above, left of, right of and below a gutter between two columns of prose, if any."""
    boxes = [_box(segment) for segment in segments]
    x0, x1 = min(b[0] for b in boxes), max(b[2] for b in boxes)
    width = x1 - x0
    if len(segments) < 8 or width < 20 * height:
        return None
    for share in (0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65):
        gutter = x0 + share * width
        crossing = [b for b in boxes if b[0] < gutter - height * 0.4 and b[2] > gutter + height * 0.4]
        top, bottom = _longest_free_band(boxes, crossing)
        left = [
            s
            for s, b in zip(segments, boxes, strict=True)
            if b[2] <= gutter + height * 0.4 and top <= _middle(b) <= bottom
        ]
        right = [
            s
            for s, b in zip(segments, boxes, strict=True)
            if b[0] >= gutter - height * 0.4 and top <= _middle(b) <= bottom
        ]
        if _is_prose(left, height) and _is_prose(right, height):
            held = {id(s) for s in left} | {id(s) for s in right}
            rest = [s for s in segments if id(s) not in held]
            above = [s for s in rest if _middle(_box(s)) < (top + bottom) / 2]
            below = [s for s in rest if _middle(_box(s)) >= (top + bottom) / 2]
            return above, left, right, below
    return None


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _longest_free_band(boxes: list[Box], crossing: list[Box]) -> tuple[float, float]:
    """Return the tallest stretch of the block, from top to bottom, that no crossing box touches."""
    edges = sorted((b[1], b[3]) for b in crossing)
    top = min(b[1] for b in boxes)
    end = max(b[3] for b in boxes)
    best = (top, top)
    for start, stop in [*edges, (end, end)]:
        if start - top > best[1] - best[0]:
            best = (top, start)
        top = max(top, stop)
    return best


def _is_prose(segments: list[Segment], height: float) -> bool:
    if len(segments) < 4:
        return False
    boxes = [_box(segment) for segment in segments]
    width = max(b[2] for b in boxes) - min(b[0] for b in boxes)
    long_lines = [b for b in boxes if b[2] - b[0] >= 0.7 * width]
    return width >= 9 * height and len(long_lines) >= 0.5 * len(boxes)


def _rows(segments: list[Segment]) -> list[list[OcrWord]]:
    """Return the segments that share a baseline joined from left to right, rows from top to bottom."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: _middle(_box(s))):
        box = _box(segment)
        for row in reversed(rows[-3:]):
            last = _box([word for held in row for word in held])
            overlap = min(box[3], last[3]) - max(box[1], last[1])
            apart = all(_apart(box, _box(held)) for held in row)
            if overlap >= 0.55 * min(box[3] - box[1], last[3] - last[1]) and apart:
                row.append(segment)
                break
        else:
            rows.append([segment])
    return [[word for segment in sorted(row, key=lambda s: _box(s)[0]) for word in segment] for row in rows]


def _apart(one: Box, other: Box) -> bool:
    """Tell whether two boxes stand side by side, give or take a tenth of the narrower one."""
    return min(one[2], other[2]) - max(one[0], other[0]) <= 0.1 * min(one[2] - one[0], other[2] - other[0])

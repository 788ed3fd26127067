"""Tables drawn with rules on a page picture: cells are the white between the lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.reading.ocr.reading import OcrReading, OcrWord
from checker.reading.ocr.rules import rules
from models.base import Box
from models.document import Cell, Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MM = 72 / 25.4
_LEAST_CELLS = 4


def tables(grey: NDArray[np.uint8], reading: OcrReading, scale: float) -> tuple[Table, ...]:
    """Return the ruled tables with the words that lie in each cell; ``scale`` is points a pixel.

    Raises nothing on a page without rules: it has no table.
    """
    import cv2
    import numpy as np

    mm = _MM / scale
    across, down = rules(grey, mm)
    grid = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(grid, connectivity=8)
    found = []
    for label in range(1, count):
        x, y, w, h, _ = (int(v) for v in stats[label])
        if w < 25 * mm or h < 8 * mm:
            continue
        cells = _cells(labels[y : y + h, x : x + w] == label, x, y, mm)
        if len(cells) >= _LEAST_CELLS:
            found.append(_table(cells, reading, scale))
    return tuple(sorted(found, key=lambda table: table.rows[0][0].box or (0.0, 0.0, 0.0, 0.0)))


def _cells(lines: NDArray[np.bool_], left: int, top: int, mm: float) -> list[Box]:
    """Return the white rectangles that the lines of one table enclose."""
    import cv2
    import numpy as np

    white = np.pad((~lines).astype(np.uint8), 1, constant_values=1)
    count, _, stats, _ = cv2.connectedComponentsWithStats(white, connectivity=4)
    height, width = lines.shape
    cells = []
    for x, y, w, h, area in stats[1:count]:
        outside = x == 0 or y == 0 or x + w >= width + 2 or y + h >= height + 2
        if outside or w < 3 * mm or h < 3 * mm or area < 0.75 * w * h:
            continue
        cells.append(
            (float(x - 1 + left), float(y - 1 + top), float(x - 1 + left + w), float(y - 1 + top + h))
        )
    return cells


def _table(cells: list[Box], reading: OcrReading, scale: float) -> Table:
    rows: list[list[Box]] = []
    for cell in sorted(cells, key=lambda c: (c[1], c[0])):
        if rows and cell[1] < (rows[-1][0][1] + rows[-1][0][3]) / 2:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return Table(rows=tuple(tuple(_cell(box, reading, scale) for box in sorted(row)) for row in rows))


def _cell(box: Box, reading: OcrReading, scale: float) -> Cell:
    lines = []
    for line in reading.lines:
        held = [word.text for word in line if _inside(word, box)]
        if held:
            lines.append(" ".join(held))
    text = "\n".join(lines)
    checked = True if text.strip().lower() in ("x", "☒", "☑", "✓") else None
    x0, y0, x1, y1 = (round(value * scale, 2) for value in box)
    return Cell(text=text, box=(x0, y0, x1, y1), checked=checked)


def _inside(word: OcrWord, box: Box) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]

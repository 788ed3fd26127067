"""Labels and values in two columns that no rule draws: readers put one space where the page leaves a wide gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from checker.evidence.text import PageText, TextLine

_GAP = 15.0
"""Points between two words from which they stand in two columns."""
_ALIGNED = 4.0
"""Points by which the cells of a column may begin apart."""
_LEAST_ROWS = 2
"""Rows that must share their two columns: one wide gap alone is no sheet."""
_LONGEST = 110
_MOST_WORDS = 16


@dataclass(frozen=True)
class SheetRow:
    """A label and the value beside it, from ``start`` to ``stop`` of the page's text; both folded."""

    start: int
    stop: int
    label: str
    value: str


@dataclass(frozen=True)
class _Piece:
    """A line by where it stands, in points: ``right`` is where its second column begins, if it has one."""

    line: TextLine
    left: float
    top: float
    foot: float
    right: float | None
    cut: int


def sheet_rows(page: PageText) -> Iterator[SheetRow]:
    """Yield the rows of the page's sheets, a label or value that runs over several lines joined."""
    pieces = [piece for line in page.lines if (piece := _piece(page, line)) is not None]
    for left, right in _sheets(pieces):
        yield from _rows_of(pieces, left, right)


def _piece(page: PageText, line: TextLine) -> _Piece | None:
    if len(line.text) > _LONGEST or "\t" in line.text or len(line.text.split()) > _MOST_WORDS:
        return None
    words = page.words(line)
    places = [boxes for _, _, boxes in words]
    boxes = [box for place in places for box in place]
    if not boxes:
        return None
    right, cut = None, len(line.text)
    if all(places):
        gaps = [after[0][0] - before[-1][2] for before, after in pairwise(places)]
        wide = [rank for rank, gap in enumerate(gaps) if gap > _GAP]
        if len(wide) == 1:
            cut, right = words[wide[0] + 1][0] - line.start, places[wide[0] + 1][0][0]
    return _Piece(line, boxes[0][0], min(b[1] for b in boxes), max(b[3] for b in boxes), right, cut)


def _sheets(pieces: Sequence[_Piece]) -> Iterator[tuple[float, float]]:
    """Yield the left edges of the two columns of each sheet of the page."""
    known: list[tuple[float, float]] = []
    for piece in pieces:
        if piece.right is None or any(_same(piece, *columns) for columns in known):
            continue
        columns = (piece.left, piece.right)
        if sum(_same(other, *columns) for other in pieces) >= _LEAST_ROWS:
            known.append(columns)
            yield columns


def _same(piece: _Piece, left: float, right: float) -> bool:
    return (
        piece.right is not None
        and abs(piece.left - left) <= _ALIGNED
        and abs(piece.right - right) <= _ALIGNED
    )


def _rows_of(pieces: Sequence[_Piece], left: float, right: float) -> Iterator[SheetRow]:
    """Yield the rows of one sheet: a value alone on its line goes on with the row it stands beside or under."""
    labels: list[_Piece] = []
    row: SheetRow | None = None
    for piece in pieces:
        start, stop, text = piece.line.start, piece.line.stop, piece.line.folded
        if _same(piece, left, right):
            if row:
                yield row
            label = " ".join(
                [*(p.line.folded for p in labels if _touch(p, piece)), text[: piece.cut].strip()]
            )
            first = min([start, *(p.line.start for p in labels if _touch(p, piece))])
            row, labels = SheetRow(first, stop, label.strip(" :?."), text[piece.cut :].strip()), []
        elif piece.right is None and abs(piece.left - right) <= _ALIGNED:
            beside = [p for p in labels if p.top < piece.foot and piece.top < labels[-1].foot]
            if beside:
                if row:
                    yield row
                label = " ".join(p.line.folded.strip() for p in beside)
                row, labels = SheetRow(beside[0].line.start, stop, label.strip(" :?."), text.strip()), []
            elif row and not labels:
                row = replace(row, stop=stop, value=f"{row.value} {text.strip()}")
        elif piece.right is None and abs(piece.left - left) <= _ALIGNED:
            labels = [*labels, piece] if labels and _touch(labels[-1], piece) else [piece]
        else:
            if row:
                yield row
            row, labels = None, []
    if row:
        yield row


def _touch(above: _Piece, below: _Piece) -> bool:
    """Tell whether two lines stand as near as the lines of one cell do."""
    return 0 <= below.top - above.foot <= 0.8 * (above.foot - above.top)

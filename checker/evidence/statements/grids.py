"""Tables that no rule draws: cells under the headings of three columns or more, told by where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText, TextLine

_GAP = 12.0
"""Points between two words from which they stand in two cells."""
_ALIGNED = 5.0
"""Points by which the cells of a column may begin apart from its heading."""
_OUTSIDE = 2.5
"""Points by which a cell may begin before its heading: text outside the table begins further out."""
_LEVEL = 4.5
"""Points by which the cells of one row may begin apart."""
_LEAST_COLUMNS = 3
_MOST_HEADING = 6
"""Words of the longest heading of a column: a line of prose in justified type is no row of headings."""
_MOST_WORDS = 16
_FAR = 60.0
"""Points below the last cell from which a line is no more of the table."""


SUM = Lazy(r"\W*(?:(?:au |sous-?)?total\b(?! de)|(?:taux|avancement) (?:global|moyen)\b|moyenne$)")
"""What begins the row that sums up a table: most of its cells are empty."""


@dataclass(frozen=True)
class GridRow:
    """The cells of one row, folded, and the heads of its columns; it is read from ``start`` to ``stop``."""

    start: int
    stop: int
    cells: tuple[str, ...]
    heads: tuple[str, ...]


@dataclass(frozen=True)
class _Piece:
    """Words of one line that stand close together: where they begin, in points and in the text."""

    start: int
    stop: int
    left: float
    right: float
    top: float
    text: str
    begins: bool
    """Whether it begins as a cell does, with a capital or a figure, not as the rest of one."""


def grid_rows(page: PageText) -> Iterator[GridRow]:
    """Yield the rows of the page's tables without rules, a cell that runs over several lines joined."""
    lines = _Lines(page)
    rank = 0
    while rank < len(page.lines):
        pieces = lines[rank] if _may_head(page.lines[rank]) else []
        if len(pieces) < _LEAST_COLUMNS or any(len(piece.text.split()) > _MOST_HEADING for piece in pieces):
            rank += 1
            continue
        heads, below = lines[rank], rank + 1
        columns: list[list[_Piece]] = [[] for _ in heads]
        foot = heads[0].top
        while below < len(page.lines) and _fill(lines[below], heads, columns, foot):
            foot = max(foot, *(piece.top for piece in lines[below]))
            below += 1
        yield from _rows_of(heads, columns)
        rank = below


class _Lines(dict[int, list[_Piece]]):
    """The cells of a page's lines, computed when asked for: where words stand costs more than the words."""

    def __init__(self, page: PageText) -> None:
        super().__init__()
        self._page = page

    def __missing__(self, rank: int) -> list[_Piece]:
        self[rank] = _pieces(self._page, self._page.lines[rank])
        return self[rank]


def _may_head(line: TextLine) -> bool:
    """Tell whether a line may be a row of headings: short, and no end of a sentence."""
    text = line.text.rstrip()
    return _LEAST_COLUMNS <= len(text.split()) <= _MOST_WORDS and not text.endswith((".", ";", ",", ":"))


def _pieces(page: PageText, line: TextLine) -> list[_Piece]:
    """Return the cells of one line, parted where two words stand wide apart; nothing without geometry."""
    if "\t" in line.text:
        return []
    words = page.words(line)
    places = [boxes for _, _, boxes in words]
    if not words or not all(places):
        return []
    cuts = [0]
    for rank, (before, after) in enumerate(pairwise(places), 1):
        if after[0][0] - before[-1][2] > _GAP:
            cuts.append(rank)
    found = []
    for first, last in pairwise([*cuts, len(words)]):
        begin, end = words[first][0], words[last - 1][1]
        top = min(box[1] for place in places[first:last] for box in place)
        found.append(
            _Piece(
                begin,
                end,
                places[first][0][0],
                places[last - 1][-1][2],
                top,
                line.folded[begin - line.start : end - line.start],
                line.text[begin - line.start].isupper() or line.text[begin - line.start].isdigit(),
            )
        )
    return found


def _fill(
    pieces: Sequence[_Piece], heads: Sequence[_Piece], columns: list[list[_Piece]], foot: float
) -> bool:
    """Put a line's cells into their columns; tell whether all of them stand under a heading."""
    ranks = [
        next((rank for rank in range(len(heads)) if _under(piece, heads, rank)), None) for piece in pieces
    ]
    if not pieces or None in ranks or len(set(ranks)) < len(ranks) or pieces[0].top - foot > _FAR:
        return False
    for piece, rank in zip(pieces, ranks, strict=True):
        assert rank is not None
        columns[rank].append(piece)
    return True


def _under(piece: _Piece, heads: Sequence[_Piece], rank: int) -> bool:
    """Tell whether a cell begins below a heading and ends before the next column: prose below a table does not."""
    ends = rank + 1 == len(heads) or piece.right < heads[rank + 1].left
    return ends and -_OUTSIDE <= piece.left - heads[rank].left <= _ALIGNED


def _rows_of(heads: Sequence[_Piece], columns: Sequence[Sequence[_Piece]]) -> Iterator[GridRow]:
    """Yield the rows: one begins where the column of fewest cells begins one, level with the first column."""
    filled = [column for column in columns if column]
    if len(filled) < _LEAST_COLUMNS or not columns[0]:
        return
    key = columns[0] if _one_line_each(columns) else min(filled, key=len)
    levels = [piece.top for piece in key]
    sums = [piece.top for piece in columns[0] if SUM.match(piece.text)]
    levels = sorted([*levels, *(top for top in sums if all(abs(top - level) > _LEVEL for level in levels))])
    if any(all(abs(piece.top - level) > _LEVEL for piece in columns[0]) for level in levels):
        return  # cells centred beside one another: nothing tells where a row begins
    names = tuple(head.text.strip(" :?.") for head in heads)
    rows = []
    for begin, end in pairwise([*levels, float("inf")]):
        cells = [
            [piece for piece in column if begin - _LEVEL <= piece.top < end - _LEVEL] for column in columns
        ]
        pieces = [piece for cell in cells for piece in cell]
        rows.append(
            GridRow(
                min(piece.start for piece in pieces),
                max(piece.stop for piece in pieces),
                tuple(" ".join(piece.text for piece in cell) for cell in cells),
                names,
            )
        )
    if all(before.stop <= after.start for before, after in pairwise(rows)):
        yield from rows


def _one_line_each(columns: Sequence[Sequence[_Piece]]) -> bool:
    """Tell whether every cell of the first column begins one, with a cell of another beside it: no row is wrapped.

    Only such a table tells which of its rows a column of few cells leaves empty.
    """
    beside = [piece.top for column in columns[1:] for piece in column]
    return all(piece.begins and any(abs(piece.top - top) <= _LEVEL for top in beside) for piece in columns[0])

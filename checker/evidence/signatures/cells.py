"""The columns of a signature block's lines, and what a block says before ink is looked for."""

from __future__ import annotations

from dataclasses import dataclass

from checker.evidence.lazy import Lazy
from checker.evidence.signatures.mending import mended
from checker.evidence.text import PageText, TextLine, fold, once_a_page
from models.base import Box
from models.evidence import SignatureClass

_GAP = 18.0
_MOST_WORDS = 14
_FUNCTION = Lazy(
    r"(?<!\w)(?:direct(?:eur|rice|ion)|president|gerant|administrateur|rssi|dsi|responsable|signature|cachet)"
)
_WORD = Lazy(r"\S+")
_BETWEEN = Lazy(r"\s*\t\s*|\s{3,}")


@dataclass(frozen=True)
class BlockCell:
    """A piece of a line: one column of a signature block."""

    start: int
    stop: int
    text: str
    folded: str
    rank: int
    column: int
    last: int = -1
    """The rank of its last line, where a function runs over several."""

    @property
    def foot(self) -> int:
        """Return the rank of its last line."""
        return max(self.rank, self.last)


@dataclass(frozen=True)
class Block:
    """What one signature block says, before ink is looked for."""

    page: PageText
    start: int
    stop: int
    name: str | None
    function: str | None
    class_: SignatureClass
    by_delegation: bool
    typed: bool = False
    closing: bool = True
    confidence: float = 1.0
    vacant: bool = False
    """Whether it is an empty column beside another's name: somebody's only where a hand has signed."""
    pieces: tuple[tuple[int, int], ...] = ()
    """Where its function and its name stand: between them a line may hold another's column."""

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Return the boxes of what the block says, and of nothing that stands beside it."""
        spans = self.pieces or ((self.start, self.stop),)
        return tuple(box for start, stop in spans for box in self.page.boxes(start, stop))


@once_a_page
def cells_of(page: PageText, line: TextLine) -> tuple[BlockCell, ...]:
    """Return the columns of a line, parted by three spaces, a tab, or a wide gap between two words' boxes."""
    spans: list[tuple[int, int]] = []
    text = mended(line.text)
    folded = fold(text)
    start = len(line.text) - len(line.text.lstrip())
    stop = len(line.text.rstrip())
    for match in _BETWEEN.finditer(line.text, start, stop):
        spans += _by_gaps(page, line, start, match.start())
        start = match.end()
    spans += _by_gaps(page, line, start, stop)
    return tuple(
        BlockCell(line.start + a, line.start + b, text[a:b], folded[a:b], line.rank, column)
        for column, (a, b) in enumerate(spans)
    )


def _by_gaps(page: PageText, line: TextLine, start: int, stop: int) -> list[tuple[int, int]]:
    """Part a piece of a line where two words stand far apart; readers put one space between columns.

    Boxes of single words are asked only on short lines near a function, where a signature block may be.
    """
    words = [(start + m.start(), start + m.end()) for m in _WORD.finditer(line.text[start:stop])]
    if not 3 <= len(words) <= _MOST_WORDS or line.rank not in _near_functions(page):
        return [(start, stop)]
    placed = {begin: boxes for begin, _, boxes in page.words(line)}
    boxes = [placed[line.start + a] for a, _ in words]
    if not all(boxes):
        return [(start, stop)]
    spans = [words[0]]
    for word, before, box in zip(words[1:], boxes, boxes[1:], strict=False):
        if box[0][0] - before[-1][2] > _GAP:
            spans.append(word)
        else:
            spans[-1] = (spans[-1][0], word[1])
    return spans


@once_a_page
def _near_functions(page: PageText) -> frozenset[int]:
    """Return the ranks of the lines with a function three lines above to four below."""
    named = (line.rank for line in page.lines if _FUNCTION.search(line.folded))
    return frozenset(rank for at in named for rank in range(at - 3, at + 5))


def same_column(page: PageText, cell: BlockCell, other: BlockCell) -> bool:
    """Tell whether two cells stand above each other, by their boxes or else by their rank in the line."""
    if other.rank == cell.rank:
        return other.column == cell.column
    mine, theirs = page.boxes(cell.start, cell.stop), page.boxes(other.start, other.stop)
    if mine and theirs:
        a, b = mine[0], theirs[0]
        return min(a[2], b[2]) - max(a[0], b[0]) > -25
    return other.column == cell.column

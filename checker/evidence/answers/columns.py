"""Answer columns of a table that no rule draws: where they stand, by its header or by the answers themselves.

This is the one place that knows a page's words by where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.evidence.answers.rules import MARK, AnswerRules
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText, TextLine, fold
from models.base import Box

LEFT = 14.0
"""Points by which an answer may begin left of its header's word."""
SPACE = 6.0
"""Points between two words of one cell, at most."""
_WIDE = 0.75
"""Heights of a line that a space in it may be wide."""
_FEWEST = 3
_LONGEST = 45
"""Characters of a header's cell, at most."""
_CHOICE = Lazy(r"[0-5]|[a-e]|\+{1,2}|-{1,2}|\+/-")
"""A header of one sign is a choice where others stand beside it."""


@dataclass(frozen=True)
class Word:
    """A word of a page, where its text stands and its box."""

    text: str
    start: int
    stop: int
    box: Box

    @property
    def middle(self) -> float:
        """Return the word's middle, from left to right."""
        return (self.box[0] + self.box[2]) / 2

    @property
    def height(self) -> float:
        """Return the word's middle, from top to bottom."""
        return (self.box[1] + self.box[3]) / 2


Cell = list[Word]


@dataclass(frozen=True)
class Column:
    """Where answers stand: from ``left`` to ``right``; ``choice`` is the answer that a mark here means."""

    left: float
    right: float
    choice: str | None = None

    def holds(self, word: Word) -> bool:
        """Tell whether a word stands in the column."""
        return self.left <= word.middle < self.right


def visual_lines(page: PageText) -> list[list[Word]]:
    """Return the page's words by the height they stand at, each line from left to right."""
    words = sorted((word for line in page.lines for word in _words(page, line)), key=lambda w: w.height)
    lines: list[list[Word]] = []
    for word in words:
        # a dash's own box is flat: the line's first word says how high the line is
        by = lines[-1][0].box if lines and not any(map(str.isalnum, word.text)) else word.box
        if lines and abs(lines[-1][0].height - word.height) <= (by[3] - by[1]) / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.box[0]) for line in lines]


def _words(page: PageText, line: TextLine) -> list[Word]:
    """Return a line's words with their boxes; empty where the format has no geometry."""
    return [
        Word(page.text[start:stop], start, stop, boxes[0]) for start, stop, boxes in page.words(line) if boxes
    ]


def text_of(words: Sequence[Word]) -> str:
    """Return words as one text."""
    return " ".join(word.text for word in words)


def cells_of(line: Sequence[Word]) -> list[Cell]:
    """Return a line's words parted where a gap is wider than a space."""
    cells: list[Cell] = []
    gap = max(SPACE, _WIDE * max((word.box[3] - word.box[1] for word in line), default=0.0))
    for word in line:
        if cells and word.box[0] - cells[-1][-1].box[2] <= gap:
            cells[-1].append(word)
        else:
            cells.append([word])
    return cells


def header_columns(line: Sequence[Word], page: PageText, rules: AnswerRules) -> list[Column]:
    """Return the answers' columns when a line names them beside a column of questions, else nothing."""
    cells = cells_of(line)
    names = [_name(cell) for cell in cells]
    answers = [rules.answer_header.fullmatch(name) is not None for name in names]
    signs = [_CHOICE.fullmatch(name) is not None for name in names]
    if any(one and other for one, other in pairwise(signs)):
        answers = [answer or sign for answer, sign in zip(answers, signs, strict=True)]
    if answers[0] or not any(answers):
        return []
    others = [name for name, answer in zip(names, answers, strict=True) if not answer]
    several = sum(answers) > 1
    if not several and any(
        _is_choice(name, rules) for name, is_one in zip(names, answers, strict=True) if is_one
    ):
        others = [
            name for name in others if rules.question_header.fullmatch(name)
        ]  # else a row that answers « oui »
    if not any(_names_questions(name, rules) for name in others):
        return []
    return [
        Column(
            _edge(cells, names, rank, several, rules) if rank else 0.0,
            _edge(cells, names, rank + 1, several, rules) if rank + 1 < len(cells) else page.page.width,
            name if several and _is_choice(name, rules) else None,
        )
        for rank, (name, answer) in enumerate(zip(names, answers, strict=True))
        if answer
    ]


def _edge(cells: Sequence[Cell], names: Sequence[str], rank: int, several: bool, rules: AnswerRules) -> float:
    """Return where a header's cell begins: half-way between two choices, whose marks stand under their middle."""
    if several and rank and _is_choice(names[rank], rules) and _is_choice(names[rank - 1], rules):
        return (_middle(cells[rank - 1]) + _middle(cells[rank])) / 2
    return cells[rank][0].box[0] - LEFT


def _middle(cell: Cell) -> float:
    return (cell[0].box[0] + cell[-1].box[2]) / 2


def _name(cell: Cell) -> str:
    return fold(text_of(cell)).strip(" :*")


def _is_choice(name: str, rules: AnswerRules) -> bool:
    return bool(rules.yes_no.fullmatch(name) or _CHOICE.fullmatch(name))


def _names_questions(name: str, rules: AnswerRules) -> bool:
    return len(name) <= _LONGEST and bool(
        rules.question_header.search(name) or any(cue.search(name) for cue in rules.parts.values())
    )


def answered_columns(lines: Sequence[Sequence[Word]], width: float, rules: AnswerRules) -> list[Column]:
    """Return the column that three answers or more stand under each other in, where no header names one."""
    lefts = sorted(
        cell[0].box[0]
        for line in lines
        for cell in cells_of(line)[1:]
        if rules.yes_no.fullmatch(_name(cell).strip(" .")) or MARK.fullmatch(_name(cell))
    )
    best: list[float] = []
    for rank, left in enumerate(lefts):
        near = [other for other in lefts[rank:] if other - left <= LEFT]
        best = max(best, near, key=len)
    return [Column(best[0] - SPACE, width)] if len(best) >= _FEWEST else []

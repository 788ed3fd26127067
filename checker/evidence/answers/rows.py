"""Questions without a number, in a table that no rule draws: one a row, the answer under the header's word for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.evidence.answers.columns import LEFT, Column, Word, words_of
from checker.evidence.answers.rules import MARK, AnswerRules, Read, answer_of
from checker.evidence.text import PageText, fold
from models.base import by_ocr

_FEWEST = 3
_SPACE = 6.0
"""Points between two words of one cell, at most."""
_GOES_ON = re.compile(
    r"(?:\b(?:de|du|des|la|le|les|un|une|et|ou|a|au|aux|en|par|pour|sur|avec|dans|que|qui)|[-,'(])$"
)


@dataclass
class _Row:
    """A row as it grows: what is asked, what stands under each answer's column."""

    asked: list[Word] = field(default_factory=list)
    said: dict[int, list[Word]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.asked)


def read_rows(pages: Sequence[PageText], rules: AnswerRules) -> list[Read]:
    """Return one question a row below a header, pages that go on without a header included.

    Empty unless at least three rows hold a plain answer. A row with nothing under the header is blank where it
    asks a question (« … ? ») on a page born digital, else illegible: it may be a title or a line that goes on.
    """
    columns: list[Column] = []
    found: list[Read] = []
    for page in pages:
        lines = _visual_lines(page)
        begin = 0
        for rank, line in enumerate(lines):
            header = _header(line, page, rules)
            if header:
                columns, begin = header, rank + 1
                break
        if columns:
            found += [_read(row, page, columns, rules) for row in _rows(lines[begin:], columns, rules)]
    return found if sum(1 for read in found if read.answer) >= _FEWEST else []


def _visual_lines(page: PageText) -> list[list[Word]]:
    """Return the page's words by the height they stand at, each line from left to right."""
    words = sorted((word for line in page.lines for word in words_of(page, line)), key=_height)
    lines: list[list[Word]] = []
    for word in words:
        if lines and abs(_height(lines[-1][0]) - _height(word)) <= (word.box[3] - word.box[1]) / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.box[0]) for line in lines]


def _height(word: Word) -> float:
    return (word.box[1] + word.box[3]) / 2


def _header(line: list[Word], page: PageText, rules: AnswerRules) -> list[Column]:
    """Return the answers' columns when the line names them beside a column of questions."""
    cells: list[list[Word]] = []
    for word in line:
        if cells and word.box[0] - cells[-1][-1].box[2] <= _SPACE:
            cells[-1].append(word)
        else:
            cells.append([word])
    names = [fold(" ".join(word.text for word in cell)).strip(" :*") for cell in cells]
    answers = [rules.answer_header.fullmatch(name) is not None for name in names]
    if answers[0] or not any(
        rules.question_header.search(name) for name, answer in zip(names, answers, strict=True) if not answer
    ):
        return []
    several = sum(answers) > 1
    return [
        Column(
            cell[0].box[0] - LEFT,
            after[0].box[0] - 2 if after else page.page.width,
            name if several and rules.yes_no.fullmatch(name) else None,
        )
        for cell, after, name, answer in zip(cells, [*cells[1:], None], names, answers, strict=True)
        if answer
    ]


def _rows(lines: list[list[Word]], columns: list[Column], rules: AnswerRules) -> list[_Row]:
    rows: list[_Row] = []
    edge = columns[0].left
    for line in lines:
        asked = [word for word in line if word.box[0] < edge]
        said = [word for word in line if word.box[0] >= edge]
        if asked and (
            asked[-1].box[2] > edge + LEFT or (said and said[0].box[0] - asked[-1].box[2] < _SPACE)
        ):
            if rows:
                break  # a sentence across the columns: the table is over
            continue
        text = " ".join(word.text for word in asked)
        if asked and not said and "?" not in text and rules.after_rows.match(fold(text)):
            break
        if asked and rows and (text[0].islower() or _GOES_ON.search(fold(rows[-1].text))):
            rows[-1].asked += asked
        elif asked:
            rows.append(_Row(asked))
        if rows:
            for word in said:
                at = next((i for i, c in enumerate(columns) if c.left <= word.box[0] < c.right), None)
                if at is not None:
                    rows[-1].said.setdefault(at, []).append(word)
    return [row for row in rows if _is_question(row, rules)]


def _is_question(row: _Row, rules: AnswerRules) -> bool:
    """Tell a question from the title of a part: nothing under the header, and capitals or a part's name."""
    if len(re.sub(r"\W", "", row.text)) < 3:
        return False
    titled = row.text.isupper() or any(cue.search(fold(row.text)) for cue in rules.parts.values())
    return bool(row.said) or not titled


def _read(row: _Row, page: PageText, columns: list[Column], rules: AnswerRules) -> Read:
    answers: list[str] = []
    for rank, column in enumerate(columns):
        said = " ".join(word.text for word in row.said.get(rank, ()))
        plain = fold(said).strip()
        if column.choice is not None:
            if MARK.fullmatch(plain) or plain == column.choice:
                answers.append(column.choice)
        elif answer_of(said, rules) and (rules.yes_no.match(plain) or MARK.match(plain)):
            answers.append(said)
    blank = not row.said and row.text.endswith("?") and not by_ocr(page.page.reader)
    start, stop = row.asked[0].start, max(word.stop for word in row.asked)
    return Read(
        row.text, answers[0] if len(answers) == 1 else None, page, row.asked[0].box,
        len(answers) == 1 or blank, (start, max(start + 1, stop)),
    )  # fmt: skip

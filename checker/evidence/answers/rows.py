"""Questions of a table that no rule draws: one a row, numbered or not, the answer where the answers stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from checker.evidence.answers.columns import (
    LEFT,
    SPACE,
    Column,
    Word,
    answered_columns,
    header_columns,
    text_of,
    visual_lines,
)
from checker.evidence.answers.numbering import Marked, numbered, two_questions
from checker.evidence.answers.rules import MARK, AnswerRules, Read, said_in
from checker.evidence.answers.sureness import plainly_said
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText, fold
from models.base import by_ocr

_FEWEST = 3
_FEWEST_LETTERS = 4
_BOX = Lazy(r"^[\[(] ?([x☒☑✓✔]?) ?[\])]$")
"""« [X] », « ( ) »: a tick box typed, empty or not."""
_FAR = 3.0
"""Heights of a line from which on one no longer belongs to the one before it."""
_GOES_ON = Lazy(
    r"(?:\b(?:de|du|des|la|le|les|un|une|et|ou|a|au|aux|en|par|pour|sur|avec|dans|que|qui)|[-,'(/])$"
)


@dataclass
class _Row:
    """A row as it grows: what is asked, what stands in each answer's column."""

    page: PageText
    columns: list[Column]
    numbered: bool
    asked: list[Word] = field(default_factory=list)
    said: dict[int, list[Word]] = field(default_factory=dict)
    merged: bool = False
    """It may be two: where no question begins with a capital nothing tells a line that goes on."""
    cut: bool = False
    """A line of it was passed over: what it says there is not known."""

    @property
    def text(self) -> str:
        return text_of(self.asked)


def read_rows(pages: Sequence[PageText], rules: AnswerRules) -> list[Read]:
    """Return one question a row below a header, pages that go on without a header included.

    Where no header names an answer's column, three plain answers that stand under each other make one. A row with
    nothing there is blank where it is numbered or asks (« … ? ») on a page born digital, else illegible: it may be
    a title or a line that goes on. Empty where two questions share a line, or where too few answers are understood.
    """
    lines = [visual_lines(page) for page in pages]
    columns: list[Column] = []
    rows: list[_Row] = []
    headed = any(header_columns(line, pages[0], rules) for page in lines for line in page)
    if not headed:
        columns = answered_columns([line for page in lines for line in page], pages[0].page.width, rules)
    starts = _starts(lines, columns, rules)
    for index, page in enumerate(pages):
        grown, columns = _rows(page, lines[index], starts.get(index, frozenset()), columns, rules)
        rows += grown
    rows = _between(rows) if not headed else rows
    if any(
        _doubled(line, headed, rank in starts.get(index, ()), rules)
        for index, page in enumerate(lines)
        for rank, line in enumerate(page)
    ):
        return []
    scale = _scale(rows)
    found = [_read(row, scale, rules) for row in rows]
    answered = sum(1 for read in found if read.answer)
    enough = answered >= (1 if headed and all(row.numbered for row in rows) else _FEWEST)
    if not headed:
        found = plainly_said(found, rules)
    return found if enough else []


def _doubled(line: Sequence[Word], headed: bool, begins: bool, rules: AnswerRules) -> bool:
    return (begins or not headed) and two_questions(fold(text_of(line)), rules)


def _starts(
    lines: Sequence[list[list[Word]]], columns: list[Column], rules: AnswerRules
) -> dict[int, set[int]]:
    """Return which lines of each page begin with a question's number, where one run of numbers holds them together."""
    marked = [
        Marked(index, rank, fold(text_of(line)))
        for index, page in enumerate(lines)
        for rank, line in enumerate(page)
    ]
    found: dict[int, set[int]] = {}
    for start in numbered(marked, rules, _FEWEST_LETTERS):
        found.setdefault(start.page, set()).add(start.rank)
    return found


def _rows(
    page: PageText, lines: list[list[Word]], starts: Set[int], columns: list[Column], rules: AnswerRules
) -> tuple[list[_Row], list[Column]]:
    """Return a page's rows and the columns that hold on the next page."""
    rows: list[_Row] = []
    for rank, line in enumerate(lines):
        header = header_columns(line, page, rules)
        if header:
            columns = header
            continue
        if not columns or (starts and rank < min(starts)):
            continue
        if starts and rows and rank not in starts and _apart(line, lines[rank - 1]):
            if rank > max(starts):
                break  # below the last question's own lines
            continue
        edge = columns[0].left
        asked, said = _parted(line, edge, rules)
        if asked and (asked[-1].box[2] > edge + LEFT or (said and _runs_on(asked, said, columns, rules))):
            if rows and rank > max(starts, default=0):
                break  # a sentence across the columns: the table is over
            if rows:
                rows[-1].cut = True
            continue
        text = text_of(asked)
        if (
            asked
            and not said
            and "?" not in text
            and rank >= max(starts, default=0)
            and rank not in starts
            and not (rows and text[:1].islower())  # « … par / date de naissance » goes on
            and rules.after_rows.match(fold(text))
        ):
            break
        goes_on = (
            rank not in starts
            if starts
            else rows
            and (text[:1].islower() or _GOES_ON.search(fold(rows[-1].text)) or _ends(text, rows[-1], said))
        )
        if asked and rows and goes_on:
            if not _is_title(text, said, rules):
                rows[-1].merged |= not starts and rows[-1].text[:1].islower()
                rows[-1].asked += asked
        elif asked and (not starts or rank in starts):
            rows.append(_Row(page, columns, rank in starts, list(asked)))
        for word in said if rows else ():
            at = next((i for i, column in enumerate(rows[-1].columns) if column.holds(word)), None)
            if at is not None:
                rows[-1].said.setdefault(at, []).append(word)
    return [row for row in rows if _is_question(row, rules)], columns


def _ends(text: str, row: _Row, said: Sequence[Word]) -> bool:
    """Tell whether a few words are the end of the question above them: « … traités sous / 48 h ? »."""
    return not said and text.endswith("?") and "?" not in row.text and len(text.split()) <= _FEWEST


def _apart(line: Sequence[Word], before: Sequence[Word]) -> bool:
    tallest = max(
        word.box[3] - word.box[1] for word in (*line, *before)
    )  # « avec » alone is half a line high
    return line[0].height - before[0].height > _FAR * tallest


def _parted(line: Sequence[Word], edge: float, rules: AnswerRules) -> tuple[list[Word], list[Word]]:
    """Return what a line asks and what it answers; a question's last words may come near the header's own place."""
    asked = [word for word in line if word.middle < edge]
    said = [word for word in line if word.middle >= edge]
    while asked and said and said[0].box[2] <= edge + LEFT and said[0].box[0] - asked[-1].box[2] <= SPACE:
        if rules.yes_no.fullmatch(fold(said[0].text)):
            break
        asked.append(said.pop(0))
    return asked, said


def _runs_on(
    asked: Sequence[Word], said: Sequence[Word], columns: Sequence[Column], rules: AnswerRules
) -> bool:
    """Tell whether what stands in the answers' place is the end of the sentence before it.

    A mark or a plain answer is not, however near a long question comes to it.
    """
    plain = fold(text_of(said)).strip(" .")
    if MARK.fullmatch(plain) or (said[0].text[:1].isupper() and rules.yes_no.fullmatch(plain)):
        return False
    return said[0].box[0] - asked[-1].box[2] < SPACE and columns[0].holds(said[0])


def _between(rows: list[_Row]) -> list[_Row]:
    """Return the rows from the first with something in the column to the last: others stand outside the list."""
    ranks = [rank for rank, row in enumerate(rows) if row.said]
    return rows[ranks[0] : ranks[-1] + 1] if ranks else []


def _is_title(text: str, said: Sequence[Word], rules: AnswerRules) -> bool:
    """Tell whether a line without an answer names a part: capitals, or a part of the referential."""
    return not said and (text.isupper() or any(cue.match(fold(text)) for cue in rules.parts.values()))


def _is_question(row: _Row, rules: AnswerRules) -> bool:
    if len(re.sub(r"\W", "", row.text)) < 3:
        return False
    titled = row.text.isupper() or any(cue.search(fold(row.text)) for cue in rules.parts.values())
    return bool(row.said) or row.numbered or not titled


def _scale(rows: Sequence[_Row]) -> frozenset[str]:
    """Return the short signs that the answers are given by: « O » and « N », 0 to 3, A to D, repeated row by row."""
    said = [fold(text_of(row.said[0])).strip(" .") for row in rows if list(row.said) == [0]]
    signs = Counter(
        text
        for text in said
        if re.fullmatch(r"[a-z]{1,2}|\d{1,2}(?: ?/ ?\d{1,2}| ?%)?|[+-]{1,3}|100 ?%", text)
    )
    most = max(_FEWEST, sum(signs.values()) // 2 + 1)
    return frozenset(signs) if sum(signs.values()) >= _FEWEST and len(signs) <= most else frozenset()


def _read(row: _Row, scale: Set[str], rules: AnswerRules) -> Read:
    answers: list[str] = []
    understood = True
    for rank, column in enumerate(row.columns):
        said = text_of(row.said.get(rank, ()))
        plain = fold(said).strip(" .")
        if column.choice is not None:
            plain = _BOX.sub(r"\1", plain)
            if (MARK.fullmatch(plain[:1]) and not plain[1:2].isalnum()) or plain == column.choice:
                answers.append(column.choice)
            elif plain:
                understood = False
        elif plain in scale:
            answers.append(said)
        elif (answer := said_in(said, rules)) is not None:
            answers.append(answer)
    asks = row.numbered or row.text.endswith("?")
    marked = any(MARK.fullmatch(fold(word.text)) for word in row.asked)  # a tick where no column was seen
    blank = not row.said and asks and not marked and not row.cut and not by_ocr(row.page.page.reader)
    start, stop = row.asked[0].start, max(word.stop for word in row.asked)
    return Read(
        row.text, answers[0] if len(answers) == 1 else None, row.page, row.asked[0].box,
        ((len(answers) == 1 and understood) or blank) and not row.merged, (start, max(start + 1, stop)),
    )  # fmt: skip

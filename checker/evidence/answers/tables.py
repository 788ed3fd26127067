"""Questions in the rows of tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checker.evidence.answers.rules import CHECKED, UNCHECKED, AnswerRules, Read, answer_of, choice_of
from checker.evidence.answers.sureness import is_heading, plainly_said
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText, fold
from models.base import by_ocr
from models.document import Cell, Table

_UNSURE = 0.55
_FEWEST = 3
_FIRST_ROWS, _HEAD_ROWS = 4, 12
"""Rows of a sheet that may say whose it is and when it was filled in, before the one that names its columns."""


def read_tables(pages: Sequence[PageText], rules: AnswerRules) -> list[Read]:
    """Return the questions of the pages' tables; a table without a header goes on with the one before it."""
    found: list[Read] = []
    columns: tuple[int, list[int]] | None = None
    for page, table in ((one, table) for one in pages for table in one.page.layout.tables()):
        header = _columns(table, rules) or (None if columns else _answered(table, rules))
        first = 0
        if header is not None:
            columns, first = header[0], header[1] + 1
        if columns is None or not table.rows or max(columns[1]) >= max(len(row) for row in table.rows):
            continue
        question_column, answer_columns = columns
        rows = [
            (row, _row(row, question_column, answer_columns, table, page, rules, header))
            for row in table.rows[first:]
        ]
        left_open = [read is not None and _is_left_open(row, read, answer_columns) for row, read in rows]
        found += [
            replace(read, readable=True) if left_open[rank] and _in_run(left_open, rank) else read
            for rank, (_, read) in enumerate(rows)
            if read is not None
        ]
    return plainly_said(found, rules, in_cells=True)


def _is_left_open(row: Sequence[Cell], read: Read, answers: Sequence[int]) -> bool:
    """Tell whether a row has cells of its own for its answer, and nothing in any but the question's."""
    cells = [row[i] for i in answers if i < len(row)]
    return (
        not read.readable
        and read.page is not None
        and not by_ocr(read.page.page.reader)
        and bool(cells)
        and all(cell.box is not None and not cell.text.strip() for cell in cells)
        and sum(bool(cell.text.strip()) for cell in row) == 1
    )


def _in_run(left_open: Sequence[bool], rank: int) -> bool:
    """Tell whether a row goes on a run of rows left open: the first may be a title, three together are no titles."""
    start = stop = rank
    while start and left_open[start - 1]:
        start -= 1
    while stop + 1 < len(left_open) and left_open[stop + 1]:
        stop += 1
    return rank > start and stop - start + 1 >= _FEWEST


_Header = tuple[tuple[int, list[int]], int, dict[int, str]]


def _columns(table: Table, rules: AnswerRules) -> _Header | None:
    """Return the question's column, the answers' columns and the header's row, when a header says so."""
    for rank, row in enumerate(table.rows[:_HEAD_ROWS]):
        names = [re.sub(r"\s+", " ", fold(cell.text)).strip(" :*") for cell in row]
        answers = [i for i, name in enumerate(names) if rules.answer_header.fullmatch(name)]
        if not answers:
            continue
        if (
            len(answers) == 1
            and rules.yes_no.fullmatch(names[answers[0]])
            and not any(
                rules.question_header.search(name) for i, name in enumerate(names) if i not in answers
            )
        ):
            continue  # a row that answers « oui », not a header
        if rank >= _FIRST_ROWS and not any(rules.question_header.fullmatch(name) for name in names):
            continue  # far down a sheet, only the words of a header and no others
        asked = [
            i
            for i, name in enumerate(names)
            if rules.question_header.search(name) and i not in answers and not _counts(table, i, rank + 1)
        ]
        columns = asked or [i for i in range(len(row)) if i not in answers]
        question = max(columns, key=lambda i: _written(table, i), default=None)
        if question is not None and question not in answers:
            return (question, answers), rank, dict(enumerate(names))
    return None


def _answered(table: Table, rules: AnswerRules) -> _Header | None:
    """Return the column that most rows answer in, where no header names one; its rows begin with the first."""
    width = max((len(row) for row in table.rows), default=0)
    plain = [
        sum(bool(rules.yes_no.fullmatch(fold(row[i].text).strip(" ."))) for row in table.rows if i < len(row))
        for i in range(width)
    ]
    best = max(range(width), key=lambda i: plain[i], default=0)
    if not width or plain[best] < _FEWEST or 2 * plain[best] < len(table.rows):
        return None
    question = max((i for i in range(width) if i != best), key=lambda i: _written(table, i), default=best)
    return ((question, [best]), -1, {}) if question != best else None


def _counts(table: Table, column: int, first: int) -> bool:
    """Tell whether a column only numbers its rows: « N° » stands above no question."""
    cells = [row[column].text.strip() for row in table.rows[first:] if column < len(row)]
    return all(len(cell) <= _NUMBER for cell in cells)


_NUMBER = 7
"""Characters of a row's number, « 2.1.a » or « EXI PP1 »; a question has more."""


def _written(table: Table, column: int) -> int:
    """Return how much a column holds: « N° » names the questions too, and does not ask them."""
    return sum(len(row[column].text) for row in table.rows if column < len(row))


def _row(
    row: tuple[Cell, ...], question: int, answers: list[int], table: Table, page: PageText, rules: AnswerRules,
    header: _Header | None,
) -> Read | None:  # fmt: skip
    if question >= len(row):
        return None
    text = re.sub(r"\s+", " ", row[question].text).strip()
    cells = [row[i] for i in answers if i < len(row)]
    told = any(cell.text.strip() or cell.checked for cell in cells)
    if not cells or len(text) < (
        _SHORTEST if told else _TITLE
    ):  # « INSi » asks where an answer stands beside it
        return None
    names = [header[2].get(i, "") for i in answers] if header else []
    heading = is_heading(text, [cell.text for cell in cells], names, rules)
    if heading is not False:
        return None if heading else Read(text, None, page, row[question].box, False)
    others = [cell for i, cell in enumerate(row) if i != question]
    silent = all(not cell.text.strip() and cell.checked is None for cell in others)
    if silent and len(text) < 60 and not text.endswith("?") and not rules.question.match(fold(text)):
        if _is_title(text, question, table, rules):
            return None
        return Read(text, None, page, row[question].box, False)  # a title without a sign of it, or a blank
    answer: str | None = None
    readable = True
    if len(cells) > 1:
        chosen = [i for i, cell in zip(answers, cells, strict=False) if cell.checked or _ticked(cell.text)]
        readable = len(chosen) <= 1
        answer = header[2].get(chosen[0], "x") if header and chosen else "x" if chosen else None
        if not chosen:
            written = [a for a in (answer_of(cell.text, rules) for cell in cells) if a and not _only_boxes(a)]
            answer = written[0] if written else None
    else:
        cell = cells[0]
        answer = choice_of(cell.text, rules) if _has_box(cell.text) else answer_of(cell.text, rules)
        if answer is None and cell.checked:
            answer = "x"
    if answer is None and any(_MARKED.search(cell.text) for cell in others):
        readable = False  # a tick stands in a column whose name was not understood
    if by_ocr(page.page.reader) and page.page.confidence < _UNSURE:
        readable = False
    return Read(text, answer, page, row[question].box, readable)


def _is_title(text: str, question: int, table: Table, rules: AnswerRules) -> bool:
    """Tell whether a row that holds nothing else is a part's title: capitals, « Chapitre 2 », alone without number."""
    numbered = sum(
        any(re.fullmatch(r"[\w.-]{1,8}", row[i].text.strip()) for i in range(min(question, len(row))))
        for row in table.rows
    )
    named = rules.part_title.match(fold(text)) or any(cue.search(fold(text)) for cue in rules.parts.values())
    return text.isupper() or bool(named) or 2 * numbered >= len(table.rows)


def _ticked(text: str) -> bool:
    return bool(re.fullmatch(rf"\s*(?:[{CHECKED}xX✗✘]|oui|non|ok|1)\s*", text))


_MARKED = Lazy(rf"(?<![A-Z])[xX✗✘{CHECKED}]\s*$|^\s*[xX](?!\w)", re.M)
_SHORTEST, _TITLE = 3, 8
"""Letters of a question, at least, with an answer and without."""
_TYPED = Lazy(r"\[ *[xX]? *\]|\( *[xX]? *\)")
"""« [ ] », « (x) »: a tick box typed."""


def _has_box(text: str) -> bool:
    return any(c in text for c in CHECKED + UNCHECKED) or _TYPED.search(text) is not None


def _only_boxes(text: str) -> bool:
    return bool(re.fullmatch(rf"[{UNCHECKED}\s]*", text))

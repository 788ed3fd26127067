"""Questions of a table that no rule draws: the answer stands under the header's word for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.evidence.answers.numbering import Start, question_starts
from checker.evidence.answers.rules import MARK, AnswerRules, Read, answer_of
from checker.evidence.text import PageText, TextLine, fold
from models.base import Box, by_ocr

LEFT = 14.0
"""Points by which an answer may begin left of its header's word."""


@dataclass(frozen=True)
class Word:
    """A word of a page, where its text stands and its box."""

    text: str
    start: int
    stop: int
    box: Box


@dataclass(frozen=True)
class Column:
    """Where answers stand: from ``left`` to ``right``; ``choice`` is the answer that a mark here means."""

    left: float
    right: float
    choice: str | None


def read_columns(pages: Sequence[PageText], rules: AnswerRules) -> list[Read]:
    """Return the numbered questions below a header that names an answer column, pages without one included.

    A question with nothing under the header is blank where the page was born digital, illegible on a scan.
    """
    columns: list[Column] = []
    found: list[Read] = []
    starts = question_starts(pages, rules)
    for index, page in enumerate(pages):
        own = [start for start in starts if start.page == index]
        if not own:
            continue
        columns = _columns(page, own[0].rank, rules) or columns
        if columns:
            found += [_read(page, own, place, columns, rules) for place in range(len(own))]
    return found


def _columns(page: PageText, before: int, rules: AnswerRules) -> list[Column]:
    """Return the answer columns of the last header above the first question."""
    for line in reversed(page.lines[max(0, before - 6) : before]):
        words = words_of(page, line)
        named = [rules.answer_header.fullmatch(fold(word.text).strip(" :*")) is not None for word in words]
        if len(words) < 2 or not any(named) or not rules.question_header.search(line.folded):
            continue
        columns = []
        for word, after, is_answer in zip(words, [*words[1:], None], named, strict=True):
            if is_answer:
                label = fold(word.text).strip(" :*")
                choice = label if rules.yes_no.fullmatch(label) else None
                right = after.box[0] - 2 if after else page.page.width
                columns.append(Column(word.box[0] - LEFT, right, choice))
        return columns
    return []


def _read(page: PageText, own: list[Start], place: int, columns: list[Column], rules: AnswerRules) -> Read:
    begin = own[place]
    stop = own[place + 1].rank if place + 1 < len(own) else min(len(page.lines), begin.rank + 6)
    lines = page.lines[begin.rank : stop]
    answer, chosen = None, 0
    for column in columns:
        words = [w for line in lines for w in words_of(page, line) if column.left <= w.box[0] < column.right]
        said = " ".join(word.text for word in words)
        if column.choice is None:
            matched = re.search(rules.yes_no.pattern, fold(said)) or MARK.search(fold(said))
            answer = answer or (answer_of(said, rules) if matched else None)
        elif any(MARK.fullmatch(fold(word.text)) or fold(word.text) == column.choice for word in words):
            answer, chosen = column.choice, chosen + 1
    text = page.text[lines[0].start : lines[-1].stop].strip()
    readable = chosen <= 1 and (answer is not None or not by_ocr(page.page.reader))
    return Read(text, answer, page, None, readable, (lines[0].start, lines[-1].stop))


def words_of(page: PageText, line: TextLine) -> list[Word]:
    """Return a line's words with their boxes; empty where the format has no geometry."""
    words = []
    for match in re.finditer(r"\S+", line.text):
        start, stop = line.start + match.start(), line.start + match.end()
        boxes = page.boxes(start, stop)
        if boxes:
            words.append(Word(match.group(), start, stop, boxes[0]))
    return words

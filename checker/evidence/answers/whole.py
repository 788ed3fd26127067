"""How much of a questionnaire is answered, by the source that gives most questions."""

from __future__ import annotations

from collections.abc import Sequence

from checker.evidence.answers.boxes import read_check_boxes
from checker.evidence.answers.census import remainder
from checker.evidence.answers.endings import read_endings
from checker.evidence.answers.fields import read_fields
from checker.evidence.answers.lines import read_lines
from checker.evidence.answers.rows import read_rows
from checker.evidence.answers.rules import AnswerRules, Read
from checker.evidence.answers.sureness import sure_blanks
from checker.evidence.answers.tables import read_tables
from checker.evidence.answers.trailing import trailing
from checker.evidence.text import PageText
from models.document import FormField
from models.evidence import Answers, Question, Section

_FEWEST = 3


def answers_of(pages: Sequence[PageText], fields: Sequence[FormField], rules: AnswerRules) -> Answers | None:
    """Return the questions of a questionnaire and what stands under them, or ``None`` where none are found.

    Form fields speak first; else what understands most questions: lines, tables, rows by where words stand, boxes.
    """
    by_fields = read_fields(fields, pages, rules)
    if len(by_fields) >= _FEWEST:
        return _counted([*by_fields, *remainder(by_fields, pages, rules, named_by_field=True)])
    lines = read_lines(pages, rules)
    tables = sure_blanks(read_tables(pages, rules), rules)
    rows: list[Read] = [] if _complete(tables) else sure_blanks(read_rows(pages, rules), rules)
    ended: list[Read] | None = None
    if all(len(source) < _FEWEST for source in (lines, tables, rows)):
        rows = ended = read_endings(pages, rules)
    boxes: list[Read] = []
    if all(len(source) < _FEWEST or any(read.offered for read in source) for source in (lines, tables, rows)):
        boxes = [read for page in pages for read in read_check_boxes(page, rules)]
    best = max((tables, rows, lines, boxes), key=_understood)
    if not _complete(best):  # a column seen where there is none cuts questions from their answers
        ended = read_endings(pages, rules) if ended is None else ended
        if len(ended) >= len(best) and _answered(ended) > _answered(best):
            best = ended
    if len(boxes) >= max(_FEWEST, len(best) // 2):  # drawn boxes that the text shows only the labels of
        best = boxes
    best = sure_blanks(best, rules)
    if len(best) < _FEWEST:
        return None
    best = [*best, *trailing(best, rules)]
    return _counted([*best, *remainder(best, pages, rules)])


def _complete(source: Sequence[Read]) -> bool:
    """Tell whether a source answers all it asks."""
    return len(source) >= _FEWEST and all(read.answer for read in source)


def _answered(source: Sequence[Read]) -> int:
    return sum(1 for read in source if read.answer and read.readable)


def _understood(source: Sequence[Read]) -> tuple[int, int, int]:
    """Return how well a source explains the page: its questions, those legible, those that a mark settles."""
    legible = sum(1 for read in source if read.readable)
    return len(source), legible, -sum(1 for read in source if read.offered)


def _counted(reads: Sequence[Read]) -> Answers:
    questions = []
    for read in reads:
        place: dict[str, object] = {"quote": read.text, "page": None, "reader": "form"}
        if read.page is not None and read.span is not None:
            place = read.page.place(*read.span)
        elif read.page is not None:
            place = {
                "page": read.page.page.number, "box": read.box, "quote": read.text,
                "reader": read.page.page.reader, "confidence": read.page.page.confidence,
            }  # fmt: skip
        questions.append(Question(text=read.text, answer=read.answer, readable=read.readable, **place))
    return Answers(
        asked=len(reads),
        answered=_answered(reads),
        unreadable=sum(1 for r in reads if not r.readable),
        questions=tuple(questions),
    )


def parts_of(pages: Sequence[PageText], rules: AnswerRules) -> tuple[Section, ...]:
    """Return which parts of the referential (RNIV 1, RNIV 2) the questionnaire names, where it first does."""
    found = []
    for key, cue in rules.parts.items():
        for page in pages:
            match = cue.search(page.folded)
            if match:
                line = page.text[match.start() : match.end()]
                found.append(Section(key=key, title=line, **page.place(match.start(), match.end())))
                break
    return tuple(found)

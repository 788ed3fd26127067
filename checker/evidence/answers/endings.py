"""Questions without a number or a table: lines that end with their answer, « Charte diffusée : oui »."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.evidence.answers.numbering import two_questions
from checker.evidence.answers.rules import CHECKED, UNCHECKED, AnswerRules, Read, choice_of
from checker.evidence.text import PageText, TextLine
from models.base import by_ocr

_FEWEST = 3
_GAP = r"(?: ?[:=→>]+ ?| ?[.…_]{3,} ?| {2,}|\t+ *| ?\? ?(?:- ?)?)"
_MARKS = rf"[{CHECKED}{UNCHECKED}]"
_CHOICES = re.compile(rf"(?:{_MARKS} ?[a-z/ ]{{1,20}}){{2,}}$|(?:[a-z/]{{1,15}} ?{_MARKS} *){{2,}}$")


def read_endings(pages: Sequence[PageText], rules: AnswerRules) -> list[Read]:
    """Return one question a line that ends with a plain answer or with choices, from the first such to the last.

    A line between them that asks (« … ? ») and ends with nothing is blank where the page was born digital. Empty
    when fewer than three lines are answered, or a line holds two questions.
    """
    ending = re.compile(
        rf"^(?P<asked>.{{6,}}?){_GAP}(?P<said>{rules.yes_no.pattern})(?: ?[,(;.-].{{0,60}})?\.?$"
    )
    found: list[tuple[int, Read]] = []
    rank = 0
    for page in pages:
        for line in page.lines:
            read = _read(page, line, ending, rules)
            rank += 1
            if read is not None:
                found.append((rank, read))
    if any(two_questions(line.folded, rules) for page in pages for line in page.lines):
        return []
    answered = [rank for rank, read in found if read.answer]
    if len(answered) < _FEWEST:
        return []
    return [read for rank, read in found if read.answer or read.offered or answered[0] < rank < answered[-1]]


def _read(page: PageText, line: TextLine, ending: re.Pattern[str], rules: AnswerRules) -> Read | None:
    folded = line.folded.strip()
    lead = len(line.folded) - len(line.folded.lstrip())
    span = (line.start, line.stop)
    choices = _CHOICES.search(folded)
    if choices and choices.start() >= 6:
        asked, offered = line.text[: lead + choices.start()].strip(), line.text[lead + choices.start() :]
        ticked = sum(offered.count(mark) for mark in CHECKED)
        answer = choice_of(offered, rules) if ticked == 1 else None
        return Read(asked, answer, page, None, ticked <= 1, span, offered=ticked == 0)
    match = ending.match(folded)
    if match:
        return Read(line.text[: lead + match.end("asked")].strip(), match["said"], page, None, True, span)
    if folded.endswith("?") and len(folded) > 12 and not by_ocr(page.page.reader):
        return Read(line.text.strip(), None, page, None, True, span)
    return None

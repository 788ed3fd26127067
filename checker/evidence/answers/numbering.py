"""Which lines begin a question: those that one run of numbers, codes or bullets holds together.

« 79 rue du 8 mai 1945 » begins with a number too; it belongs to no run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.evidence.answers.rules import AnswerRules
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText

_SHORTEST_RUN = 3
_FEWEST_LETTERS = 12
_NATIONAL = Lazy(r"(?:exi|reco) ?[a-z]{2} ?\d")
_CODE = Lazy(r"(?!q\.? ?\d)[a-z]+\d|[a-z]+\d*[._-]|\d{1,2}[.-]?[a-z]")
_SECOND = Lazy(
    r"(?:question ?|q\.? ?)\d{1,2}\b|(?:exi|reco) ?[a-z]{2} ?\d|[a-z]\d{1,2}\b(?! ?[:=])|\d{1,2}[.)] ?[a-z]{3}"
)


class Marked(NamedTuple):
    """A line that may begin a question: its page, its rank there, its folded text."""

    page: int
    rank: int
    folded: str


@dataclass(frozen=True)
class Start:
    """A line that may begin a question: its page and line, how it is marked, and its number if it has one."""

    page: int
    rank: int
    family: str
    number: int | None


def question_starts(pages: Sequence[PageText], rules: AnswerRules) -> list[Start]:
    """Return the lines that begin questions, in reading order: the largest family of marks, noise left out.

    None where a line holds two questions side by side: a blank among them would not be seen.
    """
    marked = [
        Marked(index, line.rank, line.folded) for index, page in enumerate(pages) for line in page.lines
    ]
    starts = numbered(marked, rules)
    return [] if any(two_questions(pages[s.page].lines[s.rank].folded, rules) for s in starts) else starts


def numbered(lines: Sequence[Marked], rules: AnswerRules, letters: int = _FEWEST_LETTERS) -> list[Start]:
    """Return the lines of the largest family of marks, in order; ``letters`` is the least that follows a mark."""
    found = [start for line in lines if (start := _start(line, letters, rules))]
    kept = _in_runs([start for start in found if start.number is not None])
    kept += [start for start in found if start.number is None]
    families = Counter(start.family for start in kept)
    if not families:
        return []
    largest = families.most_common(1)[0][0]
    return sorted((s for s in kept if s.family == largest), key=lambda s: (s.page, s.rank))


def two_questions(folded: str, rules: AnswerRules) -> bool:
    """Tell whether a second question's mark follows an answer, a colon or dots on the line."""
    return any(
        _SECOND.match(folded, found.end())
        for found in re.finditer(rf"(?:\b{rules.yes_no.pattern}\b[ .;,]*|[:.…_]{{1,}} )[ \t]*", folded)
    )


def _start(line: Marked, letters: int, rules: AnswerRules) -> Start | None:
    folded = line.folded.lstrip()
    mark = rules.question.match(folded)
    if mark is None or len(folded.strip()) - mark.end() < letters:
        return None
    if _NATIONAL.match(mark.group()):  # the referential's own codes skip numbers and change letters
        return Start(line.page, line.rank, "national", None)
    if _CODE.match(mark.group()):  # 1.a … 2.h, A1 … B4, RNIV1-Q1 …: one shape holds them together
        shape = re.sub(r"\d+", "0", re.sub(r"[a-z]", "a", mark.group().strip(" .:)-")))
        return Start(line.page, line.rank, shape, None)
    numbers = re.findall(r"\d+", mark.group())
    marks = re.sub(r"[^a-z•▪-]", "", mark.group())
    return Start(line.page, line.rank, marks or "number", int(numbers[0]) if len(numbers) == 1 else None)


def _in_runs(starts: list[Start]) -> list[Start]:
    """Return the members of runs that count up, at most one number missed; a part may begin anew."""
    runs: list[list[Start]] = []
    for start in starts:
        for run in reversed(runs):
            last = run[-1]
            if last.family == start.family and 1 <= (start.number or 0) - (last.number or 0) <= 2:
                run.append(start)
                break
        else:
            runs.append([start])
    return [start for run in runs if len(run) >= _SHORTEST_RUN for start in run]

"""Lines below the last question read that may be questions too: who stops half-way leaves the end of a form blank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.evidence.answers.rules import LABEL, AnswerRules, Read
from checker.evidence.answers.sureness import is_apart, is_named_title, is_plain, shape_of, usual_shape
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText, TextLine
from models.base import by_ocr

_SHORTEST, _LONGEST = 8, 110
"""Characters of a line that may ask something."""
_PITCHES = 2.2
"""Distances between two lines beyond which a line stands apart from the list above it."""
_LEADER = Lazy(r"(?:[.…_]{3,}|:)\s*$")
"""Dots or a colon that lead to an answer."""
_ANSWERED = Lazy(r"\t|\?.*\w|:.*\w")
"""Something stands after the question, on its line."""
_NAMES = Lazy(r"[^\W\d_]{3}")
_ANSWERS = Lazy(rf"\W*{LABEL.source}")
_SAYS = Lazy(r"\b(?:19|20)\d\d\b|\d{1,2}[/.]\d{1,2}[/.]\d|@|https?:|\b(?:tel|page|version|v\d|ref)\b")
"""A date, an address, a page's foot: nothing that asks."""


def trailing(reads: Sequence[Read], rules: AnswerRules) -> list[Read]:
    """Return the lines right below the last of ``reads`` that look like more of them, none answered.

    Marked as the answered ones are, a line is a blank where the page was born digital; else it is not understood.
    """
    last = next((read for read in reversed(reads) if read.span and read.page), None)
    if last is None or last.page is None or last.span is None:
        return []
    usual = usual_shape([read for read in reads if read.answer]) or ""
    page, printed = last.page, not by_ocr(last.page.page.reader)
    found = list(_below(page, last.span[1], usual, rules))
    return [
        Read(
            line.text.strip(), None, page, None,
            alike
            and printed
            and not _ANSWERED.search(line.text.strip())
            and not is_plain(line.text.split()[-1], rules)
            and not _said(page.lines[line.rank + 1 : below.rank if below else None], rules),
            (line.start, line.stop),
        )
        for (line, alike), below in zip(found, [*(line for line, _ in found[1:]), None], strict=False)
    ]  # fmt: skip


def _said(lines: Sequence[TextLine], rules: AnswerRules) -> bool:
    """Tell whether one of the lines before the next question answers, not only the first."""
    return any(
        not rules.after_rows.match(line.folded.strip()) and is_plain(line.text.split()[0], rules)
        for line in lines
    )


def _below(page: PageText, stop: int, usual: str, rules: AnswerRules) -> Iterator[tuple[TextLine, bool]]:
    """Yield the lines below ``stop`` that may ask, and whether each is marked as ``usual``."""
    before = page.line_at(max(0, stop - 1))
    pitch = _pitch(page)
    for line in page.lines[before.rank + 1 :] if before else ():
        alike = bool(usual) and shape_of(line.text) == usual
        if not alike and (rules.after_rows.match(line.folded.strip()) or _far(page, before, line, pitch)):
            return
        before = line
        if _ANSWERS.match(line.folded) or rules.yes_no.match(line.folded.strip()):
            continue  # the last question's own answer
        if not _NAMES.search(line.text):
            continue  # a score
        if is_apart(line.text, rules) or (not alike and is_named_title(line.text, rules)):
            continue
        if alike or (not usual and asks_something(line)):
            yield line, alike
        elif not usual and not line.text.lstrip()[:1].islower():
            return


def asks_something(line: TextLine) -> bool:
    """Tell whether a line may ask something: a few words, no sentence, no date nor address."""
    text = line.text.strip().rstrip(" .…_:") if _LEADER.search(line.text) else line.text.strip()
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and (text[0].isupper() or text[0].isdigit())
        and text[-1] not in ".;:,!"
        and len(re.findall(r"[^\W\d_]{3,}", text)) > 1
        and _SAYS.search(line.folded) is None
    )


def _pitch(page: PageText) -> float:
    """Return the usual distance between two lines, 0 where the format has no geometry."""
    tops = [boxes[0][1] for line in page.lines if (boxes := page.boxes(line.start, line.stop))]
    steps = sorted(b - a for a, b in pairwise(tops) if b > a)
    return steps[len(steps) // 2] if steps else 0.0


def _far(page: PageText, before: TextLine | None, line: TextLine, pitch: float) -> bool:
    """Tell whether a line stands apart from the one before it: by a gap, or by an empty line."""
    if before is None:
        return True
    above, here = page.boxes(before.start, before.stop), page.boxes(line.start, line.stop)
    if pitch and above and here:
        return here[0][1] - above[0][1] > _PITCHES * pitch
    return page.text.count("\n", before.stop, line.start) > 1

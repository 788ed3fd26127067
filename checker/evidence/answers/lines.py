"""Questions in numbered lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from checker.evidence.answers.numbering import Start, question_starts
from checker.evidence.answers.rules import CHECKED, LABEL, UNCHECKED, AnswerRules, Read, answer_of, choice_of
from checker.evidence.answers.sureness import is_apart, is_named_title, is_plain, plainly_said
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText, fold

_BOX_ANSWER = Lazy(
    rf"(?:[{CHECKED}{UNCHECKED}]\s*[A-Za-zÀ-ÿ/. ]{{1,25}}){{2,}}"
    rf"|(?:[A-Za-zÀ-ÿ/.]{{1,20}}\s*[{CHECKED}{UNCHECKED}]\s*){{2,}}"
)


_BRACKETS = Lazy(r"(?:\[\s*[xX]?\s*\]|\(\s*[xX]?\s*\))\s*(?=oui|non|nc|na|sans|partiel)")


def read_lines(pages: Sequence[PageText], rules: AnswerRules) -> list[Read]:
    """Read numbered questions followed on their line, or the next ones, by an answer, tick boxes or dots.

    A numbered line without an answer among others that have one counts as illegible, not as absent. A question
    at a page's end may have its answer at the head of the next.
    """
    found: list[Read] = []
    starts = question_starts(pages, rules)
    silent = 0
    scored = any(
        one.number and other.number is not None and other.number <= one.number and other.number != 1
        for one, other in pairwise(starts)
    )  # numbers that fall back are scores below their questions: a blank would not be sure
    for position, begin in enumerate(starts):
        page = pages[begin.page]
        following = starts[position + 1] if position + 1 < len(starts) else None
        here = following is not None and following.page == begin.page
        last = min(following.rank if here and following else len(page.lines), begin.rank + _LONGEST)
        last = next((rank for rank in range(begin.rank + 1, last) if _ends(page, rank, rules)), last)
        start, stop = page.lines[begin.rank].start, page.lines[last - 1].stop
        text = page.text[start:stop]
        read = _block(text, rules)
        if not here and (read is None or read[1] is None) and begin.page + 1 < len(pages):
            onward = following.rank if following and following.page == begin.page + 1 else 3
            read = _block(f"{text}\n{_head(pages[begin.page + 1], onward)}", rules) or read
        if read is None:
            if (here and following and _deeper(page, begin, following)) or len(text.strip()) < _SHORTEST:
                continue
            silent += 1
            found.append(Read(text.strip(), None, page, None, False, (start, start + len(text.rstrip()))))
            continue
        question, answer, readable = read
        readable = readable and (answer is not None or not scored)
        offered = answer is None and _OFFERED.search(fold(text)) is not None
        length = min(len(question), stop - start)
        found.append(Read(question, answer, page, None, readable, (start, start + length), offered))
    found = plainly_said(found, rules)
    return found if len(found) - silent > silent else [read for read in found if read.readable]


def _ends(page: PageText, rank: int, rules: AnswerRules) -> bool:
    """Tell whether a line is below the questions, or a part's title between two: no question's answer."""
    text = page.lines[rank].text.strip()
    if text[:1].islower() or is_plain(text, rules) or LABEL.match(fold(text)):
        return False
    return bool(rules.after_rows.match(fold(text))) or is_apart(text, rules) or is_named_title(text, rules)


def _head(page: PageText, stop: int) -> str:
    """Return a page's text before its first question, without its number."""
    return "\n".join(
        line.text for line in page.lines[:stop] if not _PAGE_NUMBER.fullmatch(line.folded.strip())
    )


def _deeper(page: PageText, begin: Start, following: Start) -> bool:
    return _depth(page.lines[following.rank].folded) > _depth(page.lines[begin.rank].folded)


_SHORTEST = 16
"""Characters that a numbered line must have to ask something; the title of a part is shorter."""
_LONGEST = 9
"""Lines that one question and its answer may take."""
_PAGE_NUMBER = Lazy(r"(?:page )?\d{1,3}(?: ?(?:/|sur) ?\d{1,3})?")
_OFFERED = Lazy(r"(?<!\w)oui\W{1,12}non(?!\w)")


def _depth(folded: str) -> int:
    match = re.match(r"\s*\d+((?:\.\d+)*)", folded)
    return match[1].count(".") if match else 0


_CELL = Lazy(r"[|\t]([^|\t\n]*)")
_ON_NEXT_LINE = Lazy(
    r"\n[ \t]*(?P<a>(?:oui|non|n/?a|nc|sans objet|partiel\w*|en cours)(?=\s*(?:$|[,;.:(/-]|depuis))"
    r"[^\n]{0,200}(?:\n.{0,200})?)$",
    re.S,
)
"""A line that begins with a plain answer, and not the rest of the question: « non identifiés »."""


def _block(text: str, rules: AnswerRules) -> tuple[str, str | None, bool] | None:
    """Return question, answer and whether it is legible, for the text from one number to the next."""
    boxes = _BOX_ANSWER.search(text)
    if boxes is None:
        bracketed = _BRACKETS.search(fold(text))
        if bracketed:
            tail = fold(text)[bracketed.start() :]
            chosen = re.findall(r"[\[(]\s*x\s*[\])]\s*([a-z/]+)", tail)
            return text[: bracketed.start()].strip(), chosen[0] if chosen else None, len(chosen) <= 1
    if boxes is not None:
        chosen = re.findall(rf"[{CHECKED}]", boxes.group())
        return (
            text[: boxes.start()].strip(),
            choice_of(boxes.group(), rules) if chosen else None,
            len(chosen) <= 1,
        )
    folded = fold(text)
    ask = folded.find("?")
    label = re.search(r"(?:reponse|r) ?:", folded)
    if label:
        return text[: label.start()].strip(), answer_of(text[label.end() :], rules), True
    if ask >= 10:
        cells = [answer_of(cell, rules) for cell in _CELL.findall(text[ask + 1 :].split("\n")[0])]
        if len(cells) > 1 and cells[0] is None and any(cells):  # a tick in another column, or a remark
            return text[: ask + 1].strip(), None, False
        return text[: ask + 1].strip(), cells[0] if cells else answer_of(text[ask + 1 :], rules), True
    answered = re.search(
        rf"(?:\s:\s*|[ \t]{{2,}}|\t)(?P<a>{rules.yes_no.pattern}(?!\w).{{0,200}})$", folded, re.S
    ) or _ON_NEXT_LINE.search(folded)
    if answered:
        return text[: answered.start("a")].strip(" :\n"), text[answered.start("a") :].strip(), True
    dots = re.search(r"(?<![.…_])[.…_]{4}[.…_\s]*$", text)
    if dots or text.rstrip().endswith(":"):
        return text[: dots.start() if dots else len(text)].strip(), None, True
    return None

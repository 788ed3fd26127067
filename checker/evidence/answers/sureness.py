"""Which blanks are sure: a title, a total or a remark among questions is no question left blank."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from checker.evidence.answers.rules import MARK, AnswerRules, Read
from checker.evidence.lazy import Lazy
from checker.evidence.text import fold

_LONGEST = 90
"""Characters of a title, a total or a remark, at most."""


def sure_blanks(reads: Sequence[Read], rules: AnswerRules) -> list[Read]:
    """Return the reads that are questions; a blank that is unlike the questions answered is not held to be one.

    Whoever fills a form in leaves out a question, not a form of question: where the answered ones ask (« … ? ») or
    bear a number of some shape, a line that does neither may be a title whose sign was not understood.
    """
    answered = [read for read in reads if read.answer]
    usual = usual_shape(answered)
    asking = 2 * sum("?" in read.text for read in answered) > len(answered)
    kept = []
    for read in reads:
        if "?" in read.text:
            kept.append(read)
        elif is_apart(read.text, rules) or _is_header(read, rules):
            continue
        elif read.answer or usual is None or (not asking and shape_of(read.text) == usual):
            kept.append(read)
        elif is_named_title(read.text, rules) and shape_of(read.text) != usual:
            continue
        else:
            kept.append(replace(read, readable=False))
    return kept


def _is_header(read: Read, rules: AnswerRules) -> bool:
    """Tell whether a row only names the columns: « Énoncé », with or without « Réponse » beside it."""
    return (read.answer is None or not is_plain(read.answer, rules)) and bool(
        rules.question_header.fullmatch(fold(read.text).strip(" :*"))
    )


def plainly_said(reads: Sequence[Read], rules: AnswerRules, *, in_cells: bool = False) -> list[Read]:
    """Return the reads; among plain answers another text is none for sure: a remark beside, a title or a foot below.

    In cells drawn for answers only the end of a word too long for the question's cell is none.
    """
    plain = [read.answer is not None and is_plain(read.answer, rules) for read in reads]
    if 2 * sum(plain) < sum(read.answer is not None for read in reads):
        return list(reads)
    return [
        read
        if is_one or read.answer is None or (in_cells and _FRAGMENT.fullmatch(read.answer) is None)
        else replace(read, answer=None, readable=False)
        for read, is_one in zip(reads, plain, strict=True)
    ]


_FRAGMENT = Lazy(r"[a-zà-ÿ]{1,8}(?:\s?[xX])?")


def is_plain(answer: str, rules: AnswerRules) -> bool:
    """Tell whether an answer is given in plain words or a sign: « oui, depuis 2019 », « 3 », « A »."""
    folded = fold(answer)
    given = rules.yes_no.match(folded)
    if _SIGN.fullmatch(answer) or MARK.match(folded):
        return True
    return bool(
        given and not folded[given.end() : given.end() + 1].isalnum() and not rules.after_rows.match(folded)
    )


_SIGN = Lazy(r"[\d+/%,.-]{1,4}|[\d,.]+ ?(?:/ ?\d+|%)|[A-Z]{1,3}|[a-eonx]")
"""A score or a letter given as an answer; « nce » is the end of a word too long for its cell."""


def is_apart(text: str, rules: AnswerRules) -> bool:
    """Tell whether a row counts up or comments the questions instead of being one."""
    folded = _bare(text)
    return len(folded) <= _LONGEST and "?" not in folded and rules.no_question.match(folded) is not None


def is_named_title(text: str, rules: AnswerRules) -> bool:
    """Tell whether a line says that it is a part's title: capitals, « Chapitre 2 », a part of the referential."""
    if "?" in text or len(text) > _LONGEST:
        return False
    named = rules.part_title.match(fold(text)) or rules.part_title.match(_bare(text))
    capitals = text.isupper() and _WORD.search(text) is not None
    return capitals or bool(named) or any(cue.search(fold(text)) for cue in rules.parts.values())


_WORD = Lazy(r"[^\W\d_]{4}")
"""« 3 PR-12 » is no title in capitals."""


def is_heading(text: str, cells: Sequence[str], names: Sequence[str], rules: AnswerRules) -> bool | None:
    """Tell whether a row only names its columns again; ``None`` where « Réponse » may be a place left to fill in.

    ``names`` are what the first header says above the same cells.
    """
    written = [fold(cell).strip(" :*") for cell in cells]
    if not any(written) or "?" in text:
        return False
    if len(written) > 1:
        return [name for name in written if name] == [name for name in names if name] and len(
            set(written)
        ) > 1
    name = written[0]
    if not rules.answer_header.fullmatch(name) or rules.yes_no.fullmatch(name):
        return False
    if is_named_title(text, rules) or rules.question_header.fullmatch(fold(text).strip(" :*")):
        return True
    return None


def _bare(text: str) -> str:
    """Return a text, folded, without the number or bullet before it."""
    return re.sub(r"^\s*(?:[a-z]?\d{1,2}(?:[.-]\d{1,2})*|[a-z])? ?[.):•▪–-]*\s+", "", fold(text)).strip()


def usual_shape(answered: Sequence[Read]) -> str | None:
    """Return how most of the questions answered are numbered, ``None`` where none is answered."""
    shapes = Counter(shape_of(read.text) for read in answered)
    return shapes.most_common(1)[0][0] if shapes else None


_MARK = Lazy(
    r"\s*(?P<mark>(?:(?:exi|reco) ?[a-z]{2} ?|(?:question|[a-z]{1,6}) ?)?\d{1,2}(?:[._-][a-z\d]{1,3})*"
    r"(?: ?[.:-] ?(?:[a-z]|\d{1,2})(?=[.)]))?(?=[ .):-]|$)|[a-z](?=[.)]| [-:]))(?P<sign>[.):]?)[ .):|-]*"
)


def mark_of(text: str) -> tuple[str, tuple[int, ...], int]:
    """Return how a line is numbered (« 0.0 », « a0. », « a) »), by which numbers, and where its words begin."""
    found = _MARK.match(fold(text))
    if found is None:
        return "", (), 0
    mark = found["mark"]
    if len(mark) == 1 and mark.isalpha():
        return f"a{found['sign']}", (ord(mark),), found.end()
    parts = re.findall(r"\d+|(?<=[._ -])[a-z](?![a-z])", mark)
    shape = re.sub(r"\d+", "0", re.sub(r"[a-z]", "a", mark.replace("reco", "exi")))
    return (
        shape + found["sign"],
        tuple(int(part) if part.isdigit() else ord(part) for part in parts),
        found.end(),
    )


def mark_stop(text: str) -> int:
    """Return where a line's words begin, after its number."""
    return mark_of(text)[2]


def shape_of(text: str) -> str:
    """Return how a line is numbered: « 1.a », « A1 », « Q1 », « RNIV 1 - a. » …; empty where it is not."""
    return mark_of(text)[0]

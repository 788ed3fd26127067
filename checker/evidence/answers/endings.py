"""Questions without a number or a table: lines that end with their answer (« Charte : oui »), or have it below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.evidence.answers.numbering import two_questions
from checker.evidence.answers.rules import CHECKED, LABEL, UNCHECKED, AnswerRules, Read, choice_of
from checker.evidence.answers.sureness import shape_of
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText, TextLine, fold
from models.base import by_ocr

_FEWEST = 3
_GAP = r"(?: ?[:=→>|;]+ ?| ?[.…_]{3,} ?| {2,}|\t+ *| ?\? ?(?:[-|] ?)?| - )"
_MARKS = rf"[{CHECKED}{UNCHECKED}]"
_CHOICES = Lazy(rf"(?:{_MARKS} ?[a-z/ ]{{1,20}}){{2,}}$|(?:[a-z/]{{1,15}} ?{_MARKS} *){{2,}}$")
_ASKS = Lazy(r"\?(?: ?(?:reponse|r) ?:?)?$")
"""A question at a line's end, « Réponse » after it where the line was full."""
_WORDS = 3
_SHORTEST = 12


def read_endings(pages: Sequence[PageText], rules: AnswerRules) -> list[Read]:
    """Return one question a line that ends with a plain answer or with choices, from the first such to the last.

    A line that asks (« … ? ») may have its answer on the next. Between answered ones it is blank where the page was
    born digital. Empty when fewer than three lines are answered, or a line holds two questions.
    """
    ending = re.compile(
        rf"^(?P<asked>.{{6,}}?){_GAP}(?P<said>{rules.yes_no.pattern})(?: ?[,(;.|-].{{0,60}})?\.?$"
    )
    if any(two_questions(line.folded, rules) for page in pages for line in page.lines):
        return []
    found: list[tuple[int, Read]] = []
    rank = 0
    for page in pages:
        for above, line, below in zip((None, *page.lines), page.lines, (*page.lines[1:], None), strict=False):
            read = _read(page, above, line, below, ending, rules)
            rank += 1
            if read is not None:
                found.append((rank, read))
    answered = [rank for rank, read in found if read.answer]
    if len(answered) < _FEWEST:
        return []
    return [read for rank, read in found if read.answer or read.offered or answered[0] < rank < answered[-1]]


def _read(
    page: PageText, above: TextLine | None, line: TextLine, below: TextLine | None, ending: re.Pattern[str],
    rules: AnswerRules,
) -> Read | None:  # fmt: skip
    folded = line.folded.strip()
    if folded[:1] in "[(☐☒":  # choices alone: their question stands elsewhere
        return None
    lead = len(line.folded) - len(line.folded.lstrip())
    span = (line.start, line.stop)
    choices = _CHOICES.search(folded)
    if choices and choices.start() >= 6:
        asked, offered = line.text[: lead + choices.start()].strip(), line.text[lead + choices.start() :]
        ticked = sum(offered.count(mark) for mark in CHECKED)
        answer = choice_of(offered, rules) if ticked == 1 else None
        return Read(asked, answer, page, None, ticked <= 1, span, offered=ticked == 0)
    match = ending.match(folded)
    if match and not LABEL.fullmatch(f"{match['asked']}:"):
        return Read(line.text[: lead + match.end("asked")].strip(), match["said"], page, None, True, span)
    capital = _capital(line.text.strip(), rules)
    if capital is not None:
        return Read(*capital, page, None, True, span)
    ask = _ASKS.search(folded)
    if ask:
        asked = line.text[: lead + ask.start() + 1].strip()
        if (
            line.text.lstrip()[:1].islower() and above is not None and not shape_of(line.text)
        ):  # its last words, the others stand above
            asked, span = f"{above.text.strip()} {asked}", (above.start, line.stop)
        said = _below(below, rules)
        if len(asked) > _SHORTEST and (said is not None or not by_ocr(page.page.reader)):
            return Read(asked, said, page, None, True, span)
    return None


def _capital(text: str, rules: AnswerRules) -> tuple[str, str] | None:
    """Return question and answer where a capital in mid-line begins it: « Une charte est diffusée Oui »."""
    words = text.rstrip(" .").split()
    for count in range(1, min(_WORDS, len(words) - 2) + 1):
        asked, said = words[:-count], " ".join(words[-count:])
        if said[0].isupper() and asked[-1][-1].islower() and rules.yes_no.fullmatch(fold(said)):
            return " ".join(asked), said
    return None


def _below(line: TextLine | None, rules: AnswerRules) -> str | None:
    """Return the answer that a line below a question is."""
    if line is None:
        return None
    folded = line.folded.strip(" -•→>:")
    label = LABEL.match(folded)
    said = folded[label.end() :] if label else folded
    given = rules.yes_no.match(said)
    if (
        given is None
        or said.endswith("?")
        or rules.after_rows.match(said)
        or said[given.end() : given.end() + 1].isalnum()
    ):
        return None
    return line.text.strip()

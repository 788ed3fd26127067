"""What counts as a question, an answer, a blank (``evidence_answers.yaml``), and one question as read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText, fold
from models.base import Box

CHECKED, UNCHECKED = "☒☑✓✔", "☐□❑"
MARK = Lazy(rf"[{CHECKED}x✗✘]")
"""What ticks a cell, folded."""
UNNAMED = "question à la ligne"
"""What a question is called where only its boxes were seen."""
LABEL = Lazy(r"(?:reponse|r) ?[:.=] ?")
"""What stands before an answer on its own line, folded."""


@dataclass(frozen=True)
class AnswerRules:
    """``evidence_answers.yaml`` compiled."""

    question: re.Pattern[str]
    yes_no: re.Pattern[str]
    blank: re.Pattern[str]
    put_off: re.Pattern[str]
    """Words that put an answer off."""
    answer_header: re.Pattern[str]
    question_header: re.Pattern[str]
    after_rows: re.Pattern[str]
    part_title: re.Pattern[str]
    no_question: re.Pattern[str]
    """How a row begins that counts up or comments the questions."""
    parts: Mapping[str, re.Pattern[str]]

    @classmethod
    def compiled(cls, data: Mapping[str, Any]) -> AnswerRules:
        """Compile the rules' data."""
        return cls(
            **{key: re.compile(data[key]) for key in _PATTERNS},
            parts={key: re.compile(cue) for key, cue in data["parts"].items()},
        )


_PATTERNS = (
    "question",
    "yes_no",
    "blank",
    "put_off",
    "answer_header",
    "question_header",
    "after_rows",
    "part_title",
    "no_question",
)


@dataclass(frozen=True)
class Read:
    """One question as read; ``answer`` empty when blank."""

    text: str
    answer: str | None
    page: PageText | None
    box: Box | None = None
    readable: bool = True
    span: tuple[int, int] | None = None
    offered: bool = False
    """The choices stand there (« oui non ») and no mark in the text: a drawn tick box may hold the answer."""


def _boxed(text: str) -> str:
    """Return a text with the boxes typed « [ ] » and « (x) » as signs."""
    text = _OPEN.sub(UNCHECKED[0], text)
    return _TICKED.sub(CHECKED[0], text)


_OPEN, _TICKED = Lazy(r"\[ *\]|\( *\)"), Lazy(r"\[ *[xX✓✔✗] *\]|\( *[xX✓✔✗] *\)")


def answer_of(text: str | None, rules: AnswerRules) -> str | None:
    """Return an answer as given, ``None`` for a blank or a placeholder."""
    value = re.sub(r"\s+", " ", _boxed(text or "")).strip()
    if any(c in value for c in UNCHECKED) and not any(c in value for c in CHECKED):
        return None
    return None if not value or rules.blank.fullmatch(fold(value)) else value


def said_in(text: str, rules: AnswerRules) -> str | None:
    """Return an answer given in words: plain (« oui, depuis 2019 »), a mark, the box ticked, or a sentence.

    Words that put the answer off (« à voir ») are none, nor are a few words that may belong to what is beside them.
    """
    value = answer_of(text, rules)
    if value is None:
        return None
    plain = fold(value)
    if any(c in value for c in CHECKED + UNCHECKED) and not MARK.fullmatch(plain):
        return choice_of(value, rules) if sum(value.count(c) for c in CHECKED) == 1 else None
    given = rules.yes_no.match(plain) or MARK.match(plain)
    if given and not plain[given.end() : given.end() + 1].isalnum():
        return value
    sentence = len(value.split()) >= _WORDS and len(re.sub(r"\W", "", value)) >= _LETTERS
    return value if sentence and not rules.put_off.match(plain) else None


_WORDS, _LETTERS = 3, 12
"""The least words and letters of an answer given as a sentence."""


def choice_of(text: str, rules: AnswerRules) -> str | None:
    """Return the label beside the ticked box, before or after it as the row is written."""
    text = _boxed(text)
    after = re.findall(rf"[{CHECKED}]\s*([A-Za-zÀ-ÿ/]+)", text)
    if after:
        return str(after[0])
    before = re.findall(rf"([A-Za-zÀ-ÿ/]+)\s*[{CHECKED}]", text)
    return str(before[0]) if before else "x" if any(c in text for c in CHECKED) else None

"""Questions beside drawn or photographed tick boxes."""

from __future__ import annotations

import re

from checker.evidence.answers.rules import UNNAMED, AnswerRules, Read
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText, fold
from models.base import Box


def read_check_boxes(page: PageText, rules: AnswerRules) -> list[Read]:
    """Read drawn or photographed tick boxes: one question a row of boxes labelled with answers."""
    boxes = [b for b in page.page.layout.check_boxes() if b.box is not None]
    rows: list[list[tuple[float, str, bool | None, Box]]] = []
    for box in sorted(boxes, key=lambda b: (b.box[1], b.box[0]) if b.box else (0.0, 0.0)):
        if box.box is None:
            continue
        item = (box.box[1], fold(box.label).strip(" :."), box.checked, box.box)
        if rows and abs(rows[-1][0][0] - item[0]) <= 8:
            rows[-1].append(item)
        else:
            rows.append([item])
    found: list[Read] = []
    for row in rows:
        if len(row) < 2 or not any(re.match(rules.yes_no, label) for _, label, _, _ in row):
            continue
        chosen = [label or "x" for _, label, checked, _ in row if checked]
        readable = len(chosen) <= 1 and (bool(chosen) or all(checked is not None for _, _, checked, _ in row))
        question = _text_beside(page, row[0][3]) or f"{UNNAMED} {len(found) + 1}"
        found.append(Read(question, chosen[0] if chosen else None, page, row[0][3], readable))
    return found


_CHOICES = Lazy(r"(?:\W*\b(?:x|oui|non|n/?a|nc|so|sans objet|partiel\w*|en cours)\b)+\W*")
"""A line of choices alone: the question stands above it."""


def _text_beside(page: PageText, box: Box) -> str:
    """Return the text of the line on which a box stands."""
    middle = (box[1] + box[3]) / 2
    above = ""
    for line in page.page.layout.lines():
        if (
            line.box is not None
            and line.box[1] - 2 <= middle <= line.box[3] + 2
            and len(line.text.strip()) > 12
        ):
            return above if _CHOICES.fullmatch(fold(line.text)) else line.text.strip()
        above = line.text.strip()
    return ""

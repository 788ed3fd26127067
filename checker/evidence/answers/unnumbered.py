"""What asks without a number or a question mark and was counted nowhere: rows left silent, statements in a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from checker.evidence.answers.rules import AnswerRules, Read
from checker.evidence.answers.sureness import is_apart, is_named_title, mark_stop
from checker.evidence.answers.trailing import asks_something
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText, TextLine, fold
from models.document import Table

HEAD = 18
"""Letters and digits that tell a question."""
FEWEST = 4
_SHORTEST = 8
"""Letters of a cell that asks something, at least."""
_NEAR = 2.5
"""Points between the left edges of two questions of one list."""
_OWN = Lazy(
    r"questionnaire|rniv|referentiel|finess|\d{5}|\b(?:(?:poly)?clinique|hopita(?:l|ux)|centre|chu?|chi|ght|ehpad|epsm)\b"
    r"|^\W*(?:association|fondation|institut|maison|mutualite|mutuelle|etablissement public)\b"
    r"|\b(?:mme|mr|dr|madame|monsieur)\b|\bm\. "
)
"""What a questionnaire calls itself and whose it is."""


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, folded."""
    return re.sub(r"[\W_]", "", fold(text))


def key_of(text: str) -> str:
    """Return the letters and digits of a text, folded, without the number before it."""
    return letters_of(text[mark_stop(text) :])


def silent_rows(pages: Sequence[PageText], keys: Sequence[str], rules: AnswerRules) -> list[Read]:
    """Return the rows of a table around counted questions that hold a question alone and are none of ``keys``."""
    found = []
    for page in pages:
        for table in page.page.layout.tables():
            column = _question_column(table, keys)
            for row in table.rows[_first(table, keys, rules) :] if column is not None else ():
                text = row[column].text if column is not None and column < len(row) - 1 else ""
                if len(key_of(text)) < _SHORTEST or any(
                    cell.text.strip() for cell in row[(column or 0) + 1 :]
                ):
                    continue
                if not _is_owned(text, keys) and not _is_other(text, rules):
                    found.append(Read(re.sub(r"\s+", " ", text).strip(), None, page, None, False))
    return found


def _question_column(table: Table, keys: Sequence[str]) -> int | None:
    """Return the column of a table that holds most of the counted questions, ``None`` where none does."""
    held = Counter(at for row in table.rows for at, cell in enumerate(row) if _is_owned(cell.text, keys))
    return held.most_common(1)[0][0] if held else None


def _first(table: Table, keys: Sequence[str], rules: AnswerRules) -> int:
    """Return the row below the one that names the columns, above the first counted question; else the first."""
    for rank, row in enumerate(table.rows):
        if any(_is_owned(cell.text, keys) for cell in row):
            return 0
        if any(rules.answer_header.fullmatch(fold(cell.text).strip(" :*\n")) for cell in row):
            return rank + 1
    return 0


def silent_lines(pages: Sequence[PageText], keys: Sequence[str], rules: AnswerRules) -> list[Read]:
    """Return the lines that begin where counted questions do, may ask as they do, and are part of none of ``keys``."""
    owned = {
        (page.page.number, line.rank) for page in pages for line in page.lines if _is_owned(line.text, keys)
    }
    edges = {
        _edge(page, line) for page in pages for line in page.lines if (page.page.number, line.rank) in owned
    }
    found = []
    for page in pages:
        for line in page.lines:
            edge = _edge(page, line)
            if (page.page.number, line.rank) in owned or edge is None:
                continue
            if (
                any(other is not None and abs(edge - other) <= _NEAR for other in edges)
                and asks_something(line)
                and not _OWN.search(line.folded)
                and not rules.yes_no.match(line.folded.strip())
                and not _is_other(line.text, rules)
                and not (owned and (page.page.number, line.rank) < min(owned) and _names_answers(line, rules))
            ):
                found.append(Read(line.text.strip(), None, page, None, False, (line.start, line.stop)))
    return found


def _names_answers(line: TextLine, rules: AnswerRules) -> bool:
    """Tell whether a line ends with the name of the answers' column: « Question posée  Votre réponse »."""
    words = line.folded.split()
    return any(rules.answer_header.fullmatch(" ".join(words[at:])) for at in range(1, len(words)))


def _is_owned(text: str, keys: Sequence[str]) -> bool:
    head = key_of(text)[:HEAD]
    return len(head) >= FEWEST and any(
        head in key or (len(key) >= FEWEST and head.startswith(key)) for key in keys
    )


def _edge(page: PageText, line: TextLine) -> float | None:
    boxes = page.boxes(line.start, line.stop)
    return boxes[0][0] if boxes else None


def _is_other(text: str, rules: AnswerRules) -> bool:
    """Tell whether a text names columns or a part, counts up or says who filled the form in."""
    folded = fold(text).strip(" :*\n")
    header = rules.question_header.match(folded)
    rest = folded[header.end() :].strip() if header else "-"
    return bool(
        not rest
        or (header and rules.answer_header.match(rest))
        or is_apart(text, rules)
        or is_named_title(text, rules)
        or rules.after_rows.match(folded)
        or rules.answer_header.fullmatch(folded)
    )

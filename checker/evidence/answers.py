"""How much of a questionnaire is answered: from form fields, tables, tick boxes, or numbered lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.evidence.text import PageText, fold, is_ocr
from models.base import Box
from models.document import Cell, FormField, Table
from models.evidence import Answers, Question, Section

_CHECKED, _UNCHECKED = "☒☑✓✔", "☐□❑"
_FEWEST = 3
_UNSURE = 0.55


@dataclass(frozen=True)
class AnswerRules:
    """``evidence_answers.yaml`` compiled."""

    identity: re.Pattern[str]
    question: re.Pattern[str]
    yes_no: re.Pattern[str]
    blank: re.Pattern[str]
    answer_header: re.Pattern[str]
    question_header: re.Pattern[str]
    comment_header: re.Pattern[str]
    parts: Mapping[str, re.Pattern[str]]

    @classmethod
    def compiled(cls, data: Mapping[str, Any]) -> AnswerRules:
        """Compile the rules' data."""
        return cls(
            **{key: re.compile(data[key]) for key in ("identity", "question", "yes_no", "blank", "answer_header", "question_header", "comment_header")},
            parts={key: re.compile(cue) for key, cue in data["parts"].items()},
        )  # fmt: skip


@dataclass(frozen=True)
class _Read:
    """One question as read; ``answer`` empty when blank."""

    text: str
    answer: str | None
    page: PageText | None
    box: Box | None = None
    readable: bool = True
    span: tuple[int, int] | None = None
    offered: bool = False
    """The choices stand there (« oui non ») and no mark in the text: a drawn tick box may hold the answer."""


def answers_of(pages: Sequence[PageText], fields: Sequence[FormField], rules: AnswerRules) -> Answers | None:
    """Return the questions of a questionnaire and what stands under them, or ``None`` where none are found.

    The source that gives most questions speaks: form fields, then tables, then tick boxes, then lines.
    """
    by_fields = _from_fields(fields, pages, rules)
    if len(by_fields) >= _FEWEST:
        return _counted(by_fields)
    sources = [
        [read for page in pages for read in _from_lines(page, rules)],
        [],
        [],
    ]
    if len(sources[0]) < _FEWEST or not all(read.answer for read in sources[0]):
        sources[1] = [read for page in pages for read in _from_tables(page, rules)]
    if all(len(source) < _FEWEST or any(read.offered for read in source) for source in sources):
        sources[2] = [read for page in pages for read in _from_check_boxes(page, rules)]
    best = max(sources, key=lambda source: (len(source), -sum(1 for read in source if read.offered)))
    if len(sources[2]) >= max(_FEWEST, len(best) // 2):  # drawn boxes that the text shows only the labels of
        best = sources[2]
    return _counted(best) if len(best) >= _FEWEST else None


def _counted(reads: Sequence[_Read]) -> Answers:
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
        questions.append(
            Question(text=read.text, answer=read.answer, readable=read.readable, **place)  # type: ignore[arg-type]
        )
    return Answers(
        asked=len(reads),
        answered=sum(1 for r in reads if r.answer and r.readable),
        unreadable=sum(1 for r in reads if not r.readable),
        questions=tuple(questions),
    )


def _answer(text: str | None, rules: AnswerRules) -> str | None:
    """Return an answer as given, ``None`` for a blank or a placeholder."""
    value = re.sub(r"\s+", " ", text or "").strip()
    return None if not value or rules.blank.fullmatch(fold(value)) else value


def _from_fields(fields: Sequence[FormField], pages: Sequence[PageText], rules: AnswerRules) -> list[_Read]:
    """Read a form: one question a text field, one a group of check boxes that share a stem."""
    groups: dict[str, list[FormField]] = {}
    for field in fields:
        stem = fold(field.name)
        if re.search(
            r"comment|observ|remarque|precision|nom|prenom|fonction|date|signature|etablissement|finess|adresse|cachet|mail|tel",
            stem,
        ):
            continue
        if field.checked is not None:
            stem = re.sub(
                r"[ _.\-]*(?:oui|non|na|nc|so|partiel(?:lement)?|en_cours|yes|no|sans_objet|[a-d])$", "", stem
            )
        groups.setdefault(stem, []).append(field)
    found = []
    for stem, members in groups.items():
        checked = [m for m in members if m.checked is not None]
        if checked:
            chosen = [m for m in checked if m.checked]
            ending = (
                re.search(r"(oui|non|na|nc|so|partiel\w*|en_cours)$", fold(chosen[0].name))
                if chosen
                else None
            )
            answer = (chosen[0].value or (ending[1] if ending else "oui")) if chosen else None
            readable = len(chosen) <= 1
        else:
            answer, readable = _answer(members[0].value, rules), True
        page = next((p for p in pages if p.page.number == members[0].page), None)
        found.append(_Read(members[0].name or stem, answer, page, members[0].box, readable))
    return found


def _from_tables(page: PageText, rules: AnswerRules) -> list[_Read]:
    found: list[_Read] = []
    columns: tuple[int, list[int]] | None = None
    for table in page.page.layout.tables():
        header = _columns(table, rules)
        first = 0
        if header is not None:
            columns, first = header[0], header[1] + 1
        if columns is None or not table.rows or max(columns[1]) >= max(len(row) for row in table.rows):
            continue
        question_column, answer_columns = columns
        for row in table.rows[first:]:
            read = _row(row, question_column, answer_columns, table, page, rules, header)
            if read is not None:
                found.append(read)
    return found


_Header = tuple[tuple[int, list[int]], int, dict[int, str]]


def _columns(table: Table, rules: AnswerRules) -> _Header | None:
    """Return the question's column, the answers' columns and the header's row, when a header says so."""
    for rank, row in enumerate(table.rows[:4]):
        names = [re.sub(r"\s+", " ", fold(cell.text)).strip(" :*") for cell in row]
        answers = [i for i, name in enumerate(names) if rules.answer_header.fullmatch(name)]
        if not answers:
            continue
        asked = [i for i, name in enumerate(names) if rules.question_header.search(name) and i not in answers]
        widest = max(
            (i for i in range(len(row)) if i not in answers),
            key=lambda i: sum(len(r[i].text) for r in table.rows if i < len(r)),
            default=None,
        )
        question = asked[0] if asked else widest
        if question is not None and question not in answers:
            return (question, answers), rank, dict(enumerate(names))
    return None


def _row(
    row: tuple[Cell, ...], question: int, answers: list[int], table: Table, page: PageText, rules: AnswerRules,
    header: _Header | None,
) -> _Read | None:  # fmt: skip
    if question >= len(row):
        return None
    text = re.sub(r"\s+", " ", row[question].text).strip()
    cells = [row[i] for i in answers if i < len(row)]
    if len(text) < 8 or not cells:
        return None
    others = [cell for i, cell in enumerate(row) if i != question]
    if (
        all(not cell.text.strip() and cell.checked is None for cell in others)
        and len(text) < 60
        and not text.endswith("?")
    ):
        numbered = rules.question.match(fold(text)) or any(
            re.fullmatch(r"[\w.]{1,8}", row[i].text.strip()) for i in range(question)
        )
        if not numbered:
            return None  # a row that spans the table: the title of a part
    answer: str | None = None
    readable = True
    if len(cells) > 1:
        chosen = [i for i, cell in zip(answers, cells, strict=False) if cell.checked or _ticked(cell.text)]
        readable = len(chosen) <= 1
        answer = header[2].get(chosen[0], "x") if header and chosen else "x" if chosen else None
        if not chosen:
            written = [a for a in (_answer(cell.text, rules) for cell in cells) if a and not _only_boxes(a)]
            answer = written[0] if written else None
    else:
        cell = cells[0]
        answer = _choice(cell.text, rules) if _has_box(cell.text) else _answer(cell.text, rules)
        if answer is None and cell.checked:
            answer = "x"
    if is_ocr(page.page.reader) and page.page.confidence < _UNSURE:
        readable = False
    return _Read(text, answer, page, row[question].box, readable)


def _ticked(text: str) -> bool:
    return bool(re.fullmatch(rf"\s*(?:[{_CHECKED}xX✗✘]|oui|non|ok|1)\s*", text))


def _has_box(text: str) -> bool:
    return any(c in text for c in _CHECKED + _UNCHECKED)


def _only_boxes(text: str) -> bool:
    return bool(re.fullmatch(rf"[{_UNCHECKED}\s]*", text))


def _choice(text: str, rules: AnswerRules) -> str | None:
    """Return the label beside the ticked box, before or after it as the row is written."""
    after = re.findall(rf"[{_CHECKED}]\s*([A-Za-zÀ-ÿ/]+)", text)
    if after:
        return str(after[0])
    before = re.findall(rf"([A-Za-zÀ-ÿ/]+)\s*[{_CHECKED}]", text)
    return str(before[0]) if before else "x" if any(c in text for c in _CHECKED) else None


_BOX_ANSWER = re.compile(
    rf"(?:[{_CHECKED}{_UNCHECKED}]\s*[A-Za-zÀ-ÿ/. ]{{1,25}}){{2,}}|(?:[A-Za-zÀ-ÿ/.]{{1,20}}\s*[{_CHECKED}{_UNCHECKED}]\s*){{2,}}"
)
_BRACKETS = re.compile(r"(?:\[\s*[xX]?\s*\]|\(\s*[xX]?\s*\))\s*(?=oui|non|nc|na|sans|partiel)")


def _from_lines(page: PageText, rules: AnswerRules) -> list[_Read]:
    """Read numbered questions followed on their line, or the next ones, by an answer, tick boxes or dots.

    A numbered line without an answer among others that have one counts as illegible, not as absent.
    """
    found: list[_Read] = []
    lines = page.lines
    starts = [line.rank for line in lines if _begins(line.folded, rules)]
    silent = 0
    for position, rank in enumerate(starts):
        following = starts[position + 1] if position + 1 < len(starts) else None
        stop_rank = min(following if following is not None else len(lines), rank + 9)
        start, stop = lines[rank].start, lines[stop_rank - 1].stop
        text = page.text[start:stop]
        read = _block(text, rules)
        if read is None:
            deeper = following is not None and _depth(lines[following].folded) > _depth(lines[rank].folded)
            if deeper or len(text.strip()) < 25:
                continue
            silent += 1
            found.append(_Read(text.strip(), None, page, None, False, (start, start + len(text.rstrip()))))
            continue
        question, answer, readable = read
        offered = answer is None and _OFFERED.search(fold(text)) is not None
        found.append(_Read(question, answer, page, None, readable, (start, start + len(question)), offered))
    return found if len(found) - silent > silent else [read for read in found if read.readable]


_OFFERED = re.compile(r"(?<!\w)oui\W{1,12}non(?!\w)")


def _depth(folded: str) -> int:
    match = re.match(r"\s*\d+((?:\.\d+)*)", folded)
    return match[1].count(".") if match else 0


def _from_check_boxes(page: PageText, rules: AnswerRules) -> list[_Read]:
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
    found = []
    for row in rows:
        if len(row) < 2 or not any(re.match(rules.yes_no, label) for _, label, _, _ in row):
            continue
        chosen = [label or "x" for _, label, checked, _ in row if checked]
        readable = len(chosen) <= 1 and (bool(chosen) or all(checked is not None for _, _, checked, _ in row))
        question = _text_beside(page, row[0][3]) or f"question à la ligne {len(found) + 1}"
        found.append(_Read(question, chosen[0] if chosen else None, page, row[0][3], readable))
    return found


def _text_beside(page: PageText, box: Box) -> str:
    """Return the text of the line on which a box stands."""
    middle = (box[1] + box[3]) / 2
    for line in page.page.layout.lines():
        if (
            line.box is not None
            and line.box[1] - 2 <= middle <= line.box[3] + 2
            and len(line.text.strip()) > 12
        ):
            return line.text.strip()
    return ""


def _begins(folded: str, rules: AnswerRules) -> bool:
    match = rules.question.match(folded.lstrip())
    return match is not None and len(folded.strip()) - match.end() >= 12


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
        chosen = re.findall(rf"[{_CHECKED}]", boxes.group())
        return (
            text[: boxes.start()].strip(),
            _choice(boxes.group(), rules) if chosen else None,
            len(chosen) <= 1,
        )
    folded = fold(text)
    ask = folded.find("?")
    label = re.search(r"(?:reponse|r) ?:", folded)
    if label:
        return text[: label.start()].strip(), _answer(text[label.end() :], rules), True
    if ask >= 10:
        return text[: ask + 1].strip(), _answer(text[ask + 1 :], rules), True
    tail = re.search(
        r"(?:\s:\s*|\s{2,}|\n|\t)(?P<a>(?:oui|non|n/?a|nc|sans objet|partiel\w*|en cours)\b.{0,200})$",
        folded,
        re.S,
    )
    if tail:
        return text[: tail.start("a")].strip(" :\n"), text[tail.start("a") :].strip(), True
    dots = re.search(r"(?:[.…_]{4,}\s*)+$", text)
    if dots or text.rstrip().endswith(":"):
        return text[: dots.start() if dots else len(text)].strip(), None, True
    return None


def parts_of(pages: Sequence[PageText], rules: AnswerRules) -> tuple[Section, ...]:
    """Return which parts of the referential (RNIV 1, RNIV 2) the questionnaire names, where it first does."""
    found = []
    for key, cue in rules.parts.items():
        for page in pages:
            match = cue.search(page.folded)
            if match:
                line = page.text[match.start() : match.end()]
                found.append(Section(key=key, title=line, **page.place(match.start(), match.end())))  # type: ignore[arg-type]
                break
    return tuple(found)

"""Join the answers of all ways to one list, and say where the ways disagree or a zero may be a blank."""

from __future__ import annotations

from collections.abc import Sequence

from checker.intake.labels import Form
from checker.intake.records import SOURCE_TITLES, Record
from checker.intake.values import number, same_answer
from models.dossier import Answer


def joined_answers(records: Sequence[Record], form: Form) -> tuple[list[Answer], list[str]]:
    """Return the first record's answers, then what only the others say, with French notes."""
    kept: list[tuple[Answer, Record]] = []
    notes: list[str] = []
    for record in records:
        new: list[tuple[Answer, Record]] = []
        for answer in record.answers:
            said = _said_before(answer, kept, form)
            if said is None:
                new.append((answer, record))
                continue
            before, teller = said
            kind = form.by_id[answer.field_id].type if answer.field_id else "text"
            if answer.field_id and not same_answer(before.value, answer.value, kind):
                notes.append(
                    f"« {answer.label} » : {_title(teller)} dit « {before.value[:60]} », "
                    f"{_title(record)} dit « {answer.value[:60]} » ; la première réponse est retenue."
                )
        kept += new
    answers = [answer for answer, _ in kept]
    return answers, [*notes, *_blank_zeros(answers, form)]


def _said_before(
    answer: Answer, kept: Sequence[tuple[Answer, Record]], form: Form
) -> tuple[Answer, Record] | None:
    """Return an earlier way's answer to the same question, by its label or by its field."""
    by_label = [pair for pair in kept if pair[0].label == answer.label]
    agreeing = [pair for pair in by_label if same_answer(pair[0].value, answer.value, "text")]
    if by_label:
        return (agreeing or by_label)[0]
    if answer.field_id is None or form.by_id[answer.field_id].many:
        return None
    return next((pair for pair in kept if pair[0].field_id == answer.field_id), None)


def _title(record: Record) -> str:
    shown = f" « {record.title} »" if record.source == "table" else ""
    return SOURCE_TITLES[record.source] + shown


def _blank_zeros(answers: Sequence[Answer], form: Form) -> list[str]:
    """Return a note where a table gives 0 over 0: the service writes a number left blank as 0."""
    zeros = {a.field_id for a in answers if a.field_id and a.source == "table" and number(a.value) == 0}
    pairs = [z for z in zeros if z and z.endswith("_numerator") and z.replace("_numer", "_denomin") in zeros]
    titles = sorted(form.by_id[z].title.partition(",")[0] for z in pairs)
    if not titles:
        return []
    return [
        f"{', '.join(titles)} : 0 sur 0 ; le service exporte « 0 » pour un nombre laissé vide, "
        "ce n’est peut-être pas une réponse."
    ]

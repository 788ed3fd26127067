"""Recognise an answer by its value where its label says nothing known: « Vous êtes un établissement : public »."""

from __future__ import annotations

from collections.abc import Sequence

from checker.intake.labels import Field, Form, plain
from models.dossier import Answer

MATCH = 0.6
"""How sure a field recognised by its value alone is (0–1); shown beside the answer."""


def recognised(answers: Sequence[Answer], form: Form) -> list[Answer]:
    """Return the answers, each field that no label was taken for tied to the one answer that can only be its value.

    Two such answers, or an answer that two fields could hold, tie nothing.
    """
    told = {a.field_id for a in answers if a.field_id and a.value.strip()}
    open_fields = [f for f in form.fields if f.values and f.id not in told]
    claims = {
        index: [f for f in open_fields if _holds(f, answer)]
        for index, answer in enumerate(answers)
        if answer.field_id is None
    }
    result = list(answers)
    for f in open_fields:
        claimed = [index for index, fields in claims.items() if f in fields]
        if len(claimed) == 1 and len(claims[claimed[0]]) == 1:
            at = claimed[0]
            result[at] = result[at].model_copy(update={"field_id": f.id, "match": MATCH})
    return result


def _holds(f: Field, answer: Answer) -> bool:
    value = plain(answer.value)
    return bool(value) and any(pattern.fullmatch(value) for pattern in f.values)

"""Questions of a form's fields."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.evidence.answers.rules import AnswerRules, Read, answer_of
from checker.evidence.text import PageText, fold
from models.document import FormField


def read_fields(fields: Sequence[FormField], pages: Sequence[PageText], rules: AnswerRules) -> list[Read]:
    """Read a form: one question a text field, one a group of check boxes that share a stem."""
    groups: dict[str, list[FormField]] = {}
    for field in fields:
        stem = fold(field.name)
        if re.search(
            r"comment|observ|remarque|precision|nom|prenom|fonction|date|signature|etablissement|finess"
            r"|adresse|cachet|mail|tel",
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
            answer, readable = answer_of(members[0].value, rules), True
        page = next((p for p in pages if p.page.number == members[0].page), None)
        found.append(Read(members[0].name or stem, answer, page, members[0].box, readable))
    return found

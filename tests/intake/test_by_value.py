"""A field is recognised by its value where its label says nothing known, and only where nothing else could hold it."""

from __future__ import annotations

import pytest

from checker.intake.by_value import recognised
from checker.intake.labels import Form
from models.dossier import Answer


def fields(form: Form, *answers: Answer) -> list[str | None]:
    return [answer.field_id for answer in recognised(answers, form)]


@pytest.mark.parametrize(
    ("label", "value", "field_id"),
    [
        ("Vous représentez", "un établissement public", "legal_status"),
        ("Nature", "Privé à but non lucratif", "legal_status"),
        ("Profil", "ESPIC", "legal_status"),
        ("Si oui, précisez", "GHT Loire et Sologne", "ght_name"),
        ("Lequel ?", "Groupement hospitalier de territoire de la Brie", "ght_name"),
        ("Commentaire", "Public visé : les patients suivis en ville", None),
        ("Lequel ?", "Oui", None),
        ("Vous représentez", "", None),
    ],
)  # fmt: skip
def test_a_value_that_can_only_be_one_thing_names_its_field(
    form: Form, label: str, value: str, field_id: str | None
) -> None:
    assert fields(form, Answer(label=label, value=value)) == [field_id]


def test_two_such_values_name_nothing(form: Form) -> None:
    twice = [Answer(label="Porteur", value="public"), Answer(label="Partenaire", value="privé")]
    assert fields(form, *twice) == [None, None]


def test_an_answer_already_understood_is_left_alone(form: Form) -> None:
    told = Answer(label="Statut", value="public", field_id="legal_status")
    assert fields(form, told, Answer(label="Partenaire", value="privé")) == ["legal_status", None]


@pytest.mark.parametrize(
    ("label", "field_id"),
    [
        ("Je n’ai pas déjà bénéficié du financement du volet 2", "volet2_never_funded"),
        ("L’établissement n’a jamais perçu de financement à l’usage au titre du volet 2", "volet2_never_funded"),
        ("Avez-vous déjà perçu un financement au titre du volet 2 ?", "volet2_already_funded"),
        ("N’avez-vous pas déjà bénéficié du financement du volet 2 ?", None),
    ],
)  # fmt: skip
def test_a_statement_turned_round_is_its_own_field_and_a_negated_question_none(
    form: Form, label: str, field_id: str | None
) -> None:
    match = form.match(label, "yesno")
    assert (match.field.id if match else None) == field_id

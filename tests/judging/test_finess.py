"""The nature of a FINESS number is what the form's label says it is, and nothing where it names both."""

from __future__ import annotations

import pytest

from checker.judging.facts_case import case_facts
from models.dossier import Answer, Dossier
from tests.judging.builders import RULES, dossier


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Numéro FINESS", "unstated"),
        ("N° FINESS (juridique si public ou dialyse, géographique si privé)", "unstated"),
        ("FINESS (EJ pour public et dialyse, ET pour privé)", "unstated"),
        (
            "Numéro FINESS (géographique pour un établissement privé lucratif, juridique pour un public)",
            "unstated",
        ),
        ("FINESS juridique", "legal_entity"),
        ("N° FINESS (juridique)", "legal_entity"),
        ("FINESS EJ (entité juridique)", "legal_entity"),
        ("FINESS géographique", "geographic"),
        ("N° FINESS (géographique)", "geographic"),
        ("FINESS ET", "geographic"),
        ("FINESS (ET)", "geographic"),
        ("NUMÉROS FINESS ET SIRET", "unstated"),
        ("Finess et raison sociale", "unstated"),
    ],
)
def test_the_label_tells_the_nature_of_a_finess(label: str, kind: str) -> None:
    answer = Answer(label=label, value="590000014", field_id="finess", match=0.9)
    given: Dossier = dossier().model_copy(update={"answers": (answer,)})
    fact = case_facts(given, (), 2, RULES.facts).fact("form.finess_kind")
    assert [item.value for item in fact.items] == [kind]

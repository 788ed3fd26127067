"""What settles between kinds: acts that appoint nobody, questions of another matter, agreements only asked for."""

from __future__ import annotations

import pytest
from layouts import page

from checker.evidence import Programme
from checker.evidence.kinds import kinds_of
from checker.evidence.text import PageText
from models.evidence import Kind


def only(text: str, programme: Programme) -> Kind:
    return kinds_of([PageText(page(text))], programme.kinds, programme.model)[0]


ACT = (
    "CH de Lisle, établissement support du GHT\nDécision n° 12\n"
    "Vu la convention constitutive du groupement, le directeur décide :\n"
)
SETTLED = [
    (
        "rssi_appointment",
        ACT + "Article 1. Mme Léa Fort est désignée responsable de la sécurité des systèmes d'information du "
        "groupement. Elle ne relève pas de la direction des systèmes d'information.",
    ),
    (
        "dsi_appointment",
        ACT + "Article 1. Mme Léa Fort est nommée directrice des systèmes d'information du groupement. Le "
        "responsable de la sécurité lui rend compte.",
    ),
    (
        "rssi_appointment",
        "Clinique du Val\nDécision : M. Jean Mars est nommé RSSI le 2 mai 2020.\nLa présidente",
    ),
    (
        "support_agreement",
        "CH de Lisle, établissement support\nObjet : SUN-ES\nMonsieur le directeur,\nVous sollicitez notre accord pour "
        "votre candidature. Je vous donne bien volontiers mon accord.\nVeuillez agréer mes salutations. Karim Benali",
    ),
]


@pytest.mark.parametrize(("kind", "text"), SETTLED)
def test_the_words_of_the_act_settle_its_kind(kind: str, text: str, programme: Programme) -> None:
    found = only(text, programme)
    assert (found.kind, found.confidence >= 0.5) == (kind, True)


FOREIGN = [
    (
        "dsi_appointment",
        "Organigramme du GHT\nDirection générale\nDirection des systèmes d'information de territoire\nAchats\nSoins",
    ),
    (
        "dsi_appointment",
        "Règlement intérieur du GHT\nArticle 9 : la direction des systèmes d'information du groupement est rattachée à "
        "l'établissement support.",
    ),
    (
        "rniv_questionnaire",
        "Questionnaire avant votre opération\nNom de naissance : ........\nÊtes-vous allergique ?   OUI   NON\n"
        "Fumez-vous ?   OUI   NON\nPièce d'identité vue ?   OUI   NON",
    ),
    (
        "support_agreement",
        "Objet : accord pour SUN-ES\nMonsieur le directeur du CH support du GHT,\nNous sollicitons votre accord "
        "pour notre candidature. Pourriez-vous nous l'adresser ? Recevez nos salutations.",
    ),
    (
        "support_agreement",
        "CH de Lisle, établissement support du GHT\nObjet : votre candidature SUN-ES\nJ'accuse réception de votre "
        "demande d'accord. Elle sera examinée en mars.\nLe directeur",
    ),
    (
        "civ_minutes",
        "INVITATION\nLa cellule d'identitovigilance se tiendra le 8 mars à 14 h.\nMerci de confirmer votre présence.",
    ),
]


@pytest.mark.parametrize(("kind", "text"), FOREIGN)
def test_what_names_the_matter_without_the_act_is_none(kind: str, text: str, programme: Programme) -> None:
    found = only(text, programme)
    assert found.kind != kind or found.confidence < 0.5

"""The form field makes an expected kind likelier; it proves nothing."""

from __future__ import annotations

import pytest
from layouts import document, page

from checker.evidence import Programme, extract
from checker.evidence.kinds import kinds_of
from checker.evidence.text import PageText
from models.dossier import Subject
from models.evidence import Kind


def best(text: str, field_id: str | None, programme: Programme) -> Kind:
    return kinds_of([PageText(page(text))], programme.kinds, programme.model, field_id=field_id)[0]


HELPED = [
    (
        "file_ps3_2",
        "mss_attestation",
        "CH de Lisle\nObjet : vos questions sur nos échanges\nMonsieur,\nNos boîtes sécurisées professionnelles sont "
        "ouvertes dans MSSanté et actives dans tous les services depuis 2019.\nLe directeur, Karim Benali",
    ),
    (
        "file_ps2_1_meetings",
        "rssi_meetings",
        "Clinique du Val\nSuivi annuel\nLe RSSI a été reçu par la direction le 3 mars 2021 puis le 9 septembre 2021.\n"
        "Décisions : renouvellement des pare-feu, campagne de sensibilisation.\nPour la direction, Hélène Fabre",
    ),
    (
        "file_ps2_1",
        "rssi_appointment",
        "Hôpital de Brévannes\nQui s'occupe de quoi\nMme Odile Renaud tient le rôle de RSSI depuis le 4 mai 2020 ; "
        "elle rend compte à la direction et ses fonctions occupent deux jours par semaine.\nLe directeur",
    ),
]


@pytest.mark.parametrize(("field", "kind", "text"), HELPED)
def test_under_its_field_a_plain_document_is_recognised(
    field: str, kind: str, text: str, programme: Programme
) -> None:
    found = best(text, field, programme)
    assert found.kind == kind
    assert found.confidence >= 0.5
    assert best(text, None, programme).confidence <= found.confidence


STAYS = [
    "ORPHEE SECURITE\nFacture FA-2021-120\nMessagerie sécurisée MSSanté, abonnement 2021\n3 900 € HT\n"
    "Net à payer 4 680 €\nÉchéance 31/01/2022",
    "Relevé d'identité bancaire\nCH de Lisle\nCode banque 30001 Code guichet 00123\nIBAN FR76 3000 1001",
    "ATTESTATION\nJe soussigné [nom, prénom], directeur de [établissement], atteste que la messagerie MSSanté est "
    "opérationnelle depuis le ..../..../......\nFait à ............, le ..../..../....",
    "Guide d'accompagnement des prérequis\nL'attestation doit mentionner que la messagerie MSSanté fonctionne "
    "dans l'espace de confiance. Il convient de la faire signer par le directeur.",
    "Menus de la semaine\nLundi : carottes râpées, poulet, riz. Mardi : betteraves, poisson, purée. Jeudi : taboulé, "
    "omelette, haricots verts.",
    "POLITIQUE DE SÉCURITÉ DES SYSTÈMES D'INFORMATION\nLa présente politique fixe les principes. Habilitations, mots "
    "de passe, sauvegardes, sensibilisation. La messagerie MSSanté est opérationnelle.",
    "Compte rendu de la commission médicale d'établissement\nSéance du 3 mai 2022\nPrésents : Dr Roy. Excusés : "
    "Dr Aubry\nLe DSI indique que la messagerie MSSanté fonctionne. Séance levée à 19 h.",
]


@pytest.mark.parametrize("text", STAYS)
def test_a_field_turns_nothing_else_into_its_kind(text: str, programme: Programme) -> None:
    found = best(text, "file_ps3_2", programme)
    assert found.kind != "mss_attestation" or found.confidence < 0.5


@pytest.mark.parametrize("field", ["file_ps1_1", "file_ps2_2", "file_ps3_1", "file_ght_sdsi", "file_ds4_3"])
@pytest.mark.parametrize("text", [STAYS[0], STAYS[4], STAYS[5]])
def test_no_field_takes_a_foreign_document(text: str, field: str, programme: Programme) -> None:
    alone = best(text, None, programme)
    found = best(text, field, programme)
    assert found.confidence < 0.5 or found.kind in {"other", alone.kind}


def test_what_was_not_recognised_names_what_it_may_be(programme: Programme) -> None:
    text = (
        STAYS[4] + "\nLa cuisine vous souhaite un bon appétit et rappelle que les régimes sont servis à part."
    )
    (found,) = extract(document(text), Subject(names=("CH de Lisle",)), programme, field_id="file_ps3_2")
    assert found.kind == "other"
    assert "sdsi" not in found.candidates
    (short,) = extract(document("Oui."), Subject(), programme, field_id="file_ps3_2")
    assert short.candidates == ()


def test_a_section_whose_matter_is_on_the_next_page_counts(programme: Programme) -> None:
    policy = (
        "POLITIQUE DE SÉCURITÉ DES SYSTÈMES D'INFORMATION\nLa présente politique fixe les principes.\n1. Accès\n"
        "Chaque agent a son compte et son mot de passe. Les habilitations sont revues chaque année.\n"
        "2. Gestion des incidents"
    )
    matter = (
        "Tout agent prévient le RSSI. Celui-ci qualifie l'événement, alerte la direction et procède au signalement\n"
        "des incidents graves au CERT Santé par le portail des signalements, sans délai."
    )
    pages = [PageText(page(policy)), PageText(page(matter, number=2))]
    kinds = {k.kind for k in kinds_of(pages, programme.kinds, programme.model)}
    assert {"security_policy", "incident_procedure"} <= kinds
    alone = {k.kind for k in kinds_of(pages[:1], programme.kinds, programme.model)}
    assert "incident_procedure" not in alone

"""Minutes in any hand are minutes by who was there; a title keeps a doubt; what a candidate asks is an offer."""

from __future__ import annotations

import pytest
from layouts import page

from checker.evidence import Programme
from checker.evidence.kinds import kinds_of
from checker.evidence.text import PageText
from models.evidence import Kind

MATTER = "Onze doublons à l'hôpital de jour, fusionnés avec l'éditeur.\nINS : 74 % d'identités qualifiées."


def first(text: str, programme: Programme, field: str | None) -> Kind:
    return kinds_of([PageText(page(text))], programme.kinds, programme.model, field_id=field)[0]


@pytest.mark.parametrize("field", ["file_ps1_1", None])
@pytest.mark.parametrize(
    "there",
    [
        "Participent : Nadia Ferrand (référente), Dr Annequin",
        "Étaient là : Dr Humbert, Mme Laurent, M. Pierson",
        "Là : Mme Carlier (admissions), M. Duhamel (SI)",
        "Autour du plateau-repas : Maëlle Le Gall, Dr Morin, Corinne Mahieu",
        "Animatrice : Christelle Weiss, responsable des soins",
        "Présents | Service\nC. Weiss | Soins\nS. Keller | Admissions",
    ],
)
def test_whoever_was_there_makes_minutes(there: str, field: str | None, programme: Programme) -> None:
    text = f"Clinique de la Sauve\nCompte rendu de la cellule d'identitovigilance, 11 octobre 2022\n{there}\n{MATTER}"
    found = first(text, programme, field)
    assert found.kind == "civ_minutes"
    assert found.confidence >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Convocation\nVous êtes invités à la réunion de la cellule d'identitovigilance du 11 octobre 2022 à 14 h.\n"
        "Merci de confirmer votre présence.",
        "Modèle de compte rendu de la cellule d'identitovigilance\nDate : [à compléter]\nParticipants : [noms]\n"
        "Points abordés : [à compléter]",
    ],
)
def test_what_calls_or_is_to_be_filled_in_is_none(text: str, programme: Programme) -> None:
    assert first(text, programme, "file_ps1_1").kind != "civ_minutes"


def test_a_title_of_what_is_asked_keeps_other_in_doubt(programme: Programme) -> None:
    text = (
        "Compte rendu de la cellule d'identitovigilance, 31 janvier 2023\nLes copies envoyées par le conseil arrivent "
        "dans huit cas sur dix.\nLes dossiers de deux frères ont été séparés, le parapheur est passé au secrétariat.\n"
        "Les brancardiers vérifient les bracelets."
    )
    under = first(text, programme, "file_ps1_1")
    assert under.kind == "civ_minutes" or under.confidence < 0.65
    anywhere = first(text, programme, None)
    assert anywhere.kind == "civ_minutes" or anywhere.confidence < 0.5


def test_a_list_of_prices_is_an_offer_and_an_order_that_follows_one_is_none(programme: Programme) -> None:
    offer = (
        "DÉCOMPOSITION DU PRIX GLOBAL ET FORFAITAIRE\nSoumissionnaire : Ponant Cyber\nTest d'intrusion externe 4 jours "
        "4 200 € HT\nAudit de cybersurveillance  2 jours  2 100 € HT\nBon de commande à émettre après accord.\n"
        "Le soumissionnaire, L. Briand"
    )
    order = (
        "CENTRE HOSPITALIER DE VAUX\nBON DE COMMANDE N° 2022-0412 du 14 mars 2022\nFournisseur : Hexa\nAudit externe "
        "de cybersurveillance, selon le bordereau de prix du marché 2021-07 : 3 300 € HT\nTotal TTC 3 960 €\n"
        "Pour le directeur, la responsable des achats"
    )
    assert first(offer, programme, "file_ps2_2").kind == "quote"
    assert first(order, programme, "file_ps2_2").kind == "audit_purchase_order"

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
        "CH de Lisle, établissement support\nObjet : SUN-ES\nMonsieur le directeur,\nVous "
        "sollicitez notre accord pour "
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
        "Règlement intérieur du GHT\nArticle 9 : la direction des systèmes d'information du "
        "groupement est rattachée à "
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


NEIGHBOURS = [
    (
        "rssi_appointment",
        "Madame la Directrice,\nJe vous présente ma démission du poste de responsable de la sécurité des systèmes "
        "d'information, que j'occupe depuis 2021.\nMon préavis est de trois mois.\nAlix Grand",
        "Clinique du Val\nDécision : à la suite de la démission de M. Alix Grand, Mme Léa Fort est "
        "nommée RSSI à compter "
        "du 2 mai 2020.\nLa présidente",
    ),
    (
        "mss_purchase_order",
        "Commande n° 47/2022\nÀ : société Médipli\n1 module de néphrologie   6 300 € HT\nL'option « messagerie "
        "sécurisée » de votre proposition n'est pas retenue.\nTotal : 6 300 € HT",
        "Commande n° 47/2022\nÀ : société Médipli\n1 connecteur pour la messagerie sécurisée MSSanté   6 300 € HT\n"
        "L'option « formation » n'est pas retenue.\nTotal : 6 300 € HT",
    ),
    (
        "audit_attestation",
        "Madame, Monsieur,\nL'attestation d'audit de cybersurveillance est sur des serveurs saisis. "
        "Nous ne pouvons donc "
        "la verser au dossier. Je sollicite un délai de deux mois.\nLa directrice",
        "ATTESTATION D'AUDIT DE CYBERSURVEILLANCE\nJe soussigné, directeur de la clinique, atteste "
        "qu'un audit externe a "
        "été réalisé le 3 mai 2022. Nous ne pouvons en transmettre le rapport, confidentiel.\nLe directeur",
    ),
    (
        "support_agreement",
        "Mon cher Paul,\nPour notre dossier SUN-ES il ne manque plus que l'accord de l'établissement support du GHT. "
        "Peux-tu me le faire passer ?\nAmitiés",
        "CH de Lisle, établissement support du GHT\nMon cher Paul,\nIl ne manquait plus que notre "
        "accord : je vous donne "
        "mon accord pour la candidature SUN-ES.\nLe directeur général",
    ),
    (
        "dmp_attestation",
        "FICHE PRODUIT   LABOTECH\nLabo+ est homologué DMP-compatibilité, profil "
        "alimentation.\nEnvoi au DMP   oui   oui\n"
        "Ce document n'est pas contractuel.",
        "ATTESTATION\nJe soussignée, directrice du CH de Lisle, atteste que notre logiciel Labo+, homologué "
        "DMP-compatibilité, alimente le DMP en production depuis le 3 mai 2022.\nLa directrice",
    ),
    (
        "mss_test",
        "ATTESTATION DE TEST MESSAGERIE CITOYENNE\nJe soussigné «civilité» «nom», «fonction», "
        "atteste qu'un message de "
        "test a été envoyé le «date_envoi» et reçu le «date_reception» par la messagerie citoyenne "
        "de Mon espace santé.",
        "ATTESTATION DE TEST MESSAGERIE CITOYENNE\nJe soussignée Léa Fort, directrice, atteste "
        "qu'un «message de test» a été "
        "envoyé le 3 mai 2022 et reçu le 4 mai 2022 par la messagerie citoyenne de «Mon espace santé».",
    ),
]


@pytest.mark.parametrize(("kind", "foreign", "own"), NEIGHBOURS)
def test_a_near_neighbour_is_no_evidence(kind: str, foreign: str, own: str, programme: Programme) -> None:
    found = only(foreign, programme)
    assert found.kind != kind or found.confidence < 0.5
    found = only(own, programme)
    assert (found.kind, found.confidence >= 0.5) == (kind, True)


def test_a_ticked_list_of_papers_is_none_of_them(programme: Programme) -> None:
    found = only(
        "Liste des pièces du dossier SUN-ES\n☒ 1 PSSI signée   PSSI_v5.pdf\n☒ 2 Nomination RSSI   decision.pdf\n"
        "☒ 3 CR réunions RSSI-direction   CR_1.pdf, CR_2.pdf\n☒ 4 Procédure d'incident   PRO.pdf\n☒ "
        "5 DMP   attest.pdf",
        programme,
    )
    assert found.kind in {"dossier_summary", "other"} or found.confidence < 0.5

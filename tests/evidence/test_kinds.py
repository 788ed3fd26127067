"""Kinds of documents in plain words: what a title is, what a template is, what says a kind beside its title."""

from __future__ import annotations

import pytest
from layouts import page

from checker.evidence import Programme
from checker.evidence.kinds import candidates_of, kinds_of
from checker.evidence.kinds.decide import blanks, pooled
from checker.evidence.kinds.rules import Score
from checker.evidence.kinds.titles import titles_of
from checker.evidence.text import PageText
from models.evidence import Kind

EVIDENCE = [
    (
        "audit_attestation",
        "Polyclinique du Vieux-Pont\nDate de l'audit ....... : 7 et 8 mars 2022\nSociété .............. : Garance SA\n"
        "Type ................. : audit externe de cybersurveillance\nJ'atteste que cet audit a été réalisé.\n"
        "La directrice, Nina Faure",
    ),
    (
        "action_plan",
        "Plan d'action SSI (309), clinique du Vieux-Pont\nA. Inventaire ............... fait\n"
        "B. Sauvegardes hors ligne ... fait\nC. Charte ................... en cours",
    ),
    (
        "incident_procedure",
        "Circuit d'un incident de sécurité\n[appel au support] -> [tri] -> [RSSI] -> [déclaration au CERT Santé]\n"
        "[retour au service] <- [bilan]",
    ),
    (
        "rssi_meetings",
        "Comité de sécurité informatique – feuilles signées\n14/04/2021 directrice [signé] RSSI [signé]\n"
        "20/10/2021 directrice [signé] RSSI [cachet]\nDécisions : filtrage des courriels, nouvel antivirus",
    ),
    (
        "cme_minutes",
        "Commission médicale d'établissement, procès-verbal du 9 mai 2022\nTour de table.\n"
        "M. Faure montre la messagerie citoyenne aux praticiens, qui l'approuvent.",
    ),
]


@pytest.mark.parametrize(("kind", "text"), EVIDENCE)
def test_a_form_filled_with_leaders_boxes_and_marks_is_no_template(
    kind: str, text: str, programme: Programme
) -> None:
    found = only(text, programme)
    assert found.kind == kind
    assert found.confidence >= 0.5


FOREIGN = [
    "Garance Sécurité – devis GS-204\nAudit externe de cybersurveillance .... 3 900 € HT\nValidité : 31 mars 2022\n"
    "Bon pour accord (date, cachet, signature) :",
    "Madame la directrice,\nJ'ai reçu mes résultats dans Mon espace santé, quelle bonne idée. J'ai envoyé un message, "
    "je n'ai pas eu de réponse.\nMerci à l'équipe du deuxième étage.\nUne patiente",
    "Le président à Mesdames et Messieurs les membres de la CME\nVous êtes priés d'assister à la séance du 9 mai.\n"
    "1. Procès-verbal de mars\n2. Messagerie citoyenne\n3. Divers",
    "La gazette du Vieux-Pont\nL'hôpital se protège. « Nous avons désigné un RSSI et fait auditer nos accès », dit "
    "la directrice. Les travaux du parking avancent aussi.",
    "Guide des pièces à fournir\nL'attestation doit dire que le DMP est alimenté en production. Exemple : « J'atteste "
    "que notre logiciel alimente le DMP ».",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_what_only_speaks_of_the_matter_is_no_evidence(text: str, programme: Programme) -> None:
    found = only(text, programme)
    foreign = {"other", "letter", "quote", "cme_agenda", "invoice", "purchase_order"}
    assert found.kind in foreign or found.confidence < 0.5


def test_blanks_to_fill_in_are_counted() -> None:
    template = "Je soussigné ............, directeur de [établissement], atteste que l'audit a eu lieu le .../.../...."
    assert blanks(PageText(page(template))) >= 3
    assert blanks(PageText(page("Structure ........ : Clinique du Pont\nDate ....... : 3 mai 2021"))) == 0


def test_the_zone_of_titles_holds_every_title_line(programme: Programme) -> None:
    for _, text in EVIDENCE:
        titles = titles_of(PageText(page(text)))
        for rule in programme.kinds:
            if any(rule.titles.search(line) for line in titles.lines):
                assert rule.zone.search(titles.zone), rule.kind


def test_a_title_outweighs_a_doubtful_model_and_not_a_sure_one() -> None:
    titled = [Score("a", 4.5, "a", 3.0, 0), Score("b", 0.0)]
    assert max(pooled(titled, {"a": 0.3, "b": 0.7}).items(), key=lambda item: item[1])[0] == "a"
    assert pooled(titled, {"a": 0.02, "b": 0.98})["b"] > 0.6
    assert sum(pooled(titled, {"a": 0.3, "b": 0.7}).values()) == pytest.approx(1)


def test_a_kind_without_its_words_is_less_likely() -> None:
    unmet = [Score("a", 0.0, met=False), Score("b", 0.0)]
    met = [Score("a", 0.0), Score("b", 0.0)]
    odds = {"a": 0.6, "b": 0.4}
    assert pooled(unmet, odds)["a"] < pooled(met, odds)["a"]


def test_what_is_not_recognised_names_the_matter_it_speaks_of(programme: Programme) -> None:
    text = (
        "Clinique du Vieux-Pont, point d'étape\nIl est question ici du DMP, de son alimentation par le logiciel et "
        "de la suite du chantier, sans que rien soit encore arrêté par le groupe."
    )
    pages = [PageText(page(text))]
    found = kinds_of(pages, programme.kinds, programme.model)[0]
    assert found.confidence < 0.5 or found.kind == "other"
    assert "dmp_attestation" in candidates_of(pages, programme.kinds, programme.model)


def only(text: str, programme: Programme) -> Kind:
    return kinds_of([PageText(page(text))], programme.kinds, programme.model)[0]

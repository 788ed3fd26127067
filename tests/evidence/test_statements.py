"""What a paper says was done, is planned or is denied: prose, notes, ticked boxes, labels, tables, drawn boxes."""

from __future__ import annotations

from typing import Any

import pytest
from layouts import document, page, table
from test_cases import cases

from checker.evidence import Programme
from checker.evidence.statements import findings_of, statements_of
from checker.evidence.text import PageText
from models.document import CheckBox, Page


def states(shown: Page, kind: str, about: str, programme: Programme) -> set[str]:
    """Return what a page claims of a thing; nothing where it is unclear."""
    findings = findings_of([PageText(shown)], kind, programme.statements)
    return {s.state for s in statements_of(findings, None) if s.about == about} - {"unclear"}


@pytest.mark.parametrize(
    "case",
    [*cases("said"), *cases("said_elsewhere"), *cases("statements_whose"), *cases("statements_since")],
)
def test_what_is_claimed(case: dict[str, Any], programme: Programme) -> None:
    wanted = set() if case["state"] == "unclear" else {case["state"]}
    assert states(page(case["text"]), case["kind"], case["about"], programme) == wanted


def test_a_drawn_box_that_is_empty_says_nothing(programme: Programme) -> None:
    text = "Audit externe de cybersurveillance\nAudit réalisé   oui   non"
    for ticked, wanted in (("oui", {"done"}), ("non", {"denied"})):
        boxes = tuple(
            CheckBox(checked=label == ticked, label=label, box=(200.0, 54.0, 210.0, 64.0))
            for label in ("oui", "non")
        )
        assert states(page(text, boxes=boxes), "audit_attestation", "audit", programme) == wanted


def test_rows_of_a_laid_out_table_are_read_cell_by_cell(programme: Programme) -> None:
    rows = (
        ("Étape", "Constat"),
        ("Envoi à l'usager (Mon espace santé)", "délivré"),
        ("Réponse de l'usager", "non reçue"),
    )
    shown = page("\n".join(" ".join(row) for row in rows), tables=(table(*rows),))
    assert states(shown, "mss_test", "mss_sent", programme) == {"done"}
    assert states(shown, "mss_test", "mss_received", programme) == {"denied"}


def test_a_policy_holds_its_procedure_by_the_steps_under_its_heading(programme: Programme) -> None:
    heading = "Fiche 4 - Procédure de signalement des incidents\n"
    steps = (
        "Tout agent appelle le 4455. L'astreinte qualifie l'incident en une heure.\n"
        "Le RSSI le déclare sur le portail national et avertit la directrice."
    )
    assert states(page(heading + steps), "security_policy", "incident_procedure", programme) == {"done"}
    assert not states(
        page(heading + "4.1 Objet\n4.2 Acteurs"), "security_policy", "incident_procedure", programme
    )


def test_a_form_left_blank_proves_nothing(programme: Programme) -> None:
    text = "Rapport d'activité de la cellule d'identitovigilance\nNombre de réunions :\nNombre de doublons :\nActions :"
    assert not states(page(text), "civ_report", "civ_report", programme)


def test_a_model_of_an_attestation_attests_nothing(programme: Programme) -> None:
    text = "Modèle d'attestation\nJe certifie que l'audit externe de cybersurveillance a été réalisé le 4 mai 2021."
    assert not states(page(text), "audit_attestation", "audit", programme)


def test_a_statement_quotes_where_it_stands(programme: Programme) -> None:
    shown = document(page("Note\nL'audit externe de cybersurveillance a été réalisé le 4 mai 2021.")).pages[0]
    findings = findings_of([PageText(shown)], "audit_attestation", programme.statements)
    (said,) = [s for s in statements_of(findings, None) if s.about == "audit"]
    assert said.quote in shown.text and said.page == 1 and said.box is not None


def test_a_column_of_what_was_expected_is_no_fact(programme: Programme) -> None:
    heads = ("Cas de test", "Attendu", "Résultat")
    rows = (heads, ("Envoi d'un message à l'usager (Mon espace santé)", "Message envoyé", "échec"))
    shown = page("\n".join(" ".join(row) for row in rows), tables=(table(*rows),))
    assert states(shown, "mss_test", "mss_sent", programme) == {"denied"}


def test_a_report_is_not_denied_by_a_meeting_put_off_nor_planned_by_next_years_aims(
    programme: Programme,
) -> None:
    told = (
        "Cellule d'identitovigilance - Bilan d'activité de l'année 2020\n"
        "Deux réunions tenues, celle du printemps ayant été annulée.\nNombre de doublons : 24.\n"
        "Objectif 2021 : installer l'INS et former les hôtesses."
    )
    assert states(page(told), "civ_report", "civ_report", programme) == {"done"}
    unwritten = "Cellule d'identitovigilance - Bilan d'activité 2020\nLe bilan n'a pas encore été rédigé."
    assert states(page(unwritten), "civ_report", "civ_report", programme) <= {"denied", "planned"}


def test_minutes_that_tell_of_another_meeting_cancelled_were_held(programme: Programme) -> None:
    told = (
        "Compte rendu de la cellule d'identitovigilance du 9 novembre 2021\nPrésents : huit membres\n"
        "La séance précédente, annulée, n'avait pas été remplacée."
    )
    assert states(page(told), "civ_minutes", "civ_meeting", programme) == {"done"}


def test_a_reply_shows_that_the_message_it_quotes_was_sent(programme: Programme) -> None:
    reply = (
        "De : testeur@patient.mssante.example\nÀ : accueil@ch.mssante.example\nDate : 12 avril 2022 09:12\n"
        "Objet : RE: essai\n\nJe vous réponds.\n\n-----\nDe : accueil@ch.mssante.example\n"
        "Envoyé : mardi 12 avril 2022 08:55\nObjet : essai\n\nBonjour"
    )
    assert states(page(reply), "mss_test", "mss_sent", programme) == {"done"}
    assert states(page(reply), "mss_test", "mss_received", programme) == {"done"}
    alone = reply.split("-----")[1]
    assert states(page(alone), "mss_test", "mss_sent", programme) == set()


SENT = "La réponse de l'usager est bien arrivée dans la boîte du secrétariat le 28 septembre 2022"


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (f"{SENT}.", {"done"}),
        (f"{SENT}, mais je ne sais pas dire si elle est de lui.", set()),
        (f"{SENT} sans que l'on sache qui l'a écrit.", set()),
        (f"{SENT}. À vérifier avec l'éditeur.", set()),
        (f"{SENT}. Reste à confirmer l'identité de l'expéditeur.", set()),
        (f"{SENT}. Le paramétrage reste à valider pour les autres services du pôle.", {"done"}),
        (f"{SENT}. La boîte sert depuis aux consultations.", {"done"}),
    ],
)
def test_what_the_writer_owns_not_to_know_is_not_claimed(
    text: str, claims: set[str], programme: Programme
) -> None:
    assert states(page(text), "mss_test", "mss_received", programme) == claims


@pytest.mark.parametrize(
    "last",
    [
        "Date retenue pour la séance suivante : mai 2022.",
        "La réunion suivante aura lieu en mai 2022.",
        "Prochaine réunion : mai 2022.",
    ],
)
def test_the_date_of_the_next_meeting_takes_nothing_from_this_one(last: str, programme: Programme) -> None:
    minutes = (
        "Cellule d'identitovigilance – compte rendu de la séance du 2 décembre 2021\n"
        "Vingt-deux membres convoqués, quatorze présents.\n1. Doublons du semestre : 418 détectés.\n" + last
    )
    assert not states(page(minutes), "civ_minutes", "civ_meeting", programme) & {"planned", "denied"}


@pytest.mark.parametrize(
    ("row", "claims"),
    [
        ("Audit externe            12/12/2021", set()),  # a day under « Prévu le » only
        ("Audit externe            12/12/2021    03/01/2022", {"done"}),
        ("Audit externe                          03/01/2022", {"done"}),
    ],
)
def test_a_cell_speaks_under_its_own_heading(row: str, claims: set[str], programme: Programme) -> None:
    heads = "Prérequis                Prévu le      Réalisé le"
    text = f"{heads}\nQuestionnaire RNIV       03/04/2021    02/04/2021\n{row}"
    assert states(page(text), "audit_attestation", "audit", programme) == claims


def test_a_sentence_cut_by_the_foot_of_the_last_page_proves_nothing(programme: Programme) -> None:
    cut = "Le schéma directeur a été validé par le\n          page 3/8"
    end = "comité stratégique du groupement le 4 mars 2021."
    lost, whole = document(page(cut)), document(page(cut, 1), page(end, 2))
    for read, claims in ((lost, set()), (whole, {"done"})):
        findings = findings_of([PageText(shown) for shown in read.pages], "sdsi", programme.statements)
        said = {s.state for s in statements_of(findings, None) if s.about == "sdsi_validated"}
        assert said - {"unclear"} == claims


def test_a_page_of_tests_speaks_of_production_where_it_names_it(programme: Programme) -> None:
    bench = "Environnement : recette\nDépôt du compte rendu dans le DMP : OK"
    real = f"{bench}\nEnvironnement : production\nDépôt du compte rendu dans le DMP : OK"
    assert not states(page(bench), "dmp_attestation", "dmp_feeding", programme)
    assert states(page(real), "dmp_attestation", "dmp_feeding", programme) == {"done"}


def test_a_numbered_step_is_named_by_what_was_expected_of_it(programme: Programme) -> None:
    rows = (
        ("Étape", "Attendu", "Constaté", "Heure"),
        ("1", "Message envoyé du service à l'usager (messagerie citoyenne)", "Envoyé", "09:02"),
        ("2", "Réponse de l'usager reçue dans la boîte du service", "non reçue", "-"),
    )
    shown = page("\n".join(" ".join(row) for row in rows), tables=(table(*rows),))
    assert states(shown, "mss_test", "mss_sent", programme) == {"done"}
    assert states(shown, "mss_test", "mss_received", programme) == {"denied"}

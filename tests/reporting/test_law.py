"""The mention and the four elements of CRPA R.311-3-1-2, for the case at hand."""

from __future__ import annotations

from checker.reporting.dossier_page import dossier_html
from checker.reporting.law import elements, mention
from checker.reporting.programme import words_of

from .invented import sha, verdict

WORDS = words_of("sunes")
PARTS = elements(verdict(7), WORDS, sha("export"))
TEXT = "\n".join(part.text for part in PARTS)


def test_there_are_four_elements_in_the_order_of_the_article() -> None:
    assert [part.title[:2] for part in PARTS] == ["1°", "2°", "3°", "4°"]


def test_the_degree_of_contribution_names_the_human_decision_and_the_advice() -> None:
    assert "ne prend aucune décision" in PARTS[0].text
    assert "Avis proposé pour le dossier n° 7 : non satisfait." in PARTS[0].text


def test_the_data_are_those_of_the_case_unread_ones_too() -> None:
    assert "attestation d’audit de cybersurveillance (1)" in PARTS[1].text
    assert "scan_0001.pdf (illisible)" in PARTS[1].text
    assert sha("export") in PARTS[1].text


def test_the_parameters_are_applied_to_the_case_with_their_texts() -> None:
    assert "fenêtre 4" in PARTS[2].text
    assert "volet 1 et 2" in PARTS[2].text
    assert (
        "– RELIMS, Éditeurs référencés dans RELIMS — instruction 2022/40, annexe 1, RELIMS : non satisfait."
        in PARTS[2].text
    )
    assert "Pondération : aucune." in PARTS[2].text
    assert "Sans objet dans ce cas : UNICITE, PS3.2." in PARTS[2].text


def test_the_operations_name_the_tool_and_when_it_ran() -> None:
    assert "11 mars 2026 par sunes-checker 0.1.0" in PARTS[3].text


def test_the_mention_states_purpose_right_and_recourse() -> None:
    text = mention(WORDS).text
    assert "traitement algorithmique dont la finalité" in text
    assert "Ségur usage numérique" in text
    assert "Commission d’accès aux documents administratifs" in text


def test_the_page_carries_all_of_it_with_the_hashes() -> None:
    html = dossier_html(verdict(7), WORDS, input_digest=sha("export")).decode()
    assert html.count('class="paste"') == 2
    for part in PARTS:
        assert part.title in html
    for digest in (sha("export"), sha("rules"), sha("PSSI.docx")):
        assert digest in html

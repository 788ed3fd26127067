"""A whole document into its facts."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import document, page

from checker.errors import RulesetError
from checker.evidence import Programme, extract, open_programme
from checker.rulesets import RulesetFolder, open_ruleset
from models.document import Document, Mark
from models.dossier import Subject
from models.evidence import FileEvidence

SUBJECT = Subject(names=("Clinique des Tilleuls",), finess=("490000031",), city="Angers")
ATTESTATION = """Clinique des Tilleuls
12 rue du 8 mai 1945
49000 ANGERS
FINESS : 490000031

ATTESTATION DE RÉALISATION D'UN AUDIT EXTERNE
DE CYBERSURVEILLANCE

Je soussignée, Mme Claire Martin, directrice de la Clinique des Tilleuls, atteste que
l'audit externe de cybersurveillance de notre établissement a été réalisé par la
société Sécuris du 4 au 8 octobre 2021, conformément à l'instruction
n° DGOS/PF5/DNS/CTO/2021/167 du 26 juillet 2021.

Fait à Angers, le 12 octobre 2021

La Directrice
Claire MARTIN
"""


def evidence(*pages: str, programme: Programme, subject: Subject = SUBJECT) -> FileEvidence:
    return extract(document(*pages), subject, programme)[0]


def test_an_attestation(programme: Programme) -> None:
    found = evidence(ATTESTATION, programme=programme)
    assert found.kind == "audit_attestation"
    assert found.kind_confidence > 0.8
    assert found.establishment == "same"
    assert [(d.start.isoformat(), d.end.isoformat(), d.role) for d in found.dates] == [
        ("2021-10-04", "2021-10-08", "execution"),
        ("2021-07-26", "2021-07-26", "legal_text"),
        ("2021-10-12", "2021-10-12", "signature"),
    ]
    assert [(s.about, s.state) for s in found.statements] == [("audit", "done")]
    assert [(s.name, s.class_, s.ink) for s in found.signatures] == [("Claire MARTIN", "head", False)]
    assert [(i.type, i.value, i.valid, i.relation) for i in found.identifiers] == [
        ("finess", "490000031", True, "same")
    ]


def test_every_fact_has_its_place(programme: Programme) -> None:
    found = evidence(ATTESTATION, programme=programme)
    facts = [*found.dates, *found.statements, *found.signatures, *found.establishments, *found.identifiers]
    assert facts
    for fact in facts:
        assert fact.page == 1
        assert fact.quote in ATTESTATION
        assert fact.box is not None
        assert fact.box[0] < fact.box[2] <= 595
        assert fact.reader == "pdfium"
        assert 0 < fact.confidence <= 1


def test_a_deed_dated_after_the_signature_is_not_done(programme: Programme) -> None:
    found = evidence(ATTESTATION.replace("12 octobre 2021", "1er octobre 2021"), programme=programme)
    assert [(s.about, s.state) for s in found.statements] == [("audit", "planned")]


def test_a_contradiction_is_unclear(programme: Programme) -> None:
    text = ATTESTATION.replace(
        "\nFait", "\nL'audit externe de cybersurveillance n'a pas encore été réalisé.\n\nFait"
    )
    found = evidence(text, programme=programme)
    assert {s.state for s in found.statements if s.about == "audit"} == {"unclear"}


def test_another_hospital_s_attestation(programme: Programme) -> None:
    text = ATTESTATION.replace("Clinique des Tilleuls", "Clinique des Peupliers").replace("490000031", "")
    assert (
        evidence(
            text.replace("Angers", "Niort").replace("ANGERS", "NIORT"), programme=programme
        ).establishment
        == "other"
    )
    # in the same town it may be the house's former name
    assert evidence(text, programme=programme).establishment == "unknown"


def test_several_documents_in_one_file(programme: Programme) -> None:
    order = (
        "BON DE COMMANDE N° 12\nDate : 02/09/2021\nFournisseur : Sécuris\nAudit externe"
        " de cybersurveillance 4 800 € HT\n"
    )
    minutes = (
        "COMPTE RENDU CIV du 3 mars 2021\nPrésents : A. Roy, B. Petit\nIdentitovigilance : doublons traités."
    )
    found = evidence(ATTESTATION, order, minutes, programme=programme)
    assert {(k.kind, k.first_page, k.last_page) for k in found.kinds} == {
        ("audit_attestation", 1, 1), ("audit_purchase_order", 2, 2), ("civ_minutes", 3, 3),
    }  # fmt: skip
    assert [(d.page, d.role) for d in found.dates if d.page and d.page > 1] == [(2, "order"), (3, "meeting")]


def test_a_policy_that_holds_the_incident_procedure(programme: Programme) -> None:
    found = evidence(
        "POLITIQUE DE SÉCURITÉ DU SYSTÈME D'INFORMATION\nClinique des Tilleuls",
        "Sommaire\n1 Objet ..... 2\n8 Gestion des incidents de sécurité ..... 3",
        "1 Objet\nLa présente politique fixe les règles de disponibilité, intégrité et confidentialité.",
        "8 Remontée des incidents de sécurité\nTout incident grave est signalé sans"
        " délai sur le portail des signalements,"
        " conformément à l'article L.1111-8-2. Le RSSI qualifie l'incident et la"
        " direction déclare l'incident à l'agence.",
        programme=programme,
    )
    assert [(k.kind, k.first_page) for k in found.kinds] == [
        ("security_policy", 1),
        ("incident_procedure", 4),
    ]


def test_a_blank_template_is_no_evidence(programme: Programme) -> None:
    text = (
        "ATTESTATION DE RÉALISATION D'UN AUDIT EXTERNE DE CYBERSURVEILLANCE\nJe"
        " soussigné(e) .............., directeur de"
        " .............., atteste que l'audit externe a été réalisé le .............."
        " par ..............\nFait à ........"
    )
    found = evidence(text, programme=programme)
    assert found.kind == "other"
    assert not any(s.state == "done" for s in found.statements)


def test_the_form_field_proves_nothing(programme: Programme) -> None:
    made = document("Menu de la semaine\nLundi : salade de tomates\nMardi : soupe de légumes")
    assert extract(made, SUBJECT, programme, field_id="file_ps2_2")[0].kind == "other"


MAIL = """De : secretariat@tilleuls.mssante.fr
À : 185027511234567@patient.mssante.fr
Envoyé : 4 avril 2022 10:12
Objet : Test MSS citoyenne
Bonjour, ceci est un test.
"""
REPLY = """De : 185027511234567@patient.mssante.fr
À : secretariat@tilleuls.mssante.fr
Envoyé : 4 avril 2022 11:40
Objet : RE: Test MSS citoyenne
Bien vu, merci.
"""


def test_both_directions_of_a_mail_test(programme: Programme) -> None:
    found = evidence(MAIL + "\n" + REPLY, programme=programme)
    assert {(s.about, s.state) for s in found.statements} >= {("mss_sent", "done"), ("mss_received", "done")}


def test_one_direction_is_one_direction(programme: Programme) -> None:
    found = evidence(MAIL, programme=programme)
    states = {s.about: s.state for s in found.statements}
    assert states.get("mss_sent") == "done"
    assert "mss_received" not in states


def test_a_bounced_message_was_not_sent(programme: Programme) -> None:
    found = evidence("Non remis : votre message n'a pu être distribué\n" + MAIL, programme=programme)
    assert ("mss_sent", "done") not in {(s.about, s.state) for s in found.statements}


def test_parts_inside_a_file(programme: Programme) -> None:
    inner = document(ATTESTATION, name="b.pdf")
    outer = document("Veuillez trouver ci-joint l'attestation.", parts=(inner,), name="a.eml")
    assert [e.path for e in extract(outer, SUBJECT, programme)] == ["a.eml", "a.eml » b.pdf"]


@pytest.mark.parametrize("status", ["unreadable", "encrypted", "empty", "timed_out"])
def test_an_unread_file_says_so(status: str, programme: Programme) -> None:
    made = Document(name="x.pdf", sha256="", media_type="", status=status, message="Fichier illisible.")
    (found,) = extract(made, SUBJECT, programme)
    assert (found.status, found.kind, found.kind_confidence) == (status, "other", 0.0)
    assert found.message == "Fichier illisible."


def test_a_cut_document_is_truncated(programme: Programme) -> None:
    made = document(ATTESTATION).model_copy(update={"page_count": 40})
    assert extract(made, SUBJECT, programme)[0].truncated


def test_confidence_of_a_scan_is_carried(programme: Programme) -> None:
    shown = page(
        ATTESTATION, reader="rapidocr", confidence=0.7, marks=(Mark(kind="ink", box=(40, 250, 200, 300)),)
    )
    found = extract(document(shown), SUBJECT, programme)[0]
    assert all(d.confidence <= 0.7 for d in found.dates)
    assert found.signatures[0].ink is True


WORDS = st.sampled_from(
    [
        "Je",
        "soussigné",
        "directeur",
        "de",
        "la",
        "Clinique",
        "atteste",
        "que",
        "l'audit",
        "externe",
        "de",
        "cybersurveillance",
        "a",
        "été",
        "n'a",
        "pas",
        "sera",
        "réalisé",
        "le",
        "4",
        "octobre",
        "2021",
        "12/10/2021",
        "Fait",
        "à",
        "Angers",
        "CH",
        "CHU",
        "GHT",
        "BON",
        "DE",
        "COMMANDE",
        "☒",
        "☐",
        "Oui",
        "Non",
        ":",
        ";",
        ".",
        ",",
        "(",
        ")",
        "\n",
        "\n\n",
        "\t",
        "",
        "",
        "",
        ".......",
        "100",
        "%",
        "RSSI",
        "présents",
        "CME",
        "messagerie",
        "citoyenne",
        "cas",
        "d'usage",
        "FINESS",
        "490000031",
        "De",
        ":",
        "À",
        ":",
        "@patient.mssante.fr",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=120).map(" ".join))
def test_any_mix_of_words_gives_placed_facts(text: str) -> None:
    programme = open_programme(open_ruleset("sunes"))
    found = extract(document(text), SUBJECT, programme)[0]
    for fact in [
        *found.dates,
        *found.statements,
        *found.signatures,
        *found.establishments,
        *found.identifiers,
    ]:
        assert fact.quote.strip() in text
        assert 0 <= fact.confidence <= 1


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_never_raises(text: str) -> None:
    assert extract(document(text), Subject(), open_programme(open_ruleset("sunes")))


@pytest.mark.parametrize(
    "text", ["(" * 3000, "de " * 3000, "CH de  de  " * 800, "1." * 2000, "." * 5000, "Oui ☐ " * 900]
)
def test_hostile_repetition_is_quick(text: str, programme: Programme) -> None:
    from time import process_time

    start = process_time()
    extract(document(text), SUBJECT, programme)
    assert process_time() - start < 2.0


def test_an_invalid_cue_names_its_file(tmp_path: object, programme: Programme) -> None:
    from pathlib import Path

    root = Path(str(tmp_path))
    (root / "documents").mkdir()
    (root / "documents" / "x.yaml").write_text("kind: x\ntitles: ['(']\n", "utf-8")
    with pytest.raises(RulesetError, match=r"x\.yaml"):
        _ = open_programme(RulesetFolder(root)).kinds


def test_import_brings_no_heavy_library() -> None:
    code = (
        "import sys, checker.evidence; print([m for m in ('spacy', 'numpy', 'rapidfuzz',"
        " 'sklearn') if m in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def test_one_doubtful_digit_makes_its_date_doubtful_and_no_other(programme: Programme) -> None:
    shown = page(ATTESTATION, reader="rapidocr", confidence=0.93, doubt=("2021", 0.55))
    found = extract(document(shown), SUBJECT, programme)[0]
    assert min(d.confidence for d in found.dates) <= 0.55
    assert max(d.confidence for d in found.dates) >= 0.9


@pytest.mark.parametrize(
    ("clause", "state"),
    [
        ("M. Pascal Cazal est désigné RSSI à compter du 5 octobre 2020.", "done"),
        ("M. Pascal Cazal sera désigné RSSI à compter du 5 octobre 2020.", "planned"),
    ],
)
def test_an_appointment_holds_from_a_later_day(programme: Programme, clause: str, state: str) -> None:
    head = "DÉCISION N° 2020-18\nNomination du responsable de la sécurité\n\n"
    text = f"{head}{clause}\n\nMortagnac, le 28 septembre 2020"
    found = extract(document(page(text)), SUBJECT, programme, field_id="file_ps2_1_rssi")[0]
    assert {s.state for s in found.statements if s.about == "rssi_appointed"} == {state}


POLICY = (
    "Clinique des Monts\nPolitique de sécurité du système d'information – 2021\n"
    "Principes, rôles, règles, contrôles\n"
)


@pytest.mark.parametrize(
    "procedure",
    [
        "E. Procédure de remontée des incidents de sécurité\nE1 prévenir le RSSI ; E2 isoler ;\n"
        "E3 déclarer au CERT Santé ; E4 astreinte et registre, escalade",
        "Procédure de remontée des incidents : l'agent prévient l'astreinte, le RSSI déclare au CERT Santé.",
        "Annexe : procédure de remontée des incidents de sécurité (alerte, qualification, déclaration CERT Santé)",
    ],
)
def test_a_policy_that_ends_with_the_incident_procedure_is_both(programme: Programme, procedure: str) -> None:
    found = extract(document(page(POLICY + procedure)), SUBJECT, programme, field_id="file_ps2_1_policy")[0]
    assert found.kind == "security_policy"
    assert {kind.kind for kind in found.kinds} == {"security_policy", "incident_procedure"}


def test_a_policy_that_only_names_the_procedure_does_not_hold_it(programme: Programme) -> None:
    text = f"{POLICY}Procédure de remontée des incidents : à rédiger\nSauvegardes\nLes sauvegardes sont quotidiennes."
    found = extract(document(page(text)), SUBJECT, programme, field_id="file_ps2_1_policy")[0]
    assert {kind.kind for kind in found.kinds} == {"security_policy"}

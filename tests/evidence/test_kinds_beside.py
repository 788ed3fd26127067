"""One paper that proves two things is of both kinds; one that only names the second is not."""

from __future__ import annotations

import pytest
from layouts import document, page

from checker.evidence import Programme, extract
from checker.evidence.kinds import kinds_of
from checker.evidence.text import PageText
from models.dossier import Subject

BOTH = (
    "Clinique de la Sauve\nATTESTATION\nJe soussignée, Irène Maury, directrice, certifie :\n"
    "- que notre dossier patient alimente le DMP en production depuis le 3 mai 2021 ;\n"
    "- que notre messagerie sécurisée de santé est opérationnelle dans l'espace de confiance MSSanté, 22 boîtes étant "
    "ouvertes.\nFait à La Sauve, le 14 octobre 2021\nIrène Maury, directrice"
)
DMP_ONLY = (
    "Clinique de la Sauve\nATTESTATION\nJe soussignée, Irène Maury, directrice, certifie que notre dossier patient "
    "alimente le DMP en production depuis le 3 mai 2021 (profil alimentation).\n"
    "Fait à La Sauve, le 14 octobre 2021\nIrène Maury, directrice"
)
ORDER = (
    "BON DE COMMANDE N° 77\nClinique de la Sauve, le 2 mars 2022\nFournisseur : Ponant Cyber\n"
    "1  Audit externe de cybersurveillance  3 900,00\n2  Module messagerie sécurisée MSSanté, installation  4 100,00\n"
    "Total HT 8 000,00"
)


def named(text: str, programme: Programme) -> set[str]:
    return {k.kind for k in kinds_of([PageText(page(text))], programme.kinds, programme.model)}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (BOTH, {"dmp_attestation", "mss_attestation"}),
        (DMP_ONLY, {"dmp_attestation"}),
        (ORDER, {"audit_purchase_order", "mss_purchase_order"}),
    ],
)
def test_kinds_of_one_paper(text: str, kinds: set[str], programme: Programme) -> None:
    assert named(text, programme) == kinds


def test_what_one_attestation_says_of_two_things_is_found(programme: Programme) -> None:
    (found,) = extract(document(BOTH), Subject(names=("Clinique de la Sauve",)), programme)
    done = {s.about for s in found.statements if s.state == "done"}
    assert {"dmp_feeding", "mss_operational"} <= done
    assert len(found.statements) == len({(s.about, s.quote) for s in found.statements})


APPOINTMENT = (
    "HÔPITAL LOCAL DE MIRANDOL\nNOTE DE SERVICE 12/2021\nMonsieur Paul Estève est nommé responsable de la sécurité des "
    "systèmes d'information (RSSI) à compter du 1er février 2021.\nLe directeur, Jean Roux"
)
LOG = (
    "Suivi SSI : points RSSI / directeur\n12/01/2022  J. Roux, P. Estève  point sécurité, plan d'action revu\n"
    "21/06/2022  J. Roux, P. Estève  rendez-vous RSSI et direction, incidents du semestre"
)


def test_a_page_behind_an_appointment_is_recognised_or_at_least_suspected(programme: Programme) -> None:
    (found,) = extract(document(page(APPOINTMENT, 1), page(LOG, 2)), Subject(), programme)
    assert "rssi_meetings" in {*found.candidates, *(k.kind for k in found.kinds)}


@pytest.mark.parametrize(
    "next_page", ["Il assiste le directeur et rend compte une fois par an.\n" * 3, BOTH[:90]]
)
def test_the_same_paper_going_on_is_no_other(next_page: str, programme: Programme) -> None:
    (found,) = extract(document(page(APPOINTMENT, 1), page(next_page, 2)), Subject(), programme)
    assert found.candidates == ()


TEST = (
    "Clinique de la Sauve\nATTESTATION DE LA DIRECTRICE\nMessagerie citoyenne : le 2 mars 2023, un message test a été "
    "envoyé à un usager par Mon espace santé ; sa réponse a été reçue le même jour dans notre boîte MSSanté.\n"
    "La directrice, Irène Maury"
)
MAILBOXES = (
    "Messagerie professionnelle : la clinique a 12 boîtes dans l'espace de confiance MSSanté. Elles sont "
    "opérationnelles depuis mai 2021.\n",
    "Pour mémoire, nos 88 boîtes MSSanté sont opérationnelles sur les deux sites.\n",
    "Nos boîtes aux lettres MSSanté sont en service depuis 2020.\n",
)


@pytest.mark.parametrize("said", MAILBOXES)
def test_a_test_message_beside_mailboxes_said_to_be_in_use_attests_both(
    said: str, programme: Programme
) -> None:
    head, _, rest = TEST.partition("Messagerie citoyenne")
    assert named(f"{head}{said}Messagerie citoyenne{rest}", programme) == {"mss_test", "mss_attestation"}


@pytest.mark.parametrize("said", ["", "Nos boîtes MSSanté ne sont pas encore opérationnelles.\n"])
def test_a_test_message_alone_attests_no_mailbox(said: str, programme: Programme) -> None:
    head, _, rest = TEST.partition("Messagerie citoyenne")
    assert "mss_attestation" not in named(f"{head}{said}Messagerie citoyenne{rest}", programme)


def test_a_test_message_that_speaks_of_the_mailboxes_leaves_their_attestation_in_doubt(
    programme: Programme,
) -> None:
    said = "Les comptes du service, tous dans l'espace de confiance, sont relevés chaque jour.\n"
    head, _, rest = TEST.partition("Messagerie citoyenne")
    subject = Subject(names=("Clinique de la Sauve",))
    (found,) = extract(document(f"{head}{said}Messagerie citoyenne{rest}"), subject, programme)
    assert found.kind == "mss_test"
    assert "mss_attestation" in found.candidates
    (alone,) = extract(document(TEST), subject, programme)
    assert "mss_attestation" not in alone.candidates


def test_meetings_bound_behind_an_appointment_are_parted_from_it(programme: Programme) -> None:
    listed = (
        "Clinique de la Sauve\nSÉCURITÉ INFORMATIQUE : RELEVÉ DES RENCONTRES DIRECTRICE / RSSI EN 2021\n"
        "8 avril 2021, 10 h – I. Maury, directrice ; P. Estève, RSSI\nAnalyse de risques relue.\n"
        "2 septembre 2021, 14 h – I. Maury ; P. Estève\nLe plan d'action est clos."
    )
    (found,) = extract(
        document(APPOINTMENT, listed), Subject(names=("Hôpital local de Mirandol",)), programme
    )
    assert {(k.kind, k.first_page) for k in found.kinds} == {("rssi_appointment", 1), ("rssi_meetings", 2)}
    assert [d.role for d in found.dates if d.page == 2] == ["meeting", "meeting"]

"""Whose a document is, as an instructor sees it: namesakes, short forms, groups, sentences that run on."""

from __future__ import annotations

import pytest
from layouts import page

from checker.evidence import Programme
from checker.evidence.establishments import mentions_of, relation_of
from checker.evidence.identifiers import digits_apart, identifiers_of
from checker.evidence.text import PageText
from models.dossier import Subject
from models.evidence import Mention

CLINIC = Subject(
    names=("Clinique Saint-Brice",), finess=("870012341",), siret=("41822093500013",), city="Limoges"
)
HOSPITAL = Subject(
    names=("Centre hospitalier Anne-de-Kerlan de Trévidy",),
    finess=("220996672",),
    ght="GHT Dronne et Double",
    support="Centre hospitalier de l'agglomération de Nevrac",
    city="Trévidy",
)


def mentions(text: str, subject: Subject, programme: Programme) -> tuple[Mention, ...]:
    return mentions_of([PageText(page(text))], subject, programme.names)


def relation(text: str, subject: Subject, programme: Programme) -> str:
    shown = PageText(page(text))
    return relation_of(
        mentions_of([shown], subject, programme.names), identifiers_of(shown, subject, programme.names)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Clinique Saint-Brice",
        "Clin. St Brice, Limoges",
        "CLINIQUE SAINT-BRICE\n87000 LIMOGES",
        "C1inique Saint-Brice, à Limoqes",
        "Clinique Saint-Brice – Présidence\nLimoges, le 4 mai 2022",
        "Clinique Saint-Brice\nSIRET 41822093500039",
        "CLINIQUE SAINT-BRICE DIM\nCompte rendu",
        "Clinique Saint-Brice, Mme Roux",
        "Médiciel SARL, 69003 Lyon, SIRET 44455566600012\nClient : Clinique Saint-Brice",
        "Clinique Saint-Brice : 12 480 Dossiers relus en mai",
        "Clinique Saint-Brice\nFINESS 870099999",
    ],
)
def test_its_own_paper(text: str, programme: Programme) -> None:
    assert relation(text, CLINIC, programme) == "same"


@pytest.mark.parametrize(
    "text",
    [
        "Clinique Saint-Brice (Angoulême)\nSIRET 50218841000018",
        "Clinique Saint-Brice (16)",
        "Clinique Saint-Brice\nFiness juridique : 670005123",
        "Clinique Saint-Brice\n3 quai du Port\n17200 Royan",
        "Clinique Saint-Brice à Marennes",
        "CLINIQUE SAINT-BRICE LYON",
        "Clinique Saint-Brice\nLyrac-les-Bains\nAttestation",
        "Clinique Saint-Brice – RCS Lyon 512 334 890",
        "Clinique Saint-Brice-de-Paule",
        "Procédure de la Clinique Saint-Brice\nClinique Saint-Brice, 16000 Angoulême",
    ],
)
def test_a_namesake_is_never_taken_for_it(text: str, programme: Programme) -> None:
    assert relation(text, CLINIC, programme) in {"unknown", "other"}


def test_a_namesake_with_town_and_number_is_another(programme: Programme) -> None:
    text = "Clinique Saint-Brice\n5 quai du Port\n17200 Royan\nFINESS 170780225"
    assert relation(text, CLINIC, programme) == "other"


def test_a_legal_seat_elsewhere_makes_no_other_house(programme: Programme) -> None:
    text = "Clinique Saint-Brice\nSiège social : 8 avenue Foch, 75116 Paris\nFINESS juridique 750056335"
    assert relation(text, CLINIC, programme) == "unknown"


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("CH A. DE KERLAN – TRÉVIDY", "same"),
        ("CH Kerlan, 22300 Trévidy", "same"),
        ("CH Kerlan", "unknown"),
        ("CH P. de Kerlan", "unknown"),
        ("CH de Trévidy-Plage", "other"),
        ("CH-Trévidy", "same"),
        ("CH Trévidy-Mézin", "unknown"),
        ("CH de Trévidy. Participants : Mme Roux", "same"),
        ("Accord à la candidature du CH de Trévidy à SUN-ES", "same"),
        ("CH de l'agglomération de Nevrac", "group"),
        ("PSSI DU GHT – DÉCLINAISON « CH ANNE-DE-KERLAN »", "same"),
        ("CH de Clamartin, établissement membre du GHT Dronne et Double", "other"),
        ("Le DSI du GHT Dronne et\nDouble est nommé", "group"),
        ("GHT Dronne\nCH de l'agglomération de Nevrac", "group"),
        ("GHT Dronne", "unknown"),
        ("GHT Dronne et Vézère", "other"),
    ],
)
def test_a_member_of_a_group(text: str, whose: str, programme: Programme) -> None:
    assert relation(text, HOSPITAL, programme) == whose


@pytest.mark.parametrize(
    "text",
    [
        "Rattachement au CHU. Titre III",
        "Cinq hôpitaux. ÉTAT DES LIEUX",
        "pour toute la clinique\nContenu",
        "au sein de la résidence et le centre de santé. Déroulement",
        "PSSI DU GHT – DÉCLINAISON",
    ],
)
def test_what_names_no_hospital(text: str, programme: Programme) -> None:
    assert mentions(text, HOSPITAL, programme) == ()


def test_who_runs_a_house_speaks_for_it_in_its_town(programme: Programme) -> None:
    own = Subject(names=("Hôpital Sainte-Aure",), city="Saint-Ybard")
    policy = "Association Sainte-Aure\nPolitique de sécurité de l'hôpital\n"
    assert relation(policy + "Fait à Saint-Ybard, le 15 mai 2022", own, programme) == "same"
    assert relation(policy + "Fait à Lyon, le 15 mai 2022", own, programme) == "unknown"
    assert relation("Association Sainte-Aure – EHPAD\nÀ Saint-Ybard, le 2 mai 2022", own, programme) != "same"


def test_a_house_named_by_its_foundation_only(programme: Programme) -> None:
    own = Subject(names=("Hôpital de la Fondation Amédée-Vautrin",), city="Paris")
    assert relation("FONDATION AMÉDÉE-VAUTRIN\nPSSI", own, programme) == "same"
    assert relation("FONDATION AMÉDÉE-LEVASSEUR\nPSSI", own, programme) != "same"


def test_a_name_that_holds_no_house_is_none_of_his(programme: Programme) -> None:
    own = Subject(names=("Centre hospitalier (Nérac)",), city="Nérac")
    assert relation("Centre hospitalier de Marmande\nCompte rendu", own, programme) != "same"


def test_sites_of_an_association_in_other_towns_are_its_own(programme: Programme) -> None:
    own = Subject(
        names=("Association pour la dialyse en Anjou (APDAN)",), finess=("490001234",), city="Angers"
    )
    assert relation("APDAN – Saumur\nCompte rendu", own, programme) == "same"


def test_digits_apart() -> None:
    assert digits_apart("870012341", ("870012341",)) == 0
    assert digits_apart("870012349", ("310780523", "870012341")) == 1
    assert digits_apart("870012341", ()) == 9


def test_a_type_above_a_document_s_words_names_nobody(programme: Programme) -> None:
    for below in (
        "Édition 2 – janvier 2022",
        "Révision B",
        "Janvier 2022",
        "Version 3",
        "Indice 4",
        "Tome 1",
    ):
        text = f"POLITIQUE DE SÉCURITÉ DU CENTRE DE SOINS DE SUITE\n{below}\nPrincipe 1. Chacun a son compte."
        assert relation(text, CLINIC, programme) == "unknown", below
    assert relation("CENTRE HOSPITALIER\nBlangy-sur-Orne\nPolitique", CLINIC, programme) == "other"


JOINT = "Direction commune Clinique Saint-Brice / CH de Blangy-Dorne\nATTESTATION\n"


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        (JOINT + "Le CH de Blangy-Dorne atteste de la présence de son adresse.", "unknown"),
        (JOINT + "Le CH de Blangy-Dorne, représenté par son directeur, certifie ce qui suit.", "unknown"),
        (JOINT + "La Clinique Saint-Brice atteste de la présence de son adresse.", "same"),
        (JOINT + "Le CH de Blangy-Dorne atteste que la Clinique Saint-Brice a été auditée.", "same"),
        (JOINT + "Le directeur atteste de la présence de l'adresse.", "same"),
    ],
)
def test_under_a_common_letterhead_the_house_that_attests_speaks(
    text: str, whose: str, programme: Programme
) -> None:
    assert relation(text, CLINIC, programme) == whose


def test_an_acronym_written_out_as_another_body_s_is_not_its_own(programme: Programme) -> None:
    own = Subject(names=("Association pour la dialyse en unités du Limousin", "ADUL"), city="Limoges")
    assert (
        relation("ADUL\nAmicale départementale des utilisateurs de logiciels\nProcès-verbal", own, programme)
        != "same"
    )
    assert (
        relation("ADUL\nAssociation de dialyse en unités du Limousin\nProcès-verbal", own, programme)
        == "same"
    )
    assert relation("ADUL\nProcès-verbal de la réunion du 4 mai", own, programme) == "same"


def test_a_site_in_brackets_of_the_dossier_s_kind_may_be_its_own(programme: Programme) -> None:
    own = Subject(names=("Centre hospitalier universitaire de Vaubourg",), city="Vaubourg")
    assert relation("HÔPITAL DES ENFANTS MALADES (CHU)\nAttestation", own, programme) == "unknown"
    assert relation("CH DE BLANGY (CH)\nAttestation", own, programme) == "other"

"""Names beside names: tables and lists of members, two types in one name, signers, short names of a group's papers."""

from __future__ import annotations

import pytest
from layouts import page

from checker.evidence import Programme
from checker.evidence.establishments import mentions_of, relation_of
from checker.evidence.names import parsed
from checker.evidence.text import PageText
from models.dossier import Subject

MEMBER = Subject(
    names=("Hôpital de proximité et EHPAD Les Deux-Rives",),
    finess=("240000117",),
    ght="GHT Isle et Double",
    support="Centre hospitalier Anne-Delmas de Montcarel",
    city="Ribérol",
)
SUPPORT = Subject(
    names=("Centre hospitalier intercommunal du Haut-Morvan",),
    ght="GHT Yonne et Morvan",
    support="Centre hospitalier intercommunal du Haut-Morvan",
    city="Château-Ligny",
)
CLINIC = Subject(names=("Clinique du Parc",), finess=("690790021",), city="Villemont")
CENTRE = Subject(names=("Centre de lutte contre le cancer Irène-Bastide",), city="Castelmaure")


def relation(text: str, subject: Subject, programme: Programme) -> str:
    return relation_of(mentions_of([PageText(page(text))], subject, programme.names), ())


@pytest.mark.parametrize("kind", ["CLCC", "C.L.C.C.", "CRLCC", "Centre régional de lutte contre le cancer"])
def test_a_centre_by_the_initials_of_its_kind(kind: str, programme: Programme) -> None:
    assert relation(f"{kind} Irène-Bastide\nCompte rendu", CENTRE, programme) == "same"
    assert relation(f"{kind} René-Vaucher\nCompte rendu", CENTRE, programme) == "other"
    assert relation(f"{kind}\nCompte rendu", CENTRE, programme) == "unknown"


@pytest.mark.parametrize(
    ("name", "kind", "place"),
    [
        ("Hôpital de proximité et EHPAD Les Deux-Rives", "ch", "deux rives"),
        ("HÔPITAL-EHPAD LES DEUX-RIVES", "ch", "deux rives"),
        ("EHPAD et hôpital Les Deux-Rives", "ch", "deux rives"),
        ("EHPAD Les Deux-Rives", "residence", "deux rives"),
        ("EHPAD du CH de Nérac", "residence", "nerac"),
        ("Clinique Résidence du Parc", "clinique", "residence parc"),
        ("hôpital et de l'EHPAD", "ch", ""),
    ],
)
def test_a_house_of_two_types(name: str, kind: str, place: str, programme: Programme) -> None:
    found = parsed(name, programme.names)
    assert (found.type, found.place) == (kind, place)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Hôpital Les Deux-Rives\nRencontre du directeur et du RSSI", "same"),
        ("Hôpital des Trois-Rives\nRencontre du directeur et du RSSI", "other"),
        (
            "CH DE MONTCAREL\nÉtablissement support du GHT Isle et Double\n"
            "Le RSSI intervient à l'Hôpital Les Deux-Rives et au CH de Brantac.",
            "same",
        ),
        # a list without the dossier's own may be one that leaves it out
        ("GHT Isle et Double\nLe RSSI intervient au CH de Sarlande et au CH de Brantac.", "unknown"),
        # another's letterhead stays one, whatever its lists hold
        ("CH DE BRANTAC\nAttestation\nIl a été audité, comme l'Hôpital Les Deux-Rives.", "unknown"),
        # who is left out of an audit has not been audited
        (
            "GHT Isle et Double\nAttestation\nL'audit a porté sur tous les membres, à l'exception de "
            "l'Hôpital Les Deux-Rives.",
            "group",
        ),
        (
            "CH Anne-Delmas de Montcarel\nAttestation d'audit du CH de Montcarel\n"
            "L'Hôpital Les Deux-Rives n'entrait pas\ndans le périmètre.",
            "group",
        ),
        ("CH de Brantac\nAudit\nL'Hôpital Les Deux-Rives n'est pas concerné.", "other"),
        ("GHT Isle et Double\nAudit du groupement, sauf au CH de Brantac et à l'Hôpital Les Deux-Rives.", "group"),
        ("Hôpital Les Deux-Rives\nPSSI, hors EHPAD", "same"),
        ("À l'exception de la radiologie, les documents de l'Hôpital Les Deux-Rives alimentent le DMP.", "same"),
    ],
)  # fmt: skip
def test_lists_of_members(text: str, whose: str, programme: Programme) -> None:
    assert relation(text, MEMBER, programme) == whose


@pytest.mark.parametrize(
    ("text", "subject", "whose"),
    [
        (
            "GHT Yonne et Morvan\nÉtablissement DPI GAM\nCHI du Haut-Morvan Orbis Clinicom\n"
            "CH de Vézeray Orbis Clinicom\nCH d'Avalmont Easily Clinicom",
            SUPPORT,
            "same",
        ),
        # no table: the words after the name may be of it
        ("CHI du Haut-Morvan Orbis Clinicom\nCompte rendu", SUPPORT, "unknown"),
        ("Établissement DPI\nCHI du Haut-Morvan-Sud Orbis\nCH de Vézeray Orbis", SUPPORT, "unknown"),
        # a column of towns tells namesakes apart
        ("Établissement Ville\nClinique du Parc Lyonval\nClinique des Lilas Villemont", CLINIC, "unknown"),
        ("Établissement DPI\nClinique du Parc Impérial Orbis\nClinique des Lilas Orbis", CLINIC, "unknown"),
    ],
)
def test_a_name_that_runs_on_into_the_next_cell(
    text: str, subject: Subject, whose: str, programme: Programme
) -> None:
    assert relation(text, subject, programme) == whose


def test_who_signs_under_a_type_is_no_part_of_its_name(programme: Programme) -> None:
    head = "GHT Isle et Double\nNomination du DSI\n"
    assert relation(head + "La directrice du CH\nMme Claire de VILLEBOIS", MEMBER, programme) == "group"
    assert relation(head + "Le directeur du CHU\nJean-Paul ESTÈVE", MEMBER, programme) == "group"
    assert relation("La directrice de la Clinique\nSolène ARVEUF", CLINIC, programme) == "unknown"
    assert (
        relation("Attestation\nLe directeur du Centre hospitalier\nJean Moulin", CLINIC, programme) != "same"
    )


@pytest.mark.parametrize(
    ("said", "whose"),
    [
        ("CH de Montcarel", "group"),
        ("CH Anne-Delmas", "group"),
        ("CH de Montcarel-le-Haut", "unknown"),
        ("CH de Sarlande", "unknown"),
        ("Clinique de Montcarel", "unknown"),
    ],
)
def test_the_short_name_of_a_supporting_hospital(said: str, whose: str, programme: Programme) -> None:
    text = f"GHT Isle et Double\nNomination du RSSI\nLe directeur du {said}"
    assert relation(text, MEMBER, programme) == whose

"""Whole papers of the sample exports, from their bytes to their facts: what each says must not be lost on the way."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest

from checker.evidence import Programme, extract
from checker.reading import read
from models.dossier import Subject
from models.evidence import FileEvidence

SAMPLES = Path(__file__).parents[2] / "samples"


def paper(where: str, programme: Programme) -> FileEvidence:
    """Return what the one paper of a sample dossier whose name begins so says."""
    folder, begins = where.split(":")
    export, dossier = folder.split("/")
    inside = (p for p in (SAMPLES / export).rglob("*") if p.is_file() and dossier in p.parts)
    (path,) = (p for p in inside if normalize("NFC", p.name).startswith(begins))
    return extract(read(path, path.name), Subject(), programme)[0]


@pytest.mark.parametrize(
    ("where", "about"),
    [
        ("fenetre2/dossier-7202240:Attestation DMP", "dmp_feeding"),
        ("fenetre2/dossier-7203398:alimentation dmp", "dmp_feeding"),
        ("fenetre2/dossier-7204455:PS3.1", "dmp_feeding"),
        ("fenetre2/dossier-7205527:DMP compatibilité", "dmp_feeding"),
        ("fenetre3/dossier-9302004:PS3.1", "dmp_feeding"),
        ("fenetre3/dossier-9304209:Attestation DMP", "dmp_feeding"),
        ("fenetre2/dossier-7203770:PS3.2", "mss_operational"),
        ("fenetre2/dossier-7204833:MSS", "mss_operational"),
        ("fenetre3/dossier-9302418:MSS", "mss_operational"),
        ("fenetre3/dossier-9304560:messagerie", "mss_operational"),
        ("fenetre2/dossier-7203056:PS2.1_RSSI", "rssi_appointed"),
        ("fenetre2/dossier-7203770:Nomination RSSI", "rssi_appointed"),
        ("fenetre2/dossier-7204455:PS2.1_RSSI", "rssi_appointed"),
        ("fenetre2/dossier-7205527:Désignation RSSI", "rssi_appointed"),
        ("fenetre3/dossier-9304209:Nomination RSSI", "rssi_appointed"),
        ("fenetre3/dossier-9400342:lettre mission", "rssi_appointed"),
        ("fenetre2/dossier-7204455:Décision DSI", "dsi_appointed"),
        ("fenetre2/dossier-7205527:Nomination DSI", "dsi_appointed"),
        ("fenetre2/dossier-7203398:Attestation signée", "audit"),
        ("fenetre2/dossier-7205527:schéma directeur", "sdsi_validated"),
        ("fenetre3/dossier-9303505:PV test message", "mss_sent"),
        ("fenetre3/dossier-9303505:PV test message", "mss_received"),
    ],
)
def test_what_a_paper_affirms_is_read_as_done(where: str, about: str, programme: Programme) -> None:
    said = paper(where, programme).statements
    assert {s.state for s in said if s.about == about} == {"done"}, [(s.state, s.quote) for s in said]


@pytest.mark.parametrize(
    ("where", "days"),
    [
        ("fenetre3/dossier-9302004:CR CIV n-1", "2021-12-10"),
        ("fenetre3/dossier-9304560:civ_1", "2022-05-11"),
        ("fenetre2/dossier-7203770:PV CIV", "2021-10-01"),
        ("fenetre2/dossier-7204012:PS1.1 réunions", "2021-10-14 2022-02-17"),
        ("fenetre3/dossier-9400117:civ_cr", "2022-11-25 2023-02-02"),
        ("fenetre3/dossier-9302418:Compte rendu", "2021-11-18"),
        ("fenetre3/dossier-9303505:CR CIV", "2022-04-21"),
        ("fenetre2/dossier-7201873:PS2.1_rdv", "2021-06-18 2021-10-22 2022-02-11"),
        ("fenetre2/dossier-7204455:CR rencontres", "2021-09-08 2022-03-02"),
    ],
)
def test_meetings_are_those_held_and_never_the_next_one(where: str, days: str, programme: Programme) -> None:
    met = {(d.start, d.end) for d in paper(where, programme).dates if d.role == "meeting"}
    assert met == {(date.fromisoformat(day),) * 2 for day in days.split()}

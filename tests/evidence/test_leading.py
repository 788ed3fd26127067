"""A date at the head of its line is told from one inside a sentence."""

from __future__ import annotations

import pytest
from layouts import document

from checker.evidence import Programme, extract
from models.dossier import Subject

HEAD = "Centre hospitalier des Monts\nRelevé des rendez-vous entre le RSSI et la direction\n"


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("7 décembre 2021, en visioconférence", True),
        ("=== 7 décembre 2021, bureau de la directrice ===", True),
        ("Mardi 7 décembre 2021", True),
        ("2) Le 7 décembre 2021 : revue du plan", True),
        ("DATE / HEURE / LIEU : mardi 7 décembre 2021, 9 h", True),
        ("Revue du 7 décembre 2021 : Mme Roy, M. Paul", True),
        ("Le pare-feu a été remplacé le 7 décembre 2021.", False),
        ("Prochaine réunion : 7 décembre 2021", False),
        ("4. Réunion suivante fixée au 7 décembre 2021.", False),
        ("Diffusé le : 7 décembre 2021", False),
        ("Point n° 1 – Adoption du procès-verbal du 7 décembre 2021.", False),
        ("Incidents déclarés\n07/12/2021 : poste volé, compte bloqué", False),
        ("Relevé d'actions\nAction | Pilote | Date\n07/12/2021 | Mme Roy | Affiche", False),
        ("Doublons fusionnés par l'éditeur le 7 décembre 2021", False),
    ],
)
def test_where_a_date_stands(line: str, leads: bool, programme: Programme) -> None:
    (found,) = extract(document(HEAD + line + "\nPrésents : Mme Roy, M. Paul"), Subject(), programme)
    (fact,) = [d for d in found.dates if d.start.isoformat() == "2021-12-07"]
    assert fact.leads == leads

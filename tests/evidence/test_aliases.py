"""How a dossier's own names may be printed, and what is none of them."""

from __future__ import annotations

import pytest

from checker.evidence.aliases import aliases_of, variants
from checker.evidence.text import fold

NAMES = ("Association des dialysés de la baie de Morlaix (ADBM)", "GCS Soins et Imagerie de Saint-Pol")


def found(text: str) -> list[str]:
    return [text[a:b] for alias in aliases_of(NAMES) for a, b in alias.spans(text, fold(text))]


def test_brackets_and_legal_forms_part_a_name() -> None:
    assert variants("SAS Roseraie Santé (ex Clinique du Lac)") == (
        "SAS Roseraie Santé (ex Clinique du Lac)",
        "SAS Roseraie Santé",
        "Clinique du Lac",
        "Roseraie Santé",
    )


@pytest.mark.parametrize(
    "text",
    ["A.D.B.M. – PSSI", "ADBM", "G.C.S. Soins & Imagerie de St-Pol", "GCS SOINS ET IMAGERIE DE SAINT POL"],
)
def test_a_name_in_other_type(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize("text", ["adbm", "ADBMX", "Soins et imagerie", "GCS Soins de Saint-Pol"])
def test_what_is_no_name_of_his(text: str) -> None:
    assert found(text) == []

"""SONS put to an export: the order, the quote and the acceptance of a software, read and judged by their dates."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.judging.exports import Piece, write_export

ROOT = Path(__file__).parents[2]
CLIENT = "Centre hospitalier de Valmont"


def order(day: str) -> Piece:
    lines = (
        CLIENT, "FINESS 010000024", "", "BON DE COMMANDE n° 2022-0417", "", f"Date de commande : {day}",
        "Fournisseur : Logiciels Aubrac", "", "1  Prestation Ségur, dossier patient informatisé   18 000,00",
        "Total HT   18 000,00 euros", "Adresse de livraison : " + CLIENT,
    )  # fmt: skip
    return Piece("Bon de commande de la prestation Ségur", "bdc 0417.pdf", lines)


def quote(day: str, *, signed: bool = True) -> Piece:
    lines = (
        "Logiciels Aubrac", "", "DEVIS n° 88-2022", "", f"Client : {CLIENT}", "Offre valable trois mois.",
        "Prestation Ségur, dossier patient informatisé", "Total HT   18 000,00 euros", "",
        f"Bon pour accord, signé le {day}", "La directrice, Jeanne Morel", "Signature :",
    )  # fmt: skip
    return Piece("Devis signé", "devis.pdf", lines, signed=signed)


def acceptance(day: str) -> Piece:
    lines = (
        CLIENT, "", "PROCÈS-VERBAL DE VÉRIFICATION D'APTITUDE", "",
        "L'établissement constate l'aptitude du logiciel livré par Logiciels Aubrac et la prononce sans réserve.",
        "", f"Fait à Valmont, le {day}", "La directrice, Jeanne Morel", "Signature :",
    )  # fmt: skip
    return Piece("Procès-verbal de vérification d’aptitude (VA)", "va.pdf", lines, signed=True)


def outcomes(folder: Path, *pieces: Piece, stage: str = "candidature", **changed: str) -> dict[str, str]:
    answers = {
        "Nom de l’établissement": CLIENT,
        "Couloir du logiciel": "DPI",
        "Date de dépôt des preuves par l’éditeur": "2022-05-01",
        "Le logiciel est-il référencé par l’ANS ?": "Oui",
        "Un autre éditeur est-il déjà financé pour cette fonction ?": "Non",
        **changed,
    }
    export = write_export(
        folder / "export",
        applicant="CH DE VALMONT",
        siret="26010002400012",
        submitted_on="2022-06-02",
        answers=answers,
        pieces=pieces,
    )
    done = subprocess.run(
        [sys.executable, "-m", "checker.cli", "check", export, "--out", folder / "out", "--ruleset", "sons",
         "--stage", stage, "--no-report"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    verdict: dict[str, Any] = json.loads((folder / "out" / "verdicts" / "7.json").read_bytes())
    return {r["id"].removeprefix("SONS."): r["outcome"] for r in verdict["requirements"]}


def test_an_application_in_time_is_satisfied(tmp_path: Path) -> None:
    found = outcomes(tmp_path, order("10 mars 2022"), quote("8 mars 2022"))
    assert found == {
        **dict.fromkeys(["COMMANDE", "DEVIS", "DELAI", "REFERENCE", "UNICITE"], "satisfied"),
        "VA": "not_applicable",
    }


def test_an_order_after_the_closing_and_an_unsigned_quote_are_not(tmp_path: Path) -> None:
    found = outcomes(tmp_path, order("18 juillet 2022"), quote("8 mars 2022", signed=False))
    assert found["COMMANDE"] == "not_satisfied"
    assert found["DEVIS"] == "not_satisfied"


@pytest.mark.parametrize(
    ("day", "outcome"), [("31 décembre 2022", "satisfied"), ("2 janvier 2023", "not_satisfied")]
)
def test_the_acceptance_is_judged_against_the_balance_closing(tmp_path: Path, day: str, outcome: str) -> None:
    assert outcomes(tmp_path, acceptance(day), stage="usage")["VA"] == outcome

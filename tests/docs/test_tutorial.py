"""The tutorial's ruleset, as its page leads through it: proved by the workbench, then put to a small export."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.judging.exports import Piece, write_export

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial"
PAGE = ROOT / "docs" / "tutorial.md"

MINUTES = (
    "Association Les Terreaux de Brumeval",
    "12 rue du Lavoir, 99100 Brumeval",
    "",
    "PROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE",
    "",
    "Séance du 20 janvier 2024. Ordre du jour : projet de jardin partagé.",
    "Le quorum est atteint, la feuille de présence est jointe.",
    "Le projet de jardin partagé a été approuvé à l'unanimité des membres présents.",
    "La séance est levée à 20 h 30.",
)
POSTPONED = tuple(
    line.replace("a été approuvé à l'unanimité des membres présents", "sera voté à la prochaine assemblée")
    for line in MINUTES
)
ESTIMATE = (
    "Pépinières Valdor",
    "",
    "DEVIS n° 2024-118 du 9 janvier 2024",
    "Client : Association Les Terreaux de Brumeval",
    "",
    "Terreau, 12 m3        480,00",
    "Outils de jardin      320,00",
    "Total HT              800,00",
    "Devis valable trois mois.",
)


def sunes(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "checker.cli", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, env=dict(os.environ),
    )  # fmt: skip


def screened(folder: Path, minutes: tuple[str, ...], answers: dict[str, str]) -> dict[str, Any]:
    """Return the verdict that ``sunes check`` writes for one application to the invented call."""
    export = write_export(
        folder / "export",
        applicant="LES TERREAUX DE BRUMEVAL",
        siret="26010002400012",
        submitted_on="2024-03-11",
        answers={"Nom de l’association": "Les Terreaux de Brumeval", **answers},
        pieces=(
            Piece("Procès-verbal de l’assemblée générale", "pv ag.pdf", minutes),
            Piece("Devis", "devis.pdf", ESTIMATE),
        ),
    )
    done = sunes("check", export, "--out", folder / "out", "--ruleset", TUTORIAL, "--no-report")
    assert done.returncode == 0, done.stdout + done.stderr
    verdict: dict[str, Any] = json.loads((folder / "out" / "verdicts" / "7.json").read_bytes())
    return verdict


@pytest.mark.parametrize("command", ["list", "lint", "test", "mutate", "coverage", "schema"])
def test_the_workbench_finds_nothing_wrong(command: str) -> None:
    done = sunes("rules", command, "--ruleset", TUTORIAL)
    assert done.returncode == 0, done.stdout
    if command not in {"list", "schema"}:
        assert f"$ sunes rules {command} --ruleset docs/tutorial\n{done.stdout}" in PAGE.read_text("utf-8")


def test_a_complete_application_is_satisfied(tmp_path: Path) -> None:
    verdict = screened(tmp_path, MINUTES, {"Coût total du projet": "1000", "Apport de l’association": "200"})
    outcomes = {r["id"]: r["outcome"] for r in verdict["requirements"]}
    assert outcomes == dict.fromkeys(["DEPOT", "VOTE", "DEVIS", "APPORT"], "satisfied"), verdict[
        "requirements"
    ]
    assert verdict["outcome"] == "satisfied"
    assert {f["kind"] for f in verdict["files"]} == {"minutes", "estimate"}


def test_what_lacks_is_told_with_its_margin_and_its_passage(tmp_path: Path) -> None:
    verdict = screened(
        tmp_path, POSTPONED, {"Coût total du projet": "1000", "Apport de l’association": "199"}
    )
    found = {r["id"]: r for r in verdict["requirements"]}
    assert verdict["outcome"] == "not_satisfied"
    assert found["APPORT"]["outcome"] == "not_satisfied"
    assert "0,1 point de moins" in found["APPORT"]["summary"]
    assert found["VOTE"]["outcome"] == "not_satisfied"
    assert any("sera voté" in (c["quote"] or "") for c in found["VOTE"]["evidence"])


def test_the_tutorial_holds_no_python_and_its_page_names_every_file() -> None:
    files = {
        p.relative_to(TUTORIAL) for p in TUTORIAL.rglob("*") if p.is_file() and "__pycache__" not in p.parts
    }
    assert {p.suffix for p in files} == {".yaml"}
    told = PAGE.read_text("utf-8")
    assert [p.as_posix() for p in sorted(files) if p.as_posix() not in told] == []


def test_what_the_page_prints_is_what_the_files_hold() -> None:
    blocks = re.findall(r"```yaml\n# (\S+)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(blocks) >= 4
    for name, text in blocks:
        assert text.strip() in (TUTORIAL / name).read_text("utf-8"), name

"""The command as a user types it: exit codes, sentences, and what each command prints and writes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.command import export_of

ROOT = Path(__file__).parents[2]


def sunes(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "checker.cli", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of one small run."""
    folder = tmp_path_factory.mktemp("run")
    done = sunes("check", export_of(3, 1, folder / "export"), "--out", folder / "out")
    assert done.returncode == 0, done.stderr
    return folder / "out"


def test_a_run_writes_everything_it_promises(result: Path) -> None:
    names = {path.relative_to(result).as_posix() for path in result.rglob("*") if ".cache" not in path.parts}
    promised = {
        "verdicts/1.json",
        "facts/1.json",
        "summary.csv",
        "summary.xlsx",
        "summary.jsonl",
        "run.json",
        "report/index.html",
        "report/1.html",
        "letters/1.docx",
        "letters/1.txt",
    }
    assert promised <= names


def test_an_unread_file_is_named_and_the_others_are_judged(tmp_path: Path) -> None:
    export = export_of(3, 1, tmp_path / "export")
    (export / "dossier-1" / "piece 1.pdf").write_bytes(b"%PDF-1.4\nnothing more")
    done = sunes("check", export, "--out", tmp_path / "out", "--no-report")
    assert done.returncode == 3
    assert "piece 1.pdf" in done.stdout
    verdict = json.loads((tmp_path / "out" / "verdicts" / "1.json").read_bytes())
    bad = [file for file in verdict["files"] if file["status"] != "read"]
    assert [Path(file["path"]).name for file in bad] == ["piece 1.pdf"]
    assert bad[0]["message"]


def test_a_second_run_reads_nothing_again(result: Path, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (result / ".cache").rglob("*.json")}
    done = sunes("check", result.parent / "export", "--out", result, "--no-report")
    assert done.returncode == 0
    assert {path: path.stat().st_mtime_ns for path in (result / ".cache").rglob("*.json")} == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["check", "{here}/nowhere", "--out", "{here}/o"], 2, "nowhere"),
        (["check", "{here}", "--out", "{here}/../o2", "--stage", "autre"], 2, "autre"),
        (["check", "{export}", "--out", "{here}/o", "--window", "5"], 2, "--window"),
        (["check", "{export}", "--out", "{export}/inside"], 2, "dans l’export"),
        (["check", "{export}", "--out", "{here}/o", "--ruleset", "absent"], 4, "absent"),
        (["check", "{export}", "--out", "{file}/o"], 5, "écri"),
        (["check", "{empty}", "--out", "{here}/o"], 6, "dossier"),
        (["why", "{here}", "1", "PS2.2"], 2, "1.json"),
        (["explain", "PS9.9"], 2, "PS9.9"),
        (["judge", "{file}"], 2, "facts/1"),
        (["report", "{empty}"], 6, "verdict"),
        (["inspect", "{here}/absent.pdf"], 2, "absent.pdf"),
    ],
)
def test_each_fault_has_its_exit_code_and_its_sentence(
    arguments: list[str], code: int, said: str, tmp_path: Path
) -> None:
    export = export_of(1, 1, tmp_path / "export")
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("{}", "utf-8")
    places = {
        "here": tmp_path,
        "export": export,
        "empty": tmp_path / "empty",
        "file": tmp_path / "file",
    }
    done = sunes(*(argument.format(**places) for argument in arguments))
    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_strict_tells_an_unsatisfied_dossier_by_its_exit_code(result: Path, tmp_path: Path) -> None:
    done = sunes("check", result.parent / "export", "--out", result, "--no-report", "--strict")
    assert done.returncode == 1


def test_why_shows_the_tree_and_its_places(result: Path) -> None:
    done = sunes("why", result, "1", "ps2.2")
    assert done.returncode == 0
    assert "PS2.2" in done.stdout and "[" in done.stdout and "Texte :" in done.stdout


def test_judging_again_from_the_facts_changes_nothing(result: Path, tmp_path: Path) -> None:
    again = sunes("judge", result / "facts" / "1.json", "--out", tmp_path)
    assert again.returncode == 0, again.stderr
    done = sunes("diff", result, tmp_path)
    assert done.stdout.splitlines() == ["0 changement(s) sur 1 dossiers."]


def test_diff_names_what_moved(result: Path, tmp_path: Path) -> None:
    verdict = json.loads((result / "verdicts" / "1.json").read_bytes())
    verdict["requirements"][0]["outcome"] = "satisfied"
    (tmp_path / "verdicts").mkdir()
    (tmp_path / "verdicts" / "1.json").write_text(json.dumps(verdict), "utf-8")
    done = sunes("diff", result, tmp_path)
    assert verdict["requirements"][0]["id"] in done.stdout
    assert "1 changement(s)" in done.stdout


def test_inspect_prints_the_design_s_object(result: Path) -> None:
    piece = result.parent / "export" / "dossier-1" / "piece 0.pdf"
    done = sunes("inspect", piece, "--json", "--establishment", "CH de Valmont")
    found = json.loads(done.stdout)
    assert found["kind"] == "audit_attestation"
    assert found["establishment"] == "same"
    assert [s["state"] for s in found["statements"] if s["about"] == "audit"] == ["done"]
    assert found["signatures"][0]["class"] == "head"
    roles = {date["role"]: date["start"] for date in found["dates"]}
    assert roles["execution"] == "2021-10-04" and roles["signature"] == "2021-10-12"


def test_a_cp1252_console_does_not_crash(result: Path) -> None:
    done = sunes("why", result, "1", "PS2.2", PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert done.returncode == 0


def test_doctor_names_the_engines() -> None:
    done = sunes("doctor")
    assert done.returncode == 0
    assert "rapidocr" in done.stdout and "tesseract" in done.stdout

"""Every sample export, screened by the real command: outcomes, exit codes, the verdict's contract."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.outcomes import Confusion, confusion
from checker.reporting import read_verdicts, verdict_schema

ROOT = Path(__file__).parents[1]
EXPORTS = sorted(path.parent for path in (ROOT / "samples").glob("*/expected.json"))
SEEN: dict[str, Confusion] = {}


@pytest.fixture(scope="module", params=EXPORTS, ids=lambda path: path.name)
def screened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The export's expectations, the folder written, the command's exit code and what it printed."""
    export: Path = request.param
    expected = json.loads((export / "expected.json").read_text("utf-8"))
    out = tmp_path_factory.mktemp(export.name)
    command = [sys.executable, "-m", "checker.cli", "check", str(export), "--out", str(out)]
    command += ["--stage", expected.get("stage", "candidature")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return expected, out, done


def test_outcomes(screened: Any, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> None:
    expected, out, done = screened
    assert done.returncode == expected.get("exit", 0), done.stdout[-3000:] + done.stderr[-3000:]
    found = confusion(read_verdicts(out), expected)
    SEEN[request.node.callspec.id] = found
    with capsys.disabled():
        print(f"\n{request.node.callspec.id}\n{found}")
    assert found.wrong_satisfied == 0, found.differences
    assert found.wrong_not_satisfied == 0, found.differences
    assert found.cells.total() == sum(len(due["requirements"]) for due in expected["dossiers"].values())


def test_verdicts_keep_their_contract(screened: Any) -> None:
    import jsonschema

    _, out, _ = screened
    check = jsonschema.Draft202012Validator(verdict_schema())
    for path in (out / "verdicts").glob("*.json"):
        verdict = json.loads(path.read_text("utf-8"))
        check.validate(verdict)
        assert verdict["decision"] is None
        for requirement in verdict["requirements"]:
            if requirement["outcome"] == "satisfied":
                assert any(cited["quote"] for cited in requirement["evidence"]), (
                    path.name,
                    requirement["id"],
                )


def test_each_unread_file_is_named_with_its_cause(screened: Any) -> None:
    expected, out, done = screened
    run = json.loads((out / "run.json").read_text("utf-8"))
    for missed in run["not_examined"]:
        assert missed["message"], missed
        assert str(missed["dossier"]) in done.stdout
    assert bool(run["not_examined"]) == (expected.get("exit", 0) == 3)


def test_needless_reviews_over_all_samples() -> None:
    if len(SEEN) == len(EXPORTS):
        needless = sum(found.needless_review for found in SEEN.values())
        firm = sum(found.firm for found in SEEN.values())
        assert needless <= 0.10 * firm

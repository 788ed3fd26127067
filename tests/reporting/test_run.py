"""run.json: counts, what was not examined, and the hash of every output."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from checker.reporting.files import write_verdict
from checker.reporting.run import NotExamined, RunSummary, counted, read_run, write_run

from .invented import STARTED, verdict


def run(**more: object) -> RunSummary:
    one = verdict()
    given = {
        "tool": one.tool, "ruleset": one.ruleset, "export": "export.zip", "input_digest": "sha256:0",
        "options": {"stage": "candidature", "jobs": 2}, "started_at": STARTED, "finished_at": STARTED,
    }  # fmt: skip
    return RunSummary.model_validate({**given, **more})


def test_the_counts_are_those_of_the_verdicts() -> None:
    whole = counted(run(), [verdict(1), verdict(2, outcomes=("satisfied",))])
    assert whole.dossiers == 2
    assert whole.outcomes == {"not_satisfied": 1, "satisfied": 1}
    assert sum(whole.requirements["PS2.2"].values()) == 2
    assert whole.files == {"read": 8, "unreadable": 2}


def test_what_was_not_examined_is_named_with_its_dossier() -> None:
    failed = NotExamined(dossier=9, path=None, status="failed", message="Le dossier n’a pas pu être jugé.")
    whole = counted(run(not_examined=(failed,)), [verdict(1)])
    assert not whole.complete
    assert [(one.dossier, one.path) for one in whole.not_examined] == [(9, None), (1, "scan_0001.pdf")]


def test_a_run_that_examined_all_is_complete() -> None:
    read = tuple(file for file in verdict(1).files if file.status == "read")
    assert counted(run(), [verdict(1, files=read)]).complete


def test_run_json_holds_the_hash_of_every_output(tmp_path: Path) -> None:
    path = write_verdict(verdict(1), tmp_path)
    (tmp_path / "notes personnelles.txt").write_text("not ours")
    write_run(run(), tmp_path)
    content = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert content["schema"] == "run/1"
    assert content["outputs"] == {
        "verdicts/1.json": "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
    }


def test_run_json_is_read_back_and_its_absence_is_no_error(tmp_path: Path) -> None:
    assert read_run(tmp_path) is None
    write_run(run(), tmp_path)
    assert read_run(tmp_path) == run()

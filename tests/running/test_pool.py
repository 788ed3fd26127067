"""The batch always ends, every good file is examined, each bad one has a cause, no process is left."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from checker.errors import RulesetError
from checker.running import Failure, Limits, Task, examine
from checker.running.protocol import Done

WORKER = (sys.executable, str(Path(__file__).with_name("misbehaving.py")))
LIMITS = Limits(start=1.2, text_page=0, ocr_page=0.6, stall=1.2, most=3)

BAD = {
    "segfault": "crashed",
    "exit": "crashed",
    "killed": "memory",
    "hang-python": "timed_out",
    "hang-c": "timed_out",
    "deaf": "timed_out",
    "stopped": "timed_out",
    "memory": "memory",
    "error": "error",
    "nonsense": "crashed",
    "grandchild": "timed_out",
    "endless": "crashed",
    "babble": "timed_out",
    "deep": "crashed",
    "other": "timed_out",
    "daemon": "timed_out",
}


def outcomes(names: list[str], tmp_path: Path, jobs: int = 2) -> dict[str, str]:
    tasks = [
        Task(id=number, path=tmp_path / str(number), name=name, shown=name, ruleset=tmp_path)
        for number, name in enumerate(names)
    ]
    found = {}
    for task, outcome in examine(iter(tasks), jobs=jobs, limits=LIMITS, command=WORKER):
        found[f"{task.id}:{task.name}"] = outcome.cause if isinstance(outcome, Failure) else "done"
    assert len(found) == len(names)
    return found


@pytest.mark.parametrize("bad", sorted(BAD))
def test_one_bad_file_costs_itself_alone(bad: str, tmp_path: Path) -> None:
    found = outcomes(["good"] * 3 + [bad] + ["good"] * 3, tmp_path)
    assert found.pop(f"3:{bad}") == BAD[bad]
    assert set(found.values()) == {"done"}


def test_all_bad_files_at_once(tmp_path: Path) -> None:
    names = [name for bad in sorted(BAD) for name in (bad, "good")]
    found = outcomes(names, tmp_path, jobs=3)
    for key, cause in found.items():
        assert cause == BAD.get(key.partition(":")[2], "done"), key


def test_a_grandchild_dies_with_its_worker(tmp_path: Path) -> None:
    outcomes(["grandchild"], tmp_path)
    pid = int((tmp_path / "0").read_text())
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        state = Path(f"/proc/{pid}/stat")
        if state.exists() and state.read_text().split()[2] == "Z":
            return  # dead, only not yet collected by init
        time.sleep(0.1)
    pytest.fail(f"process {pid} outlived its worker")


def test_a_name_that_cannot_be_written_costs_its_file_alone(tmp_path: Path) -> None:
    found = outcomes(["good", "\ud800.pdf", "good"], tmp_path)
    assert found == {"0:good": "done", "1:\ud800.pdf": "error", "2:good": "done"}


def test_a_long_file_that_keeps_answering_is_not_killed(tmp_path: Path) -> None:
    assert outcomes(["slow"], tmp_path) == {"0:slow": "done"}


def test_stopping_early_leaves_no_worker(tmp_path: Path) -> None:
    tasks = [
        Task(id=number, path=tmp_path / "x", name=name, shown=name, ruleset=tmp_path)
        for number, name in enumerate(["good", "deaf", "deaf", "deaf"])
    ]
    answers = examine(iter(tasks), jobs=2, limits=Limits(), command=WORKER)
    _, first = next(answers)
    assert isinstance(first, Done)
    started = time.monotonic()
    answers.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 10


def test_what_drawing_a_task_raises_reaches_the_caller(tmp_path: Path) -> None:
    def broken() -> object:
        yield Task(id=0, path=tmp_path / "x", name="good", shown="good", ruleset=tmp_path)
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        list(examine(broken(), jobs=1, limits=LIMITS, command=WORKER))  # type: ignore[arg-type]


def test_an_invalid_ruleset_ends_the_run_and_blames_no_file(tmp_path: Path) -> None:
    (tmp_path / "ruleset.yaml").write_text("id: broken\nversion: '1'\n", "utf-8")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "letter.yaml").write_text("kind: 'letter", "utf-8")
    letter = tmp_path / "letter.txt"
    letter.write_text("Bonjour", "utf-8")
    task = Task(id=0, path=letter, name="letter.txt", shown="letter.txt", ruleset=tmp_path)
    with pytest.raises(RulesetError, match="yaml"):
        list(examine([task], jobs=1, limits=Limits()))

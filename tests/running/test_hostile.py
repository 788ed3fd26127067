"""Hostile PDFs before real workers: each costs itself alone, in time and memory, and the good ones are all read."""

from __future__ import annotations

import time
from pathlib import Path

from checker.rulesets import open_ruleset
from checker.running import Failure, Limits, Task, examine
from tests.reading import hostile, paper
from tests.running.test_killed import workers_left

LIMITS = Limits(start=10, stall=10, memory=1 << 30)


def test_a_bomb_costs_itself_alone(tmp_path: Path) -> None:
    files = {
        "avant.pdf": paper.pdf(),
        "formes.pdf": hostile.doubling_forms(25),
        "apres.pdf": paper.pdf(),
    }
    tasks = []
    for number, (name, data) in enumerate(files.items()):
        path = tmp_path / name
        path.write_bytes(data)
        root = open_ruleset("sunes").root
        tasks.append(Task(id=number, path=path, name=name, shown=name, ruleset=root, ocr=False))
    found = {}
    for task, outcome in examine(tasks, jobs=1, limits=LIMITS):
        found[task.name] = outcome.cause if isinstance(outcome, Failure) else outcome.evidence[0].status
    assert found.pop("formes.pdf") in ("crashed", "memory", "timed_out")
    assert found == {"avant.pdf": "read", "apres.pdf": "read"}
    time.sleep(0.2)
    assert workers_left() == []

"""A run killed with −9 at any moment: no half-written output, no finished work lost, and it goes on where it was."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.command import export_of
from checker.reporting import read_verdict
from checker.reporting.files import verdict_paths

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("SUNES_KILLS", "8"))
A_ROUND = 4
"""Kills into one folder of results: the first ones meet files being read, the last ones pages being written."""


def start(export: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "checker.cli", "check", str(export), "--out", str(out)]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def workers_left() -> list[str]:
    """Return what is left of the workers started by this test's processes (Linux)."""
    left = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes().split(b"\0")
            orphan = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if b"checker.running.worker" in command and orphan[0] != "Z" and orphan[1] == "1":
            left.append(entry.name)
    return left


def test_killed_at_random_moments(tmp_path: Path) -> None:
    export = tmp_path / "export"
    for number in range(6):
        one = export_of(4, 2, export / f"part{number}")
        node = one / "dossier-1" / "dossier.json"
        content = json.loads(node.read_text("utf-8"))
        content["number"] = 100 + number
        node.write_text(json.dumps(content), "utf-8")
        (one / "dossier-1").rename(one / f"dossier-{100 + number}")
    moments, hit = random.Random(20211231), 0
    for begun in range(0, KILLS, A_ROUND):
        hit += killed_and_finished(export, tmp_path / f"out{begun}", min(A_ROUND, KILLS - begun), moments)
    assert hit >= KILLS // 2, "most kills came after the run had ended: they show nothing"
    for _ in range(50):
        if not workers_left():
            return
        time.sleep(0.1)
    assert workers_left() == []


def killed_and_finished(export: Path, out: Path, kills: int, moments: random.Random) -> int:
    """Kill runs into one folder, then let one finish; return how many kills met a run at work."""
    kept: set[Path] = set()
    hit = 0
    for _ in range(kills):
        run = start(export, out)
        time.sleep(moments.uniform(0.3, 3.0))
        hit += run.poll() is None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL) if moments.random() < 0.3 else run.kill()
        run.wait()
        now = set((out / ".cache" / "evidence").rglob("[!.]*.json"))
        assert kept <= now, "finished work was lost"
        kept = now
        for path in kept:
            json.loads(path.read_bytes())
        for path in (out / "verdicts").glob("[!.]*.json"):
            read_verdict(path)
    assert start(export, out).wait() == 0
    assert [path.stem for path in verdict_paths(out)] == [str(100 + number) for number in range(6)]
    assert json.loads((out / "run.json").read_bytes())["dossiers"] == 6
    assert [path for path in out.rglob("*") if path.name.startswith(".sunes-tmp-")] == []
    return hit

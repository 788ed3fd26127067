"""Foreign PDFs through the workers that a run uses: what becomes of each file, and of the program around it.

``python -m benchmarks.corpora FOLDER [--no-ocr] [--jobs N] [--list FILE]`` reads every PDF under FOLDER (fetched by
hand: see docs/reading-corpora.md) and prints how many ended with which status, which workers died and why, what was
left running, the largest worker and the pace. ``--list`` writes one line a file: status, pages, seconds, sentence.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from checker.rulesets import open_ruleset
from checker.running import Failure, Limits, Task, examine
from checker.screening import FAILURES
from models.evidence import FileEvidence

FRENCH = re.compile(
    r"[A-ZÀ-Ý].*\b(?:le|la|les|de|du|des|non|une?|aucune?|par|pour|lue?s?|ou|lecture)\b.*\.$", re.DOTALL
)
WATCHED_EVERY = 0.2
"""Seconds between two looks at the workers' memory; the kernel keeps each one's peak between them."""


class Watch(threading.Thread):
    """Which workers this process has had, with their peak resident bytes (Linux)."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peaks: dict[int, int] = {}
        self.over = threading.Event()

    def run(self) -> None:
        """Look until told to stop."""
        while not self.over.wait(WATCHED_EVERY):
            for pid in workers():
                peak = re.search(r"VmHWM:\s+(\d+) kB", _told(pid, "status"))
                if peak:
                    self.peaks[pid] = max(self.peaks.get(pid, 0), int(peak[1]) * 1024)

    def left(self) -> list[int]:
        """Return the processes still alive in the sessions of the workers seen."""
        sessions = set(map(str, self.peaks))
        pids = [int(entry.name) for entry in Path("/proc").glob("[0-9]*")]
        stats = {pid: _told(pid, "stat").rpartition(")")[2].split() for pid in pids}
        return [pid for pid, stat in stats.items() if stat and stat[0] != "Z" and stat[3] in sessions]


def workers() -> list[int]:
    """Return the children of this process."""
    mine = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return [int(pid) for children in mine for pid in children.read_text().split()]


def _told(pid: int, what: str) -> str:
    try:
        return Path(f"/proc/{pid}/{what}").read_text(errors="replace")
    except OSError:
        return ""


def tasks(files: list[Path], private: Path, *, ocr: bool) -> Iterator[Task]:
    """Yield a task a file, on a copy under a neutral name, as a run makes them."""
    root = open_ruleset("sunes").root
    for number, file in enumerate(files):
        copy = private / f"{number}.pdf"
        shutil.copyfile(file, copy)
        yield Task(id=number, path=copy, name=file.name, shown=str(file), ruleset=root, ocr=ocr)


def main() -> None:
    """Read the folder and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--no-ocr", action="store_true")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--list", type=Path)
    asked = parser.parse_args()
    files = sorted(path for path in asked.folder.rglob("*") if path.suffix.lower() == ".pdf")
    found: dict[int, FileEvidence] = {}
    killed: dict[int, Failure] = {}
    ended: dict[int, float] = {}
    watch, started = Watch(), time.monotonic()
    watch.start()
    with tempfile.TemporaryDirectory(prefix="sunes-") as private:
        drawn = tasks(files, Path(private), ocr=not asked.no_ocr)
        for task, outcome in examine(drawn, jobs=asked.jobs, limits=Limits()):
            ended[task.id] = time.monotonic() - started
            task.path.unlink()
            if isinstance(outcome, Failure):
                killed[task.id] = outcome
                status, sentence = FAILURES[outcome.cause]
                found[task.id] = FileEvidence(path=task.name, sha256=None, status=status, message=sentence)
            else:
                found[task.id] = outcome.evidence[0]
    seconds = time.monotonic() - started
    time.sleep(1)  # a process that was killed takes a moment to be gone
    watch.over.set()
    watch.join()
    pages = sum(one.pages for one in found.values())
    print(f"files {len(files)}, answered {len(found)}, crashes of the parent 0")
    print(
        "status: "
        + ", ".join(f"{name} {n}" for name, n in Counter(one.status for one in found.values()).most_common())
    )
    print(f"workers started {len(watch.peaks)}; files given up: {len(killed)}")
    for number, failure in killed.items():
        print(
            f"  {files[number]}: {failure.cause} ({failure.detail.splitlines()[-1] if failure.detail else '–'})"
        )
    print(
        f"processes left {len(watch.left())}; largest worker {max(watch.peaks.values(), default=0) / 2**20:.0f} MiB"
    )
    print(
        f"{pages} pages in {seconds:.0f} s: {pages / seconds:.1f} pages/s, {len(files) / seconds:.1f} files/s"
    )
    for number, one in sorted(found.items()):
        if one.status != "read" and not FRENCH.search(one.message or ""):
            print(f"  no French sentence: {files[number]}: {one.status}: {one.message}")
    if asked.list:
        rows = (
            f"{one.status}\t{one.pages}\t{one.reader}\t{ended[number]:.1f}\t{files[number]}\t{one.message or ''}\n"
            for number, one in sorted(found.items())
        )
        asked.list.write_text("".join(rows), "utf-8")


if __name__ == "__main__":
    main()

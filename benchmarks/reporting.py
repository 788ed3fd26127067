"""How long a report of 985 dossiers takes to write and to open, and how large it is.

Run from the repository's root: ``python -m benchmarks.reporting [--dossiers 985] [--out DIR]``. Every cited page
is a real one, drawn from a PDF made here: what is measured holds the cost of the pictures.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from checker.reporting import PagePictures, RunSummary, read_verdicts, write, write_verdict
from models.verdict import Verdict
from tests.reporting.invented import STARTED, cited, requirement, sha, verdict

LINES = [f"Ligne {number} d’une pièce comme une autre, avec sa date et sa signature." for number in range(40)]
FILES = 10


def pieces(folder: Path) -> dict[str, Path]:
    """Return the PDF files that the dossiers cite, by their SHA-256."""
    found = {}
    for index in range(FILES):
        path = folder / f"piece {index}.pdf"
        canvas = Canvas(str(path), pagesize=A4)
        canvas.drawString(72, 780, f"Pièce {index}")
        for line, text in enumerate(LINES):
            canvas.drawString(72, 740 - 16 * line, text)
        canvas.save()
        found[sha256(path.read_bytes()).hexdigest()] = path
    return found


def with_pages(one: Verdict, names: list[str]) -> Verdict:
    """Return a verdict whose requirements each cite a line of one of the pieces."""
    requirements = []
    for index, old in enumerate(one.requirements):
        box = (72.0, 842.0 - 752 + 16 * index, 430.0, 842.0 - 736 + 16 * index)
        fact = cited("fact", index, LINES[index], "piece.pdf", file=names[index % FILES], box=box)
        evidence = (fact,) if old.evidence else ()
        requirements.append(requirement(old.id, old.outcome, evidence=evidence))
    return one.model_copy(update={"requirements": tuple(requirements)})


def processor_seconds() -> float:
    """Return the processor time of this process and of those it waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def opening(index: Path, runs: int = 5) -> float:
    """Return the median of milliseconds that Chromium takes to load and lay out the index."""
    from playwright.sync_api import sync_playwright

    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for _ in range(runs):
            page = browser.new_page()
            page.goto(index.as_uri())
            times.append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
            page.close()
        browser.close()
    return statistics.median(times)


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--dossiers", type=int, default=985)
    arguments.add_argument("--out", type=Path)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        out, pdfs = chosen.out or Path(scratch) / "out", Path(scratch)
        found = pieces(pdfs)
        first = time.perf_counter()
        for number in range(chosen.dossiers):
            write_verdict(with_pages(verdict(5_100_000 + number), list(found)), out)
        verdicts = list(read_verdicts(out))
        one = verdicts[0]
        run = RunSummary(
            tool=one.tool, ruleset=one.ruleset, export="export.zip", input_digest=sha("export"),
            started_at=STARTED, finished_at=STARTED,
        )  # fmt: skip
        started, spent = time.perf_counter(), processor_seconds()
        with PagePictures(found.get) as pictures:
            write(verdicts, run, out, pictures=pictures)
        ended, spent = time.perf_counter(), processor_seconds() - spent
        pages = [path.stat().st_size for path in (out / "report").glob("[0-9]*.html")]
        print(f"dossiers                     {len(verdicts)}")
        print(f"verdicts written and read    {started - first:.1f} s")
        print(f"tables, pages, letters, run  {ended - started:.1f} s")
        print(f"processor time a dossier     {1000 * spent / len(pages):.0f} ms")
        print(f"index                        {(out / 'report' / 'index.html').stat().st_size / 1e6:.2f} MB")
        print(f"largest page of a dossier    {max(pages) / 1e6:.2f} MB")
        print(f"the index opens in           {opening(out / 'report' / 'index.html'):.0f} ms")


if __name__ == "__main__":
    main()

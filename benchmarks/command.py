"""What the command costs: ``sunes --help``, and a born-digital dossier of 12 files on one core.

``python -m benchmarks.command [RUNS]`` prints CPU and wall seconds (median of RUNS, start-up included), each beside
a bare interpreter started in the same run: machines are noisy, ratios less so.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LETTER = (
    "CENTRE HOSPITALIER DE VALMONT",
    "Direction générale",
    "",
    "ATTESTATION DE RÉALISATION D'UN AUDIT DE CYBERSURVEILLANCE",
    "",
    "Je soussignée, Jeanne Morel, directrice du Centre hospitalier de Valmont (FINESS 010000024),",
    "atteste que l'audit externe de cybersurveillance a été réalisé du 4 au 8 octobre 2021.",
    "",
    "Fait à Valmont, le 12 octobre 2021",
    "La directrice, Jeanne Morel",
)


def export_of(files: int, pages: int, folder: Path) -> Path:
    """Write an API client's export of one dossier with ``files`` text PDFs of ``pages`` pages each."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    home = folder / "dossier-1"
    home.mkdir(parents=True)
    champs = []
    for number in range(files):
        name = f"piece {number}.pdf"
        canvas = Canvas(str(home / name), pagesize=A4)
        for page in range(pages):
            for line, text in enumerate((*LETTER, *(f"Alinéa {page}.{n} : néant." for n in range(30)))):
                canvas.drawString(60, 780 - 16 * line, text)
            canvas.showPage()
        canvas.save()
        champs.append({"label": f"Pièce {number}", "stringValue": "", "files": [{"filename": name}]})
    node = {
        "number": 1,
        "state": "en_construction",
        "dateDepot": "2021-10-21T10:00:00+02:00",
        "demandeur": {"siret": "26010002400012", "entreprise": {"raisonSociale": "CH DE VALMONT"}},
        "champs": champs,
    }
    (home / "dossier.json").write_text(json.dumps(node), "utf-8")
    return folder


def seconds(command: list[str]) -> tuple[float, float]:
    """Return (CPU, wall) seconds of a command and all it started, on one core."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(
        command, capture_output=True, check=False, env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    )
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def main(runs: int) -> None:
    """Print the table."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export = export_of(12, 3, folder / "export")
        sunes = [sys.executable, "-m", "checker.cli"]
        check = [*sunes, "check", str(export), "--jobs", "1", "--out"]
        commands = {
            "python -c pass": lambda _: [sys.executable, "-c", "pass"],
            "sunes --help": lambda _: [*sunes, "--help"],
            "check, 12 files, pages written": lambda run: [*check, str(folder / f"out{run}")],
            "check, 12 files, --no-report": lambda run: [*check, str(folder / f"bare{run}"), "--no-report"],
            "check, again (cached)": lambda _: [*check, str(folder / "out0")],
        }
        times: dict[str, list[tuple[float, float]]] = {label: [] for label in commands}
        for run in range(runs):
            for label, command in commands.items():
                times[label].append(seconds(command(run)))
    bare = statistics.median(cpu for cpu, _ in times["python -c pass"])
    for label, measured in times.items():
        cpu = statistics.median(cpu for cpu, _ in measured)
        wall = statistics.median(wall for _, wall in measured)
        print(f"{label:<34} {cpu:6.2f} s CPU  {wall:6.2f} s wall  {cpu / bare:6.1f} × a bare interpreter")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)

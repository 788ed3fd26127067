"""All that is written once the verdicts are known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checker.reporting.pages import write_pages
from checker.reporting.pictures import PagePictures
from checker.reporting.run import RunSummary, counted, write_run
from checker.reporting.tables import write_summary
from models.verdict import Verdict


def write(
    verdicts: Sequence[Verdict],
    run: RunSummary,
    out: Path,
    *,
    pages: bool = True,
    pictures: PagePictures | None = None,
) -> RunSummary:
    """Write the tables, the pages and letters (unless ``pages`` is false), then ``run.json``.

    ``pictures`` draws cited pages; without it the pages quote and show no picture. The verdicts themselves
    are written one by one, as they are reached, by ``write_verdict``. Returns ``run`` with its counts.
    Raises ``OutputError``.
    """
    ordered = sorted(verdicts, key=lambda verdict: verdict.dossier.number)
    whole = counted(run, ordered)
    write_summary(ordered, out)
    if pages:
        write_pages(ordered, out, whole, pictures)
    write_run(whole, out)
    return whole

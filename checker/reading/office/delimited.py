"""CSV: a table of text, its delimiter told from its first lines."""

from __future__ import annotations

import csv
import io

from checker.reading.content import Content, Job
from checker.reading.office.plain import decoded
from checker.reading.office.sheets import table_page

_FIELD_LIMIT = 1_000_000


def content(job: Job) -> Content:
    """Return the table as one page."""
    text = decoded(job.data)
    sample = text[:20_000]
    delimiter = max(";,\t|", key=lambda mark: (_steady(sample, mark), mark == ";"))
    csv.field_size_limit(_FIELD_LIMIT)
    rows: list[list[str]] = []
    notes = []
    cells = 0
    for row in csv.reader(io.StringIO(text), delimiter=delimiter):
        cells += len(row)
        if cells > job.options.max_cells:
            notes.append(f"Tableau tronqué : {len(rows)} lignes lues.")
            break
        rows.append([cell.strip() for cell in row])
    return Content("csv", (table_page(1, "", rows, "csv"),), 1, notes=notes)


def _steady(sample: str, mark: str) -> int:
    """Return on how many of the first lines ``mark`` stands as often as on the first."""
    counts = [line.count(mark) for line in sample.split("\n")[:20] if line.strip()]
    return sum(1 for count in counts if count == counts[0]) * min(counts[0], 3) if counts else 0

"""From verdicts to what people and case files read: JSON, tables, pages, letters."""

from checker.reporting.door import write
from checker.reporting.files import (
    read_case,
    read_verdict,
    read_verdicts,
    sweep,
    verdict_schema,
    write_atomic,
    write_case,
    write_verdict,
)
from checker.reporting.pages import write_pages
from checker.reporting.pictures import PagePictures
from checker.reporting.run import NotExamined, RunSummary, counted, read_run, write_run
from checker.reporting.tables import write_summary

__all__ = [
    "NotExamined",
    "PagePictures",
    "RunSummary",
    "counted",
    "read_case",
    "read_run",
    "read_verdict",
    "read_verdicts",
    "sweep",
    "verdict_schema",
    "write",
    "write_atomic",
    "write_case",
    "write_pages",
    "write_run",
    "write_summary",
    "write_verdict",
]

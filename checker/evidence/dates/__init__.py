"""Dates of a document as spans, each with the role it plays there."""

from checker.evidence.dates.cues import DateRules, nearest
from checker.evidence.dates.found import FoundDate
from checker.evidence.dates.grammar import find_dates
from checker.evidence.dates.headings import under_events
from checker.evidence.dates.roles import date_facts
from checker.evidence.dates.undone import is_row_undone

__all__ = ["DateRules", "FoundDate", "date_facts", "find_dates", "is_row_undone", "nearest", "under_events"]

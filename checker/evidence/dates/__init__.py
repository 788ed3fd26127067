"""Dates of a document as spans, each with the role it plays there."""

from checker.evidence.dates.found import FoundDate
from checker.evidence.dates.grammar import find_dates
from checker.evidence.dates.roles import date_facts

__all__ = ["FoundDate", "date_facts", "find_dates"]

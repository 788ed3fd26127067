"""Evidence: a document → what it is and what it says, every fact with its page, box, quotation and confidence."""

from checker.evidence.extracting import extract
from checker.evidence.programme import Programme, open_programme

__all__ = ["Programme", "extract", "open_programme"]

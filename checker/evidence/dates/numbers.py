"""Figures that read as a date and are none: numbers, versions, amounts, streets, births, the age of a template."""

from __future__ import annotations

from checker.evidence.dates.cues import DateRules
from checker.evidence.dates.damage import FIGURES
from checker.evidence.dates.found import FoundDate
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText

_LAST_YEAR = 2045
"""After it lie only misreadings."""
_LAST_STREET_YEAR = 2000
_NUMBER_LIKE = Lazy(r"\d{1,2}\.\d{1,2}\.\d\d|\d{1,2}-\d{1,2}-\d\d")
"""Figures with two digits at the end are a version, a paragraph or an amount as well as a day."""
_YEAR_FIRST = Lazy(r"\d{4}([-/.])\d\d\1\d\d")
_YEAR_FIRST_STOPS = Lazy(r"\d{4}\.\d\d\.\d\d")
_SHORT_YEAR = Lazy(r"\d{1,2}([-/.])\d{1,2}\1\d\d")
_FIRST_OF_PROGRAMME = 2018
"""Of the years told by two digits behind a numbered paper's name, those before it are part of its number."""
_MONTH = Lazy(r"\d\d/\d{4}")
_GLUED_WORD = Lazy(r"(?<![\w.-])[a-z]{1,12}[-_]$")
"""« R-07.03.22 »: what a code begins with."""
_LONGEST_WORD = 14


def is_no_date(page: PageText, date: FoundDate, beside: str, rules: DateRules) -> bool:
    """Tell whether what reads as a date is none, by its own shape and the words ``beside`` it, before and behind."""
    if date.end.year > _LAST_YEAR or rules.no_date.search(beside) or rules.template.fullmatch(beside):
        return True
    if date.end.year <= _LAST_STREET_YEAR and rules.streets.search(beside):
        return True
    written = page.folded[date.begin : date.stop].translate(FIGURES)
    if _MONTH.fullmatch(written):
        return rules.reference.search(beside) is not None
    if (_YEAR_FIRST.fullmatch(written) or _SHORT_YEAR.fullmatch(written)) and rules.number_sign.search(
        beside
    ):
        return True
    if (
        _YEAR_FIRST.fullmatch(written)
        or (_SHORT_YEAR.fullmatch(written) and date.start.year < _FIRST_OF_PROGRAMME)
    ) and rules.numbered_papers.search(beside):
        return True
    if _YEAR_FIRST_STOPS.fullmatch(written):
        # « base de signatures 2022.03.01 » is a version; a day so written follows nothing, or a word that leads to it
        return not rules.leads_to_day.search(beside)
    if not _NUMBER_LIKE.fullmatch(written):
        return False
    return (
        rules.units.match(page.flat, date.stop) is not None
        or rules.numbered.search(beside) is not None
        or _is_coded(page, date, rules)
    )


def _is_coded(page: PageText, date: FoundDate, rules: DateRules) -> bool:
    """Tell whether figures go on with a word, and that word names no meeting: « ACT-04.05.22 », not « CR-04.05.22 »."""
    word = _GLUED_WORD.search(page.folded, max(0, date.begin - _LONGEST_WORD), date.begin)
    return word is not None and rules.leads_to_day.search(word.group()) is None

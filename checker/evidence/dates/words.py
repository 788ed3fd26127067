"""Dates spelled out: « le quatre octobre deux mille vingt et un »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checker.evidence.dates import calendar
from checker.evidence.lazy import Lazy

_UNITS = (
    r"(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt"
    r"|trente)"
)
_SPELLED = Lazy(
    rf"(?<!\w)(?P<d>premier|{_UNITS}(?:[ -]et[ -]un|[ -]{_UNITS})?|\d{{1,2}})\s+"
    rf"(?P<m>{'|'.join(calendar.MONTHS)})\s+(?P<y>deux[ -]mil(?:le)?(?:[ -](?:et[ -])?{_UNITS})*|20[012]\d)(?!\w)"
)
_SOLEMN = Lazy(
    rf"(?<!\w)l'an\s+(?P<y>deux[ -]mil(?:le)?(?:[ -](?:et[ -])?{_UNITS})*)(?:\s*[,;-])?\s+(?:et\s+)?le\s+"
    rf"(?:(?:lun|mar|mercre|jeu|vendre|same)di\s+)?"
    rf"(?P<d>premier|{_UNITS}(?:[ -]et[ -]un|[ -]{_UNITS})?|\d{{1,2}})\s+"
    rf"(?P<m>{'|'.join(calendar.MONTHS)})(?!\w)"
)
_LISTED = Lazy(r"(?:(?<!\w)(?:au|et|ou|a|puis)|[,;&-])\s*$")
_NUMBERS = {
    "premier": 1, "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
}  # fmt: skip


def spelled_dates(folded: str) -> Iterator[tuple[int, int, date]]:
    """Yield the place and the day of each date whose day is in words; « deux mille » alone is no year here."""
    for match in (*_SPELLED.finditer(folded), *_SOLEMN.finditer(folded)):
        if match["y"].isdigit() and (match["d"].isdigit() or _LISTED.search(folded, 0, match.start())):
            continue  # the forms read figures; « du deux au cinq mai 2022 » is more than its last day
        number, year = _number(match["d"]), _number(match["y"])
        if number is None or year is None or year <= 2000:
            continue
        day = calendar.day(year, calendar.MONTHS[match["m"]], number)
        if day:
            yield match.start(), match.end(), day


def _number(words: str) -> int | None:
    if words.isdigit():
        return int(words)
    if words in _NUMBERS:
        return _NUMBERS[words]
    from text_to_num import text2num

    try:
        return int(text2num(re.sub(r"\s+", " ", words).replace("mil ", "mille ").replace("-", " "), "fr"))
    except ValueError:
        return None

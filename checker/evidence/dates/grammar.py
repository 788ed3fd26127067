"""Find dates in French text: numerals, words, ranges, parts of years, and what a reader's damage made of them.

Every form is one row of ``_FORMS``; the longest match wins where two overlap. Text is folded (see ``text.fold``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from checker.evidence.dates import calendar
from checker.evidence.dates.words import spelled_dates

OWN_CONFIDENCE_DAMAGED = 0.6
OWN_CONFIDENCE_MONTH = 0.75
WEEKDAY_CONTRADICTS = 0.5


@dataclass(frozen=True)
class FoundDate:
    """A span of days read at ``text[begin:stop]``; ``exact`` tells a day or stated range from a part of a year."""

    begin: int
    stop: int
    start: date
    end: date
    confidence: float = 1.0
    exact: bool = True


Span = tuple[date, date] | None
_MONTHS = {**calendar.MONTHS, **calendar.ABBREVIATED}
_MONTH = r"(?P<m{0}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<d{0}>1\s?er|0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?P<y{0}>(?:19|20)\d\d|'?\d\d)"
_FULL_YEAR = r"(?P<y{0}>(?:19|20)\d\d)"
_WEEK = (
    r"(?:(?P<w{0}>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam"
    r"|dim)\.?,?[ \n]+)?"
)
_S = r"[ \t]*\n?[ \t]*"
_LEFT = r"(?<![\w/])(?<!\d[.,-])"
_RIGHT = r"(?![\w/])(?![.,-]\d)"
_TO = rf"(?:{_S}(?:au|a|jusqu'au|-){_S}(?:le{_S})?)"
_AND = rf"(?:{_S}(?:au|a|et|jusqu'au|-){_S}(?:le{_S})?)"
_BETWEEN = rf"(?:entre{_S}le{_S})"


def _numeral(n: str) -> str:
    return (
        rf"(?P<d{n}>0?[1-9]|[12]\d|3[01])[ ]?(?P<s{n}>[./-])[ ]?(?P<m{n}>0?[1-9]"
        rf"|1[0-2])[ ]?(?P=s{n})[ ]?(?P<y{n}>(?:19|20)\d\d|(?<=\d\d[./-])[12]\d)"
    )


def _worded(n: str, year: str = _YEAR) -> str:
    return (_WEEK + _DAY + r"[ \t]*[-./]?" + _S + _MONTH + r"[ \t]*[-/]?" + _S).replace(
        "{0}", n
    ) + year.replace("{0}", n)


def _month_number(name: str) -> int:
    return int(name) if name.isdigit() else _MONTHS[name]


def _day_of(match: re.Match[str], n: str, month_from: str = "", year_from: str = "") -> date | None:
    number = int(re.sub(r"\D", "", match[f"d{n}"]))
    year = calendar.year_of(match[f"y{year_from or n}"].lstrip("'"))
    return calendar.day(year, _month_number(match[f"m{month_from or n}"]), number)


def _single(match: re.Match[str]) -> Span:
    found = _day_of(match, "1")
    return (found, found) if found else None


def _both(match: re.Match[str]) -> Span:
    return _ordered(_day_of(match, "1"), _day_of(match, "2"))


def _same_month(match: re.Match[str]) -> Span:
    return _ordered(_day_of(match, "1", "2", "2"), _day_of(match, "2"))


def _same_year(match: re.Match[str]) -> Span:
    return _ordered(_day_of(match, "1", "", "2"), _day_of(match, "2"))


def _ordered(first: date | None, last: date | None) -> Span:
    return (first, last) if first and last and first <= last else None


def _iso(match: re.Match[str]) -> Span:
    found = calendar.day(int(match["y"]), int(match["m"]), int(match["d"]))
    return (found, found) if found else None


def _month(match: re.Match[str]) -> Span:
    return calendar.month_span(
        calendar.year_of(match["y1"]), _month_number(match["m1"]), (match["p"] or "").strip("- ")
    )


def _months(match: re.Match[str]) -> Span:
    last = calendar.month_span(int(match["y2"]), _MONTHS[match["m2"]])
    first = calendar.month_span(int(match["y1"] or match["y2"]), _MONTHS[match["m1"]])
    return _ordered(first[0], last[1]) if first and last else None


def _half(match: re.Match[str]) -> Span:
    return calendar.part_span(calendar.year_of(match["y1"]), _rank(match["r"]), 6)


def _quarter(match: re.Match[str]) -> Span:
    return calendar.part_span(calendar.year_of(match["y1"]), _rank(match["r"]), 3)


def _letter(match: re.Match[str]) -> Span:
    return calendar.part_span(calendar.year_of(match["y1"]), int(match["r"]), 6 if match["k"] == "s" else 3)


def _year_part(match: re.Match[str]) -> Span:
    return calendar.year_span(int(match["y1"]), match["p"])


def _rank(word: str) -> int:
    if word[0].isdigit():
        return int(word[0])
    return {"pre": 1, "deu": 2, "sec": 2, "tro": 3, "qua": 4, "der": 4}[word[:3]]


_RANK = (
    r"(?P<r>1\s?er|2\s?nde?|2\s?eme|2\s?e|3\s?eme|3\s?e|4\s?eme|4\s?e|premier|deuxieme|second|troisieme"
    r"|quatrieme)"
)
_OF = rf"{_S}(?:de{_S}(?:l'annee{_S})?)?"
_Form = tuple[re.Pattern[str], Callable[[re.Match[str]], Span], bool]


def _form(body: str, read: Callable[[re.Match[str]], Span], *, exact: bool = True) -> _Form:
    return re.compile(_LEFT + body + _RIGHT), read, exact


_D = _DAY.replace("{0}", "1")
_FORMS: tuple[_Form, ...] = (
    _form(_numeral("1"), _single),
    _form(r"(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?=t\d|\b)", _iso),
    _form(_worded("1"), _single),
    _form(rf"l'an{_S}" + _FULL_YEAR.replace("{0}", "1") + rf",?{_S}(?:et{_S})?le{_S}"
          + (_WEEK + _DAY + _S + _MONTH).replace("{0}", "1"), _single),
    _form(_numeral("1") + _TO + _numeral("2"), _both),
    _form(_worded("1") + _TO + _worded("2"), _both),
    _form(_BETWEEN + _numeral("1") + _AND + _numeral("2"), _both),
    _form(_BETWEEN + _worded("1") + _AND + _worded("2"), _both),
    _form(
        _WEEK.replace("{0}", "1") + _D + rf"(?:(?:,{_S}|{_S}et{_S})\d{{1,2}})*" + _AND + _worded("2"), _same_month
    ),
    _form(_D + rf"{_S}(?:au|et|-){_S}(?:le{_S})?" + _numeral("2"), _same_month),
    _form(
        (_WEEK + _DAY + _S + _MONTH).replace("{0}", "1") + _TO + _worded("2"), _same_year
    ),
    _form(r"(?P<d1>0?[1-9]|[12]\d|3[01])[./](?P<m1>0?[1-9]|1[0-2])" + _TO + _numeral("2"), _same_year),
    _form(r"(?P<p>debut |mi-|mi |fin |)" + (_MONTH + _S + _FULL_YEAR).replace("{0}", "1"), _month, exact=False),
    _form(r"(?P<p>)(?P<m1>0[1-9]|1[0-2])/" + _FULL_YEAR.replace("{0}", "1"), _month, exact=False),
    _form(
        _MONTH.replace("{0}", "1") + rf"(?:{_S}(?P<y1>20\d\d))?" + rf"{_S}(?:a|et|au|-){_S}"
        + (_MONTH + _S + _FULL_YEAR).replace("{0}", "2"), _months, exact=False,
    ),
    _form(_RANK + rf"{_S}semestre" + _OF + _FULL_YEAR.replace("{0}", "1"), _half, exact=False),
    _form(_RANK + rf"{_S}trimestre" + _OF + _FULL_YEAR.replace("{0}", "1"), _quarter, exact=False),
    _form(r"(?P<k>[st])(?P<r>[1-4])[ \-/]?" + _YEAR.replace("{0}", "1"), _letter, exact=False),
    _form(_FULL_YEAR.replace("{0}", "1") + r"[ \-/]?(?P<k>[st])(?P<r>[1-4])", _letter, exact=False),
    _form(
        r"(?P<p>fin|debut|mi|courant)(?: de l'annee| d'annee|-| )?[ ]?" + _FULL_YEAR.replace("{0}", "1"),
        _year_part, exact=False,
    ),
)  # fmt: skip

_DAMAGED = re.compile(
    r"(?<![\w/.,-])(?P<d>[\dolis|]{1,2})(?P<s>[./-])(?P<m>[\dolis|]{1,2})(?P=s)(?P<y>[\dolis"
    r"|]{4})(?![\w/])(?![.,-]\d)"
)
_DAMAGED_WORDED = re.compile(
    r"(?<![\w/])(?P<d>[\dolis|]{1,2}|1er)[ ]+(?P<m>[a-z0-9|]{3,10})\.?[ ]+(?P<y>[\dol|]{4})(?![\w/])"
)
_MEND = str.maketrans("oli|s", "01115")


def find_dates(folded: str, *, spelled: bool = True) -> tuple[FoundDate, ...]:
    """Return the dates of a folded text in its order, none overlapping another.

    Impossible days are left out; a weekday that contradicts its date, a damaged month or damaged digits lower
    the confidence.
    """
    found: list[FoundDate] = []
    for form, read, exact in _FORMS:
        for match in form.finditer(folded):
            span = read(match)
            if span is not None:
                confidence = _weekday_confidence(match, span[0])
                found.append(FoundDate(match.start(), match.end(), *span, confidence, exact))
    if spelled:
        found += [FoundDate(begin, stop, day, day) for begin, stop, day in spelled_dates(folded)]
    kept = _longest(found)
    damaged = [d for d in _damaged(folded) if not any(d.begin < k.stop and k.begin < d.stop for k in kept)]
    return tuple(sorted([*kept, *damaged], key=lambda d: d.begin))


def _longest(found: list[FoundDate]) -> list[FoundDate]:
    kept: list[FoundDate] = []
    for candidate in sorted(found, key=lambda d: (d.begin - d.stop, d.begin)):
        if all(candidate.stop <= k.begin or k.stop <= candidate.begin for k in kept):
            kept.append(candidate)
    return kept


def _weekday_confidence(match: re.Match[str], start: date) -> float:
    named = match.groupdict().get("w1")
    if named and not calendar.WEEKDAYS[start.weekday()].startswith(named):
        return WEEKDAY_CONTRADICTS
    return 1.0


def _damaged(folded: str) -> list[FoundDate]:
    found = []
    for match in _DAMAGED.finditer(folded):
        digits = [match[g].translate(_MEND) for g in "dmy"]
        if sum(c.isdigit() for c in match.group()) >= 5 and digits[2][:2] in {"19", "20"}:
            day = calendar.day(int(digits[2]), int(digits[1]), int(digits[0]))
            if day:
                found.append(FoundDate(*match.span(), day, day, OWN_CONFIDENCE_DAMAGED))
    for match in _DAMAGED_WORDED.finditer(folded):
        month, own = _near_month(match["m"])
        number, year = match["d"].removesuffix("er").translate(_MEND), match["y"].translate(_MEND)
        clean = match["d"].removesuffix("er").isdigit() and match["y"].isdigit()
        if month and number.isdigit() and year[:2] in {"19", "20"}:
            day = calendar.day(int(year), month, int(number))
            if day:
                found.append(FoundDate(*match.span(), day, day, own if clean else OWN_CONFIDENCE_DAMAGED))
    return _longest(found)


def _near_month(word: str) -> tuple[int | None, float]:
    """Return the only month near to a damaged word, with the confidence in it."""
    if word in _MONTHS:
        return _MONTHS[word], 1.0
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(word) < 4:
        return None, 0.0
    hits = process.extract(word, calendar.MONTHS.keys(), scorer=OSA.normalized_similarity, limit=2)
    best, second = hits[0], hits[1]
    if best[1] >= 0.7 and best[1] - second[1] >= 0.15:
        return calendar.MONTHS[best[0]], OWN_CONFIDENCE_MONTH
    return None, 0.0

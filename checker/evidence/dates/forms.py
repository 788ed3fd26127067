"""The written forms of a French date, as patterns that are tried where a word or number may begin one.

A form reads one or several spans: « 12 mars et 4 juin 2021 » are two days that share a year. Text is folded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from checker.evidence.dates import calendar

Span = tuple[date, date] | None
MONTHS = {**calendar.MONTHS, **calendar.ABBREVIATED}
_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH = rf"(?P<m{{0}}>{_NAMES})(?![a-z])\.?"
_NUMBER = r"0?[1-9]|[12]\d|3[01]"
_DAY = rf"(?P<d{{0}}>1[ ]?er|{_NUMBER})"
_FULL = r"(?:19|20)\d\d"
_SHORT_FOLLOWED = (
    r"(?=[ \t]*(?:$|\n|[,;.:)(|/-]|(?:a|au|et|ou|par|en|pour|sous|avec|dans|sur|portant|entre|de|du)\b))"
)
"""Two digits after a month are a year only where no hour or count begins with them (« le 12 mars 14 h 30 »)."""
_YEAR = rf"(?P<y{{0}}>{_FULL}|(?:'|(?<=[ /.-]))[12]\d(?![ ]?\d){_SHORT_FOLLOWED})"
_FULL_YEAR = rf"(?P<y{{0}}>{_FULL})"
_WEEKDAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim"
_WEEK = rf"(?:(?P<w{{0}}>{_WEEKDAYS})\.?,?[ \n]+(?:le[ ]+)?)?"
_S = r"[ \t]*\n?[ \t]*"
_RIGHT = r"(?![\w/])(?![.,]\d|-\w)"
_TO = rf"(?:{_S}(?:au|a|jusqu'au)|[ \t]*-){_S}(?:le{_S})?"
"""What parts the ends of a range; a dash that begins a line is a bullet."""
_TO_WORD = rf"{_S}(?:au|a|jusqu'au){_S}(?:le{_S})?"
_TO_LABELLED_END = rf"{_S}[-/,;|]?{_S}(?:date{_S}de{_S})?fin(?:[ ][a-z']+){{0,3}}[ ]?:[ ]?"
_BEGINNING = re.compile(r"(?:debut|demarrage)(?:[ ][a-z']+){0,3}[ ]?:[ ]?$")
_JOIN = rf"(?:,{_S}(?:et{_S})?|;{_S}|{_S}(?:et|ou|&|puis){_S})(?:l[ea][ ]|les[ ]|du[ ])?"
_PART = r"(?P<p{0}>debut[ ]|mi-|mi[ ]|fin[ ]|)(?:du[ ]mois[ ])?(?:de[ ]|d')?"


def _named(template: str, n: str) -> str:
    return template.replace("{0}", n)


def _numeral(n: str) -> str:
    """Return day, month and year in figures; a short year asks for a month of two figures."""
    return (
        rf"(?P<d{n}>1[ ]?er|{_NUMBER})[ ]?(?P<s{n}>[./-])[ ]?(?P<m{n}>0?[1-9]|1[0-2])[ ]?(?P=s{n})[ ]?"
        rf"(?P<y{n}>{_FULL}|(?<=\d\d[./-])[12]\d(?![ ]?[\dzoli|!]{{1,2}}(?![\w:]|[ ]?h)))"
    )


def _worded(n: str) -> str:
    return (
        _named(_WEEK + _DAY, n)
        + rf"(?:[-./]|{_S})" + _named(_MONTH, n) + rf"(?:[ \t]*[-/]?{_S}(?={_FULL})|[ ]?[-/]?[ ]?)"
        + _named(_YEAR, n)
    )  # fmt: skip


def month_number(name: str) -> int:
    """Return the number of a month given in figures or by its name."""
    return int(name) if name.isdigit() else MONTHS[name]


def _day_of(match: re.Match[str], n: str, month_from: str = "", year_from: str = "") -> date | None:
    number = int(re.sub(r"\D", "", match[f"d{n}"]))
    year = calendar.year_of(match[f"y{year_from or n}"].lstrip("'"))
    return calendar.day(year, month_number(match[f"m{month_from or n}"]), number)


def _single(match: re.Match[str]) -> Span:
    found = _day_of(match, "1")
    return (found, found) if found else None


def _both(match: re.Match[str]) -> Span:
    return _ordered(_day_of(match, "1"), _day_of(match, "2"))


def _from_to(match: re.Match[str]) -> Span:
    """Return « Début : … – Fin : … » as a period, where the label before the first says that one begins."""
    return _both(match) if _BEGINNING.search(match.string, 0, match.start()) else None


def _same_month(match: re.Match[str]) -> Span:
    return _ordered(_day_of(match, "1", "2", "2"), _day_of(match, "2"))


def _same_year(match: re.Match[str]) -> Span:
    return _ordered(_day_of(match, "1", "", "2"), _day_of(match, "2"))


def _ordered(first: date | None, last: date | None) -> Span:
    return (first, last) if first and last and first <= last else None


def _iso(match: re.Match[str]) -> Span:
    found = calendar.day(int(match["y1"]), int(match["m1"]), int(match["d1"]))
    return (found, found) if found else None


def _month(match: re.Match[str]) -> Span:
    return calendar.month_span(calendar.year_of(match["y1"]), month_number(match["m1"]))


def _months(match: re.Match[str]) -> Span:
    year = int(match["y2"])
    last = calendar.month_span(year, MONTHS[match["m2"]])
    first = calendar.month_span(int(match["y1"] or year), MONTHS[match["m1"]])
    return _ordered(first[0], last[1]) if first and last else None


def _period(match: re.Match[str]) -> Span:
    """Return a half-year or a quarter: « 2e semestre 2021 », « T3 2021 », « 4T2021 », « semestre 1 2022 »."""
    months = 6 if match["k"][0] == "s" else 3
    rank = 12 // months if match["r"].startswith("der") else _rank(match["r"])
    return calendar.part_span(int(match["y1"]), rank, months)


def _rank(word: str) -> int:
    if word[0].isdigit():
        return int(word[0])
    return {"pre": 1, "deu": 2, "sec": 2, "tro": 3, "qua": 4}[word[:3]]


def _year_part(match: re.Match[str]) -> Span:
    return calendar.year_span(int(match["y1"]), match["p"])


def _week(match: re.Match[str]) -> Span:
    return calendar.week_span(int(match["y1"]), int(match["r"]))


def _years(match: re.Match[str]) -> Span:
    first, last = int(match["y1"]), int(match["y2"])
    return (date(first, 1, 1), date(last, 12, 31)) if first < last <= first + 10 else None


@dataclass(frozen=True)
class Form:
    """A way to write one span. ``exact``: days rather than a part of a year; ``years``: nothing but years."""

    words: re.Pattern[str]
    read: Callable[[re.Match[str]], Span]
    exact: bool = True
    years: bool = False


def _form(
    body: str, read: Callable[[re.Match[str]], Span], *, exact: bool = True, years: bool = False
) -> Form:
    return Form(re.compile(body + _RIGHT, re.M), read, exact, years)


_RANK = (
    r"(?P<r>1[ ]?ere?|2[ ]?nde?|2[ ]?d|2[ ]?eme|2[ ]?e|3[ ]?eme|3[ ]?e|4[ ]?eme|4[ ]?e|premiere?|deuxieme"
    r"|seconde?|troisieme|quatrieme|dernier)"
)
_OF = rf"{_S}(?:de{_S})?(?:l'(?:annee|an|exercice)[ ])?[/-]?"
_W1, _D1, _M1, _Y1 = (_named(t, "1") for t in (_WEEK, _DAY, _MONTH, _FULL_YEAR))
_LED = r"(?:(?<=le )|(?<=du )|(?<=au )|(?<=: )|(?<=\())"
"""« 7/3/22 » is a date only behind a word that leads to one."""
_BETWEEN = rf"entre{_S}(?:le{_S})?"
_AND = rf"{_S}et{_S}(?:le{_S})?"

FIGURES: tuple[Form, ...] = (
    _form(_numeral("1"), _single),
    _form(rf"{_LED}(?P<d1>{_NUMBER})/(?P<m1>[1-9])/(?P<y1>[12]\d)", _single),
    _form(rf"(?P<y1>{_FULL})(?P<s>[-/.])(?P<m1>0[1-9]|1[0-2])(?P=s)(?P<d1>0[1-9]|[12]\d|3[01])(?:(?=t\d)|\b)", _iso),
    _form(_worded("1"), _single),
    _form(_numeral("1") + _TO + _numeral("2"), _both),
    _form(_numeral("1") + _TO_LABELLED_END + _numeral("2"), _from_to),
    _form(_worded("1") + _TO_LABELLED_END + _worded("2"), _from_to),
    _form(_worded("1") + _TO + _worded("2"), _both),
    _form(_W1 + r"(?<!n° )(?<!n°)" + _D1 + _TO + _worded("2"), _same_month),
    _form(_D1 + rf"(?:{_TO_WORD}|-)" + _numeral("2"), _same_month),
    _form(_W1 + _D1 + _S + _M1 + _TO + _worded("2"), _same_year),
    _form(rf"(?P<d1>{_NUMBER})[./](?P<m1>0?[1-9]|1[0-2])" + _TO + _numeral("2"), _same_year),
    _form(r"(?P<m1>0[1-9]|1[0-2])/" + _Y1, _month, exact=False),
    _form(_RANK + rf"{_S}(?P<k>semestre|sem\.?|trimestre|trim\.?)" + _OF + _Y1, _period, exact=False),
    _form(rf"(?P<r>[1-4])[ ]?(?P<k>[st])[ \-/]?(?P<y1>{_FULL})", _period, exact=False),
    _form(rf"(?P<y1>{_FULL})[ \-/]?(?P<k>[st])(?P<r>[1-4])", _period, exact=False),
    _form(rf"(?P<y1>{_FULL})(?:[ ]?[-/][ ]?|[ ]a[ ])(?P<y2>{_FULL})", _years, exact=False, years=True),
)  # fmt: skip
"""Forms that begin with a digit, or with the weekday before it."""

WORDS: tuple[Form, ...] = (
    *(form for form in FIGURES if "w1" in form.words.groupindex),
    _form(rf"l'an{_S}" + _Y1 + rf",?{_S}(?:et{_S})?le{_S}" + _W1 + _D1 + _S + _M1, _single),
    _form(_BETWEEN + _numeral("1") + _AND + _numeral("2"), _both),
    _form(_BETWEEN + _worded("1") + _AND + _worded("2"), _both),
    _form(_BETWEEN + _W1 + _D1 + _AND + _worded("2"), _same_month),
    _form(_BETWEEN + _D1 + _AND + _numeral("2"), _same_month),
    _form(_BETWEEN + _W1 + _D1 + _S + _M1 + _AND + _worded("2"), _same_year),
    _form(_named(_PART, "1") + _M1 + _S + r"(?:de[ ])?" + _Y1, _month, exact=False),
    _form(_M1 + r"(?:-|[ ]?')(?P<y1>[12]\d)", _month, exact=False),
    _form(
        _named(_PART, "1") + _M1 + rf"(?:{_S}(?P<y1>20\d\d))?{_S}(?:a|et|au|-|/){_S}" + _named(_PART, "2")
        + _named(_MONTH, "2") + _S + _named(_FULL_YEAR, "2"), _months, exact=False,
    ),
    _form(_RANK + rf"{_S}(?P<k>semestre|trimestre)" + _OF + _Y1, _period, exact=False),
    _form(r"(?P<k>semestre|trimestre)[ ](?P<r>[1-4])[ ]?(?:-[ ]?)?" + _OF + _Y1, _period, exact=False),
    _form(rf"(?P<k>[st])(?P<r>[1-4])[ \-/]?(?:de[ ])?(?P<y1>{_FULL}|'?[12]\d)", _period, exact=False),
    _form(
        r"(?:semaine|sem\.?|s)[ ]?(?:n°[ ]?)?(?P<r>[1-4]\d|5[0-3]|0[1-9]|(?<=[ ])[1-9])[ ]?(?:[/-]|de[ ]|\()?[ ]?"
        + _Y1, _week,
    ),
    _form(r"(?P<p>fin|debut|mi|courant)(?: de l'annee| d'annee|-| )?[ ]?" + _Y1, _year_part, exact=False),
)  # fmt: skip
"""Forms that begin with a word."""

_DD, _MM = r"(?P<d{0}>0[1-9]|[12]\d|3[01])", r"(?P<m{0}>0[1-9]|1[0-2])"
_WORN = r"[ ]{0,2}[./,:;l|i!-][ ]?"
"""What a reader makes of a stroke or a stop between figures."""
_WORN_DATE = _DD + _WORN + _MM + rf"(?:{_WORN}|[ ]?)" + _FULL_YEAR
MENDED_FIGURES: tuple[Form, ...] = (
    _form(_named(_WORN_DATE, "1"), _single),
    _form(_named(_WORN_DATE, "1") + _TO + _named(_WORN_DATE, "2"), _both),
    _form(_LED + _named(_DD + r"[ ]?" + _MM + r"(?:[ ]?[./-][ ]?|[ ]?)" + _FULL_YEAR, "1"), _single),
)
"""Forms tried only where a text was damaged: a separator is lost or read as a letter."""

_ITEM_D = rf"(?:(?:{_WEEKDAYS})\.?[ ]+)?(?:1[ ]?er|{_NUMBER})"
_ITEM_DM = rf"{_ITEM_D}{_S}(?:{_NAMES})(?![a-z])\.?"
_ITEM_FIG = rf"(?:{_NUMBER})/(?:0?[1-9]|1[0-2])(?![\d/])"
_DAYS = re.compile(rf"(?P<items>{_ITEM_D}(?:{_JOIN}{_ITEM_D})*){_JOIN}(?P<last>{_worded('1')}){_RIGHT}", re.M)
_DAYS_FIG = re.compile(
    rf"(?P<items>(?:{_NUMBER})(?:{_JOIN}(?:{_NUMBER}))*){_JOIN}(?P<last>{_numeral('1')}){_RIGHT}", re.M
)
_DAY_MONTHS = re.compile(
    rf"(?P<items>{_ITEM_DM}(?:{_JOIN}{_ITEM_DM})*){_JOIN}(?P<last>{_worded('1')}){_RIGHT}", re.M
)
_DAY_MONTHS_FIG = re.compile(
    rf"(?P<items>{_ITEM_FIG}(?:{_JOIN}{_ITEM_FIG})*){_JOIN}(?P<last>{_numeral('1')}){_RIGHT}", re.M
)
_ONE_DAY = re.compile(rf"(?<!\d)(?:1[ ]?er|{_NUMBER})(?!\d)")
_ONE_DAY_MONTH = re.compile(rf"(?P<d>1[ ]?er|{_NUMBER}){_S}(?P<m>{_NAMES})(?![a-z])")
_ONE_FIGURE = re.compile(rf"(?P<d>{_NUMBER})/(?P<m>\d\d?)")


def listed_days(folded: str, at: int) -> Iterator[tuple[int, int, date, date]]:
    """Yield the days of a list that shares a month or a year: (begin, stop, start, end).

    Days that follow each other (« les 4, 5 et 6 octobre 2021 ») are one span, others are days apart.
    """
    for words, one in (
        (_DAY_MONTHS, _ONE_DAY_MONTH), (_DAYS, _ONE_DAY), (_DAY_MONTHS_FIG, _ONE_FIGURE), (_DAYS_FIG, _ONE_DAY),
    ):  # fmt: skip
        match = words.match(folded, at)
        if match is None:
            continue
        last = _day_of(match, "1")
        if last is None:
            return
        days = [
            (item.start(), item.end(), _listed(item, last))
            for item in one.finditer(folded, match.start("items"), match.end("items"))
        ]
        days.append((*match.span("last"), last))
        known = [(begin, stop, day) for begin, stop, day in days if day is not None]
        if len(known) < len(days) or any(b[2] <= a[2] for a, b in pairwise(known)):
            return
        if known[-1][2] - known[0][2] == timedelta(len(known) - 1):
            yield match.start(), match.end(), known[0][2], last
        else:
            yield from ((begin, stop, day, day) for begin, stop, day in known)
        return


def _listed(item: re.Match[str], last: date) -> date | None:
    named = item.groupdict()
    number = int(re.sub(r"\D", "", named.get("d") or item.group()))
    month = month_number(named["m"]) if "m" in named else last.month
    return calendar.day(last.year, month, number)

"""The written forms of a French date, as patterns that are tried where a word or number may begin one.

A form reads one or several spans: « 12 mars et 4 juin 2021 » are two days that share a year. Text is folded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from checker.evidence.dates import calendar
from checker.evidence.lazy import Lazy

Span = tuple[date, date] | None
MONTHS = {**calendar.MONTHS, **calendar.ABBREVIATED}
NAMES = (
    r"(?:ja(?:nv(?:ier)?|n)|fev(?:r(?:ier)?)?|mars?|avr(?:il)?|mai|ju(?:in|il(?:let)?|n|l)|aout"
    r"|sep(?:t(?:embre)?)?|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?)"
)
"""``MONTHS`` as one pattern, which is compiled and matched faster than a list of names."""
_MONTH = rf"(?P<m{{0}}>{NAMES})(?![a-z])\.?"
NUMBER = r"0?[1-9]|[12]\d|3[01]"
FIRST = r"1[ ]?(?:er|ᵉʳ)"
_DAY = rf"(?P<d{{0}}>{FIRST}|{NUMBER})"
_FULL = r"(?:19|20)\d\d"
_SHORT_FOLLOWED = (
    r"(?=[ \t]*(?:$|\n|[,;.:)(|/-]|(?:a|au|et|ou|par|en|pour|sous|avec|dans|sur|portant|entre|de|du)\b))"
)
"""Two digits after a month are a year only where no hour or count begins with them (« le 12 mars 14 h 30 »)."""
_YEAR = rf"(?P<y{{0}}>{_FULL}|(?:'|(?<=[ /.-]))[12]\d(?![ ]?\d){_SHORT_FOLLOWED})"
_FULL_YEAR = rf"(?P<y{{0}}>{_FULL})"
WEEKDAYS = "lun(?:di)?|mar(?:di)?|mer(?:credi)?|jeu(?:di)?|ven(?:dredi)?|sam(?:edi)?|dim(?:anche)?"
_WEEK = rf"(?:(?P<w{{0}}>{WEEKDAYS})\.?,?[ \n]+(?:le[ ]+)?)?"
GAP = r"[ \t]*\n?[ \t]*"
RIGHT = r"(?![\w/])(?![.,]\d|-(?!\d{1,2}[ ][a-z]{3})\w)"
_TO = rf"(?:{GAP}(?:au|a|jusqu'au)|[ \t]*-){GAP}(?:le{GAP})?"
"""What parts the ends of a range; a dash that begins a line is a bullet."""
_TO_WORD = rf"{GAP}(?:au|a|jusqu'au){GAP}(?:le{GAP})?"
_TO_ARROW = rf"(?:{_TO}|[ \t]*(?:→|->)[ \t]*)"
"""« 16/05 → 3/06/2022 »; between two whole dates an arrow may lead from a day to the one it was put off to."""
_PART = r"(?P<p{0}>debut[ ]|mi-|mi[ ]|fin[ ]|)(?:du[ ]mois[ ])?(?:de[ ]|d')?"


def _named(template: str, n: str) -> str:
    return template.replace("{0}", n)


def numeral(n: str) -> str:
    """Return day, month and year in figures; a short year asks for a month of two figures."""
    return (
        rf"(?P<d{n}>{FIRST}|{NUMBER})[ ]?(?P<s{n}>[./-])[ ]?(?P<m{n}>0?[1-9]|1[0-2])[ ]?(?P=s{n})[ ]?"
        rf"(?P<y{n}>{_FULL}|(?<=\d\d[./-])[12]\d(?![ ]?[\dzoli!]{{1,2}}(?![\w:]|[ ]?h)|\|(?![ ])))"
    )


def worded(n: str) -> str:
    """Return day, month by its name and year, with the weekday before them where one stands there."""
    return (
        _named(_WEEK + _DAY, n)
        + rf"(?:[-./]|{GAP})" + _named(_MONTH, n) + rf"(?:[ \t]*[-/]?{GAP}(?={_FULL})|[ ]?[-/]?[ ]?)"
        + _named(_YEAR, n)
    )  # fmt: skip


def month_number(name: str) -> int:
    """Return the number of a month given in figures or by its name."""
    return int(name) if name.isdigit() else MONTHS[name]


def day_of(match: re.Match[str], n: str, month_from: str = "", year_from: str = "") -> date | None:
    """Return the day that a match's groups ``n`` tell, its month and year taken from other groups where asked."""
    number = _figures(match[f"d{n}"])
    year = calendar.year_of(match[f"y{year_from or n}"].lstrip("'"))
    return calendar.day(year, month_number(match[f"m{month_from or n}"]), number)


def _figures(written: str) -> int:
    return int(re.sub(r"\D", "", written))


def _single(match: re.Match[str]) -> Span:
    found = day_of(match, "1")
    return (found, found) if found else None


def _both(match: re.Match[str]) -> Span:
    return _ordered(day_of(match, "1"), day_of(match, "2"))


def _same_month(match: re.Match[str]) -> Span:
    return _ordered(day_of(match, "1", "2", "2"), day_of(match, "2"))


def _same_year(match: re.Match[str]) -> Span:
    return _ordered(day_of(match, "1", "", "2"), day_of(match, "2"))


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


def _fortnight(match: re.Match[str]) -> Span:
    """Return the first or the second half of a month: « la deuxième quinzaine de novembre 2021 »."""
    month = calendar.month_span(int(match["y1"]), MONTHS[match["m1"]])
    if month is None or match["r"][:1] in "3t4q":
        return None
    half = month[0].replace(day=15)
    return (month[0], half) if match["r"][:1] in "1p" else (half + timedelta(days=1), month[1])


def _week(match: re.Match[str]) -> Span:
    return calendar.week_span(int(match["y1"]), int(match["r"]))


def _days_of_week(match: re.Match[str]) -> Span:
    """Return the days told behind a week, which lend it no year: « S12 2022 (21 au 23 mars) »."""
    last = day_of(match, "2", "", "1")
    week = _week(match)
    first = calendar.day(last.year, last.month, _figures(match["d3"])) if last and match["d3"] else last
    return (first, last) if week and first and last and week[0] <= first <= last <= week[1] else None


def _years(match: re.Match[str]) -> Span:
    first, last = int(match["y1"]), int(match["y2"])
    return (date(first, 1, 1), date(last, 12, 31)) if first < last <= first + 10 else None


class Form(Lazy):
    """A way to write one span. ``exact``: days rather than a part of a year; ``years``: nothing but years."""

    def __init__(
        self, body: str, read: Callable[[re.Match[str]], Span], *, exact: bool = True, years: bool = False
    ) -> None:
        super().__init__(body + RIGHT, re.M)
        self.read, self.exact, self.years = read, exact, years


_RANK = (
    r"(?P<r>1[ ]?ere?|2[ ]?nde?|2[ ]?d|2[ ]?eme|2[ ]?e|3[ ]?eme|3[ ]?e|4[ ]?eme|4[ ]?e|premiere?|deuxieme"
    r"|seconde?|troisieme|quatrieme|dernier)"
)
_OF = rf"{GAP}(?:de{GAP})?(?:l'(?:annee|an|exercice)[ ])?[/-]?"
_W1, _D1, _M1, _Y1 = (_named(t, "1") for t in (_WEEK, _DAY, _MONTH, _FULL_YEAR))
_WEEK_OF_YEAR = (
    r"(?:semaine|sem\.?|s)[ ]?(?:n°[ ]?)?(?P<r>[1-4]\d|5[0-3]|0[1-9]|(?<=[ ])[1-9])[ ]?(?:[/-]|de[ ]|\()?[ ]?"
    rf"(?P<y1>{_FULL})"
)
_LED = r"(?:(?<=le )|(?<=du )|(?<=au )|(?<=: )|(?<=\()|(?<=[a-z], ))"
"""« 7/3/22 » is a date only behind a word that leads to one."""
_UNNUMBERED = (
    r"(?<!n° )(?<!n°)(?<!#)(?<!# )(?<!copil )(?<!comite )(?<!seance )(?<!reunion )(?<!revue )(?<!point )"
)
"""« Séance 4 – 30 mars 2022 » is the fourth one's day, no range."""
_BETWEEN = rf"entre{GAP}(?:le{GAP})?"
_AND = rf"{GAP}et{GAP}(?:le{GAP})?"

FIGURES: tuple[Form, ...] = (
    Form(numeral("1"), _single),
    Form(rf"{_LED}(?P<d1>{NUMBER})/(?P<m1>[1-9])/(?P<y1>[12]\d)", _single),
    Form(rf"(?:(?<=\ble )|(?<=\bdu ))(?P<d1>{NUMBER})\.(?P<m1>[1-9])\.(?P<y1>[12]\d)", _single),
    Form(rf"(?P<y1>{_FULL})(?P<s>[-/.])(?P<m1>0[1-9]|1[0-2])(?P=s)(?P<d1>0[1-9]|[12]\d|3[01])(?:(?=t\d)|\b)", _iso),
    Form(worded("1"), _single),
    Form(numeral("1") + _TO + numeral("2"), _both),
    Form(_W1 + _UNNUMBERED + _D1 + _TO + worded("2"), _same_month),
    Form(_D1 + rf"(?:{_TO_WORD}|-)" + numeral("2"), _same_month),
    Form(_W1 + _D1 + GAP + _M1 + _TO + worded("2"), _same_year),
    Form(
        rf"(?P<d1>{NUMBER})(?P<s>[./])(?P<m1>0?[1-9]|1[0-2]){_TO_ARROW}(?=\d\d?[ ]?(?P=s))" + numeral("2"),
        _same_year,
    ),
    Form(r"(?P<m1>0[1-9]|1[0-2])/" + _Y1, _month, exact=False),
    Form(_RANK + rf"{GAP}(?P<k>semestre|sem\.?|trimestre|trim\.?)" + _OF + _Y1, _period, exact=False),
    Form(rf"(?P<r>[1-4])[ ]?(?P<k>[st])[ \-/]?(?P<y1>{_FULL})", _period, exact=False),
    Form(rf"(?P<y1>{_FULL})[ \-/]?(?P<k>[st])(?P<r>[1-4])", _period, exact=False),
    Form(rf"(?P<y1>{_FULL})(?:[ ]?[-/][ ]?|[ ]a[ ])(?P<y2>{_FULL})", _years, exact=False, years=True),
)  # fmt: skip
"""Forms that begin with a digit, or with the weekday before it."""
SINGLE_DAYS: tuple[Form, ...] = tuple(form for form in FIGURES if form.read in {_single, _iso})

WORDS: tuple[Form, ...] = (
    *(form for form in FIGURES if "?P<w1>" in form.source),
    Form(rf"l'an{GAP}" + _Y1 + rf",?{GAP}(?:et{GAP})?le{GAP}" + _W1 + _D1 + GAP + _M1, _single),
    Form(_BETWEEN + _W1 + _D1 + _AND + worded("2"), _same_month),
    Form(_BETWEEN + _D1 + _AND + numeral("2"), _same_month),
    Form(_BETWEEN + _W1 + _D1 + GAP + _M1 + _AND + worded("2"), _same_year),
    Form(_named(_PART, "1") + _M1 + GAP + r"(?:de[ ])?" + _Y1, _month, exact=False),
    Form(_M1 + r"(?:-|[ ]?')(?P<y1>[12]\d)", _month, exact=False),
    Form(
        _named(_PART, "1") + _M1 + rf"(?:{GAP}(?P<y1>20\d\d))?{GAP}(?:a|et|au|-|/){GAP}" + _named(_PART, "2")
        + _named(_MONTH, "2") + GAP + _named(_FULL_YEAR, "2"), _months, exact=False,
    ),
    Form(_RANK + rf"{GAP}(?P<k>semestre|trimestre)" + _OF + _Y1, _period, exact=False),
    Form(
        _RANK + rf"{GAP}quinzaine{GAP}(?:du[ ]mois[ ])?(?:de[ ]|d')" + _M1 + GAP + _Y1, _fortnight, exact=False
    ),
    Form(r"(?P<k>semestre|trimestre)[ ](?P<r>[1-4])[ ]?(?:-[ ]?)?" + _OF + _Y1, _period, exact=False),
    Form(rf"(?P<k>[st])(?P<r>[1-4])[ \-/]?(?:de[ ])?(?P<y1>{_FULL}|'?[12]\d)", _period, exact=False),
    Form(_WEEK_OF_YEAR, _week),
    Form(
        _WEEK_OF_YEAR + rf"[ ]?[,:(-]{GAP}(?:soit[ ])?(?:du[ ]|les?[ ])?"
        rf"(?:(?P<d3>{NUMBER})(?:[ ]?-[ ]?|[ ](?:au|et)[ ]))?"
        + _named(_WEEK + _DAY, "2") + GAP + _named(_MONTH, "2") + r"(?:[ ](?P=y1))?", _days_of_week,
    ),
    Form(r"(?P<p>fin|debut|mi|courant)(?: de l'annee| d'annee|-| )?[ ]?" + _Y1, _year_part, exact=False),
)  # fmt: skip
"""Forms that begin with a word."""

_DD, _MM = r"(?P<d{0}>0[1-9]|[12]\d|3[01])", r"(?P<m{0}>0[1-9]|1[0-2])"
_WORN = r"[ ]{0,2}[./,:;l|i!-][ ]?"
"""What a reader makes of a stroke or a stop between figures."""
_WORN_DATE = _DD + _WORN + _MM + rf"(?:{_WORN}|[ ]?)" + _FULL_YEAR
MENDED_FIGURES: tuple[Form, ...] = (
    Form(_named(_WORN_DATE, "1"), _single),
    Form(_LED + _named(_DD + r"[ ]?" + _MM + r"(?:[ ]?[./-][ ]?|[ ]?)" + _FULL_YEAR, "1"), _single),
)
"""Forms tried only where a text was damaged: a separator is lost or read as a letter."""

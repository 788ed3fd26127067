"""Find dates in French text: numerals, words, ranges, lists, parts of years, and what a reader's damage made of them.

The text is walked once: wherever a word or number may begin a date, the forms are tried and the longest wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checker.evidence.dates import calendar
from checker.evidence.dates.damage import mended_windows
from checker.evidence.dates.forms import FIGURES, MENDED_FIGURES, SINGLE_DAYS, WORDS, Form
from checker.evidence.dates.found import FoundDate
from checker.evidence.dates.listed import listed_days
from checker.evidence.dates.periods import MOVED, joined
from checker.evidence.dates.words import spelled_dates
from checker.evidence.lazy import Lazy

OWN_CONFIDENCE_DAMAGED = 0.6
OWN_CONFIDENCE_MONTH = 0.75
OWN_CONFIDENCE_CHECKED = 0.85
"""A damaged date whose weekday, read apart from it, agrees."""
WEEKDAY_CONTRADICTS = 0.5


_MONTH_WORDS = r"janv|jan|fev|mars?\b|avr|mai\b|juin|jui?l|jun|aout|sep|oct|nov|dec"
_PROMISES = r"(?=[ \n]*[./,;&-]|[ \n]*(?:er|ᵉʳ|e|eme|nde?|d)?[ \n]*[adefjlmnopstv])"
"""What may follow a number that begins a date: most numbers of a page are looked at no further."""


def _start(promise: str) -> Lazy:
    return Lazy(
        r"(?<![\w/!?*■█▮\ufffd])(?:(?<!\d[.,-])|(?<=[a-z.][ ]20\d\d-)(?=\d{1,2}[ ][a-z]{3,9}\.?[ ]20))"
        rf"(?:(?P<figure>\d{{1,4}}{promise})"
        r"|(?=lun|mar|mer|jeu|ven|sam|dim|entre\s|debut|mi[ -]|fin\b|courant|l'an\s|premier|deux|second|trois|quatr"
        rf"|dernier|(?:semestre|trimestre|semaine)\s|sem\.|s\d|s\s|t\d|{_MONTH_WORDS})[a-z])"
        r"|(?:(?<=du)|(?<=le)|(?<=au)|(?<=les)|(?<=di)|(?<=che))(?P<glued>\d)"
    )


_START, _START_MENDED = _start(_PROMISES), _start("")
_FIGURE = Lazy(r"\d")
_FIRST_FIGURE = 60
"""Characters from a word that begins a date to its first figure, at most: « premier semestre de l'exercice 2022 »."""
_VERB = 60
"""Characters before a range in which a verb may say that its ends are a day left and a day taken."""
_BROKEN_DAY = Lazy(r"(?:(?<![\w.,/-])|(?<=di)|(?<=che))[0-3zlio!] $|(?<!\|)\|$")
"""What stands before a day of one figure where the figure before it may belong to it."""
_LOST_FIGURE = Lazy(r"(?<!\d)\d [./-]\d|\d[./-] \d(?!\d)")
"""A space on one side of a separator, behind a single figure: « 1 /10/2021 » may have been the 11th or the 14th."""
_LOST_FIRST = Lazy(r"(?<=[./-])1 [./-]\d|\d[./-] [1-2](?=[./-])")
"""« 15/1 /2021 »: a month of one figure beside a gap may have been any of three or four."""
_BROKEN_MONTH = Lazy(r"(?<!\w)(?P<head>[a-z]{2,7})-[ \t]*\n[ \t]*(?P<tail>[a-z]{2,7})(?=\s+20\d\d)")
_LEADS_TO_MONTH = Lazy(
    r"(?:^|[\n,;:()\[\]/\t-]|   |\d{4}|\b(?:de|en|d'|a|au|et|ou|fin|mi|debut|depuis|vers|des|sur|par|mois"
    r"|\w*[a-z]{4}))[ ]*\n?$"
)
"""What may stand before a month without a day: anything else (« du », « le 1Q ») shows that a day was lost."""
_DAY_LOST = Lazy(
    r"(?:di|dimanche|(?<!\w)(?:du|le|premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze"
    r"|seize|vingt|trente)|(?:et|-)[ ]?une?)\s*$"
)
"""A day written in words beside a year in figures (« le onze mai 2022 ») is no month either."""
_DAY_LOST_BEFORE_FIGURES = Lazy(r"(?:di|dimanche)\s*$|[\d./-][./-][ ]*$|(?<![\w/.-])\d{1,2} $")


def find_dates(folded: str, *, spelled: bool = True) -> tuple[FoundDate, ...]:
    """Return the dates of a folded text in its order, none overlapping another.

    Impossible days are left out; a weekday that contradicts its date, a damaged month or damaged digits lower
    the confidence.
    """
    folded = _BROKEN_MONTH.sub(_whole_month, folded)
    kept = list(_scan(folded, 0, len(folded), ()))
    if spelled:
        words = [FoundDate(begin, stop, day, day) for begin, stop, day in spelled_dates(folded)]
        kept = words + [d for d in kept if not any(_overlap(d, w) for w in words)]
    damaged: list[FoundDate] = []
    for window in mended_windows(folded, [(d.begin, d.stop) for d in kept]):
        for found in _scan(window.text, 0, len(window.text), MENDED_FIGURES):
            confidence = _mended_confidence(window.text, found, window.figures, window.letters)
            if confidence is None:
                continue
            moved = found._replace(
                begin=window.begin + found.begin,
                stop=window.begin + found.stop,
                confidence=min(found.confidence, confidence),
            )
            if not any(_overlap(moved, d) for d in kept):
                damaged.append(moved)
    for candidate in sorted(damaged, key=lambda d: d.begin - d.stop):
        if not any(_overlap(candidate, d) for d in kept):
            kept.append(candidate)
    return tuple(joined(folded, sorted(kept, key=lambda d: d.begin)))


def _whole_month(match: re.Match[str]) -> str:
    """Return a month that a line's end broke as one word, padded to its length."""
    word = match["head"] + match["tail"]
    return word.ljust(len(match.group())) if word in calendar.MONTHS else match.group()


def _scan(text: str, begin: int, stop: int, further: tuple[Form, ...]) -> Iterator[FoundDate]:
    cursor = begin
    for match in (_START_MENDED if further else _START).finditer(text, begin, stop):
        at = match.start()
        if at < cursor:
            continue
        figure = match["figure"] is not None or match["glued"] is not None
        if not figure and not _FIGURE.search(text, at, at + _FIRST_FIGURE):
            continue
        listed = list(listed_days(text, at))
        best, span, used = _longest(text, at, (*FIGURES, *further) if figure else WORDS)
        if span is not None and span[0] < span[1] and MOVED.search(text, max(0, at - _VERB), at):
            one = _longest(text, at, SINGLE_DAYS)
            best, span, used = one if one[1] is not None else (best, span, used)
        if listed and (best is None or listed[-1][1] > best.end()):
            for first, last, start, end in listed:
                yield FoundDate(first, last, start, end)
            cursor = listed[-1][1]
        elif best is not None:
            # an impossible day is skipped whole: « 31 février 2021 » is not February
            cursor = best.end()
            if span is not None and used is not None:
                confidence = _confidence(text, best, span[0])
                if confidence:
                    yield FoundDate(at, best.end(), *span, confidence, used.exact, used.years)


def _longest(
    text: str, at: int, forms: tuple[Form, ...]
) -> tuple[re.Match[str] | None, tuple[date, date] | None, Form | None]:
    best: re.Match[str] | None = None
    span: tuple[date, date] | None = None
    used: Form | None = None
    for form in forms:
        match = form.match(text, at)
        if match is None or (best is not None and match.end() <= best.end()):
            continue
        read = form.read(match)
        # a longer reading that is none (« du 28 au 2 octobre ») never hides a shorter one that is
        if best is None or read is not None or span is None:
            best, span, used = match, read, form
    return best, span, used


def _confidence(text: str, match: re.Match[str], start: date) -> float:
    """Return how sure a reading is by its own words: 0 where what stands before shows that a day was lost."""
    groups = match.groupdict()
    named, at = groups.get("w1"), match.start()
    if named:
        return 1.0 if calendar.WEEKDAYS[start.weekday()].startswith(named) else WEEKDAY_CONTRADICTS
    before = text[max(0, at - 12) : at]
    month = groups.get("m1")
    if not groups.get("d1") and month and month.isdigit():
        barred = before[-1:] in {"|", "!"} and before[-2:-1].isdigit() and not _in_row(text, at)
        if barred or _DAY_LOST_BEFORE_FIGURES.search(before):
            return 0.0
    if not groups.get("d1") and not groups.get("r") and month and month.isalpha():
        in_cell = before.rstrip(" ").endswith("|") and _in_row(text, at)
        if _DAY_LOST.search(before) or not (in_cell or _LEADS_TO_MONTH.search(before)):
            return 0.0
    if len(groups.get("d1") or "") == 1 and _BROKEN_DAY.search(before) and not _in_row(text, at):
        return 0.0
    if _LOST_FIRST.search(match.group()):
        return 0.0
    if _LOST_FIGURE.search(match.group()):
        return OWN_CONFIDENCE_DAMAGED
    return OWN_CONFIDENCE_MONTH if before[-1:].isalpha() else 1.0


def _in_row(text: str, at: int) -> bool:
    """Tell whether a bar before a place parts the cells of a table."""
    line = text[text.rfind("\n", 0, at) + 1 : text.find("\n", at) if "\n" in text[at:] else len(text)]
    return text[:at].rstrip(" ").endswith("|") and line.count("|") > 1


def _mended_confidence(text: str, found: FoundDate, figures: set[int], letters: set[int]) -> float | None:
    places = range(found.begin, found.stop)
    if any(place in figures for place in places):
        checked = re.match(r"(?:lun|mar|mer|jeu|ven|sam|dim)\w*", text[found.begin : found.stop])
        return OWN_CONFIDENCE_CHECKED if checked else OWN_CONFIDENCE_DAMAGED
    if any(place in letters for place in places):
        return OWN_CONFIDENCE_MONTH
    return OWN_CONFIDENCE_DAMAGED


def _overlap(one: FoundDate, other: FoundDate) -> bool:
    return one.begin < other.stop and other.begin < one.stop

"""Undo what a reader's damage did to dates: letters for figures, figures for letters, spaces inside, lost separators.

A window of text round each thing that may be a year is mended without changing its length, so places stay true.
What was changed is told, since a date that leans on it is worth less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.evidence.dates import calendar
from checker.evidence.dates.forms import MONTHS
from checker.evidence.lazy import Lazy

_LIKE = r"[\doqdlizsbg|!]"
_LIKE_YEAR = rf"[2z][0oqd][012lizod|!]{_LIKE}(?!\w)"
_YEAR = Lazy(
    rf"(?<!\w)[2z][ ]?[0oqd][ ]?[012lizod|!][ ]?{_LIKE}(?!\w)|(?<=[./,:;l|i!-]){_LIKE_YEAR}|(?<=[a-z]){_LIKE_YEAR}"
    r"|(?<=\d)20[12]\d(?!\w)|(?<=\w[./-])[12]\d(?!\w)|(?<=[a-z.]{3}[ ])2[ ]?[0-4](?!\w)"
)
_BEFORE, _AFTER = 60, 6
FIGURES = str.maketrans("oqdlizsbg|!", "00011258911")
"""What a reader makes of figures, undone."""
_LETTERS = str.maketrans("0156|", "oisei")
_WORN = Lazy(r"\d{2}[ ]?[./,:;l|i!-]?[ ]?\d{2}[ ]?[./,:;l|i!-]?[ ]?20[012]\d(?!\d)")
_DROPPED = str.maketrans("", "", "'?*�")
_TOKEN = Lazy(rf"(?<![\w|!]){_LIKE}{{1,4}}(?![\w|!])")
_BEHIND_SEPARATOR = Lazy(rf"(?<=\d[./-]){_LIKE}{{1,4}}(?!\w)|(?<=\d[./-][ ]){_LIKE}{{1,4}}(?!\w)")
_GLUED = Lazy(rf"(?<=[a-z]){_LIKE_YEAR}|(?<!\w)(?:\d[\doz|!]|[zli|!]\d)(?=[jfmasond][a-z]{{2}})")
"""Figures run together with the month's name."""
_LONE_DAY = Lazy(r"(?:(?<=du )|(?<=le )|(?<=di )|(?<=: ))(?:[zb]|[l|!i][lio|!])(?= [a-z]{3})")
_SPACED_YEAR = Lazy(rf"(?<!\w)[2z][ ]?[0oqd][ ]?[012lizod|!][ ]?{_LIKE}(?!\w)")
_SPACED_PAIR = Lazy(
    r"(?<![\w.,/])([0-3])[ ](\d)(?=[ ]?[./-][ ]?\d|[ ]*[a-z]{3})|(?<=[./-])([01])[ ](\d)(?=[ ]?[./-])"
)
_NAMED = Lazy(
    r"(?P<d>(?<!\w)(?:1[ ]?er|\d{1,2})|(?<=(?<!\w)en)|(?<=(?<!\w)de)|(?<=depuis))(?:(?<=1)[ ]{0,4}|[ ]{0,2})"
    r"(?P<m>[a-z]{1,9}(?:\.{2,5}|[·…_*?�]{1,5})[a-z]{0,6}|[a-z0-9][a-z0-9|'»©¨?*�]{0,10}(?:[ ][a-z]{1,7})?)\.?[ ]{0,3}"
    r"(?P<y>20[012]\d)(?!\w)"
)
_FIRST = Lazy(
    r"(?<!\w)[1li|][ ]?(?:er|cr|ei|c r|e r|[°º*^'\"\u1d49\u02b3]{1,3}r?)"
    r"(?=[ ]+(?:[a-z0-9]{3,11}\.?)[ ]+20[012]\d(?!\w))"
)
"""A first of the month whose raised letters were misread: « 1" juin », « l er mars »."""
_SPREAD_MONTH = Lazy(r"(?<=\d[ ])[a-z](?:[ ][a-z]){2,8}(?=[ ]+20[012]\d(?!\w))")
"""« 28 m a r s 2022 »."""
_LOST_LETTERS = Lazy(r"\.{2,}|[·…_*?�]+")
_HALF_A_DAY = Lazy(r"[zliosbdqg|!] ")
_MOJIBAKE = (("a»", "u"), ("a©", "e"), ("a¨", "e"))


@dataclass(frozen=True, eq=False, repr=False)
class Mended:
    """A piece of text put right: where it begins, and the places whose figures or letters were changed."""

    begin: int
    text: str
    figures: set[int]
    letters: set[int]


def mended_windows(folded: str, taken: Sequence[tuple[int, int]]) -> Iterator[Mended]:
    """Yield the mended windows of a text that end with a year no date has ``taken`` yet."""
    for year in _YEAR.finditer(folded):
        if any(begin < year.end() and year.start() < stop for begin, stop in taken):
            continue
        begin = max([0, year.start() - _BEFORE, *(end for _, end in taken if end <= year.start())])
        line = folded.rfind("\n", begin, year.start())
        above = folded.rfind("\n", begin, line) if line >= 0 else -1
        begin = max(begin, above + 1)
        stop = min(len(folded), year.end() + _AFTER)
        stop = min([stop, *(b for b, _ in taken if b >= year.end())])
        piece = folded[begin:stop]
        text, figures, letters = _mended(piece)
        if text != piece or _WORN.search(text):
            yield Mended(begin, text, figures, letters)


def _mended(piece: str) -> tuple[str, set[int], set[int]]:
    figures: set[int] = set()
    letters: set[int] = set()
    text = _TOKEN.sub(lambda m: _as_figures(m, figures), piece)
    text = _BEHIND_SEPARATOR.sub(lambda m: _as_figures(m, figures, lone=True), text)
    text = _GLUED.sub(lambda m: _as_figures(m, figures), text)
    text = _FIRST.sub(lambda m: _as_first(m, figures), text)
    text = _LONE_DAY.sub(lambda m: _as_figures(m, figures, lone=True), text)
    text = _SPACED_YEAR.sub(lambda m: _closed(m, figures), text)
    text = _SPACED_PAIR.sub(lambda m: _closed(m, figures), text)
    text = _SPREAD_MONTH.sub(lambda m: _drawn_together(m, letters), text)
    text = _NAMED.sub(lambda m: _with_month(m, letters), text)
    return text, figures, letters


def _as_figures(match: re.Match[str], changed: set[int], *, lone: bool = False) -> str:
    """Return a token as figures where it holds one, or where it stands as a day before a name (« l »)."""
    token = match.group()
    if not lone and not any(c.isdigit() for c in token):
        following = match.string[match.end() : match.end() + 2]
        if not following.startswith(("/", ".", "-")) or token in {"i", "l", "s", "b", "o", "z"}:
            return token
    mended = token.translate(FIGURES)
    changed.update(match.start() + i for i, (a, b) in enumerate(zip(token, mended, strict=True)) if a != b)
    return mended


def _as_first(match: re.Match[str], changed: set[int]) -> str:
    changed.update(range(*match.span()))
    return "1".ljust(len(match.group()))


def _closed(match: re.Match[str], changed: set[int]) -> str:
    """Return figures without the spaces inside them, padded behind to keep their length."""
    joined = match.group().replace(" ", "").translate(FIGURES)
    if joined != match.group():
        changed.update(range(*match.span()))
    return joined.ljust(len(match.group()))


def _drawn_together(match: re.Match[str], changed: set[int]) -> str:
    """Return a month whose letters stand apart as one word, padded to its length."""
    word = match.group().replace(" ", "")
    if word not in MONTHS:
        return match.group()
    changed.update(range(*match.span()))
    return word.ljust(len(match.group()))


def _with_month(match: re.Match[str], changed: set[int]) -> str:
    month = _near_month(match["m"])
    glued = match.end("d") == match.start("m") and match["m"][0] != (month or "?")[0]
    if month is None or match["m"] in MONTHS or glued or _HALF_A_DAY.match(match["m"]):
        return match.group()
    begin, stop = match.span("m")
    changed.update(range(begin, stop))
    whole, at = match.group(), match.start()
    return whole[: begin - at] + month[: stop - begin].ljust(stop - begin) + whole[stop - at :]


def _near_month(word: str) -> str | None:
    """Return the only month near to a damaged word, shortened to fit in its place."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    plain = word.replace(" ", "").translate(_LETTERS).translate(_DROPPED)
    for broken, whole in _MOJIBAKE:
        plain = plain.replace(broken, whole)
    if plain in MONTHS and len(plain) <= len(word):
        return plain
    parts = _LOST_LETTERS.split(word)
    if len(parts) == 2 and sum(map(len, parts)) >= 3:
        fitting = [m for m in calendar.MONTHS if m.startswith(parts[0]) and m[1:].endswith(parts[1])]
        return _fitted(fitting[0], word) if len(fitting) == 1 else None
    if plain.replace("l", "i") in calendar.MONTHS:
        return plain.replace("l", "i")
    if len(plain) < 3:
        return None
    plain = plain.replace("rn", "m")
    hits = process.extract(plain, calendar.MONTHS.keys(), scorer=OSA.normalized_similarity, limit=2)
    best, second = hits[0], hits[1]
    if best[1] >= (0.7 if len(plain) > 3 else 0.75) and best[1] - second[1] >= 0.15:
        return _fitted(best[0], word)
    return None


def _fitted(month: str, word: str) -> str:
    """Return a month's name, or its short one where the whole is longer than the word it stands for."""
    return month if len(month) <= len(word) else month[:4] if month[:4] in MONTHS else month[:3]

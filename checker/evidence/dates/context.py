"""The words that speak for a date: those before it in its sentence or cell, its row's label, its column's header."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from checker.evidence.dates.found import FoundDate
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText, TextLine

_WINDOW = 170
_HIGHEST = 40
"""Lines above a date in which its column's header is looked for."""
_CELLS = Lazy(r"\t|[ ]*\|[ ]*|[ ]{3,}")
_SEMICOLONS = 2
_SPACED = Lazy(r"[ ];|;[ ]")
"""Those of a sentence have a space on one side at least."""
_HEADER_WIDEST = 40
_LETTER = Lazy(r"[a-z]")
_JOINING = Lazy(r"[\W\d_]*(?:(?:le|du|au|en|les|des|a|ce|l'an)\b[\W\d_]*)*")
_LEADING_CELL = Lazy(r"\W*(?:du|le|les|au|en|des)\W*")
"""A cell that leads from a row's label to a date: « Dates d'exécution | du | 4 avril 2022 »."""
_MENDS = (
    (Lazy(r"(?<=[a-z])0(?=[a-z])|(?<![\w])0(?=[a-z]{3})"), "o"),
    (Lazy(r"(?<=[a-z])1(?=[a-z]{2})|(?<=[a-z]{2})1(?=[a-z])|(?<!\w)1(?=[mn][a-z]{3})"), "i"),
    (Lazy(r"(?<!\w)1(?=[aeiouy][a-z]{3})"), "l"),
    (Lazy(r"(?<=[a-z]{2})5(?=[a-z,])"), "s"),
    (Lazy(r"(?<!\w)(?:[1i]e|[li1]c)(?= (?:\d|[a-z]+di )|$| $)|(?<!\w)ie(?= )"), "le"),
    (Lazy(r"(?<!\w)d[ce](?= )"), "de"),
    (Lazy(r"(?<!\w)[i1|]a(?= [a-z])"), "la"),
    (Lazy(r"(?<![\w])i(?=')|(?<![\w])i(?=i[a-z]{2})"), "l"),
)
_OWN_LINE = 70
_LEADER = Lazy(
    r"(?:\.{3,}|…{2,}|_{3,}|(?<!\w)(?:lun|mar|mer|jeu|ven|sam|dim)\.)\s*(?=(?:(?:du|le|les|au)\s+)?$)"
)
"""Dots that lead from a label to its value."""
_ISLAND = Lazy(r"(?<=\w )La Réunion\b|(?<=\()La Réunion\b")
"""The island is written with capitals in the middle of a sentence; a meeting is not."""
_ANSWERED = Lazy(r":\s*\w")
"""A label with its answer heads no column."""
_FIGURES = Lazy(r"(?<!\d)(?!20\d\d(?!\d|[/.-]\d))\d")
"""Figures that are no year by itself: a table's title may name the year it is of."""
_LONG_WORD = Lazy(r"[a-z]{5,}1?")
_SPLIT_WORD = Lazy(r"(?<!\w)[a-z]{1,3} [a-z]{4,}")
_NEAR_ENOUGH = 0.77


def cells_of(line: TextLine) -> tuple[tuple[int, int], ...]:
    """Return the spans of a line's cells, as tabs, bars or three spaces part them; one where nothing does."""
    if ";" in line.text and (csv := _separated(line.folded)):
        return csv
    if "\t" not in line.text:
        return _cells(line.folded)
    return _cells("".join("\t" if raw == "\t" else c for raw, c in zip(line.text, line.folded, strict=True)))


@lru_cache(maxsize=512)
def _separated(line: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the values that semicolons part without a space, as programs write them: « 3;MFA;DSI »."""
    if line.count(";") < _SEMICOLONS or _SPACED.search(line):
        return ()
    bounds = [-1, *(at.start() for at in re.finditer(";", line)), len(line)]
    return tuple((one + 1, other) for one, other in pairwise(bounds))


@lru_cache(maxsize=512)
def _cells(line: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the cells of a line in which tabs are left: folded text has spaces in their place."""
    spans, start = [], len(line) - len(line.lstrip(" "))
    for gap in _CELLS.finditer(line, start):
        spans.append((start, gap.start()))
        start = gap.end()
    spans.append((start, len(line)))
    return tuple(spans)


def cell_at(line: TextLine, offset: int) -> int:
    """Return the rank of the cell that holds a place of the page."""
    inside = offset - line.start
    return next((i for i, (_, stop) in enumerate(cells_of(line)) if inside < stop), 0)


def words_before(page: PageText, floor: int, begin: int) -> str:
    """Return what stands before a date: its cell, its sentence, or the label above where it is alone in its line."""
    line = page.line_at(begin)
    sentence = page.sentence_at(begin)
    start = sentence[0] if sentence else floor
    if line is not None:
        cells = cells_of(line)
        rank = cell_at(line, begin)
        own = line.start + cells[rank][0]
        if len(cells) > 1 and rank == 0:
            start = max(start, line.start)
        if _LEADER.search(page.folded, line.start, begin):
            start = line.start
        elif rank > 0 and not _JOINING.fullmatch(page.folded[own:begin]):
            start = own
        elif rank > 0:
            while rank > 1 and _LEADING_CELL.fullmatch(line.folded, *cells[rank - 1]):
                rank -= 1
            start = line.start + cells[rank - 1][0]
        elif line.rank > 0 and _JOINING.fullmatch(page.folded, line.start, begin):
            above = page.lines[line.rank - 1]
            if (
                len(above.text.strip()) <= _OWN_LINE
                and len(cells_of(above)) == 1
                and not _heads_columns(page, above, line, begin)
                and not above.text.rstrip().endswith((".", ";"))
            ):
                start = min(start, above.start)
    start = max(floor, start, begin - _WINDOW)
    text = page.flat[start:begin]
    for island in _ISLAND.finditer(page.text, start, begin):
        text = text[: island.start() - start] + " " * len(island.group()) + text[island.end() - start :]
    return mended(_LEADER.sub(" : ", text))


def _heads_columns(page: PageText, above: TextLine, line: TextLine, begin: int) -> bool:
    """Tell whether a line is a table's header rather than the label of the date below it."""
    if above.rank not in _headers(page.folded):
        return False
    over = _words_over(page, above, begin, min(line.stop, begin + 10))
    return bool(over) and over != " ".join(above.folded.split())


def words_beside(page: PageText, begin: int, left: str) -> str:
    """Return the words before a date in its own line, or ``left`` where it opens a line of running text."""
    line = page.line_at(begin)
    if line is None:
        return left
    own = mended(page.flat[line.start : begin])
    if _LETTER.search(own) or line.rank == 0:
        return own
    return left if len(cells_of(page.lines[line.rank - 1])) == 1 else own


def words_after(page: PageText, stop: int) -> str:
    """Return what follows a date in its sentence and cell."""
    sentence = page.sentence_at(max(0, stop - 1))
    end = min(stop + _WINDOW, sentence[1] if sentence else stop)
    line = page.line_at(max(0, stop - 1))
    if line is not None:
        cells = cells_of(line)
        rank = cell_at(line, max(line.start, stop - 1))
        if rank + 1 < len(cells):
            end = min(end, line.start + cells[rank][1])
    return page.flat[stop:end]


@lru_cache(maxsize=1024)
def mended(text: str) -> str:
    """Return folded text with the commonest confusions of letters and figures inside words undone, same length."""
    for wrong, right in _MENDS:
        text = wrong.sub(right, text)
    return text


def is_damaged(page: PageText, begin: int) -> bool:
    """Tell whether letters straight before a date were mended (« Ie 3 mars »): other words may be misread too."""
    line = page.line_at(begin)
    near = page.flat[max(line.start if line else 0, begin - _OWN_LINE) : begin]
    return mended(near) != near


def repaired(text: str, words: tuple[str, ...]) -> str:
    """Return a damaged text with words that are near to one of the cues' own words put in their place."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    def near(match: re.Match[str]) -> str:
        word = match.group().replace("rn", "m")
        hit = process.extractOne(
            word.replace(" ", ""), words, scorer=OSA.normalized_similarity, score_cutoff=_NEAR_ENOUGH
        )
        return hit[0] if hit else match.group()

    return _LONG_WORD.sub(near, _SPLIT_WORD.sub(near, text))


def header_over(page: PageText, date: FoundDate) -> str | None:
    """Return the header of the column that holds a date, ``None`` where it stands in no table with one.

    The cells between are dates or empty; a header's row has no figure, two cells at least and short words. Where a
    reader left one space between columns, the page's geometry tells what stands above.
    """
    line = page.line_at(date.begin)
    if line is None or line.rank == 0:
        return None
    rank, count = cell_at(line, date.begin), len(cells_of(line))
    if count < 2:
        return _header_by_geometry(page, line, date)
    for above in reversed(page.lines[max(0, line.rank - _HIGHEST) : line.rank]):
        cells = cells_of(above)
        if len(cells) < 2:
            continue
        at = rank if _parted(line) else _over(above, line, date)
        if at is None or at >= len(cells):
            return None
        text = above.folded[slice(*cells[at])].strip()
        if not text or any(c.isdigit() for c in text) or not _LETTER.search(text):
            continue
        row = above.folded
        is_header = not any(c.isdigit() for c in row.replace("n°", "")) and len(text) <= _HEADER_WIDEST
        if not is_header or abs(len(cells) - count) > 1 or _has_figures_above(page, above, at):
            return None
        return text
    return None


def _parted(line: TextLine) -> bool:
    """Tell whether signs part a line's cells, so that their ranks are those of the headers, wherever they stand."""
    return "|" in line.folded or "\t" in line.text or (";" in line.text and bool(_separated(line.folded)))


def _has_figures_above(page: PageText, header: TextLine, rank: int) -> bool:
    """Tell whether the row over a header holds figures in its column: then it is no header but a row itself."""
    if header.rank == 0:
        return False
    above = page.lines[header.rank - 1]
    row, cells = above.folded, cells_of(above)
    return 1 < len(cells) > rank and _FIGURES.search(row[slice(*cells[rank])]) is not None


def _over(above: TextLine, line: TextLine, date: FoundDate) -> int | None:
    """Return the rank of the cell above that overlaps a date's columns of characters."""
    begin, stop = date.begin - line.start, date.stop - line.start
    best, found = 0, None
    for rank, (start, end) in enumerate(cells_of(above)):
        overlap = min(stop, end) - max(begin, start)
        if overlap > best:
            best, found = overlap, rank
    return found


def _header_by_geometry(page: PageText, line: TextLine, date: FoundDate) -> str | None:
    above = [rank for rank in _headers(page.folded) if line.rank - _HIGHEST <= rank < line.rank]
    return _words_over(page, page.lines[above[-1]], date.begin, date.stop) or None if above else None


def _words_over(page: PageText, header: TextLine, begin: int, stop: int) -> str:
    """Return the words of a line that stand over a span below it."""
    own = page.boxes(begin, stop)
    if not own:
        return ""
    left, right = own[0][0], own[0][2]
    over = []
    for word in re.finditer(r"\S+", header.folded):
        boxes = page.boxes(header.start + word.start(), header.start + word.end())
        if boxes and boxes[0][0] < right and left < boxes[0][2]:
            over.append(word.group())
    return " ".join(over)


@lru_cache(maxsize=8)
def _headers(folded: str) -> tuple[int, ...]:
    """Return the ranks of a page's lines that may head a table with a column of dates: few words, no figure."""
    lines = [line for line in folded.split("\n") if line.strip()]
    return tuple(
        rank
        for rank, line in enumerate(lines)
        if rank + 1 < len(lines)
        and any(c.isdigit() for c in lines[rank + 1])
        and ("date" in line or "echeance" in line)
        and len(line) <= 100
        and not _ANSWERED.search(line)
        and 2 <= len(line.split()) <= 12
        and not any(c.isdigit() for c in line.replace("n°", ""))
    )

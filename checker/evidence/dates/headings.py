"""Dates that head an entry of minutes or of a log, and where the words that may speak for a date begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.evidence.dates.context import cell_at, cells_of, mended
from checker.evidence.dates.cues import DateRules, nearest
from checker.evidence.dates.found import FoundDate
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText, TextLine

if TYPE_CHECKING:
    from checker.evidence.dates.places import Seen

DAY = r"(?:\d{1,2}(?:er)? [a-z]{3,9}\.? \d{4}|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d))"
HAS_DAY = Lazy(rf"(?<!\w){DAY}(?!\w)")
_WAITS = Lazy(
    r"(?:[:,(/-]|(?<!\w)(?:du|le|la|les|au|aux|de|d'|des|a|en|et|ou|ce|pour|avant|vers|tard|compter|partir|semaine|mois|jour"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di))\s*$"
)
"""A line that ends so goes on below."""
_LABELLED = Lazy(r"\W*[a-z][^:;.]{1,70}:\s*\S.*")
_OPEN_HEAD = Lazy(r"[^\w\n]*(?:\n|\Z|[,:;.(=|/-]|\d{1,2} ?h)")
_NUMBERED = Lazy(
    r"\W*(?:n[°o]\W*)?\d{1,2}(?:e|er|eme|nd)?\s*(?:semestre|trimestre)?\s*[-:,.|)]\W*(?:(?:le|du) )?(?:[a-z]+di )?"
)
_BARE = Lazy(r"[=#*_•▪➢→\s-]*(?:(?:le|du) )?(?:[a-z]+di )?")
_YEAR = Lazy(r"2[0o][\dolzi|!]{2}(?!\w)")
"""A year, as a worn page may show it too."""
_LINES_ABOVE = 6
_HEADING_ABOVE = 3
_LONGEST_TITLE = 80
_TOLD_BEHIND = 45
"""Characters behind a heading's day in which it may say that the day is still to come."""


def words_begin(page: PageText, begin: int, kind: str, rules: DateRules) -> int:
    """Return the place before which no words speak for a date.

    A label answered on its own line is closed, and a place with its day (« Angers, le 4 mars ») stands for itself.
    """
    line = page.line_at(begin)
    if line is None:
        return 0
    near = page.lines[max(0, line.rank - _LINES_ABOVE) : line.rank]
    waits = bool(near) and _WAITS.search(near[-1].folded) is not None
    if not waits and (
        _is_place_and_day(page, line, begin, rules)
        or rules.step.match(line.folded)
        or rules.opens_paper.match(mended(line.folded))
    ):
        return line.start
    floor = 0
    for above in near:
        if rules.answered.fullmatch(above.folded.strip(" -*•")) and not _WAITS.search(above.folded):
            floor = above.stop
    if near and not waits and rules.by_kind.get(kind) == "order" and _LABELLED.fullmatch(near[-1].folded):
        first = line.text.lstrip()
        # a new sentence begins with a capital where not all is written in them
        floor = near[-1].stop if first[:1].isupper() and not first.isupper() else floor
    cells = cells_of(line)
    for start, stop in cells[: cell_at(line, begin)]:
        if rules.answered.fullmatch(line.folded[start:stop].strip()):
            floor = line.start + stop
    return floor


def _is_place_and_day(page: PageText, line: TextLine, begin: int, rules: DateRules) -> bool:
    own = page.flat[line.start : begin]
    return (
        line.text.lstrip()[:1].isupper()
        and rules.place_and_day.fullmatch(own.strip(" -")) is not None
        and nearest(own, rules.cues) is None
    )


def heads_entry(seen: Seen, date: FoundDate) -> bool:
    """Tell whether a day heads what was said on it: « Revue du 14 juin 2022 », « == 3 mai 2022 == »."""
    page, rules = seen.page, seen.rules
    line = page.line_at(date.begin)
    if (
        line is None
        or not date.exact
        or date.start != date.end
        or not _OPEN_HEAD.match(page.folded, date.stop)
    ):
        return False
    told = page.flat[line.start : min(line.stop, date.stop + _TOLD_BEHIND)]
    if rules.to_come.search(told) or announced(seen, line):
        return False
    left = page.folded[line.start : date.begin]
    if rules.entry.fullmatch(left):
        return not is_item(seen, line)
    if among_events(seen, line):
        return False
    if _NUMBERED.fullmatch(left):
        return "n" in left or len(_alike(seen, numbered=True)) > 1
    return _BARE.fullmatch(left) is not None and len(_alike(seen, numbered=False)) > 1


def is_item(seen: Seen, line: TextLine) -> bool:
    """Tell whether « Point 1 – 2 septembre : poste volé » is an item of a meeting dated above, no meeting of a log."""
    item = seen.rules.item
    if not item.match(line.folded):
        return False
    above = (one for one in seen.page.lines[: line.rank] if not item.match(one.folded))
    return any(_dates_a_meeting(one, seen.rules) for one in above)


def announced(seen: Seen, line: TextLine) -> bool:
    """Tell whether the title above the first day of a page says that its days are still to come."""
    days = [one.rank for one in seen.page.lines if HAS_DAY.search(one.folded)]
    first = min(days[0] if days else line.rank, line.rank)
    above = seen.page.lines[max(0, first - _HEADING_ABOVE) : first]
    return any(seen.rules.to_come.search(one.folded) and not one.text.rstrip().endswith(".") for one in above)


def among_events(seen: Seen, line: TextLine) -> bool:
    """Tell whether a line's day is one of what minutes go through: incidents, actions, whatever their title dated."""
    if under_events(seen.page, line, seen.rules):
        return True
    count = len(cells_of(line))
    above = seen.page.lines[: line.rank]
    titles = (one for one in above if count == 1 or len(cells_of(one)) != count)
    return any(_dates_a_meeting(one, seen.rules) for one in titles)


def under_events(page: PageText, line: TextLine, rules: DateRules) -> bool:
    """Tell whether the nearest heading above a line, or its columns' headers, name incidents or actions."""
    above = (one for one in reversed(page.lines[: line.rank]) if not HAS_DAY.search(one.folded))
    nearest_above = next(above, None)
    return (
        nearest_above is not None
        and len(nearest_above.text) <= _LONGEST_TITLE
        and not nearest_above.text.rstrip().endswith((".", ";", ","))
        and not _LABELLED.fullmatch(nearest_above.folded)
        and rules.events.search(nearest_above.folded) is not None
        and rules.held.search(nearest_above.folded) is None
    )


def _dates_a_meeting(line: TextLine, rules: DateRules) -> bool:
    """Tell whether a line says by itself of which day the meeting below is."""
    found = HAS_DAY.search(line.folded)
    if found is None or rules.drawn_up.search(line.folded):
        return False
    before = line.folded[: found.start()]
    labelled = "date" in before and rules.bare.fullmatch(before.strip(" -|"))
    return rules.dated_title.search(before) is not None or bool(labelled)


def tells_of_another(seen: Seen, date: FoundDate, left: str) -> bool:
    """Tell whether minutes dated by their title speak of another meeting: « la CIV du GHT, réunie le … »."""
    line, rules = seen.page.line_at(date.begin), seen.rules
    elsewhere = rules.elsewhere.search(left) is not None
    voted = rules.voted_after.match(seen.page.flat, date.stop) is not None
    if line is None or not (elsewhere or voted or rules.referred.search(left)):
        return False
    above = seen.page.lines[: line.rank]
    if voted and any(rules.dated_title.search(one.folded) and _YEAR.search(one.folded) for one in above):
        return True
    titles = [one for one in above if _dates_a_meeting(one, rules)]
    return bool(titles) and not (elsewhere and any(rules.elsewhere.search(one.folded) for one in titles))


def _alike(seen: Seen, *, numbered: bool) -> list[TextLine]:
    shape = _NUMBERED if numbered else _BARE
    found = []
    for line in seen.page.lines:
        day = HAS_DAY.search(line.folded)
        to_come = seen.rules.to_come.search(line.folded)
        if day is not None and not to_come and shape.fullmatch(line.folded, 0, day.start()):
            found.append(line)
    return found

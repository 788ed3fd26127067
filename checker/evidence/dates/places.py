"""What a date's place tells of its role: its column, a list of days, a title, a letterhead, a signature block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from checker.evidence.dates.context import cell_at, cells_of, header_over, mended, words_after
from checker.evidence.dates.cues import DateRules, nearest
from checker.evidence.dates.found import FoundDate
from checker.evidence.dates.headings import HAS_DAY, among_events, announced, is_item
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText, TextLine, fold

_TITLE_LINES = 10
_TABLE_LINES = 40
_ROW = Lazy(r"[ |\t]*(?:n?°? ?\d{1,2}[.)]?[ |\t]+)?(?:le )?")
_LED = Lazy(r"(?:(?<!\w)(?:le|les|du|des|au|en|de|d'|et|a|ce|date)|di|[:,(])\s*$")
"""A date behind one of these belongs to its sentence, not to a column."""
_FURTHER_DATE = Lazy(r"[ ]{3}\s*\d|\t\d|\|[ ]*\d|\d[./]\d")
_ENTRY = Lazy(
    r"\s*(?:[-*•▪●◦➢→][ ]*)?(?:(?:le|du|lundi|mardi|mercredi|jeudi|vendredi|samedi)[ ]+)*"
    r"(?:\d{1,2}(?:er)? [a-z]{3,9}\.? \d{4}|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d))(?=\W)"
)
LEADS = Lazy(r"\W*(?:(?:le|les|du|des|en date du|a la date du|en|ce|depuis le)\W*)?(?:[a-z]+di\W+)?")
_HOUR = Lazy(r",? ?(?:a |de )?\d{1,2} ?(?:h|:)\b")
_ARTICLES = frozenset({"le", "du", "en date du"})
_HEADING = 90
"""Characters of a heading's line at most."""
_TITLED_HEADING = 140
"""The same straight below a meeting's title, where the line ends with its hours."""
_HOURS_END = Lazy(r",? ?(?:a |de )?\d{1,2} ?[h:] ?(?:\d\d)? ?(?:a|-) ?\d{1,2} ?[h:] ?(?:\d\d)?[ .]*(?:\n|$)")
_TOLD = 12
"""Characters that follow the day on the line of an entry, at least."""
_FIGURE = Lazy(r"\d")
_OPENING = 20
"""Characters before the function on a signatory's line: « Pour la », « Monsieur le »."""
_CLOSED_BEFORE = Lazy(r"[.;]\s|\s[-–—]\s")
_PLACE = Lazy(
    r"\s*[A-ZÀ-Ý][\w'’]+(?:[- ](?:[A-ZÀ-Ý][\w'’]+|à|sur|sous|les?|lès|la|en|de|du|des|aux?|d['’]\w+))*\s*,\s*"
)
_TITLE_LEFT = Lazy(r"(?:^|.*[\s:,(|/\-])(?:le|du|des|en date du|au)?[\s:,(|/\-]*")


@dataclass(frozen=True, eq=False, repr=False)
class Seen:
    """A page as one kind of document, with what is asked of it once for all its dates."""

    page: PageText
    kind: str
    rules: DateRules

    def entry(self, line: TextLine) -> bool:
        """Tell whether a line begins with a day and tells what was done on it: « 9 février 2021 | présents : … »."""
        found = _ENTRY.match(line.folded)
        return (
            found is not None
            and len(line.text) - found.end() > _TOLD
            and not self.rules.to_come.search(self.page.flat, line.start, line.stop)
        )

    @cached_property
    def lists_days(self) -> bool:
        """Return whether the page holds several entries, and the lines above do not say that they are still to come."""
        entries = [line.rank for line in self.page.lines if self.entry(line)]
        if len(entries) < 2:
            return False
        above = self.page.lines[max(0, entries[0] - 3) : entries[0]]
        return not any(self.rules.to_come.search(line.folded) for line in above)


def by_column(seen: Seen, date: FoundDate) -> str | None:
    """Return the role that a column's header or a row's label gives to a date alone in its cell."""
    page, kind, rules = seen.page, seen.kind, seen.rules
    line = page.line_at(date.begin)
    if line is None:
        return None
    cells = cells_of(line)
    rank = cell_at(line, date.begin)
    begin = line.start + cells[rank][0]
    if not LEADS.fullmatch(page.folded, begin, date.begin) and (
        len(cells) > 1 or _LED.search(page.folded, begin, date.begin)
    ):
        return None
    header = header_over(page, date)
    if header is None:
        return None
    over = mended(header) + " "
    role = nearest(over, rules.cues)
    if len(cells) == 2 and rank == 1:
        label = mended(page.folded[line.start + cells[0][0] : line.start + cells[0][1]]).strip(" -:")
        if rules.bare.fullmatch(label):
            return rules.by_kind.get(kind, "other")
        said = nearest(label + " ", rules.cues)
        if said is not None and said != role:
            return "other" if role is not None else said
    if role is None:
        # « Pour le », « Cible » : what a column's days are aims of
        role = "deadline" if rules.until.search(over) else nearest(over, rules.weak)
    if role is None and rules.bare.fullmatch(header) and _one_order(seen, line):
        return rules.by_kind[kind]
    if role is None and (rules.bare.fullmatch(header) or header.startswith("date")):
        held = kind in rules.title_meeting and not among_events(seen, line)
        return "meeting" if held else "other" if kind in rules.title_meeting else None
    if role is None and len(cells) > 2 and rank > 0:
        return "other"
    if role == "made" and len(cells) > 2 and rank > 0:
        # « Action | Échéance | Fait le » : what was done on that day, no signature
        return "closed_out"
    return role


def _one_order(seen: Seen, line: TextLine) -> bool:
    """Tell whether a line is the only row under the headings of an order: its number, its date, who asks for it."""
    lines = seen.page.lines
    if seen.rules.by_kind.get(seen.kind) != "order" or line.rank == 0:
        return False
    below = len(cells_of(lines[line.rank + 1])) if line.rank + 1 < len(lines) else 1
    alone = below != len(cells_of(line))
    header = lines[line.rank - 1].folded
    return alone and not _FIGURE.search(header) and seen.rules.order_header.search(header) is not None


def by_place(seen: Seen, date: FoundDate) -> str | None:
    """Return the role of a date that only its place tells: a lone label, a letterhead, a title, a signature block."""
    page, kind, rules = seen.page, seen.kind, seen.rules
    line = page.line_at(date.begin)
    default = rules.by_kind.get(kind)
    if default is None or line is None or not date.exact:
        return None
    left = mended(page.flat[line.start : date.begin])
    right = words_after(page, date.stop)[: max(0, line.stop - date.stop)]
    cells, rank = cells_of(line), cell_at(line, date.begin)
    label = re.split(r"[.;]\s", left[cells[rank][0] :])[-1].strip(" -")
    if rules.place_and_day.fullmatch(label) or _is_dateline(seen, line, date):
        return default if default in {"order", "signature"} and not _is_of_copy(seen, line) else None
    above = page.lines[line.rank - 1].folded if line.rank > 0 else ""
    if rules.stamped.fullmatch(label or above):
        return None
    closed = rules.closed.match(right) is not None
    alone = not label or rules.bare.fullmatch(label)
    if alone and closed and default == "signature" and beside_function(seen, line.rank):
        return "signature"
    if not label and rank > 0:
        label = line.folded[slice(*cells[rank - 1])].strip(" -")
    elif not label and line.rank > 0:
        label = above.strip(" -")
    if rules.bare.fullmatch(label) and closed:
        if _is_of_another_paper(seen, line, date):
            return None
        # « Le 3 mai, un patient … » in minutes already dated
        inside = kind in rules.title_meeting and label in _ARTICLES and among_events(seen, line)
        return None if inside else default
    if (
        kind in rules.title_meeting
        and _ROW.fullmatch(left)
        and _under_dates(seen, line.rank)
        and not among_events(seen, line)
    ):
        return "meeting"
    if kind in rules.title_meeting and line.rank < _TITLE_LINES and page.line_at(date.stop) == line:
        lone = (
            not left.strip()
            and not _FURTHER_DATE.search(page.folded, date.stop, line.stop)
            and not among_events(seen, line)
            and not announced(seen, line)
        )
        titled = lone or (
            not is_item(seen, line)
            and not HAS_DAY.search(left)
            and rules.title_nouns.search(left)
            and _TITLE_LEFT.fullmatch(left)
        )
        return "meeting" if titled else None
    return None


def _is_of_copy(seen: Seen, line: TextLine) -> bool:
    """Tell whether a place and its day are those of a copy, or of the town hall that certified a signature."""
    near = seen.page.lines[max(0, line.rank - 1) : line.rank + 2]
    return seen.rules.town_halls.match(line.folded) is not None or any(
        seen.rules.copied.search(mended(one.folded).replace("rn", "m")) for one in near
    )


def _is_of_another_paper(seen: Seen, line: TextLine, date: FoundDate) -> bool:
    """Tell whether a plain label's day is that of a quote put among orders, or of the call to a meeting."""
    rules, lines = seen.rules, seen.page.lines
    if rules.by_kind.get(seen.kind) == "order":
        own = rules.other_papers.match(line.folded, 0, date.begin - line.start)
        above = line.rank > 0 and rules.other_papers.match(lines[line.rank - 1].folded)
        return bool(own or above)
    return seen.kind in rules.title_meeting and any(
        rules.calls.match(one.folded) for one in lines[: min(line.rank, _TITLE_LINES)]
    )


def _is_dateline(seen: Seen, line: TextLine, date: FoundDate) -> bool:
    """Tell whether a place's name and a day without « le » are the last of a line: « Sainte-Aude, 13 avril 2022 »."""
    page = seen.page
    place = _CLOSED_BEFORE.split(page.text[line.start : date.begin])[-1]
    alone = not page.folded[date.stop : line.stop].strip(" .")
    said = fold(place)
    drawn = seen.rules.drawn_up.search(said) or seen.rules.title_nouns.search(said)
    return (
        alone and _PLACE.fullmatch(place) is not None and not drawn and nearest(said, seen.rules.cues) is None
    )


def in_a_list(seen: Seen, date: FoundDate) -> bool:
    """Tell whether a date opens one of several entries that each begin with a day, none of them still to come."""
    page = seen.page
    line = page.line_at(date.begin)
    if line is None or not seen.entry(line) or not _ENTRY.match(page.folded, line.start, date.stop + 1):
        return False
    return seen.lists_days and not among_events(seen, line)


def at_an_hour(seen: Seen, date: FoundDate) -> bool:
    """Tell whether a day with its hour stands in a heading: « Revue n° 1 – 18 mars 2021, 17 h – 18 h »."""
    page, rules = seen.page, seen.rules
    line = page.line_at(date.begin)
    if line is None or not date.exact or date.start != date.end or not _HOUR.match(page.folded, date.stop):
        return False
    above = page.lines[line.rank - 1].folded if line.rank > 0 else ""
    titled = rules.dated_title.search(above) is not None and rules.events.search(above) is None
    heading = not page.folded[line.start : date.begin].rstrip().endswith((".", ";")) and len(line.text) <= (
        _TITLED_HEADING if titled and _HOURS_END.match(page.folded, date.stop) else _HEADING
    )
    return heading and line.rank < _TITLE_LINES and not rules.to_come.search(line.folded)


def _under_dates(seen: Seen, rank: int) -> bool:
    """Tell whether a table's header above a line opens a column of dates."""
    page, rules = seen.page, seen.rules
    above = page.lines[max(0, rank - _TABLE_LINES) : rank]
    return any(rules.date_column.fullmatch(line.folded.strip(" |")) for line in above)


def beside_function(seen: Seen, rank: int) -> bool:
    """Tell whether a line stands within two lines of a signatory's function."""
    page, rules = seen.page, seen.rules
    near = page.lines[max(0, rank - 2) : rank + 3]
    return any(rules.functions.search(line.folded) and len(line.text.strip()) < 60 for line in near)


def signed_off(seen: Seen, date: FoundDate) -> bool:
    """Tell whether « Fait le … » opens its line and a signatory's function follows on the next ones."""
    line = seen.page.line_at(date.begin)
    if line is None or not line.folded.lstrip().startswith("fait"):
        return False
    below = seen.page.lines[line.rank + 1 : line.rank + 3]
    return any(len(cells_of(other)) == 1 and _opens_with_function(seen, other) for other in below)


def _opens_with_function(seen: Seen, line: TextLine) -> bool:
    found = seen.rules.functions.search(line.folded)
    return found is not None and found.start() < _OPENING and not any(c.isdigit() for c in line.folded)

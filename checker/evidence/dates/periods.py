"""Two dates that are the ends of one period: « du 4/10/2021 au 8/10/2021 », « Début : 4 octobre 2021 – Fin : … »."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.evidence.dates.found import FoundDate
from checker.evidence.lazy import Lazy

_HOUR = r"(?:,?\s*(?:(?:a|des|-)\s)?\d{1,2}\s?(?:h|:)\s?(?:\d\d)?|\s\(?inclus\)?|\s(?:matin|soir|midi))?"
_TO = Lazy(
    _HOUR + r"(?:[ \t]*(?:\.{3,}|…+|_{3,})?[ \t]*\n?[ \t]*(?:au|a|(?:et[ ])?jusqu'au)|[ \t]*-)"
    r"[ \t]*\n?[ \t]*(?:le[ \t]*\n?[ \t]*)?"
)
"""What parts the ends of a period; a dash that begins a line is a bullet."""
_AND = Lazy(_HOUR + r"\s*et\s*(?::\s*)?(?:le\s*)?")
_BETWEEN = Lazy(r"(?<!\w)entre(?: le)?[\s:]*$")
_WORDS = r"(?: (?:de |du |des |d')?(?:la |l')?[a-z][a-z'-]+){0,3}"
_FIRST_LABEL = Lazy(
    r"(?:^|\n|[|\t:]|[ ]{3})[ \t]*(?:[-*•] ?)?(?P<opens>du|des le)[ \t:|]*(?:le[ \t:|]*)?$"
    r"|(?<![\w'])(?P<says>(?:date )?(?:de |du )?(?:debut|demarrage|commencement)" + _WORDS
    + r"|date de lancement|(?:debute|commence|demarre)e?s?|du(?=[ \t]*[:|]))[ \t:|]*(?:(?<=[ \t:|])(?:le|au)[ \t:|]*)?$"
)  # fmt: skip
_LAST_LABEL = Lazy(
    _HOUR + r"[\s|,;/•*-]*(?:et )?(?:(?:date )?(?:de )?(?:fin|achevement)" + _WORDS
    + r"|(?:jusqu')?au|(?:finie?|terminee?|acheve)e?s?|se termine)[ \t:|]*\n?[ \t]*(?:(?<=[ \t:|])(?:le|au)[ \t:|]*)?"
)  # fmt: skip
_PLANNED = Lazy(
    r"(?<!\w)(?:prevu|previsionnel|estime|cible|theorique|planifie|souhaite|attendu|envisage)(?:l?e)?s?\b"
)
MOVED = Lazy(
    r"(?<!\w)(?:report|decal|repouss|deplac|ajourn|avanc|differ|gliss|recul)(?:e|ee|es|ees|er|ement|age)"
    r"(?:\s[\w'-]+){0,2}\s(?:du|de)(?:\s[a-z]+di)?\s*$"
)
"""« reportée du 4 mai au 6 juin »: the day left and the day taken, no days between."""
_LABELS = 60
"""Characters before a date in which its label may begin."""


def joined(folded: str, dates: Iterable[FoundDate]) -> Iterator[FoundDate]:
    """Yield dates in their order, the two ends of a stated period as one."""
    last: FoundDate | None = None
    for found in dates:
        period = None if last is None else _period(folded, last, found)
        if period is not None:
            found = period
        elif last is not None:
            yield last
        last = found
    if last is not None:
        yield last


def _period(folded: str, first: FoundDate, last: FoundDate) -> FoundDate | None:
    """Return the period that two dates are the ends of, ``None`` where they are two dates."""
    alone = first.start == first.end and last.start == last.end and first.exact and last.exact
    if not alone or first.start > last.start:
        return None
    led: int | None = None
    before = max(0, first.begin - _LABELS)
    if MOVED.search(folded, before, first.begin):
        return None
    if not _TO.fullmatch(folded, first.stop, last.begin):
        label = _FIRST_LABEL.search(folded, before, first.begin)
        planned = _PLANNED.search(folded, first.stop, last.begin)
        if planned and not _PLANNED.search(folded, before, first.begin):
            # « début 4/10 | fin prévue 8/10 »: what began and what is hoped for
            return None
        if label is not None and _LAST_LABEL.fullmatch(folded, first.stop, last.begin):
            led = label.start(label.lastgroup or 0)
        elif not (
            _BETWEEN.search(folded, before, first.begin) and _AND.fullmatch(folded, first.stop, last.begin)
        ):
            return None
    doubt = min(first.confidence, last.confidence)
    return FoundDate(first.begin, last.stop, first.start, last.end, doubt, led=led)

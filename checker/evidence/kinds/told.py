"""A section that tells a procedure itself: whom to tell, by what, and what follows.

« Gestion des incidents » may stand above a promise or a reference to another paper: its heading proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText, TextLine

_MOST_LINES = 16
_LONGEST_HEADING = 95
_MARK = Lazy(
    r"\s*(?P<word>article|art\.?|chapitre|chap\.?|titre|section|regle|partie|annexe|point|§|fiche)?"
    r" ?(?:n° ?)?(?P<rank>\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-z])?(?P<sign>[ .):°/–—-]*)\s+(?=\S)"
)
_ENDS = Lazy(
    r"\s*(?:fait (?:a|le)\b|(?:approuvee?|adoptee?|validee?|signee?) (?:le|par|a)\b|(?:le|la) direct)"
)


@dataclass(frozen=True)
class TellsRules:
    """What a section says that tells a procedure (``tells`` of a kind's file), compiled."""

    headings: re.Pattern[str]
    not_headings: re.Pattern[str]
    told: re.Pattern[str]
    by: re.Pattern[str]
    follows: tuple[re.Pattern[str], ...]
    least: int
    spoils: re.Pattern[str]

    @classmethod
    def compiled(cls, data: Mapping[str, Any]) -> TellsRules:
        """Compile the entry ``tells`` of one file of the folder ``documents``."""
        return cls(
            **{key: re.compile("|".join(f"(?:{cue})" for cue in data[key])) for key in _PATTERNS},
            follows=tuple(re.compile(cue) for cue in data["follows"]),
            least=int(data["least"]),
        )


_PATTERNS = ("headings", "not_headings", "told", "by", "spoils")


def told_heading(pages: Sequence[PageText], index: int, rules: TellsRules) -> str | None:
    """Return the heading on ``pages[index]`` whose section tells the procedure, its end on the next page included."""
    page = pages[index]
    following = pages[index + 1] if index + 1 < len(pages) else None
    for line in page.lines:
        mark = _MARK.match(line.folded)
        title = line.folded[mark.end() :] if mark and (mark["word"] or mark["rank"]) else line.folded.lstrip()
        heading, beside = _parted(title)
        numbered = mark is not None and bool(mark["word"] or (mark["rank"] and mark["sign"].strip()))
        if not numbered and beside is None and line.folded.rstrip().endswith((",", ";")):
            continue
        if len(heading) > _LONGEST_HEADING or not rules.headings.match(heading):
            continue
        if rules.not_headings.search(heading):
            continue
        if _tells(
            " ".join([beside or "", *_below(line, mark if numbered else None, page, following)]), rules
        ):
            return line.text.strip()
    return None


def _parted(title: str) -> tuple[str, str | None]:
    """Return a heading and the matter that runs in behind it."""
    found = re.search(r" ?(?:[.:!?]|\s[–—-])(?:\s+|$)", title)
    if found is None:
        return title.strip(), None
    return title[: found.start()].strip(), title[found.end() :].strip() or None


def _below(
    heading: TextLine, mark: re.Match[str] | None, page: PageText, following: PageText | None
) -> Iterator[str]:
    """Yield the lines of the section, up to the next heading of its sort, the signature or the page after."""
    lines = list(page.lines[heading.rank + 1 :]) + (list(following.lines) if following is not None else [])
    for line in lines[:_MOST_LINES]:
        if _ENDS.match(line.folded):
            return
        if mark is not None and _is_next(mark, _MARK.match(line.folded)):
            return
        yield line.folded


def _is_next(mark: re.Match[str], other: re.Match[str] | None) -> bool:
    """Tell whether a line begins the section after: marked as this one is, and no step of its own list."""
    if other is None or not other["rank"] or (not other["word"] and not other["sign"].strip()):
        return other is not None and bool(mark["word"]) and other["word"] == mark["word"]
    if mark["word"] or other["word"]:
        return mark["word"] == other["word"]
    one, two = str(mark["rank"] or ""), str(other["rank"])
    if one.isdigit() and two.isdigit():
        return int(two) == int(one) + 1
    return one.isalpha() and two.isalpha() and len(one) == len(two) == 1 and ord(two) == ord(one) + 1


def _tells(matter: str, rules: TellsRules) -> bool:
    if rules.spoils.search(matter) or not (rules.told.search(matter) and rules.by.search(matter)):
        return False
    return sum(cue.search(matter) is not None for cue in rules.follows) >= rules.least

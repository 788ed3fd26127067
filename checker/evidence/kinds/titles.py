"""The title lines of a page: what stands in large or alone near its top, and the lines that say what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText

_TITLE_ZONE = 16
_LONGEST = 130
_SUBJECT = Lazy(r"^\s*(?:objet|obj|sujet|titre|intitule|document|nature|subject)\s*:\s*(.{3,200})")
_NOT_TITLE = Lazy(r"^\s*(?:\d{5}\s|tel|fax|siret|finess|page\s|www|http|\d[\d /.-]*$)|@")
_BULLET = Lazy(r"^\s*(?:[•▪●◦■➢➔→▶☐☒☑☓✓✔✗]|[-*](?=\s))\s*\S.*[^\s*-]\s*$")
_DOUBLED = Lazy(r"^(?:(\S)\1|\s)+$")
_SPACED_OUT = Lazy(r"(?:\S )+\S")
"""« A T T E S T A T I O N »."""


@dataclass(frozen=True)
class Titles:
    """The lines that may be a page's title, and all their words as one text where wrapped lines follow each other."""

    lines: tuple[str, ...]
    zone: str

    def and_then(self, other: Titles) -> Titles:
        """Return these titles followed by those of another page."""
        return Titles(self.lines + other.lines, f"{self.zone}\n{other.zone}")

    def first(self, count: int) -> Titles:
        """Return these titles without those after the ``count`` first."""
        return Titles(self.lines[:count], self.zone)


def titles_of(page: PageText) -> Titles:
    """Return the titles of a page.

    ``zone`` holds every title line, so that a kind whose title is not found in it has none among the lines.
    """
    zone = page.lines[: _TITLE_ZONE + 2]
    lines = title_lines(page)
    subjects = [line for line in lines if line.startswith("objet : ")]
    return Titles(lines, "\n".join([*(_plain(line.folded) for line in zone), *subjects]))


def title_lines(page: PageText) -> tuple[str, ...]:
    """Return the folded lines that may be the page's title, wrapped ones joined to the next.

    Titles printed with every letter doubled (« CCOOMM… », how some bold fonts come out) are read once.
    """
    zone = page.lines[:_TITLE_ZONE]
    plain = [_plain(line.folded) for line in page.lines[: _TITLE_ZONE + 2]]
    found: list[str] = []
    for rank, line in enumerate(zone):
        text = plain[rank]
        if not text or len(text) > _LONGEST or _NOT_TITLE.search(text) or _BULLET.match(line.folded):
            continue
        if text.rstrip().endswith((".", ";")) and len(text) > 60:
            continue
        found.append(text)
        joined = text
        for following in plain[rank + 1 : min(rank + 3, len(zone))]:
            joined = f"{joined} {following}"
            if len(joined) <= _LONGEST + 50:
                found.append(joined)
    for line in page.lines[:60]:
        match = _SUBJECT.match(line.folded)
        if match:
            below = page.lines[line.rank + 1].folded if line.rank + 1 < len(page.lines) else ""
            found.append(re.sub(r"\s+", " ", f"objet : {match[1]} {below}".strip())[:200])
    return tuple(dict.fromkeys(found))


def _plain(folded: str) -> str:
    text = " ".join(folded.split()).strip(" -_=*•.:|")
    if len(text) >= 6 and _DOUBLED.match(text):
        text = re.sub(r"(\S)\1", r"\1", text)
    if _SPACED_OUT.fullmatch(text):
        text = text.replace(" ", "")
    return text

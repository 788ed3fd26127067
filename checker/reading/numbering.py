"""The number before a heading: « 2.1.3 », « IV. », « B) », « Chapitre 2 », « Annexe A »."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAMED = re.compile(
    r"\s*(partie|titre|livre|volet|axe|chapitre|section|article|annexe)\s+"
    r"(?:n[°o]\s*)?(?:\d{1,3}|[IVXL]{1,6}|[A-H]|premi[eè]re?|deuxi[eè]me|troisi[eè]me)(?!\w)",
    re.IGNORECASE,
)
_NAMED_DEPTH = {
    "partie": 1, "titre": 1, "livre": 1, "volet": 1, "axe": 1, "annexe": 1, "chapitre": 1, "section": 2, "article": 2,
}  # fmt: skip
_DECIMAL = re.compile(r"\s*(\d{1,2}(?:[.-]\d{1,2}){0,4})(?:\s*[.):–—-]\s*|\s+)(?=[^\W\d_])")
_ROMAN = re.compile(r"\s*([IVX]{1,6})\s*[.):–—-]\s*(?=[^\W\d_])")
_LETTER = re.compile(r"\s*([A-H]|[a-h])\s*[.)]\s*(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a heading is numbered: ``depth`` is 1 for « 2. », 3 for « 2.1.3 »; ``stop`` where its words begin."""

    depth: int
    stop: int


def numbering(text: str) -> Numbering | None:
    """Return the number that opens a heading, ``None`` where there is none.

    >>> numbering("2.1 Sauvegardes")
    Numbering(depth=2, stop=4)
    """
    if match := _NAMED.match(text):
        return Numbering(_NAMED_DEPTH[match[1].lower()], match.end())
    if match := _DECIMAL.match(text):
        return Numbering(1 + match[1].count(".") + match[1].count("-"), match.end())
    if match := _ROMAN.match(text):
        return Numbering(1, match.end())
    if match := _LETTER.match(text):
        return Numbering(2 if match[1].isupper() else 3, match.end())
    return None

"""Whom a letterhead names: « Directeur : M. X » beside the house's name, its address and its telephone.

A letterhead signs nothing, on whatever page of a file it stands.
"""

from __future__ import annotations

import re

from checker.evidence.lazy import Lazy
from checker.evidence.signatures.cells import BlockCell
from checker.evidence.signatures.functions import Function, PeopleRules, is_said
from checker.evidence.text import PageText, TextLine

_NEAR = 2
"""Lines within which a letterhead gives its telephone or its address."""
_FEWEST_WORDS = 4
_PIECES = Lazy(r"\s[–—-]\s|\s*[|,;•·]\s*|\t|\s{3,}")
_ADDRESS = Lazy(
    r"\W*(?:\d{1,4}(?: ?(?:bis|ter|quater|[a-d]))?,? (?:[a-z'.]+ ){0,2}[a-z][a-z'-]{2,}"
    r"|(?:bp|cs|b\.p\.|c\.s\.) ?\d{2,}|\d{2} ?\d{3} [a-z])"
)
"""« 12, quai des Salines », « BP 40 », « 47000 Nérac », folded."""
_NO_STREET = Lazy(r"\W*\d{1,2}(?:er)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|sept|oct|nov|dec)")


def of_letterhead(
    page: PageText, cell: BlockCell, function: Function, cells: tuple[BlockCell, ...], rules: PeopleRules
) -> bool:
    """Tell whether a function is a letterhead's: its label leads to a name, contacts or an address stand beside it.

    An address is a stamp's as well: it makes a letterhead only where the paper's text follows.
    """
    if not re.match(r"\s*:", cell.folded[function.stop :]):
        return False
    near = [other for other in cells if abs(other.rank - cell.rank) <= _NEAR and other is not cell]
    if any(_is_contact(other, rules) for other in near):
        return True
    addressed = any(
        _ADDRESS.match(other.folded) and not _NO_STREET.match(other.folded)
        for other in near
        if other.rank >= cell.rank
    )
    return addressed and any(_is_text(line, rules) for line in page.lines[cell.foot + 2 :])


def _is_contact(cell: BlockCell, rules: PeopleRules) -> bool:
    return any(rules.contacts.match(piece.lstrip(" -•")) for piece in _PIECES.split(cell.folded))


def _is_text(line: TextLine, rules: PeopleRules) -> bool:
    """Tell whether a line is the paper's text: a sentence, or words after a title's colon."""
    return len(line.text.split()) >= _FEWEST_WORDS and (
        is_said(line.text, line.folded, rules) or line.text.rstrip().endswith((".", ","))
    )

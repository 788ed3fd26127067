"""« OUI / NON » with one of the two struck out: how paper forms are answered, also on screen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pypdfium2.raw as raw

from checker.reading.pdf.source import PdfSource
from models.base import Box
from models.document import CheckBox

_PAIR = re.compile(r"\b(oui|non)\b[^\w\n]{1,8}\b(oui|non)\b", re.IGNORECASE)
_ACROSS = 0.6
_WIDEST = 2.0
"""A stroke over a word is about as wide as it; a table's ruling or an underlined phrase is far wider."""
_HIGHEST = 1.8
_BAND = (0.25, 0.8)
"""Where the middle of a stroke lies between the word's top and bottom: below is an underline."""


def struck_choices(
    source: PdfSource, index: int, text: str, boxes: Callable[[int, int], tuple[Box, ...]]
) -> list[CheckBox]:
    """Return two boxes for each pair of which just one word is struck: that one unticked, the other ticked."""
    pairs = [match for match in _PAIR.finditer(text) if match[1].lower() != match[2].lower()]
    if not pairs:
        return []
    opened = source.page(index)
    paths = (drawn for drawn in source.objects(index) if drawn.kind == raw.FPDF_PAGEOBJ_PATH)
    strokes = [box for drawn in paths if (box := drawn.bounds(opened)) is not None]
    strokes += [box for kind, box in opened.annotations if kind == raw.FPDF_ANNOT_STRIKEOUT]
    found = []
    for match in pairs:
        places = [boxes(*match.span(group)) for group in (1, 2)]
        if any(len(place) != 1 for place in places):
            continue
        struck = [any(_crosses(stroke, place[0]) for stroke in strokes) for place in places]
        if struck[0] != struck[1]:
            found += [
                CheckBox(checked=not out, label=match[group], box=place[0])
                for group, out, place in zip((1, 2), struck, places, strict=True)
            ]
    return found


def _crosses(stroke: Box, word: Box) -> bool:
    wide, high = word[2] - word[0], max(word[3] - word[1], 0.1)
    across = min(stroke[2], word[2]) - max(stroke[0], word[0])
    if across < _ACROSS * wide or stroke[2] - stroke[0] > _WIDEST * wide:
        return False
    middle = ((stroke[1] + stroke[3]) / 2 - word[1]) / high
    return stroke[3] - stroke[1] <= _HIGHEST * high and _BAND[0] <= middle <= _BAND[1]

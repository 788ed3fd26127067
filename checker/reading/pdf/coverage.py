"""Whether a page's picture says more than its text layer."""

from __future__ import annotations

import re

from checker.reading.pdf.source import PdfSource

_COVERS = 0.5
_LETTERS_A_PAGE = 120


def shown_by_picture(source: PdfSource, index: int, text: str) -> bool:
    """Tell whether what the page shows is in its pictures rather than in its text.

    True where pictures cover half the page and the text is short, or where hardly anything is text and
    something is drawn. A long text over a full picture is an OCR layer or a background: kept, unless its words
    are broken.
    """
    letters = sum(1 for letter in text if letter.isalnum())
    opened = source.page(index)
    area = max(opened.width * opened.height, 1.0)
    covered = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in source.picture_boxes(index)) / area
    if covered >= _COVERS:
        return letters < _LETTERS_A_PAGE or is_poor_layer(text)
    if letters >= 40:
        return covered >= 0.2 and letters < _LETTERS_A_PAGE
    return covered >= 0.05 or _draws_much(source, index)


def _draws_much(source: PdfSource, index: int) -> bool:
    """Tell whether a page without text draws letters as curves, as print drivers and signing tools do."""
    return sum(1 for _ in source.objects(index)) > 20


_WORD = re.compile(r"\S+")
_ODD = re.compile(r"[^\w\s.,;:!?'’\"«»()\[\]/%°€&+–—…•@#*=<>-]|\w[^\w\s'’.,/@&-]+\w|[a-zà-ÿ][A-ZÀ-Þ]")


def is_poor_layer(text: str) -> bool:
    """Tell whether a scanner's own OCR layer is too broken to be relied on: many single or odd words."""
    words = _WORD.findall(text)
    if len(words) < 15:
        return True
    single = sum(1 for word in words if len(word) == 1 and word.isalpha() and word.lower() not in "aàyl")
    odd = sum(1 for word in words if _ODD.search(word))
    return single + odd > 0.2 * len(words)

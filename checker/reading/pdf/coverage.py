"""What of a page is in its pictures, and whether its text is only what a scanner's software read in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import pypdfium2.raw as raw

from checker.reading.pdf.source import PdfSource
from checker.reading.pdf.text import signs
from models.base import Box

PageClass = Literal["text", "mixed", "layer", "scan"]
"""``text`` as written; ``mixed`` with pictures that may hold words; ``layer`` over a scan; ``scan`` without words."""

_COVERS = 0.5
_PASTED = 0.06
_SIGNS_A_PAGE = 150
_FEW_SIGNS = 45
_MANY_CURVES = 20
_TEXTS_SEEN = 40


@dataclass(frozen=True, slots=True)
class Shown:
    """How a page shows what it says; ``pictures`` are the boxes of those large enough to hold words."""

    kind: PageClass
    pictures: tuple[Box, ...] = ()


def shown(source: PdfSource, index: int, text: str) -> Shown:
    """Return the class of page ``index``, whose text layer is ``text``."""
    opened = source.page(index)
    area = max(opened.width * opened.height, 1.0)
    pictures: list[Box] = []
    curves = texts = others = invisible = 0
    text_below = False
    for drawn in source.objects(index):
        if drawn.kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = drawn.bounds(opened)
            if box is not None:
                pictures.append(box)
                text_below |= texts > 0 and _area(box) >= _COVERS * area
        elif drawn.kind == raw.FPDF_PAGEOBJ_TEXT:
            texts += 1
            if texts <= _TEXTS_SEEN:
                mode = raw.FPDFTextObj_GetTextRenderMode(drawn.handle)
                invisible += mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        elif drawn.kind == raw.FPDF_PAGEOBJ_PATH:
            curves += 1
        else:
            others += 1
    written = signs(text)
    covered = sum(_area(box) for box in pictures) / area
    if covered >= _COVERS:
        hidden = text_below or invisible * 2 > min(texts, _TEXTS_SEEN)
        if written < _SIGNS_A_PAGE or (hidden and is_poor_layer(text)):
            return Shown("scan")
        if hidden:
            return Shown("layer")
    if written < _FEW_SIGNS and (covered >= _PASTED or curves > _MANY_CURVES):
        return Shown("scan")
    if not written and curves + texts + len(pictures) + others > 0:
        return Shown("scan")  # words drawn as outlines, or by a font without letters: only the picture tells
    pasted = tuple(box for box in pictures if _area(box) >= _PASTED * area)
    return Shown("mixed", pasted) if pasted else Shown("text")


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


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

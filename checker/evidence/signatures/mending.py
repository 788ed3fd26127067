"""Digits and bars that a scan put for letters in a block of signature: « DUP0NT », « Miche1 », « 1a Dlrectrice ».

One character for one, so that no place moves. Only words of a block are mended, never the page: its dates and numbers
stay as they were read.
"""

from __future__ import annotations

import re

from checker.evidence.lazy import Lazy

_WORD = Lazy(r"(?<![\w'’-])(?:[^\W\d_]|0(?=[A-ZÀ-Ý]{2}))(?:[^\W_]|['’-](?=\w)){3,}(?![\w])")
_FEWEST_LETTERS = 3
_MOST_DIGITS = 2
_CAPITAL = str.maketrans("013458", "OIEASB")
_SMALL = str.maketrans("0135", "oles")
_KNOWN = (
    (re.compile(r"(?<=(?<!\w)[dD])[l1|!](?=rect)"), "i"),
    (re.compile(r"(?<=(?<!\w)D)[l1|!](?=RECT)"), "I"),
    (re.compile(r"(?<=(?<!\w)[dD])[l1|!](?=[rR]\.)"), "i"),
    (re.compile(r"(?<=(?<!\w)[rR][sS][sS])[l1|!](?!\w)"), "I"),
    (re.compile(r"(?<=(?<!\w)D[sS])[l1|!](?!\w)"), "I"),
    (re.compile(r"(?<!\w)[1|](?=[ae] (?i:direct|pr[ée]sid|g[ée]rant|chef|dsi|rssi))"), "l"),
    (re.compile(r"(?<=(?<!\w)[mM])[l1|](?=(?i:chel))"), "i"),
    (re.compile(r"(?<=irectr)[l1|!](?=ce)"), "i"),
    (re.compile(r"(?<=(?<!\w)[cC])[I1|!](?=inique)"), "l"),
)
_SUSPECT = (*"0123456789|!", "lrect", "lr.", "chel", "sl", "rlce", "ciinique")
"""What every mistake that is mended here holds: a figure, a bar, or a letter where another may have stood."""


def mended(text: str) -> str:
    """Return a piece of a block with what a scan misread put right; of the same length."""
    small = text.lower()
    if not any(sign in small for sign in _SUSPECT):
        return text
    for expression, letter in _KNOWN:
        text = expression.sub(letter, text)
    return _WORD.sub(_spelt, text)


def _spelt(match: re.Match[str]) -> str:
    """Return a word with its few digits as letters; a word that may be a number or a code as it is."""
    word = match[0]
    if word.isalpha():
        return word
    digits = sum(char.isdigit() for char in word)
    letters = [char for char in word if char.isalpha()]
    if (
        re.search(r"\d\d", word)
        or not 1 <= digits <= _MOST_DIGITS
        or len(letters) < max(_FEWEST_LETTERS, 2 * digits)
    ):
        return word
    capitals = sum(letter.isupper() for letter in letters[1:]) * 2 > len(letters) - 1
    spelt = word.translate(_CAPITAL if capitals else _SMALL)
    return word if any(char.isdigit() for char in spelt) else spelt

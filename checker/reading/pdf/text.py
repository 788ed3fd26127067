"""pdfium's text of a page, cleaned, with the way back to its characters; and how far it can be trusted."""

from __future__ import annotations

import ctypes
import re

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_THREE_PAIRS = r"([A-Za-z])\{0}(?!\{0})([A-Za-z])\{1}([A-Za-z])\{2}"
_LETTER, _SIGN = "[A-Za-zÀ-ÿŒœ]", "[!-~À-ÿŒœ’€]"
_DOUBLED = (
    # A whole line, its short words and numbers too: « DDUU 1122 MMAARRSS ». Amid one, « 22 » is a number.
    rf"(?<![^\n])(?:(?:({_SIGN})\1){{1,4}}+ ){{0,6}}(?={_THREE_PAIRS.format(2, 3, 4)})(?:({_LETTER})\5){{4,}}+"
    rf"(?:({_SIGN})\6)*+(?: (?:({_SIGN})\7){{1,40}}+){{0,40}}+(?= ?[\r\n]|\Z)"
    rf"|(?={_THREE_PAIRS.format(8, 9, 10)})(?:({_LETTER})\11){{4,}}"
)
"""Bold made by writing each letter twice (« CCOOMMPPTTEE »); no French word doubles four letters in a row."""
_DIRTY = re.compile(
    "\r\n|[\r\ufffe\u0000-\u0008\u000b\u000c\u000e-\u001f\u00a0\u00ad\u202f\u2007\u200b\ufeff\ufb00-\ufb04\ud800-\udfff]|"
    + _DOUBLED
)
_RARE = re.compile(
    "[\r\ufffe\0-\x08\x0b\x0c\x0e-\x1f\u00a0\u00ad\u202f\u2007\u200b\ufeff\ufb00-\ufb04\ud800-\udfff]"
)
_PAIRS = re.compile(_THREE_PAIRS.format(1, 2, 3))
_TWICE = re.compile(r"(\S)\1")
_CLEAN = {
    "\r\n": "\n", "\r": "\n", "\ufffe": "-\n", "\u00ad": "-", "\u200b": "", "\ufeff": "",
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
}  # fmt: skip


def raw_text(page: pdfium.PdfTextPage) -> str:
    """Return the page's text as pdfium writes it; what its offsets count in is 16-bit units."""
    count = raw.FPDFText_CountChars(page)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count * 2 + 2))()
    written = raw.FPDFText_GetText(page, 0, count, buffer)
    return bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "surrogatepass")


def _cleaned(match: re.Match[str]) -> str:
    found = match[0]
    return _TWICE.sub(r"\1", found) if match[2] or match[8] else _CLEAN.get(found, " ")


def clean(text: str) -> str:
    """Return ``text`` with newlines for line ends, plain spaces, no ligature, doubled or control letter."""
    # Line ends are by far the most common: taken first, they cost nothing. « \r\r\n » is two ends, here and there.
    if "\r\r" not in text:
        text = text.replace("\r\n", "\n")
    return _DIRTY.sub(_cleaned, text) if _RARE.search(text) or _PAIRS.search(text) else text


def offsets(text: str) -> list[int]:
    """Return, for each character of ``clean(text)`` and for its end, the 16-bit offset in ``text``."""
    places: list[int] = []
    units = at = 0
    for match in _DIRTY.finditer(text):
        units = _plain(places, text[at : match.start()], units)
        written = len(_cleaned(match))
        places += [units + step * len(match[0]) // written for step in range(written)]
        units += len(match[0])
        at = match.end()
    units = _plain(places, text[at:], units)
    return [*places, units]


def _plain(places: list[int], text: str, units: int) -> int:
    """Append the offsets of ``text`` taken over as it is, and return the offset after it."""
    if not text or max(text) <= "\uffff":
        places.extend(range(units, units + len(text)))
        return units + len(text)
    for letter in text:
        places.append(units)
        units += 2 if letter > "\uffff" else 1
    return units


_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\u0080-\u009f\0-\x08\x0e-\x1f]")
_LOST_LETTER = re.compile(
    "(?<=[^\\W\\d_])[\ufffd\ue000-\uf8ff\u0080-\u009f\0\x01\x03-\x08\x0e-\x1f](?=[^\\W\\d_])"
)
"""Within a word: « r\x01alis\x01 » of a font whose accents have no meaning. pdfium's own hyphen is \x02."""
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_LEAST_E = 0.045
"""« e » and its accents are 17 % of French letters, 12 % of English ones: letters shifted by a font hold few."""


def signs(text: str) -> int:
    """Return how many characters of ``text`` are not blank."""
    return len(text) - text.count(" ") - text.count("\n") - text.count("\t")


def is_garbled(text: str) -> bool:
    """Tell whether a text layer, as `raw_text` gives it, is not what the eye reads: unmapped or shifted letters.

    Borders: over a tenth of the signs unmapped or private, or three and one in 200 amid a word; or, in 200 letters
    of words of four letters and more, hardly an « e » among them.
    """
    count = signs(text)
    if count < 20:
        return False
    if len(_UNREADABLE.findall(text)) * 10 > count:
        return True
    if (lost := len(_LOST_LETTER.findall(text))) >= 3 and lost * 200 > count:
        return True
    if sum(text.count(letter) for letter in "eEéè") >= 2 * _LEAST_E * count:
        return False
    spelled = "".join(_LONG_WORD.findall(text)).lower()
    return len(spelled) >= 200 and sum(spelled.count(letter) for letter in "eéèêë") < _LEAST_E * len(spelled)

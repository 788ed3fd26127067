"""pdfium's text of a page, cleaned, with the way back to its characters; and how far it can be trusted."""

from __future__ import annotations

import ctypes
import re

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_DOUBLED = r"(?:([^\W\d_])\1){4,}"
"""Bold made by writing each letter twice (« CCOOMMPPTTEE »); no French word doubles four letters in a row."""
_DIRTY = re.compile(
    "\r\n|[\r\ufffe\u0000-\u0008\u000b\u000c\u000e-\u001f\u00a0\u00ad\u202f\u2007\u200b\ufeff\ufb00-\ufb04\ud800-\udfff]|"
    + _DOUBLED
)
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
    return found[::2] if match[1] else _CLEAN.get(found, " ")


def clean(text: str) -> str:
    """Return ``text`` with newlines for line ends, plain spaces, no ligature, doubled or control letter."""
    return _DIRTY.sub(_cleaned, text)


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
    for letter in text:
        places.append(units)
        units += 2 if ord(letter) > 0xFFFF else 1
    return units


_WORD = re.compile(r"[^\W\d_]{2,}")
_E = frozenset("eéèêë")
_LEAST_E = 0.045
"""« e » and its accents are 17 % of French letters, 12 % of English ones: letters shifted by a font hold few."""
_VOWELS = frozenset("aeiouyàâäéèêëîïôöùûüœæ")


def is_garbled(text: str) -> bool:
    """Tell whether a text layer is not what the eye reads: no mapping to Unicode, or shifted letters.

    Borders: over a tenth of the letters unmapped or private; or, in 25 words of four letters and more, over half
    of them without a vowel, or hardly an « e » among them.
    """
    letters = [c for c in text if not c.isspace()]
    if len(letters) < 20:
        return False
    odd = sum(
        1
        for c in letters
        if c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or ord(c) < 32 or "\u0080" <= c <= "\u009f"
    )
    if odd * 10 > len(letters):
        return True
    words = [word for word in _WORD.findall(text.lower()) if len(word) >= 4]
    if len(words) < 25:
        return False
    vowelless = sum(1 for word in words if not _VOWELS.intersection(word))
    if vowelless * 2 > len(words):
        return True
    spelled = "".join(words)
    return len(spelled) >= 200 and sum(1 for c in spelled if c in _E) < _LEAST_E * len(spelled)

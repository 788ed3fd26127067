"""Where a page is signed, as far as its words tell: the lines under « Fait à », « Signature », « Le directeur »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from checker.reading.ocr.reading import OcrWord

_MM = 200 / 25.4
_DEEP = 45.0 * _MM
"""How far a signature, a stamp and a name reach below the words that announce them."""
_LONGEST = 9
"""Words of a line that announces a signature: « Le directeur atteste que … » is a sentence."""
# Words that tell the reader where to look twice, in any programme: reading opens no ruleset, and a page they miss is
# still read. Who may sign what is the ruleset's to say.
_OFFICE = (
    r"direct(?:eur|rice)|pr[ée]sident|responsable|chef|secr[ée]taire|administrat(?:eur|rice)|m[ée]decin|g[ée]rant"
    r"|RSSI|DSI|DG\b"
)
_ANNOUNCES = re.compile(
    r"\b(?:fait|[ée]tabli|sign[ée])e?s?,? (?:[àa]|le|par|en)\b"
    r"|\b(?:signatures?|cachet|visas?|paraphe)\b"
    r"|\bbon pour (?:accord|commande)|\blu et approuv|\bpour servir et valoir"
    rf"|^(?:pour )?(?:le|la|l['’])\s?(?:{_OFFICE})"
    rf"|^p(?:our|[./]o[./]?) (?:le|la) (?:{_OFFICE})"
    r"|^[àa]? ?[\w'’ -]{2,40}, le \d",
    re.IGNORECASE,
)


def signed_bands(lines: Iterable[Sequence[OcrWord]]) -> list[tuple[float, float]]:
    """Return the bands, from top to bottom in pixels at 200 dpi, where a page's words announce a signature."""
    bands = []
    for line in lines:
        if 0 < len(line) <= _LONGEST and _ANNOUNCES.search(" ".join(word.text for word in line)):
            bands.append((min(w.box[1] for w in line), max(w.box[3] for w in line) + _DEEP))
    return bands


def within(word: OcrWord, bands: Iterable[tuple[float, float]]) -> bool:
    """Tell whether the middle of a word lies in one of the bands."""
    middle = (word.box[1] + word.box[3]) / 2
    return any(top <= middle <= bottom for top, bottom in bands)

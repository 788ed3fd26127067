"""A picture pasted into a document that flows, as a signature or a stamp may be."""

from __future__ import annotations

import io

from checker.reading.problem import PARSER_FAULTS
from models.document import Mark

_MOST_PIXELS = 40_000_000


def picture_mark(data: bytes) -> Mark | None:
    """Return the mark a pasted picture makes, without a place; ``None`` for a photograph or a rule.

    Word's metafiles (EMF, WMF) cannot be decoded here and stay undetermined.
    """
    from PIL import Image

    from checker.reading.ocr.ink import picture_kind

    if data[:4] == b"\x01\0\0\0" or data[:4] == b"\xd7\xcd\xc6\x9a":
        return Mark(kind="undetermined", box=(0.0, 0.0, 0.0, 0.0), confidence=0.3)
    faults: tuple[type[Exception], ...] = (*PARSER_FAULTS, SyntaxError, Image.DecompressionBombError)
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            clear = picture.convert("RGBA")
    except faults:
        return None
    kind, confidence = picture_kind(clear)
    return None if kind is None else Mark(kind=kind, box=(0.0, 0.0, 0.0, 0.0), confidence=confidence)

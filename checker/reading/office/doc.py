"""Old Word documents (97–2003): the text by its piece table ([MS-DOC] 2.4.1), without layout."""

from __future__ import annotations

import io
import re
import struct

from checker.reading.content import Content, Job
from checker.reading.flow import flow_page
from checker.reading.glyphs import glyph_boxes
from checker.reading.problem import ReadError

_MAGIC = 0xA5EC
_ENCRYPTED = 0x0100
_SECOND_TABLE = 0x0200
_CLX_AT = 0x01A2
_COMPRESSED = 1 << 30
_FIELD = re.compile(r"\x13[^\x13\x14\x15]*+(?:\x14([^\x13\x14\x15]*+))?\x15")
_UNREAD = "Ancien document Word (DOC) dont le texte n’a pu être extrait : redéposez-le en PDF."


def content(job: Job) -> Content:
    """Return the text by page break. Raises ReadError ``unsupported`` where the piece table cannot be followed."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(job.data)) as ole:
        word = ole.openstream("WordDocument").read()
        magic, flags = struct.unpack_from("<H", word, 0)[0], struct.unpack_from("<H", word, 10)[0]
        if magic != _MAGIC:
            raise ReadError("unsupported", _UNREAD)
        if flags & _ENCRYPTED:
            raise ReadError("encrypted", "Document Word protégé par un mot de passe : non lu.")
        name = "1Table" if flags & _SECOND_TABLE else "0Table"
        if not ole.exists(name):
            raise ReadError("unsupported", _UNREAD)
        table = ole.openstream(name).read()
    at, length = struct.unpack_from("<II", word, _CLX_AT)
    text = shown("".join(_pieces(word, table[at : at + length], job.options.max_characters)))
    pages = [page.strip("\n") for page in text.split("\f") if page.strip()] or [""]
    notes = ["Ancien format Word (DOC) : lu sans mise en page ni images ; une signature ne peut y être vue."]
    return Content(
        "doc",
        tuple(flow_page(n, page, "doc", check_boxes=glyph_boxes(page)) for n, page in enumerate(pages, 1)),
        len(pages),
        notes=notes,
    )


def _pieces(word: bytes, clx: bytes, most: int) -> list[str]:
    """Return the runs of text that the piece table points to, in reading order."""
    at = 0
    while at < len(clx) and clx[at] == 1:  # formatting comes first
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise ReadError("unsupported", _UNREAD)
    plc = clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]]
    count = (len(plc) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", plc, 0)
    runs = []
    total = 0
    for piece in range(count):
        letters = ends[piece + 1] - ends[piece]
        total += letters
        if letters < 0 or total > most:
            raise ReadError("unsupported", _UNREAD)
        place = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * piece + 2)[0]
        if place & _COMPRESSED:
            start = (place & ~_COMPRESSED) // 2
            runs.append(word[start : start + letters].decode("cp1252", "replace"))
        else:
            runs.append(word[place : place + 2 * letters].decode("utf-16-le", "replace"))
    return runs


def shown(text: str) -> str:
    """Return Word's internal text as shown: field codes dropped, cells by tabs, rows and paragraphs by lines."""
    for _ in range(6):  # fields nest
        text, count = _FIELD.subn(lambda match: match[1] or "", text)
        if not count:
            break
    text = text.replace("\x07\x07", "\n").replace("\r\x07", "\t").replace("\x07", "\t")
    text = (
        text.replace("\r", "\n")
        .replace("\x0b", "\n")
        .replace("\x1e", "-")
        .replace("\x1f", "")
        .replace("\u00a0", " ")
    )
    text = re.sub(r"\t\n", "\n", text)
    return re.sub(r"[\x00-\x08\x0e-\x1f]", "", text)

"""RTF: its text, control words dropped; pictures, styles and hidden destinations left out."""

from __future__ import annotations

import re

from checker.reading.content import Content, Job
from checker.reading.flow import flow_page
from checker.reading.glyphs import CHECKED, EMPTY, glyph_boxes, symbol
from checker.reading.problem import ReadError

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_HIDDEN = frozenset(
    {
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "objdata", "themedata",
        "colorschememapping", "datastore", "latentstyles", "listtable", "listoverridetable",
        "rsidtbl", "generator", "xmlnstbl", "filetbl", "revtbl", "nonshppict", "fldinst",
        "bkmkstart", "bkmkend", "mmathPr", "wgrffmtfilter", "pgptbl", "ftnsep", "ftnsepc",
        "aftnsep", "aftnsepc", "template", "panose", "falt", "shpinst",
    }
)  # fmt: skip
_KEPT_AFTER_STAR = frozenset({"shptxt", "shppict"})
_WRITTEN = {
    "par": "\n", "line": "\n", "sect": "\n", "row": "\n", "cell": "\t", "nestcell": "\t", "nestrow": "\n",
    "tab": "\t", "page": "\f", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
}  # fmt: skip
_FONT = re.compile(rb"\{\\f(\d{1,6})[^{}]{0,120}?\s([^;{}\\]{1,80});")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d+)")
_DEEPEST = 400


def content(job: Job) -> Content:
    """Return the text by page."""
    text = rtf_text(job.data)
    if len(text) > job.options.max_characters:
        raise ReadError("too_large", "Texte RTF démesuré : non lu.")
    pages = [page.strip("\n") for page in text.split("\f")]
    kept = [page for page in pages if page.strip()] or [""]
    return Content(
        "rtf",
        tuple(flow_page(n, page, "rtf", check_boxes=glyph_boxes(page)) for n, page in enumerate(kept, 1)),
        len(kept),
    )


def rtf_text(data: bytes) -> str:
    """Return the visible text of an RTF document; deletions marked by revision are left out."""
    page = _CODE_PAGE.search(data[:2000])
    encoding = (
        f"cp{page[1].decode()}"
        if page and page[1] in (b"1250", b"1252", b"437", b"850", b"10000")
        else "cp1252"
    )
    encoding = "mac_roman" if encoding == "cp10000" else encoding
    fonts = {int(number): name.decode("latin-1").strip() for number, name in _FONT.findall(data[:200_000])}
    out: list[str] = []
    stack: list[tuple[bool, int, int]] = []
    hidden, skip, font = False, 1, -1
    due = 0
    starred = False
    for match in _TOKEN.finditer(data):
        word, number, hexed, mark, brace, plain = match.groups()
        if brace == b"{":
            if len(stack) > _DEEPEST:
                break
            stack.append((hidden, skip, font))
        elif brace == b"}":
            hidden, skip, font = stack.pop() if stack else (False, 1, -1)
            due, starred = 0, False
        elif word:
            name = word.decode("ascii")
            if starred and name not in _KEPT_AFTER_STAR:
                hidden = True
            starred = False
            if name in _HIDDEN or (name in ("deleted", "v") and number != b"0"):
                hidden = True
            elif name == "uc":
                skip = max(0, min(int(number or 1), 10))
            elif name == "f" and number:
                font = int(number)
            elif name == "u" and number and not hidden:
                out.append(_letter(int(number) & 0xFFFF, fonts.get(font, "")))
                due = skip
            elif name == "ffres" and number:  # a form's check box: 0 off, 1 on, 25 by default
                out.append(CHECKED[1] if number == b"1" else EMPTY[0])
            elif name in _WRITTEN and not hidden:
                out.append(_WRITTEN[name])
        elif mark == b"*":
            starred = True
        elif hidden:
            continue
        elif hexed:
            if due:
                due -= 1
                continue
            byte = bytes([int(hexed, 16)])
            out.append(symbol(fonts.get(font, ""), byte[0]) or byte.decode(encoding, "replace"))
        elif mark:
            out.append({b"~": " ", b"_": "-", b"-": ""}.get(mark, mark.decode("latin-1")))
        elif plain:
            text = plain.decode(encoding, "replace")
            out.append(text[due:])
            due = max(0, due - len(text))
    whole = "".join(out).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return re.sub(r"(?<!\t)\t++\n", "\n", whole).replace("\u00a0", " ").replace("\u202f", " ")


def _letter(code: int, font: str) -> str:
    return symbol(font, code) or chr(code) if 0xF000 <= code <= 0xF0FF else chr(code)

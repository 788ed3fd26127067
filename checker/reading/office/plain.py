"""Plain text, whatever its encoding, and the text of a web page."""

from __future__ import annotations

import codecs
import re
from html.parser import HTMLParser

from checker.reading.content import Content, Job
from checker.reading.flow import flow_page
from checker.reading.problem import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def content(job: Job) -> Content:
    """Return the text as one page, or one a form feed."""
    text = decoded(job.data)
    if len(text) > job.options.max_characters:
        raise ReadError("too_large", "Texte démesuré : non lu.")
    if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html")):
        text = html_text(text)
    parts = [part.strip("\n") for part in text.split("\f")]
    kept = [part for part in parts if part.strip()] or [""]
    notes = []
    if len(kept) > job.options.max_pages:
        notes.append(f"Texte de {len(kept)} pages : les {job.options.max_pages} premières ont été lues.")
    pages = tuple(flow_page(n, part, "text") for n, part in enumerate(kept[: job.options.max_pages], 1))
    return Content("text", pages, len(kept), notes=notes)


def decoded(data: bytes) -> str:
    """Return ``data`` as text: by its mark, as UTF-16 without one, as UTF-8, else as what French Windows writes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _clean(data.decode(encoding, "replace"))
    head = data[:4000]
    if head.count(0) > len(head) // 4:
        encoding = "utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"
        return _clean(data.decode(encoding, "replace"))
    try:
        return _clean(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    # MacRoman writes é as 0x8E, DOS as 0x82; Windows-1252 as 0xE9, by far the most common.
    best = max(
        ("cp1252", "mac_roman", "cp850"), key=lambda name: _french(data[:20_000].decode(name, "replace"))
    )
    return _clean(data.decode(best, "replace"))


def _french(text: str) -> int:
    accents = sum(1 for letter in text if letter in "éèàêçùîôâûëïœÉÈÀ’«»")
    return accents - 3 * sum(
        1 for letter in text if ord(letter) > 127 and letter not in "éèàêçùîôâûëïœÉÈÀÊÇ’«»°–—…€ \u2026œŒ"
    )


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


_BLANKS = re.compile(r"\s+")
_BLANKS_RUN = re.compile(r" {2,}")
_UNSHOWN = re.compile(r"<!--.*?(?:-->|\Z)|<[!?].*?(?:>|\Z)", re.DOTALL)
"""Comments, declarations, sections and instructions."""


class _Visible(HTMLParser):
    """Collects what a browser would show, a line a block."""

    _BLOCKS = frozenset(
        {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "hr"}
    )
    _HIDDEN = frozenset({"script", "style", "head", "template", "noscript"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":  # a head left open would hide everything
            self._hidden = 0
        elif tag in self._HIDDEN:
            self._hidden += 1
        elif tag in self._BLOCKS:
            self.text.append("\n")
        elif tag in ("td", "th"):
            self.text.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._HIDDEN and self._hidden:
            self._hidden -= 1
        elif tag in self._BLOCKS:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text.append(_BLANKS.sub(" ", data))


def html_text(source: str) -> str:
    """Return the visible text of an HTML page; nothing is fetched or run."""
    # The standard parser looks for the end of whatever opens, again and again where there is none.
    shown, _, tail = _UNSHOWN.sub("", source).rpartition(">")
    parser = _Visible()
    parser.feed(shown + ">" + tail.replace("<", "&lt;") if shown else tail.replace("<", "&lt;"))
    parser.close()
    lines = (_BLANKS_RUN.sub(" ", line).strip() for line in "".join(parser.text).split("\n"))
    return "\n".join(line for line in lines if line)

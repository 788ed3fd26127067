"""ODT and ODP: the text LibreOffice shows, by the same walk as Word's, with OpenDocument's names."""

from __future__ import annotations

from checker.reading.content import Content, Job
from checker.reading.office.assembly import story_pages
from checker.reading.office.package import Package, walk
from checker.reading.office.story import Story
from checker.reading.office.styles import Styles
from checker.reading.problem import ReadError
from models.document import FormField

_DROPPED = frozenset({"tracked-changes", "annotation", "script", "notes", "desc", "title"})
_NAMES = {"p": "p", "h": "p", "table": "tbl", "table-row": "tr", "table-cell": "tc", "page": "page"}
_HEADING_SIZES = (18.0, 16.0, 14.0, 13.0, 12.0, 12.0)


class _OpenStory(Story):
    """Takes OpenDocument's elements; characters stand directly in paragraphs."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._dropped or name in _DROPPED:
            self._dropped += 1
        elif name == "s":
            count = attributes.get("c", "1")
            self._write(" " * min(int(count) if count.isdigit() else 1, 200))
        elif name in ("tab", "line-break"):
            self._write("\t" if name == "tab" else "\n")
        elif name == "soft-page-break" or (name == "page" and self.pages[-1].blocks):
            super().start("lastRenderedPageBreak", {})
            self._break_due = name == "page" or self._break_due
        elif name == "image" and attributes.get("href"):
            self.pages[-1].pictures.append((attributes["href"], len(self.pages[-1].blocks)))
        elif name == "checkbox":
            self._tick(attributes)
        elif name in _NAMES:
            super().start(_NAMES[name], attributes)
            if name == "h" and self._paragraphs:
                told = attributes.get("outline-level", "1")
                level = max(1, min(int(told) if told.isdigit() else 1, len(_HEADING_SIZES)))
                self._paragraphs[-1].level = level
                self._paragraphs[-1].size = _HEADING_SIZES[level - 1]
                self._paragraphs[-1].bold = True

    def end(self, name: str) -> None:
        if self._dropped:
            self._dropped -= 1
        elif name in _NAMES:
            super().end(_NAMES[name])

    def text(self, data: str) -> None:
        if not self._dropped:
            self._write(data.replace("\n", " "))

    def _tick(self, attributes: dict[str, str]) -> None:
        state = attributes.get("current-state", attributes.get("state", "unchecked"))
        name = attributes.get("label") or attributes.get("name", "")
        self.fields.append(FormField(name=name, checked=state == "checked"))


def content(job: Job) -> Content:
    """Return the document's text by page as last laid out, with the page headers and footers of its styles."""
    notes: list[str] = []
    with Package(job) as package:
        if "content.xml" not in package.names:
            raise ReadError("unreadable", "Document OpenDocument sans contenu : non lu.")
        if "META-INF/manifest.xml" in package.names and b"encryption-data" in package.read(
            "META-INF/manifest.xml"
        ):
            raise ReadError("encrypted", "Document protégé par un mot de passe : non lu.")
        body = _OpenStory(Styles(b""))
        if not walk(package.read("content.xml"), body.start, body.end, body.text):
            notes.append("Document OpenDocument endommagé : lu jusqu’au défaut.")
        body.close()
        around = _OpenStory(Styles(b""))
        if "styles.xml" in package.names:
            walk(package.read("styles.xml"), around.start, around.end, around.text)
        around.close()
        running = [block for page in around.pages for block in page.blocks]
        pages = story_pages(body, [], running, "odf", package, {name: name for name in package.names}, job)
    return Content("odf", pages, len(pages), fields=tuple(body.fields), notes=notes)

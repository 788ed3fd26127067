"""DOCX: everything Word shows, by walking its XML: content controls, form fields, text boxes, insertions."""

from __future__ import annotations

import re

from checker.reading.content import Content, Job
from checker.reading.flow import flow_page
from checker.reading.glyphs import glyph_boxes
from checker.reading.office.package import Package, walk
from checker.reading.office.pasted import picture_mark
from checker.reading.office.story import Block, Story
from checker.reading.office.styles import Styles
from checker.reading.problem import ReadError
from models.document import Mark, Page

_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'(\w+)\s*=\s*"([^"]*)"')
_MOST_PICTURES = 12
_LOGO_LINES = 3


def content(job: Job) -> Content:
    """Return the document's text with headers first, then the body by page, then footers and notes.

    Pages are those Word last laid out, where it noted them. Raises ReadError when there is no body.
    """
    notes: list[str] = []
    with Package(job) as package:
        main = next((n for n in ("word/document.xml", "word/document2.xml") if n in package.names), None)
        if main is None:
            raise ReadError("unreadable", "Document Word sans corps de texte : non lu.")
        styles = (
            Styles(package.read("word/styles.xml")) if "word/styles.xml" in package.names else Styles(b"")
        )
        body = _story(package, main, styles, notes)
        around = {
            kind: _unique(package, package.matching("word/", kind), styles, notes)
            for kind in ("header", "footer", "footnotes", "endnotes")
        }
        marks = picture_marks(package, body, _targets(package, main))
    pages = _pages(
        body, around["header"], [*around["footnotes"], *around["endnotes"], *around["footer"]], marks
    )
    return Content("docx", pages, len(pages), fields=tuple(body.fields), notes=notes)


def _story(package: Package, name: str, styles: Styles, notes: list[str]) -> Story:
    story = Story(styles)
    whole = walk(package.read(name), story.start, story.end, story.text)
    story.close()
    if not whole:
        notes.append(f"Document Word endommagé ({name}) : lu jusqu’au défaut.")
    return story


def _unique(package: Package, names: list[str], styles: Styles, notes: list[str]) -> list[Block]:
    """Return the blocks of headers or notes, those that repeat once."""
    blocks: dict[str, Block] = {}
    for name in names:
        for page in _story(package, name, styles, notes).pages:
            for block in page.blocks:
                blocks.setdefault(block.text, block)
    return list(blocks.values())


def _pages(
    story: Story, before: list[Block], after: list[Block], marks: dict[int, list[Mark]]
) -> tuple[Page, ...]:
    pages = []
    last = len(story.pages)
    for number, part in enumerate(story.pages, 1):
        blocks = [*(before if number == 1 else []), *part.blocks, *(after if number == last else [])]
        text = "\n".join(block.text for block in blocks)
        styled = [
            style for block in blocks for style in [(block.size, block.bold)] * (block.text.count("\n") + 1)
        ]
        page = flow_page(
            number,
            text,
            "docx",
            styles=styled,
            tables=part.tables,
            check_boxes=glyph_boxes(text),
            marks=marks.get(number, []),
        )
        pages.append(page)
    return tuple(pages)


def picture_marks(package: Package, story: Story, targets: dict[str, str]) -> dict[int, list[Mark]]:
    """Return, by page, the pictures of the body that may be a signature: those that stand below some text.

    ``targets`` gives the member of each picture's relation. A letterhead's logo stands above the text.
    """
    marks: dict[int, list[Mark]] = {}
    for page, part in enumerate(story.pages, 1):
        for relation, line in part.pictures[:_MOST_PICTURES]:
            target = targets.get(relation)
            if target is None or target not in package.names or (page == 1 and line < _LOGO_LINES):
                continue
            mark = picture_mark(package.read(target))
            if mark is not None:
                marks.setdefault(page, []).append(mark)
    return marks


def _targets(package: Package, main: str) -> dict[str, str]:
    folder, _, name = main.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in package.names:
        return {}
    targets = {}
    for match in _RELATION.finditer(package.read(relations)):
        attributes = {k.decode(): v.decode("utf-8", "replace") for k, v in _ATTRIBUTE.findall(match[0])}
        if "Id" in attributes and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            targets[attributes["Id"]] = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
    return targets

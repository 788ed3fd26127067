"""DOCX: everything Word shows, by walking its XML: content controls, form fields, text boxes, insertions."""

from __future__ import annotations

import re

from checker.reading.content import Content, Job
from checker.reading.office.assembly import story_pages
from checker.reading.office.package import Package, walk
from checker.reading.office.story import Block, Story
from checker.reading.office.styles import Styles
from checker.reading.problem import ReadError

_RELATION = re.compile(rb"<Relationship\b[^<>]*>")
_ATTRIBUTE = re.compile(rb'\b(\w+)\s*=\s*"([^"]*)"')


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
        tail = [*around["footnotes"], *around["endnotes"], *around["footer"]]
        pages = story_pages(body, around["header"], tail, "docx", package, _targets(package, main), job)
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

"""PPTX: the text of each slide, a page a slide."""

from __future__ import annotations

from checker.reading.content import Content, Job
from checker.reading.flow import flow_page
from checker.reading.glyphs import glyph_boxes
from checker.reading.office.package import Package, walk
from checker.reading.office.story import Story
from checker.reading.office.styles import Styles
from checker.reading.problem import ReadError


class _SlideStory(Story):
    """DrawingML writes sizes as attributes of a run's properties; the rest is as in Word."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("rPr", "defRPr") and self._paragraphs and not self._dropped:
            size = attributes.get("sz", "")
            if size.isdigit():
                self._paragraphs[-1].run_size = int(size) / 100
            self._paragraphs[-1].run_bold = attributes.get("b") in ("1", "true") or None
            return
        super().start(name, attributes)


def content(job: Job) -> Content:
    """Return the slides in the order of their numbers, hidden ones included."""
    pages = []
    notes: list[str] = []
    with Package(job) as package:
        names = package.matching("ppt/slides/", "slide")
        if not names:
            raise ReadError("empty", "Présentation sans diapositive.")
        for number, name in enumerate(names[: job.options.max_pages], 1):
            story = _SlideStory(Styles(b""))
            if not walk(package.read(name), story.start, story.end, story.text):
                notes.append(f"Diapositive {number} endommagée : lue jusqu’au défaut.")
            story.close()
            blocks = [block for page in story.pages for block in page.blocks]
            text = "\n".join(block.text for block in blocks)
            styles = [style for block in blocks for style in block.styles()]
            tables = [table for page in story.pages for table in page.tables]
            boxes = glyph_boxes(text)
            pages.append(flow_page(number, text, "pptx", styles=styles, tables=tables, check_boxes=boxes))
    return Content("pptx", tuple(pages), len(names), notes=notes)

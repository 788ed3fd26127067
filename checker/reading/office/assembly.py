"""Pages of text documents from their story, what runs around it, and what their pictures hold."""

from __future__ import annotations

from collections.abc import Mapping

from checker.reading.content import Job
from checker.reading.flow import flow_page
from checker.reading.glyphs import glyph_boxes
from checker.reading.office.package import Package
from checker.reading.office.pasted import pictured
from checker.reading.office.story import Block, Story
from models.document import Page


def story_pages(
    story: Story,
    before: list[Block],
    after: list[Block],
    reader: str,
    package: Package,
    targets: Mapping[str, str],
    job: Job,
) -> tuple[Page, ...]:
    """Return the pages, ``before`` put on top of the first and ``after`` at the end of the last."""
    pages = []
    last = len(story.pages)
    for number, part in enumerate(story.pages, 1):
        held = pictured(part, number, package, targets, job)
        own = list(part.blocks)
        for line, words in reversed(held.words):
            own.insert(line, Block(words))
        blocks = [*(before if number == 1 else []), *own, *(after if number == last else [])]
        text = "\n".join(block.text for block in blocks)
        page = flow_page(
            number,
            text,
            f"{reader}+{held.engine}" if held.engine else reader,
            confidence=round(held.confidence, 3),
            styles=[style for block in blocks for style in block.styles()],
            tables=part.tables,
            check_boxes=glyph_boxes(text),
            marks=held.marks,
        )
        pages.append(page)
    return tuple(pages)

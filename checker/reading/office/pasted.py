"""Pictures pasted into a document that flows: words in them are read, and strokes may be a signature or a stamp."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from checker.reading.content import Job
from checker.reading.office.package import Package
from checker.reading.office.story import StoryPage
from checker.reading.problem import PARSER_FAULTS, ReadError
from models.document import Mark

_MOST_PIXELS = 40_000_000
_MOST_PICTURES = 12
_LOGO_LINES = 3
_FEWEST_SIGNS = 15
_METAFILES = (b"\x01\0\0\0", b"\xd7\xcd\xc6\x9a")
"""EMF and WMF, drawings of Word that cannot be decoded here."""
_NOWHERE = (0.0, 0.0, 0.0, 0.0)


@dataclass(slots=True)
class Pictured:
    """What the pictures of a page hold: ``words`` with the block before which they stand, and marks."""

    marks: list[Mark] = field(default_factory=list)
    words: list[tuple[int, str]] = field(default_factory=list)
    engine: str = ""
    confidence: float = 1.0


def pictured(
    page: StoryPage, number: int, package: Package, targets: Mapping[str, str], job: Job
) -> Pictured:
    """Return what the pictures of a page hold; ``targets`` gives the member of each picture's relation.

    A picture with words is read and is no mark. On the first page those above the first lines are a letterhead.
    """
    held = Pictured()
    for relation, line in page.pictures[:_MOST_PICTURES]:
        target = targets.get(relation)
        if target is None or target not in package.names:
            continue
        data = package.read(target)
        mark = picture_mark(data)
        if (mark is None or mark.kind == "undetermined") and _read_into(held, data, line, job):
            continue
        if mark is not None and not (number == 1 and line < _LOGO_LINES):
            held.marks.append(mark)
    return held


def _read_into(held: Pictured, data: bytes, line: int, job: Job) -> bool:
    """Add the words of a picture to ``held``; tell whether there were any."""
    if not job.options.ocr or data.startswith(_METAFILES):
        return False
    from checker.reading.ocr.layout import text_of
    from checker.reading.ocr.picture import reading_of
    from checker.reading.ocr.prepare import has_letters
    from checker.reading.pictures import greys

    try:
        frames, _ = greys(replace(job, data=data))
        if not has_letters(frames[0]):
            return False
        reading = reading_of(frames[0], job.options.cache, second=job.options.second_reader)
    except ReadError:
        return False
    text = text_of(reading)
    if len(text) < _FEWEST_SIGNS:
        return False
    held.words.append((line, text))
    held.engine = reading.engine
    held.confidence = min(held.confidence, reading.confidence)
    return True


def picture_mark(data: bytes) -> Mark | None:
    """Return the mark a pasted picture makes, without a place; ``None`` for a photograph, a logo or a rule.

    What cannot be decoded stays undetermined.
    """
    from PIL import Image

    from checker.reading.ocr.ink import picture_kind

    if data.startswith(_METAFILES):
        return Mark(kind="undetermined", box=_NOWHERE, confidence=0.3)
    faults: tuple[type[Exception], ...] = (*PARSER_FAULTS, SyntaxError, Image.DecompressionBombError)
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            clear = picture.convert("RGBA")
    except faults:
        return None
    kind, confidence = picture_kind(clear)
    return None if kind is None else Mark(kind=kind, box=_NOWHERE, confidence=confidence)

"""Pages that are text and picture at once: an OCR layer over a scan, or pictures of words among text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from checker.reading.ocr.layout import OcrLayout, text_of
from checker.reading.ocr.reading import OcrReading, OcrWord
from checker.reading.pdf.layout import PdfLayout
from checker.reading.pdf.source import PdfSource
from models.base import Box
from models.document import CheckBox, Line, Mark, Page, Table

if TYPE_CHECKING:
    from checker.reading.options import ReadOptions

LAYER = "pdfium-ocr"
"""The reader named for text that a scanner's software recognised; how sure it was is not known."""
_LAYER_CONFIDENCE = 0.85
_ALREADY_TEXT = 20


def layer_page(source: PdfSource, index: int, text: str, *, checked: bool) -> Page | None:
    """Return the page of a scan by its own OCR layer: its words, and the picture's ink and boxes.

    ``None`` where the layer is ``checked`` against its picture, which shows other words, or more. Raises ReadError
    where the picture cannot be shown.
    """
    from checker.reading.ocr.laid import confirmed

    opened = source.page(index)
    layout = PdfLayout(source, index, text)
    scale = 1 / source.scale(index)
    lines = []
    for line in layout.lines():
        words = []
        at = line.start
        for piece in line.text.split(" "):
            boxes = layout.boxes(at, at + len(piece)) if piece.strip() else ()
            if boxes:
                x0, y0, x1, y1 = (value / scale for value in boxes[0])
                words.append(OcrWord(text=piece, box=(x0, y0, x1, y1), confidence=_LAYER_CONFIDENCE))
            at += len(piece) + 1
        if words:
            lines.append(tuple(words))
    size = (round(opened.width, 2), round(opened.height, 2))
    pixels = (max(round(size[0] / scale), 1), max(round(size[1] / scale), 1))
    reading = OcrReading(engine=LAYER, width=pixels[0], height=pixels[1], lines=tuple(lines))
    seen = confirmed(source.grey(index), reading) if checked else reading
    if seen is None:
        return None
    return Page(
        number=index + 1,
        width=size[0],
        height=size[1],
        text=text_of(seen),
        reader=LAYER,
        confidence=_LAYER_CONFIDENCE,
        layout=OcrLayout(seen, scale, partial(source.grey, index)),
    )


def pictured_words(
    source: PdfSource, index: int, pictures: tuple[Box, ...], options: ReadOptions
) -> OcrReading | None:
    """Return what OCR reads in the pictures of a page, in pixels of the whole page; ``None`` for no word.

    A picture that lies under text of the page is a background, and one without shapes of the size of letters
    a logo or a photograph: neither is read.
    """
    from checker.reading.ocr.picture import reading_of
    from checker.reading.ocr.prepare import has_letters

    opened = source.page(index)
    crops = []
    for box in pictures:
        held = opened.text.get_text_bounded(*opened.own(box))
        if sum(1 for letter in held if letter.isalnum()) < _ALREADY_TEXT:
            crops.append(box)
    if not crops:
        return None
    grey = source.grey(index)
    scale = grey.shape[1] / max(opened.width, 1.0)
    lines: list[tuple[OcrWord, ...]] = []
    engine = ""
    for box in crops:
        x0, y0, x1, y1 = (round(value * scale) for value in box)
        crop = grey[y0:y1, x0:x1].copy()
        if min(crop.shape) < 30 or not has_letters(crop):
            continue
        reading = reading_of(crop, options.cache, second=options.second_reader)
        engine = reading.engine
        lines += [tuple(_moved(word, x0, y0) for word in line) for line in reading.lines]
    if not lines:
        return None
    return OcrReading(engine=engine, width=grey.shape[1], height=grey.shape[0], lines=tuple(lines))


def _moved(word: OcrWord, right: int, down: int) -> OcrWord:
    x0, y0, x1, y1 = word.box
    return word.model_copy(update={"box": (x0 + right, y0 + down, x1 + right, y1 + down)})


class MixedLayout:
    """Text of the page first, then the words of its pictures; each half keeps its own geometry."""

    def __init__(self, written: PdfLayout, pictured: OcrLayout, border: int) -> None:
        self._written = written
        self._pictured = pictured
        self._border = border

    def lines(self) -> tuple[Line, ...]:
        """Return the lines of the text, then those of the pictures."""
        moved = [
            line.model_copy(update={"start": line.start + self._border, "stop": line.stop + self._border})
            for line in self._pictured.lines()
        ]
        return (*self._written.lines(), *moved)

    def boxes(self, start: int, stop: int) -> tuple[Box, ...]:
        """Return one box a line touched by ``text[start:stop]``."""
        written = self._written.boxes(start, min(stop, self._border)) if start < self._border else ()
        first = max(start - self._border, 0)
        pictured = self._pictured.boxes(first, stop - self._border) if stop > self._border else ()
        return (*written, *pictured)

    def confidence(self, start: int, stop: int) -> float:
        """Return the least confidence of the words touched by ``text[start:stop]``."""
        if start < self._border:
            return 1.0
        return self._pictured.confidence(start - self._border, stop - self._border)

    def tables(self) -> tuple[Table, ...]:
        """Return the tables of the text."""
        return self._written.tables()

    def check_boxes(self) -> tuple[CheckBox, ...]:
        """Return the tick boxes of the text, then those of the pictures."""
        return (*self._written.check_boxes(), *self._pictured.check_boxes())

    def marks(self, near: Box | None = None) -> tuple[Mark, ...]:
        """Return pasted signatures, strokes, and ink inside the pictures."""
        seen = self._written.marks(near)
        return (*seen, *(mark for mark in self._pictured.marks(near) if not _inside_any(mark.box, seen)))


def _inside_any(box: Box, marks: tuple[Mark, ...]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(m.box[0] <= x <= m.box[2] and m.box[1] <= y <= m.box[3] for m in marks)


def mixed_page(source: PdfSource, index: int, text: str, reading: OcrReading) -> Page:
    """Return the page whose text is ``text`` followed by what ``reading`` found in its pictures."""
    opened = source.page(index)
    scale = opened.width / reading.width
    pictured = OcrLayout(reading, scale, partial(source.grey, index))
    head = text.rstrip() + "\n"
    added = text_of(reading)
    share = len(added) / max(len(head) + len(added), 1)
    return Page(
        number=index + 1,
        width=round(opened.width, 2),
        height=round(opened.height, 2),
        text=head + added,
        reader=f"pdfium+{reading.engine}",
        confidence=round(1 - share * (1 - reading.confidence), 3),
        layout=MixedLayout(PdfLayout(source, index, head), pictured, len(head)),
    )

"""What reading makes of a file: pages of text, and on demand the geometry under it.

These objects live in one worker process; only evidence crosses to the parent. Geometry (lines, boxes, tables,
ink) costs far more than text, so a page hands it out through its ``layout``, which computes it when asked.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Protocol, runtime_checkable

from pydantic import ConfigDict, Field

from models.base import Box, Model

Status = Literal[
    "read", "unreadable", "encrypted", "empty", "too_large", "timed_out", "unsupported", "missing"
]


class Word(Model):
    """One word with its box and the reader's confidence in it (1 for born-digital text)."""

    text: str
    box: Box | None = None
    confidence: float = 1.0


class Line(Model):
    """One visual line: ``page.text[start:stop]``, its box and the height of its type in points.

    ``level`` is that of a heading (1 the highest) where the format itself names it one.
    """

    text: str
    start: int
    stop: int
    box: Box | None = None
    size: float | None = None
    bold: bool = False
    level: int | None = None
    confidence: float = 1.0


class Cell(Model):
    """One cell of a table; ``text`` may hold several lines. ``checked`` when it holds a tick box."""

    text: str
    box: Box | None = None
    checked: bool | None = None


class Table(Model):
    """A table as rows of cells, in reading order."""

    rows: tuple[tuple[Cell, ...], ...]


class CheckBox(Model):
    """A tick box: drawn, a glyph, or a form field; ``label`` is the text it stands for."""

    checked: bool | None
    label: str
    box: Box | None = None


class RunningLine(Model):
    """A line that runs at the head or the foot of a document's pages: ``text[start:stop]`` of page ``page``."""

    page: int
    start: int
    stop: int
    text: str
    place: Literal["head", "foot"]


class Heading(Model):
    """A heading: where it stands, its level (1 the highest, 6 the deepest) and the size of its type in points."""

    page: int
    start: int
    stop: int
    text: str
    level: int
    size: float | None = None
    box: Box | None = None


class FormField(Model):
    """A field of an AcroForm, XFA or DOCX form. ``checked`` for check boxes and radio buttons."""

    name: str
    value: str | None = None
    checked: bool | None = None
    page: int | None = None
    box: Box | None = None


class Mark(Model):
    """Something drawn where a hand may have signed: seen, never proof of a signature by itself."""

    kind: Literal["ink", "stamp", "undetermined"]
    box: Box
    confidence: float = 1.0


class DigitalSignature(Model):
    """An embedded PAdES signature as checked offline. ``claimed_at`` is what the signer says."""

    signer: str | None
    claimed_at: datetime | None
    intact: bool
    covers_whole: bool
    trusted: bool | None
    bottom_line: bool
    summary: str
    page: int | None = None
    box: Box | None = None


@runtime_checkable
class Layout(Protocol):
    """The geometry of one page, computed when asked for."""

    def lines(self) -> tuple[Line, ...]:
        """Return the page's lines in reading order."""
        ...

    def boxes(self, start: int, stop: int) -> tuple[Box, ...]:
        """Return one box a line touched by ``text[start:stop]``; empty where there is no geometry."""
        ...

    def confidence(self, start: int, stop: int) -> float:
        """Return the least confidence of the words in ``text[start:stop]``: one doubtful digit is enough."""
        ...

    def tables(self) -> tuple[Table, ...]:
        """Return the page's tables."""
        ...

    def check_boxes(self) -> tuple[CheckBox, ...]:
        """Return the page's tick boxes with their labels."""
        ...

    def marks(self, near: Box | None = None) -> tuple[Mark, ...]:
        """Return handwriting-like ink and stamps, within ``near`` when given."""
        ...


@runtime_checkable
class Structure(Protocol):
    """The structure of a document, computed when asked for."""

    def running(self) -> tuple[RunningLine, ...]:
        """Return the lines repeated at the head or foot of the pages."""
        ...

    def headings(self) -> tuple[Heading, ...]:
        """Return the headings in reading order."""
        ...


class Page(Model):
    """One page. ``text`` is in reading order, lines parted by a newline, paragraphs and columns kept whole.

    ``reader`` is ``pdfium``, ``pypdf``, ``rapidocr``, ``tesseract``, ``docx`` …; ``confidence`` is the mean
    of the words'; ``rotation`` what reading turned it by, in degrees clockwise.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    number: int
    width: float
    height: float
    text: str
    reader: str
    confidence: float = 1.0
    rotation: int = 0
    layout: Layout = Field(repr=False, exclude=True)


class Document(Model):
    """A file as read. ``parts`` are files found inside it (archive members, attachments of a mail or a PDF).

    ``message`` is a French sentence for the instructor when the status is not ``read`` or something was cut.
    ``unread`` are the numbers of pages that are in ``pages`` without their words: damaged, or scans left without OCR.
    ``structure`` is known for what has pages.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    name: str
    sha256: str
    media_type: str
    status: Status
    reader: str = ""
    pages: tuple[Page, ...] = ()
    page_count: int = 0
    unread: tuple[int, ...] = ()
    fields: tuple[FormField, ...] = ()
    digital_signatures: tuple[DigitalSignature, ...] = ()
    parts: tuple[Document, ...] = ()
    message: str | None = None
    structure: Structure | None = Field(default=None, repr=False, exclude=True)

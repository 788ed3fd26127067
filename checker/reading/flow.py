"""Pages of formats that flow: text with structure, and no geometry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.reading.content import encodable
from models.base import Box
from models.document import CheckBox, Line, Mark, Page, Table


class Style(NamedTuple):
    """The type of a line: its size in points, its weight, and its level where the format names it a heading."""

    size: float | None = None
    bold: bool = False
    level: int | None = None


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class FlowLayout:
    """The structure of a page whose format holds no positions; boxes are always empty."""

    text: str
    styles: tuple[Style, ...] = ()
    found_tables: tuple[Table, ...] = ()
    found_check_boxes: tuple[CheckBox, ...] = ()
    found_marks: tuple[Mark, ...] = ()

    def lines(self) -> tuple[Line, ...]:
        """Return the lines that are not blank; ``styles`` gives the type by line number, if known."""
        lines = []
        start = 0
        for number, text in enumerate(self.text.split("\n")):
            if text.strip():
                style = self.styles[number] if number < len(self.styles) else PLAIN
                lines.append(
                    Line(
                        text=text, start=start, stop=start + len(text),
                        size=style.size, bold=style.bold, level=style.level,
                    )
                )  # fmt: skip
            start += len(text) + 1
        return tuple(lines)

    def boxes(self, start: int, stop: int) -> tuple[Box, ...]:
        """Return nothing: there is no geometry."""
        return ()

    def confidence(self, start: int, stop: int) -> float:
        """Return 1: the format holds its text as written."""
        return 1.0

    def tables(self) -> tuple[Table, ...]:
        """Return the tables as the format holds them."""
        return self.found_tables

    def check_boxes(self) -> tuple[CheckBox, ...]:
        """Return the tick boxes as the format holds them."""
        return self.found_check_boxes

    def marks(self, near: Box | None = None) -> tuple[Mark, ...]:
        """Return the pictures that may be a signature; ``near`` says nothing without geometry."""
        return self.found_marks


def flow_page(
    number: int,
    text: str,
    reader: str,
    *,
    confidence: float = 1.0,
    styles: Sequence[Style] = (),
    tables: Sequence[Table] = (),
    check_boxes: Sequence[CheckBox] = (),
    marks: Sequence[Mark] = (),
) -> Page:
    """Return a page of ``text`` without size or boxes."""
    text = encodable(text)
    layout = FlowLayout(text, tuple(styles), tuple(tables), tuple(check_boxes), tuple(marks))
    return Page(
        number=number, width=0.0, height=0.0, text=text, reader=reader, confidence=confidence, layout=layout
    )

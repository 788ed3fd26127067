"""What a document is made of, before any hand, font or scanner: blocks of text, tables and signatures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Look:
    """A house style: type, size, letterhead (0–5), title (0–4), table rules (0–2), colour."""

    font: str = "Helvetica"
    size: float = 10.5
    head: int = 0
    title: int = 0
    grid: int = 0
    colour: str = "#1f3f77"


@dataclass(frozen=True)
class Para:
    """A paragraph."""

    text: str
    align: Align = "left"
    bold: bool = False
    small: bool = False


@dataclass(frozen=True)
class Title:
    """The title of the whole document."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A heading inside it."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Items:
    """A list, dashed or numbered."""

    rows: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Grid:
    """A table; ``widths`` are parts of the page's width."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    head: bool = True


@dataclass(frozen=True)
class Pairs:
    """Labels and values, as on a form."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Ticks:
    """Questions with boxes to tick: ``(question, ((choice, ticked), …))``."""

    rows: tuple[tuple[str, tuple[tuple[str, bool], ...]], ...]


@dataclass(frozen=True)
class Stamp:
    """A rubber stamp."""

    lines: tuple[str, ...]
    round: bool = True
    colour: str = "#27418f"


@dataclass(frozen=True)
class Sign:
    """A signature block. ``ink`` is the seed of a hand's stroke, ``None`` where nobody signed."""

    function: str
    name: str
    before: str = ""
    ink: int | None = None
    picture: bool = False
    typed: str = ""
    stamp: Stamp | None = None
    name_first: bool = False
    over_label: bool = False


@dataclass(frozen=True)
class Signs:
    """Signature blocks side by side; a single one stands at the right."""

    blocks: tuple[Sign, ...]
    side: Align = "right"


@dataclass(frozen=True)
class Gap:
    """An empty space, in millimetres."""

    height: float = 5


@dataclass(frozen=True)
class Break:
    """A page break."""


Block = Para | Title | Heading | Items | Grid | Pairs | Ticks | Signs | Gap | Break


@dataclass(frozen=True)
class Doc:
    """A document: who issues it (lines of the letterhead), in which look, and its blocks."""

    letterhead: tuple[str, ...]
    body: tuple[Block, ...]
    look: Look = Look()
    footer: str = ""

    def styled(self, look: Look) -> Doc:
        """Return the same document in another look."""
        return Doc(self.letterhead, self.body, look, self.footer)


def joined(*docs: Doc) -> Doc:
    """Return one document that binds several, each on its own page."""
    first, *others = docs
    body: tuple[Block, ...] = first.body
    for doc in others:
        body += (Break(), Para(" – ".join(doc.letterhead[:1]), bold=True), *doc.body)
    return Doc(first.letterhead, body, first.look, first.footer)

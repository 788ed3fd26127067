"""Cited facts as passages to look at: one a page, framed on its picture where there is one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.reporting import labels
from checker.reporting.pictures import PagePicture, PagePictures
from checker.reporting.text import file_name, one_line
from models.base import Box, Model
from models.verdict import Cited, RequirementVerdict

PICTURE_BUDGET = 1_050_000
"""Characters of pictures in a dossier's page, which stays under 1.5 MB."""

_KEY = re.compile(r"[a-z][a-z_]*")
_MARGIN = 46.0
_LEAST_HEIGHT = 150.0
_LEAST_WIDTH = 400.0
_WHOLE_FROM = 0.6
"""From this share of the page's height on, the whole page is shown instead of a band."""


class Rectangle(Model):
    """A rectangle in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def view(self) -> str:
        """Return it as an SVG ``viewBox``."""
        return f"{self.x:.0f} {self.y:.0f} {self.width:.0f} {self.height:.0f}"


class Sheet(Model):
    """A page's picture, stored once in an HTML page however often it is shown."""

    id: str
    width: float
    height: float
    address: str


class Passage(Model):
    """All that one requirement cites of one page of one file."""

    place: str
    quotes: tuple[str, ...]
    values: tuple[str, ...]
    doubtful: bool
    sheet: Sheet | None = None
    band: Rectangle | None = None
    frames: tuple[Rectangle, ...] = ()

    @property
    def alt(self) -> str:
        """Return the picture's text alternative: its place, then what is framed."""
        quoted = " ; ".join(f"« {quote} »" for quote in self.quotes)
        return f"{self.place}. Passage encadré : {quoted or 'sans texte'}"


class Album:
    """The pictures of one dossier's page, drawn ahead and numbered, within its budget."""

    def __init__(self, pictures: PagePictures | None, requirements: Iterable[RequirementVerdict]) -> None:
        self.left_out = 0
        self._sheets: dict[tuple[str, int], Sheet] = {}
        wanted: dict[str, dict[int, None]] = {}
        for requirement in requirements:
            for fact in requirement.evidence:
                if fact.file and fact.page and fact.box:
                    wanted.setdefault(_bare(fact.file), {})[fact.page] = None
        if pictures is None:
            return
        room = PICTURE_BUDGET
        for sha256, numbers in wanted.items():
            for number, picture in pictures.pages(sha256, numbers).items():
                if len(picture.address) > room:
                    self.left_out += 1
                    continue
                room -= len(picture.address)
                self._sheets[sha256, number] = _sheet(len(self._sheets), picture)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Return every page's picture, in the order they are first cited."""
        return tuple(self._sheets.values())

    def passages(self, facts: Iterable[Cited]) -> tuple[Passage, ...]:
        """Return facts as passages: those of the same page together, in the order they are cited."""
        pages: dict[tuple[str | None, str | None, int | None], list[Cited]] = {}
        for fact in facts:
            if fact.quote or fact.path or fact.value is not None:
                pages.setdefault((fact.file, fact.path, fact.page), []).append(fact)
        return tuple(map(self._passage, pages.values()))

    def _passage(self, facts: list[Cited]) -> Passage:
        first = facts[0]
        sheet = self._sheets.get((_bare(first.file or ""), first.page or 0))
        boxes = [fact.box for fact in facts if fact.box] if sheet else []
        quotes = dict.fromkeys(one_line(fact.quote, 400) for fact in facts if fact.quote)
        values = dict.fromkeys(
            one_line(labels.value(fact.value), 200) for fact in facts if _tells(fact.value)
        )
        return Passage(
            place=place(first),
            quotes=tuple(quotes),
            values=tuple(value for value in values if value and value not in quotes),
            doubtful=any(fact.confidence < 0.8 for fact in facts),
            sheet=sheet,
            band=_band(boxes, sheet) if sheet and boxes else None,
            frames=tuple(_frame(box) for box in dict.fromkeys(boxes)),
        )


def place(fact: Cited) -> str:
    """Return where a fact was read: « attestation.pdf, page 1 », « formulaire »."""
    parts = [
        one_line(file_name(fact.path), 160) if fact.path else "Formulaire" if not fact.file else "Fichier"
    ]
    if fact.page:
        parts.append(f"page {fact.page}")
    return ", ".join(parts)


def _tells(value: object) -> bool:
    """Tell whether a value says more than its quotation: not a yes, not a key of the program's own."""
    if value is None or isinstance(value, bool):
        return False
    return not (isinstance(value, str) and _KEY.fullmatch(value))


def _bare(sha256: str) -> str:
    return sha256.removeprefix("sha256:")


def _sheet(index: int, picture: PagePicture) -> Sheet:
    return Sheet(id=f"page-{index + 1}", width=picture.width, height=picture.height, address=picture.address)


def _frame(box: Box) -> Rectangle:
    """Return a box with a little air around it."""
    x0, y0, x1, y1 = box
    return Rectangle(x=x0 - 3, y=y0 - 2, width=max(x1 - x0, 0) + 6, height=max(y1 - y0, 0) + 4)


def _band(boxes: list[Box], sheet: Sheet) -> Rectangle:
    """Return the part of the page around the boxes; all of it when they lie far apart."""
    left, width = _stretch(min(b[0] for b in boxes), max(b[2] for b in boxes), _LEAST_WIDTH, sheet.width)
    top, height = _stretch(min(b[1] for b in boxes), max(b[3] for b in boxes), _LEAST_HEIGHT, sheet.height)
    if height >= _WHOLE_FROM * sheet.height:
        return Rectangle(x=0, y=0, width=sheet.width, height=sheet.height)
    return Rectangle(x=left, y=top, width=width, height=height)


def _stretch(start: float, stop: float, least: float, whole: float) -> tuple[float, float]:
    """Return where a stretch with margins around start and stop begins, and its length, inside the page."""
    length = min(max(stop - start + 2 * _MARGIN, least), whole)
    begin = (start + stop - length) / 2
    return min(max(begin, 0.0), whole - length), length

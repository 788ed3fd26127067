"""What every model here shares: frozen values, and no field that nobody declared."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

Box = tuple[float, float, float, float]
"""A rectangle on a page: (x0, top, x1, bottom) in points (1/72 inch), origin at the page's top left corner,
after the page's own rotation has been applied (what a viewer shows)."""


def around(boxes: Iterable[Box]) -> Box:
    """Return the box around boxes, of which there is one at least."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


class Model(BaseModel):
    """A frozen value object that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Place(Model):
    """Where something was read. Nothing is concluded from a value without one.

    ``page`` counts from 1 and is ``None`` only where a format has no pages (a form answer, a spreadsheet
    counts its sheets as pages); ``box`` is ``None`` where the format has no geometry (DOCX, text, XLSX);
    ``reader`` names what read it (``pdfium``, ``pypdf``, ``rapidocr``, ``tesseract``, ``docx``, ``form`` …);
    ``confidence`` runs from 0 to 1, 1 for text that was born digital and matched in full.
    """

    page: int | None = None
    box: Box | None = None
    quote: str = ""
    reader: str = ""
    confidence: float = 1.0


OCR_ENGINES = frozenset({"rapidocr", "tesseract"})


def by_ocr(reader: str) -> bool:
    """Tell whether a picture was looked at, alone or beside a text (« pdfium+tesseract »): something may be missed."""
    return not OCR_ENGINES.isdisjoint(reader.split("+"))

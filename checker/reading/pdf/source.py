"""An open PDF: pages and their text handles on demand, the last ones kept open."""

from __future__ import annotations

import ctypes
from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from checker.reading.pdf.text import raw_text
from checker.reading.problem import ReadError
from models.base import Box
from models.document import FormField

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OCR_DPI = 200
_KEPT_OPEN = 64
_KEPT_PICTURES = 4
"""Some 4 MB each: most scans have fewer pages."""
_LARGEST_SIDE = 4000
"""Pixels: a poster or a page of 14 400 pt is rendered smaller rather than refused."""
_MOST_OBJECTS = 20_000
_MOST_ANNOTATIONS = 2000
_SHOWN = frozenset(
    {
        raw.FPDF_ANNOT_WIDGET,
        raw.FPDF_ANNOT_FREETEXT,
        raw.FPDF_ANNOT_STAMP,
        raw.FPDF_ANNOT_INK,
        raw.FPDF_ANNOT_STRIKEOUT,
    }
)
_LOST_BY_DRAWING = 0.1
_POINTS_SEEN = 2000
Matrix = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class OpenPage:
    """A loaded page with its text handle; sizes in points, as a viewer shows it.

    ``bounds`` is the visible rectangle in the page's own space, ``turn`` the clockwise turn a viewer gives it.
    ``annotations`` are the kinds and boxes of those that showed something before they were made part of the page.
    """

    page: pdfium.PdfPage
    text: pdfium.PdfTextPage
    width: float
    height: float
    bounds: tuple[float, float, float, float]
    turn: int
    annotations: tuple[tuple[int, Box], ...] = ()

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a rectangle of the page's own space as a viewer places it, from the top left corner."""
        x0, y0, x1, y1 = self.bounds
        if self.turn == 90:
            shown = (bottom - y0, left - x0, top - y0, right - x0)
        elif self.turn == 180:
            shown = (x1 - right, bottom - y0, x1 - left, top - y0)
        elif self.turn == 270:
            shown = (y1 - top, x1 - right, y1 - bottom, x1 - left)
        else:
            shown = (left - x0, y1 - top, right - x0, y1 - bottom)
        return (round(shown[0], 2), round(shown[1], 2), round(shown[2], 2), round(shown[3], 2))

    def own(self, box: Box) -> tuple[float, float, float, float]:
        """Return a box as a viewer shows it in the page's own space: left, bottom, right, top."""
        x0, y0, x1, y1 = self.bounds
        left, top, right, bottom = box
        if self.turn == 90:
            return (x0 + top, y0 + left, x0 + bottom, y0 + right)
        if self.turn == 180:
            return (x1 - right, y0 + top, x1 - left, y0 + bottom)
        if self.turn == 270:
            return (x1 - bottom, y1 - right, x1 - top, y1 - left)
        return (x0 + left, y1 - bottom, x0 + right, y1 - top)

    def close(self) -> None:
        """Let go of the handles."""
        self.text.close()
        self.page.close()


@dataclass(slots=True)
class Drawn:
    """An object drawn on a page: its kind (``FPDF_PAGEOBJ_…``), its handle, and the forms it is nested in."""

    kind: int
    handle: Any
    within: Matrix | None = None

    def bounds(self, opened: OpenPage) -> Box | None:
        """Return its box as a viewer shows it, clipped to the page; ``None`` when outside or unknown."""
        sides = [ctypes.c_float() for _ in range(4)]
        if not raw.FPDFPageObj_GetBounds(self.handle, *sides):
            return None
        left, bottom, right, top = (side.value for side in sides)
        if self.kind == raw.FPDF_PAGEOBJ_PATH and (drawn := self._points()):
            # pdfium adds the spikes of mitred joins to a stroke's bounds: a signature would cover the page.
            left, bottom = max(left, min(x for x, _ in drawn) - 2), max(bottom, min(y for _, y in drawn) - 2)
            right, top = min(right, max(x for x, _ in drawn) + 2), min(top, max(y for _, y in drawn) + 2)
        if self.within is not None:
            corners = [moved(self.within, x, y) for x in (left, right) for y in (bottom, top)]
            left, right = min(c[0] for c in corners), max(c[0] for c in corners)
            bottom, top = min(c[1] for c in corners), max(c[1] for c in corners)
        x0, y0, x1, y1 = opened.box(left, bottom, right, top)
        x0, y0, x1, y1 = max(x0, 0.0), max(y0, 0.0), min(x1, opened.width), min(y1, opened.height)
        return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None

    def matrix(self) -> Matrix | None:
        """Return the object's own matrix, before that of the form it stands in (``within``)."""
        matrix = raw.FS_MATRIX()
        if not raw.FPDFPageObj_GetMatrix(self.handle, ctypes.byref(matrix)):
            return None
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def _points(self) -> list[tuple[float, float]]:
        """Return the points that a path goes through or bends by, where the object's own matrix puts them."""
        own = self.matrix()
        if own is None:
            return []
        x, y = ctypes.c_float(), ctypes.c_float()
        count = raw.FPDFPath_CountSegments(self.handle)
        if count > _POINTS_SEEN:
            return []
        points = []
        for at in range(count):
            if raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(self.handle, at), x, y):
                points.append(moved(own, x.value, y.value))
        return points


@dataclass
class PdfSource:
    """A PDF held in memory and opened by pdfium; every page handle is made when asked for.

    Widgets and drawn annotations are made part of their page as it is loaded, so that the values of fields, free
    text and ink are in its text, its objects and its picture alike. ``fields`` is filled by the reader.
    """

    data: bytes
    pdf: pdfium.PdfDocument = field(init=False)
    fields: tuple[FormField, ...] = ()
    _open: OrderedDict[int, OpenPage] = field(default_factory=OrderedDict)
    _drawn: dict[int, tuple[tuple[int, Box], ...]] = field(default_factory=dict)
    _spoilt: set[int] = field(default_factory=set)
    _pictures: OrderedDict[tuple[int, int], NDArray[np.uint8]] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        """Open the PDF. Raises PdfiumError."""
        self.pdf = pdfium.PdfDocument(self.data)
        if self.pdf.get_formtype() != raw.FORMTYPE_NONE:
            self.pdf.init_forms()  # before any page: it draws fields that have no appearance of their own

    def __len__(self) -> int:
        return len(self.pdf)

    def page(self, index: int) -> OpenPage:
        """Return page ``index`` (from 0), loading it if it was let go. Raises PdfiumError."""
        held = self._open.get(index)
        if held is not None:
            self._open.move_to_end(index)
            return held
        held = self._open[index] = self._loaded(index)
        if len(self._open) > _KEPT_OPEN:
            self._open.popitem(last=False)[1].close()
        return held

    def _loaded(self, index: int) -> OpenPage:
        opened = _opened((self._untouched if index in self._spoilt else self.pdf)[index])
        if index not in self._drawn:
            self._drawn[index] = _annotations(opened)
            if self._drawn[index]:
                opened = self._flattened(opened, index)
        opened.annotations = self._drawn[index]
        return opened

    def _flattened(self, opened: OpenPage, index: int) -> OpenPage:
        """Return the page with its annotations drawn into it, or as it was where that cost it its words."""
        # Not by pypdfium2's helper, which wants a form: what a viewer's pen or stamp left needs none.
        before = Counter(raw_text(opened.text))
        if raw.FPDFPage_Flatten(opened.page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_FAIL:
            return opened
        opened.close()
        flat = _opened(self.pdf[index])
        if (before - Counter(raw_text(flat.text))).total() <= _LOST_BY_DRAWING * before.total():
            return flat
        flat.close()  # pdfium sometimes mixes up the fonts of the page and of what it draws into it
        self._spoilt.add(index)
        return _opened(self._untouched[index])

    @cached_property
    def _untouched(self) -> pdfium.PdfDocument:
        return pdfium.PdfDocument(self.data)

    def scale(self, index: int, dpi: int = OCR_DPI) -> float:
        """Return how many pixels of its picture a point of page ``index`` is: fewer on a poster."""
        opened = self.page(index)
        return min(dpi / 72, _LARGEST_SIDE / max(opened.width, opened.height, 1.0))

    def grey(self, index: int, dpi: int = OCR_DPI) -> NDArray[np.uint8]:
        """Return page ``index`` as a grey picture, not to be written on. Raises ReadError for a page without surface.

        The last ones are kept: what OCR has read is looked at again for its tables, boxes and ink.
        """
        kept = self._pictures.get((index, dpi))
        if kept is None:
            kept = self._pictures[index, dpi] = self._rendered(index, dpi)
            if len(self._pictures) > _KEPT_PICTURES:
                self._pictures.popitem(last=False)
        return kept

    def _rendered(self, index: int, dpi: int) -> NDArray[np.uint8]:
        import numpy as np

        opened, scale = self.page(index), self.scale(index, dpi)
        if min(opened.width, opened.height) * scale < 1:
            raise ReadError("unreadable", f"Page {index + 1} sans surface : non lue.")
        bitmap = opened.page.render(scale=scale, grayscale=True, may_draw_forms=False)
        try:
            picture = np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width)
        finally:
            bitmap.close()
        picture.setflags(write=False)
        return picture

    def objects(self, index: int) -> Iterator[Drawn]:
        """Yield the objects of a page in the order they are drawn, those of nested forms included."""
        page = self.page(index).page
        for at in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
            yield from _nested(raw.FPDFPage_GetObject(page, at), None, 4)


def _opened(page: pdfium.PdfPage) -> OpenPage:
    width, height = page.get_size()
    return OpenPage(page, page.get_textpage(), width, height, page.get_bbox(), page.get_rotation())


def _annotations(opened: OpenPage) -> tuple[tuple[int, Box], ...]:
    """Return the kinds and boxes of the annotations that show something: links and notes do not."""
    found = []
    for at in range(min(raw.FPDFPage_GetAnnotCount(opened.page), _MOST_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(opened.page, at)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        rectangle = raw.FS_RECTF()
        if kind in _SHOWN and raw.FPDFAnnot_GetRect(annotation, rectangle):
            left, right = sorted((rectangle.left, rectangle.right))
            bottom, top = sorted((rectangle.bottom, rectangle.top))
            found.append((kind, opened.box(left, bottom, right, top)))
        raw.FPDFPage_CloseAnnot(annotation)
    return tuple(found)


def _nested(handle: Any, within: Matrix | None, depth: int) -> Iterator[Drawn]:
    kind = raw.FPDFPageObj_GetType(handle)
    yield Drawn(kind, handle, within)
    if kind == raw.FPDF_PAGEOBJ_FORM and depth > 0:
        own = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(handle, own)
        matrix = _times((own.a, own.b, own.c, own.d, own.e, own.f), within)
        for at in range(min(raw.FPDFFormObj_CountObjects(handle), _MOST_OBJECTS)):
            yield from _nested(raw.FPDFFormObj_GetObject(handle, at), matrix, depth - 1)


def _times(one: Matrix, other: Matrix | None) -> Matrix:
    """Return the matrix that applies ``one``, then ``other``."""
    if other is None:
        return one
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f

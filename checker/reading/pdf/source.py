"""An open PDF: pages and their text handles on demand, the last ones kept open."""

from __future__ import annotations

import ctypes
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from checker.reading.problem import ReadError
from models.base import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KEPT_OPEN = 24
_OCR_DPI = 200
_LARGEST_SIDE = 4000
"""Pixels: a poster or a page of 14 400 pt is rendered smaller rather than refused."""


@dataclass(slots=True)
class OpenPage:
    """A loaded page with its text handle; sizes in points, as a viewer shows it."""

    page: pdfium.PdfPage
    text: pdfium.PdfTextPage
    width: float
    height: float
    bounds: tuple[float, float, float, float]
    turn: int

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


class PdfSource:
    """A PDF held in memory and opened by pdfium; every page handle is made when asked for."""

    def __init__(self, data: bytes, password: str | None = None) -> None:
        self.data = data
        self.pdf = pdfium.PdfDocument(data, password=password)
        self._forms_ready = False
        self._open: OrderedDict[int, OpenPage] = OrderedDict()

    def __len__(self) -> int:
        return len(self.pdf)

    def page(self, index: int) -> OpenPage:
        """Return page ``index`` (from 0), loading it if it was let go. Raises PdfiumError."""
        held = self._open.get(index)
        if held is not None:
            self._open.move_to_end(index)
            return held
        page = self.pdf[index]
        width, height = page.get_size()
        # The page's visible rectangle in its own space, and the clockwise turn a viewer gives it.
        held = OpenPage(page, page.get_textpage(), width, height, page.get_bbox(), page.get_rotation())
        self._open[index] = held
        if len(self._open) > _KEPT_OPEN:
            _, oldest = self._open.popitem(last=False)
            oldest.text.close()
            oldest.page.close()
        return held

    def grey(self, index: int, dpi: int = _OCR_DPI) -> NDArray[np.uint8]:
        """Return page ``index`` as a grey picture, forms and annotations drawn."""
        import numpy as np

        self._draw_forms()
        opened = self.page(index)
        largest = max(opened.width, opened.height, 1.0)
        scale = min(dpi / 72, _LARGEST_SIDE / largest)
        if min(opened.width, opened.height) * scale < 1:
            raise ReadError("unreadable", f"Page {index + 1} sans surface : non lue.")
        bitmap = opened.page.render(scale=scale, grayscale=True, may_draw_forms=self._forms_ready)
        try:
            return np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width)
        finally:
            bitmap.close()

    def _draw_forms(self) -> None:
        """Make pdfium draw field values; only for a form, since it must precede the loading of pages."""
        if self._forms_ready or self.pdf.get_formtype() == raw.FORMTYPE_NONE:
            return
        for held in self._open.values():
            held.text.close()
            held.page.close()
        self._open.clear()
        self.pdf.init_forms()
        self._forms_ready = True

    def objects(self, index: int, depth: int = 3) -> Iterator[tuple[int, Any]]:
        """Yield the type and handle of each page object, those of nested forms included."""
        page = self.page(index).page
        for at in range(raw.FPDFPage_CountObjects(page)):
            yield from _nested(raw.FPDFPage_GetObject(page, at), depth)

    def picture_boxes(self, index: int) -> list[Box]:
        """Return the boxes of the pictures on page ``index``, clipped to it."""
        opened = self.page(index)
        boxes = []
        for kind, handle in self.objects(index):
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                box = bounds(opened, handle)
                if box is not None:
                    boxes.append(box)
        return boxes


def bounds(opened: OpenPage, handle: Any) -> Box | None:
    """Return an object's box as a viewer shows it, clipped to the page; ``None`` when outside or unknown."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return None
    x0, y0, x1, y1 = opened.box(left.value, bottom.value, right.value, top.value)
    x0, y0, x1, y1 = max(x0, 0.0), max(y0, 0.0), min(x1, opened.width), min(y1, opened.height)
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def _nested(handle: Any, depth: int) -> Iterator[tuple[int, Any]]:
    kind = raw.FPDFPageObj_GetType(handle)
    yield kind, handle
    if kind == raw.FPDF_PAGEOBJ_FORM and depth > 0:
        for at in range(raw.FPDFFormObj_CountObjects(handle)):
            yield from _nested(raw.FPDFFormObj_GetObject(handle, at), depth - 1)


@contextmanager
def opened(data: bytes) -> Iterator[PdfSource]:
    """Open ``data`` for one use and close it after."""
    source = PdfSource(data)
    try:
        yield source
    finally:
        source.pdf.close()

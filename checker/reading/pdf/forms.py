"""Values of AcroForm and XFA fields, which no reader's page text holds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from checker.reading.content import encodable
from checker.reading.office.package import walk
from checker.reading.problem import PARSER_FAULTS, ReadError, quieten
from models.base import Box
from models.document import FormField

_MOST_FIELDS = 5000
_RADIO = 1 << 15
_PUSH = 1 << 16


def form_fields(data: bytes, notes: list[str]) -> tuple[FormField, ...]:
    """Return the fields with their values, each with the page and box of its widget."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, DeprecationError, PyPdfError

    quieten("pypdf")
    found: list[FormField] = []
    faults: tuple[type[Exception], ...] = (
        PyPdfError,
        DeprecationError,
        DependencyError,
        ReadError,
        *PARSER_FAULTS,
    )
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        form = _resolved(_resolved(reader.trailer["/Root"]).get("/AcroForm", {}))
        if "/XFA" in form:
            notes.append("Formulaire XFA : ses valeurs ont été lues, sans leur place sur la page.")
            found += xfa_values(_packets(form["/XFA"]))
        for number, page in enumerate(reader.pages, 1):
            for field in _page_fields(page, number):
                found.append(field)
                if len(found) >= _MOST_FIELDS:
                    return tuple(found)
    except faults as fault:
        notes.append(f"Formulaire endommagé : des champs ont pu être manqués ({type(fault).__name__}).")
    return tuple(found)


def _packets(xfa: Any) -> bytes:
    """Return the XML that holds the form's data: the « datasets » packet, or the whole form."""
    xfa = _resolved(xfa)
    if isinstance(xfa, list):
        for name, packet in zip(xfa[0::2], xfa[1::2], strict=False):
            if str(name) == "datasets":
                return bytes(_resolved(packet).get_data())
        return b""
    return bytes(xfa.get_data())


def xfa_values(source: bytes) -> list[FormField]:
    """Return the values of an XFA form's data, each named by the path of its element."""
    found: list[FormField] = []
    path: list[str] = []
    words: list[str] = []
    inside = 0

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal inside
        inside += name == "data" or inside > 0
        path.append(name)
        words.clear()

    def end(name: str) -> None:
        nonlocal inside
        text = "".join(words).strip()
        if inside > 1 and text and len(found) < _MOST_FIELDS:
            found.append(FormField(name=".".join(path[-inside + 1 :]), value=text))
        words.clear()
        path.pop()
        inside -= inside > 0

    walk(source, start, end, words.append)
    return found


def _page_fields(page: Any, number: int) -> Iterator[FormField]:
    for reference in _resolved(page.get("/Annots", [])) or []:
        widget = _resolved(reference)
        if not hasattr(widget, "get") or widget.get("/Subtype") != "/Widget":
            continue
        field = _field(widget, number, _box(page, widget))
        if field is not None:
            yield field


def _field(widget: Any, number: int, box: Box | None) -> FormField | None:
    name = encodable(".".join(reversed([str(part["/T"]) for part in _line(widget) if "/T" in part])))
    kind = _inherited(widget, "/FT")
    flags = int(_inherited(widget, "/Ff") or 0)
    value = _resolved(_inherited(widget, "/V"))
    if kind == "/Btn":
        if flags & _PUSH:
            return None
        state = str(widget.get("/AS", value if value is not None else "/Off"))
        option = _option(widget)
        checked = state not in ("/Off", "None", "") and (option is None or state == option)
        return FormField(
            name=name,
            value=encodable(option.lstrip("/")) if option else None,
            checked=checked,
            page=number,
            box=box,
        )
    if kind in ("/Tx", "/Ch"):
        text = _text(value)
        return FormField(name=name, value=text or None, page=number, box=box)
    return None


def _option(widget: Any) -> str | None:
    """Return the name of the state in which this button is on."""
    normal = _resolved(_resolved(widget.get("/AP", {})).get("/N", {}))
    if not hasattr(normal, "keys"):
        return None
    return next((str(key) for key in normal if str(key) != "/Off"), None)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_text(_resolved(item)) for item in value)
    if hasattr(value, "get_data"):
        return bytes(value.get_data()).decode("utf-8", "replace").strip()
    return encodable(str(value)).replace("\r\n", "\n").replace("\r", "\n").strip()


def _line(widget: Any) -> Iterator[Any]:
    """Yield the widget and its ancestors, at most 20: a loop must not hold us."""
    node = widget
    for _ in range(20):
        yield node
        if "/Parent" not in node:
            return
        node = _resolved(node["/Parent"])


def _inherited(widget: Any, key: str) -> Any:
    return next((node[key] for node in _line(widget) if key in node), None)


def _resolved(thing: Any) -> Any:
    return thing.get_object() if hasattr(thing, "get_object") else thing


def _box(page: Any, widget: Any) -> Box | None:
    """Return the widget's rectangle as a viewer shows it."""
    try:
        x0, y0, x1, y1 = (float(value) for value in widget["/Rect"])
        left, bottom, right, top = (float(value) for value in page.cropbox)
        turn = int(page.get("/Rotate", 0) or 0) % 360
    except PARSER_FAULTS:
        return None
    x0, x1 = sorted((x0 - left, x1 - left))
    y0, y1 = sorted((y0 - bottom, y1 - bottom))
    width, height = right - left, top - bottom
    if turn == 90:
        shown = (y0, x0, y1, x1)
    elif turn == 180:
        shown = (width - x1, y0, width - x0, y1)
    elif turn == 270:
        shown = (height - y1, width - x1, height - y0, width - x0)
    else:
        shown = (x0, height - y1, x1, height - y0)
    return (round(shown[0], 2), round(shown[1], 2), round(shown[2], 2), round(shown[3], 2))

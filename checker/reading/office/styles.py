"""Word's styles: the size, the weight and the heading level that a paragraph's style gives its text."""

from __future__ import annotations

import re

from checker.reading.office.package import walk

_HEADING = re.compile(r"(?:heading|titre) ([1-9])", re.IGNORECASE)


class Styles:
    """Sizes in points, weights and heading levels by style id, inherited along « based on »."""

    def __init__(self, source: bytes) -> None:
        self.default_size = 11.0
        self._size: dict[str, float] = {}
        self._bold: dict[str, bool] = {}
        self._level: dict[str, int | None] = {}
        self._base: dict[str, str] = {}
        self._style = ""
        self._in_defaults = False
        if source:
            walk(source, self._start, self._end, lambda _: None)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if name == "style":
            self._style = attributes.get("styleId", "")
        elif name == "rPrDefault":
            self._in_defaults = True
        elif name == "basedOn" and self._style:
            self._base[self._style] = value
        elif name == "sz":
            size = half_points(value)
            if size and self._in_defaults:
                self.default_size = size
            elif size and self._style:
                self._size[self._style] = size
        elif name == "outlineLvl" and self._style:
            self._level[self._style] = outline_level(attributes)
        elif name == "name" and self._style and (match := _HEADING.fullmatch(value)):
            self._level.setdefault(self._style, int(match[1]))
        elif name == "b" and self._style:
            self._bold[self._style] = is_on(attributes)

    def _end(self, name: str) -> None:
        if name == "style":
            self._style = ""
        elif name == "rPrDefault":
            self._in_defaults = False

    def size(self, style: str) -> float:
        """Return the size of type of ``style`` in points."""
        return next((self._size[s] for s in self._line(style) if s in self._size), self.default_size)

    def bold(self, style: str) -> bool:
        """Tell whether ``style`` is bold."""
        return next((self._bold[s] for s in self._line(style) if s in self._bold), False)

    def level(self, style: str) -> int | None:
        """Return the level of heading that ``style`` gives, 1 the highest; ``None`` for text."""
        return next((self._level[s] for s in self._line(style) if s in self._level), None)

    def _line(self, style: str) -> list[str]:
        line: list[str] = []
        while style and len(line) < 12:
            line.append(style)
            style = self._base.get(style, "")
        return line


def half_points(value: str) -> float | None:
    """Return a size in points from OOXML's half points."""
    try:
        return float(value) / 2
    except ValueError:
        return None


def outline_level(attributes: dict[str, str]) -> int | None:
    """Return a heading level from OOXML's outline level, which counts from 0 and calls text 9."""
    value = attributes.get("val", "")
    return int(value) + 1 if value.isdigit() and int(value) < 9 else None


def is_on(attributes: dict[str, str]) -> bool:
    """Tell whether an OOXML switch is on: present without a value, or with a true one."""
    return attributes.get("val", "1").lower() not in ("0", "false", "off", "none")

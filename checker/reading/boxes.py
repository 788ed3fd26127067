"""The box around boxes, for every layout here."""

from __future__ import annotations

from collections.abc import Iterable

from models.base import Box


def around(boxes: Iterable[Box]) -> Box:
    """Return the box around boxes, of which there is one at least."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))

"""What the picture of a block shows, and the digital signatures that belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from checker.evidence.signatures.cells import Block
from checker.evidence.signatures.nearby import same_person
from checker.evidence.text import PageText
from models.base import Box, by_ocr
from models.document import DigitalSignature, Mark
from models.evidence import Signature

_ABOVE, _BELOW, _ASIDE = 70.0, 110.0, 60.0
_FAR_ABOVE = 150.0
_NEXT_PAGE = 1 / 3


def seen(
    block: Block, digital: Sequence[DigitalSignature], *, following: PageText | None = None, look: bool = True
) -> Signature:
    """Return the fact with what the picture of the block shows.

    Ink counts near the block. That nothing is there is said only where the page's whole width from well above the
    block to its foot, and the top of the ``following`` page, hold nothing drawn or pasted.
    """
    page = block.page
    boxes = page.boxes(block.start, block.stop)
    ink: bool | None = None
    stamp = False
    if look and boxes and block.closing:
        marks = page.page.layout.marks(near=_around(boxes, page.page.width, page.page.height))
        stamp = any(mark.kind == "stamp" for mark in marks)
        ink = _ink(marks, page, typed=block.typed, digital=bool(digital))
        if ink is False and _strewn(boxes, page, following):
            ink = None
    return Signature(
        name=block.name,
        function=block.function,
        **{"class": block.class_},
        by_delegation=block.by_delegation,
        ink=ink,
        stamp=stamp,
        **page.place(block.start, block.stop, block.confidence),
    )


def _ink(marks: Sequence[Mark], page: PageText, *, typed: bool, digital: bool) -> bool | None:
    """Tell ink from none: false only on a born-digital page with firmly nothing there."""
    if any(mark.kind == "ink" and mark.confidence >= 0.5 for mark in marks):
        return True
    if marks or typed or digital or by_ocr(page.page.reader):
        return None
    return False


def _strewn(boxes: Sequence[Box], page: PageText, following: PageText | None) -> bool:
    """Tell whether anything is drawn or pasted where a signer may have missed his block."""
    shown = page.page
    top = max(0.0, min(b[1] for b in boxes) - _FAR_ABOVE)
    if shown.layout.marks(near=(0.0, top, shown.width, shown.height)):
        return True
    if following is None:
        return False
    after = following.page
    return by_ocr(after.reader) or bool(
        after.layout.marks(near=(0.0, 0.0, after.width, after.height * _NEXT_PAGE))
    )


def _around(boxes: Sequence[Box], width: float, height: float) -> Box:
    x0, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    x1, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    return (
        max(0.0, x0 - _ASIDE),
        max(0.0, top - _ABOVE),
        min(width, x1 + _ASIDE),
        min(height, bottom + _BELOW),
    )


def with_digital(facts: list[Signature], digital: Sequence[DigitalSignature]) -> list[Signature]:
    """Attach each digital signature to the block of its signer, to the only block, or let it stand alone."""
    for signature in digital:
        mate = next(
            (
                i
                for i, fact in enumerate(facts)
                if signature.signer and fact.name and same_person(fact.name, signature.signer)
            ),
            None,
        )
        if mate is None and len(facts) == 1 and facts[0].name is None:
            mate = 0
        if mate is not None:
            facts[mate] = facts[mate].model_copy(update={"digital": signature})
        else:
            facts.append(
                Signature(
                    name=signature.signer, function=None, **{"class": "unknown"},
                    digital=signature, page=signature.page, box=signature.box, reader="pyhanko",
                    quote=signature.summary,
                )
            )  # fmt: skip
    return facts

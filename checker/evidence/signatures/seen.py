"""What the picture of a block shows, and the digital signatures that belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from checker.evidence.signatures.cells import Block
from checker.evidence.signatures.fullnames import same_person
from checker.evidence.signatures.functions import PeopleRules
from checker.evidence.signatures.placing import closing_boxes, is_his, strip
from checker.evidence.text import PageText
from models.base import Box, by_ocr
from models.document import DigitalSignature, Mark
from models.evidence import Signature

_FAR_ABOVE = 150.0
_NEXT_PAGE = 1 / 3


def seen(
    block: Block,
    digital: Sequence[DigitalSignature],
    rules: PeopleRules,
    *,
    others: Sequence[Block] = (),
    following: PageText | None = None,
    look: bool = True,
) -> Signature:
    """Return the fact with what the picture of the block shows; ``others`` are the page's other blocks.

    Ink counts where it is the signer's own. That nothing is there is said only where the page's whole width from
    well above the block to its foot, and the top of the ``following`` page, hold nothing drawn or pasted. Who says in
    the text alone who he is has signed where ink stands under it; that he has not is never said.
    """
    page = block.page
    lone = not others
    ink: bool | None = None
    stamp = False
    boxes: tuple[Box, ...] = ()
    if look and (block.closing or lone):
        boxes = block.boxes if block.closing else closing_boxes(block, rules)
    if boxes:
        near = strip(boxes, page.page.width, page.page.height, lone=lone)
        marks = page.page.layout.marks(near=near)
        stamp = any(mark.kind == "stamp" for mark in marks)
        his = any(
            mark.kind == "ink" and mark.confidence >= 0.5 and is_his(mark, block, boxes, others, rules)
            for mark in marks
        )
        ink = his or _none(marks, page, typed=block.typed, digital=bool(digital))
        if ink is False and (not block.closing or _strewn(boxes, page, following)):
            ink = None
    return Signature(
        name=block.name,
        function=block.function,
        **{"class": "unknown" if block.vacant and not ink else block.class_},
        by_delegation=block.by_delegation,
        ink=ink,
        stamp=stamp,
        **page.place(block.start, block.stop, block.confidence),
    )


def _none(marks: Sequence[Mark], page: PageText, *, typed: bool, digital: bool) -> bool | None:
    """Tell that a block is not signed: false only on a born-digital page with firmly nothing there."""
    return None if marks or typed or digital or by_ocr(page.page.reader) else False


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

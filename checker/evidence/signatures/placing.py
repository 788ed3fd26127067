"""To whom a stroke of the pen belongs: which marks of a page lie where one signer signs.

One signs beside or under one's name, often far to the side where nobody else signs. So a lone signer's strip of the
page runs from edge to edge; where two sign, each stroke is the nearer one's.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.evidence.lazy import Lazy
from checker.evidence.signatures.cells import Block, cells_of
from checker.evidence.signatures.fullnames import same_person
from checker.evidence.signatures.functions import PeopleRules, functions_in
from checker.evidence.signatures.persons import persons_in
from checker.evidence.signatures.region import party_in
from checker.evidence.text import PageText
from models.base import Box, around
from models.document import Mark

_ABOVE, _BELOW, _ASIDE = 70.0, 110.0, 60.0
_STRANGER_ASIDE, _STRANGER_ABOVE, _STRANGER_BELOW = 30.0, 45.0, 20.0
_HAND_BELOW = 30.0
"""How much farther a name below a stroke is than one above it: a hand goes under the name it belongs to."""
_FOOT = 0.9
"""The part of a page's height under which its foot is printed."""
_SIGN = Lazy(r"(?<!\w)(?:signature|cachet|visa)")
_BLANK = Lazy(r"[._…]{4,}|(?<!\w)(?:a|le|date)\W*$")


def strip(boxes: Sequence[Box], width: float, height: float, *, lone: bool) -> Box:
    """Return where a signer's hand is looked for: around his block, from edge to edge where nobody else signs."""
    x0, top, x1, bottom = around(boxes)
    return (
        0.0 if lone else max(0.0, x0 - _ASIDE),
        max(0.0, top - _ABOVE),
        width if lone else min(width, x1 + _ASIDE),
        min(height, bottom + _BELOW),
    )


def is_his(
    mark: Mark, block: Block, boxes: Sequence[Box], others: Sequence[Block], rules: PeopleRules
) -> bool:
    """Tell whether a stroke is the signer's: near his block, or beside it with nobody else named there.

    ``boxes`` are those of his block, ``others`` the page's other blocks. A stroke on a line left blank is what the
    line asks for (« Fait à ……, le …… »).
    """
    mine = _away(mark.box, boxes)
    if any(_away(mark.box, other.boxes) < mine for other in others if other.boxes):
        return False
    page = block.page
    if _fills_blank(mark, page, rules):
        return False
    x0, top, x1, _ = around(boxes)
    if (
        block.closing
        and mark.box[0] < x1 + _ASIDE
        and mark.box[2] > x0 - _ASIDE
        and touches(mark.box, strip(boxes, page.page.width, page.page.height, lone=False))
    ):
        return True
    middle = (mark.box[1] + mark.box[3]) / 2
    return not others and middle >= top and not _stranger(mark, block, top, rules)


def touches(box: Box, near: Box) -> bool:
    """Tell whether a third of ``box`` lies within ``near``."""
    wide = min(box[2], near[2]) - max(box[0], near[0])
    high = min(box[3], near[3]) - max(box[1], near[1])
    return wide > 0 and high > 0 and wide * high >= 0.33 * (box[2] - box[0]) * (box[3] - box[1])


def closing_boxes(block: Block, rules: PeopleRules) -> tuple[Box, ...]:
    """Return the boxes of the line under which a declarer signs whom only the text names: its date, or its end."""
    page = block.page
    after = [line for line in page.lines if line.start >= block.start and line.text.strip()]
    dated = [
        line
        for line in after
        if rules.dated.match(line.folded.strip()) or rules.anchors.match(line.folded.strip())
    ]
    for line in reversed(dated or after):
        boxes = page.boxes(line.start, line.stop)
        if boxes and boxes[-1][3] < _FOOT * page.page.height:
            return boxes
    return ()


def _away(mark: Box, boxes: Sequence[Box]) -> float:
    """Return how far a stroke lies from a block, in points."""
    x0, top, x1, bottom = around(boxes)
    across = max(0.0, x0 - mark[2], mark[0] - x1)
    down = mark[1] - bottom if mark[1] >= bottom else max(0.0, top - mark[3])
    if mark[3] <= top:
        down += _HAND_BELOW
    return float((across**2 + max(0.0, down) ** 2) ** 0.5)


def _fills_blank(mark: Mark, page: PageText, rules: PeopleRules) -> bool:
    """Tell whether a stroke stands where a line asks for place and date and does not give them."""
    for line in page.lines:
        if not rules.blanks.search(line.folded):
            continue
        for cell in cells_of(page, line):
            if not rules.blanks.search(cell.folded) or not _BLANK.search(cell.folded.rstrip()):
                continue
            if _SIGN.search(cell.folded):
                continue
            for box in page.boxes(cell.start, cell.stop):
                high = min(mark.box[3], box[3] + 3) - max(mark.box[1], box[1] - 12)
                beside = mark.box[0] < box[2] + _ASIDE and mark.box[2] > box[0]
                if beside and high >= 0.5 * (mark.box[3] - mark.box[1]):
                    return True
    return False


def _stranger(mark: Mark, block: Block, top: float, rules: PeopleRules) -> bool:
    """Tell whether somebody else, or another service's stamp, is named where a stroke stands."""
    page = block.page
    x0, y0, x1, y1 = mark.box
    near = (x0 - _STRANGER_ASIDE, y0 - _STRANGER_ABOVE, x1 + _STRANGER_ASIDE, y1 + _STRANGER_BELOW)
    own = block.pieces or ((block.start, block.stop),)
    for line in page.lines:
        for cell in cells_of(page, line):
            if any(cell.start < stop and start < cell.stop for start, stop in own):
                continue
            boxes = page.boxes(cell.start, cell.stop)
            if not boxes or boxes[0][1] < top - 2 or not _meets(boxes[0], near):
                continue
            if rules.received.search(cell.folded) or party_in(cell, rules):
                return True
            if any(f.class_ != "head" for f in functions_in(cell.folded, rules)):
                return True
            named = [p.name for p in persons_in(cell.text, rules)]
            if any(not (block.name and same_person(name, block.name)) for name in named):
                return True
    return False


def _meets(one: Box, other: Box) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1])

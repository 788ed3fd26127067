"""Tick boxes written as characters, in any format: ☐ ☑ ☒, symbols of Wingdings, « [x] »."""

from __future__ import annotations

import re
from collections.abc import Callable

from models.base import Box
from models.document import CheckBox

CHECKED = "☑☒🗹🗵⊠"
EMPTY = "☐□❏❑❐❒▢◻⬜"

_SYMBOLS = {
    "wingdings": {
        0xFE: "☑",
        0xFD: "☒",
        0x78: "☒",
        0xA8: "☐",
        0x6F: "☐",
        0x71: "☐",
        0x72: "☐",
        0xFC: "✓",
        0xFB: "✗",
    },
    "wingdings 2": {0x52: "☑", 0x53: "☒", 0x51: "☒", 0x54: "☒", 0xA3: "☐", 0x2A: "☐", 0x50: "✓", 0x4F: "✗"},
    "webdings": {0x61: "✓", 0x63: "☐", 0x67: "☐"},
    "zapfdingbats": {0x33: "✓", 0x34: "✓", 0x38: "✗", 0x6F: "☐", 0x6E: "☐"},
}

_BOX = re.compile(rf"[{CHECKED}{EMPTY}]|\[ ?[xX] ?\]|\[ {{1,3}}\]|\( ?[xX] ?\)")
_ENDS = re.compile(r"[\t\n]")
_LONGEST = 200


def symbol(font: str, code: int) -> str:
    """Return what a symbol font draws for ``code``, ``□``-like signs included; empty when it is not known."""
    return _SYMBOLS.get(font.strip().lower(), {}).get(code & 0xFF, "")


def glyph_boxes(text: str, box_of: Callable[[int, int], Box | None] | None = None) -> tuple[CheckBox, ...]:
    """Return the tick boxes written in ``text``; ``box_of`` gives the place of a span where there is one.

    A box stands for the words after it, up to the next box or the end of its line or cell; where none follow
    (« Oui ☒  Non ☐ »), for the words before it.
    """
    found = list(_BOX.finditer(text))
    trailing = _boxes_trail(text, [match.span() for match in found])
    boxes = []
    for at, match in enumerate(found):
        left = found[at - 1].end() if at else 0
        right = found[at + 1].start() if at + 1 < len(found) else len(text)
        after = _ENDS.split(text[match.end() : min(right, match.end() + _LONGEST)], maxsplit=1)[0].strip(
            " :;,.-–"
        )
        before = _ENDS.split(text[max(left, match.start() - _LONGEST) : match.start()])[-1].strip(" :;,.-–")
        label = before if (trailing.get(match.start()) or not after) and before else after
        place = box_of(match.start(), match.end()) if box_of else None
        boxes.append(
            CheckBox(checked=match[0][0] in CHECKED or "x" in match[0].lower(), label=label, box=place)
        )
    return tuple(boxes)


def _boxes_trail(text: str, spans: list[tuple[int, int]]) -> dict[int, bool]:
    """Return, by start of box, whether on its line words come first and a box comes last: labels precede."""
    trail: dict[int, bool] = {}
    by_line: dict[int, list[tuple[int, int]]] = {}
    for start, stop in spans:
        by_line.setdefault(text.rfind("\n", 0, start) + 1, []).append((start, stop))
    for line_start, boxes in by_line.items():
        line_end = text.find("\n", line_start)
        after = text[boxes[-1][1] : line_end if line_end >= 0 else len(text)]
        labels_first = not after.strip() and bool(text[line_start : boxes[0][0]].strip())
        trail.update((start, labels_first) for start, _ in boxes)
    return trail

"""Find signature blocks: a function or an anchor alone on its line, and the lines around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.evidence.signatures.capacity import class_in_place
from checker.evidence.signatures.cells import Block, BlockCell, cells_of, same_column
from checker.evidence.signatures.functions import Function, PeopleRules
from checker.evidence.signatures.nearby import foreign_line, name_near, second_opinion
from checker.evidence.signatures.persons import persons_in
from checker.evidence.signatures.stated import function_of
from checker.evidence.text import PageText, TextLine

_BLOCK_LINES = 7


_TYPED = re.compile(r"(?<!\w)(?:signe|s/|signature electronique|original signe|document signe)(?!\w)")


def blocks_of(page: PageText, rules: PeopleRules) -> Iterator[Block]:
    """Yield the signature blocks of a page: a function or an anchor alone on its line, and the lines around it."""
    lines = page.lines
    anchors = [line.rank for line in lines if _is_anchor(line, rules)]
    fait = [line.rank for line in lines if re.search(r"(?<!\w)fait (?:a|en|le|au)\b", line.folded)]
    used: set[int] = set()
    total = len(lines)
    for line in lines:
        for cell in cells_of(page, line):
            if cell.start in used:
                continue
            function = function_of(cell, rules)
            if function is None:
                continue
            after_anchor = any(0 <= line.rank - rank <= _BLOCK_LINES for rank in anchors) or any(
                0 < rank - line.rank <= 2 for rank in anchors
            )
            late = line.rank >= total * 0.55 and total - line.rank <= 14
            if not (after_anchor or late) or (line.rank < min(4, total // 3) and not fait):
                continue
            block = block_at(page, cell, function, rules)
            if block is not None:
                used.update(c.start for c in cells_of(page, line) if c.column == cell.column)
                yield block


def unqualified_of(page: PageText, rules: PeopleRules) -> Iterator[Block]:
    """Yield the first person named alone on a line after « Fait à … », in a capacity the page does not say."""
    fait = [line.rank for line in page.lines if re.match(r"\s*fait (?:a|le)\b", line.folded)]
    for line in page.lines[fait[-1] + 1 : fait[-1] + _BLOCK_LINES] if fait else ():
        for person in persons_in(line.text, rules):
            yield Block(
                page=page, start=line.start, stop=line.stop, name=person.name, function=None,
                class_="unknown", by_delegation=False,
            )  # fmt: skip
            return


def merged(blocks: list[Block]) -> list[Block]:
    """Join a delegator's line (« Pour le directeur et par délégation ») to the delegate's below it."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if (
            last is not None
            and last.by_delegation
            and (last.name is None or last.name == block.name)
            and block.start - last.start < 160
        ):
            found[-1] = replace(
                block, start=min(last.start, block.start), by_delegation=True, typed=last.typed or block.typed,
                class_="head" if last.class_ == "head" else block.class_,
            )  # fmt: skip
        else:
            found.append(block)
    return found


def _is_anchor(line: TextLine, rules: PeopleRules) -> bool:
    match = rules.anchors.search(line.folded)
    return match is not None and match.start() <= 40 and len(line.text.strip()) <= 110


def block_at(page: PageText, cell: BlockCell, function: Function, rules: PeopleRules) -> Block:
    """Return the block around a cell that states a function: the person, the class, whether by delegation."""
    near = [
        c
        for line in page.lines[max(0, cell.rank - 3) : cell.rank + _BLOCK_LINES]
        for c in cells_of(page, line)
    ]
    same = [c for c in near if same_column(page, cell, c)]
    name, name_cell = name_near(cell, function, same, rules)
    if name is None:
        name, name_cell = second_opinion(cell, same, rules)
    block_cells = [cell] + ([name_cell] if name_cell else [])
    local = " ".join(c.folded for c in same if _speaks_of(cell, c))
    by_delegation = function.by_delegation or bool(rules.delegation.search(local))
    class_ = class_in_place(function, cell, name, local, by_delegation, rules)
    if class_ == "head" and not by_delegation and foreign_line(cell, same, name_cell, page.text, rules):
        class_ = "unknown"
    start, stop = min(c.start for c in block_cells), max(c.stop for c in block_cells)
    if len(block_cells) == 2 and stop - start > 400:
        start, stop = cell.start, cell.stop
    printed = cell.text[function.start : function.stop]
    return Block(
        page=page, start=start, stop=stop, name=name, function=_tidy(printed, cell.text),
        class_=class_, by_delegation=by_delegation, typed=bool(_TYPED.search(local)),
    )  # fmt: skip


def _speaks_of(cell: BlockCell, other: BlockCell) -> bool:
    """Tell whether a cell belongs to a function's block: the same, two below, or a short one right above."""
    distance = other.rank - cell.rank
    return 0 <= distance <= 2 or (
        distance == -1 and len(other.text.strip()) <= 60 and not any(c.isdigit() for c in other.text)
    )


def _tidy(function: str, cell: str) -> str:
    return re.sub(r"\s+", " ", function).strip(" ,.:-") or cell.strip()

"""Find signature blocks: a function or an anchor alone on its line, and the lines around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from checker.evidence.lazy import Lazy
from checker.evidence.signatures.capacity import class_in_place, delegated, for_head
from checker.evidence.signatures.cells import Block, BlockCell, cells_of, same_column
from checker.evidence.signatures.functions import Function, PeopleRules, functions_in, is_said
from checker.evidence.signatures.joining import cells_on, parted
from checker.evidence.signatures.letterheads import of_letterhead
from checker.evidence.signatures.nearby import (
    foreign_line,
    form_denies,
    labelled_near,
    name_near,
    second_opinion,
    tabled_near,
    under_annexe,
)
from checker.evidence.signatures.persons import persons_in
from checker.evidence.signatures.region import Region, addressed, listed, mandate, party_in, region_of
from checker.evidence.signatures.stated import function_of
from checker.evidence.text import PageText, TextLine, fold

_BLOCK_LINES = 7
_TOUCHING = 60
"""Characters between two lines of one block."""
_COLUMN_LINES = 2
_UNDER = 0.35
"""The part of a page's lines above which place and date are a letter's head."""


_TYPED = Lazy(r"(?<!\w)(?:signe(?! le\b)|s/|signature electronique|original signe|document signe)(?!\w)")


def blocks_of(page: PageText, rules: PeopleRules) -> Iterator[Block]:
    """Yield the signature blocks of a page: a function or an anchor alone on its line, and the lines around it."""
    lines = page.lines
    anchors = _anchors(page, rules)
    fait = any(re.search(r"(?<!\w)fait (?:a|en|le|au)\b", line.folded) for line in lines)
    total = len(lines)
    aside = listed(page, rules)
    cells = tuple(cell for cell in cells_on(page, rules) if cell.rank not in aside)
    claimed: set[int] = set()
    for cell in cells:
        function = function_of(cell, rules)
        if function is None or cell.start in claimed or of_letterhead(page, cell, function, cells, rules):
            continue
        after_anchor = any(0 <= cell.rank - rank <= _BLOCK_LINES for rank in anchors) or any(
            0 < rank - cell.rank <= 2 for rank in anchors
        )
        signer = cell.rank + 1 if mandate(cell, rules) else cell.rank  # who signs for another stands below
        late = signer >= total * 0.55 and total - cell.rank <= 14
        if not (after_anchor or late) or (cell.rank < min(4, total // 3) and not fait):
            continue
        region = region_of(page, cell, cells, claimed, rules)
        if party_in(cell, rules) and any(function_of(c, rules) for c in _same_below(page, cell, cells)):
            continue
        claimed.update(c.start for c in region.below if mandate(c, rules) and function_of(c, rules))
        block = block_at(region, function, page, cells, claimed, rules)
        if block is not None:
            yield block


def _anchors(page: PageText, rules: PeopleRules) -> list[int]:
    """Return the ranks of the lines that open a block: « Fait à », « Signature », place and date under the text."""
    late = len(page.lines) * _UNDER
    return [
        line.rank
        for line in page.lines
        if _is_anchor(line, rules) or (line.rank >= late and rules.dated.match(line.folded.strip()))
    ]


def _same_below(page: PageText, cell: BlockCell, cells: tuple[BlockCell, ...]) -> list[BlockCell]:
    return [c for c in cells if 0 < c.rank - cell.foot <= 3 and same_column(page, cell, c)]


def unqualified_of(page: PageText, rules: PeopleRules) -> Iterator[Block]:
    """Yield the first person named alone on a line where one signs, in a capacity the page does not say."""
    anchors = _anchors(page, rules)
    for line in page.lines[anchors[-1] : anchors[-1] + _BLOCK_LINES] if anchors else ():
        if (
            rules.asides.match(line.folded.lstrip())
            or is_said(line.text, line.folded, rules)
            or len(line.text) > 90
        ):
            continue
        for person in (p for cell in cells_of(page, line) for p in persons_in(cell.text, rules)):
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
        if last is not None and last.name and last.name == block.name and not last.by_delegation:
            # whom one signs for, then who signs; for a head who may be a firm's, nobody is told
            doubt = last.class_ == "unknown" and _FOR_WHOM.match(last.page.folded, last.start) is not None
            found[-1] = replace(block, class_="unknown") if doubt else block
            continue
        if last is not None and _delegated_below(last, block):
            found[-1] = replace(
                block, start=last.start, function=last.function, pieces=last.pieces + block.pieces
            )
        elif (
            last is not None
            and (last.by_delegation or (block.by_delegation and last.name is None and last.class_ == "head"))
            and (last.name is None or last.name == block.name)
            and block.start - last.start < 160
        ):
            found[-1] = replace(
                block, start=min(last.start, block.start), by_delegation=True, typed=last.typed or block.typed,
                class_="head" if last.class_ == "head" else block.class_, pieces=last.pieces + block.pieces,
            )  # fmt: skip
        elif last is not None and block.start - last.stop < _TOUCHING and _one_signer(last, block):
            found[-1] = (
                last
                if last.name
                else replace(block, start=min(last.start, block.start), pieces=last.pieces + block.pieces)
            )
        else:
            found.append(block)
    return found


def _delegated_below(last: Block, block: Block) -> bool:
    """Tell whether a function's next line says by whose mandate it signs: « ayant reçu délégation du directeur »."""
    return (
        block.by_delegation
        and last.name is None
        and last.class_ != "head"
        and last.page is block.page
        and 0 <= block.start - last.stop < _TOUCHING
        and _MANDATED_BY.match(block.page.folded, block.start) is not None
    )


_FOR_WHOM = Lazy(r"\W*(?:pour|pr|p[./]|par)\W")
_MANDATED_BY = Lazy(r"\W*(?:ayant|agissant|avec|sur|par|en vertu)\b[^\n]*?(?:delegation|suppleance)")


def shared(blocks: list[Block]) -> list[Block]:
    """Return the blocks, a head's left unknown that shares with another function one line of letters below them.

    « Le DSI      Le directeur / Luc Morin [illisible] »: what stands there could not be read as either's name.
    """
    return [
        replace(block, class_="unknown")
        if block.class_ == "head"
        and block.name is None
        and _lettered_below(block)
        and any(
            other.name is None and other.class_ != "head" and _in_columns(other, block)
            for other in blocks
            if other is not block
        )
        else block
        for block in blocks
    ]


def _lettered_below(block: Block) -> bool:
    line = block.page.line_at(block.start)
    below = block.page.lines[line.rank + 1 : line.rank + 2] if line else ()
    return any(any(char.isalpha() for char in after.text) for after in below)


def vacated(blocks: list[Block]) -> list[Block]:
    """Return the blocks, those of an empty column marked: its function is nobody's while the next names one."""
    return [
        replace(block, vacant=True)
        if block.name is None
        and any(other.name and _in_columns(other, block) for other in blocks if other is not block)
        else block
        for block in blocks
    ]


def doubted(blocks: list[Block]) -> list[Block]:
    """Return the blocks, a head's left unknown where the lines that touch it make it another's or a corps.

    « Directeur d'hôpital / Directeur des finances / Luc Morin » gives a grade, whichever of the two comes first;
    « Le directeur de la caisse / Pour le directeur et par délégation » says whose directeur is meant.
    """
    found = list(blocks)
    for at, (one, other) in enumerate(pairwise(blocks)):
        if one.page is not other.page or one.by_delegation or _in_columns(one, other):
            continue
        if one.name:  # « Luc Morin / Directeur d'hôpital / Responsable des admissions »
            if one.class_ == "head" and _told_below(one, other):
                found[at] = replace(one, class_="unknown")
            continue
        heads = (one.class_ == "head", other.class_ == "head")
        if heads == (True, False) and other.name and _next_line(one, other):
            found[at] = replace(one, class_="unknown")
        elif heads == (False, True) and (
            (_CORPS.fullmatch(fold(other.function or "")) and _next_line(one, other))
            or (other.by_delegation and _DIRECTS.match(fold(one.function or "")) and _close(one, other))
        ):
            found[at + 1] = replace(other, class_="unknown", by_delegation=False)
    return found


def _told_below(one: Block, other: Block) -> bool:
    """Tell whether the function under a head's name is the same person's: his post beside his grade, or what he is.

    « Luc Morin / Directeur d'hôpital / Responsable des admissions », « Signature du directeur / Luc Morin / RSSI ».
    """
    if other.class_ == "head" or other.name or not _next_line(one, other, last=True):
        return False
    line = other.page.line_at(other.pieces[0][0] if other.pieces else other.start)
    if line is None or _ARTICLE.match(line.folded):
        return False
    asked = len(one.pieces) > 1 and one.pieces[0][1] <= one.pieces[1][0]
    return asked or _CORPS.fullmatch(fold(one.function or "")) is not None


_ARTICLE = Lazy(r"\W*(?:l[ea] |l'|les |pour )")
_CORPS = Lazy(r"(?:directeur|directrice) (?:d'hopital|d'etablissement)(?: sanitaire.*)?")
_DIRECTS = Lazy(r"(?:directeur|directrice|president|presidente|d\.?g\.?$)")
_MANDATED = 160
"""Characters between the start of a delegator's line and of the delegate's."""


def _next_line(one: Block, other: Block, *, last: bool = False) -> bool:
    """Tell whether the lines of two functions touch; ``last`` asks for the first block's last line instead."""
    ends = (one.stop - 1 if last else None, None)
    above, below = (
        one.page.line_at(end if end is not None else b.pieces[0][0] if b.pieces else b.start)
        for b, end in zip((one, other), ends, strict=True)
    )
    return above is not None and below is not None and not parted(one.page, above.rank, below.rank)


def _close(one: Block, other: Block) -> bool:
    return 0 < other.start - one.start < _MANDATED


def _in_columns(one: Block, other: Block) -> bool:
    """Tell whether two functions stand side by side: on one line, or a line or two apart and in no common column."""
    if not (one.pieces and other.pieces):
        return False
    lines = [one.page.line_at(block.pieces[0][0]) for block in (one, other)]
    apart = abs(lines[0].rank - lines[1].rank) if lines[0] and lines[1] else _COLUMN_LINES + 1
    if not 0 < apart <= _COLUMN_LINES:
        return apart == 0
    mine, theirs = (one.page.boxes(*block.pieces[0]) for block in (one, other))
    return bool(mine and theirs) and (mine[0][2] < theirs[0][0] or theirs[0][2] < mine[0][0])


def _one_signer(last: Block, block: Block) -> bool:
    """Tell whether two functions that touch are one person's: only one of the two has a name."""
    if last.name and block.name is None:
        return last.by_delegation or block.class_ == last.class_
    return last.name is None and block.name is not None and block.class_ == last.class_ == "head"


def _is_anchor(line: TextLine, rules: PeopleRules) -> bool:
    match = rules.anchors.search(line.folded)
    if match is None:
        return False
    column = match.start() <= 40 or line.folded[: match.start()].endswith("   ")
    return column and len(re.sub(r"\s{3,}", "  ", line.text.strip())) <= 110


def block_at(
    region: Region, function: Function, page: PageText, cells: tuple[BlockCell, ...], claimed: set[int],
    rules: PeopleRules,
) -> Block | None:  # fmt: skip
    """Return the block around a cell that states a function: the person, the class, whether by delegation."""
    cell = region.cell
    name, name_cell = name_near(region, function, claimed, rules)
    if name is None:
        name, name_cell = labelled_near(cell, cells)
    if name is None:
        name = tabled_near(cell, cells, page)
    if name is None:
        name, name_cell = second_opinion(cell, region.below, rules)
    if addressed(page, cell, name_cell, rules):
        return None
    claimed.update((cell.start, *((name_cell.start,) if name_cell else ())))
    block_cells = [cell] + ([name_cell] if name_cell else [])
    given = delegated(region.local, function.by_delegation, rules)
    if given is None and region.under_head:
        given = True
    bare = (
        given is True
        and function.class_ != "head"
        and not (region.under_head or for_head(region.local, rules))
    )
    stating = cell
    if (
        given is not False
        and name_cell is not None
        and name_cell is not cell
        and (own := functions_in(name_cell.folded, rules))
    ):
        stating, function = name_cell, own[-1]  # the delegate's own
    class_ = "unknown" if bare else class_in_place(function, region, name, given, rules)
    near = [*region.above[:2], *region.below[:3]]
    if class_ == "head" and not given and foreign_line(cell, near, name_cell, page, rules):
        class_ = "unknown"
    if class_ == "head" and not given and under_annexe(cell, page, rules):
        class_ = "unknown"
    if class_ == "head" and not given and name_cell and form_denies(name_cell, cells, page, rules):
        class_ = "unknown"
    start, stop = min(c.start for c in block_cells), max(c.stop for c in block_cells)
    if len(block_cells) == 2 and stop - start > 400:
        start, stop = cell.start, cell.stop
    printed = stating.text[function.start : function.stop]
    return Block(
        page=page, start=start, stop=stop, name=name, function=_tidy(printed, stating.text),
        class_=class_, by_delegation=given is True and class_ == "head", typed=bool(_TYPED.search(region.local)),
        pieces=tuple((c.start, c.stop) for c in block_cells),
    )  # fmt: skip


def _tidy(function: str, cell: str) -> str:
    return re.sub(r"\s+", " ", function).strip(" ,.:-") or cell.strip()

"""Who signs, in which capacity, and what was seen of it.

A block is looked for at the end of a document: after « Fait à », beside « Signature », or where a function stands alone
on its line. « Je soussigné … » gives the same person from the narrative. A letterhead signs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker.evidence.functions import Function, PeopleRules, functions_in
from checker.evidence.persons import Person, persons_in
from checker.evidence.text import PageText, TextLine, is_ocr
from models.base import Box
from models.document import DigitalSignature, Mark
from models.evidence import Signature, SignatureClass

_BLOCK_LINES = 7
_COLUMN = re.compile(r"\S(?:.*?\S)?(?=\s{3,}|\t|$)")
_ABOVE, _BELOW, _ASIDE = 70.0, 110.0, 60.0
_TYPED = re.compile(r"(?<!\w)(?:signe|s/|signature electronique|original signe|document signe)(?!\w)")
_SOUSSIGNE = re.compile(r"(?<!\w)soussigne(?:\(e\)|e|s|es)?(?:\W+\(?e?\)?)?\s*,?\s*")
_DELEGATE = re.compile(
    r"(?<!\w)(?:par delegation|p/o|p\.o|pour (?:le|la) (?:directeur|directrice|president|presidente|gerante?)|p/ ?l[ea] )"
)


@dataclass(frozen=True)
class _Cell:
    """A piece of a line: one column of a signature block."""

    start: int
    stop: int
    text: str
    folded: str
    rank: int
    column: int


@dataclass(frozen=True)
class _Block:
    """What one signature block says, before ink is looked for."""

    page: PageText
    start: int
    stop: int
    name: str | None
    function: str | None
    class_: SignatureClass
    by_delegation: bool
    typed: bool = False
    closing: bool = True
    confidence: float = 1.0


def signatures_of(
    pages: Sequence[PageText], digital: Sequence[DigitalSignature], rules: PeopleRules
) -> tuple[Signature, ...]:
    """Return the signatures of one document, the last pages' blocks first looked at, in reading order."""
    blocks: list[_Block] = []
    for page in pages:
        declared = _declared(page, rules)
        closing = _merged(list(_blocks(page, rules)))
        issuer = _issuer(page, rules)
        blocks += [_of_issuer(block, issuer) for block in _joined(closing, declared)]
    facts = [_seen(block, digital) for block in blocks]
    return tuple(_with_digital(facts, digital))


def _cells(line: TextLine) -> list[_Cell]:
    found = []
    for column, match in enumerate(_COLUMN.finditer(line.text)):
        if match.group().strip():
            begin, end = match.span()
            found.append(
                _Cell(
                    line.start + begin,
                    line.start + end,
                    match.group(),
                    line.folded[begin:end],
                    line.rank,
                    column,
                )
            )
    return found


def _blocks(page: PageText, rules: PeopleRules) -> Iterator[_Block]:
    """Yield the signature blocks of a page: a function or an anchor alone on its line, and the lines around it."""
    lines = page.lines
    anchors = [line.rank for line in lines if _is_anchor(line, rules)]
    fait = [line.rank for line in lines if re.search(r"(?<!\w)fait (?:a|en|le|au)\b", line.folded)]
    used: set[int] = set()
    total = len(lines)
    for line in lines:
        for cell in _cells(line):
            if cell.start in used:
                continue
            function = _function_of(cell, rules)
            if function is None:
                continue
            after_anchor = any(0 <= line.rank - rank <= _BLOCK_LINES for rank in anchors) or any(
                0 < rank - line.rank <= 2 for rank in anchors
            )
            late = line.rank >= total * 0.55 and total - line.rank <= 14
            if not (after_anchor or late) or line.rank < min(4, total // 3) and not fait:
                continue
            block = _block_at(page, cell, function, rules)
            if block is not None:
                used.update(c.start for c in _cells(line) if c.column == cell.column)
                yield block


def _merged(blocks: list[_Block]) -> list[_Block]:
    """Join a delegator's line to the delegate's below it (« Pour le directeur et par délégation / le directeur adjoint »)."""
    found: list[_Block] = []
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


_SELLER = re.compile(
    r"(?<!\w)(?:atteste|certifie|declare|confirme|attestons|certifions|declarons|confirmons)\s+(?:avoir|que\s+(?:nous|la societe|notre societe)\W.{0,40}?(?:avons|a))"
    r"(?:\s+\w+){0,3}?\s+(?:realise|effectue|execute|conduit|mene|delivre|fourni|deploye|installe|livre)(?:e|s)?\W.{0,120}?"
    r"(?<!\w)(?:pour le compte d|pour (?:le|la|l')|au profit d|chez|a la demande d|au sein d|aupres d|client)"
)
_COMPANY = re.compile(
    r"(?<!\w)(?:r\.?c\.?s\.?|capital(?: social)? de|s\.?a\.?s\.?u?|s\.?a\.?r\.?l\.?|eurl|societe par actions|code ape|tva intracommunautaire|passi|notre societe|la societe soussignee|soussignee?,? (?:la )?societe)(?!\w)"
)
_PAPER_LINES = 6


def _issuer(page: PageText, rules: PeopleRules) -> SignatureClass:
    """Return what a « directeur » of the paper's issuer is: head, other (a firm's own paper), or unknown."""
    if not page.lines:
        return "head"
    head = " ".join(line.folded for line in page.lines[:_PAPER_LINES])
    foot = " ".join(line.folded for line in page.lines[-3:])
    clinic = rules.clinics.search(head) is not None
    if _COMPANY.search(head) and not clinic:
        return "other"
    if _SELLER.search(page.flat) or (_COMPANY.search(foot) and not clinic):
        return "unknown"
    return "head"


def _of_issuer(block: _Block, issuer: SignatureClass) -> _Block:
    return (
        replace(block, class_=issuer)
        if block.class_ == "head" and issuer != "head" and not _own(block)
        else block
    )


def _own(block: _Block) -> bool:
    """Tell whether the block itself names the hospital it signs for."""
    text = block.page.folded[max(0, block.start - 60) : block.stop + 60]
    return (
        re.search(
            r"(?<!\w)(?:clinique|polyclinique|hopital|centre hospitalier|ch|chu|etablissement)(?!\w)", text
        )
        is not None
    )


def _is_anchor(line: TextLine, rules: PeopleRules) -> bool:
    match = rules.anchors.search(line.folded)
    return match is not None and match.start() <= 40 and len(line.text.strip()) <= 110


def _function_of(cell: _Cell, rules: PeopleRules) -> Function | None:
    """Return the function a cell states, when the cell is no sentence."""
    if len(cell.text) > 130:
        return None
    text = cell.folded
    if re.search(
        r"(?<!\w)(?:atteste|certifie|declare|soussigne|adresse a|copie|a l'attention|monsieur le|madame la|cher|chere|objet)(?!\w)",
        text,
    ):
        return None
    found = functions_in(text, rules)
    if not found:
        return None
    first = found[0]
    before = text[: first.start].strip(" ,.:-")
    person = persons_in(cell.text[: first.start].strip(" ,-–:("), rules)
    allowed = re.fullmatch(
        r"(?:(?:pour|p/|p/o|p\.o|signature|signe|cachet|et|par|delegation|de|du|l[ea]|l'|son|sa|en qualite de|fonction|qualite|titre|nom|visa|validation|accord|,|:|-|/|\W)\s*)*",
        before,
    )
    if not (allowed or person or rules.anchors.search(before) and len(before) <= 60):
        return None
    if text.rstrip().endswith(".") and len(text) > 70:
        return None
    best = (
        next((f for f in found if f.class_ != "head"), first) if not rules.delegation.search(text) else first
    )
    return replace(best, by_delegation=bool(rules.delegation.search(text)))


def _block_at(page: PageText, cell: _Cell, function: Function, rules: PeopleRules) -> _Block | None:
    near = [c for line in page.lines[max(0, cell.rank - 3) : cell.rank + _BLOCK_LINES] for c in _cells(line)]
    same = [c for c in near if _same_column(page, cell, c)]
    name, name_cell = _name_near(cell, same, rules)
    block_cells = [cell] + ([name_cell] if name_cell else [])
    text = " ".join(c.folded for c in same if abs(c.rank - cell.rank) <= 3)
    local = " ".join(c.folded for c in same if -1 <= c.rank - cell.rank <= 2)
    by_delegation = function.by_delegation or bool(rules.delegation.search(local))
    class_ = _class_in_place(function, cell, local, text, by_delegation, rules)
    if class_ == "head" and not by_delegation and _foreign_line(cell, same, name_cell, rules):
        class_ = "unknown"
    start, stop = min(c.start for c in block_cells), max(c.stop for c in block_cells)
    if len(block_cells) == 2 and stop - start > 400:
        start, stop = cell.start, cell.stop
    printed = cell.text[function.start : function.stop]
    return _Block(
        page=page, start=start, stop=stop, name=name, function=_tidy(printed, cell.text),
        class_=class_, by_delegation=by_delegation, typed=bool(_TYPED.search(local)),
    )  # fmt: skip


def _foreign_line(cell: _Cell, same: list[_Cell], name_cell: _Cell | None, rules: PeopleRules) -> bool:
    """Tell whether a lone proper noun stands in the block: perhaps the firm that the « directeur » is of."""
    if name_cell is None:
        return False
    for other in same:
        if other in (cell, name_cell) or not -1 <= other.rank - cell.rank <= 2:
            continue
        words = other.text.strip(" ,.").split()
        if len(words) == 1 and words[0][:1].isupper() and len(words[0]) >= 4 and other.rank > cell.rank - 1:
            plain = other.folded.strip(" ,.:")
            if (
                plain not in rules.not_names
                and not rules.anchors.search(plain)
                and not _is_part(plain, name_cell)
            ):
                return True
    return False


def _is_part(word: str, name_cell: _Cell) -> bool:
    return word in name_cell.folded


def _tidy(function: str, cell: str) -> str:
    return re.sub(r"\s+", " ", function).strip(" ,.:-") or cell.strip()


def _same_column(page: PageText, cell: _Cell, other: _Cell) -> bool:
    if other.rank == cell.rank:
        return other.column == cell.column
    mine, theirs = page.boxes(cell.start, cell.stop), page.boxes(other.start, other.stop)
    if mine and theirs:
        a, b = mine[0], theirs[0]
        return min(a[2], b[2]) - max(a[0], b[0]) > -25
    return other.column == cell.column


def _name_near(cell: _Cell, same: list[_Cell], rules: PeopleRules) -> tuple[str | None, _Cell | None]:
    """Return the person nearest to a function: on its line, below it, then above it."""
    ordered = sorted(same, key=lambda c: (abs(c.rank - cell.rank), c.rank < cell.rank))
    best: tuple[Person, _Cell] | None = None
    for other in ordered:
        if (
            other is not cell
            and other.rank != cell.rank
            and _function_of(other, rules)
            and not persons_in(other.text, rules)
        ):
            if other.rank > cell.rank and not rules.delegation.search(cell.folded):
                break
            continue
        for person in persons_in(
            re.split(r",|\(", other.text)[0] if other is not cell else other.text, rules
        ) or persons_in(other.text, rules):
            if best is None or (person.titled and not best[0].titled and abs(other.rank - cell.rank) <= 3):
                best = (person, other)
        if best and best[0].titled:
            break
    return (best[0].name, best[1]) if best else (None, None)


def _class_in_place(
    function: Function, cell: _Cell, local: str, text: str, by_delegation: bool, rules: PeopleRules
) -> SignatureClass:
    """Return the class a function has here: a delegate signs as the head; a firm's president is not one."""
    if by_delegation and re.search(
        r"(?<!\w)(?:directeur|directrice|president|presidente|direction|gerante?|delegation|p/?o)(?!\w)",
        local,
    ):
        firm = rules.firms.search(local)
        return "head" if not firm or rules.clinics.search(local) else "other"
    if function.class_ != "head":
        return function.class_
    printed = cell.folded[function.start : function.stop]
    after = cell.folded[function.stop :]
    if re.match(r"\s+(?:adjointe?|commerciale?|technique|financi|des? s)", after):
        return "other"
    firm = rules.firms.search(local)
    clinic = rules.clinics.search(local)
    if firm and not clinic:
        return "other"
    if rules.firm_heads.fullmatch(printed.strip()) and not clinic:
        return "unknown"
    return "head"


def _declared(page: PageText, rules: PeopleRules) -> list[_Block]:
    """Return who declares in the narrative: « Je soussignée, Mme X, directrice de … »."""
    found = []
    for match in _SOUSSIGNE.finditer(page.flat):
        stop = min(len(page.flat), match.end() + 200)
        cut = re.search(
            r"(?<!\w)(?:atteste|certifie|declare|confirme|reconnais|m'engage)", page.flat[match.end() : stop]
        )
        if cut:
            stop = match.end() + cut.start()
        piece, printed = page.flat[match.end() : stop], page.text[match.end() : stop].replace("\n", " ")
        functions = functions_in(piece, rules)
        persons = persons_in(printed.split(",")[0], rules) or persons_in(printed, rules)
        function = functions[0] if functions else None
        name = persons[0].name if persons else None
        if function is None and name is None:
            continue
        class_: SignatureClass = function.class_ if function else "unknown"
        if (
            class_ == "head"
            and function
            and rules.firms.search(piece[function.stop :])
            and not rules.clinics.search(piece[function.stop :])
        ):
            class_ = "other"
        if (
            class_ == "head"
            and function
            and rules.firm_heads.fullmatch(piece[function.start : function.stop].strip())
            and not rules.clinics.search(piece)
        ):
            class_ = "unknown"
        found.append(
            _Block(
                page=page, start=match.start(), stop=stop, name=name,
                function=printed[function.start : function.stop].strip() if function else None,
                class_=class_, by_delegation=False, closing=False, confidence=0.9,
            )
        )  # fmt: skip
    return found


def _joined(closing: list[_Block], declared: list[_Block]) -> list[_Block]:
    """Join the declarer to his block: same name, or a block that names no one."""
    if not declared:
        return closing
    if not closing:
        return declared
    found = []
    for block in closing:
        mate = next((d for d in declared if d.name and block.name and _same_person(d.name, block.name)), None)
        if mate is None and block.name is None and block.class_ in {declared[0].class_, "unknown"}:
            mate = declared[0]
        if mate is not None:
            block = replace(
                block,
                name=block.name or mate.name,
                class_=mate.class_ if block.class_ == "unknown" else block.class_,
            )
        found.append(block)
    return found


def _same_person(a: str, b: str) -> bool:
    from checker.evidence.text import fold

    one, two = set(re.findall(r"\w{2,}", fold(a))), set(re.findall(r"\w{2,}", fold(b)))
    return bool(one & two) and (one <= two or two <= one or len(one & two) >= 2)


def _seen(block: _Block, digital: Sequence[DigitalSignature]) -> Signature:
    """Return the fact with what the picture of the block shows."""
    page = block.page
    boxes = page.boxes(block.start, block.stop)
    ink: bool | None = None
    stamp = False
    if boxes and block.closing:
        marks = page.page.layout.marks(near=_around(boxes, page.page.width, page.page.height))
        stamp = any(mark.kind == "stamp" for mark in marks)
        ink = _ink(marks, page, typed=block.typed, digital=bool(digital))
    return Signature(
        name=block.name,
        function=block.function,
        **{"class": block.class_},  # type: ignore[arg-type]
        by_delegation=block.by_delegation,
        ink=ink,
        stamp=stamp,
        **page.place(block.start, block.stop, block.confidence),  # type: ignore[arg-type]
    )


def _ink(marks: Sequence[Mark], page: PageText, *, typed: bool, digital: bool) -> bool | None:
    """Tell ink from none: false only on a born-digital page with firmly nothing there."""
    if any(mark.kind == "ink" and mark.confidence >= 0.5 for mark in marks):
        return True
    if marks or typed or digital or is_ocr(page.page.reader):
        return None
    return False


def _around(boxes: Sequence[Box], width: float, height: float) -> Box:
    x0, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    x1, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    return (
        max(0.0, x0 - _ASIDE),
        max(0.0, top - _ABOVE),
        min(width, x1 + _ASIDE),
        min(height, bottom + _BELOW),
    )


def _with_digital(facts: list[Signature], digital: Sequence[DigitalSignature]) -> list[Signature]:
    """Attach each digital signature to the block of its signer, to the only block, or let it stand alone."""
    for signature in digital:
        mate = next(
            (
                i
                for i, fact in enumerate(facts)
                if signature.signer and fact.name and _same_person(fact.name, signature.signer)
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
                    name=signature.signer, function=None, **{"class": "unknown"},  # type: ignore[arg-type]
                    digital=signature, page=signature.page, box=signature.box, reader="pyhanko",
                    quote=signature.summary,
                )
            )  # fmt: skip
    return facts

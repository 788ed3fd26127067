"""Which cells belong to a block: those of its column, up to another's function, an aside or a sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from checker.evidence.lazy import Lazy
from checker.evidence.signatures.cells import BlockCell, same_column
from checker.evidence.signatures.functions import PeopleRules, functions_in, is_said
from checker.evidence.signatures.joining import parted
from checker.evidence.signatures.persons import persons_in
from checker.evidence.signatures.stated import function_of
from checker.evidence.text import PageText

_ABOVE, _BELOW = 4, 7
_SENTENCE = 90
_ENDING = 6
"""Words that the last line of a sentence has at least; « le directeur. » is no sentence."""
_WHOLE = 10
"""Words that a line has at least that holds a sentence whole."""


@dataclass(frozen=True)
class Region:
    """The cells around a function: nearest first above it, in order below it; ``local`` is what they say of it."""

    cell: BlockCell
    above: tuple[BlockCell, ...]
    below: tuple[BlockCell, ...]
    local: str
    party: str | None = None
    """Whom a line above says the block signs for (« Pour la société Sécuris »), folded."""
    under_head: bool = False
    """Whether a head's function touches this one from above: « Le Directeur, / P.O. l'attachée d'administration »."""


def is_sentence(cell: BlockCell, rules: PeopleRules) -> bool:
    """Tell whether a cell is a piece of running text: long, with a verb, or the last line of a sentence."""
    words = len(cell.text.split()) if cell.text.rstrip().endswith(".") else 0
    ends = words >= (_ENDING if cell.text[:1].islower() else _WHOLE)
    return len(cell.text) > _SENTENCE or ends or is_said(cell.text, cell.folded, rules)


def is_aside(cell: BlockCell, rules: PeopleRules) -> bool:
    """Tell whether a cell says to whom a paper goes, or who appointed the signer."""
    return rules.asides.match(cell.folded.lstrip(" (-•*")) is not None


def region_of(
    page: PageText, cell: BlockCell, cells: tuple[BlockCell, ...], claimed: set[int], rules: PeopleRules
) -> Region:
    """Return a function's cells; ``claimed`` are the starts of cells that other blocks have taken."""
    near = [c for c in cells if c.foot - cell.rank >= -_ABOVE and c.rank - cell.foot <= _BELOW]
    alone = {rank for rank, count in Counter(c.rank for c in near).items() if count == 1}
    if any(
        c.column and _heads_column(c, rules) for c in near
    ):  # where others sign in columns, so does this one
        alone = set()
    same = [c for c in near if c is not cell and ({c.rank, cell.rank} <= alone or same_column(page, cell, c))]
    going = [c for c in same if c.rank > cell.foot]
    before = [c for c in same if c.foot < cell.rank]
    below: list[BlockCell] = []
    for other in going:
        if is_aside(other, rules) or is_sentence(other, rules):
            if below or is_said(other.text, other.folded, rules):
                break
            continue
        if _states(other, rules) and not rules.delegation.search(cell.folded):
            if mandate(other, rules) and _last_word(other, going, rules):
                below.append(other)
            break
        below.append(other)
    above: list[BlockCell] = []
    under_head = False
    for other in reversed(before):
        if is_sentence(other, rules) or is_aside(other, rules):
            break
        if _states(other, rules):
            function = function_of(other, rules)
            touching = not above and not parted(page, other.foot, cell.rank)
            under_head = touching and function is not None and function.class_ == "head"
            break
        if other.start in claimed:
            break
        above.append(other)
    party = next((p for c in above[:3] if (p := party_in(c, rules))), None)
    local = _local(page, cell, above, below, rules)
    return Region(cell, tuple(above), tuple(below), local, party, under_head)


def _heads_column(cell: BlockCell, rules: PeopleRules) -> bool:
    return party_in(cell, rules) is not None or function_of(cell, rules) is not None


def party_in(cell: BlockCell, rules: PeopleRules) -> str | None:
    """Return the party that a cell says a block signs for, folded: « Pour la société Sécuris », « LE PRESTATAIRE ».

    ``None`` for « pour accord » or « pour le directeur », which name none.
    """
    if len(cell.text) > _SENTENCE or rules.delegation.match(cell.folded):
        return None
    headed = _HEADED.fullmatch(cell.folded.strip())
    if headed and (rules.vendors.fullmatch(headed["who"]) or rules.buyers.fullmatch(headed["who"])):
        return headed["who"]
    match = _FOR.match(cell.folded)
    if match is None:
        return None
    who = cell.folded[match.end() :].strip(" ,:.")
    printed = cell.text[match.end() :].lstrip()
    heads = functions_in(who, rules)
    if not who or any(f.class_ in {"rssi", "dsi"} or (f.start == 0 and f.class_ == "head") for f in heads):
        return None
    named = printed[:1].isupper() or rules.firms.match(who) or rules.clinics.match(who)
    return who if named or match["article"] else None


def mandate(cell: BlockCell, rules: PeopleRules) -> bool:
    """Tell whether a line begins with a delegation (« P/O », « (par délégation du directeur) »)."""
    return rules.delegation.match(cell.folded.lstrip(" (-")) is not None


def listed(page: PageText, rules: PeopleRules) -> frozenset[int]:
    """Return the ranks of the lines that go on with an aside: those a copy goes to, an addressee's function, address.

    A list goes on to the first empty line after « Copies : », and as long as its lines begin with a bullet.
    """
    found: set[int] = set()
    for line in page.lines:
        if rules.asides.match(line.folded.lstrip(" (-•*")) is None:
            continue
        opened = line.folded.rstrip().endswith((":", ",")) and not _CITED.match(line.folded)
        for other in page.lines[line.rank + 1 :]:
            bullet = _BULLET.match(other.text) is not None
            if not bullet and (not opened or parted(page, other.rank - 1, other.rank)):
                break
            found.add(other.rank)
    return frozenset(found)


def addressed(page: PageText, cell: BlockCell, name_cell: BlockCell | None, rules: PeopleRules) -> bool:
    """Tell whether a block is an addressee's: « Monsieur Luc Morin / Directeur du … / 12 rue … / 47000 Nérac ».

    So it is where a bare « à » leads from the sender's function to the name below it.
    """
    if name_cell is None:
        return False
    if any(line.folded.strip(" :") == "a" for line in page.lines[cell.foot + 1 : name_cell.rank]):
        return True
    if name_cell.rank > cell.rank or not _ADDRESSED.match(name_cell.folded):
        return False
    after = page.lines[cell.foot + 1 : cell.foot + 4]
    return any(_POSTAL.match(line.text) or _GREETING.fullmatch(line.folded) for line in after)


_CITED = Lazy(r"\W*(?:vue?s?|considerant|attendu)\b")
"""What a decision rests on names nobody that a copy goes to."""
_BULLET = Lazy(r"\s*[-–•*▪·]\s")
_ADDRESSED = Lazy(r"\s*(?:a )?(?:monsieur|madame|m\.|mme)\s")
_GREETING = Lazy(
    r"\s*(?:cher |chere )?(?:monsieur|madame|mesdames|docteur|cher|chere)(?: [\w' -]{1,60})?,\s*"
)
"""« Monsieur le Directeur, » opens a letter to the one named above."""
_POSTAL = Lazy(r"\s*\d{2} ?\d{3}\s+[A-ZÀ-Ý]")


def _last_word(cell: BlockCell, going: list[BlockCell], rules: PeopleRules) -> bool:
    """Tell whether a delegation under a function closes its block: nobody is named below."""
    after = [c for c in going if c.rank > cell.foot]
    return not any(persons_in(c.text, rules) or _states(c, rules) for c in after) and not persons_in(
        cell.text, rules
    )


def _states(cell: BlockCell, rules: PeopleRules) -> bool:
    return party_in(cell, rules) is None and function_of(cell, rules) is not None


def _local(
    page: PageText, cell: BlockCell, above: list[BlockCell], below: list[BlockCell], rules: PeopleRules
) -> str:
    """Return what the lines that touch a function say: one above, those below down to the first empty line."""
    said = [cell.folded]
    upper = cell.rank
    for rank, other in enumerate(above[:3]):
        if not mandate(other, rules):
            near = rank == 0 and len(other.text) <= 70
            if not near or (parted(page, other.foot, upper) and not persons_in(other.text, rules)):
                break
        said.insert(0, other.folded)
        upper = other.rank
    last, named = cell.foot, False
    for other in below[:4]:
        if parted(page, last, other.rank) and (named or not persons_in(other.text, rules)):
            break
        named = named or bool(persons_in(other.text, rules))
        said.append(other.folded)
        last = other.foot
    return " , ".join(said)


_HEADED = Lazy(
    r"(?:(?:cachet|signature|visa|nom)(?: et (?:cachet|signature|visa))? )?(?:d[ue] la |de l'|d[ue] |l[ea] |l')?"
    r"(?P<who>.*?)(?: du marche| et signature| \(.*\))?[ ,:.]*"
)
_FOR = Lazy(r"\s*(?:pour|p/)\s+(?P<article>l[ea] |l'|les )?")

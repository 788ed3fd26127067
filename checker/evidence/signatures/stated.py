"""Which function a piece of a line states, when it is no sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.evidence.lazy import Lazy
from checker.evidence.signatures.cells import BlockCell
from checker.evidence.signatures.functions import Function, PeopleRules, functions_in, is_said
from checker.evidence.signatures.persons import persons_in
from checker.evidence.text import fold


def function_of(cell: BlockCell, rules: PeopleRules) -> Function | None:
    """Return the function a cell states, when the cell is no sentence."""
    if len(cell.text) > 130:
        return None
    cell = _chosen(cell)
    text = cell.folded
    if (
        is_said(cell.text, text, rules)
        or rules.asides.match(text.lstrip(" (-•*"))
        or _BLANK_VISA.search(text)
    ):
        return None
    if re.search(
        r"(?<!\w)(?:atteste|certifie|declare|soussigne|adresse a|copie|a l'attention|monsieur le|madame la"
        r"|cher|chere|objet)(?!\w)",
        re.sub(rf"^\s*(?:{rules.delegation.pattern}|{rules.signing.pattern})", "", text),
    ):
        return None
    found = functions_in(text, rules)
    if not found:
        return None
    first = found[0]
    begin = _own_column(cell, first.start, rules)
    before = text[begin : first.start].strip(" ,.:-|")
    before = re.sub(rf"^{rules.dated.pattern}[ ,.:-]*(?:(?:a [\w' -]{{2,30}} )?par )?", "", before)
    before = _CLOSING.sub("", before)
    before = re.sub(rf"^{rules.signing.pattern}\s*:?\s*", "", before)
    before = re.sub(rf"^{rules.delegation.pattern}[ ,:]*(?:(?:m\.?|mme|monsieur|madame) )?", "", before)
    lead = _ARTICLE.sub("", cell.text[begin : first.start]).strip(" ,-–:(|")
    person = persons_in(lead, rules) or _persons_alone(lead[-len(before) :], rules) or _house(before, rules)
    allowed = re.fullmatch(
        r"(?:(?:pour|p/|p/o|p\.o|signature|signe|cachet|et|par|delegation|de|du|l[ea]|l'|son|sa"
        r"|en qualite de|adjointe?|au|a la|faisant fonction d[e']|direct(?:eur|rice)"
        r"|(?:vu(?=,| et| par)|vise|etabli|redige|verifie|valide|approuve|elabore)e?(?: par)?"
        r"|fonction|qualite|titre|nom|signataire|visa|validation|accord|[^\w\s])\s*)*",
        before,
    )
    if not (allowed or person or (rules.anchors.search(before) and len(before) <= 60)):
        return None
    if text.rstrip().endswith(".") and len(text) > 70:
        return None
    best = first if rules.delegation.search(text) else _telling(found, text)
    return replace(
        best, stop=_before_name(cell.text, best), by_delegation=bool(rules.delegation.search(text))
    )


def _chosen(cell: BlockCell) -> BlockCell:
    """Return a cell whose options that nobody ticked are blanks: « [ ] Directeur   [X] Autre : ingénieur »."""
    if _BOX.search(cell.text) is None:
        return cell
    text = _TICKED.sub(
        lambda box: " " * len(box.group()), _UNTICKED.sub(lambda box: " " * len(box.group()), cell.text)
    )
    return replace(cell, text=text, folded=fold(text))


_BOX = Lazy(r"\[[ xX_]?\]|[☐☑☒□■]")
_UNTICKED = Lazy(r"(?:\[[ _]?\]|[☐□])[^\[☐☑☒□■]*")
_TICKED = Lazy(r"\[[xX]\]|[☑☒■]")
_CLOSING = Lazy(
    r"^(?:(?:bien |tres )?cordialement(?: a vous)?|bien a (?:vous|toi)|respectueusement"
    r"|(?:avec )?(?:mes |nos )?(?:sinceres |cordiales |respectueuses )?salutations(?: distinguees| cordiales)?)[ ,.]*"
)
"""« Cordialement, la directrice, Claire MARTIN »."""


def _before_name(printed: str, function: Function) -> int:
    """Return where a function ends, a name printed right after it left out: « ingénieure biomédicale Anne FAURE »."""
    name = NAME_AFTER.search(printed, function.start)
    return name.start() if name and function.start < name.start() < function.stop else function.stop


NAME_AFTER = Lazy(r"\s(?:[A-ZÀ-Ý][\w'’-]*[a-zà-ÿ][\w'’-]* ){1,2}[A-ZÀ-Ý]{2}[A-ZÀ-Ý'’ -]*[\s.,]*$")
"""A person at a line's end: given names, then the family's in capitals."""


def _own_column(cell: BlockCell, at: int, rules: PeopleRules) -> int:
    """Return where a table's column begins that holds a place, the row's first one where a sentence stands before it.

    « Approbateur | Luc MORIN | Directeur général »: what stands before a function is a label, a person or a date.
    """
    begin = cell.text.rfind("|", 0, at) + 1
    before = [piece.strip(" .:") for piece in cell.text[: max(0, begin - 1)].split("|")]
    told = all(
        not piece
        or rules.signing.fullmatch(fold(piece))
        or rules.dated.match(fold(piece))
        or persons_in(piece, rules)
        for piece in before
    )
    return begin if told else 0


def _persons_alone(lead: str, rules: PeopleRules) -> bool:
    """Tell whether each piece before a function is a person's name: « N. Thiriet – Noémie THIRIET, RSSI »."""
    pieces = [piece for piece in re.split(r"\s[–-]\s|\(|\)", lead) if piece.strip()]
    return bool(pieces) and all(persons_in(piece, rules) for piece in pieces)


def _house(before: str, rules: PeopleRules) -> bool:
    """Tell whether a hospital's name leads to a function: « Clinique du Lac – le directeur »."""
    house = _ARTICLE_AFTER.sub("", _FOR.sub("", before))
    return (
        len(house) <= _HOUSE
        and rules.clinics.match(house) is not None
        and (house != _FOR.sub("", before) or not before)
        and not re.search(r"(?<!\w)(?:qui|que|dont|est|a ete)(?!\w)", house)
    )


_HOUSE = 70
_ARTICLE = Lazy(r",\s*(?:[Ll][ea]|sa|son)\s*$")
_ARTICLE_AFTER = Lazy(r"(?:\s*[-,:|]\s*|\s+)(?:representee? par )?(?:l[ea]|son|sa|un|une)$")
_FOR = Lazy(r"^(?:pour|p/) (?:l[ea] |l')?")
_BLANK_VISA = Lazy(r"(?<!\w)visa\W.*(?:_{3,}|\.{4,})")


def _telling(found: tuple[Function, ...], text: str) -> Function:
    """Return which of a cell's functions tells the class: a special one, and of two held together RSSI or DSI."""
    special = [f for f in found if f.class_ != "head"]
    if not special:
        return found[0]
    joined = [
        f
        for f in special
        if f.class_ in {"rssi", "dsi"} and re.search(r"(?:,|/|\bet|\(|-)\s*$", text[: f.start])
    ]
    return joined[0] if joined and special[0].class_ == "other" else special[0]

"""In which capacity one signs: the class a function has in its block and on its issuer's paper."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.evidence.signatures.cells import Block, BlockCell
from checker.evidence.signatures.functions import Function, PeopleRules
from checker.evidence.text import PageText
from models.evidence import SignatureClass

_SELLER = re.compile(
    r"(?<!\w)(?:atteste|certifie|declare|confirme|attestons|certifions|declarons|confirmons)\s+(?:avoir"
    r"|que\s+(?:nous|la societe|notre societe)\W.{0,40}?(?:avons|a))"
    r"(?:\s+\w+){0,3}?\s+(?:realise|effectue|execute|conduit|mene|delivre|fourni|deploye|installe"
    r"|livre)(?:e|s)?\W.{0,120}?"
    r"(?<!\w)(?:pour le compte d|pour (?:le|la|l')|au profit d|chez|a la demande d|au sein d|aupres d|client)"
)


_COMPANY = re.compile(
    r"(?<!\w)(?:r\.?c\.?s\.?|capital(?: social)? de|s\.?a\.?s\.?u?|s\.?a\.?r\.?l\.?|eurl"
    r"|societe par actions|code ape|tva intracommunautaire|passi|notre societe|la societe soussignee"
    r"|soussignee?,? (?:la )?societe)(?!\w)"
)


_PAPER_LINES, _PAPER_WIDTH = 6, 75


def issuer_of(page: PageText, rules: PeopleRules) -> SignatureClass:
    """Return what a « directeur » of the paper's issuer is: head, other (a firm's own paper), or unknown."""
    if not page.lines:
        return "head"
    head = " ".join(
        line.folded for line in page.lines[:_PAPER_LINES] if len(line.text.strip()) <= _PAPER_WIDTH
    )
    foot = " ".join(line.folded for line in page.lines[-3:])
    clinic = rules.clinics.search(head) is not None
    if _COMPANY.search(head) and not clinic:
        return "other"
    if _SELLER.search(page.flat) or (_COMPANY.search(foot) and not clinic):
        return "unknown"
    return "head"


def of_issuer(block: Block, issuer: SignatureClass) -> Block:
    """Return a block with its « directeur » taken for the issuer's, unless the block names the hospital itself."""
    return (
        replace(block, class_=issuer)
        if block.class_ == "head" and issuer != "head" and not _own(block)
        else block
    )


def _own(block: Block) -> bool:
    """Tell whether the block itself names the hospital it signs for."""
    text = block.page.folded[block.start : block.stop + 45]
    return (
        re.search(
            r"(?<!\w)(?:clinique|polyclinique|hopital|centre hospitalier|ch|chu|etablissement)(?!\w)", text
        )
        is not None
    )


def class_in_place(
    function: Function, cell: BlockCell, local: str, text: str, by_delegation: bool, rules: PeopleRules
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

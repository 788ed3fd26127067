"""In which capacity one signs: the class a function has in its block and on its issuer's paper."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.evidence.lazy import Lazy
from checker.evidence.signatures.cells import Block
from checker.evidence.signatures.functions import Function, PeopleRules, functions_in
from checker.evidence.signatures.region import Region
from checker.evidence.text import PageText, fold
from models.evidence import SignatureClass

_SELLER = Lazy(
    r"(?<!\w)(?:atteste|certifie|declare|confirme|attestons|certifions|declarons|confirmons)\s+(?:avoir"
    r"|que\s+(?:nous|la societe|notre societe)\W.{0,40}?(?:avons|a))"
    r"(?:\s+\w+){0,3}?\s+(?:realise|effectue|execute|conduit|mene|delivre|fourni|deploye|installe"
    r"|livre)(?:e|s)?\W.{0,120}?"
    r"(?<!\w)(?:pour le compte d|pour (?:le|la|l')|au profit d|chez|a la demande d|au sein d|aupres d|client)"
)


_COMPANY = Lazy(
    r"(?<!\w)(?:r\.?c\.?s\.?|capital(?: social)? de|s\.?a\.?s\.?u?|s\.?a\.?r\.?l\.?|eurl"
    r"|societe par actions|code ape|tva intracommunautaire|passi|notre societe|la societe soussignee"
    r"|soussignee?,? (?:la )?societe)(?!\w)"
)


_PAPER_LINES, _PAPER_WIDTH = 6, 75


_ADDRESSEE = Lazy(
    r"\W*(?:(?:a|pour) (?:m\.|mme|monsieur|madame)|a l'attention|monsieur|madame|destinataire|client)(?!\w)"
)
"""Whom a letter goes to, which is not who writes it."""


def issuer_of(page: PageText, rules: PeopleRules) -> SignatureClass:
    """Return what a « directeur » of the paper's issuer is: head, other (a firm's own paper), or unknown."""
    if not page.lines:
        return "head"
    head = " ".join(
        line.folded
        for line in page.lines[:_PAPER_LINES]
        if len(line.text.strip()) <= _PAPER_WIDTH and not _ADDRESSEE.match(line.folded)
    )
    foot = " ".join(line.folded for line in page.lines[-3:] if not rules.clinics.search(line.folded))
    clinic = rules.clinics.search(head) is not None
    if _COMPANY.search(head) and not clinic:
        return "other"
    if _SELLER.search(page.flat) or (_COMPANY.search(foot) and not clinic):
        return "unknown"
    return "head"


def tied(block: Block, rules: PeopleRules) -> Block:
    """Return a president's or manager's block as a head's where the page ties him to a hospital.

    « en ma qualité de présidente de la clinique … », or a letterhead that begins with the clinic's name.
    """
    if block.class_ != "unknown" or not rules.firm_heads.fullmatch(_bare(block.function or "")):
        return block
    page = block.page
    if rules.firms.search(page.folded[block.start : block.stop]) or _SELLER.search(page.flat):
        return block
    head = page.lines[:3]
    if any(_COMPANY.search(line.folded) and not rules.clinics.search(line.folded) for line in head):
        return block
    for match in _CLAIMS.finditer(page.flat):
        said = page.flat[match.end() : match.end() + 160]
        function = rules.firm_heads.search(said)
        if function and rules.clinics.match(_LINK.sub("", said[function.end() :])):
            return replace(block, class_="head")
    if any(
        rules.clinics.match(said)
        for line in head
        for said in (line.folded, _LINK.sub("", line.folded.strip()))
    ):  # « Société de dialyse du Gave » is a name, « SAS Clinique du Lac » a form and a name
        return replace(block, class_="head")
    return block


def _bare(function: str) -> str:
    return re.sub(r"^(?:l[ea] |l')", "", fold(function)).strip(" ,.:")


_CLAIMS = Lazy(r"(?<!\w)(?:soussignee?|en (?:ma |sa |notre )?qualite d[e']|agissant)(?!\w)")
_LINK = Lazy(r"^\s*(?:de la |de l'|du |de |d')?(?:la |le |l')?(?:sas |sarl |sa |societe )?")


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


def delegated(local: str, stated: bool, rules: PeopleRules) -> bool | None:
    """Tell whether one signs for the head: ``None`` where it is for somebody else (« P/O le RSSI »).

    ``local`` is what the block's lines say, parted by commas; ``stated`` whether the function's own line says so.
    """
    match = rules.delegation.search(local)
    if match is None:
        return stated
    before = local[: match.start()].rpartition(" , ")[2]
    own = functions_in(before, rules)
    if own and not local[match.end() :].strip(" ,.") and own[-1].class_ != "head":
        return None  # « le DSI, p/o »
    said = local[match.start() :]
    cut = _MANDATE.match(said)
    principal = said[cut.end() :] if cut else ""
    own = functions_in(principal, rules)
    if own and (
        own[0].start == 0 or (_OF_WHOM.search(cut.group() if cut else "") and _same_piece(principal, own[0]))
    ):
        return True if own[0].class_ == "head" else None
    return True


def _same_piece(said: str, function: Function) -> bool:
    """Tell whether a function stands in the first of some lines: « Mme Martin, directrice des soins »."""
    return " , " not in said[: function.start]


def for_head(local: str, rules: PeopleRules) -> bool:
    """Tell whether a delegation's lines name the head, or are a written delegation (« par délégation »)."""
    return (
        any(f.class_ == "head" for f in functions_in(local, rules)) or re.search(_WRITTEN, local) is not None
    )


_BY = r"(?:ayant|par|sur|suivant|selon|avec|en vertu (?:de la|d'une)) (?:recu )?"
_WRITTEN = rf"(?<!\w){_BY}(?:delegation|suppleance)"
_OF_WHOM = Lazy(
    r"(?:delegation|ordre|suppleance|empechement|absence)(?: de signature)?\s+(?:de|du|de la|de l')\b"
)
_MANDATE = Lazy(
    r"(?:p\. ?d\.(?!\w)|pour(?: ordre)?|pr\.?(?!\w)|p ?[/.]? ?[o0]?\.?(?!\w)"
    rf"|{_BY}(?:delegation|ordre|suppleance|empechement)(?: de (?:signature|pouvoirs?))?"
    r"|en (?:l'absence|suppleance))\s*(?:d[eu] (?:la )?|de l')?(?:l[ea] |l')?"
    r"(?:m\.? |mme |monsieur |madame )?(?:l[ea] |l')?"
)


def class_in_place(
    function: Function, region: Region, name: str | None, given: bool | None, rules: PeopleRules
) -> SignatureClass:
    """Return the class a function has here: a delegate signs as the head; a firm's president is not one."""
    cell, local = region.cell, region.local
    party = region.party
    if given is None:
        return function.class_ if function.class_ != "head" else "other"
    if party is not None and not (rules.clinics.search(party) or rules.buyers.match(party)):
        if rules.firms.search(party) or rules.vendors.match(party):
            return "other" if function.class_ in {"head", "other"} else function.class_
        if function.class_ == "head":
            return "unknown"
    if given:
        if (whose := _principal(region, rules)) is not None:
            return whose
        firm = rules.firms.search(local)
        return "head" if not firm or rules.clinics.search(local) else "other"
    if function.class_ != "head":
        return function.class_
    printed = cell.folded[function.start : function.stop]
    after = cell.folded[function.stop :]
    if re.match(
        r"\s+(?:adjointe?|commerciale?|technique|financi|des? (?:soins|services|systemes?|si|sih)(?!\w))",
        after,
    ):
        return "other"
    if rules.former.match(after.lstrip(" ,(-")):
        return "other"
    if _A_SITE.search(printed + after):
        return "unknown"
    if (directs := _direction(region, rules)) is not None:
        return directs
    firm = rules.firms.search(local)
    clinic = rules.clinics.search(local) or party
    if firm and not clinic:
        return "other"
    if firm and not party and not _holds_house(firm, local, cell.folded, rules):
        return "unknown"
    if not rules.clinics.search(printed):
        if (beside := _beside(cell.text[function.stop :], name, rules)) is not None:
            return beside
        if (of := _of(cell.text[function.stop :], after, cell.text.isupper(), rules)) is not None:
            return of
    if rules.firm_heads.fullmatch(printed.strip()) and not clinic:
        return "unknown"
    return "head"


def _holds_house(firm: re.Match[str], local: str, said: str, rules: PeopleRules) -> bool:
    """Tell whether the hospital beside a firm's word is the firm itself (« SAS Clinique du Lac »), or the signer's own.

    « Orphée, éditeur pour les hôpitaux » names none of its own.
    """
    if rules.clinics.search(said):
        return True
    begin, end = local.rfind(" , ", 0, firm.start()), local.find(" , ", firm.end())
    piece = local[begin + 3 if begin >= 0 else 0 : end if end >= 0 else len(local)]
    house = rules.clinics.search(piece)
    starts = (house.start(), piece.find(firm.group())) if house else (0, 0)
    between = piece[min(starts) : max(starts)]
    return house is not None and not re.search(r"(?<!\w)(?:pour|aupres|partenaire|des)(?!\w)", between)


_A_SITE = Lazy(
    r"(?<!\w)(?:du|de) site (?:de |d'|du )?[^,(]{3,40}\((?:du |de la |de l')?(?:ch|chu|chru|chi|groupe|ght)\b"
)
"""« Le directeur du site d'Aubenard (CHU de Marvence) » heads a part of a house."""
_SIZES = frozenset(
    ("nouvel", "nouveau", "nouvelle", "deux", "trois", "quatre", "grand", "petit", "ancien", "la", "l'", "le")
)
_FORMS = frozenset(
    ("sas", "sasu", "sarl", "sa", "eurl", "societe", "gcs", "gie", "association", "groupe", "s.a.s", "s.a")
)
"""What a hospital's own name may begin with."""


def _direction(region: Region, rules: PeopleRules) -> SignatureClass | None:
    """Return the class that the line of a direction below gives: « Directeur / Direction des finances »."""
    for other in region.below[:3]:
        match = re.match(
            r"\s*(?:direction|service|departement|pole) (?!generale|commune|de l'etablissement)", other.folded
        )
        if match is None:
            continue
        stated = functions_in(f"directeur {other.folded[match.end() :]}", rules)
        special = [f.class_ for f in stated if f.class_ != "head"]
        if special:
            return special[0]
        return _of(
            f" {other.text[match.end() :]}", f" {other.folded[match.end() :]}", other.text.isupper(), rules
        )
    return None


_OF = Lazy(
    r"\s*,?\s*(?:(?P<charged>(?:en )?charge(?:e|\(e\))? )|(?:de la |de l'|du |des |de |d'|aux? |a la |a l'))"
    r"(?P<what>.*)"
)


def _of(printed: str, after: str, capitals: bool, rules: PeopleRules) -> SignatureClass | None:
    """Return the class that what a « directeur » directs gives him, ``None`` where it is a hospital or not said.

    « du développement », « chargé des finances » direct a part of it; a proper noun may be a firm's or the hospital's.
    """
    match = _OF.match(after)
    if match is None or not match["what"].strip():
        return None
    if match["charged"]:
        return "other"
    what = match["what"]
    if rules.firms.match(what) and not rules.clinics.search(what):
        return "other"
    house = rules.clinics.search(what)
    if house and rules.annexes.match(what) and _AND.search(what[: house.start()]):
        return None  # « directrice de l'EHPAD et de l'hôpital »
    if rules.houses.match(what) or (
        house and all(w.strip(" .«»\"'") in _SIZES | _FORMS | {""} for w in what[: house.start()].split())
    ):
        return None
    if house:  # « directeur du marché Hôpitaux » directs none
        return "unknown"
    first = printed[match.start("what") : match.start("what") + 1]
    if first.isupper() or capitals:
        return "unknown"
    return "other" if first.isalpha() else None


def _principal(region: Region, rules: PeopleRules) -> SignatureClass | None:
    """Return the class that a firm's head gives who signs for him: « Pour le directeur général de Softimed »."""
    for cell in (region.cell, *region.above[:2], *region.below[:2]):
        if rules.clinics.search(cell.folded) or not rules.delegation.match(cell.folded.lstrip(" (-")):
            continue
        heads = [f for f in functions_in(cell.folded, rules) if f.class_ == "head"]
        if not heads:
            continue
        after = _WITH.split(cell.folded[heads[0].stop :])[0]
        of = _OF.match(after)
        named = cell.text[heads[0].stop :][of.start("what") : len(after)] if of else ""
        if _NAMED.match(named) and not rules.houses.match(fold(named)):
            return "other" if rules.firms.match(fold(named)) else "unknown"
    return None


_WITH = Lazy(r" et par | par |,|\(")
_NAMED = Lazy(r"[A-ZÀ-Þ][\w'’-]*[a-zà-ÿ]")
"""A name that is no acronym: « CHOG » may be the hospital's."""
_AND = Lazy(r"\bet (?:d[eu] |des )?(?:l[ea] |l'|les )?$")


def _beside(printed: str, name: str | None, rules: PeopleRules) -> SignatureClass | None:
    """Return the class that words right after « directeur » give him: « Directeur Conseil », « Directeur, Sécuris ».

    ``None`` where it is the signer's own name, a hospital, or a word that only goes on.
    """
    rest = printed.replace(name or "\n", " ").strip(" .:;|")
    match = re.match(r"[\s,–(&-]*([\w'’.-]+)", rest)
    plain = fold(rest).strip(" ,-()")
    if match is None or rules.clinics.search(plain) or rules.houses.match(plain):
        return None
    word = match[1]
    if (
        _GOES_ON.match(plain)
        or rules.contacts.match(plain.lstrip("- "))
        or rules.titles.match(plain)
        or rules.anchors.match(plain)
    ):
        return None
    if word[:1].isupper():
        if len(word) <= 3 and not word.isupper():
            return None
        return None if not name or re.fullmatch(r"[A-Z](?:\..*)?", word) else "unknown"
    return "other" if word[:1].isalpha() and not rest.startswith((",", "(")) else None


_GOES_ON = Lazy(
    r"(?:de|du|des|d'|par|et|en|ou|a|au|ad|hors|chargee?|adjointe?|deleguee?|generale?|soussignee?|hopital"
    r"|commune?|p\.? ?i|a\.? ?i|titulaire|signature|cachet|\d)(?:\b|(?<='))"
)

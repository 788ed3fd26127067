"""Who declares in the narrative: « Je soussignée, Mme X, directrice de … »."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.evidence.lazy import Lazy
from checker.evidence.signatures.cells import Block
from checker.evidence.signatures.fullnames import fuller, same_person
from checker.evidence.signatures.functions import PeopleRules, functions_in
from checker.evidence.signatures.persons import persons_in
from checker.evidence.text import PageText
from models.evidence import SignatureClass

_SOUSSIGNE = Lazy(
    r"(?<!\w)soussigne(?:s|es|e)?(?:\s*[(.-]e[).]?s?\)?)?\s*[,:]?\s*"
    # « En qualité de directrice générale de …, je donne mon accord »
    r"|(?<!\w)en (?:ma |notre )?qualite d(?:e |')(?=[^.;]{4,180}?,\s*(?:je |j'|nous ))"
)


def declared_by(page: PageText, rules: PeopleRules) -> list[Block]:
    """Return who declares in the narrative: « Je soussignée, Mme X, directrice de … »."""
    found = []
    for match in _SOUSSIGNE.finditer(page.flat):
        stop = min(len(page.flat), match.end() + 200)
        cut = re.search(
            r"(?<!\w)(?:atteste|certifie|declare|confirme|reconnais|m'engage|(?:je|nous) |j')",
            page.flat[match.end() : stop],
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
            Block(
                page=page, start=match.start(), stop=stop, name=name,
                function=printed[function.start : function.stop].strip() if function else None,
                class_=class_, by_delegation=False, closing=False, confidence=0.9,
            )
        )  # fmt: skip
    return found


def joined(closing: list[Block], declared: list[Block]) -> list[Block]:
    """Join the declarer to his block: same name, or a block that names no one."""
    if not declared:
        return closing
    if not closing:
        return declared
    found = []
    for block in closing:
        mate = next((d for d in declared if d.name and block.name and same_person(d.name, block.name)), None)
        if mate is None and block.name is None and block.class_ in {declared[0].class_, "unknown"}:
            mate = declared[0]
        if mate is None and len(closing) == len(declared) == 1 and block.class_ == "unknown":
            mate = declared[0] if declared[0].name is None else None  # « Je soussignée, présidente de … »
        if mate is not None:
            if block.class_ == "head" and not block.by_delegation and mate.class_ not in {"head", "unknown"}:
                block = replace(block, class_="unknown")  # « directeur de la qualité » signs « le directeur »
            block = replace(
                block,
                name=mate.name if not block.name or fuller(mate.name or "", block.name) else block.name,
                function=block.function or mate.function,
                class_=mate.class_ if block.class_ == "unknown" else block.class_,
            )
        found.append(block)
    return found

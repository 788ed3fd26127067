"""One person under two spellings: « L. Morin », « Luc MORIN », « B. Hamon – Bertrand HAMON »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checker.evidence.lazy import Lazy
from checker.evidence.signatures.cells import Block, BlockCell
from checker.evidence.signatures.functions import PeopleRules
from checker.evidence.signatures.persons import persons_in
from checker.evidence.text import fold

_PIECES = Lazy(r"[,(|):;]|\s[–-]\s|\t|\s{3,}")


def spelt_out(block: Block, rules: PeopleRules) -> Block:
    """Return a block whose name has an initial with that name in full, where its page names one such person."""
    if not block.name or not re.search(r"(?<!\w)\w\.", block.name):
        return block
    found = {
        person.name
        for line in block.page.lines
        for piece in (line.text, *_PIECES.split(line.text))
        for person in persons_in(piece, rules)
        if fuller(person.name, block.name)
    }
    plain = {fold(name) for name in found}
    return replace(block, name=min(found)) if len(plain) == 1 else block


def same_person(a: str, b: str) -> bool:
    """Tell whether two names are one person's: one within the other, two words shared, or an initial for a word."""
    one, two = set(re.findall(r"\w{2,}", fold(a))), set(re.findall(r"\w{2,}", fold(b)))
    if not one & two:
        return False
    if not (one <= two or two <= one or len(one & two) >= 2):
        return False
    return _single(a) <= _initials(b) and _single(b) <= _initials(a)


def fuller(name: str, than: str) -> bool:
    """Tell whether a name says in full what another abbreviates: « Luc Morin » for « L. MORIN »."""
    return (
        bool(re.search(r"(?<!\w)\w\.", than))
        and not re.search(r"(?<!\w)\w\.", name)
        and same_person(name, than)
    )


def in_full(name: str, where: BlockCell, near: Sequence[BlockCell], rules: PeopleRules) -> str:
    """Return a name with an initial as the lines about it spell it out: « B. Hamon – Bertrand HAMON »."""
    if not re.search(r"(?<!\w)\w\.", name):
        return name
    after = where.text[where.text.find(name) + len(name) :]
    first = re.match(r"\s*\(([^\W\d_]{2,}(?:-[^\W\d_]+)*)\)", after)
    if first and fold(first[1])[0] == fold(name)[0]:
        return f"{first[1]} {_INITIALS.sub('', name)}"
    for cell in (where, *near):
        for piece in re.split(r"[,(|):]|\s[–-]\s", cell.text):
            for person in persons_in(piece, rules):
                if fuller(person.name, name):
                    return person.name
    return name


_INITIALS = Lazy(r"^(?:[A-Z]\.[ -]?)+")


def _initials(name: str) -> set[str]:
    return {word[0] for word in re.findall(r"\w+", fold(name))}


def _single(name: str) -> set[str]:
    return set(re.findall(r"(?<!\w)\w(?!\w)", fold(name)))

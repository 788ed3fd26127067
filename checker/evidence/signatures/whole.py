"""Who signs, in which capacity, and what was seen of it.

A block is looked for at the end of a document: after « Fait à », beside « Signature », or where a function stands alone
on its line. « Je soussigné … » gives the same person from the narrative. A letterhead signs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from checker.evidence.signatures.awaiting import awaited
from checker.evidence.signatures.blocks import blocks_of, doubted, merged, shared, unqualified_of, vacated
from checker.evidence.signatures.capacity import issuer_of, of_issuer, tied
from checker.evidence.signatures.cells import Block
from checker.evidence.signatures.declared import declared_by, joined
from checker.evidence.signatures.fullnames import spelt_out
from checker.evidence.signatures.functions import PeopleRules
from checker.evidence.signatures.narrated import lone_of, spoken_for
from checker.evidence.signatures.seen import seen, with_digital
from checker.evidence.text import PageText
from models.document import DigitalSignature
from models.evidence import Signature


def signatures_of(
    pages: Sequence[PageText], digital: Sequence[DigitalSignature], rules: PeopleRules, *, look: bool = True
) -> tuple[Signature, ...]:
    """Return the signatures of one document, the last pages' blocks first looked at, in reading order.

    ``look`` asks for ink, which costs a picture of the page: only where a signature matters.
    """
    blocks: list[Block] = []
    for page in pages:
        declared = declared_by(page, rules)
        closing = merged(list(blocks_of(page, rules))) or list(unqualified_of(page, rules))
        issuer = issuer_of(page, rules)
        told = spoken_for(joined(closing, declared), page, rules) or lone_of(page, rules)
        placed = [tied(of_issuer(block, issuer), rules) for block in told]
        blocks += [spelt_out(block, rules) for block in awaited(vacated(shared(doubted(placed))), rules)]
    after = {id(page): following for page, following in pairwise(pages)}
    facts = [
        seen(
            block, digital, rules, look=look, following=after.get(id(block.page)),
            others=[other for other in blocks if other.page is block.page and other is not block],
        )
        for block in blocks
    ]  # fmt: skip
    return tuple(with_digital(facts, digital))

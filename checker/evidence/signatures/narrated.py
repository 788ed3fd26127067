"""Whose function the text itself says of a lone signer: « Le Directeur du CH certifie que … / Signé : Luc MORIN »."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from checker.evidence.lazy import Lazy
from checker.evidence.signatures.cells import Block
from checker.evidence.signatures.functions import Function, PeopleRules, functions_in, is_said
from checker.evidence.signatures.persons import persons_in
from checker.evidence.text import PageText, fold

_OPENS = Lazy(r"\W*(?:l[ea] |l')")
_DECLARES = Lazy(
    r"(?<!\w)(?:(?:certifie|atteste|declare|arrete|decide|s'engage|reconnait|confirme)(?: sur l'honneur)?"
    r"(?= ?(?:que|qu'|:|a |avoir))|(?:fait (?:connaitre|savoir|part d[eu])|donne|confirme|exprime|apporte|accorde)"
    r" (?:par la presente )?(?:qu[e']|(?:son |un )(?:plein |entier )?(?:accord|avis favorable|soutien)))"
)
_REACH = 160
"""Characters from a function to the verb of its sentence."""
_NOBODY = Lazy(
    r"[.;:!?](?:\s|$)|(?<!\w)(?:que|qui|dont|pour|par)(?!\w)"
    r"|(?<!\w)et (?:l[ea]s? |l'|d[eu]s? |d'|son |sa |m\. |mme |monsieur |madame |dr |represent)"
)
"""What parts a function from a verb that is not its own."""


def spoken_for(blocks: list[Block], page: PageText, rules: PeopleRules) -> list[Block]:
    """Return the blocks; the only one, of a person in no capacity, with that of the head who speaks in the text.

    Who is named between the function and its verb must be that person, or nobody.
    """
    if len(blocks) != 1 or blocks[0].class_ != "unknown" or blocks[0].function or not blocks[0].name:
        return blocks
    spoken = {speaker for line in page.lines if (speaker := _speaker(page, line.start, blocks[0], rules))}
    if sender := _sender(page, rules):
        spoken.add(sender)
    if len(spoken) != 1:
        return blocks
    return [replace(blocks[0], function=spoken.pop(), class_="head")]


def lone_of(page: PageText, rules: PeopleRules) -> list[Block]:
    """Return the person whose name alone ends a paper in which a head speaks, in that capacity; else nobody.

    « La directrice du CH de Nérac fait connaître son accord … / Claire MARTIN ». Named above, it may be anyone.
    """
    last = next((line for line in reversed(page.lines) if line.text.strip()), None)
    if last is None or is_said(last.text, last.folded, rules) or rules.asides.match(last.folded):
        return []
    persons = persons_in(last.text, rules)
    said = re.sub(rf"^{rules.titles.pattern} ", "", last.folded.strip(" .,"))
    if len(persons) != 1 or said != fold(persons[0].name) or said in page.folded[: last.start]:
        return []
    block = Block(
        page=page, start=last.start, stop=last.stop, name=persons[0].name, function=None, class_="unknown",
        by_delegation=False, pieces=((last.start, last.stop),),
    )  # fmt: skip
    return [told for told in spoken_for([block], page, rules) if told.class_ == "head"]


def _speaker(page: PageText, start: int, block: Block, rules: PeopleRules) -> str | None:
    """Return the head's function with which a sentence opens at a place and declares something."""
    opening = _OPENS.match(page.flat, start)
    if opening is None:
        return None
    said = page.flat[opening.end() : opening.end() + _REACH]
    stated = functions_in(said, rules)
    verb = _DECLARES.search(said)
    if not stated or stated[0].start or stated[0].class_ != "head" or verb is None:
        return None
    between = said[stated[0].stop : verb.start()]
    if (
        _NOBODY.search(between)
        or not _is_house(said[: verb.start()], stated[0], rules)
        or not _is_him(between, block)
    ):
        return None
    printed = page.text[opening.end() : opening.end() + stated[0].stop]
    return re.sub(r"\s+", " ", printed).strip()


def _sender(page: PageText, rules: PeopleRules) -> str | None:
    """Return the head's function that a letter gives as its sender's: « Le directeur / à M. le directeur du CH ».

    Both may stand on one line: « Le directeur à Madame Morin, directrice du CH de Nérac ».
    """
    for line, below in pairwise(page.lines[:_TOP]):
        opening = _OPENS.match(line.folded)
        if opening is None or is_said(line.text, line.folded, rules):
            continue
        within = _TO_WHOM.search(line.folded)
        if within is None and _ADDRESSED.match(below.folded) is None:
            continue
        said = line.folded[opening.end() : within.start() if within else None].rstrip(" ,")
        stated = functions_in(said, rules)
        if stated and not stated[0].start and all(f.class_ == "head" for f in stated):
            headed = any(rules.clinics.search(other.folded) for other in page.lines[: line.rank + 1])
            if not headed or not _is_house(said, stated[0], rules):
                return None
            return re.sub(r"\s+", " ", line.text[opening.end() : opening.end() + stated[0].stop]).strip()
    return None


_TOP = 12
"""Lines at the head of a letter that say who writes to whom."""
_TO_WHOM = Lazy(r",? (?:a|a l'attention d[eu]) (?:m\.|mm\.|mme|monsieur|madame|mesdames|messieurs)(?!\w)")
_ADDRESSED = Lazy(r"\W*(?:a |a l'attention d[eu] )(?:m\.|mm\.|mme|monsieur|madame|mesdames|messieurs)")


def _is_house(said: str, function: Function, rules: PeopleRules) -> bool:
    """Tell whether what a function directs is a hospital, or not said; ``said`` goes on up to the verb."""
    between = said[function.stop :]
    if rules.firms.search(between) and not rules.clinics.search(said):
        return False
    what = said[: function.stop + len(between.partition(",")[0])]
    house = rules.clinics.search(what) or rules.houses.search(what, function.stop)
    directs = re.match(r"\s*(?:de|du|des|d'|aux?)\b", between)
    return directs is None or (house is not None and not rules.annexes.search(what[: house.start()]))


def _is_him(between: str, block: Block) -> bool:
    """Tell whether a person named after the function is the signer: « , M. Luc Morin, »."""
    named = re.search(r"(?<!\w)(?:m\.|mme|monsieur|madame|dr) ([^,]+)", between)
    words = set(re.findall(r"\w{3,}", fold(block.name or "")))
    return named is None or bool(words & set(re.findall(r"\w{3,}", named[1])))

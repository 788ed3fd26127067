"""What stands beside a hospital's name: its town, another town, its number or another's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.evidence.establishments.columns import town_of_row
from checker.evidence.establishments.communes import sister_of
from checker.evidence.establishments.known import Known, area, spelt_town
from checker.evidence.establishments.likeness import PUBLIC, misread
from checker.evidence.establishments.spots import HEAD_LINES
from checker.evidence.identifiers import digits_apart
from checker.evidence.lazy import Lazy
from checker.evidence.names import NameRules, parsed
from checker.evidence.text import PageText, fold
from models.evidence import Identifier

_ADDRESS = Lazy(r"(\d{2}|2[AB])( ?)\d{3}[ ,–-]+([A-ZÀ-ÖØ-ÞŒ][^\n\t,;(\d–]{1,39})")
_STARTS = Lazy(r"(?:^|[\n,;(–-][ \t]*|[^\d\s][ \t]+)(?:F-)?$")
_STARTS_SPACED = Lazy(r"(?:^|[\n,;(–-])[ \t]*(?:F-)?$")
_BESIDE = Lazy(
    r"[ \t]*(?:\(([^()\n]{2,40})\)"
    r"|(?:[–—-]|,|,? à)[ ]+([^\n\t,;.:()–—]{2,40})(?=[\n\t,;.:(–—]|$))"
    r"|[ ]([A-ZÀ-ÖØ-ÞŒ][^\n\t,;.:()–—]{2,40})(?=\n|[ ]?[(,–—]|$)"
)
_COMMUNE = Lazy(
    r"[ ]*\n[ ]*((?:Sainte?|SAINTE?)-[A-ZÀ-Þ][\w'’-]+"
    r"|[A-ZÀ-Þ][\w'’]+-(?i:les?|la|sur|sous|en|aux?|lès|lez)-[\w'’-]+)[ ]*(?=\n|$)"
)
"""A line under a name that is a commune's by its form."""
_DEPARTMENT = Lazy(r"(?:\d{2}|2[AB]|97\d)$")
_DONE_AT = Lazy(r"(?:(?:^|\n)[ \t]*(?:fait |signe )?(?:a )?|\ba )([a-z][a-z' -]{1,40}?),? (?=le \d|en )")
_DEED_AT = Lazy(r"(?:^|\n)[ \t]*\w+ee?s? a ([a-z][a-z' -]{1,40}?),? (?=le \d|en )")
"""« Adoptée à Nérac, le 3 mars 2022 »."""
_PLACE_WORD = Lazy(r"(?:[dlDL]['’])?[A-ZÀ-ÖØ-ÞŒ][\w'’-]*$")
_UNDER = Lazy(r"[ \t]*\n[ \t]*(\d{2}|2[AB])[ ]*[–-][ ]*([A-ZÀ-Þ][^\n,;(]{2,40}?)[ ]*(?=[\n,;(]|$)")
"""« 76 – Gournay », on the line under a name."""
_CODED = Lazy(
    r"[ \t]*(?:[–—-]|,|\n)[ \t]*(0[1-9]|[1-8]\d|9[0-5]|2[AB])[ ]+"
    r"([A-ZÀ-Þ][^\n\t,;.:()–—]{2,40}?)[ ]*(?=[\n\t,;.:(–—]|$)"
)
"""« – 37 Amboisy », or « 37 Amboisy » on the line under a name."""
_MONTH = Lazy(r"(?:janv|fevr|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec)")
_STREET = Lazy(
    r"[ ,(-]*(?:\d|(?:rue|avenue|boulevard|place|quai|chemin|route|allee|impasse|cours|square|faubourg|esplanade"
    r"|promenade|sentier|traverse|montee|mail|voie|passage|parc|cite|clos|hameau|lieu-dit|bp|cs|f)\b)"
)
_LABEL = Lazy(r"[\W\d]*(?:finess|siret|siren|rcs|n°|numero|ape|naf|tel)\b")
MANY_TOWNS = {None, "owner", "dialyse", "had"}
"""Types of names whose houses stand in many towns and departments."""
_LONG_HEAD = 250
_LINES_AFTER = 4
_FAR = 4
"""Digits by which a number of the right length is another one, and not the dossier's own misprinted."""
SOFT, HARD = 1, 2


@dataclass(frozen=True)
class Sheet:
    """A page with all that its names are set against: the dossier's own, the rules, its labelled numbers."""

    page: PageText
    known: Known
    rules: NameRules
    numbers: tuple[Identifier, ...]


@dataclass(frozen=True)
class Signs:
    """What speaks for and against a namesake at one place; ``against`` adds up town, address and numbers."""

    here: bool = False
    against: int = 0


def signs_at(sheet: Sheet, start: int, stop: int) -> Signs:
    """Return what stands beside a name: on its line, in the lines under it, in its letterhead.

    A number of the dossier's own outweighs all else.
    """
    if any(i.relation == "same" for i in sheet.numbers):
        return Signs(here=True)
    here, against = False, 0
    for near in _beside(sheet, start, stop):
        here, against = here or near == 0, max(against, near)
    kind = parsed(sheet.page.text[start:stop], sheet.rules).type
    seated = kind not in MANY_TOWNS
    found = [
        (_town_fits(town, sheet.known) or area(code) in sheet.known.areas, beside)
        for code, town, beside in _addresses(sheet, start, stop)
    ]
    if any(fits for fits, _ in found):
        return Signs(here=True)
    if found and (sheet.known.areas or sheet.known.commune):  # nothing known of where it is, nothing against
        against += HARD if sheet.known.areas else SOFT
        # an address of its own, in another department and in another town
        against += SOFT if found[0][1] and seated and sheet.known.areas and sheet.known.commune else 0
    numbered, its_own = _numbered(sheet, start, stop)
    if numbered:
        against += HARD + (SOFT if its_own and seated else 0)
    # a private house may bear its legal seat's address and number
    below = sheet.page.folded[stop : stop + _LONG_HEAD]
    return Signs(
        here, min(against, HARD) if sheet.rules.seats.search(below) and kind not in PUBLIC else against
    )


def in_own_town(page: PageText, known: Known) -> bool:
    """Tell whether a page is dated at the dossier's town, or bears an address there."""
    if not known.town:
        return False
    dated = (m.group(1) for cue in (_DONE_AT, _DEED_AT) for m in cue.finditer(page.folded))
    return any(_town_fits(town, known) for town in dated) or any(
        _town_fits(town, known) for _, town in _postal(page.text, 0, len(page.text))
    )


def town_beside(sheet: Sheet, stop: int) -> bool:
    """Tell whether the dossier's town stands right after a name: « POLYCLINIQUE DU LAC – NÉRAC »."""
    beside = _BESIDE.match(sheet.page.text, stop)
    return beside is not None and any(_town_fits(said, sheet.known) for said in beside.groups() if said)


def _beside(sheet: Sheet, start: int, stop: int) -> Iterator[int]:
    """Yield 0 where the dossier's town stands right after a name, else how firmly another one does.

    An association's sites, and a dialysis or home care service's, stand in many towns.
    """
    known, text = sheet.known, sheet.page.text
    if known.commune and (town := town_of_row(sheet.page, start)) is not None:
        yield 0 if _town_fits(town, known) else SOFT if _many_towns(sheet, start, stop) else HARD
        return
    coded = _CODED.match(text, stop)
    if coded is not None and _is_town(coded.group(2), sheet.rules):
        yield _coded_at(coded.group(1), coded.group(2), _many_towns(sheet, start, stop), known)
        return
    beside = _BESIDE.match(text, stop) or _COMMUNE.match(text, stop)
    if beside is None:
        return
    said = next(group for group in beside.groups() if group).strip()
    named = sheet.rules.departments.get(fold(said))
    if named and known.areas and not _town_fits(said, known):
        # « (Nord) » may be one of several sites
        yield 0 if named in known.areas else HARD + (SOFT if "-" in said else 0)
    elif _DEPARTMENT.match(said) and beside.group(1):
        if known.areas:
            yield 0 if area(said) in known.areas else HARD
    elif _town_fits(said, known):
        yield 0
    elif (
        known.town
        and parsed(text[start:stop], sheet.rules).type not in MANY_TOWNS
        and _place_like(said, text[start:stop].isupper(), sheet.rules)
        and (not _own_words(said, known, sheet.rules) or sister_of(said, known.commune))
    ):
        yield SOFT


def _is_town(said: str, rules: NameRules) -> bool:
    """Tell whether what follows two digits may be a town: « Amboisy », no month, no street, nothing counted."""
    plain = fold(said)
    return (
        not _MONTH.match(plain)
        and not _STREET.match(plain)
        and _under_town(said, rules) is not None
        and not _COUNTED.search(plain)
        and rules.any_type.search(plain) is None
    )


def _many_towns(sheet: Sheet, start: int, stop: int) -> bool:
    return parsed(sheet.page.text[start:stop], sheet.rules).type in MANY_TOWNS


def _coded_at(code: str, town: str, spread: bool, known: Known) -> int:
    """Return 0 where a department's number and a town are the dossier's own, else how firmly they are another's."""
    if _town_fits(town, known):
        return 0
    return SOFT if spread or not known.areas or area(code) in known.areas else HARD + SOFT


_COUNTED = Lazy(
    r"\b(?:lits?|places?|pages?|agents?|postes?|sites?|questions?|jours?|points?|mesures?|actions?)\b"
)


def _town_fits(town: str, known: Known) -> bool:
    """Tell whether words begin with the dossier's town; « Nérac-Plage » and « Nérac » are two."""
    if not known.commune:
        return False
    said = spelt_town(town)
    if said.startswith(known.commune) and not re.match(r"[\w]|-", said[len(known.commune) :]):
        return True
    whole = said.replace(" ", "-")
    return (
        len(known.commune) > _FAR
        and abs(len(whole) - len(known.commune)) <= 1
        and misread(whole, known.commune)
    )


def _place_like(said: str, capitals: bool, rules: NameRules) -> bool:
    """Tell whether what stands beside a name may be a town: one to five proper words, none of them a service's."""
    words = said.split()
    plain = set(re.findall(r"\w+", fold(said)))
    return (
        0 < len(words) <= 5
        and not plain & (rules.stops | rules.generic_words | rules.elsewhere)
        and not any(word.endswith(rules.no_town_endings) for word in plain)
        and not re.search(r"\d", said)
        and rules.any_type.search(fold(said)) is None
        and rules.companies.search(fold(said)) is None
        and all(_PLACE_WORD.match(word) or word.lower() in rules.links for word in words)
        and _PLACE_WORD.match(words[0]) is not None
        and not (len(words) == 1 and said.isupper() and len(said) <= (3 if capitals else _FAR))
        # « Jean DUPONT » is a person
        and len({word.isupper() for word in words if _PLACE_WORD.match(word)}) == 1
    )


def _own_words(said: str, known: Known, rules: NameRules) -> bool:
    """Tell whether words beside a name are of the dossier's or its group's own names."""
    words = parsed(said, rules).words
    return (
        not words
        or any(words & name.words for name in (*known.own, *known.group))
        or bool(words & known.town)
    )


def _addresses(sheet: Sheet, start: int, stop: int) -> Iterator[tuple[str, str, bool]]:
    """Yield department, town and whether nothing else comes between, of the addresses under a name or on its line.

    They stop at a company, whose address is its own.
    """
    page = sheet.page
    line = page.line_at(start)
    if line is None or line.rank >= HEAD_LINES + _LINES_AFTER:
        last = line.stop if line is not None else stop
    else:
        last = page.lines[min(line.rank + _LINES_AFTER, len(page.lines) - 1)].stop
    company = sheet.rules.companies.search(page.folded, stop, last)
    end = company.start() if company else last
    under = _UNDER.match(page.text, stop, end)
    if under and (town := _under_town(under.group(2), sheet.rules)) is not None:
        yield under.group(1), town, True
    for code, town, at in _places(page.text, stop, end):
        between = page.folded[stop:at].split("\n")
        yield code, town, all(not piece.strip(" ,-(") or _STREET.match(piece) for piece in between)


def _under_town(said: str, rules: NameRules) -> str | None:
    """Return a town or department written after its number on a line: « 76 – Gournay »; ``None`` where it is none."""
    words = said.split()
    plain = set(re.findall(r"\w+", fold(said)))
    if not all(_PLACE_WORD.match(word) or word.lower() in rules.links for word in words):
        return None
    return None if plain & (rules.stops | rules.generic_words | rules.elsewhere) else said


def _postal(text: str, start: int, stop: int) -> Iterator[tuple[str, str]]:
    """Yield department and town of the addresses between two places."""
    for code, town, _ in _places(text, start, stop):
        yield code, town


def _places(text: str, start: int, stop: int) -> Iterator[tuple[str, str, int]]:
    """Yield department, town and place of what is written as a postal code and a town; « 12 480 Documents » is none.

    A code with a space inside opens its line or follows a comma or dash; one without follows a word.
    """
    for match in _ADDRESS.finditer(text, start, stop):
        left = text[max(0, match.start() - 12) : match.start()]
        if (_STARTS_SPACED if match.group(2) else _STARTS).search(left):
            yield match.group(1), match.group(3), match.start()


def _numbered(sheet: Sheet, start: int, stop: int) -> tuple[bool, bool]:
    """Tell whether another's number stands on a name's line or under it: a FINESS of another department, a SIREN.

    And whether it is the name's own beyond doubt: after it on its line, or among labelled numbers right under it.

    A number that may be the dossier's own misprinted is none; nor is that of a company named before the number, or
    of a client whose supplier heads the page. A FINESS of the same department may be the same house's other one.
    """
    page, known = sheet.page, sheet.known
    line = page.line_at(start)
    if line is None:
        return False, False
    first = page.lines[max(0, line.rank - 1)].start
    last = page.lines[min(line.rank + _LINES_AFTER, len(page.lines) - 1)].stop
    for number in sheet.numbers:
        at = page.text.find(number.quote, first, last + 1)
        if at < 0:
            continue
        if number.type == "finess":
            foreign = bool(known.areas) and area(number.value) not in known.areas
            own = known.finess
        else:
            alone = at > stop and "\t" not in page.text[stop:at]
            foreign = alone and not sheet.rules.companies.search(page.folded, 0, line.start)
            own = known.sirens
        if foreign and own and digits_apart(number.value[: len(own[0])], own) >= _FAR:
            between = page.folded[stop:at].split("\n") if at > stop else ["?"]
            labelled = all(not piece.strip(" ,-") or _LABEL.match(piece) for piece in between[1:])
            return True, number.type == "finess" and bool(number.valid) and at > stop and labelled
    return False, False

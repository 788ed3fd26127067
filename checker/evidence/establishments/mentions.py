"""The hospitals that a document names, each with its relation to the dossier's own.

« other » only where the document's own subject (letterhead, title, « soussigné, directeur du … », signature block,
client of an order) firmly names another hospital and the dossier's own stands nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from checker.evidence.establishments.communes import neighbour_of, sister_of
from checker.evidence.establishments.known import Known, known_of, mended
from checker.evidence.establishments.likeness import (
    alike,
    half_of,
    longer,
    may_succeed,
    near,
    of_town,
    part_of,
    shortened,
)
from checker.evidence.establishments.lists import cell_of, members_beside
from checker.evidence.establishments.owners import owners_apart, set_aside
from checker.evidence.establishments.passing import Part, foreign, indexed, leads, of_a_body, part_played
from checker.evidence.establishments.roles import among, aside, cited, former, left_out, shouted
from checker.evidence.establishments.spots import Spot, is_subject, listed, spelt_by_another, spots_of
from checker.evidence.establishments.surroundings import (
    HARD,
    MANY_TOWNS,
    Sheet,
    in_own_town,
    signs_at,
    town_beside,
)
from checker.evidence.identifiers import identifiers_of
from checker.evidence.lazy import Lazy
from checker.evidence.names import Name, NameRules, parsed
from checker.evidence.text import PageText, fold
from models.dossier import Subject
from models.evidence import Mention, Relation, Signature


def mentions_of(
    pages: Sequence[PageText], subject: Subject, rules: NameRules, signatures: Sequence[Signature] = ()
) -> tuple[Mention, ...]:
    """Return the hospitals that a document names, each with its relation to the dossier's own."""
    known = known_of(subject, rules)
    found: list[Mention] = []
    parts: dict[int, Part] = {}
    leading: set[int] = set()
    seen: dict[tuple[str, bool, int, Relation | None], int] = {}
    people = frozenset(fold(signature.name) for signature in signatures if signature.name)
    for page in pages:
        read = mended(page, known)
        sheet = Sheet(read, known, rules, identifiers_of(read, subject, rules))
        spots = sorted(spots_of(read, known, rules, people), key=lambda spot: (spot.start, spot.stop))
        told = [
            (spot, _relation(spot, _plain(read.text[spot.start : spot.stop]), sheet))
            for spot in (cell_of(read, spot, known, rules) for spot in spots)
        ]
        beside = members_beside(read, told)
        heading = _headings(read, told, known)
        for spot, relation in told:
            printed = _plain(read.text[spot.start : spot.stop])
            about = is_subject(read, spot.start, rules) if spot.subject is None else spot.subject
            about = about and spot.start not in beside
            if relation == "same" and (left_out(read, spot, rules) or cited(read, spot, rules)):
                relation, about = "unknown", False
            if relation == "same" and (
                of_a_body(read, spot, rules) or indexed(read, spot) or among(read, spot, rules)
            ):
                relation, about = "unknown", False
            if relation in {"same", "group"} and foreign(read, spot, rules):
                relation = "unknown"
            if relation == "other" and shouted(read, spot, rules):
                relation, about = "unknown", False
            if relation in {"other", "same"} and spot.own is None and former(read, spot, rules):
                relation, about = "unknown", False
            if relation == "same" and found and _holds(page, found[-1], spot.start):
                found[-1] = found[-1].model_copy(update={"relation": "unknown", "subject": False})
            if relation == "group" and (
                spot.start in heading or (found and _member(page, found[-1], spot.start))
            ):
                continue
            if relation == "same" and _as_member(read, spot.start, found, rules):
                continue
            if relation is None or (relation != "same" and listed(read, spot.start, rules)):
                continue
            key = (fold(printed), about, page.page.number if about else 0, relation)
            part: Part | None = "aside" if aside(read, spot, rules) else part_played(read, spot, rules)
            if key in seen:
                if part is None:
                    parts.pop(seen[key], None)
                continue
            seen[key] = len(found)
            if part is not None:
                parts[len(found)] = part
            if leads(read, spot, rules):
                leading.add(len(found))
            name = _plain(page.text[spot.start : spot.stop])
            found.append(
                Mention(name=name, relation=relation, subject=about, **page.place(spot.start, spot.stop))
            )
    found = owners_apart(set_aside(found, parts, leading), known, rules, pages)
    return tuple(_borne_out(_doubted(_spoken_for(found, pages)), subject, known, rules))


def _as_member(page: PageText, at: int, found: Sequence[Mention], rules: NameRules) -> bool:
    """Tell whether a house stands only among the members of the group whose paper this is."""
    line = page.line_at(at)
    return (
        line is not None
        and rules.member_lines.match(line.folded.lstrip(" -•*")) is not None
        and any(mention.relation == "group" and mention.subject for mention in found)
    )


def _plain(printed: str) -> str:
    return re.sub(r"\s+", " ", printed).strip(" ,-–'’")


def _holds(page: PageText, before: Mention, start: int) -> bool:
    """Tell whether a name just printed is said to be the dossier's own: « HÔPITAL DU PARC (CH de Nérac) »."""
    left = page.text[max(0, start - len(before.quote) - 3) : start]
    return before.page == page.page.number and bool(re.search(r"\(\s*$", left)) and before.quote in left


_MEMBER = Lazy(
    r"[\s,;(–-]*(?:(?:etablissement|hopital|structure|qui est|et) )*(?:membre|adherente?|hopital|partie|parti[ce]s?)"
    r"(?: \w+)? (?:du|au|de la|a la|de l'|d'un|a l')\s*"
)


def _member(page: PageText, before: Mention, start: int) -> bool:
    """Tell whether a group is only what another hospital belongs to: « CH de Blangy, membre du GHT Côte Picarde »."""
    at = page.folded.rfind(fold(before.quote), 0, start)
    between = page.folded[at + len(before.quote) : start]
    return before.relation == "other" and before.page == page.page.number and bool(_MEMBER.fullmatch(between))


_DASH = Lazy(r"\s*[–—-]\s*")


def _headings(page: PageText, told: Sequence[tuple[Spot, Relation | None]], known: Known) -> frozenset[int]:
    """Return the places where a GHT's name only leads to another member's: « GHT Côte Picarde – CH de Blangy ».

    Where the supporting hospital is not known, that member may be it.
    """
    return frozenset(
        one.start
        for (one, relation), (two, other) in pairwise(told)
        if known.supported
        and (relation, other) == ("group", "other")
        and _DASH.fullmatch(page.text, one.stop, two.start)
    )


def _relation(spot: Spot, printed: str, sheet: Sheet) -> Relation | None:
    """Return whose a name is, told by its words and by what stands beside it; ``None`` where it names nobody."""
    page, known, rules = sheet.page, sheet.known, sheet.rules
    name = parsed(printed, rules)
    relation = spot.own or _named(name, printed, known, rules)
    if relation == "same" and spelt_by_another(page, spot, known, rules):
        return "unknown"
    if relation is None or relation == "group" or (spot.cell and relation == "same"):
        return relation
    if name.type == "owner" and relation == "other" and not any(own.type == "owner" for own in known.own):
        return None  # who runs a house, or sells to it, is no other hospital
    if relation == "other" and _within(name, page, spot.stop, known, rules):
        return "unknown"
    if relation == "other" and _may_be_former(name, spot, sheet):
        return "unknown"
    if relation == "other":
        scan = page.page.confidence < 1.0
        return "unknown" if scan and any(near(name, own) for own in known.own) else "other"
    signs = signs_at(sheet, spot.start, spot.stop)
    if relation == "same" and (not signs.against or signs.here):
        return "same"
    here = signs.here or in_own_town(page, known)
    if relation == "same":
        if signs.against < HARD and (here or known.town & name.words):
            return "same"
        return "other" if signs.against > HARD else "unknown"
    # a name that leaves doubt
    if (
        signs.against >= HARD
        and name.type != "owner"
        and any(longer(name, own, known.town) or name.type == "residence" for own in known.own)
    ):
        return "other"
    if signs.against > HARD and name.type not in MANY_TOWNS:
        return "other"
    if here and any(shortened(name, o, known.town) or of_town(name, o, known.town) for o in known.own):
        return "same"
    if name.type == "owner" and (_named_whole(name, spot, sheet) or (here and _runs(name, sheet))):
        return "same"
    return "unknown"


def _may_be_former(name: Name, spot: Spot, sheet: Sheet) -> bool:
    """Tell whether another name may be the house's former one: its FINESS or SIRET, or its town and sort of house.

    A house that is renamed or merged keeps its number and its town; its papers of the year before bear the old name.
    """
    if any(number.relation == "same" for number in sheet.numbers):
        return True
    if not any(may_succeed(name, own) for own in sheet.known.own):
        return False
    if in_own_town(sheet.page, sheet.known):
        return True
    # « Clinique Sainte-Marthe, Nérac » beside « Clinique Saint-Martial » is a neighbour; a new name changes all of it
    kinds = set(re.findall(r"\w+", sheet.page.folded[spot.start : spot.stop])) - name.words
    return town_beside(sheet, spot.stop) and not any(kinds & spelt for spelt in sheet.known.spelt)


_BRACKETED = Lazy(r"\s*\(\s*([^()\n]{2,40}?)\s*\)")


def _within(name: Name, page: PageText, stop: int, known: Known, rules: NameRules) -> bool:
    """Tell whether brackets say what kind of house a name is part of, and the dossier's is one: « (CHU) »."""
    said = _BRACKETED.match(page.folded, stop)
    if said is None or rules.any_type.fullmatch(said.group(1)) is None:
        return False
    whole = parsed(said.group(1), rules).type
    return whole != name.type and any(whole == own.type for own in known.own)


def _named_whole(name: Name, spot: Spot, sheet: Sheet) -> bool:
    """Tell whether the line of who runs a house says all of its name: « Association Ker Avel – Hôpital de jour »."""
    line = sheet.page.line_at(spot.start)
    if line is None:
        return False
    beside = set(re.findall(r"[a-z0-9œ]+", line.folded))
    return any(
        own.words - sheet.known.town == name.words - sheet.known.town and kind and kind <= beside
        for own, kind in zip(sheet.known.own, sheet.known.spelt, strict=True)
    )


def _runs(name: Name, sheet: Sheet) -> bool:
    """Tell whether an association that bears a house's name speaks of that kind of house: « … de l'hôpital »."""
    town = sheet.known.town
    kinds = {
        own.type for own in sheet.known.own if own.words - town == name.words - town and own.words - town
    }
    rules = sheet.rules
    said = {parsed(cue.group(), rules).type for cue in rules.any_type.finditer(sheet.page.folded)} - {"owner"}
    return bool(kinds) and bool(said) and said <= kinds


def _named(name: Name, printed: str, known: Known, rules: NameRules) -> Relation | None:
    """Return whose a name is by its words alone."""
    if not name.place:
        return None
    own = [alike(name, other, known.town) for other in known.own]
    if True in own:
        return "same"
    group = [
        False if seat and neighbour_of(printed, seat, rules) else _of_group(name, other, known)
        for other, seat in zip(known.group, known.group_seats, strict=True)
    ]
    if True in group:
        return "group"
    if (
        known.own
        and None not in group
        and (neighbour_of(printed, known.commune, rules) or sister_of(printed, known.commune))
    ):
        return "other"
    if not known.own or None in own or None in group:
        return "unknown"
    return "other" if name.type != "ght" or any(other.type == "ght" for other in known.group) else "unknown"


def _of_group(name: Name, other: Name, known: Known) -> bool | None:
    """Tell whether a mention is the GHT or its supporting hospital; no hospital is a GHT, whatever they share.

    Where the supporting hospital is not known, one that shares its GHT's name may be it.
    """
    found = alike(name, other)
    if found is None and "ght" in {name.type, other.type} and name.type != other.type and name.type:
        return False if known.supported else None
    return found


def _doubted(found: Sequence[Mention]) -> list[Mention]:
    """Return mentions with a name that is a namesake's at one place in doubt wherever it stands alone."""
    against = {fold(m.name) for m in found if m.subject and m.relation in {"unknown", "other"}}
    return [
        m.model_copy(update={"relation": "unknown"})
        if m.relation == "same" and fold(m.name) in against
        else m
        for m in found
    ]


_SPEAKS = Lazy(
    r"(?:\s*,[^,.;]{1,80},)?\s+(?:atteste|certifie|declare|confirme|s'engage|reconnait|donne (?:son|pouvoir))\b"
)


_SPEAKER = Lazy(
    r"\bsoussignee?s?\b[^.;:]{0,90}?\b(?:directeur|directrice|president|presidente|representant\w*|responsable)\b"
    r"[^.;:]{0,40}?\b(?:de la |de l'|du |de |d')$"
)
_OPENING = 160
"""Characters from « Je soussigné » to the house that one directs."""


def _spoken_for(found: Sequence[Mention], pages: Sequence[PageText]) -> list[Mention]:
    """Return mentions with the dossier's own in doubt where another hospital speaks and they only head its page.

    Under the letterhead of a common direction « le CH de Blangy atteste … » is Blangy's paper, unless the dossier's
    own is named from there on.
    """
    folded = {page.page.number: page.folded for page in pages}

    def speaks(mention: Mention) -> bool:
        text = folded.get(mention.page or 0, "")
        quote = fold(mention.quote)
        return any(
            _SPEAKS.match(text, at.end()) is not None
            or _SPEAKER.search(text, max(0, at.start() - _OPENING), at.start()) is not None
            for at in re.finditer(re.escape(quote), text)
        )

    def place(mention: Mention) -> tuple[int, int]:
        number = mention.page or 0
        return number, folded.get(number, "").rfind(fold(mention.quote))

    speakers = [place(m) for m in found if m.relation == "other" and speaks(m)]
    own = [m for m in found if m.relation == "same"]
    if not speakers or any(speaks(m) or place(m) > min(speakers) for m in own):
        return list(found)
    return [m.model_copy(update={"relation": "unknown"}) if m.relation == "same" else m for m in found]


def _borne_out(found: Sequence[Mention], subject: Subject, known: Known, rules: NameRules) -> list[Mention]:
    """Return mentions with the group's short names taken for it where their paper speaks of no other hospital.

    Its GHT's (« GHT Côte » of « GHT Côte Picarde ») where the paper names a member, and its supporting hospital's
    (« CH de Barmont » of « CH Vauthier de Barmont ») where the group is named whole and the dossier's own is not:
    a paper that names both may be about the one or the other.
    """
    relations = {m.relation for m in found}
    if "other" in relations or not relations & {"same", "group"}:
        return list(found)
    support = (subject.support or "", parsed(subject.support or "", rules))

    def is_part(mention: Mention) -> bool:
        name = parsed(mention.name, rules)
        return any(part_of(name, group) for group in known.group) or (
            "same" not in relations and half_of(name, *support)
        )

    return [
        m.model_copy(update={"relation": "group"}) if m.relation == "unknown" and is_part(m) else m
        for m in found
    ]

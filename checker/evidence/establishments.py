"""Whose a document is: the hospitals it names, set against the dossier's own, and what that sums up to.

« other » only where the document's own subject (letterhead, title, « soussigné, directeur du … », signature block,
client of an order) firmly names another hospital and the dossier's own stands nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.evidence.aliases import Alias, aliases_of, variants
from checker.evidence.names import Name, NameRules, alike, bare_name, parsed
from checker.evidence.text import PageText, fold
from models.dossier import Subject
from models.evidence import Identifier, Mention, Relation, Signature

_WORD = re.compile(r"[«»\"“”\w'’./&-]+")
_PROPER = re.compile(r"[«\"“]?(?:[dlDL]['’])?(?:[A-ZÀ-ÖØ-ÞŒ][\w'’À-ÿœŒ.-]*|\d{1,2})[»\"”]?,?$")
_MORE = re.compile(
    r"(?:-(?:[a-zà-ÿ]{1,4}-)*[A-ZÀ-Þ][\w'’-]*"
    r"|[ \t](?i:de |du |des |d['’]|sur |lès |lez |à |sous )(?i:la |les |l['’])?[A-ZÀ-Þ][\w'’-]*)+"
)
_ADDRESS = re.compile(r"(?<!\d)(\d{2})[ ]?\d{3}[ ,]+(?!\d)([^\n,;(\d]{2,40})")
_LONGEST = 90
_HEAD_LINES = 8


@dataclass(frozen=True)
class Known:
    """The dossier's own names, parsed once."""

    own: tuple[Name, ...]
    group: tuple[Name, ...]
    aliases: tuple[Alias, ...]
    bare: tuple[re.Pattern[str], ...]
    """Names without their type, where what is left is two words or more (« Les Alpages de Bramans »)."""
    town: frozenset[str]
    areas: frozenset[str] = frozenset()
    """The departments of the dossier's FINESS numbers, as their first two characters."""
    supported: bool = False
    """Whether the supporting hospital's name is known."""

    @classmethod
    def of(cls, subject: Subject, rules: NameRules) -> Known:
        """Return a subject's names parsed, its GHT's and supporting hospital's apart."""
        named = tuple(name for name in subject.names if name)
        group = tuple(parsed(name, rules) for name in (subject.ght, subject.support) if name)
        own = tuple(parsed(part, rules) for name in named for part in variants(name))
        town = frozenset(parsed(subject.city, rules).words) if subject.city else frozenset()
        areas = frozenset(re.sub(r"\W", "", number)[:2].lower() for number in subject.finess)
        bare = tuple(pattern for name in named if (pattern := bare_name(name, rules)))
        return cls(own, group, aliases_of(named), bare, town, areas, bool(subject.support))


def mentions_of(
    pages: Sequence[PageText], subject: Subject, rules: NameRules, signatures: Sequence[Signature] = ()
) -> tuple[Mention, ...]:
    """Return the hospitals that a document names, each with its relation to the dossier's own."""
    known = Known.of(subject, rules)
    found: list[Mention] = []
    seen: set[tuple[str, bool, int]] = set()
    for page in pages:
        for start, stop, is_subject, own in sorted(_spots(page, known, rules)):
            printed = re.sub(r"\s+", " ", page.text[start:stop]).strip(" ,-–'’")
            relation = "same" if own else _relation(printed, known, rules)
            if relation == "same" and is_subject and _elsewhere(page, printed, known, rules):
                relation = "unknown"
            if relation == "same" and found and _holds(page, found[-1], start):
                found[-1] = found[-1].model_copy(update={"relation": "unknown", "subject": False})
            key = (fold(printed), is_subject, page.page.number if is_subject else 0)
            if key in seen or relation is None or (relation != "same" and _listed(page, start, rules)):
                continue
            seen.add(key)
            found.append(
                Mention(name=printed, relation=relation, subject=is_subject, **page.place(start, stop))
            )
    return tuple(found)


def _holds(page: PageText, before: Mention, start: int) -> bool:
    """Tell whether a name just printed is said to be the dossier's own: « HÔPITAL DU PARC (CH de Nérac) »."""
    left = page.text[max(0, start - len(before.quote) - 3) : start]
    return before.page == page.page.number and bool(re.search(r"\(\s*$", left)) and before.quote in left


def _spots(page: PageText, known: Known, rules: NameRules) -> Iterator[tuple[int, int, bool, bool]]:
    """Yield the places where a hospital is named, whether as the document's subject, and whether by an own name."""
    taken: list[tuple[int, int]] = []
    for alias in known.aliases:
        for start, end in alias.spans(page.text, page.folded):
            if any(b < end and start < e for b, e in taken):
                continue
            stop = end if alias.acronym else _longer(page.text, end, rules)
            taken.append((start, stop))
            yield start, stop, _is_subject(page, start, rules), stop == end
    for match in rules.any_type.finditer(page.folded):
        if any(b <= match.start() < e for b, e in taken):
            continue
        printed = match.group()
        short = len(printed) <= 4
        if short and not page.text[match.start() : match.end()].isupper():
            continue
        stop = _name_end(page, match.end(), rules)
        stop = match.end() + len(page.text[match.end() : stop].rstrip(" \n\t,-–"))
        if stop <= match.end() + 1 or any(b < stop and match.start() < e for b, e in taken):
            continue
        taken.append((match.start(), stop))
        yield match.start(), stop, _is_subject(page, match.start(), rules), False
    for line in page.lines[:_HEAD_LINES]:
        for pattern in known.bare:
            opening = pattern.match(line.folded.lstrip(' -–«"|'))
            start = line.start + len(line.text) - len(line.folded.lstrip(' -–«"|'))
            if opening and not any(b < start + opening.end() and start < e for b, e in taken):
                yield start, start + opening.end(), True, True


def _longer(text: str, stop: int, rules: NameRules) -> int:
    """Return where a name ends that « -sur-Mer », « de Dieu » or « à Marseille » makes another's."""
    more = _MORE.match(text, stop)
    if more is None or (set(re.findall(r"\w+", fold(more.group()))) & rules.stops):
        return stop
    return more.end()


def _name_end(page: PageText, start: int, rules: NameRules) -> int:
    """Return where a name ends that goes on after its type: proper nouns joined by « de », « sur » and their like.

    It may wrap to the next line before its first proper noun only, and only to a line that is a name and no more.
    A dash between spaces parts the name from what follows.
    """
    text = page.text
    end, proper = start, False
    position = start
    while position < min(len(text), start + _LONGEST):
        word = _WORD.search(text, position, start + _LONGEST)
        if word is None:
            break
        gap = text[position : word.start()]
        dashed = bool(gap.strip()) or word.group() in "–-"
        if "\t" in gap or "   " in gap or (dashed and proper) or gap.strip(" \t\n-–/"):
            break
        if "\n" in gap and (proper or gap.count("\n") > 1 or not _name_line(page, word.start(), rules)):
            break
        plain = fold(word.group()).strip("«»\"“”'.,")
        if not plain and not proper:  # a quotation mark that opens the name
            position = word.end()
            continue
        if plain in rules.stops or (proper and word.group() in {"Le", "La", "Les", "Je"}):
            break
        if _PROPER.match(word.group()) and not (plain in rules.links and word.group().isupper()):
            end, proper = word.end(), True
            if word.group().endswith(","):
                break
        elif (
            word.group().strip("«»\"“”'’").lower() not in rules.links
            and plain not in rules.generic_words
            and word.group() not in "–-"
        ):
            break
        position = word.end()
    return end


def _name_line(page: PageText, at: int, rules: NameRules) -> bool:
    """Tell whether a line is a name and no more: capitalised words and links, up to a dash or a comma."""
    line = page.line_at(at)
    if line is None:
        return False
    said = re.split(r"\s[–-](?:\s|$)|[,(;:/]", line.text.strip(' –-«»"“”'))[0]
    words = re.findall(r"[^\s]+", said)
    plain = [fold(word).strip("«»\"“”'.,") for word in words]
    return (
        0 < len(words) <= 8
        and not set(plain) & rules.stops
        and all(
            _PROPER.match(word) or word.lower() in rules.links or re.match(r"[dl]['’][A-ZÀ-Þ]", word)
            for word in words
        )
    )


def _listed(page: PageText, at: int, rules: NameRules) -> bool:
    """Tell whether a name stands in a list of those present, written to or referred to."""
    line = page.line_at(at)
    return line is not None and rules.mention_lines.match(line.folded.lstrip(" -•*")) is not None


def _is_subject(page: PageText, at: int, rules: NameRules) -> bool:
    line = page.line_at(at)
    left = page.folded[max(0, at - 70) : at].replace("\n", " ")
    if any(
        not left[m.end() :].strip(" '") or len(left[m.end() :]) <= 12
        for m in rules.mention_only.finditer(left)
    ):
        return False
    if _listed(page, at, rules):
        return False
    if line is not None and line.rank < _HEAD_LINES and at - line.start <= 60:
        return True
    return any(len(left[m.end() :].strip()) <= 18 for m in rules.subject_cues.finditer(left))


def _relation(printed: str, known: Known, rules: NameRules) -> Relation | None:
    name = parsed(printed, rules)
    if not name.place:
        return None
    own = [alike(name, other, known.town) for other in known.own]
    if True in own:
        return "same"
    group = [_of_group(name, other, known) for other in known.group]
    if True in group:
        return "group"
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


def _elsewhere(page: PageText, printed: str, known: Known, rules: NameRules) -> bool:
    """Tell whether a letterhead gives a namesake's address: another town, and no sign of the dossier's own.

    A name that holds its town has no namesake. Another commune of the same department may be the hospital's seat.
    """
    if not known.town or known.town & parsed(printed, rules).words:
        return False
    head = "\n".join(line.folded for line in page.lines[:_HEAD_LINES])
    found = [(m.group(1), parsed(m.group(2), rules).words) for m in _ADDRESS.finditer(head)]
    return bool(found) and not any(town & known.town or area in known.areas for area, town in found)


def relation_of(mentions: Sequence[Mention], identifiers: Sequence[Identifier]) -> Relation:
    """Sum up whose a document is: the first hospital it speaks for; where two claim it, nobody's firmly.

    A number alone proves no other hospital: an entity has a legal and several geographic FINESS. A GHT or supporting
    hospital in the letterhead of another member makes its paper nobody else's.
    """
    subjects = [m.relation for m in mentions if m.subject]
    numbered = any(i.relation == "same" for i in identifiers)
    anywhere = {m.relation for m in mentions}
    foreign, doubtful = "other" in subjects, "unknown" in subjects
    if "same" in subjects:
        first = next(r for r in subjects if r in {"same", "other"})
        return "same" if first == "same" else "unknown"
    if numbered or "same" in anywhere:
        return "unknown" if foreign or (doubtful and not numbered) else "same"
    if "group" in subjects:
        return "unknown" if foreign or doubtful else "group"
    if foreign:
        return "other" if not doubtful and "group" not in anywhere else "unknown"
    return "group" if "group" in anywhere and not doubtful else "unknown"

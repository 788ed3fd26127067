"""Whose a document is: the hospitals it names, set against the dossier's own, and what that sums up to.

« other » only where the document's own subject (letterhead, title, « soussigné, directeur du … », signature block,
client of an order) firmly names another hospital and the dossier's own stands nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.evidence.names import Name, NameRules, alike, parsed
from checker.evidence.text import PageText, fold
from models.dossier import Subject
from models.evidence import Identifier, Mention, Relation, Signature

_LINKS = frozenset(
    (
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "les",
        "l",
        "en",
        "sur",
        "sous",
        "lès",
        "lez",
        "et",
        "aux",
        "au",
        "à",
        "saint",
        "sainte",
    )
)
_WORD = re.compile(r"[«»\"“”\w'’./-]+")
_PROPER = re.compile(r"[«\"“]?(?:[dlDL]['’])?(?:[A-ZÀ-ÖØ-ÞŒ][\w'’À-ÿœŒ.-]*|\d{1,2})[»\"”]?,?$")
_MORE = re.compile(
    r"(?:-(?:[a-zà-ÿ]{1,4}-)*[A-ZÀ-Þ][\w'’-]*"
    r"|[ \t](?i:de |du |des |d['’]|sur |lès |lez |à |sous )(?i:la |les |l['’])?[A-ZÀ-Þ][\w'’-]*)+"
)
_ADDRESS = re.compile(r"(?<!\d)(\d{2})[ ]?\d{3}[ ,]+(?!\d)([^\n,;(\d]{2,40})")
_LONGEST = 90
_HEAD_LINES = 8
_STOP = re.compile(
    r"\b(?:Fait|Attestation|ATTESTATION|Directeur|Directrice|Direction|DIRECTION|Objet|OBJET|Tél|TEL|Siret"
    r"|SIRET|FINESS|Finess|Rue|rue|Avenue|BP|Cedex|CEDEX|Je|Le|La|Compte|COMPTE|Procès|Politique|POLITIQUE"
    r"|Bon|BON|Date|Service|SERVICE|Adresse|Madame|Monsieur|Questionnaire|QUESTIONNAIRE|Cellule|CELLULE"
    r"|Commission|COMMISSION|Schéma|Plan|PLAN|Rapport|RAPPORT|Certificat|Département|Page)\b"
)


@dataclass(frozen=True)
class Known:
    """The dossier's own names, parsed once."""

    own: tuple[Name, ...]
    group: tuple[Name, ...]
    raw: tuple[str, ...]
    town: frozenset[str]
    areas: frozenset[str] = frozenset()
    """The departments of the dossier's FINESS numbers, as their first two characters."""

    @classmethod
    def of(cls, subject: Subject, rules: NameRules) -> Known:
        """Return a subject's names parsed, its GHT's and supporting hospital's apart."""
        group = tuple(parsed(name, rules) for name in (subject.ght, subject.support) if name)
        own = tuple(parsed(name, rules) for name in subject.names if name)
        raw = tuple(fold(name) for name in subject.names if len(name) > 6)
        town = frozenset(parsed(subject.city, rules).words) if subject.city else frozenset()
        areas = frozenset(re.sub(r"\W", "", number)[:2].lower() for number in subject.finess)
        return cls(own, group, raw, town, areas)


def mentions_of(
    pages: Sequence[PageText], subject: Subject, rules: NameRules, signatures: Sequence[Signature] = ()
) -> tuple[Mention, ...]:
    """Return the hospitals that a document names, each with its relation to the dossier's own."""
    known = Known.of(subject, rules)
    found: list[Mention] = []
    seen: set[tuple[str, bool, int]] = set()
    for page in pages:
        for start, stop, is_subject in sorted(_spots(page, known, rules)):
            printed = re.sub(r"\s+", " ", page.text[start:stop]).strip(" ,-–'’")
            relation = _relation(printed, known, rules)
            if relation == "same" and is_subject and _elsewhere(page, printed, known, rules):
                relation = "unknown"
            key = (fold(printed), is_subject, page.page.number if is_subject else 0)
            if key in seen or relation is None:
                continue
            seen.add(key)
            found.append(
                Mention(name=printed, relation=relation, subject=is_subject, **page.place(start, stop))
            )
    return tuple(found)


def _spots(page: PageText, known: Known, rules: NameRules) -> Iterator[tuple[int, int, bool]]:
    """Yield the places where a hospital is named, and whether as the document's subject."""
    taken: list[tuple[int, int]] = []
    for raw in known.raw:
        for match in re.finditer(rf"(?<!\w){re.escape(raw)}(?!\w)".replace(r"\ ", r"\s+"), page.folded):
            taken.append(match.span())
            yield match.start(), _longer(page.text, match.end()), _is_subject(page, match.start(), rules)
    for match in rules.any_type.finditer(page.folded):
        if any(b <= match.start() < e for b, e in taken):
            continue
        printed = match.group()
        short = len(printed) <= 4
        if short and not page.text[match.start() : match.end()].isupper():
            continue
        stop = _name_end(page.text, match.end())
        cut = _STOP.search(page.text, match.end(), stop)
        if cut:
            stop = cut.start()
        stop = match.end() + len(page.text[match.end() : stop].rstrip(" \n\t,-–"))
        if stop <= match.end() + 1 or any(b < stop and match.start() < e for b, e in taken):
            continue
        taken.append((match.start(), stop))
        yield match.start(), stop, _is_subject(page, match.start(), rules)


def _longer(text: str, stop: int) -> int:
    """Return where a name ends that « -sur-Mer », « de Dieu » or « à Marseille » makes another's."""
    more = _MORE.match(text, stop)
    if more is None:
        return stop
    cut = _STOP.search(text, stop, more.end())
    return cut.start() if cut else more.end()


def _name_end(text: str, start: int) -> int:
    """Return where a name ends that goes on after its type: proper nouns joined by « de », « sur » and their like.

    It may wrap to the next line before its first proper noun only: what follows below is another matter.
    """
    end, proper = start, False
    position = start
    while position < min(len(text), start + _LONGEST):
        word = _WORD.search(text, position, start + _LONGEST)
        if word is None:
            break
        gap = text[position : word.start()]
        if gap.strip(" \t\n-–/") or "\t" in gap or "   " in gap or gap.count("\n") > (0 if proper else 1):
            break
        plain = word.group().strip("«»\"“”'’").lower()
        if _PROPER.match(word.group()):
            end, proper = word.end(), True
            if word.group().endswith(","):
                break
        elif plain not in _LINKS:
            break
        position = word.end()
    return end


def _is_subject(page: PageText, at: int, rules: NameRules) -> bool:
    line = page.line_at(at)
    left = page.folded[max(0, at - 70) : at].replace("\n", " ")
    if any(
        not left[m.end() :].strip(" '") or len(left[m.end() :]) <= 12
        for m in rules.mention_only.finditer(left)
    ):
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
    group = [alike(name, other) for other in known.group]
    if True in group:
        return "group"
    if not known.own or None in own or None in group:
        return "unknown"
    return "other" if name.type != "ght" else "unknown"


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

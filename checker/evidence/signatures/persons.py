"""Names of persons in the lines of a signature block."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.evidence.lazy import Lazy
from checker.evidence.signatures.functions import PeopleRules
from checker.evidence.text import fold

_PART = (
    r"(?:d'|d’|[Dd]e |[Dd]u |[Ll]e |[Ll]a |[Dd]es |Mc|O'"
    r"|L')?(?:[A-Z]\.-[A-Z]\.|[A-ZÀ-ÖØ-ÞŒ][\w'’À-ÖØ-öø-ÿœ]*(?:-[A-ZÀ-ÖØ-Þa-zà-ö][\w'’À-ÖØ-öø-ÿ]+)*\.?)"
)
_TITLE = (
    r"(?:M\.|MM\.|Mr\.?|MR\.?|Mme|MME|Mlle|MLLE|Monsieur|MONSIEUR|Madame|MADAME|Dr\.?|DR\.?|Docteur|DOCTEUR|Pr\.?"
    r"|PR\.?|Professeur|PROFESSEUR|[Mm]édecin[ -]chef des services|[Mm]édecin général(?: inspecteur)?"
    r"|Maître|S(?:œ|oe)ur|Me|M)"
)
_NAMED = Lazy(rf"(?<!\w)(?P<title>{_TITLE})[ \t]+(?P<name>{_PART}(?:[ \t]{_PART}){{0,4}})")
_BARE = Lazy(rf"^[ \t:,(]*(?P<name>{_PART}(?:[ \t]{_PART}){{1,4}})[ \t,)]*(?:[ \t]\.)?$")
_ASKED = r"(?:nom|pr[ée]nom|qualit[ée]|fonction|titre|cachet|signature|date|visa|grade)s?"
_SPELT = r" (?:en (?:toutes lettres|clair|capitales|majuscules|entier)|complet|lisible|dactylographi[ée])"
_LABELLED = Lazy(
    r"(?<!\w)(?:(?i:(?:pr[ée]noms?[ ,/&]+(?:et )?)?"
    rf"noms?(?:[ ,/&]+(?:et )?{_ASKED})*(?: d[eu] (?:la |l')?\w+)?(?:{_SPELT})?"
    rf"|en toutes lettres|signataire(?: (?:habilit|autoris|mandat|d[ée]sign)[ée]+e?)?|identité|responsable|signé))\s*:"
    rf"\s*(?:{_TITLE}[ \t]+)?(?P<name>{_PART}(?:[ \t]{_PART}){{0,4}})"
)
_BY = Lazy(
    rf"(?<!\w)(?:(?i:signée?s?(?: (?:électroniquement|numériquement))?(?: le [\w./ -]{{6,18}}?)?"
    rf"(?: à \d\d?[h:]\d\d)? par)"
    rf"|[Pp]/?\.?[Oo]\.?|[Pp]\. ?[Dd]\.|[Pp]our ordre)"
    rf"[ \t:,]+(?:{_TITLE}[ \t]+)?(?P<name>{_PART}(?:[ \t]{_PART}){{1,4}})"
)
_FIRST_NAME = Lazy(rf"^[ \t]*[Pp](?:rénom|RÉNOM|RENOM)[\s._…]*:\s*(?P<name>{_PART})[ \t]*$")
_FAMILY_NAME = Lazy(
    rf"^[ \t]*(?i:nom(?: de famille| du signataire|(?: et|,) pr[ée]nom)?|signataire)[\s._…]*:"
    rf"\s*(?:{_TITLE}[ \t]+)?(?P<name>{_PART}(?:[ \t]{_PART}){{0,3}})[ \t]*$"
)
_WRITTEN_SMALL = Lazy(r"^[ \t]*(?P<name>[a-zà-ÿ][a-zà-ÿ'’-]+(?:[ ][a-zà-ÿ][a-zà-ÿ'’-]+){1,2})[ \t]*$")


def first_name_in(line: str) -> str | None:
    """Return the first name a form gives on a line of its own (« Prénom : Olivier »)."""
    match = _FIRST_NAME.match(line)
    return match["name"] if match else None


def family_name_in(line: str) -> str | None:
    """Return the name a form gives in a field of its own (« Nom : MERCADIER »)."""
    match = _FAMILY_NAME.match(line)
    return match["name"] if match else None


def small_name_in(piece: str, rules: PeopleRules) -> str | None:
    """Return a name typed without capitals, where the place leaves nothing else (« directeur : luc morin »)."""
    match = _WRITTEN_SMALL.match(piece)
    words = re.findall(r"\w+", fold(match["name"])) if match else []
    if match is None or set(words) & (rules.not_names | rules.continuing):
        return None
    return match["name"] if all(len(word) > 2 or word in _PARTICLES for word in words) else None


@dataclass(frozen=True)
class Person:
    """A person's name at ``line[start:stop]``; ``titled`` where « M. », « Mme », « Dr » or a label vouches for it."""

    name: str
    start: int
    stop: int
    titled: bool


def persons_in(line: str, rules: PeopleRules) -> tuple[Person, ...]:
    """Return the persons named in one line, or in one column of it."""
    found: list[Person] = []
    for expression, titled in ((_NAMED, True), (_LABELLED, True), (_BY, True), (_BARE, False)):
        for match in expression.finditer(line):
            name, stop = _trimmed(match["name"], match.start("name"), rules)
            if (
                name
                and (titled or (len(name.split()) >= 2 and not _is_firm(name, rules)))
                and not any(p.start < stop and match.start("name") < p.stop for p in found)
            ):
                found.append(Person(name, match.start("name"), stop, titled))
    return tuple(found)


def _is_firm(name: str, rules: PeopleRules) -> bool:
    """Tell whether words are a firm's name: « Cabinet Boréal », « Orphée SA »."""
    words = name.split()
    return words[-1] in _LEGAL_FORMS or any(
        rules.firms.fullmatch(fold(word)) for word in {words[0], words[-1]}
    )


_LEGAL_FORMS = frozenset(("SA", "SAS", "SASU", "SARL", "EURL", "SCOP", "GmbH"))
_PARTICLES = frozenset(("de", "du", "le", "la", "des"))


def _trimmed(name: str, start: int, rules: PeopleRules) -> tuple[str, int]:
    """Return the name without words of functions after it; empty when it begins with one."""
    kept: list[str] = []
    words = name.split()
    first = fold(words[0])
    if rules.titles.fullmatch(first) or rules.clinics.fullmatch(first):
        return "", start
    for word in words:
        plain = re.sub(r"^[dl]'", "", fold(word).strip(".,'"))
        if not kept and plain in _PARTICLES and len(words) > 1:
            if fold(words[1]).strip(".,'") in rules.not_names | rules.continuing:
                break
            kept.append(word)
            continue
        initial = len(word) == 2 and word[0].isupper() and word[1] == "."  # « A. Roux », not « à »
        if plain in rules.not_names | rules.continuing and not (initial or (kept and plain in _PARTICLES)):
            break
        kept.append(word)
    while kept and fold(kept[-1]) in _PARTICLES:
        kept.pop()
    text = " ".join(kept)
    position, end = 0, 0
    for word in kept:
        position = name.index(word, end)
        end = position + len(word)
    letters = re.sub(r"\W", "", text)
    if len(letters) < 3:
        return "", start
    return text.rstrip("."), start + end

"""Names of persons in the lines of a signature block."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.evidence.signatures.functions import PeopleRules
from checker.evidence.text import fold

_PART = (
    r"(?:d'|d’|[Dd]e |[Dd]u |[Ll]e |[Ll]a |[Dd]es |Mc|O'"
    r"|L')?(?:[A-Z]\.-[A-Z]\.|[A-ZÀ-ÖØ-ÞŒ][\w'’À-ÖØ-öø-ÿœ]*(?:-[A-ZÀ-ÖØ-Þa-zà-ö][\w'’À-ÖØ-öø-ÿ]+)*\.?)"
)
_TITLE = (
    r"(?:M\.|MM\.|Mr\.?|Mme|MME|Mlle|Monsieur|MONSIEUR|Madame|MADAME|Dr\.?|DR\.?|Docteur|Pr\.?|PR\.?"
    r"|Professeur|Me|M)"
)
_NAMED = re.compile(rf"(?<!\w)(?P<title>{_TITLE})[ \t]+(?P<name>{_PART}(?:[ \t]{_PART}){{0,4}})")
_BARE = re.compile(rf"^[ \t:,]*(?P<name>{_PART}(?:[ \t]{_PART}){{1,4}})[ \t,]*$")
_LABELLED = re.compile(
    rf"(?<!\w)(?:[Nn]om(?: et [Pp]rénom| du signataire|, [Pp]rénom)?|[Ss]ignataire|NOM|[Pp]rénom et nom)"
    rf"\s*:\s*(?P<name>{_PART}(?:[ \t]{_PART}){{0,4}})"
)
_BY = re.compile(
    rf"(?<!\w)(?:[Ss]ignée?(?: électroniquement)? par|[Pp]/?\.?[Oo]\.?|[Pp]our ordre)[ \t:,]+"
    rf"(?P<name>{_PART}(?:[ \t]{_PART}){{1,4}})"
)
_FIRST_NAME = re.compile(rf"^[ \t]*[Pp](?:rénom|RÉNOM|RENOM)\s*:\s*(?P<name>{_PART})[ \t]*$")


def first_name_in(line: str) -> str | None:
    """Return the first name a form gives on a line of its own (« Prénom : Olivier »)."""
    match = _FIRST_NAME.match(line)
    return match["name"] if match else None


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
                and (titled or len(name.split()) >= 2)
                and not any(p.start < stop and match.start("name") < p.stop for p in found)
            ):
                found.append(Person(name, match.start("name"), stop, titled))
    return tuple(found)


def _trimmed(name: str, start: int, rules: PeopleRules) -> tuple[str, int]:
    """Return the name without words of functions after it; empty when it begins with one."""
    kept: list[str] = []
    for word in name.split():
        if fold(word).strip(".,'") in rules.not_names and not (
            kept and fold(word) in {"de", "du", "le", "la", "des"}
        ):
            break
        kept.append(word)
    while kept and fold(kept[-1]) in {"de", "du", "le", "la", "des"}:
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

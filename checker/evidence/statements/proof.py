"""Proof that a thing was done: a perfect, an event or a proving state that belongs to the thing itself."""

from __future__ import annotations

import re

from checker.evidence.statements.clauses import is_complement
from checker.evidence.statements.words import About, Grammar

_ADVERB = (
    r"(?:bien|effectivement|egalement|ainsi|deja|donc|enfin|toujours|tous|toutes|depuis|regulierement"
    r"|dument|par\s+ailleurs|en\s+effet|a\s+ce\s+jour"
    r"|avec\s+succes|ensuite|notamment|aussi|alors|conjointement|recemment|\w{3,}ment)\s+"
)


_PERFECT = re.compile(
    rf"(?:\b(?:a|ont|avons|ai|avoir|ayant)\s+(?:{_ADVERB})*(?P<ete>(?:ete"
    rf"|pu\s+etre)\s+)?(?:{_ADVERB})*(?P<fait>fait\s+)?"
    rf"|\b(?:vient|viennent)\s+d'(?P<just>etre)\s+(?:{_ADVERB})*)$"
)


_REFLEXIVE = re.compile(rf"\b(?:s'est|se\s+sont|s'etant)\s+(?:{_ADVERB})*$")


_IS = re.compile(rf"\b(?:est|sont|etant)\s+(?:{_ADVERB})*$")


_WILL_BE = re.compile(
    rf"\b(?:sera|seront|serait|seraient|soit|soient|etre|aura\s+ete|auront\s+ete|fera"
    rf"|feront)\s+(?:{_ADVERB})*(?:fait\s+)?$"
)


_HAD_DONE = re.compile(
    rf"\b(?:(?:a|ont|avons|ai|avoir|ayant)\s+(?:{_ADVERB})*(?:fait|procede\s+a(?:\s+l[a'])?)|vien(?:t|nent"
    rf"|s|ons)\s+(?:de|d'))\s*(?:faire\s+)?(?:{_ADVERB})*$"
)


_FINISHED = re.compile(
    r"(?:acheve|termine|clos|cloture|finalise|valide|approuve|adopte|deploye|installe|active|ouvert"
    r"|mis\w* en|solde|realise a 100)"
)


_AFTER_ADJECTIVE = re.compile(
    r"\s*[,:]?\s*(?:par|le|du|des|en|entre|courant|au|aux|aupres|depuis|sur|lors|fin|debut|avec"
    r"|conformement)\b|\s*[,:]?\s*(?:\d|\()"
)


_PROCEEDED = re.compile(
    rf"\b(?:a|ont|avons|ai|avoir"
    rf"|ayant)\s+(?:{_ADVERB})*(?:ete\s+)?(?:{_ADVERB})*procede\b(?:\s*,[^,]{{1,60}},)?"
    r"\s+(?:a\s+(?:la\s+|l'|un\s+|une\s+)?|au\s+|aux\s+)(?:\w+\s+d[e'u]\s*)?$"
)


_GOVERNING = re.compile(r"objet|beneficie|soumis|prete")


_EFFECTIVE = re.compile(r"\b(?:effective|bonne|complete|integrale|reelle)\b")


def proof_of(
    clean: str, spots: list[tuple[int, int]], about: About, grammar: Grammar, *, anaphoric: bool
) -> str | None:
    """Return « firm » or « weak » where a form says that the thing itself was done."""
    for match in about.events.finditer(clean):
        governs = _GOVERNING.search(match.group()) is not None
        if anaphoric or (
            _object_after(clean, spots, match.end())
            if governs
            else _subject_before(clean, spots, match.start())
        ):
            return "firm"
    weak = None
    for match in about.participles.finditer(clean):
        left = clean[: match.start()]
        perfect = _PERFECT.search(left)
        if perfect and not perfect["fait"]:
            passive = perfect["ete"] is not None or perfect["just"] is not None
            if passive and (anaphoric or _subject_before(clean, spots, perfect.start())):
                return "firm"
            if not passive and (
                _object_after(clean, spots, match.end()) or _relative(clean, spots, perfect.start())
            ):
                return "firm"
            continue
        if _REFLEXIVE.search(left) and (anaphoric or _subject_before(clean, spots, match.start())):
            return "firm"
        if _WILL_BE.search(left):
            continue
        if _IS.search(left):
            if _FINISHED.match(match.group()) and (anaphoric or _subject_before(clean, spots, match.start())):
                return "firm"
            continue
        near = any(0 <= match.start() - end <= 60 for _, end in spots)
        if (
            near
            and _AFTER_ADJECTIVE.match(clean[match.end() :])
            and not re.search(r"\b(?:a|d'|de|pour)\s+$", left)
        ):
            weak = "weak"
    for match in about.infinitives.finditer(clean):
        if _HAD_DONE.search(clean[: match.start()]) and _object_after(clean, spots, match.end()):
            return "firm"
    for begin, _ in spots:
        if _PROCEEDED.search(clean[:begin]):
            return "firm"
    for match in about.nouns.finditer(clean):
        attested = grammar.attest.search(clean[: match.start()])
        follows = _object_after(clean, spots, match.end())
        if follows and (attested or _EFFECTIVE.search(clean[max(0, match.start() - 12) : match.end() + 25])):
            return "firm"
    for match in about.states.finditer(clean):
        if about.weak_states.search(match.group()):
            weak = "weak"
        elif anaphoric or _own_state(clean, spots, about):
            return "firm"
    return weak


def _own_state(clean: str, spots: list[tuple[int, int]], about: About) -> bool:
    """Tell whether a state may be the thing's own: where it is often named in passing, not as a mere complement."""
    return bool(spots) and (
        not about.own_states or any(not is_complement(clean, begin) for begin, _ in spots)
    )


def _subject_before(clean: str, spots: list[tuple[int, int]], at: int) -> bool:
    return any(
        end <= at and not is_complement(clean, begin) and not _OTHER_SUBJECT.search(clean[end:at])
        for begin, end in spots
    )


_OTHER_SUBJECT = re.compile(r"\w[^,]*\s(?:qui|dont|que)\s+[^,]*$")
"""A relative pronoun right after another noun: what follows is said of that noun."""


def _object_after(clean: str, spots: list[tuple[int, int]], at: int) -> bool:
    for begin, _ in spots:
        if at <= begin <= at + 140:
            between = clean[at:begin]
            if len(between.split()) <= 3 or not is_complement(clean[at:], begin - at):
                return True
    return False


def _relative(clean: str, spots: list[tuple[int, int]], at: int) -> bool:
    return any(end <= at and re.search(r"\bqu(?:e\b|')", clean[end:at]) for _, end in spots)

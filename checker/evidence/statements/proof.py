"""Proof that a thing was done: a perfect, an event or a proving state that belongs to the thing itself."""

from __future__ import annotations

import re

from checker.evidence.lazy import Lazy
from checker.evidence.statements.clauses import is_complement
from checker.evidence.statements.elliptic import bare_participle, by_pronoun
from checker.evidence.statements.words import About, Grammar

_ADVERB = (
    r"(?:bien|effectivement|egalement|ainsi|deja|donc|enfin|toujours|tous|toutes|depuis|regulierement"
    r"|dument|par\s+ailleurs|en\s+effet|a\s+ce\s+jour"
    r"|avec\s+succes|ensuite|notamment|aussi|alors|conjointement|recemment|\w{3,}ment)\s+"
)


_PERFECT = Lazy(
    rf"(?:\b(?:a|ont|avons|ai|avoir|ayant)\s+(?:{_ADVERB})*(?P<ete>(?:ete"
    rf"|pu\s+etre)\s+)?(?:{_ADVERB})*(?P<fait>fait\s+)?"
    rf"|\b(?:vient|viennent)\s+d'(?P<just>etre)\s+(?:{_ADVERB})*)$"
)


_REFLEXIVE = Lazy(rf"\b(?:s'est|se\s+sont|s'etant)\s+(?:{_ADVERB})*$")


_IS = Lazy(rf"\b(?:est|sont|etant)\s+(?:{_ADVERB})*$")


_WILL_BE = Lazy(
    rf"\b(?:sera|seront|serait|seraient|soit|soient|etre|aura\s+ete|auront\s+ete|fera"
    rf"|feront)\s+(?:{_ADVERB})*(?:fait\s+)?$"
)


_HAD_DONE = Lazy(
    rf"\b(?:(?:a|ont|avons|ai|avoir|ayant)\s+(?:{_ADVERB})*(?:fait|pu|su|procede\s+a(?:\s+l[a'])?)|vien(?:t|nent"
    rf"|s|ons)\s+(?:de|d'))\s*(?:faire\s+)?(?:{_ADVERB})*$"
)


_FINISHED = Lazy(
    r"(?:boucle|acheve|termine|clos|cloture|finalise|valide|approuve|adopte|deploye|installe|active|ouvert"
    r"|mis\w* en|solde|realise a 100)"
)


_MOTION = Lazy(r"(?:parti|arrive|parvenu|revenu|intervenu|venu)")
"""Verbs whose perfect is made with « être »."""


_AFTER_ADJECTIVE = Lazy(
    r"\s*[,:]?\s*(?:par|le|du|des|de|d'|en|entre|courant|a|au|aux|aupres|dans|vers|chez|depuis|sur|lors|fin|debut|avec"
    r"|conformement)\b|\s*[,:]?\s*(?:\d|\()"
)


_PROCEEDED = Lazy(
    rf"\b(?:a|ont|avons|ai|avoir"
    rf"|ayant)\s+(?:{_ADVERB})*(?:ete\s+)?(?:{_ADVERB})*(?:procede|fait\s+proceder)\b"
    r"(?:(?!\b(?:a|aux?)\s+(?:la\s|l'|une?\s|des\s|[a-z]{5,}))[^;:]){0,170}?"
    r"\s+(?:a\s+(?:la\s+|l'|un\s+|une\s+)?|au\s+|aux\s+)(?:\w+\s+d[e'u]\s*)?$"
)


_GOVERNING = Lazy(r"objet|beneficie|soumis|prete|pour|afin")


_EFFECTIVE = Lazy(r"\b(?:effective|bonne|complete|integrale|reelle)\b")


def proof_of(
    clean: str, spots: list[tuple[int, int]], about: About, grammar: Grammar, *, anaphoric: bool
) -> str | None:
    """Return « firm », « state » or « weak » where a form says that the thing itself was done."""
    nominal = _nominal(clean, spots, about)
    for match in about.events.finditer(clean):
        governs = _GOVERNING.search(match.group()) is not None
        if anaphoric or (
            _object_after(clean, spots, match.end())
            if governs
            else _subject_before(clean, spots + nominal, match.start())
        ):
            return "firm"
    for match in grammar.happened.finditer(clean) if nominal else ():
        if _subject_before(clean, nominal, match.start(), about):
            return "firm"
    for match in _IN_EFFECT.finditer(clean):
        if _subject_before(clean, spots + nominal, match.start(), about):
            return "firm"
    proofs = [
        _by_participle(clean, spots, about.participles, about, grammar, anaphoric=anaphoric),
        _by_participle(clean, nominal, grammar.completed, about, grammar, anaphoric=False),
        _by_present(clean, spots, about),
    ]
    if "firm" in proofs:
        return "firm"
    for match in about.infinitives.finditer(clean):
        if _HAD_DONE.search(clean[: match.start()]) and _object_after(clean, spots, match.end()):
            return "firm"
    for begin, _ in spots:
        if _PROCEEDED.search(clean[:begin]):
            return "firm"
    effective = False
    for match in about.nouns.finditer(clean):
        if _object_after(clean, spots, match.end()):
            attest = grammar.attest.search(clean[: match.start()])
            if attest and not grammar.towards.search(clean, attest.end(), match.start()):
                return "firm"
            effective = effective or bool(
                _EFFECTIVE.search(clean[max(0, match.start() - 12) : match.end() + 25])
            )
    if anaphoric and (about.acts.search(clean) or bare_participle(clean, about, grammar)):
        return "weak"
    weak = "weak" if effective or "weak" in proofs or _shown(clean, spots, about) else None
    for match in about.states.finditer(clean):
        if about.weak_states.search(match.group()):
            weak = "weak"
        elif anaphoric or _own_state(clean, spots, about):
            return "state"
    return weak


_IN_EFFECT = Lazy(
    rf"\b(?:est|sont)\s+(?:{_ADVERB})*(?:effecti(?:f|fs|ve|ves)|achevee?s?|terminee?s?|accomplie?s?|acquise?s?)\b"
)


def _nominal(clean: str, spots: list[tuple[int, int]], about: About) -> list[tuple[int, int]]:
    """Return where the thing is named by its own action: « l'envoi du message », « la tenue de la réunion »."""
    found = []
    for match in about.nouns.finditer(clean):
        after = [end for begin, end in spots if match.end() <= begin <= match.end() + 60]
        within = any(begin <= match.start() < end for begin, end in spots)
        if after or within:
            found.append((match.start(), min(after) if after else match.end()))
        elif spots and min(end for _, end in spots) <= match.start():
            found.append((match.start(), match.end()))
    return found


def _by_participle(
    clean: str,
    spots: list[tuple[int, int]],
    forms: re.Pattern[str],
    about: About,
    grammar: Grammar,
    *,
    anaphoric: bool,
) -> str | None:
    """Return the proof that a participle of ``forms`` gives: a perfect, a result, or an apposition."""
    weak = None
    if about.person:  # « M. Hardy, RSSI, a été nommé directeur adjoint »: said of him, not of his office
        spots = [spot for spot in spots if not _in_apposition(clean, *spot)]
    for match in forms.finditer(clean) if spots or anaphoric else ():
        left = clean[: match.start()]
        perfect = _PERFECT.search(left)
        if perfect and not perfect["fait"]:
            passive = perfect["ete"] is not None or perfect["just"] is not None
            if passive and (anaphoric or _subject_before(clean, spots, perfect.start(), about)):
                return "firm"
            if not passive and (
                (anaphoric and by_pronoun(clean[: match.start()]))
                or _object_after(clean, spots, match.end())
                or _relative(clean, spots, perfect.start())
            ):
                return "firm"
            continue
        if (_REFLEXIVE.search(left) or _PAST.search(left)) and (
            anaphoric or _subject_before(clean, spots, match.start(), about)
        ):
            return "firm"
        if _WILL_BE.search(left):
            continue
        if _IS.search(left):
            subject = anaphoric or _subject_before(clean, spots, match.start(), about)
            if subject and (_FINISHED.match(match.group()) or _MOTION.match(match.group())):
                return "firm"
            if subject and (about.person or about.deed):
                return "firm"
            if subject and about.narrative:
                weak = "weak"
            continue
        near = any(
            0 <= match.start() - end <= 80 and not _PREPARES.search(clean[:begin]) for begin, end in spots
        )
        if (
            near
            and (_DATED.search(clean) or grammar.attest.search(clean))
            and _AFTER_ADJECTIVE.match(clean[match.end() :])
            and not re.search(r"\b(?:a|d'|de|pour)\s+$", left)
        ):
            weak = "weak"
    return weak


def _in_apposition(clean: str, begin: int, end: int) -> bool:
    return clean[:begin].rstrip().endswith(",") and clean[end:].lstrip().startswith(",")


_DATED = Lazy(
    r"\b20\d\d\b|\d{1,2}[/.-]\d{1,2}|\b(?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)\w*\b"
    r"|\b\d{1,2} ?h(?: ?\d\d)?\b|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi)\b"
    r"|\b(?:depuis|hier|dernier|derniere|ce jour)\b"
)
"""A deed told in apposition (« audit réalisé … ») must be dated or attested: forms name what they ask for so too."""


_PREPARES = Lazy(
    r"\b(?:reunion|cadrage|lancement|preparation|convention|contrat|commande|devis|planification|proposition"
    r"|demande|kit|formations?|sensibilisation|atelier|webinaire|licences?|abonnement|cahier des charges)\b"
)
"""What comes before a deed: what is said after its name may be said of this."""
_PAST = Lazy(rf"\b(?:fut|furent)\s+(?:{_ADVERB})*$")


def _by_present(clean: str, spots: list[tuple[int, int]], about: About) -> str | None:
    """Return « firm » where the paper itself does the thing in the present: « le directeur nomme … »."""
    for match in about.presents.finditer(clean):
        if _NOT_A_VERB.search(clean[: match.start()]):
            continue
        if _object_after(clean, spots, match.end()):
            return "firm"
    return None


_NOT_A_VERB = Lazy(
    r"\b(?:a|ont|ai|avons|ete|est|sont|sera|seront|soit|etre|avoir|pour|de|qui|le|la|les|un|une|ne|n'|si|se|du|son|sa)\s+$|d'\s*$"
)


def _shown(clean: str, spots: list[tuple[int, int]], about: About) -> bool:
    """Tell whether a phrase without a verb shows the thing at work, and counts it: « 44 boîtes ouvertes »."""
    if not about.counted.search(clean):
        return False
    return any(
        0 <= match.start() - end <= 70 and not _FINITE.search(clean[end : match.start()])
        for match in about.shows.finditer(clean)
        for _, end in spots
    )


_FINITE = Lazy(r"\b(?:est|sont|sera|seront|devra|doit|doivent|a|ont|afin|pour|si|lorsque)\b")


def _own_state(clean: str, spots: list[tuple[int, int]], about: About) -> bool:
    """Tell whether a state may be the thing's own: where it is often named in passing, not as a mere complement."""
    return bool(spots) and (
        not about.own_states or any(not is_complement(clean, begin) for begin, _ in spots)
    )


def _subject_before(clean: str, spots: list[tuple[int, int]], at: int, about: About | None = None) -> bool:
    deeds = about.nouns if about else None
    return any(
        end <= at and not is_complement(clean, begin, deeds) and not _OTHER_SUBJECT.search(clean[end:at])
        for begin, end in spots
    )


_OTHER_SUBJECT = Lazy(r"\w[^,]*\s(?:qui|dont|que)\s+[^,]*$")
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

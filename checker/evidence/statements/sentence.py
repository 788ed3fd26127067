"""What one sentence says of a thing, clause by clause: done, planned, denied or unclear, and how firmly."""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.evidence.lazy import Lazy
from checker.evidence.statements.clauses import clauses, is_complement, starts_with_verb, without_parentheses
from checker.evidence.statements.elliptic import goes_on, says_nothing_done
from checker.evidence.statements.finding import Finding
from checker.evidence.statements.forms import Spoken
from checker.evidence.statements.proof import proof_of
from checker.evidence.statements.words import About, Grammar
from models.evidence import State


class Told(NamedTuple):
    """What a sentence says, and whether the next may go on about the same thing."""

    findings: tuple[Finding, ...]
    topic: bool


def speaks(sentence: str, about: About) -> bool:
    """Tell whether a sentence names the thing."""
    return about.objects.search(sentence) is not None or about.definite.search(sentence) is not None


def in_sentence(said: Spoken, start: int, stop: int, about: About, grammar: Grammar, *, topic: bool) -> Told:
    """Return what a sentence's clauses say, and whether the next may go on about the same thing."""
    found: list[Finding] = []
    attesting_denied = False
    for begin, end in clauses(said.flat, start, stop):
        clause = without_parentheses(said.flat[begin:end])
        if about.not_objects.search(clause):
            topic = False
            continue
        here = speaks(clause, about)
        opening = topic and about.opens.match(clause) is not None
        goes = topic and (starts_with_verb(clause) or goes_on(clause, about, grammar))
        if not (here or opening or goes):
            continue
        verdict = clause_state(clause, said.page.text[begin:end], about, grammar, anaphoric=not here)
        if (
            verdict
            and verdict[0] == "done"
            and (
                _others_do(said.flat[start:stop], about, grammar)
                or grammar.placeholder.search(said.flat[start:stop])
            )
        ):
            verdict = ("unclear", False)
        if (
            verdict
            and verdict[0] == "done"
            and _is_rule(clause)
            and not _PERSON.search(said.page.text[start:stop])
        ):
            verdict = ("unclear", False)
        if (
            verdict
            and verdict[0] == "done"
            and about.person
            and not _PERSON.search(said.page.text[start:stop])
        ):
            verdict = None  # « the officer is appointed by the director » is a rule, not a deed
        if verdict and verdict[0] == "done" and about.person and not here and _OTHER_OFFICE.search(clause):
            verdict = None  # « M. Hardy, RSSI, a été nommé directeur adjoint »
        if attesting_denied and verdict and verdict[0] == "done":
            verdict = ("denied", True)
        attesting = grammar.attest.search(clause)
        if attesting and grammar.denied.search(clause[: attesting.end()]):
            attesting_denied = True
        topic = topic or here
        if verdict is not None:
            found.append(Finding(about.key, verdict[0], said.page, begin, end, firm=verdict[1]))
    return Told(tuple(_contrasted(found)), topic)


def _contrasted(found: list[Finding]) -> list[Finding]:
    """Leave out what a sentence takes back: « installé, mais jamais mis en service » is not done, and the reverse."""
    if found and found[-1].state == "denied" and found[-1].firm:
        return [finding for finding in found if finding.state not in {"done", "unclear"}]
    if found and found[-1].state == "done" and found[-1].firm:
        return [
            finding
            for finding in found
            if not (finding.state == "denied" and _WAS_NOT.search(finding.clause))
        ]
    return found


_WAS_NOT = Lazy(r"\bn(?:'|e )(?:avai|etai|pouvai)(?:t|ent)\b")
"""What had not been done before: « qui n'avait pas pu se tenir en février, a été conduit en avril »."""


def clause_state(
    clause: str, printed: str, about: About, grammar: Grammar, *, anaphoric: bool
) -> tuple[State, bool] | None:
    """Return what one clause says, and whether firmly; ``None`` where it says nothing."""
    clean = _without_names(grammar.neutral.sub(_blank, _without_acronym(clause, printed)), printed)
    affirmed = about.affirms.search(clause) is not None
    clean = about.other_way.sub(_blank, about.affirms.sub(_blank, clean))
    spots = [(m.start(), m.end()) for m in about.objects.finditer(clause)]
    spots += [(noun_start(m), m.end()) for m in about.definite.finditer(clause)]
    spots = [spot for spot in spots if not grammar.former.search(clause[: spot[0]])]
    if not spots and not anaphoric:
        return None
    topical = anaphoric or any(not is_complement(clause, begin, about.nouns) for begin, _ in spots)
    if anaphoric and says_nothing_done(clause):
        return "denied", True
    proof = "firm" if affirmed else proof_of(clean, spots, about, grammar, anaphoric=anaphoric)
    bound = proof is not None or _bound(clean, about)
    if grammar.deferred.search(clean) and (topical or bound):
        return "planned", True
    if any(grammar.absent.search(clean[:begin]) and not _FOR_SOME.match(clean, end) for begin, end in spots):
        return "denied", True
    undone = grammar.undone.search(clean)
    if undone and (topical or bound) and not (about.strict and not bound and not topical):
        return "denied", True
    denied = grammar.denied.search(clean)
    planned = grammar.planned.search(clean) or _accented(printed, clean, grammar)
    if about.strict and (denied or planned) and not (proof or (topical and _bound(clean, about))):
        return None  # the thing is often named in passing: only its own verb says it is planned or denied
    if denied and (_IF_ONLY.search(clean) or _NOT_FOUND.search(clean) or _EITHER.search(clean)):
        return "unclear", False
    if denied:
        return (
            ("denied", True)
            if bound or (topical and about.nouns.search(clean))
            else ("unclear", False)
            if topical
            else None
        )
    if planned:
        if (
            _HEARSAY.match(clean, planned.start())
            or _NORM.search(clean)
            or _EXPECTED.search(clean)
            or "sauf erreur" in clean
            or _IF_ONLY.search(clean)
            or (about.person and planned.group() in {"doit", "doivent"} and _SOME_DAY.search(clean) is None)
        ):
            return "unclear", False
        if proof and not (proof == "state" and planned.re is grammar.planned):
            return "unclear", True
        return ("planned", _LEFT_TO_DO.search(clean) is None) if topical or bound else None
    if proof is None:
        return ("planned", False) if about.ordered and spots and grammar.ordered.search(clean) else None
    return _weighed(clean, proof, about, grammar, whole=affirmed and _NONE_LEFT.search(clause) is not None)


_FOR_SOME = Lazy(
    r"\W*(?:\w+ ){0,2}?(?:pour (?!l'instant|le moment|l'heure)|dans |a )"
    r"(?:la |le |les |l'|un |une )(?!etablissement|hopital|clinique)"
)
"""« Pas de boîte pour la pharmacie »: there is one all the same."""
_HEARSAY = Lazy(r"aurai(?:t|ent) (?:\w+ ){0,2}?(?:ete|eu|\w{3,}(?:e|i|is|it|u)(?:e|s|es)?)\b")
"""A conditional perfect tells what others say."""
_NORM = Lazy(
    r"\b(?:l'etablissement|les etablissements|tout etablissement|chaque \w+|chacune?|tous|toutes|le candidat"
    r"|la structure|il|elle)"
    r"(?: \w+){0,2} (?:doit|doivent|devra|devront)(?! encore)\b"
    r"|\bqu(?:e |')(?:le |la |les |l')\w+ (?:doit|doivent|devra|devront)(?! encore)\b"
    r"|\b(?:doit|doivent)\b.{0,80}?\b(?:au moins|au minimum|(?:une|deux|trois) fois (?:par|l'an)"
    r"|chaque (?:annee|semestre|trimestre|mois)|par (?:an|semestre|trimestre|mois))\b"
    r"|\breste a (?:savoir|voir)\b"
)
"""What must be, by rule: neither done nor planned."""
_SOME_DAY = Lazy(
    r"\d|\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|lundi|mardi|mercredi"
    r"|jeudi|vendredi|samedi|semaine|mois|trimestre|semestre|rentree|printemps|ete|automne|hiver|encore|toujours|prochain\w*"
    r"|bientot|ici|avant|apres|fin|debut|courant|demain|ensuite|prealablement)\b"
)
"""When: without it « le DSI doit être nommé par … » tells how anybody is appointed, no plan."""
_EXPECTED = Lazy(r"\b(?:resultats?|comportements?|constats?) attendue?s?\b|\battendue?s? ?:")
"""What a test plan says should come out: no plan to do it, and no deed."""
_IF_ONLY = Lazy(
    r"r(?:ai(?:s|t|ent)?|ions|a|ons|ont|ez)\b.{0,120}\bsi\b|\bsi\b.{0,120}r(?:ai(?:s|t|ent)?|ions|a|ons|ont|ez)\b"
)
"""What would be, if."""
_NOT_FOUND = Lazy(r"\bn'(?:ai|a|avons|ont) (?:pas|plus|jamais|point) (?:pu )?(?:re)?trouve(?:r|e|s)?\b")
"""No trace of a thing was found: it may have been all the same."""
_EITHER = Lazy(r"\b(\w+)\s*(?:\(\w\)\s*)?(?:/|\bou\b)\s*(?:ne\s+|n')\1 pas\b")
"""« donne / ne donne pas »: neither was struck out."""
_LEFT_TO_DO = Lazy(r"\brest(?:e|ent) (?:\w+ )?a \w+")
"""Said of what is not done, whether or not anybody means to do it: weaker than a plan or a denial."""


def _without_acronym(clause: str, printed: str) -> str:
    """Return the clause with « SI » blanked where capitals tell it from the condition « si », same length."""
    if printed.isupper():
        return clause
    for match in _ACRONYM.finditer(printed):
        clause = clause[: match.start()] + "  " + clause[match.end() :]
    return clause


_ACRONYM = Lazy(r"\bSI\b")


def _without_names(clause: str, printed: str) -> str:
    """Return the clause with the ends of given names that look like a future blanked (« Sandra »), same length."""
    names = _GIVEN_NAME if printed.isupper() else _NAME
    for match in names.finditer(printed):
        clause = clause[: match.start()] + " " * len(match.group()) + clause[match.end() :]
    return clause


_GIVEN_NAME = Lazy(
    r"(?:(?<=[\w,;:(] )|(?<=GHT\n)|(?<=CHU\n)|(?<= CH\n)|(?<= d[eu]\n)|(?<=Mme\n)|(?<= M\.\n))"
    r"[A-ZÉÈ][a-zéèêëîïôç'-]+r(?:a|ont|ons)\b(?!\s+(?:être|avoir|faire))"
    r"|^\W*[A-ZÉÈ][a-zéèêëîïôç'-]+ra(?=\s+(?:a|m'a|nous a|n'a|est|s'est)\b)"
)
"""A name inside a sentence, or before its own verb: no French verb stands there with a capital."""
_NAME = Lazy(rf"{_GIVEN_NAME.source}|\b[A-ZÉÈÀÂÎÔÇ][A-ZÉÈÀÂÎÔÇ'’-]+R(?:A|AI|EZ|ONT|ONS)\b")
"""« M. COCQUEREZ »: a word in capitals in a text that is not."""


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


_PERSON = Lazy(
    r"\b(?:M|Mr|Mme|Mlle|Dr|Pr|MM|Mmes|Monsieur|Madame|Mademoiselle|Docteur|Professeur|MME|MONSIEUR|MADAME)\b\.?"
    r"\s+(?!L[EA]\b|L['’])[A-ZÉÈÀÂÎÔÇ]"
    r"|\b(?!(?:Le|La|Les|Un|Une|Du|Au|De|Des|Ce|Cette|Son|Notre)\s)[A-ZÉÈÀÂÎÔÇ][a-zéèêëàâîïôöûüç-]+\s+"
    r"(?!(?:RSSI|DSI|SSI|GHT|CHU|CHR|ARS|PSSI|DSIO|SIH|EHPAD|DSIN|DSN|RSI)\b)[A-ZÉÈÀÂÎÔÇ][A-ZÉÈÀÂÎÔÇ'’-]{2,}"
    r"|^\W*(?!(?:Le|La|Les|Un|Une|Ce|Cette|Notre)\s)[A-ZÉ][a-zéèêëîïôç-]+ [A-ZÉ][a-zéèêëîïôç-]{2,} "
    r"(?:prend|exerce|assure|occupe|est|a)\b"
    r"|\b(?:[Vv]ous|[Vv]otre|VOUS|VOTRE)\b|\b[Ll]'intéressée?\b|\b[A-ZÉÈÀÂÎÔÇ]\.\s?[A-ZÉÈÀÂÎÔÇ][\w'’-]+"
)
"""A person, by title, by given name and family name in capitals, by initial, or spoken to."""


_OTHER_OFFICE = Lazy(
    r"\b(?:nomme|designe|recrute|affecte|promu|mute|charge|elu)e?s? (?:\w+ )?(?:direct\w+|cheffe?|responsable|adjointe?"
    r"|membre|presidente?|referente?|secretaire|cadre|ingenieure?|au (?:comite|conseil|sein|service|poste)|a la \w+)"
)
"""An office other than the thing's own: it would have been named."""
_RULE = Lazy(
    r"\b(?:est|sont)\s+(?:\w+ment\s+)?(?!utilise|exploite|employe)\w{3,}(?:ee?s?|is|ise|ises|us?|ues?)\s+"
    r"(?:(?:au|sur|en|a|de)\s\w+\s+)?par\s"
)
_EVENT = Lazy(r"\d|\b(?:depuis|desormais|actuellement|deja|a ce jour|en seance|ce jour|dument)\b")


def _is_rule(clause: str) -> bool:
    """Tell whether a clause says how a thing is done in general: « le schéma est validé par le comité », undated."""
    return _RULE.search(clause) is not None and _EVENT.search(clause) is None


_NONE_LEFT = Lazy(
    r"^(?=.*\bplan\b)(?!.*\b(?:a|pour|de|sans) (?:re)?(?:planifi|programm|affect|chiffr|financ|defini|valid|lanc"
    r"|attribu|engag|pilot|responsab|titulaire))(?!.*\b(?:volet|perimetre|priorit|niveau|phase|domaine|theme|chapitre|site)).*"
    r"\b(?:plus|reste|restent|demeure|restante)\b"
)
"""Nothing of the plan is left to do; « aucune action en cours » alone may say that nothing was begun."""


def _weighed(
    clean: str, proof: str, about: About, grammar: Grammar, *, whole: bool = False
) -> tuple[State, bool] | None:
    """Return what a proof is worth among the clause's other words; ``whole`` tells that nothing is left of it."""
    if grammar.unsure.search(clean) or (proof != "firm" and _PAST_PERFECT.search(clean)):
        return "unclear", False
    if about.ordered and proof == "weak" and (grammar.ordered.search(clean) or grammar.offered.search(clean)):
        return "unclear", True
    if _others_do(clean, about, grammar):
        return "unclear", False
    if about.short.search(clean) or (about.must is not None and _falls_short(clean)):
        return "denied", True
    if grammar.halfway.search(clean):
        return "unclear", False
    if about.must is not None and not whole and not about.must.search(clean):
        return "unclear", False
    if about.spoils.search(clean):
        return "unclear", True
    return "done", proof != "weak"


def _others_do(text: str, about: About, grammar: Grammar) -> bool:
    """Tell whether a text speaks of another house, the supporting one aside where the deed is its own."""
    return grammar.others.search(_SUPPORT.sub(_blank, text) if about.by_support else text) is not None


_SUPPORT = Lazy(r"\betablissement support\b")
_PAST_PERFECT = Lazy(
    r"\bavai(?:t|ent) (?:\w+ )?ete\b|\b(?:j'|nous |il |elle )av(?:ais|ait|ions) (?:\w+ )?\w{3,}e\b"
)
"""What had been so: it need not be so any more."""
_OF = Lazy(
    r"(?P<part>\d+) (?:\w+ ){0,3}?(?:sur|/) (?:les |nos |un total de )?(?P<all>\d+)\b"
    r"|\bsur (?:les |nos |un total de )?(?P<all2>\d+) (?:\w+[ ,']+){1,5}?(?P<part2>\d+) (?:sont|ont|seulement)\b"
)


def _falls_short(clean: str) -> bool:
    """Tell whether a count falls short of its total: « 30 actions sur 34 »."""
    return any(
        int(match["part"] or match["part2"]) < int(match["all"] or match["all2"])
        for match in _OF.finditer(clean)
    )


def noun_start(match: re.Match[str]) -> int:
    """Return where the noun of a definite mention begins, after its article."""
    return match.start() + len(match.group()) - len(re.split(r"[\s']", match.group())[-1])


def _accented(printed: str, clean: str, grammar: Grammar) -> re.Match[str] | None:
    """Find what only an accent tells (« programmé » is no « programme »), unless it was neutral."""
    for match in grammar.accented_planned.finditer(printed):
        if clean[match.start() : match.end()].strip():
            return match
    return None


def _bound(clean: str, about: About) -> bool:
    """Tell whether the clause uses a verb or a state of this thing at all."""
    return any(
        form.search(clean)
        for form in (
            about.participles,
            about.infinitives,
            about.futures,
            about.events,
            about.states,
            about.presents,
            *((about.nouns,) if about.strict else ()),
        )
    )

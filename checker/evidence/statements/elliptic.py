"""Clauses without their subject: « Réalisé le 4 mai par … », « le comité l'a validé », « Toujours rien »."""

from __future__ import annotations

from checker.evidence.lazy import Lazy
from checker.evidence.statements.words import About, Grammar

_LEAD = Lazy(
    r"\W*(?:(?:bien|enfin|deja|finalement|desormais|entierement|integralement|donc|et|puis|ensuite|c'est|depuis) )*"
)
"""What may stand before a bare participle."""
_TOLD = Lazy(
    r"\d{1,2}[/.-]\d|\b20\d\d\b|\b\d{1,2}(?:er)? (?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)"
    r"|\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre) 20"
    r"|\b(?:hier|ce jour|ce matin|en seance|a l'unanimite|sans reserve)\b"
)
"""What makes a bare participle a fact: a day, or how it was done. Forms name what they ask for without."""
_PLACED = Lazy(r"(?:fait|etabli|valide|delivre|dresse|redige|arrete)e?s? (?:et \w+ )?a\s+(?!l'unanimite)")
"""« Fait à Angers, le … » dates the paper."""
_PRONOUN = r"(?:l'|les |la |le |m'|nous |vous )"
_BY_PRONOUN = Lazy(rf"\b{_PRONOUN}(?:a|ont|ai|avons)\s+(?:[\w'-]+\s+){{0,2}}?$")
_NOTHING = Lazy(
    r"\W*(?:(?:a ce jour|chez nous|ici|pour l'instant|pour le moment|helas|mais|et|la|toujours|encore),? ?)*"
    r"(?:rien|neant|non|jamais|personne|pas encore|nok?|ko|zero|pas fait|pas eu lieu)"
    r"(?: (?:a ce jour|pour l'instant|pour le moment|encore|chez nous|en 20\d\d"
    r"|de (?:fait|realise|signe|tenu|deploye|recu|envoye|ecrit|redige|valide|concret)))*\W*$"
)
_VERB = Lazy(
    r"\b(?:a|ont|ai|avons|est|sont|sera|seront|etait|etaient|fut|doit|doivent|peut|peuvent|fait|n'\w+|ne|se|s'est)\b"
    r"|\b\w{3,}(?:ons|era|eront|ait|aient)\b"
)
_HEADING_WORDS = 14


def goes_on(clause: str, about: About, grammar: Grammar) -> bool:
    """Tell whether a clause without a subject of its own goes on about the thing that was named before it."""
    return (
        bare_participle(clause, about, grammar)
        or _NOTHING.match(clause) is not None
        or any(by_pronoun(clause[: match.start()]) for match in about.participles.finditer(clause))
        or about.acts.search(clause) is not None
    )


def bare_participle(clause: str, about: About, grammar: Grammar) -> bool:
    """Tell whether a clause opens with the thing's own participle and says when or how: « Validé le 4 mai. »."""
    at = _LEAD.match(clause)
    start = at.end() if at else 0
    opens = about.participles.match(clause, start) or (about.own and grammar.completed.match(clause, start))
    return bool(opens) and _TOLD.search(clause, start) is not None and _PLACED.match(clause, start) is None


def by_pronoun(left: str) -> bool:
    """Tell whether what stands before a participle gives it a pronoun for its object: « le directeur l'a … »."""
    return _BY_PRONOUN.search(left) is not None


def says_nothing_done(clause: str) -> bool:
    """Tell whether a clause is no more than a denial: « Toujours rien. », « Néant »."""
    return _NOTHING.match(clause) is not None


def is_heading(sentence: str, about: About) -> bool:
    """Tell whether a sentence without a verb names the thing: what follows may be said of it."""
    return (
        sentence.count(" ") < _HEADING_WORDS
        and _VERB.search(sentence) is None
        and about.objects.search(sentence) is not None
    )

"""Ours or theirs: what is told of another house, of some houses only, or of a draft, is no deed of our own."""

from __future__ import annotations

from dataclasses import replace

from checker.evidence.lazy import Lazy
from checker.evidence.statements.finding import Finding
from checker.evidence.statements.words import About, Grammar

_FOLLOWING = 2
"""Sentences after the deed's own in which our house may be set against the one that was named."""
_TITLE_LINES = 3


def unless_ours_lacks(finding: Finding, about: About, grammar: Grammar) -> Finding:
    """Return a finding, made unclear where the next sentences say that our house has not got there.

    « La clinique X est équipée. La vôtre attend son tour. » The deed's sentence must name a house, and what follows
    must speak of ours by what sets it against another (« la nôtre », « chez nous ») and deny, plan or delay.
    """
    if finding.state != "done":
        return finding
    page = finding.page
    begin, stop = page.sentence_at(finding.start) or (finding.start, finding.stop)
    stop = max(stop, finding.stop)
    sentence = page.flat[begin:stop]
    if (
        _some_houses(sentence)
        or grammar.drafted.search(sentence)
        or _is_drafted(finding, grammar)
        or (_names_years(sentence) and grammar.successor.search(page.flat, stop))
    ):
        return replace(finding, state="unclear", firm=False)
    if grammar.houses.search(sentence) is None:
        return finding
    after = [page.flat[first:last] for first, last in page.sentences if first >= stop][:_FOLLOWING]
    for text in (sentence, *after):
        ours = grammar.ours.search(text)
        if ours and _lacks(text[ours.start() :], grammar):
            return replace(finding, state="unclear", firm=False)
    return finding


def _lacks(text: str, grammar: Grammar) -> bool:
    forms = (grammar.lacking, grammar.denied, grammar.undone, grammar.planned)
    clean = grammar.neutral.sub(" ", text)
    return any(form.search(clean) for form in forms)


def _is_drafted(finding: Finding, grammar: Grammar) -> bool:
    """Tell whether the page's title calls it a draft: « Projet de délibération »."""
    return any(
        grammar.drafted.match(line.folded.strip(" *-–:.#")) for line in finding.page.lines[:_TITLE_LINES]
    )


_YEARS = Lazy(r"\b(20\d\d) ?[-–/à] ?(20\d\d)\b")


def _names_years(sentence: str) -> bool:
    """Tell whether the sentence names the years that a paper covers."""
    return _YEARS.search(sentence) is not None


_WORDS = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_NUMBERS = {word: rank for rank, word in enumerate(_WORDS.split(), 1)}
_COUNT = r"(\d{1,2}|" + "|".join(_NUMBERS) + r"|une)"
_OF_HOUSES = Lazy(
    rf"\bsur (?:les |nos |ses )?{_COUNT} (?:sites|etablissements|hopitaux|cliniques|structures)\b"
    rf"[^.;]{{0,120}}?\b(?:sur|dans|a|pour) (?:seulement )?{_COUNT}"
    r"(?! (?:ans?|mois|jours?|semaines?|reprises?|fois|h\b))\b"
)
_PART_OF = Lazy(
    rf"\b{_COUNT} (?:sites|etablissements|hopitaux|cliniques|structures) sur (?:les |nos |ses )?{_COUNT}\b"
)


def _some_houses(sentence: str) -> bool:
    """Tell whether a deed was done in some of several houses only: « sur neuf sites, … conduit sur trois »."""
    told = [(match[2], match[1]) for match in _OF_HOUSES.finditer(sentence)]
    told += [(match[1], match[2]) for match in _PART_OF.finditer(sentence)]
    return any(_number(done) < _number(every) for done, every in told)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.get(word, 1)

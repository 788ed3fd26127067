"""Settle the kinds of a document: split it where another begins, weigh rules and model, stay honest about doubt."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from checker.evidence.kinds.inner import HOLDS, inner_kinds
from checker.evidence.kinds.model import LinearModel
from checker.evidence.kinds.prior import likely_under, plausible
from checker.evidence.kinds.rules import KindRules, Score, ranked, score
from checker.evidence.kinds.split import split
from checker.evidence.kinds.titles import title_lines
from checker.evidence.text import PageText
from models.evidence import Kind

_READ_PAGES = 4
_READ_CHARACTERS = 7000
_PRIOR = 0.4
_OTHER = "other"


@dataclass(frozen=True)
class _Guess:
    kind: str
    confidence: float
    quote: str
    strong: bool
    """A title of its own says so: a page with one may begin another document."""


def kinds_of(
    pages: Sequence[PageText],
    rules: Sequence[KindRules],
    model: LinearModel | None,
    *,
    field_id: str | None = None,
) -> tuple[Kind, ...]:
    """Return the kinds of a document, the surest first, each with the pages it spans."""
    if not any(page.text.strip() for page in pages):
        return (Kind(kind=_OTHER, confidence=0.0, first_page=1, last_page=max(1, len(pages))),)
    spans = split(pages, rules)
    found: list[Kind] = []
    for first, last in spans:
        guess = _guess(pages[first : last + 1], rules, model, field_id)
        found.append(_kind(guess, pages, first, last))
        found += inner_kinds(pages, first, last, rules, found[-1])
    found.sort(key=lambda k: (k.kind == _OTHER, -k.confidence))
    return tuple(found)


def _kind(guess: _Guess, pages: Sequence[PageText], first: int, last: int) -> Kind:
    return Kind(
        kind=guess.kind,
        confidence=round(guess.confidence, 3),
        first_page=pages[first].page.number,
        last_page=pages[last].page.number,
        quote=guess.quote,
    )


def _guess(
    pages: Sequence[PageText], rules: Sequence[KindRules], model: LinearModel | None, field_id: str | None
) -> _Guess:
    prior = _asked(rules, field_id)
    scores, odds = _weights(pages, rules, model, prior)
    guess = _weigh(scores, odds, pages)
    if not guess.strong and (guess.kind == _OTHER or guess.confidence < 0.5):
        likely = likely_under(prior, scores, odds, _OTHER)
        if likely is not None:
            guess = _Guess(likely.kind, likely.confidence, _original(pages[0], likely.title), False)
    if guess.kind not in _MAY_BE_BLANK and blanks(pages[0]) >= _TEMPLATE_BLANKS:
        return _Guess(_OTHER, max(0.6, odds.get(_OTHER, 0.0)), guess.quote, False)
    return guess


def _asked(rules: Sequence[KindRules], field_id: str | None) -> frozenset[str]:
    return frozenset(rule.kind for rule in rules if field_id and field_id in rule.fields)


def _weights(
    pages: Sequence[PageText], rules: Sequence[KindRules], model: LinearModel | None, prior: frozenset[str]
) -> tuple[list[Score], Mapping[str, float]]:
    """Return what rules and model say of each kind, the field's own kinds first among equals."""
    text = " ".join(page.spaced for page in pages[:_READ_PAGES])[:_READ_CHARACTERS]
    titles = title_lines(pages[0])
    if len(pages) > 1 and len(pages[0].text.strip()) < 250:  # a cover alone: the next page speaks too
        titles += title_lines(pages[1])
    found = (score(rule, titles, text, pages[0].spaced) for rule in rules)
    scores = ranked(
        (replace(s, points=s.points + _PRIOR) if s.kind in prior and s.points > 1 else s for s in found),
        rules,
    )
    return _holder_first(scores, model.probabilities(text) if model else {})


def _holder_first(scores: list[Score], odds: Mapping[str, float]) -> tuple[list[Score], Mapping[str, float]]:
    """Let the document speak before the section it holds: a PSSI whose last heading is the incident procedure."""
    best = scores[0]
    holder = next(
        (
            s
            for s in scores
            if s.kind in HOLDS.get(best.kind, ()) and s.title_points > 0 and s.rank < best.rank
        ),
        None,
    )
    if holder is None:
        return scores, odds
    first = replace(holder, points=best.points + 0.5)
    both = odds.get(best.kind, 0.0) + odds.get(holder.kind, 0.0)
    return [first, *(s for s in scores if s is not holder)], {**odds, best.kind: 0.0, holder.kind: both}


_WELL_READ = 0.75
_FEWEST_CHARACTERS = 120


def candidates_of(
    pages: Sequence[PageText],
    rules: Sequence[KindRules],
    model: LinearModel | None,
    *,
    field_id: str | None = None,
) -> tuple[str, ...]:
    """Return the kinds that a file not recognised may still be.

    Empty where its text does not allow to leave any out: ill read, too short, or long enough to bind several.
    """
    if model is None or len(pages) > _READ_PAGES or any(p.page.confidence < _WELL_READ for p in pages):
        return ()
    if sum(len(page.text.strip()) for page in pages) < _FEWEST_CHARACTERS:
        return ()
    prior = _asked(rules, field_id)
    scores, odds = _weights(pages, rules, model, prior)
    return plausible(prior, scores, odds) or (_OTHER,)


_MAY_BE_BLANK = {"rniv_questionnaire", "bank_details", "dossier_summary", "quote", "delegation", "other"}
_TEMPLATE_BLANKS = 3
_BLANK = re.compile(
    r"\[[a-z][a-z ,'/()]{1,40}\]|<[a-z][a-z ,']{1,40}>|[.]{5,}|…{2,}|_{5,}|\.{1,3} ?/ ?\.{1,4} ?/ ?\.{1,4}"
    r"|(?<!\w)x{3,}(?!\w)|(?<!\w)jj/mm/aaaa"
)


def blanks(page: PageText) -> int:
    """Return how many places to fill in a page leaves open; signature lines and tables of contents do not count."""
    return sum(
        1
        for match in _BLANK.finditer(page.folded)
        if not re.match(r"\s*\d{1,3}\s*(?:\n|$)", page.folded[match.end() : match.end() + 8])
        and "signature" not in page.folded[max(0, match.start() - 25) : match.start()]
    )


def _weigh(scores: list[Score], odds: Mapping[str, float], pages: Sequence[PageText]) -> _Guess:
    """Join what rules and model say. Agreement is sure; a title against the model is doubtful."""
    best, second = scores[0], scores[1]
    foreign = next((s for s in scores if s.kind == _OTHER), best)
    if best is not foreign and foreign.title_points > 2.5 and foreign.rank < best.rank:
        return _Guess(_OTHER, max(0.7, odds.get(_OTHER, 0.0)), _original(pages[0], foreign.title), True)
    margin = best.points - second.points
    ruled = 1 / (1 + math.exp(-(0.75 * best.points + 0.5 * min(margin, 3) - 2.9))) if best.points else 0.0
    quote = _original(pages[0], best.title)
    if not odds:
        if ruled < 0.5:
            return _Guess(_OTHER, round(1 - ruled, 3) * 0.6, "", False)
        return _Guess(best.kind, ruled, quote, best.title_points > 0)
    likely = max(odds, key=lambda k: odds[k])
    if likely == best.kind:
        return _Guess(
            best.kind, min(0.99, 1 - (1 - ruled) * (1 - odds[likely])), quote, best.title_points > 0
        )
    own = odds.get(best.kind, 0.0)
    if ruled >= 0.5 and best.title_points >= 2.4:
        return _Guess(
            best.kind,
            max(0.75 if best.points >= 4.5 else 0.5, ruled * (1 - 0.3 * (odds[likely] - own))),
            quote,
            True,
        )
    by_rule = {s.kind: s.points for s in scores}
    if odds[likely] >= 0.6 and by_rule.get(likely, 0.0) >= 1.5 and likely != _OTHER:
        return _Guess(likely, odds[likely] * 0.9, "", False)
    if ruled >= 0.75 and own >= 0.1:
        return _Guess(best.kind, ruled * 0.8, quote, best.title_points > 0)
    return _Guess(_OTHER, max(odds.get(_OTHER, 0.0), 0.4), "", False)


def _original(page: PageText, title: str) -> str:
    """Return the title as printed."""
    for line in page.lines[:60]:
        if title and line.folded.strip(" -_=*•.:|")[:30] and line.folded.strip(" -_=*•.:|")[:30] in title:
            return line.text.strip()
    return title

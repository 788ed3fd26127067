"""Settle the kinds of a document: split it where another begins, weigh rules and model, stay honest about doubt."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from checker.evidence.kinds.inner import beside_kinds, inner_kinds, said_beside
from checker.evidence.kinds.model import LinearModel
from checker.evidence.kinds.prior import likely_under, plausible
from checker.evidence.kinds.rules import KindRules, Score, ranked, score
from checker.evidence.kinds.settle import settled
from checker.evidence.kinds.split import split
from checker.evidence.kinds.titles import titles_of
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText, once_a_page
from models.evidence import Kind

_READ_PAGES = 4
_READ_CHARACTERS = 7000
_PRIOR = 0.4
_OTHER = "other"
_RECOGNISED = 0.5
_NOT_RULED_OUT = 0.05
_UNRECOGNISED = 0.49
"""How sure one may be that a paper is nothing that is asked for, where no field says what it was given for and its own
title names such a thing."""
_GENERAL = frozenset(
    {_OTHER, "letter", "dossier_summary", "bank_details", "invoice", "quote", "purchase_order"}
)
_ALONE = 0.75
"""Under which the odds of a kind may be shared with those that the paper is as well: one attestation of several
matters is none of them alone, and surely something that is asked for when theirs come to this together."""
_DOUBTED = 0.64
"""How sure of a kind one may be while the kind that its field asks for is not ruled out: the lack of that kind is
then doubted instead of held against the dossier. So it is where the paper has all the looks of that kind, and only
its own words say that it stands near it."""


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
        outer = found[-1]
        found += inner_kinds(pages, first, last, rules, outer)
        found += beside_kinds(pages, first, last, rules, outer)
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
    scores, odds = weights(pages, rules, model, prior)
    guess = _weigh(scores, odds, pages)
    if not guess.strong and (guess.kind == _OTHER or guess.confidence < _RECOGNISED):
        likely = likely_under(prior, scores, odds, _OTHER)
        if likely is not None:
            guess = _Guess(likely.kind, likely.confidence, _original(pages[0], likely.title), False)
    if odds and guess.kind != _OTHER and guess.confidence < _ALONE:
        chances = pooled(scores, odds)
        shared = guess.confidence + sum(chances[kind] for kind in said_beside(pages, guess.kind, rules))
        if shared >= _ALONE:
            guess = replace(guess, confidence=min(_SUREST, shared))
    if odds and guess.kind not in prior and guess.confidence > _DOUBTED:
        chances = pooled(scores, odds)
        near = any((s.near or s.title_points >= _TITLED) and s.kind in prior for s in scores)
        if near or max((chances.get(kind, 0.0) for kind in prior), default=0.0) >= _NOT_RULED_OUT:
            guess = replace(guess, confidence=_DOUBTED)
    if odds and not prior and guess.kind == _OTHER and not guess.strong and _is_titled(scores):
        guess = replace(guess, confidence=min(guess.confidence, _UNRECOGNISED))
    if guess.kind not in _MAY_BE_BLANK and blanks(pages[0]) >= _TEMPLATE_BLANKS:
        return _Guess(_OTHER, max(0.6, odds.get(_OTHER, 0.0)), guess.quote, False)
    return guess


def _is_titled(scores: Sequence[Score]) -> bool:
    """Tell whether a title says a kind that something asks for, whatever the text below is likened to."""
    return any(s.title_points >= _TITLED and s.kind not in _GENERAL for s in scores)


def _asked(rules: Sequence[KindRules], field_id: str | None) -> frozenset[str]:
    return frozenset(rule.kind for rule in rules if field_id and field_id in rule.fields)


def weights(
    pages: Sequence[PageText], rules: Sequence[KindRules], model: LinearModel | None, prior: frozenset[str]
) -> tuple[list[Score], Mapping[str, float]]:
    """Return what rules and model say of each kind, the field's own kinds first among equals."""
    scores, odds = _weights(pages[0], tuple(pages), tuple(rules), model, prior)
    return list(scores), odds


@once_a_page
def _weights(
    _opening: PageText,
    pages: tuple[PageText, ...],
    rules: tuple[KindRules, ...],
    model: LinearModel | None,
    prior: frozenset[str],
) -> tuple[list[Score], Mapping[str, float]]:
    """Return the weights of a document; a paper that is not recognised is weighed again for what it may be."""
    text = " ".join(page.spaced for page in pages[:_READ_PAGES])[:_READ_CHARACTERS]
    titles = titles_of(pages[0])
    if len(pages) > 1 and len(pages[0].text.strip()) < 250:  # a cover alone: the next page speaks too
        titles = titles.and_then(titles_of(pages[1]))
    odds = model.probabilities(text) if model else {}
    found = (
        score(rule, titles, text, pages[0].spaced, least_title=_ANY_TITLE if _unlike(rule, odds) else 0.0)
        for rule in rules
    )
    scores = ranked(
        (replace(s, points=s.points + _PRIOR) if s.kind in prior and s.points > 1 else s for s in found),
        rules,
    )
    scores, odds = settled(scores, odds, rules, text, pages)
    return _holder_first(scores, odds, rules)


_ANY_TITLE = 0.1


def _unlike(rule: KindRules, odds: Mapping[str, float]) -> bool:
    """Tell whether a text is so unlike a kind that no cue in it could still make it one: only a title can."""
    return bool(odds) and odds.get(rule.kind, 0.0) < _LEAST_CHANCE


def _holder_first(
    scores: list[Score], odds: Mapping[str, float], rules: Sequence[KindRules]
) -> tuple[list[Score], Mapping[str, float]]:
    """Let the document speak before the section it holds: a PSSI whose last heading is the incident procedure."""
    by_kind = {s.kind: s for s in scores}
    chances = dict(odds)
    for rule in rules:
        held = by_kind[rule.kind]
        holder = next(
            (
                by_kind[kind]
                for kind in sorted(rule.held_in)
                if by_kind[kind].title_points > 0 and by_kind[kind].rank < held.rank
            ),
            None,
        )
        if holder is None:
            continue
        by_kind[holder.kind] = replace(holder, points=max(holder.points, held.points))
        by_kind[held.kind] = replace(held, points=0.0)
        if chances:
            chances[holder.kind] += chances[held.kind]
            chances[held.kind] = 0.0
    return sorted(by_kind.values(), key=lambda s: -s.points), chances


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
    scores, odds = weights(pages, rules, model, prior)
    return plausible(prior, scores, odds) or (_OTHER,)


_MAY_BE_BLANK = {"rniv_questionnaire", "bank_details", "dossier_summary", "quote", "delegation", "other"}
_TEMPLATE_BLANKS = 3
_BLANK = Lazy(
    r"\[[a-z][a-z ,'/()]{1,40}\]|<[a-z][a-z ,']{1,40}>|[.]{5,}|…{2,}|_{5,}|\.{1,3} ?/ ?\.{1,4} ?/ ?\.{1,4}"
    # fields of a mail merge: « «raison sociale» », « {{date_envoi}} »
    r"|«(?:civilite|(?:pre)?nom|fonction|qualite|raison sociale|finess|siret|ville|lieu|date)\w*»"
    r"|«[a-z]+_[a-z_]+»|\{\{? ?[a-z][a-z_ ]{1,40}\}"
    r"|(?<!\w)x{3,}(?!\w)|(?<!\w)jj/mm/aaaa"
)


def blanks(page: PageText) -> int:
    """Return how many places to fill in a page leaves open.

    Signature lines, tables of contents, dots that lead to a value and boxes of a flow chart do not count.
    """
    return sum(1 for match in _BLANK.finditer(page.folded) if not _is_no_blank(page, match))


def _is_no_blank(page: PageText, match: re.Match[str]) -> bool:
    before = page.folded[max(0, match.start() - 25) : match.start()]
    after = page.folded[match.end() : match.end() + 8]
    if _PAGE_NUMBER.match(page.folded, match.end()) or "signature" in before:
        return True
    if match.group().startswith("x") and (_MASKED.search(before) or after.lstrip().startswith("@")):
        return True
    if match.group().startswith("["):
        if _STAMPED.search(match.group()):
            return True
        return after.lstrip().startswith(_ARROWS) or before.rstrip().endswith(_ARROWS)
    line = page.line_at(match.start())
    if line is None or not match.group().startswith((".", "…", "_")):
        return False
    leads = _LEADS.match(line.folded)
    return leads is not None and "soussign" not in line.folded


_PAGE_NUMBER = Lazy(
    r"\s*(?:(?:pages?|pp?|fol?)\b\.? ?)?(?:\d{1,3}|[ivx]{1,5})(?: ?[-–a/] ?\d{1,3})?\s*(?:\n|$)"
)
"""Where dots lead to in a table of contents: « 12 », « p. 3 », « page 3/9 », « iv »."""
_STAMPED = Lazy(r"sign|cachet|tampon|paraphe|visa|logo|masque|illisible|copie|original")
"""What a reader or a copier writes for what it saw, unlike what is still to be filled in."""
_MASKED = Lazy(r"\d[\dx .]*$")
"""A number some of whose figures are hidden is no number still to come."""
_ARROWS = ("->", "→", "=>", ">")
_LEADS = Lazy(r"[^.…_]*(?:\.[^.…_]+)*(?:\.{5,}|…{2,}|_{5,})\s*:?\s*[^\s,;.…_/][^.…_]{0,70}\.?\s*$")
"""A line whose only run of dots leads from a label to its value."""


def _weigh(scores: list[Score], odds: Mapping[str, float], pages: Sequence[PageText]) -> _Guess:
    """Join what rules and model say: their odds are multiplied, so that a title outweighs no clear text against it."""
    if not odds:
        return _by_rules(scores, pages)
    joined = pooled(scores, odds)
    likely = max(joined, key=lambda kind: joined[kind])
    score = next((s for s in scores if s.kind == likely), Score(likely, 0.0))
    foreign = next((s for s in scores if s.kind == _OTHER), score)
    if (
        score is not foreign
        and foreign.title_points > _TITLED
        and foreign.rank < score.rank
        and odds[likely] < _CLEAR
    ):
        return _Guess(_OTHER, max(0.7, odds.get(_OTHER, 0.0)), _original(pages[0], foreign.title), True)
    return _Guess(
        likely, min(_SUREST, joined[likely]), _original(pages[0], score.title), score.title_points >= _TITLED
    )


def pooled(scores: Sequence[Score], odds: Mapping[str, float]) -> dict[str, float]:
    """Return a probability for each kind: the model's odds times those of the rules' points."""
    points = {s.kind: min(s.points, _MOST_POINTS) if s.met else -_UNMET for s in scores}
    logs = {
        kind: _MODEL_WEIGHT * math.log(max(chance, _LEAST_CHANCE)) + _POINT_WEIGHT * points.get(kind, 0.0)
        for kind, chance in odds.items()
    }
    highest = max(logs.values())
    parts = {kind: math.exp(log - highest) for kind, log in logs.items()}
    total = sum(parts.values())
    return {kind: part / total for kind, part in parts.items()}


_SUREST = 0.99
_CLEAR = 0.75
"""From here on the text itself says its kind, whatever stands above it."""
_TITLED = 2.4
_MOST_POINTS = 6.0
_UNMET = 1.0
"""Points lost by a kind without the words that no document of it goes without."""
_LEAST_CHANCE = 1e-3
"""No text is surer than this of what it is not."""
_MODEL_WEIGHT = 1.0
_POINT_WEIGHT = 0.6
"""How the logarithms of the odds add up; chosen by leaving documents out of the training."""


def _by_rules(scores: list[Score], pages: Sequence[PageText]) -> _Guess:
    """Return the guess of a programme without a model."""
    best, second = scores[0], scores[1]
    margin = best.points - second.points
    ruled = 1 / (1 + math.exp(-(0.75 * best.points + 0.5 * min(margin, 3) - 2.9))) if best.points else 0.0
    if ruled < _RECOGNISED:
        return _Guess(_OTHER, round(1 - ruled, 3) * 0.6, "", False)
    return _Guess(best.kind, ruled, _original(pages[0], best.title), best.title_points > 0)


def _original(page: PageText, title: str) -> str:
    """Return the title as printed."""
    for line in page.lines[:60]:
        if title and line.folded.strip(" -_=*•.:|")[:30] and line.folded.strip(" -_=*•.:|")[:30] in title:
            return line.text.strip()
    return title

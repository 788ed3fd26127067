"""Find, clause by clause, what is said of each thing: done, planned, denied or unclear.

« done » asks for a perfect, an event or a proving state that belongs to the thing (its subject or its object), in a
clause without negation, future, obligation or condition. Everything else abstains.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from checker.evidence.statements.cases import use_cases
from checker.evidence.statements.choices import UNCHECKED, chosen_state, drawn_state, unticked
from checker.evidence.statements.clauses import clauses, is_complement, starts_with_verb, without_parentheses
from checker.evidence.statements.finding import Finding
from checker.evidence.statements.proof import proof_of
from checker.evidence.statements.words import About, Grammar, StatementRules
from checker.evidence.text import PageText
from models.evidence import State

_TITLE_PAGES = 2
"""Pages on which a line may say of the whole document what was done with it (« Validé en comité le … »)."""


def findings_of(pages: Sequence[PageText], kind: str, rules: StatementRules) -> tuple[Finding, ...]:
    """Return what one document's pages say, clause by clause."""
    found: list[Finding] = []
    whole = "\n".join(page.flat for page in pages)
    for about in rules.about:
        if about.kinds and kind not in about.kinds:
            continue
        if about.context is not None and not about.context.search(whole):
            continue
        if not (about.objects.search(whole) or about.named.search(whole)):
            continue
        for page in pages:
            if (
                not (_speaks(page.flat, about) or about.named.search(page.flat))
                and kind not in about.implied_kinds
            ):
                continue
            if about.examples is not None:
                found += use_cases(page, about, rules.grammar)
            else:
                found += _on_page(page, about, rules.grammar)
            if kind in about.implied_kinds:
                match = about.implied_by.search(page.flat)
                if match:
                    found.append(Finding(about.key, "done", page, match.start(), match.end(), firm=False))
    deeds = {about.key for about in rules.about if about.deed}
    return unticked([replace(finding, deed=True) if finding.about in deeds else finding for finding in found])


def _on_page(page: PageText, about: About, grammar: Grammar) -> Iterator[Finding]:
    topic = False
    for start, stop in page.sentences:
        sentence = page.flat[start:stop]
        if sentence[:1] in UNCHECKED:
            topic = False
            continue
        opening = page.page.number <= _TITLE_PAGES and about.opens.match(sentence) is not None
        if not _speaks(sentence, about) and not opening and not (topic and starts_with_verb(sentence)):
            topic = False
            continue
        chosen = chosen_state(sentence, about, grammar)
        if chosen is not None:
            if chosen == "unclear":
                chosen = drawn_state(page, start, stop) or chosen
            yield Finding(about.key, chosen, page, start, stop)
            continue
        topic = yield from _in_sentence(page, start, stop, about, grammar, topic=topic or opening)


def _speaks(sentence: str, about: About) -> bool:
    return about.objects.search(sentence) is not None or about.definite.search(sentence) is not None


def _in_sentence(
    page: PageText, start: int, stop: int, about: About, grammar: Grammar, *, topic: bool
) -> Generator[Finding, None, bool]:
    """Yield what a sentence's clauses say; return whether the next may go on about the same thing."""
    attesting_denied = False
    for begin, end in clauses(page.flat, start, stop):
        clause = without_parentheses(page.flat[begin:end])
        if about.not_objects.search(clause):
            topic = False
            continue
        here = _speaks(clause, about)
        opening = topic and about.opens.match(clause) is not None
        if not here and not opening and not (topic and starts_with_verb(clause)):
            continue
        verdict = clause_state(clause, page.text[begin:end], about, grammar, anaphoric=not here)
        if attesting_denied and verdict and verdict[0] == "done":
            verdict = ("denied", True)
        attesting = grammar.attest.search(clause)
        if attesting and grammar.denied.search(clause[: attesting.end()]):
            attesting_denied = True
        topic = topic or here
        if verdict is not None:
            yield Finding(about.key, verdict[0], page, begin, end, firm=verdict[1])
    return topic


def clause_state(
    clause: str, printed: str, about: About, grammar: Grammar, *, anaphoric: bool
) -> tuple[State, bool] | None:
    """Return what one clause says, and whether firmly; ``None`` where it says nothing."""
    clean = grammar.neutral.sub(lambda m: " " * len(m.group()), clause)
    spots = [(m.start(), m.end()) for m in about.objects.finditer(clause)]
    spots += [(noun_start(m), m.end()) for m in about.definite.finditer(clause)]
    topical = anaphoric or any(not is_complement(clause, begin) for begin, _ in spots)
    proof = proof_of(clean, spots, about, grammar, anaphoric=anaphoric)
    denied = grammar.denied.search(clean)
    planned = grammar.planned.search(clean) or _accented(printed, clean, grammar)
    if about.strict and (denied or planned) and not (proof or (topical and _bound(clean, about))):
        return None  # the thing is often named in passing: only its own verb says it is planned or denied
    if denied:
        if proof or _bound(clean, about):
            return "denied", True
        return ("unclear", True) if topical else None
    if planned:
        if proof:
            return "unclear", True
        return ("planned", True) if topical or _bound(clean, about) else None
    unsure = grammar.unsure.search(clean)
    if unsure:
        return ("unclear", False) if proof else None
    ordered = grammar.ordered.search(clean) if about.ordered else None
    if proof:
        if ordered and proof == "weak":
            return "unclear", True
        if about.must is not None and not about.must.search(clean):
            return "unclear", False
        if about.spoils.search(clean):
            return "unclear", True
        return "done", proof == "firm"
    if ordered and spots:
        return "planned", False
    return None


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
            *((about.nouns,) if about.strict else ()),
        )
    )

"""Find, clause by clause, what is said of each thing: done, planned, denied or unclear.

« done » asks for a perfect, an event or a proving state that belongs to the thing (its subject or its object), in a
clause without negation, future, obligation or condition. Everything else abstains.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

from checker.evidence.statements.clauses import clauses, is_complement, starts_with_verb, without_parentheses
from checker.evidence.statements.words import About, Grammar, StatementRules
from checker.evidence.text import PageText
from models.evidence import State

_ADVERB = (
    r"(?:bien|effectivement|egalement|ainsi|deja|donc|enfin|toujours|tous|toutes|depuis|regulierement|dument|par\s+ailleurs|en\s+effet|a\s+ce\s+jour"
    r"|avec\s+succes|ensuite|notamment|aussi|alors|conjointement|recemment|\w{3,}ment)\s+"
)
_PERFECT = re.compile(
    rf"\b(?:a|ont|avons|ai|avoir|ayant)\s+(?:{_ADVERB})*(?P<ete>ete\s+)?(?:{_ADVERB})*(?P<fait>fait\s+)?$"
)
_REFLEXIVE = re.compile(rf"\b(?:s'est|se\s+sont|s'etant)\s+(?:{_ADVERB})*$")
_IS = re.compile(rf"\b(?:est|sont|etant)\s+(?:{_ADVERB})*$")
_WILL_BE = re.compile(
    rf"\b(?:sera|seront|serait|seraient|soit|soient|etre|aura\s+ete|auront\s+ete|fera|feront)\s+(?:{_ADVERB})*(?:fait\s+)?$"
)
_HAD_DONE = re.compile(
    rf"\b(?:(?:a|ont|avons|ai|avoir|ayant)\s+(?:{_ADVERB})*(?:fait|procede\s+a(?:\s+l[a'])?)|vien(?:t|nent|s|ons)\s+(?:de|d'))\s*(?:faire\s+)?(?:{_ADVERB})*$"
)
_FINISHED = re.compile(
    r"(?:acheve|termine|clos|cloture|finalise|valide|approuve|adopte|deploye|installe|active|ouvert|mis\w* en|solde|realise a 100)"
)
_AFTER_ADJECTIVE = re.compile(
    r"\s*[,:]?\s*(?:par|le|du|des|en|entre|courant|au|aux|aupres|depuis|sur|lors|fin|debut|avec|conformement|\d|$|\.|,|\()"
)
_PROCEEDED = re.compile(
    rf"\b(?:a|ont|avons|ai|avoir|ayant)\s+(?:{_ADVERB})*(?:ete\s+)?(?:{_ADVERB})*procede\s+(?:a\s+(?:la\s+|l'|un\s+|une\s+)?|au\s+|aux\s+)(?:\w+\s+d[e'u]\s*)?$"
)
_CHECKED, _UNCHECKED = "☒☑✓✔", "☐□❑"
_EFFECTIVE = re.compile(r"\b(?:effective|bonne|complete|integrale|reelle)\b")


@dataclass(frozen=True)
class Finding:
    """One clause's word on one thing. ``firm`` is false where the wording is weak and others may overrule it."""

    about: str
    state: State
    page: PageText
    start: int
    stop: int
    firm: bool = True


def findings_of(pages: Sequence[PageText], kind: str, rules: StatementRules) -> tuple[Finding, ...]:
    """Return what one document's pages say, clause by clause."""
    found: list[Finding] = []
    whole = "\n".join(page.flat for page in pages)
    for about in rules.about:
        if about.kinds and kind not in about.kinds:
            continue
        if about.context is not None and not about.context.search(whole):
            continue
        real = about.objects.search(whole) is not None
        if not real:
            continue
        for page in pages:
            if about.examples is not None:
                found += _use_cases(page, about, rules.grammar)
            else:
                found += _on_page(page, about, rules.grammar)
            if kind in about.implied_kinds:
                match = about.implied_by.search(page.flat)
                if match:
                    found.append(Finding(about.key, "done", page, match.start(), match.end(), firm=False))
    return tuple(found)


def _on_page(page: PageText, about: About, grammar: Grammar) -> Iterator[Finding]:
    topic = False
    for start, stop in page.sentences:
        sentence = page.flat[start:stop]
        if sentence[:1] in _UNCHECKED:
            topic = False
            continue
        chosen = _choice(sentence, about, grammar)
        if chosen is not None:
            yield Finding(about.key, chosen, page, start, stop)
            continue
        if not _speaks(sentence, about) and not (topic and starts_with_verb(sentence)):
            topic = False
            continue
        topic = yield from _in_sentence(page, start, stop, about, grammar, topic=topic)


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
        if not here and not (topic and starts_with_verb(clause)):
            continue
        verdict = _state(clause, page.text[begin:end], about, grammar, anaphoric=not here)
        if attesting_denied and verdict and verdict[0] == "done":
            verdict = ("denied", True)
        attesting = grammar.attest.search(clause)
        if attesting and grammar.denied.search(clause[: attesting.end()]):
            attesting_denied = True
        topic = topic or here
        if verdict is not None:
            yield Finding(about.key, verdict[0], page, begin, end, firm=verdict[1])
    return topic


def _state(
    clause: str, printed: str, about: About, grammar: Grammar, *, anaphoric: bool
) -> tuple[State, bool] | None:
    """Return what one clause says, and whether firmly; ``None`` where it says nothing."""
    clean = grammar.neutral.sub(lambda m: " " * len(m.group()), clause)
    spots = [(m.start(), m.end()) for m in about.objects.finditer(clause)]
    spots += [(_noun(m), m.end()) for m in about.definite.finditer(clause)]
    topical = anaphoric or any(not is_complement(clause, begin) for begin, _ in spots)
    proof = _proof(clean, spots, about, grammar, anaphoric=anaphoric)
    denied = grammar.denied.search(clean)
    planned = grammar.planned.search(clean) or _accented(printed, clean, grammar)
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


def _noun(match: re.Match[str]) -> int:
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
        for form in (about.participles, about.infinitives, about.futures, about.events, about.states)
    )


def _proof(
    clean: str, spots: list[tuple[int, int]], about: About, grammar: Grammar, *, anaphoric: bool
) -> str | None:
    """Return « firm » or « weak » where a form says that the thing itself was done."""
    for match in about.events.finditer(clean):
        governs = "objet" in match.group() or "beneficie" in match.group()
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
            passive = perfect["ete"] is not None
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
        elif spots or anaphoric:
            return "firm"
    return weak


def _subject_before(clean: str, spots: list[tuple[int, int]], at: int) -> bool:
    return any(end <= at and not is_complement(clean, begin) for begin, end in spots)


def _object_after(clean: str, spots: list[tuple[int, int]], at: int) -> bool:
    for begin, _ in spots:
        if at <= begin <= at + 140:
            between = clean[at:begin]
            if len(between.split()) <= 3 or not is_complement(clean[at:], begin - at):
                return True
    return False


def _relative(clean: str, spots: list[tuple[int, int]], at: int) -> bool:
    return any(end <= at and re.search(r"\bqu(?:e\b|')", clean[end:at]) for _, end in spots)


_LABEL = re.compile(r"^(?P<label>[^:☐☒☑✓]{3,120}?)\s*[:?]\s*(?P<value>.{0,60})$")


def _choice(sentence: str, about: About, grammar: Grammar) -> State | None:
    """Return what a label with its value, or a pair of tick boxes, says: « Audit réalisé : Non », « ☐ Oui ☒ Non »."""
    match = _LABEL.match(sentence.strip())
    ticked = [c for c in sentence if c in _CHECKED + _UNCHECKED]
    label = match["label"] if match else sentence[: sentence.index(ticked[0])] if ticked else ""
    if not label or not about.objects.search(label):
        return None
    if not (
        about.participles.search(label)
        or about.nouns.search(label)
        or about.states.search(label)
        or "operationnel" in label
    ):
        return None
    if about.not_objects.search(label):
        return None
    if ticked:
        chosen = re.findall(rf"[{_CHECKED}]\s*([a-z]+)", sentence)
        if not chosen:
            return "unclear"
        return "done" if chosen == ["oui"] else "denied" if chosen == ["non"] else "unclear"
    value = match["value"].strip(" .") if match else ""
    if not value or re.fullmatch(r"[._…\s-]+", value):
        return "unclear"
    if grammar.no.match(value):
        return "planned" if re.match(r"en cours|prevu|a ", value) else "denied"
    if grammar.yes.fullmatch(value) or re.match(r"oui\b(?!.*\b(?:non|mais|partiel|prevu|cours)\b)", value):
        return "done"
    return None


def _use_cases(page: PageText, about: About, grammar: Grammar) -> Iterator[Finding]:
    """Yield whether the use cases foreseen are named: naming them is the deed, so a future does not spoil it."""
    assert about.examples is not None
    spans = page.sentences
    for rank, (start, stop) in enumerate(spans):
        sentence = page.flat[start:stop]
        if not about.objects.search(sentence) and not (
            about.named.search(sentence) and "messagerie" in sentence
        ):
            continue
        if re.search(
            r"(?:a (?:definir|preciser|identifier|determiner)|(?:seront|sera|restent|reste)(?: \w+){0,2} (?:definis?|precises?|identifies?|determines?|presentes?|etudies?|communiques?|abordes?|a ))",
            sentence,
        ):
            yield Finding(about.key, "planned", page, start, stop)
        elif grammar.denied.search(sentence):
            yield Finding(about.key, "denied", page, start, stop)
        else:
            last = (
                min(rank + 5, len(spans) - 1)
                if sentence.rstrip().endswith(":") or rank + 1 < len(spans)
                else rank
            )
            listed = [
                span for span in spans[rank : last + 1] if about.examples.search(page.flat[span[0] : span[1]])
            ]
            if listed:
                yield Finding(about.key, "done", page, start, listed[-1][1])
            else:
                yield Finding(about.key, "unclear", page, start, stop, firm=False)

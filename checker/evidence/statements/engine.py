"""Find what a document's pages say of each thing: done, planned, denied or unclear.

« done » asks for a perfect, an event or a proving state that belongs to the thing (its subject or its object), in a
clause without negation, future, obligation or condition. Everything else abstains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.evidence.announcing import announced
from checker.evidence.lazy import Lazy
from checker.evidence.statements.bench import unless_on_bench
from checker.evidence.statements.cases import use_cases
from checker.evidence.statements.choices import chosen_state
from checker.evidence.statements.clauses import starts_with_verb
from checker.evidence.statements.cut import unless_cut_off
from checker.evidence.statements.elliptic import goes_on, is_heading
from checker.evidence.statements.finding import Finding
from checker.evidence.statements.flows import with_flows
from checker.evidence.statements.forms import Entry, Spoken, spoken
from checker.evidence.statements.lacks import unless_core, unless_lacking
from checker.evidence.statements.mail import mail_findings
from checker.evidence.statements.ours import unless_ours_lacks
from checker.evidence.statements.quoted import answered
from checker.evidence.statements.sentence import clause_state, in_sentence, speaks
from checker.evidence.statements.since import unless_reversed
from checker.evidence.statements.unsure import unless_unsure
from checker.evidence.statements.whole import calls, doubted, held, implied, recorded
from checker.evidence.statements.whose import unless_anothers
from checker.evidence.statements.words import About, Grammar, StatementRules
from checker.evidence.text import PageText, fold

_BELOW_HEADING = 2
"""Sentences below a heading that may be said of what it names, without naming it again."""
_TITLE_PAGES = 2
"""Pages on which a line may say of the whole document what was done with it (« Validé en comité le … »)."""


def findings_of(pages: Sequence[PageText], kind: str, rules: StatementRules) -> tuple[Finding, ...]:
    """Return what one document's pages say, clause by clause and entry by entry."""
    found: list[Finding] = list(mail_findings(pages)) if kind in rules.mail_kinds else []
    whole = "\n".join(page.flat for page in pages)
    rivals = [about for about in rules.about if about.own]
    only = announced(pages) if any(kind in about.implied_kinds for about in rules.about) else None
    for about in rules.about:
        if about.kinds and kind not in about.kinds:
            continue
        if about.context is not None and kind not in about.home and not about.context.search(whole):
            continue
        bodied = about.body is not None and kind in about.body.kinds
        if (
            kind not in about.papers | about.implied_kinds
            and not bodied
            and not (about.objects.search(whole) or about.named.search(whole) or about.asked.search(whole))
        ):
            continue
        unproven = False
        for page in pages:
            if (
                not (
                    speaks(page.flat, about) or about.named.search(page.flat) or about.asked.search(page.flat)
                )
                and kind not in about.implied_kinds | about.papers
                and not bodied
            ):
                continue
            heard = spoken(page)
            if about.examples is not None:
                found += use_cases(page, about, rules.grammar)
            else:
                heard_of = _on_page(heard, about, rules.grammar, rivals, paper=kind in about.papers)
                told = list(with_flows(list(heard_of), heard, about, rules.grammar))
                if kind in about.implied_kinds:  # minutes that name the next meeting say nothing of their own
                    told = [f for f in told if not _NEXT.search(f.clause) or calls(page)]
                    if about.dated and recorded(heard, about):
                        told = [f for f in told if f.state != "planned" or about.futures.search(f.clause)]
                        told = [f for f in told if f.state != "unclear" or not _TITLED.match(f.clause)]
                    if about.dated:  # what those present plan is not their meeting
                        calling = calls(page)
                        told = [
                            f
                            for f in told
                            if f.state == "done" or _of_this_meeting(f) or (calling and f.state == "planned")
                        ]
                    else:  # a report that tells of a meeting put off, or of next year, is written all the same
                        told = [f for f in told if f.state == "done" or _of_itself(f, about, rules.grammar)]
                        told = [
                            f for f in told if f.state != "unclear" or f.firm or _doubts(f, rules.grammar)
                        ]
                if heard.template or (heard.instructing and about.body is None):
                    told = [doubted(f, heard) for f in told]
                unproven = unproven or any(f.state in {"planned", "denied"} for f in told)
                found += _foretold(tuple(told), page, about) if kind in about.foretold else told
            if about.body is not None and kind in about.body.kinds:
                found += held(page, about.key, about.body)
            if kind in about.implied_kinds and not unproven:
                found += implied(heard, about, rules.grammar)
        if only is not None and kind in about.implied_kinds and not unproven:
            line = only.line
            found.append(Finding(about.key, only.state, pages[0], line.start, line.stop, firm=only.firm))
    grammar = rules.grammar
    found = [unless_unsure(finding, grammar.not_known, grammar.still_open) for finding in found]
    named = {about.key: about for about in rules.about}
    found = [_believed(finding, named[finding.about], grammar, pages, whole) for finding in found]
    for about in rules.about:
        found = unless_lacking(unless_core(found, about), pages, kind, about, grammar)
    if kind in rules.order_kinds:
        found = [_ordered(finding, named[finding.about], grammar) for finding in found]
    deeds = {about.key for about in rules.about if about.deed}
    return tuple(
        replace(finding, deed=True) if finding.about in deeds else finding for finding in answered(found)
    )


def _believed(
    finding: Finding, about: About, grammar: Grammar, pages: Sequence[PageText], whole: str
) -> Finding:
    """Return what is left of a finding once all that may take a deed back was asked."""
    finding = unless_cut_off(finding, pages)
    finding = unless_anothers(finding, about, grammar, whole)
    finding = unless_ours_lacks(finding, about, grammar)
    finding = unless_on_bench(finding, about, grammar)
    return unless_reversed(finding, about, grammar)


def _ordered(finding: Finding, about: About, grammar: Grammar) -> Finding:
    """Return what an order says: « Réalisation : mars 2022 » asks for the deed, only a participle tells it."""
    told = about.participles.search(finding.clause) or grammar.completed.search(finding.clause)
    if finding.state != "done" or finding.firm or told:
        return finding
    return replace(finding, state="unclear")


_MEETING = Lazy(
    r"\b(?:reuni\w*|seances?|rencontr\w*|rendez-vous|rdv|entretiens?|tenue?|annule\w*|reporte\w*|ajourne\w*)\b"
    r"|\b(?:avoir|a|eu) lieu\b|\bse tenir\b"
)
_ANOTHER = Lazy(
    r"\bavai(?:t|ent)\b|\bayant (?:du |ete )|\bcelles? d|\b(?:precedent|dernier|autre)e?s?\b|\bl'autre\b"
    r"|\bde la (?:reunion|seance) du\b"
    r"|\b(?:reunion|rencontre|rendez-vous) avec (?:l'|le |la |les |un |une |notre |nos )"
    r"(?:editeur|prestataire|fournisseur|hebergeur|laboratoire|ars|grades|assurance|syndicat|usagers)"
    r"|\b(?:l'|le |la |un |une |les |des )(?:audit|test|exercice|formation|campagne|livraison|migration|recrutement"
    r"|bascule"
    r"|visite|consultation|restitution|installation|certification)s?\b[^.;,]{0,60}\b(?:eu|avoir|auront"
    r"|aura) (?:\w+ )?lieu\b"
)
_TITLED = Lazy(r"\W*(?:compte[- ]rendu|cr|releve|proces[- ]verbal|pv)\b")
"""The title of minutes, read on into notes without a full stop."""
_NEXT = Lazy(
    r"\bprochaine?s?\b|\brendez-vous (?:est (?:pris|fixe|donne)|le \d|en \w+)"
    r"|\b(?:seance|reunion|rencontre|cellule|civ|comite|commission|entretien|point)s?"
    r" (?:suivante?|a venir|ulterieure?)s?\b"
    r"|\bdates? (?:est |sont )?(?:retenue|fixee|proposee|arretee)s? pour\b"
)


def _of_this_meeting(finding: Finding) -> bool:
    """Tell whether a denial in minutes may be of the meeting itself, not of another told in passing."""
    if _MEETING.search(finding.clause) is None:
        return False
    start, stop = finding.page.sentence_at(finding.start) or (finding.start, finding.stop)
    return _ANOTHER.search(finding.page.flat, start, max(stop, finding.stop)) is None


def _doubts(finding: Finding, grammar: Grammar) -> bool:
    """Tell whether a line of a written report doubts that it was written, and does not merely name it."""
    clause = grammar.neutral.sub(" ", finding.clause)
    return any(
        form.search(clause) for form in (grammar.denied, grammar.undone, grammar.planned, grammar.absent)
    )


def _of_itself(finding: Finding, about: About, grammar: Grammar) -> bool:
    """Tell whether a line that names the paper, read alone, says of it what the finding says."""
    printed = finding.page.text[finding.start : finding.stop]
    for piece in _LINES.split(printed):
        clause = fold(piece).replace("\n", " ")
        if not speaks(clause, about) and starts_with_verb(clause) is False:
            continue
        verdict = clause_state(clause, piece, about, grammar, anaphoric=not speaks(clause, about))
        if verdict is not None and verdict[0] == finding.state:
            return True
    return False


_LINES = Lazy(r"\n(?=\W*[A-ZÉÈÀÊ\d])|(?<=[.:;]) ")
"""Where a new line of sense begins: a title is often read on into what stands below it."""


def _foretold(told: Sequence[Finding], page: PageText, about: About) -> Iterator[Finding]:
    """Yield what an agenda says of a thing: naming it is at best announcing it."""
    for finding in told:
        yield replace(finding, state="planned") if finding.state in {"done", "unclear"} else finding
    match = about.objects.search(page.flat)
    if match and not told:
        yield Finding(about.key, "planned", page, match.start(), match.end(), firm=False)


def _on_page(
    said: Spoken, about: About, grammar: Grammar, rivals: Sequence[About], *, paper: bool = False
) -> Iterator[Finding]:
    topic, below = False, 0
    for start, stop in said.units:
        entries = [entry for entry in said.entries if entry.start <= start and stop <= entry.stop]
        filled = _filled(said, entries, about, grammar, rivals, paper=paper)
        if filled is not None:
            topic = False
            yield filled
            continue
        if any(entry.offered for entry in entries) and not speaks(said.flat[start:stop], about):
            continue
        sentence = said.flat[start:stop]
        opening = said.page.page.number <= _TITLE_PAGES and about.opens.match(sentence) is not None
        named = speaks(sentence, about)
        headed = topic or below > 0
        below = _BELOW_HEADING if named and is_heading(sentence, about) else max(0, below - 1)
        if (
            not named
            and not opening
            and not (topic and starts_with_verb(sentence))
            and not (headed and goes_on(sentence, about, grammar))
        ):
            topic = False
            continue
        told = in_sentence(said, start, stop, about, grammar, topic=headed or opening)
        listed = any(first <= start < last for first, last in said.agenda)
        for finding in told.findings:
            yield (
                replace(finding, state="unclear", firm=False)
                if listed and finding.state == "done"
                else finding
            )
        topic = told.topic


def _filled(
    said: Spoken,
    entries: Sequence[Entry],
    about: About,
    grammar: Grammar,
    rivals: Sequence[About],
    *,
    paper: bool,
) -> Finding | None:
    """Return what the entries of one unit say: of several cells the one that speaks most firmly."""
    verdicts = []
    for entry in entries:
        whole = paper and about.whole.match(entry.label) is not None
        inherited = about.own and _topic_above(said.flat[: entry.start], about, rivals)
        verdict = chosen_state(entry, about, grammar, inherited=inherited, whole=whole)
        if verdict is not None:
            verdicts.append((verdict, entry))
    if not verdicts:
        return None
    clear = [row for row in verdicts if row[0][0] != "unclear"] or verdicts
    clear = [row for row in clear if row[0][1]] or clear
    states = {state for (state, _), _ in clear}
    (state, firm), entry = max(clear, key=lambda row: row[0][1])
    if "denied" in states and len(states) > 1:
        state, firm = ("planned", True) if states == {"denied", "planned"} else ("unclear", True)
    elif len(states) > 1:
        state, firm = "unclear", True
    return Finding(about.key, state, said.page, entry.start, entry.stop, firm=firm)


def _topic_above(above: str, about: About, rivals: Sequence[About]) -> bool:
    """Tell whether the thing named last above, of those that papers attest, is this one."""
    last = _last(about.objects, above)
    return last >= 0 and all(
        _last(rival.objects, above[last:]) <= 0 for rival in rivals if rival is not about
    )


def _last(form: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in form.finditer(text)), default=-1)

"""Settle one document's findings: a contradiction is unclear, a deed dated after its signature is only planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from checker.evidence.dates.grammar import find_dates
from checker.evidence.statements.finding import Finding
from checker.evidence.statements.forms import spoken
from checker.evidence.text import PageText
from models.evidence import State, Statement


def statements_of(findings: Sequence[Finding], signed_on: date | None) -> tuple[Statement, ...]:
    """Return the statements of one document, at most one a clause and key, contradictions made unclear."""
    dated = [_not_yet(finding, signed_on) for finding in findings]
    facts: list[Statement] = []
    for about in dict.fromkeys(finding.about for finding in dated):
        facts += _settled([finding for finding in dated if finding.about == about])
    return tuple(facts)


def _settled(findings: list[Finding]) -> Iterable[Statement]:
    states: set[State] = {finding.state for finding in findings if finding.firm}
    if states == {
        "denied",
        "planned",
    }:  # « not ready; it will be out in June », « was planned, could not be held »
        last = max((f for f in findings if f.firm), key=lambda f: (f.page.page.number, f.start)).state
        findings = [finding for finding in findings if finding.state in {last, "unclear"}]
        states = {last}
    weak: set[State] = {finding.state for finding in findings if not finding.firm}
    clash = len(states) > 1 or (not states and len(weak) > 1)
    if "done" in weak and states - {"done"}:  # a weak word for it does not stand against a firm one
        findings = [finding for finding in findings if finding.firm or finding.state != "done"]
    for finding in findings:
        state: State = "unclear" if clash else finding.state
        if not clash and not finding.firm and states and finding.state not in states:
            continue
        yield Statement(
            about=finding.about,
            state=state,
            **finding.page.place(finding.start, finding.stop, 1.0 if finding.firm else 0.85, _quote(finding)),
        )


def _quote(finding: Finding) -> str:
    return finding.page.text[finding.start : finding.stop].strip()[:400]


def _not_yet(finding: Finding, signed_on: date | None) -> Finding:
    """Return the finding as planned when its own clause dates it after the day the document was signed."""
    if finding.state != "done" or finding.deed or signed_on is None:
        return finding
    start, stop = _sentence(finding.page, finding.start, finding.stop)
    later = [d for d in find_dates(finding.page.folded[start:stop]) if d.start > signed_on]
    return replace(finding, state="planned", firm=True) if later else finding


def _sentence(page: PageText, start: int, stop: int) -> tuple[int, int]:
    for begin, end in spoken(page).units:
        if begin <= start < end:
            return begin, max(end, stop)
    return start, stop

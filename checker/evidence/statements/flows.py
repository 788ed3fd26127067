"""The count of what went through: a table « envoyés | acceptés | rejetés » of a system in production."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.evidence.statements.finding import Finding
from checker.evidence.statements.forms import Entry, Spoken
from checker.evidence.statements.words import About, Flows, Grammar

_SOME = re.compile(r"[1-9]\d{0,2}(?:[ .]?\d{3})*")


def with_flows(told: Sequence[Finding], heard: Spoken, about: About, grammar: Grammar) -> Iterator[Finding]:
    """Yield what a page tells, with the count of what was taken in; « rejetés » at the head of a column denies nothing.

    The page must name its environment, and it must be the real one: a table of a bench looks the same.
    """
    flows = about.flows
    rows = [] if flows is None else [entry for entry in heard.entries if _is_count(entry, flows)]
    if not rows or flows is None:
        yield from told
        return
    first = min(row.start for row in rows)
    head = heard.flat.rfind(rows[0].question, 0, first)
    yield from (f for f in told if f.state == "done" or not f.start <= head < f.stop <= first)
    named = about.context is None or about.context.search(heard.flat) is not None
    if not named or grammar.real.search(heard.flat) is None:
        return
    for row in rows:
        taken = [e for e in rows if e.start == row.start and flows.taken.match(e.question) and _has_some(e)]
        if flows.sent.match(row.question) and taken and grammar.houses.search(row.label) is None:
            yield Finding(about.key, "done", heard.page, row.start, row.stop, firm=False)
            return


def _is_count(entry: Entry, flows: Flows) -> bool:
    return any(form.match(entry.question) for form in (flows.sent, flows.taken, flows.refused))


def _has_some(entry: Entry) -> bool:
    return len(entry.chosen) == 1 and _SOME.fullmatch(entry.chosen[0].strip()) is not None

"""What was done and is no more: stopped, taken back or lapsed, later in its sentence or in the two that follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checker.evidence.statements.finding import Finding
from checker.evidence.statements.words import About, Grammar
from checker.evidence.text import PageText

_FOLLOWING = 2
"""Sentences after the deed's own in which it may be taken back."""


def unless_reversed(finding: Finding, about: About, grammar: Grammar) -> Finding:
    """Return a finding, made a denial where what it tells was undone since and not set right again.

    In the sentences that follow the undoing must be said of the thing: by a pronoun, or by one of its own names.
    """
    if finding.state != "done":
        return finding
    page = finding.page
    _, stop = page.sentence_at(finding.start) or (finding.start, finding.stop)
    rest = page.flat[finding.start : max(stop, finding.stop)]
    undone = _undone(grammar.reversed_here, rest, about, grammar)
    following = _after(page, max(stop, finding.stop)) if undone is None else []
    for rank, sentence in enumerate(following[:_FOLLOWING]):
        undone = _undone(grammar.reversed_after, sentence, about, grammar) or (
            _lasting(grammar.left, sentence, grammar) if about.person else None
        )
        if undone is not None:
            if _set_right(following[rank + 1 :][:1], grammar):
                return replace(finding, state="unclear", firm=True)
            break
    return finding if undone is None else replace(finding, state="denied", firm=True)


def _undone(form: re.Pattern[str], text: str, about: About, grammar: Grammar) -> re.Match[str] | None:
    """Return what undoes the thing in its own words, or, where it can be stopped, in those of any."""
    match = _lasting(form, text, grammar) if about.reversible else None
    return match or _lasting(about.reversed, text, grammar)


def _lasting(form: re.Pattern[str], text: str, grammar: Grammar) -> re.Match[str] | None:
    """Return what undoes the thing, unless the text says for how short a time, or that it was set right."""
    match = form.search(text)
    if match is None or grammar.restored.search(text, match.end()):
        return None
    return None if grammar.brief.search(text, match.start()) else match


def _set_right(following: Sequence[str], grammar: Grammar) -> bool:
    """Tell whether the next sentence says that it works again, and not only that it will."""
    return any(
        grammar.restored.search(text) and not (grammar.planned.search(text) or grammar.denied.search(text))
        for text in following
    )


def _after(page: PageText, stop: int) -> list[str]:
    following = [span for span in page.sentences if span[0] >= stop]
    return [page.flat[begin:end] for begin, end in following[: _FOLLOWING + 1]]

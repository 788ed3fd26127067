"""What was tried on a test bench: a page that names its environment speaks of that environment only."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.evidence.statements.finding import Finding
from checker.evidence.statements.words import About, Grammar


def unless_on_bench(finding: Finding, about: About, grammar: Grammar) -> Finding:
    """Return a finding, made unclear where what works was shown on a bench or with people made up.

    The bench is named in the sentence itself, or above it as the page's environment and not taken back by another.
    """
    if finding.state != "done" or not about.live:
        return finding
    page = finding.page
    start, stop = page.sentence_at(finding.start) or (finding.start, finding.stop)
    sentence = grammar.neutral.sub(" ", page.flat[start : max(stop, finding.stop)])
    if grammar.made_up.search(sentence):
        return replace(finding, state="unclear", firm=False)
    said = page.flat[: finding.stop]
    bench = max(_last(grammar.bench, said), _last(about.trial, said))
    return replace(finding, state="unclear", firm=False) if bench > _last(grammar.real, said) else finding


def _last(form: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in form.finditer(text)), default=-1)

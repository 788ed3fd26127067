"""What a mail quotes of those before it: a question or a wait that the newer lines above have answered."""

from __future__ import annotations

from collections.abc import Sequence

from checker.evidence.lazy import Lazy
from checker.evidence.statements.finding import Finding

_HEAD = Lazy(r"^[ \t]*(?:le [^\n]{6,100} a ecrit ?:|-{2,} ?message (?:d'origine|original)\b[^\n]*)[ \t]*$", 8)
"""The line above the mail that is answered."""


def answered(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings without those that a mail quotes and its own lines answer firmly: « done » since then."""
    settled = {
        (finding.about, finding.page.page.number)
        for finding in findings
        if finding.firm and finding.state == "done" and not _is_quoted(finding)
    }
    return [
        finding
        for finding in findings
        if finding.state == "done"
        or (finding.about, finding.page.page.number) not in settled
        or not _is_quoted(finding)
    ]


def _is_quoted(finding: Finding) -> bool:
    text = finding.page.folded
    at = finding.start + len(text[finding.start :]) - len(text[finding.start :].lstrip())
    line = text[text.rfind("\n", 0, at) + 1 :]
    head = _HEAD.search(text)
    return line.lstrip().startswith(">") or (head is not None and head.end() <= at)

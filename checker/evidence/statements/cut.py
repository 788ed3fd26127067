"""Sentences that a lost page cuts off: what they were about to say is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.evidence.lazy import Lazy
from checker.evidence.statements.finding import Finding
from checker.evidence.text import PageText, unended

_FOOT = Lazy(
    r"(?:\s|(?:page|p\.?) ?\d+(?: ?(?:/|sur) ?\d+)?|\d+ ?/ ?\d+|\[[^\]]{0,60}\]|\(\.\.\.\)|\d{1,3}\b)*"
)
"""What may stand below the last line of a page: its number, a note that the next is missing."""
_LOST = Lazy(
    r"\b(?:pages?|feuillets?|suite) (?:\d+ )?(?:(?:et|a) (?:suivantes?|\d+) )?(?:manquante?s?|absente?s?|illisibles?)\b"
)


def unless_cut_off(finding: Finding, pages: Sequence[PageText]) -> Finding:
    """Return a finding, made unclear where its sentence stops short at the foot of the last page that was read."""
    if finding.state != "done":
        return finding
    page = finding.page
    said, rest = _above_foot(page, finding.start)
    if said.count("\n") > _LINES or not unended(said):
        return finding
    return (
        replace(finding, state="unclear", firm=False) if pages[-1] is page or _LOST.search(rest) else finding
    )


_LINES = 4
"""Line ends up to which what stands at the foot may be of one sentence with what was found."""


def _above_foot(page: PageText, start: int) -> tuple[str, str]:
    """Return what stands from ``start`` to the foot of the page, and the foot itself."""
    edges = [line.stop for line in page.lines if line.stop > start]
    at = next((edge for edge in edges if _FOOT.fullmatch(page.flat, edge)), len(page.text))
    return page.text[start:at].rstrip(), page.flat[at:]

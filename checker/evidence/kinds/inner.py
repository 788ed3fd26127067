"""A kind that stands inside another document as a section of its own (a PSSI that holds the incident procedure)."""

from __future__ import annotations

from collections.abc import Sequence

from checker.evidence.kinds.rules import KindRules
from checker.evidence.text import PageText
from models.evidence import Kind


def inner_kinds(
    pages: Sequence[PageText], first: int, last: int, rules: Sequence[KindRules], outer: Kind
) -> list[Kind]:
    """Return the kinds whose heading and matter stand inside the document of ``pages[first : last + 1]``."""
    found = []
    for rule in rules:
        if outer.kind not in _HOLDS.get(rule.kind, ()):
            continue
        for page in pages[first : last + 1]:
            heading = _heading_of(page, rule)
            if heading is not None:
                found.append(
                    Kind(
                        kind=rule.kind,
                        confidence=round(min(0.8, outer.confidence), 3),
                        first_page=page.page.number,
                        last_page=page.page.number,
                        quote=heading,
                    )
                )
                break
    return found


def _heading_of(page: PageText, rule: KindRules) -> str | None:
    """Return the heading on a page that opens a section of the kind."""
    if rule.inner_titles is None:
        return None
    for line in page.lines:
        text = line.folded.strip()
        if len(text) > 110 or text.endswith((".", ";", ",")) or "...." in text:
            continue
        match = rule.inner_titles.search(text)
        if match and _is_heading(text, match.start()) and _has_body(page, line.rank, rule):
            return line.text.strip()
    return None


_HOLDS = {"incident_procedure": ("security_policy",)}


def _is_heading(heading: str, at: int) -> bool:
    return at <= 14 and (
        heading[:1].isdigit() or at <= 3 or heading.startswith(("article", "chapitre", "annexe"))
    )


def _has_body(page: PageText, rank: int, rule: KindRules) -> bool:
    """Tell whether the lines under a heading say something of its matter, unlike a table of contents."""
    body = " ".join(line.folded for line in page.lines[rank + 1 : rank + 9])
    return len(body) >= 120 and any(cue.search(body) for cue in rule.strong)

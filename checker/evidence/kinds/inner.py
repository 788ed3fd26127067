"""Kinds of one paper beyond its first.

A section of its own (a PSSI that holds the incident procedure), or a second matter that the same paper proves (one
attestation for the DMP and for MSSanté).
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.evidence.kinds.rules import KindRules
from checker.evidence.kinds.told import told_heading
from checker.evidence.text import PageText
from models.evidence import Kind


def inner_kinds(
    pages: Sequence[PageText], first: int, last: int, rules: Sequence[KindRules], outer: Kind
) -> list[Kind]:
    """Return the kinds whose heading and matter stand inside the document of ``pages[first : last + 1]``."""
    found = []
    for rule in rules:
        if outer.kind not in rule.held_in:
            continue
        for index, page in enumerate(pages[first : last + 1], first):
            heading = _heading_of(page, rule, pages[index + 1] if index < last else None)
            if heading is None and rule.tells is not None:
                heading = told_heading(pages[: last + 1], index, rule.tells)
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


def beside_kinds(
    pages: Sequence[PageText], first: int, last: int, rules: Sequence[KindRules], outer: Kind
) -> list[Kind]:
    """Return the further kinds that the document of ``pages[first : last + 1]`` is as a whole.

    The paper is of its own kind already; the further matter must be said with what makes it that kind's matter.
    """
    if outer.confidence < _RECOGNISED:
        return []
    found = []
    text = " ".join(page.spaced for page in pages[first : min(last, first + _READ_PAGES - 1) + 1])
    for rule in rules:
        by = next((cue for cue in rule.beside if outer.kind in cue.among), None)
        match = by.by.search(text) if by is not None else None
        if match is None:
            continue
        found.append(
            outer.model_copy(
                update={
                    "kind": rule.kind,
                    "confidence": round(min(_BESIDE, outer.confidence), 3),
                    "quote": text[match.start() : match.end()][:_QUOTED],
                }
            )
        )
    return found


def said_beside(pages: Sequence[PageText], kind: str, rules: Sequence[KindRules]) -> frozenset[str]:
    """Return the further kinds whose matter a paper of ``kind`` says in the words that make it theirs."""
    text = " ".join(page.spaced for page in pages[:_READ_PAGES])
    return frozenset(
        rule.kind
        for rule in rules
        if rule.kind != kind
        and any(kind in cue.among and cue.by.search(text) is not None for cue in rule.beside)
    )


def kinds_nearly_beside(
    pages: Sequence[PageText], kinds: Sequence[Kind], rules: Sequence[KindRules]
) -> frozenset[str]:
    """Return the kinds whose matter the papers of a file speak of, and do not say in the words that make it theirs."""
    found = set()
    for kind in kinds:
        own = [page for page in pages if kind.first_page <= page.page.number <= kind.last_page]
        text = " ".join(page.spaced for page in own[:_READ_PAGES])
        for rule in rules:
            may = (cue.may for cue in rule.beside if kind.kind in cue.among and cue.may is not None)
            if any(cue.search(text) for cue in may):
                found.add(rule.kind)
    return frozenset(found)


_RECOGNISED = 0.5
_BESIDE = 0.8
_READ_PAGES = 3
_QUOTED = 120


def _heading_of(page: PageText, rule: KindRules, following: PageText | None) -> str | None:
    """Return the heading on a page that opens a section of the kind; its matter may stand on the following one."""
    if rule.inner_titles is None:
        return None
    for line in page.lines:
        text = line.folded.strip()
        if "...." in text:
            continue
        match = rule.inner_titles.search(text)
        if not match or not _is_heading(text, match.start()):
            continue
        if _runs_in(text, rule) or (not _is_sentence(text) and _has_body(page, line.rank, rule, following)):
            return line.text.strip()
    return None


def _is_sentence(text: str) -> bool:
    return len(text) > 110 or text.endswith((".", ";", ","))


def _runs_in(text: str, rule: KindRules) -> bool:
    """Tell whether a heading is followed on its own line by its matter: « Procédure … : l'agent prévient … »."""
    _, _, matter = text.partition(":" if ":" in text else "(")
    return len(matter) >= _RUN_IN and any(cue.search(matter) for cue in (*rule.strong, *rule.weak))


_RUN_IN = 12
"""Characters of matter that a line must bring beside its heading."""


def _is_heading(heading: str, at: int) -> bool:
    lettered = heading[:1].isalpha() and heading[1:2] in tuple(".)-")
    return at <= 14 and (
        heading[:1].isdigit() or lettered or at <= 3 or heading.startswith(("article", "chapitre", "annexe"))
    )


def _has_body(page: PageText, rank: int, rule: KindRules, following: PageText | None) -> bool:
    """Tell whether the lines under a heading say something of its matter, unlike a table of contents."""
    lines = page.lines[rank + 1 : rank + 9]
    if following is not None and len(lines) < 8:
        lines += following.lines[: 8 - len(lines)]
    body = " ".join(line.folded for line in lines)
    cues = [cue for cue in (*rule.strong, *rule.weak) if cue.search(body)]
    return any(cue in rule.strong for cue in cues) and (len(body) >= 120 or len(cues) >= 2)

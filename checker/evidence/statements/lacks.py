"""What a paper owns to lack: « le passage en production n'est pas prononcé », where nothing else in it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.evidence.lazy import Lazy
from checker.evidence.statements.finding import Finding
from checker.evidence.statements.words import About, Grammar
from checker.evidence.text import PageText


def unless_core(found: Sequence[Finding], about: About) -> list[Finding]:
    """Return findings; « l'alimentation n'est pas activée » holds against a software that is only « en production »."""
    core, done = about.core, about.core_done
    denials = [
        _place(f)
        for f in found
        if core is not None
        and f.about == about.key
        and f.state == "denied"
        and f.firm
        and core.search(f.clause)
        and _SOME_ONLY.search(f.clause) is None
    ]
    if done is None or not denials:
        return list(found)
    last = max(denials)
    return [
        replace(f, firm=False)
        if f.about == about.key and f.state == "done" and done.search(f.clause) is None and _place(f) < last
        else f
        for f in found
    ]


def _place(finding: Finding) -> tuple[int, int]:
    return finding.page.page.number, finding.start


_SOME_ONLY = Lazy(
    r"\b(?:pour (?:la|le|les|l'|un|une|des)|sauf|hormis|certaine?s?|seule?s?|service|unite|urgences)\b"
    r"|\b(?:boite|bal|adresse|compte|message|courriel|reponse)s? (?:du|des|de la|de l')"
)
"""A denial of one part only."""


def unless_lacking(
    found: Sequence[Finding], pages: Sequence[PageText], kind: str, about: About, grammar: Grammar
) -> list[Finding]:
    """Return a document's findings; where all are unclear, what it owns to lack takes their place.

    Said beside a deed it may be of another site, another profile or another day: then nothing is changed.
    """
    lacks = about.lacks
    own = [finding for finding in found if finding.about == about.key]
    if lacks is None or kind not in lacks.kinds or any(finding.state != "unclear" for finding in own):
        return list(found)
    others = [finding for finding in found if finding.about != about.key]
    for page in pages:
        for start, stop in page.sentences:
            if grammar.not_known.search(page.flat, start, stop):
                continue
            if lacks.denied.search(page.flat, start, stop):
                return [*others, Finding(about.key, "denied", page, start, stop)]
            if lacks.planned.search(page.flat, start, stop):
                return [*others, Finding(about.key, "planned", page, start, stop)]
    return list(found)

"""Part a file where another document begins: several may be bound in one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.evidence.kinds.rules import TITLED, KindRules, Score, ranked, score
from checker.evidence.kinds.titles import titles_of
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText

_SHORT = {
    "audit_attestation", "audit_purchase_order", "mss_purchase_order", "purchase_order", "rssi_appointment",
    "dmp_attestation", "mss_attestation", "dsi_appointment", "support_agreement", "delegation", "bank_details",
    "invoice", "quote", "civ_minutes", "cme_minutes", "rssi_meetings", "mss_test", "cme_agenda",
}  # fmt: skip
_OPENS = Lazy(
    r"^(?:attestation|certificat|declaration|decision|bon de commande|commande|compte[- ]rendu"
    r"|proces[- ]verbal|note de service|devis|facture"
    r"|lettre de mission|a qui de droit|attestation sur l'honneur)\b.{0,60}$"
)


def split(pages: Sequence[PageText], rules: Sequence[KindRules]) -> list[tuple[int, int]]:
    """Return the runs of pages (first, last, from 0) that are one document each.

    Long documents quote many titles inside: only a page that opens with a title and carries the cues of a short
    formal document begins another, or the page after one that is signed at its end. A title printed again on each
    page is a running head. A sheet of a workbook is a paper of its own where its title says another kind.
    """
    starts = [0]
    if len(pages) == 1:
        return [(0, 0)]
    if all(page.page.reader in _SHEETS for page in pages):
        return _sheets(pages, rules)
    current = _opening(pages[0], rules)
    for index in range(1, len(pages)):
        found = _opening(pages[index], rules)
        if found is None:
            continue
        short = found.kind in _SHORT or (current is not None and current.kind in _SHORT)
        short = short or _in_series(found, pages[starts[-1]], pages[index], len(pages), rules)
        if not short and (current is not None or not _opens_after_signed(found, pages[index - 1])):
            continue
        if current is not None and found.kind == current.kind and _head(found.title) == _head(current.title):
            continue
        starts.append(index)
        current = found
    return [(s, e - 1) for s, e in zip(starts, [*starts[1:], len(pages)], strict=True)]


_SHEETS = frozenset({"calamine"})
"""Readers whose pages are the sheets of a workbook."""
_SHEET_TITLED = 1.4
_TOP_LINES = 3


def _sheets(pages: Sequence[PageText], rules: Sequence[KindRules]) -> list[tuple[int, int]]:
    """Return the runs of a workbook's sheets: another begins where the first lines name another kind."""
    starts, current = [0], _named(pages[0], rules)
    for index in range(1, len(pages)):
        found = _named(pages[index], rules)
        if found is None or found == current:
            continue
        if current is not None:
            starts.append(index)
        current = found
    return [(s, e - 1) for s, e in zip(starts, [*starts[1:], len(pages)], strict=True)]


def _named(page: PageText, rules: Sequence[KindRules]) -> str | None:
    """Return the kind that a sheet's first lines name, even behind the establishment's own name."""
    titles = titles_of(page).first(_TOP_LINES)
    scores = (score(rule, titles, page.spaced, least_title=_SHEET_TITLED) for rule in rules)
    named = [s for s in scores if s.title_points >= _SHEET_TITLED and s.points >= _SHEET_TITLED]
    return max(named, key=lambda s: (s.title_points, s.points)).kind if named else None


_SIGNED = Lazy(
    r"(?:fait (?:a|le)\b|signature|\b(?:le |la )?(?:direct(?:eur|rice)|presidente?|gerante?|administrat(?:eur|rice))\b"
    r"|,? le \d{1,2}(?:er)? (?:[a-z]{3,9}|\d{1,2}) \d{4})"
)
_LAST_LINES = 4
_MATTER = 1.2
_TITLE_RANK = 3


def _opens_after_signed(found: Score, before: PageText) -> bool:
    """Tell whether a page opens a paper: the one before it closes with a signature, and a title stands at its head."""
    written = [line for line in before.lines if line.folded.strip()]
    signed = any(_SIGNED.search(line.folded) for line in written[-_LAST_LINES:])
    return (
        signed
        and len(before.text.strip()) >= _FULL
        and found.rank <= _TITLE_RANK
        and found.points >= found.title_points + _MATTER
    )


_SERIES = frozenset({"risk_analysis", "action_plan", "incident_procedure", "rssi_meetings"})
"""Papers of one matter that are often printed one after another."""
_SERIES_PAGES = 6
_SERIES_MATTER = 1.0
_LETTERHEAD = 10


def _in_series(
    found: Score, opening: PageText, page: PageText, pages: int, rules: Sequence[KindRules]
) -> bool:
    """Tell whether two short papers follow each other under one letterhead: the analysis, then its plan of action.

    A chapter has a number, or is held in a longer paper of another kind.
    """
    if (
        found.kind not in _SERIES
        or pages > _SERIES_PAGES
        or _titled(opening, rules) not in _SERIES - {found.kind}
    ):
        return False
    above, head = (one.lines[0].folded.strip() if one.lines else "" for one in (opening, page))
    titled = any(line.folded.strip(" -_=*•.:|").startswith(found.title[:30]) for line in page.lines[:3])
    return (
        titled
        and above == head
        and len(head) >= _LETTERHEAD
        and found.points >= found.title_points + _SERIES_MATTER
    )


def _titled(page: PageText, rules: Sequence[KindRules]) -> str | None:
    """Return the kind that a title of the page says, whatever its text."""
    titles = titles_of(page).first(9)
    best = ranked((score(rule, titles, page.spaced, least_title=TITLED) for rule in rules), rules)[0]
    return best.kind if best.title_points >= TITLED else None


_FULL = 250
"""Characters that a paper has at least; a cover has fewer."""


def _head(title: str) -> str:
    return re.sub(r"(?:page|p\.)?\s*\d+\s*(?:/|sur)\s*\d+", "", title).strip()


def _opening(page: PageText, rules: Sequence[KindRules]) -> Score | None:
    """Return the kind whose title opens the page, when its cues stand there too.

    A bare « Attestation » opens a document as well: then its body alone says which.
    """
    titles = titles_of(page).first(9)
    if not titles.lines:
        return None
    opens = any(_OPENS.match(title) for title in titles.lines) or "soussigne" in page.flat[:400]
    scores = ranked(
        (score(rule, titles, page.spaced, least_title=0.0 if opens else TITLED) for rule in rules), rules
    )
    for found in scores:
        named = found.title_points >= 2.5 and found.points >= found.title_points + 0.3
        if named or (opens and found.points >= 2.0):
            return found
    return None

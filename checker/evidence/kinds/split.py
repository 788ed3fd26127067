"""Part a file where another document begins: several may be bound in one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.evidence.kinds.rules import KindRules, Score, ranked, score
from checker.evidence.kinds.titles import titles_of
from checker.evidence.text import PageText

_SHORT = {
    "audit_attestation", "audit_purchase_order", "mss_purchase_order", "purchase_order", "rssi_appointment",
    "dmp_attestation", "mss_attestation", "dsi_appointment", "support_agreement", "delegation", "bank_details",
    "invoice", "quote", "civ_minutes", "cme_minutes", "rssi_meetings", "mss_test", "cme_agenda",
}  # fmt: skip
_OPENS = re.compile(
    r"^(?:attestation|certificat|declaration|decision|bon de commande|commande|compte[- ]rendu"
    r"|proces[- ]verbal|note de service|devis|facture"
    r"|lettre de mission|a qui de droit|attestation sur l'honneur)\b.{0,60}$"
)


def split(pages: Sequence[PageText], rules: Sequence[KindRules]) -> list[tuple[int, int]]:
    """Return the runs of pages (first, last, from 0) that are one document each.

    Long documents quote many titles inside: only a page that opens with a title and carries the cues of a short
    formal document begins another. A title printed again on each page is a running head.
    """
    starts = [0]
    if len(pages) == 1:
        return [(0, 0)]
    current = _opening(pages[0], rules)
    for index in range(1, len(pages)):
        found = _opening(pages[index], rules)
        if found is None or (found.kind not in _SHORT and (current is None or current.kind not in _SHORT)):
            continue
        if current is not None and found.kind == current.kind and _head(found.title) == _head(current.title):
            continue
        starts.append(index)
        current = found
    return [(s, e - 1) for s, e in zip(starts, [*starts[1:], len(pages)], strict=True)]


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
    scores = ranked((score(rule, titles, page.spaced, titled_only=not opens) for rule in rules), rules)
    for found in scores:
        named = found.title_points >= 2.5 and found.points >= found.title_points + 0.3
        if named or (opens and found.points >= 2.0):
            return found
    return None

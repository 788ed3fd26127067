"""Messages of the test with the citizen messaging, by their headers: who wrote to whom, in which direction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.evidence.lazy import Lazy
from checker.evidence.statements.finding import Finding
from checker.evidence.statements.forms import spoken
from checker.evidence.statements.journal import journal_findings
from checker.evidence.text import PageText

_FROM = Lazy(
    r"(?:^|\n|\s{3,})[ \t>]*(?:de|from|expediteur|emetteur|emis par"
    r"|envoye par)[ \t]*:[ \t]*(?P<v>[^\n]{3,160})"
)
_TO = Lazy(r"(?:^|\n|\s{3,})[ \t>]*(?:a|to|destinataires?|pour|dest\.?)[ \t]*:[ \t]*(?P<v>[^\n]{3,160})")
_SENT = Lazy(
    r"(?:^|\n|\s{3,})[ \t>]*(?:(?:date|envoye(?: le)?|sent|recu(?: le)?|le|date d'envoi|date de reception"
    r"|horodatage|statut|etat)[ \t]*:[ \t]*[^\n]{0,40}?|(?:envoye|recu|remis|emis|delivre)\w*[ \t]+(?:le )?"
    r"|(?:le[ \t]+)?(?=\d{1,2}(?:er)? [a-z]{3,9} 20\d\d a \d))"
    r"(?P<v>\d[^\n]{5,80})"
)
_CITIZEN = Lazy(
    r"@(?:[\w-]+\.)*patient\.mssante\.\w+|@patient\b|mon espace sante|@(?:[\w-]+\.)*citoyen[\w.-]*"
    r"|messagerie citoyenne|\(patient\.mssante\.\w+\)"
)
_PROFESSIONAL = Lazy(r"[@(](?!(?:[\w-]+\.)*patient\.)[\w.-]*mssante\.\w+")
_FAILED = Lazy(
    r"(?:undelivered|undeliverable|non remis|non distribue|echec|delivery status notification"
    r"|mail delivery failed|brouillon|message non envoye|adresse introuvable|boite d'envoi)"
)
_BOUNCED = Lazy(
    r"<?[\w.-]+@(?:[\w-]+\.)*patient\.mssante\.\w+>?[ \t]*:[ \t]*(?:host|user|rejet|refus|inconnu|echec|[45]\d\d\b)"
)
"""What a server says of a citizen's box that it could not reach."""
_INBOX = Lazy(r"\bboite de reception (?:de |du |: ?)?[^\n]{0,40}?(?P<v>[\w.-]+@[\w.-]+)")
_REACH = 500
_HEAD = 250
"""Characters below a sender within which its message's other headers stand."""


@dataclass(frozen=True)
class _Header:
    page: PageText
    start: int
    stop: int
    sender: str
    receiver: str


def mail_findings(pages: Sequence[PageText]) -> tuple[Finding, ...]:
    """Return « sent » and « received » findings that message headers prove; a bounced message proves neither."""
    found: list[Finding] = []
    for page in pages:
        found += journal_findings(page)
        found += [
            Finding("mss_sent", "denied", page, *match.span()) for match in _BOUNCED.finditer(page.folded)
        ]
        for header in _headers(page):
            around = spoken(page).flat[header.start : header.stop + _REACH]
            to_citizen, from_citizen = _CITIZEN.search(header.receiver), _CITIZEN.search(header.sender)
            to_pro, from_pro = _PROFESSIONAL.search(header.receiver), _PROFESSIONAL.search(header.sender)
            about = None
            if to_citizen and not from_citizen:
                about = "mss_sent"
            elif from_citizen and (to_pro or not to_citizen):
                about = "mss_received"
            if about is None:
                continue
            failed = _FAILED.search(around)
            dated = _SENT.search(page.folded[max(0, header.start - 200) : header.stop + 200])
            state = "denied" if failed else "done" if dated and (from_pro or to_pro) else "unclear"
            found.append(Finding(about, state, page, header.start, header.stop, firm=state != "unclear"))  # type: ignore[arg-type]
    return tuple(found)


def _headers(page: PageText) -> Iterator[_Header]:
    """Pair each sender with the receiver named beside it; a quoted message went to who answers it."""
    senders = list(_FROM.finditer(page.folded))
    answered = _answered(page, senders)
    for sender in senders:
        if sender.start() in answered:
            quoted = answered[sender.start()]
            yield _Header(page, sender.start("v"), sender.end("v"), sender["v"], quoted)
            continue
        receivers = [r for r in _TO.finditer(page.folded) if abs(r.start() - sender.start()) <= _REACH]
        inbox = (
            None if receivers else _INBOX.search(page.folded, max(0, sender.start() - _HEAD), sender.end())
        )
        receivers = [inbox] if inbox else receivers
        if not receivers:
            continue
        after = [r for r in receivers if r.start() >= sender.start()]
        receiver = min(after or receivers, key=lambda r: abs(r.start() - sender.start()))
        start, stop = min(sender.start("v"), receiver.start("v")), max(sender.end("v"), receiver.end("v"))
        yield _Header(page, start, stop, sender["v"], receiver["v"])


def _answered(page: PageText, senders: Sequence[re.Match[str]]) -> dict[int, str]:
    """Return who answers the messages quoted without their receiver, by where their sender stands.

    A reply from the citizen's box to the hospital's, with the hospital's own message under it, shows that it went
    to the citizen.
    """
    found = {}
    for above, below in pairwise(senders):
        stop = next((s.start() for s in senders if s.start() > below.start()), len(page.folded))
        own = _TO.search(page.folded, below.start(), min(stop, below.end() + _HEAD))
        if own is None and _CITIZEN.search(above["v"]) and _PROFESSIONAL.search(below["v"]):
            found[below.start()] = above["v"]
    return found

"""The log of a mail server: « from=… to=… status=delivered », one message a line."""

from __future__ import annotations

from collections.abc import Iterator

from checker.evidence.lazy import Lazy
from checker.evidence.statements.finding import Finding
from checker.evidence.text import PageText
from models.evidence import State

_FROM = Lazy(r"\b(?:from|de|exp(?:editeur)?|sender)\s?[=:]\s?[<\"']?(?P<v>[^\s<>\"',;]{3,120})")
_TO = Lazy(r"\b(?:to|a|dest(?:inataire)?|rcpt|recipient)\s?[=:]\s?[<\"']?(?P<v>[^\s<>\"',;]{3,120})")
_STATUS = Lazy(r"\b(?:status|statut|stat|etat|result(?:at)?|code)\s?[=:]\s?[\"']?(?P<v>[^\s\"',;]{2,40})")
_DAY = Lazy(r"\b(?:20\d\d[-/.]\d\d[-/.]\d\d|\d\d[-/.]\d\d[-/.](?:20)?\d\d)")
_CITIZEN = Lazy(r"@(?:[\w-]+\.)*patient\.mssante\.")
_BOX = Lazy(r"@(?!(?:[\w-]+\.)*patient\.)[\w.-]*mssante\.")
_DONE = Lazy(
    r"(?:delivered|sent|stored|received|accepted|ok|2\.\d\.\d|250|delivre|remis|envoye|recu|distribue)(?:e|s|es)?\b"
)
_FAILED = Lazy(
    r"(?:bounced?|failed|failure|rejected|undelivered|expired|[45]\.\d\.\d|[45]\d\d|ko|echec|rejete|non)\b"
)


def journal_findings(page: PageText) -> Iterator[Finding]:
    """Yield what each dated line says of a message between a hospital's box and a citizen's, by its status."""
    for line in page.lines:
        sender, receiver = _FROM.search(line.folded), _TO.search(line.folded)
        status = _STATUS.search(line.folded)
        if sender is None or receiver is None or status is None or _DAY.search(line.folded) is None:
            continue
        if _BOX.search(sender["v"]) and _CITIZEN.search(receiver["v"]):
            about = "mss_sent"
        elif _CITIZEN.search(sender["v"]) and _BOX.search(receiver["v"]):
            about = "mss_received"
        else:
            continue
        state = _state(status["v"])
        yield Finding(about, state, page, line.start, line.stop, firm=state != "unclear")


def _state(status: str) -> State:
    if _FAILED.match(status):
        return "denied"
    return "done" if _DONE.match(status) else "unclear"

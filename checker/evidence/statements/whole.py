"""What a paper shows by being what it is: minutes that were taken, a procedure that stands below its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.evidence.lazy import Lazy
from checker.evidence.statements.finding import Finding
from checker.evidence.statements.forms import Spoken
from checker.evidence.statements.words import About, Body, Grammar
from checker.evidence.text import PageText, TextLine

_DAY = Lazy(
    r"\b\d{1,2}(?:er)?[ /.-](?:\d{1,2}|janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)|\b20\d\d\b"
)
_HABIT = Lazy(
    r"\bse (?:reunit|reunissent|rencontrent)\b.{0,40}?\b(?:par|chaque|tous|toutes)\b"
    r"|\bportant (?:composition|creation|reglement)|\bmembres? .{0,20}\bde droit\b"
)
"""What is done as a rule: no word of a meeting held."""
_PREFIX = 60
"""Characters that may stand before the name in its heading (« Annexe à la politique de sécurité : »)."""
_BELOW = 700
_BESIDE = 200
_A_YEARS = Lazy(r"\b(?:en|sur|pour|annee|cours de|bilan) 20\d\d\b")


def doubted(finding: Finding, heard: Spoken) -> Finding:
    """Return what a model or a guide says as unclear; a guide that dates what was done is believed."""
    if finding.state != "done" or not (heard.template or _DAY.search(finding.clause) is None):
        return finding
    return replace(finding, state="unclear", firm=False)


def held(page: PageText, key: str, body: Body) -> Iterator[Finding]:
    """Yield the heading under which the thing itself stands, by the different steps below it."""
    for line in page.lines:
        match = body.heading.search(line.folded.rstrip(" .:"))
        opened = None if match else body.opening.match(_NUMBERED.sub("", line.folded).lstrip())
        if (match is None and opened is None) or (match and match.start() > _PREFIX):
            continue
        below = page.flat[line.start + (match.end() if match else 0) : line.stop + _BELOW]
        if _A_YEARS.search(below, 0, _BESIDE):
            continue  # what happened in a year is a report, no procedure
        if opened and (_ORDERS.search(below, 0, _BELOW) is None or _HAPPENED.search(below, 0, _BESIDE)):
            continue  # « Incidents : deux, tous déclarés » tells what was, « Incidents : prévenir le 18 » what to do
        if sum(step.search(below) is not None for step in body.steps) >= body.least:
            yield Finding(key, "done", page, line.start, line.stop, firm=False)
            return


_ORDERS = Lazy(
    r"\b(?:prevenir|avertir|appeler|signaler|declarer|alerter|informer|contacter|saisir|joindre|debrancher|isoler"
    r"|previent|avertit|appelle|saisit|isole|debranche|joint|notifie"
    r"|se fait|s'ouvre|(?:est|sont) (?:aussitot |immediatement |sans delai |alors )?"
    r"(?:prevenu|averti|informe|ouvert|declare|signale|saisi|alerte)(?:e|s|es)?)\b"
    r"|\bl(?:e|a|es) (?:declare|signale|qualifie|previent|consigne)(?:nt)?\b"
    r"|\bl'(?:inscri(?:t|vent)|enregistre|isole)(?:nt)?\b"
    r"|(?<!un )(?<!\d )(?<!une )\b(?:appel|alerte|signalement|declaration) (?:immediate? )?(?:au|a l'|a la|aux) ?\w"
    r"|\bprevenue?s? (?:dans|sous|sans delai|aussitot|immediatement)\b"
)
"""What somebody is to do."""
_HAPPENED = Lazy(
    r"\b(?:a|ont) (?:\w+ )?ete (?:\w+ment )?(?:declare|signale|prevenu|averti|alerte|qualifie|traite|releve|clos)"
)
"""What somebody did: an incident told, no way to deal with the next."""


def _of_another(page: PageText, about: About) -> bool:
    """Tell whether the title names a procedure of another sort, and no information system."""
    title = " ".join(line.folded for line in page.lines[:_TITLE_LINES])
    return about.not_objects.search(title) is not None and _SYSTEMS.search(title) is None


_TITLE_LINES = 4
_SYSTEMS = Lazy(r"securite (?:du|des|de l')|informatique|numerique|\bssi\b|cyber|systemes? d'information")


_CALLS = Lazy(
    r"^\W*(?:invitation|convocation)\b|\b(?:etes|sont) (?:tous |toutes )?(?:invite|convie|convoque)e?s\b"
    r"|\b(?:participant|membre|presence|personne)e?s? attendue?s?\b",
    re.M,
)
"""What calls to a meeting: who is named will come, perhaps."""
_MINUTES = Lazy(r"\b(?:compte[- ]rendu|releve de (?:decisions?|conclusions?)|proces[- ]verbal|pv|cr)\b")


def recorded(heard: Spoken, about: About) -> bool:
    """Tell whether a page calls itself minutes and names those who came: what it plans is not this meeting."""
    titled = any(_MINUTES.search(line.folded) for line in heard.page.lines[:_TITLE_LINES])
    return (
        titled
        and about.implied_by.search(heard.page.flat) is not None
        and _CALLS.search(heard.page.folded) is None
    )


def calls(page: PageText) -> bool:
    """Tell whether a page opens by calling to a meeting: what it plans is its own matter."""
    return any(_SUMMONS.match(line.folded) is not None for line in page.lines[:_TITLE_LINES])


_SUMMONS = Lazy(r"\W*(?:objet ?: ?)?(?:invitation|convocation)\b")


def _draft_title(page: PageText) -> TextLine | None:
    for line in page.lines[:_TITLE_LINES]:
        match = _DRAFTED.search(line.folded)
        if match and (
            line.folded.count(" ") < _TITLE_WORDS or not line.folded[: match.start()].strip(" *-–:")
        ):
            return line
    return None


_TITLE_WORDS = 9
"""A longer line is a sentence, unless it opens with what it calls the paper."""
_DRAFTED = Lazy(
    r"\b(?:document de travail|brouillon|version (?:de )?(?:travail|projet|provisoire)"
    r"|(?:version|v) ?0[.,]\d+\W+projet)\b"
)
_YEARLESS = Lazy(r"\b20(?: ?\.{2,}| ?_{2,}| ?-{2,}|xx\b|nn\b|\W?…)")
"""A year left to be filled in: a form that nobody filled."""
_NUMBERED = Lazy(r"^\W*(?:(?:[ivx]+|\d{1,2}|[a-h])(?:[.)°/-]\d{0,2})*[.)°/ -]+)?|\b(?:19|20)\d\d\b", re.M)
_INLINE = Lazy(r"(?<=\s)(?:[ivx]+|\d{1,2})[.)] ")
_TOLD = Lazy(r"\d|\b[\w'-]+(?:,? [\w'-]+){6,}|\b(?:a|ont|est|sont|etait|ete|avons|fut|n'a|s'est)\b")


def _is_outline(page: PageText) -> bool:
    """Tell whether below its title a page holds headings only: no figure, no verb, no line of seven words."""
    below = "\n".join(line.folded for line in page.lines[1:])
    return bool(below) and _TOLD.search(_INLINE.sub("\n", _NUMBERED.sub("", below))) is None


def implied(heard: Spoken, about: About, grammar: Grammar) -> Iterator[Finding]:
    """Yield what a page proves by being filled: not a model, a draft, a guide, nor meetings without a day."""
    page = heard.page
    if _YEARLESS.search(page.flat):
        came = (
            about.implied_by.search(page.flat)
            if about.dated and not (heard.instructing or heard.template)
            else None
        )
        if came:  # those who came are named, the day is not: a meeting, of nobody knows when
            yield Finding(about.key, "unclear", page, came.start(), came.end(), firm=False)
        return
    drafted = _draft_title(page) if not about.dated else None
    if drafted:  # « Document de travail » in its title: there is a paper, nobody says that it stands
        yield Finding(about.key, "unclear", page, drafted.start, drafted.stop)
        return
    if heard.blank or heard.template or heard.draft or grammar.placeholder.search(page.flat):
        return
    if not about.dated and about.body is None and _is_outline(page):
        return
    if heard.instructing and about.body is None:
        return
    if about.body is not None and _of_another(page, about):
        return
    if about.dated and (
        _DAY.search(page.flat) is None or _HABIT.search(page.flat) or _CALLS.search(page.folded)
    ):
        return
    for match in about.implied_by.finditer(page.flat):
        start, stop = page.sentence_at(match.start()) or match.span()
        if (
            about.not_objects.search(page.flat, start, stop) is None
        ):  # another body's meeting shows nothing of ours
            yield Finding(about.key, "done", page, match.start(), match.end(), firm=False)
            return

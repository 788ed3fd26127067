"""Names that a paper only passes by: a person's post, a place, a loan, to whom it goes, who belongs to a body.

They say nothing of whose the paper is where it speaks of another house.
"""

from __future__ import annotations

from typing import Literal

from checker.evidence.establishments.spots import Spot, cued, listed
from checker.evidence.lazy import Lazy
from checker.evidence.names import NameRules
from checker.evidence.text import PageText

Part = Literal["aside", "passing", "addressed", "place"]

_WINDOW = 100
"""Characters around a name that say what it is there for."""
_STOP = Lazy(r"(?<!\bm)(?<!\bdr)(?<!\bpr)(?<!\bmr)[.;](?:\s|$)")
_LABEL = Lazy(r"[ \t]*:[ \t]*(?:(?:le|la|au|aux|du|de la|[ld]'|salle [^,]{2,30},) ?)?$")
_TO = Lazy(r"\W*(?:a l'attention|a (?:m\.|mme|monsieur|madame)|monsieur|madame|destinataire)")
_SPEAKS = Lazy(
    r"(?:\s*,[^,.;]{1,80},)?\s+(?:atteste|certifie|declare|confirme|s'engage|reconnait|donne (?:son|pouvoir))\b"
)
_INDEXED = Lazy(r"[ \t]*\.{4,}[ \t]*\d")
_MET_AT = Lazy(r"(?:lieu|adresse|salle)\b[^:]{0,30}:")
_LEADS = Lazy(r"\W*(?:[\w' /()°-]{2,50} ?: ?)?(?:le |la |l')?$")
_JOINT = Lazy(r"direction commune\b(?! (?:avec|entre))")
"""Under a direction that several houses share, their letterhead names them all."""
_OPENED = Lazy(r"\(\s*([a-z]+)\s*:[^()]*$")
_OF_A_BODY = Lazy(r"\W*([a-z]+)\s*:")
_NEXT = 60


def part_played(page: PageText, spot: Spot, rules: NameRules) -> Part | None:
    """Return what a name is passed by as: a mere mention, one to whom a paper goes, where one met."""
    after = _after(page, spot)
    if _SPEAKS.match(after):
        return None
    line = page.line_at(spot.start)
    head = page.folded[line.start : spot.start].lstrip(" -•*\t|") if line is not None else ""
    if _MET_AT.match(head):
        return "place"
    before = _STOP.split(page.folded[max(0, spot.start - _WINDOW) : spot.start].replace("\n", " "))[-1]
    if rules.passing_before.search(before) or rules.passing_after.match(after):
        return "passing"
    label = rules.addressed_labels.match(head)
    if (label is not None and _LABEL.match(head, label.end())) or _JOINT.match(head):
        return "addressed"
    if rules.addressed_before.search(before):
        return "addressed"
    if listed(page, spot.start, rules):
        return "addressed" if line is not None and _TO.match(line.folded) else "passing"
    return None


def leads(page: PageText, spot: Spot, rules: NameRules) -> bool:
    """Tell whether a name opens its line, or stands right after a label or words that make the paper its own."""
    line = page.line_at(spot.start)
    opens = line is not None and _LEADS.match(page.folded[line.start : spot.start]) is not None
    return opens or cued(page, spot.start, rules)


def of_a_body(page: PageText, spot: Spot, rules: NameRules) -> bool:
    """Tell whether a name stands among those who make up a body: « Membres : CH X, CH Y », « (membres : … ) »."""
    line = page.line_at(spot.start)
    if line is None:
        return False
    opened = _OPENED.search(page.folded, max(0, spot.start - _WINDOW), spot.start)
    headed = _OF_A_BODY.match(page.folded, line.start, spot.start)
    return any(found and rules.parts_of.fullmatch(found.group(1)) for found in (opened, headed))


def indexed(page: PageText, spot: Spot) -> bool:
    """Tell whether a name is a row of an index or of a table of contents: « CH de Nérac ....... 46 »."""
    return _INDEXED.match(page.text, spot.stop) is not None


def foreign(page: PageText, spot: Spot, rules: NameRules) -> bool:
    """Tell whether what stands beside a name makes it a namesake's: « (Belgique) », « clinique vétérinaire »."""
    after = page.folded[spot.stop : spot.stop + _NEXT]
    beside = _NAMED_NEXT.match(after)
    if beside is not None and rules.abroad.match(after, beside.end()):
        return True
    touching = "\n".join(after.split("\n")[:2])
    return rules.trades.search(touching) is not None


_NAMED_NEXT = Lazy(r"\s*[(,–—-]\s*|[ \t]*\n[ \t]*|(?: [^\n(]{1,35})?\n[ \t]*")


def _after(page: PageText, spot: Spot) -> str:
    return page.folded[spot.stop : spot.stop + _WINDOW].replace("\n", " ")

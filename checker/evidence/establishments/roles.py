"""What part a name plays in its sentence: left out of it, cited as a source, an aside of another house's paper."""

from __future__ import annotations

from checker.evidence.establishments.spots import Spot
from checker.evidence.lazy import Lazy
from checker.evidence.names import NameRules
from checker.evidence.text import PageText

_SENTENCE = 90
"""Characters around a name in which its sentence says what it is there for."""
_BREAK = Lazy(r"[.;:](?:\s|$)|\s[-–]\s")
_AFTER = Lazy(r"[.;](?:\s|$)")


def left_out(page: PageText, spot: Spot, rules: NameRules) -> bool:
    """Tell whether a sentence leaves a house out: « à l'exception du CH X », « le CH X n'entrait pas dans … »."""
    before, after = _around(page, spot)
    return (
        rules.left_out_before.search(_BREAK.split(before)[-1]) is not None
        or rules.left_out_after.search(_BREAK.split(after)[0]) is not None
    )


def cited(page: PageText, spot: Spot, rules: NameRules) -> bool:
    """Tell whether a name is only a source, a place or a reader: « (source : CHU X) », « dans les locaux du X »."""
    before, after = _around(page, spot)
    return (
        rules.cited_before.search(_AFTER.split(before)[-1]) is not None
        or rules.cited_after.match(_AFTER.split(after)[0]) is not None
    )


def among(page: PageText, spot: Spot, rules: NameRules) -> bool:
    """Tell whether a name is only one of the houses a paper is for: « nos onze cliniques, dont la clinique X »."""
    before, _ = _around(page, spot)
    return rules.among_before.search(_AFTER.split(before)[-1]) is not None


def aside(page: PageText, spot: Spot, rules: NameRules) -> bool:
    """Tell whether a name is nothing to a paper that another house issues: « Copie : CH X », « dont le CHU X »."""
    before, _ = _around(page, spot)
    return rules.aside_before.search(_AFTER.split(before)[-1]) is not None


def former(page: PageText, spot: Spot, rules: NameRules) -> bool:
    """Tell whether a name is what a house was called, or of what it was made: « l'ancien CH X », « issu du CH X »."""
    before, _ = _around(page, spot)
    return rules.former_before.search(_AFTER.split(before)[-1]) is not None


def shouted(page: PageText, spot: Spot, rules: NameRules) -> bool:
    """Tell whether a name may be no more than words of a sentence in capitals: « LA MATERNITE APPELLE LE SERVICE … ».

    Where a house's kind stands there with an article and without « de », nothing shows that a name follows.
    """
    line = page.line_at(spot.start)
    kind = rules.any_type.match(page.folded, spot.start, spot.stop)
    if line is None or kind is None or not line.text.isupper() or len(line.text.split()) < _SHOUTED:
        return False
    led = _ARTICLE.search(page.folded, line.start, spot.start) is not None
    if led and _SAYS.search(page.folded, kind.end(), spot.stop):
        return True  # « L'HÔPITAL DE JOUR EST DÉSORMAIS … »
    return led and " " not in kind.group() and _GOES_ON.match(page.folded, kind.end()) is None


_SAYS = Lazy(r" (?:est|sont|sera|seront|etait|etaient|doit|doivent|peut|peuvent|a ete|ont ete) \w")
"""A verb and what follows it; « EST » ends a name: « HÔPITAL PARIS EST »."""
_SHOUTED = 6
"""Words of a line in capitals that may be a sentence."""
_ARTICLE = Lazy(r"\b(?:la|le|une?|cette|ce|notre) $|\b(?:l|d)'$")
_GOES_ON = Lazy(r" ?(?:-|de\b|du\b|des\b|d'|sainte?\b|ste?\b|notre\b|les?\b|la\b|l')")


def _around(page: PageText, spot: Spot) -> tuple[str, str]:
    """Return what stands on either side of a name, folded, a line's end as a space."""
    before = page.folded[max(0, spot.start - _SENTENCE) : spot.start]
    after = page.folded[spot.stop : spot.stop + _SENTENCE]
    return before.replace("\n", " "), after.replace("\n", " ")

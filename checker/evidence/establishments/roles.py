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


def aside(page: PageText, spot: Spot, rules: NameRules) -> bool:
    """Tell whether a name is nothing to a paper that another house issues: « Copie : CH X », « dont le CHU X »."""
    before, _ = _around(page, spot)
    return rules.aside_before.search(_AFTER.split(before)[-1]) is not None


def _around(page: PageText, spot: Spot) -> tuple[str, str]:
    """Return what stands on either side of a name, folded, a line's end as a space."""
    before = page.folded[max(0, spot.start - _SENTENCE) : spot.start]
    after = page.folded[spot.stop : spot.stop + _SENTENCE]
    return before.replace("\n", " "), after.replace("\n", " ")

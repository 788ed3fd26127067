"""Communes whose names hold one another (« Nérac », « Nérac-Plage ») or begin alike (« -sur-Mer », « -les-Bois »)."""

from __future__ import annotations

import re

from checker.evidence.establishments.known import spelt_town
from checker.evidence.establishments.likeness import misread
from checker.evidence.lazy import Lazy
from checker.evidence.names import NameRules
from checker.evidence.text import fold

_LINK = r"(?:les?|la|sur|sous|en|aux?|lez|du|des?|d|l)"
_COMPOUND = Lazy(rf"(?P<head>.{{3,}}?)-{_LINK}-(?:{_LINK}-)?(?P<tail>\w{{3,}})")
_SHORTEST = 4
"""Letters of a town's name that is sure not to be any word."""


def neighbour_of(printed: str, commune: str, rules: NameRules) -> bool:
    """Tell whether a name is seated in a commune whose name only holds ``commune``: « Nérac-Plage », « Vieux-Nérac ».

    « Nérac-Mézin » may be a house that two towns share.
    """
    if len(commune) < _SHORTEST:
        return False
    town = re.escape(commune)
    plain = fold(printed).replace("'", " ")
    after = rf"{town}-(?:{_LINK}-\w|(?:{rules.quarters})(?!\w))"
    return re.search(rf"(?<![\w-])(?:{after}|(?:{rules.quarters})-{town}(?![\w-]))", plain) is not None


def sister_of(printed: str, commune: str) -> bool:
    """Tell whether a name is seated in a commune that begins as ``commune`` does: « -les-Bois » for « -sur-Mer »."""
    own = _COMPOUND.match(commune)
    if own is None:
        return False
    found = re.finditer(
        rf"(?<!\w){re.escape(own['head'])}-{_LINK}-(?:{_LINK}-)?(?P<tail>\w{{3,}})", spelt_town(printed)
    )
    tails = [match["tail"] for match in found]
    return bool(tails) and not any(misread(tail, own["tail"]) for tail in tails)

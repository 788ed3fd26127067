"""Whether two names are one hospital's, so that two towns are never one."""

from __future__ import annotations

import re

from checker.evidence.names import Name
from checker.evidence.text import fold

_SAME = 92.0
_NEAR = 72.0
_PART = 88.0
_TELLING = 3
_LONG_WORD = 8
_JOINED = 4
"""Letters of a word that another may hold; « Luc » in « Lucie » is none."""
_HOSPITALS = {"ch", "chi", "chd", "chr", "chu"}
PUBLIC = {*_HOSPITALS, "chs"}
_SEATED = {"ch", "chi", "chd"}
"""Types of which a town has one: « CH de Nérac » is the one that bears a person's name there."""
_SMALL = {"cancer", "centre", "dialyse", "residence", "annexe"}
"""Types that no university hospital has."""
_POINTS = {"nord", "sud", "est", "ouest", "haut", "haute", "bas", "basse", "grand", "petit"}
_COUNTS = {
    *_POINTS, "grands", "grande", "petits", "petite", "neuf", "neuve", "nouveau", "vieux", "deux", "trois",
    "quatre", "cinq", "sept", "centre", "central",
}  # fmt: skip
"""Words that tell one house from its neighbour: no short form leaves them out."""


def alike(a: Name, b: Name, town: frozenset[str] = frozenset()) -> bool | None:
    """Tell whether a mention ``a`` names the hospital ``b``: yes, firmly no, or ``None`` where they cannot tell.

    Both must say the same words, but for the ``town`` that either may add, given names as initials, and one letter
    misread in a long word. A part of a name (« Vallée » of « Nord-Vallée ») or a word more (« Saint-Denis de la
    Réunion ») makes it doubtful. The same words under another type: CH and CHI are one hospital that changed, CH and
    clinique are two, and a CH and its psychiatric or residential namesake cannot be told.
    """
    from rapidfuzz import fuzz

    if not a.place or not b.place:
        return None
    fit = _types_fit(a.type, b.type)
    if _says(a, b, town):
        if a.type is None and len(a.place) < 6:
            return None
        # « Santé Atlantique » and « Clinique Atlantique » share their one telling word
        return None if b.type is None and a.type is not None and len(a.words) == 1 else fit
    if town and a.words == town and a.type in _SEATED and b.type in _SEATED:
        return True
    if a.type == b.type == "cancer" and a.words <= town | b.words:
        return True  # a town has one: « Centre de lutte contre le cancer de Nérac », « CLCC Vautrelin »
    if _apart(a, b, town) or (fit is False and longer(a, b, town)):
        # « CH Nérac-Mézin » may be the town's hospital that bears a person's name in the form
        return None if town and town < a.words and a.type in _SEATED and b.type in _SEATED else False
    within = fuzz.token_set_ratio(a.place, b.place) >= _SAME
    if (
        within
        or fuzz.token_sort_ratio(a.place, b.place) >= _NEAR
        or (a.words & b.words)
        or fuzz.partial_ratio(a.place, b.place) >= _PART
    ):
        return None
    # « CH de Sarlat » may be the hospital of Sarlat-la-Canéda that bears a person's name in the form
    return None if fit is not False and town and (town <= a.words or a.words <= town) else False


def shortened(a: Name, b: Name, town: frozenset[str]) -> bool:
    """Tell whether ``a`` is a short form of ``b`` that keeps its last word: « CH Kermorvan » of « Anne-de-Kermorvan ».

    Of public hospitals only, and for a paper that names their town: a town has one, but several clinics.
    """
    kept, whole = a.words - town, [word for word in b.place.split() if word not in town]
    return (
        bool(kept)
        and a.type in PUBLIC
        and _types_fit(a.type, b.type) is True
        and kept < set(whole)
        and whole[-1] in kept
        and len(whole[-1]) > _TELLING
        and not (set(whole) - kept) & _COUNTS
    )


def of_town(a: Name, b: Name, town: frozenset[str]) -> bool:
    """Tell whether ``a`` is a hospital named by a part of the town alone: « CH de Sarlat » in Sarlat-la-Canéda.

    For a paper that names the whole town: it has one such hospital, whatever the form calls it.
    """
    return bool(a.words) and a.words <= town and a.type in _SEATED and b.type in _SEATED


def may_succeed(a: Name, b: Name) -> bool:
    """Tell whether houses of one town may be one under two names: both public hospitals, or both clinics."""
    sorts = (PUBLIC, {"clinique", "centre"})
    return any(a.type in sort and b.type in sort for sort in sorts)


def part_of(a: Name, b: Name) -> bool:
    """Tell whether a group's name stands for a longer one of the same type, its first words left out or its last."""
    return a.type == b.type == "ght" and bool(a.words) and a.words < b.words and not (
        b.words - a.words
    ) & _COUNTS  # fmt: skip


def half_of(a: Name, printed: str, b: Name) -> bool:
    """Tell whether ``a`` is what stands before or after « de » in ``b``: « CH de Nérac », « CH Vauthier » of both.

    A name joined by dashes is not cut: « Nérac-Mézin » may be a house of two towns. ``printed`` is ``b`` as written.
    """
    if not a.words < b.words or a.type not in PUBLIC or not _types_fit(a.type, b.type):
        return False
    if not a.words or (b.words - a.words) & _COUNTS:
        return False
    said = r"[\W]+".join(map(re.escape, a.place.split()))
    plain = fold(printed)
    link = r"[\s,]+(?:de|du|des|d'|a|sur)\s*(?:l'|la\s|les?\s)?\s*"
    return re.search(rf"\w{link}{said}$|(?<![\w-])(?:\w+-)?{said}{link}\w", plain) is not None


def longer(a: Name, b: Name, town: frozenset[str]) -> bool:
    """Tell whether ``a`` says all of ``b`` and more than the town: « Saint-Vincent-de-Paul » of « Saint-Vincent »."""
    return bool(b.words) and b.words < a.words and bool(a.words - b.words - town)


def misread(word: str, other: str) -> bool:
    """Tell whether a word may be another one misprinted or misread: one letter in five, two swapped, or cut short."""
    from rapidfuzz.distance import OSA

    short, long = sorted((word, other), key=len)
    if len(short) > _TELLING and long.startswith(short):
        return True
    return OSA.distance(word, other) <= max(1, len(long) // 5)


def near(a: Name, b: Name) -> bool:
    """Tell whether two names look so much alike that a scan may have made one of the other."""
    from rapidfuzz import fuzz

    return fuzz.ratio(a.place, b.place) >= _NEAR


def _apart(a: Name, b: Name, town: frozenset[str]) -> bool:
    """Tell whether each of two names says a word that the other lacks and that is no misreading of one of its own."""

    def alone(these: frozenset[str], those: frozenset[str]) -> bool:
        return any(
            len(word) >= _TELLING
            and word not in town
            and (word in _POINTS or not any(_spans(word, other) for other in those))
            and all({word, other} <= _POINTS or not misread(word, other) for other in those)
            for word in these - those
        )

    return alone(a.words, b.words) and alone(b.words, a.words)


def _spans(word: str, other: str) -> bool:
    """Tell whether a word stands in another that may join it to the next: « Soleil » in « Beausoleil »."""
    return word in other and (len(word) >= _JOINED or 3 * len(word) > 2 * len(other))


def _types_fit(a: str | None, b: str | None) -> bool | None:
    """Tell whether two types may be one hospital's: yes, no, or ``None`` where a namesake is as likely."""
    if a is None or b is None:
        return None if {a, b} & {"ght", "annexe"} else True
    if a == b or {a, b} <= _HOSPITALS:
        return True
    if {a, b} & {"chu", "chr"} and {a, b} & _SMALL:
        return False
    return False if "clinique" in {a, b} and {a, b} & PUBLIC else None


def _says(a: Name, b: Name, town: frozenset[str]) -> bool:
    """Tell whether a mention says the name whole: the same words, but for the town, initials or one letter misread."""
    from rapidfuzz.distance import Levenshtein

    if a.words == b.words or a.place.replace(" ", "") == b.place.replace(" ", ""):
        return True
    more, less = a.words - b.words, b.words - a.words
    shared = (a.words & b.words) - town
    if more <= town and less <= town and shared:
        return True
    more, less = more - town, less - town
    if any(len(word) > _TELLING for word in shared) and (
        _initials(more, less, b.place) or _initials(less, more, a.place)
    ):
        return True
    if len(more) == len(less) == 1:
        (one,), (other,) = more, less
        long = min(len(one), len(other)) >= _LONG_WORD
        return long and Levenshtein.distance(one, other) <= 1 and _confused(one, other)
    return False


def _confused(word: str, other: str) -> bool:
    """Tell whether words one letter apart may be one: a letter dropped or doubled, or one that looks or sounds alike.

    « Castelmayre » may be « Castelmaire »; « Rondelles » and « Roncelles » are two towns.
    """
    if len(word) != len(other):
        return True
    return all(a == b or "".join(sorted((a, b))) in _LOOKALIKES for a, b in zip(word, other, strict=True))


_LOOKALIKES = frozenset(
    ("ao", "ae", "ce", "co", "eo", "il", "ij", "it", "lt", "ft", "nr", "mn", "nu", "uv", "vy", "iy", "sz", "cs", "ck",
     "cq", "kq", "gq", "gj", "gy", "bh", "hn", "pq", "dt", "bp", "ei", "ou", "sx", "rv")
)  # fmt: skip
"""Letters taken one for the other by an eye, a scan or an ear."""


def _initials(more: frozenset[str], less: frozenset[str], spelt: str) -> bool:
    """Tell whether words are the given names of another name by their first letters, in that name's order.

    « J.-B. » and « J. » are of « Jean-Baptiste »; ``spelt`` is the name that writes them out.
    """
    letters = [word[0] for word in more if len(word.rstrip(".")) == 1]
    given = [word[0] for word in spelt.split() if word in less]
    return bool(letters) and len(letters) == len(more) and sorted(given[: len(letters)]) == sorted(letters)

"""The ways a dossier's own names are printed: with or without brackets, dots, « et », « Saint », as initials."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from checker.evidence.lazy import Lazy
from checker.evidence.text import fold

_LONG_NAME = 7
"""Letters of a name that can be looked for as it stands."""
_ACRONYM = 4
"""Letters of an acronym that the applicant gives himself."""
_INITIALS = 5
"""Letters of an acronym that is only made up of a name's initials."""
_UNSAID = frozenset(
    ("de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "pour", "a", "au", "aux", "sur")
)
_APART = Lazy(r"\s[–—-]\s|[()/,;]|\b(?:ex|anciennement|dit|dite|sigle)\b[ :-]*", re.I)


_HOLDER = Lazy(
    r"(?:centre hospitalier|h[oôÔ]pital|clinique|maison de sant[eéÉ])s? (?:de la |de l['’]|des )"
    r"((?:fondation|association|mutuelle|mutualit[eéÉ]|congr[eéÉ]gation|(?:œ|oe)uvre)s? .+)", re.I,
)  # fmt: skip
"""A house that bears only the name of who runs it: « Hôpital de la Fondation Perrault »."""
_RUN_BY = Lazy(
    r"(?:association|asso\.?|fondation|mutuelle|(?:œ|oe)uvre)\s+(?=(?:HAD|hospitalisation|(?:poly)?clinique|h[oôÔ]pital"
    r"|centre|institut|SSR|SMR|maison)\s)", re.I,
)  # fmt: skip
"""Who runs a house and bears its name whole: « Association HAD Gier-Domicile »."""
_CANCER = Lazy(
    r"(?:centre (?:r[eéÉ]gional )?(?:de lutte contre le cancer|anti-?canc[eéÉ]reux)|c\.?r?\.?l\.?c\.?c\.?)"
    r" (?!de |du |d['’])(.+)", re.I,
)  # fmt: skip
"""A cancer centre that bears a person's name is called « Centre Henri-Vautrelin »."""
_GIVEN = Lazy(r"Centre ([A-ZÀ-Þ])[\w'’]+[- ]([A-ZÀ-Þ][\w'’]{3,})")
"""« Centre Henri-Vautrelin », and « Centre H. Vautrelin »."""
_FORM = Lazy(r"(?:SASU?|SARL|SA|SELARL|SCIC|SCOP|SELAS|SNC|S\.A\.S\.?|S\.A\.)\s+")


@dataclass(frozen=True)
class Alias:
    """One way to print a name: what to look for in folded text; an acronym counts in capitals only."""

    text: str
    pattern: re.Pattern[str]
    acronym: bool = False

    def spans(self, printed: str, folded: str) -> list[tuple[int, int]]:
        """Return where it stands in a text."""
        found = [match.span() for match in self.pattern.finditer(folded)]
        return [(a, b) for a, b in found if not self.acronym or printed[a:b].isupper()]


@lru_cache(maxsize=256)
def variants(name: str) -> tuple[str, ...]:
    """Return a name and the names it holds: what its brackets, dashes and « anciennement » set apart.

    >>> variants("Association des dialysés du Var (ADV)")
    ('Association des dialysés du Var (ADV)', 'Association des dialysés du Var', 'ADV')
    """
    parts = [part.strip(" .:«»\"'") for part in _APART.split(name)]
    parts += [_FORM.sub("", part) for part in tuple(parts) if _FORM.match(part)]
    parts += [_RUN_BY.sub("", part) for part in (name.strip(), *parts) if _RUN_BY.match(part)]
    parts += [held.group(1) for part in (name, *parts) if (held := _HOLDER.match(part.strip()))]
    parts += [f"Centre {named.group(1)}" for part in (name.strip(), *parts) if (named := _CANCER.match(part))]
    return tuple(dict.fromkeys([name.strip(), *(part for part in parts if _is_name(part))]))


def _is_name(part: str) -> bool:
    return len(re.findall(r"\w+", part)) >= 2 or (len(part) >= _ACRONYM and part.isupper())


@lru_cache(maxsize=256)
def aliases_of(names: tuple[str, ...]) -> tuple[Alias, ...]:
    """Return all that may be looked for of some names, the longest first."""
    found: dict[str, Alias] = {}
    for name in (part for whole in names for part in variants(whole)):
        letters = re.sub(r"\W", "", name)
        acronym = name.isupper() and " " not in name.strip() and len(letters) <= 9
        if len(letters) >= _LONG_NAME or (acronym and len(letters) >= _ACRONYM):
            found.setdefault(fold(name), Alias(name, _printed(name), acronym))
        if short := _GIVEN.fullmatch(name):
            said = f"Centre {short.group(1)}. {short.group(2)}"
            found.setdefault(fold(said), Alias(said, _printed(said)))
        initials = _initials(name)
        if initials and len(initials) >= _INITIALS:
            found.setdefault(initials, Alias(initials, _printed(initials.upper()), True))
    return tuple(sorted(found.values(), key=lambda alias: -len(alias.text)))


def typed_alias(name: str, types: Iterable[re.Pattern[str]]) -> Alias | None:
    """Return a name under every other word for its type: « CH de l'agglomération de Nevers », or ``None``.

    ``None`` for a name without a type or whose own words are all capitalised: where such a name ends can be seen.
    """
    folded = fold(name)
    for kind in types:
        opening = kind.match(folded)
        rest = name[opening.end() :].strip(" -–") if opening else ""
        if rest and any(len(word) > _ACRONYM for word in re.findall(r"(?<!\w)[a-zà-ÿ]\w+", rest)):
            body = _printed(rest).pattern
            return Alias(folded, re.compile(rf"{kind.pattern}\W{{1,4}}{body}"))
    return None


def _initials(name: str) -> str | None:
    """Return the initials of a name of five words or more that count, ``None`` for a shorter one."""
    words = [word for word in re.findall(r"\w+", fold(name)) if word not in _UNSAID]
    return "".join(word[0] for word in words) if len(words) >= _INITIALS else None


def _printed(name: str) -> re.Pattern[str]:
    """Compile a name so that « St », « & », dots in capitals and dashes between words make no difference."""
    pieces = []
    for word in re.findall(r"\w+|&", name):
        plain = fold(word)
        if plain in {"saint", "st", "sainte", "ste"}:
            pieces.append(r"(?:sainte?|ste?)")
        elif plain in {"sur", "sous"}:
            pieces.append(f"(?:{plain}|s)")
        elif plain in {"et", "&"}:
            pieces.append("(?:et|&)")
        elif word.isupper() and 2 <= len(word) <= 9:
            pieces.append(r"\.?".join(map(re.escape, plain)) + r"\.?")
        else:
            pieces.append(re.escape(plain))
    return re.compile(r"(?<!\w)" + r"\W{1,4}".join(pieces) + r"(?!\w)")

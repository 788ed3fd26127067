"""The dossier's own names, its group's and its town, parsed once; and words that a scan wrote with digits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, product

from checker.evidence.aliases import Alias, aliases_of, typed_alias, variants
from checker.evidence.lazy import Lazy
from checker.evidence.names import Name, NameRules, bare_name, parsed
from checker.evidence.text import PageText, fold
from models.dossier import Subject

_LETTERS = {"0": "o", "1": "li", "5": "s", "8": "b"}
_TOUCHING = Lazy(r"[0158](?:(?<=[^\W\d_].)|(?=[^\W\d_]))")
_MIXED = Lazy(r"\b\w{3,24}\b")
_MOST_DIGITS = 4
_JOINING = {
    "saint", "sainte", "le", "la", "les", "l", "lez", "sur", "sous", "en", "de", "du", "des", "d", "et", "aux",
}  # fmt: skip
"""Words that a town's name joins to the next with a dash, written or not."""
_WORD = 4
"""Letters of a word that may be told under its misread digits."""


@dataclass(frozen=True)
class Known:
    """The dossier's own names, parsed once."""

    own: tuple[Name, ...]
    group: tuple[Name, ...]
    aliases: tuple[Alias, ...]
    group_aliases: tuple[Alias, ...]
    bare: tuple[re.Pattern[str], ...]
    """Names without their type, where what is left is two words or more (« Les Alpages de Bramans »)."""
    lone: tuple[re.Pattern[str], ...]
    """The same where one word is left (« Les Genévriers »), which tells it beside its kind or town alone."""
    town: frozenset[str]
    commune: str = ""
    """The town's name as ``spelt_town`` writes it."""
    group_seats: tuple[str, ...] = ()
    """What each name of the group says after its type, as ``spelt_town`` writes it: « roncelles »; empty of a GHT's."""
    areas: frozenset[str] = frozenset()
    """The departments of the dossier's FINESS numbers, as their first two characters."""
    finess: tuple[str, ...] = ()
    sirens: tuple[str, ...] = ()
    supported: bool = False
    """Whether the supporting hospital's name is known."""
    spelt: tuple[frozenset[str], ...] = ()
    """The words that say which kind of house each own name is of, beside the words of its own."""
    vocabulary: frozenset[str] = frozenset()
    """The words that a scan's digits may hide."""

    @classmethod
    def of(cls, subject: Subject, rules: NameRules) -> Known:
        """Return a subject's names parsed, its GHT's and supporting hospital's apart."""
        named = tuple(name for name in subject.names if name)
        others = tuple(name for name in (subject.ght, subject.support) if name)
        city = subject.city or ""
        finess = tuple(re.sub(r"\W", "", number) for number in subject.finess)
        said = " ".join((*named, *others, city)).lower()
        return cls(
            own=_typed_alike(parsed(part, rules) for name in named for part in variants(name)),
            group=tuple(parsed(name, rules) for name in others),
            aliases=_telling(aliases_of(named), named, rules),
            group_aliases=_telling(tuple(a for a in aliases_of(others) if not a.acronym), others, rules),
            bare=tuple(pattern for name in named if (pattern := bare_name(name, rules))),
            lone=tuple(pattern for name in named if (pattern := bare_name(name, rules, alone=True))),
            town=parsed(city, rules).words if city else frozenset(),
            commune=spelt_town(city),
            group_seats=tuple(_seat(name, rules) for name in others),
            areas=frozenset(map(area, finess)),
            finess=finess,
            sirens=tuple(re.sub(r"\W", "", number)[:9] for number in subject.siret),
            supported=bool(subject.support),
            spelt=tuple(_kind_words(part, rules) for name in named for part in variants(name)),
            vocabulary=frozenset(
                word for word in re.findall(r"\w+", fold(said)) if len(word) >= _WORD
            ) | rules.generic_words,
        )  # fmt: skip


def _typed_alike(names: Iterable[Name]) -> tuple[Name, ...]:
    """Return names, one without a type with that of another that says the same words: « Centre Paul-Bourlange »."""
    own = tuple(names)
    told = {name.words: name.type for name in own if name.type is not None}
    return tuple(replace(name, type=told.get(name.words)) if name.type is None else name for name in own)


def _seat(name: str, rules: NameRules) -> str:
    """Return what a hospital's name says after its type; empty of a GHT, which bears no town's name."""
    folded = fold(name)
    opening = rules.any_type.match(folded)
    if opening is None or parsed(name, rules).type == "ght":
        return ""
    return spelt_town(re.sub(r"^ ?(?:de la |de l'|du |des |de |d'|-)", "", folded[opening.end() :]))


def _kind_words(name: str, rules: NameRules) -> frozenset[str]:
    """Return the words of a name beside those of its own: « hôpital », « jour », « oncologie »."""
    words = set(re.findall(r"[a-z0-9œ]+", fold(name)))
    return frozenset(words - parsed(name, rules).words - rules.empty_words)


def _telling(aliases: tuple[Alias, ...], names: tuple[str, ...], rules: NameRules) -> tuple[Alias, ...]:
    """Return the aliases that name one house, those under another word for their type among them.

    « Centre hospitalier (Nérac) » holds a part that names them all.
    """
    kinds = [cue for _, cue in rules.types]
    typed = (typed_alias(part, kinds) for name in names for part in variants(name))
    told = tuple(a for a in aliases if a.acronym or parsed(a.text, rules).place)
    return (*told, *(alias for alias in typed if alias and parsed(alias.text, rules).place))


@lru_cache(maxsize=8)
def known_of(subject: Subject, rules: NameRules) -> Known:
    """Return what is known of a subject; a dossier's many files ask for the same."""
    return Known.of(subject, rules)


def spelt_town(town: str) -> str:
    """Return a town's name folded, « St » written out, spaces kept apart from dashes but where it is a saint's.

    >>> spelt_town("St Ybard le Plain"), spelt_town("Nérac CEDEX")
    ('saint-ybard-le-plain', 'nerac')
    """
    plain = re.sub(r"\bst(e?)\b\.?", r"saint\1", fold(town).strip().replace("'", "-"))
    plain = re.sub(r"\s+cedex\b.*", "", plain)
    parts = re.split(r"\s+", plain)
    joined = parts[0]
    for before, part in pairwise(parts):
        glue = before in _JOINING or part in _JOINING
        joined += ("-" if glue else " ") + part
    return joined


def area(number: str) -> str:
    """Return the department of a postal code or FINESS number as two characters; Corsica's two are one."""
    return number[:2].lower().replace("2a", "20").replace("2b", "20")


def mended(page: PageText, known: Known) -> PageText:
    """Return a page where « C1inique » reads « Clinique », character for character; most pages as they are.

    A word that holds digits is read anew only where letters in their place make a word of the dossier's own names
    or of hospitals' names.
    """
    text = page.text
    lines = {text.count("\n", 0, match.start()) for match in _TOUCHING.finditer(text)}
    if not lines:
        return page
    read = "\n".join(
        _MIXED.sub(lambda word: _spelt(word.group(), known.vocabulary), line) if rank in lines else line
        for rank, line in enumerate(text.split("\n"))
    )
    return page if read == text else PageText(page.page.model_copy(update={"text": read}))


def _spelt(word: str, vocabulary: frozenset[str]) -> str:
    """Return a word with letters for its digits where that makes a word of ``vocabulary``, else as it is."""
    digits = sum(char.isdigit() for char in word)
    if not 0 < digits <= min(_MOST_DIGITS, len(word) - 1) or any(
        char.isdigit() and char not in _LETTERS for char in word
    ):
        return word
    upper = sum(char.isupper() for char in word) * 2 > len(word) - digits
    for letters in product(*(_LETTERS.get(char, char) for char in word)):
        said = "".join(letters)
        if fold(said) in vocabulary:
            return said.upper() if upper else said
    return word

"""FINESS, SIRET and SIREN numbers with their check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.evidence.lazy import Lazy
from checker.evidence.names import NameRules
from checker.evidence.text import PageText
from models.dossier import Subject
from models.evidence import Identifier, Relation

_FINESS = Lazy(r"(?<![\w])(?:\d{2}|2[ab])[ .]?\d(?:[ .]?\d){6}(?!\w)")
_SIRET = Lazy(r"(?<!\w)\d{3}[ .]?\d{3}[ .]?\d{3}(?:[ .]?\d{5})?(?!\w)")
_LONG_NUMBER = Lazy(r"\d(?:[ .]?\d){6}")
"""Digits that every such number holds, Corsica's among them: most pages hold none."""
_REACH = 60


def luhn(digits: str) -> bool:
    """Tell whether the last digit checks the others."""
    total = 0
    for rank, char in enumerate(reversed(digits)):
        value = int(char) * (2 if rank % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def finess_valid(number: str) -> bool:
    """Tell whether nine characters are a FINESS number by its check digit; Corsica's A counts as 1, B as 2."""
    digits = number.lower().replace("a", "1").replace("b", "2")
    return len(digits) == 9 and digits.isdigit() and luhn(digits)


def digits_apart(value: str, own: Sequence[str]) -> int:
    """Return by how many characters a number differs from the nearest of the dossier's, its length where none fits."""
    fitting = [other.upper() for other in own if len(other) == len(value)]
    apart = (sum(a != b for a, b in zip(value.upper(), other, strict=True)) for other in fitting)
    return min(apart, default=len(value))


def identifiers_of(page: PageText, subject: Subject, rules: NameRules) -> tuple[Identifier, ...]:
    """Return the labelled identifiers of a page, each set against the dossier's own."""
    if _LONG_NUMBER.search(page.folded) is None:
        return ()
    return (*_finess(page, subject, rules), *_sirets(page, subject, rules))


def _finess(page: PageText, subject: Subject, rules: NameRules) -> Iterator[Identifier]:
    own = {re.sub(r"\W", "", number).lower() for number in subject.finess}
    for match in _FINESS.finditer(page.folded):
        value = re.sub(r"[ .]", "", match.group())
        left = page.folded[max(0, match.start() - _REACH) : match.start()]
        labelled = _last(rules.finess_label, left) > _last(rules.siret_label, left)
        if not labelled and value not in own:
            continue
        relation: Relation = "same" if value in own else "unknown"
        if own and relation == "unknown" and finess_valid(value):
            relation = "other"
        yield Identifier(
            type="finess", value=value.upper(), valid=finess_valid(value), relation=relation,
            **page.place(match.start(), match.end()),
        )  # fmt: skip


def _sirets(page: PageText, subject: Subject, rules: NameRules) -> Iterator[Identifier]:
    from stdnum.fr import siren, siret

    own = {re.sub(r"\W", "", number) for number in subject.siret}
    for match in _SIRET.finditer(page.folded):
        value = re.sub(r"[ .]", "", match.group())
        left = page.folded[max(0, match.start() - _REACH) : match.start()]
        if value not in own and _last(rules.siret_label, left) <= _last(rules.finess_label, left):
            continue
        is_siret = len(value) == 14
        valid = bool(siret.is_valid(value) if is_siret else siren.is_valid(value))
        same = value in own or (not is_siret and any(number.startswith(value) for number in own))
        yield Identifier(
            type="siret" if is_siret else "siren", value=value, valid=valid,
            relation="same" if same else "unknown",
            **page.place(match.start(), match.end()),
        )  # fmt: skip


def _last(cue: re.Pattern[str], left: str) -> int:
    return max((m.end() for m in cue.finditer(left)), default=-1)

"""Two readings of the same picture set against each other: numbers they agree on are surer, the others disputed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from checker.reading.ocr.french import month_in
from checker.reading.ocr.reading import OcrWord, mean_confidence
from models.base import Box

Segments = list[list[OcrWord]]

DISPUTED = 0.6
"""Under the border from which a date decides anything (0.8): a human looks."""
_POOR = 0.8
_CHECKED_LENGTHS = (9, 14)
"""Digits of a FINESS or SIREN number and of a SIRET, all of which end on a Luhn digit."""
_FEW = 2
"""Digits up to which a number is no date, rate or identifier: page and article numbers."""
_NUMERIC = re.compile(r"[0-9%]")
_DOUBTED = 0.7


def confirmed(first: Segments, second: Segments) -> Segments:
    """Return the better reading, its numbers weighed by what the other one reads at the same place.

    ``first`` is kept unless it is poor and ``second`` is surer of as much text. A number the other reading does
    not see at all stays as it was: engines miss words more often than they misread them.
    """
    if not second:
        return first
    surer = mean_confidence(second) > mean_confidence(first)
    if mean_confidence(first) < _POOR and surer and _length(second) >= 0.7 * _length(first):
        first, second = second, first
    others = [word for line in second for word in line if _digits(word.text)]
    return [[_checked(word, others) for word in line] for line in first]


def rechecked(segments: Segments, again: Callable[[Box], list[OcrWord]]) -> Segments:
    """Return the reading with every date, number and rate weighed by what ``again`` reads in its box.

    Words under ink or stamps, which the first engine doubts, are taken from the one that is surer of them.
    """
    lines = []
    for line in segments:
        words: list[OcrWord] = []
        for group in _groups(line):
            if _is_telling(group):
                words += _weighed(group, again(_around(group)))
            elif mean_confidence([group]) < _DOUBTED and _is_worded(group):
                words += max(group, again(_around(group)), key=lambda read: mean_confidence([read]))
            else:
                words += group
        lines.append(words)
    return lines


def _groups(line: Sequence[OcrWord]) -> Iterator[list[OcrWord]]:
    """Yield runs of words: those that make a date or a number together, those in doubt, and those between them."""

    def kind(word: OcrWord) -> str:
        if _NUMERIC.search(word.text) or month_in(word.text):
            return "number"
        return "doubted" if word.confidence < _DOUBTED else "sure"

    for _, run in groupby(line, key=kind):
        yield list(run)


def _is_telling(group: Sequence[OcrWord]) -> bool:
    """Tell whether a run of words is a date, a rate, or a number longer than those of pages and articles."""
    text = " ".join(word.text for word in group)
    return (
        len(_digits(text)) > _FEW or ("%" in text and bool(_digits(text))) or any(map(month_in, text.split()))
    )


def _is_worded(group: Sequence[OcrWord]) -> bool:
    return sum(map(str.isalpha, "".join(word.text for word in group))) > _FEW


def _weighed(group: list[OcrWord], other: list[OcrWord]) -> list[OcrWord]:
    """Return a date or a number as the two readings of it have it together."""
    mine, theirs = (" ".join(word.text for word in words) for words in (group, other))
    digits, seen = _digits(mine), _digits(theirs)
    months = {month_in(word.text) for word in group} ^ {month_in(word.text) for word in other}
    if not seen:
        return group
    sure = min(word.confidence for word in other if _digits(word.text))
    if digits == seen and not months:
        if _signs(mine) == _signs(theirs):
            # « % » is read as « : » or not at all, never made up.
            kept = other if "%" in theirs and "%" not in mine else group
            least = min(word.confidence for word in group if _digits(word.text)) if kept is other else sure
            return [_agreed(word, least) if _digits(word.text) else word for word in kept]
        # Engines lose the comma of a rate and the strokes of a date more often than they make one up.
        fuller = other if len(_signs(theirs)) > len(_signs(mine)) else group
        return [_disputed(word) for word in fuller]
    if len(seen) in _CHECKED_LENGTHS and passes(seen) and not passes(digits):
        return other
    if digits != seen and (seen in digits or digits in seen) and len(digits) > len(seen):
        return group
    better = other if sure > min(word.confidence for word in group) else group
    return [_disputed(word) for word in better]


def _checked(word: OcrWord, others: Sequence[OcrWord]) -> OcrWord:
    digits = _digits(word.text)
    if not digits:
        return word
    here = sorted(
        (other for other in others if _share(word.box, other.box) > 0.3), key=lambda other: other.box[0]
    )
    seen = "".join(_digits(other.text) for other in here)
    same = _signs(word.text) == _signs(" ".join(other.text for other in here))
    if here and digits == seen and not same and "," in _signs(word.text) + _signs(here[0].text):
        return _disputed(word)
    if here and digits == seen:
        return _agreed(word, min(other.confidence for other in here))
    # One engine may part or join what the other does not: « 12/01 » beside « 12/01/2022 » is no dispute.
    if not here or digits in seen or seen in digits:
        return word
    if len(digits) in _CHECKED_LENGTHS and passes(digits) and not passes(seen):
        return word
    return _disputed(word)


def _agreed(word: OcrWord, other: float) -> OcrWord:
    """Return the word as sure as two engines are that know nothing of each other."""
    return word.model_copy(update={"confidence": round(1 - (1 - word.confidence) * (1 - other), 4)})


def _disputed(word: OcrWord) -> OcrWord:
    return word.model_copy(update={"confidence": min(word.confidence, DISPUTED)})


def passes(digits: str) -> bool:
    """Tell whether a number's last digit checks the others, as those of FINESS, SIREN and SIRET numbers do."""
    doubled = (int(digit) * (1 + rank % 2) for rank, digit in enumerate(reversed(digits)))
    return sum(sum(divmod(value, 10)) for value in doubled) % 10 == 0


def _digits(text: str) -> str:
    return "".join(re.findall(r"[0-9]", text))


def _signs(text: str) -> str:
    """Return what parts the figures of a text: commas and points are one, spaces none."""
    return "".join(re.findall(r"(?<=[0-9])[,./](?=[0-9])", text)).replace(".", ",")


def _around(words: Sequence[OcrWord]) -> Box:
    return (
        min(word.box[0] for word in words),
        min(word.box[1] for word in words),
        max(word.box[2] for word in words),
        max(word.box[3] for word in words),
    )


def _share(one: Box, other: Box) -> float:
    """Return how much of the smaller box the two have in common."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    smaller = min((b[2] - b[0]) * (b[3] - b[1]) for b in (one, other))
    return wide * high / max(smaller, 1e-6)


def _length(segments: Segments) -> int:
    return sum(len(word.text) for line in segments for word in line)

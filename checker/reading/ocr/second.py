"""Two readings of the same picture set against each other: numbers they agree on are surer, the others disputed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from checker.reading.ocr.figures import CHECKED_LENGTHS, digits, is_credible, lacks_sign, passes, signs
from checker.reading.ocr.french import month_in
from checker.reading.ocr.reading import OcrWord, mean_confidence
from checker.reading.ocr.signing import signed_bands, within
from models.base import Box, around

Segments = list[list[OcrWord]]
Band = tuple[float, float]

DISPUTED = 0.6
"""Under the border from which a date decides anything (0.8): a human looks."""
_ONCE = 0.85
_POOR = 0.8
_FEW = 2
"""Digits up to which a number is no date, rate or identifier: page and article numbers."""
_NUMERIC = re.compile(r"[0-9%]")
_CELL = 2.0
"""Heights of a word between two numbers of one line that stand in two cells."""
_SIGN = 2.0
_DOUBTED, _DOUBTED_SIGNED = 0.7, 0.85
_SURE = 0.9
"""Tesseract was surer than this of no wrong digit in 1,666 numbers on every kind of scan (0.87 at most)."""


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
    others = [word for line in second for word in line if digits(word.text)]
    return [[_checked(word, others) for word in line] for line in first]


def rechecked(segments: Segments, again: Callable[[Box], list[OcrWord]], *, wary: bool = False) -> Segments:
    """Return the reading with its doubtful dates, numbers and rates weighed by what ``again`` reads in their boxes.

    Doubtful are those that the first engine is not sure of or that fail their own check, those where the page is
    signed, and on a ``wary`` reading (a photograph) all. Words under ink or stamps are taken from the engine that
    is surer of them; where the page is signed, names count as doubtful sooner.
    """
    bands = signed_bands(segments)
    lines = []
    for line in segments:
        words: list[OcrWord] = []
        for group in _groups(line, bands):
            if _is_telling(group):
                careful = wary or any(within(word, bands) for word in group)
                words += (
                    _weighed(group, again(_looked(group, line))) if careful or not _stands(group) else group
                )
            elif _is_doubted(group[0], bands) and _is_worded(group):
                words += max(
                    group, again(around(word.box for word in group)), key=lambda read: mean_confidence([read])
                )
            else:
                words += group
        lines.append(words)
    return lines


def seen_once(words: Sequence[OcrWord]) -> list[OcrWord]:
    """Return words that one engine left out altogether, their numbers no surer than ``_ONCE``.

    What is faint enough to be left out may have lost a comma or a digit to the paper: « 43 » of « 43,7 ».
    """
    return [
        word.model_copy(update={"confidence": min(word.confidence, _ONCE)}) if digits(word.text) else word
        for word in words
    ]


def _groups(line: Sequence[OcrWord], bands: Sequence[Band]) -> Iterator[list[OcrWord]]:
    """Yield runs of words: those that make a date or a number together, those in doubt, and those between them.

    The numbers of two cells of a table are two runs.
    """

    def kind(word: OcrWord) -> str:
        if _NUMERIC.search(word.text) or month_in(word.text):
            return "number"
        return "doubted" if _is_doubted(word, bands) else "sure"

    run: list[OcrWord] = []
    for word in line:
        if run and (kind(word) != kind(run[-1]) or _gap(run[-1], word) > _CELL):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _gap(before: OcrWord, after: OcrWord) -> float:
    """Return how far apart two words stand, in heights of the first."""
    return (after.box[0] - before.box[2]) / max(before.box[3] - before.box[1], 1.0)


def _looked(group: Sequence[OcrWord], line: Sequence[OcrWord]) -> Box:
    """Return the box to look at for a run of words: further right where a rate may have lost its sign."""
    x0, y0, x1, y1 = around(word.box for word in group)
    if not lacks_sign(group[-1].text):
        return (x0, y0, x1, y1)
    wider = x1 + _SIGN * (y1 - y0)
    after = [word.box[0] for word in line if word.box[0] >= x1]
    return (x0, y0, min([wider, *after]), y1)


def _is_doubted(word: OcrWord, bands: Sequence[Band]) -> bool:
    return word.confidence < _DOUBTED or (word.confidence < _DOUBTED_SIGNED and within(word, bands))


def _stands(group: Sequence[OcrWord]) -> bool:
    """Tell whether a date or a number needs no second reader: the first is sure of it, and it is one people write."""
    return min(word.confidence for word in group) > _SURE and is_credible([word.text for word in group])


def _is_telling(group: Sequence[OcrWord]) -> bool:
    """Tell whether a run of words is a date, a rate, or a number longer than those of pages and articles."""
    text = " ".join(word.text for word in group)
    return (
        len(digits(text)) > _FEW or ("%" in text and bool(digits(text))) or any(map(month_in, text.split()))
    )


def _is_worded(group: Sequence[OcrWord]) -> bool:
    return sum(map(str.isalpha, "".join(word.text for word in group))) > _FEW


def _weighed(group: list[OcrWord], other: list[OcrWord]) -> list[OcrWord]:
    """Return a date or a number as the two readings of it have it together."""
    mine, theirs = (" ".join(word.text for word in words) for words in (group, other))
    figures, seen = digits(mine), digits(theirs)
    months = {month_in(word.text) for word in group} ^ {month_in(word.text) for word in other}
    if not seen:
        return group
    sure = min(word.confidence for word in other if digits(word.text))
    if figures == seen and not months:
        if signs(mine) == signs(theirs):
            # « % » is read as « : » or not at all, never made up.
            kept = other if "%" in theirs and "%" not in mine else group
            least = min(word.confidence for word in group if digits(word.text)) if kept is other else sure
            return [
                _agreed(word, least) if digits(word.text) or month_in(word.text) else word for word in kept
            ]
        # Engines lose the comma of a rate and the strokes of a date more often than they make one up.
        fuller = other if len(signs(theirs)) > len(signs(mine)) else group
        return [_disputed(word) for word in fuller]
    if len(seen) in CHECKED_LENGTHS and passes(seen) and not passes(figures):
        return other
    if figures != seen and (seen in figures or figures in seen) and len(figures) > len(seen):
        return group
    better = other if sure > min(word.confidence for word in group) else group
    return [_disputed(word) for word in better]


def _checked(word: OcrWord, others: Sequence[OcrWord]) -> OcrWord:
    figures = digits(word.text)
    if not figures:
        return word
    here = sorted(
        (other for other in others if _share(word.box, other.box) > 0.3), key=lambda other: other.box[0]
    )
    seen = "".join(digits(other.text) for other in here)
    same = signs(word.text) == signs(" ".join(other.text for other in here))
    if here and figures == seen and not same and "," in signs(word.text) + signs(here[0].text):
        return _disputed(word)
    if here and figures == seen:
        return _agreed(word, min(other.confidence for other in here))
    # One engine may part or join what the other does not: « 12/01 » beside « 12/01/2022 » is no dispute.
    if not here or figures in seen or seen in figures:
        return word
    if len(figures) in CHECKED_LENGTHS and passes(figures) and not passes(seen):
        return word
    return _disputed(word)


def _agreed(word: OcrWord, other: float) -> OcrWord:
    """Return the word as sure as two engines are that know nothing of each other."""
    return word.model_copy(update={"confidence": round(1 - (1 - word.confidence) * (1 - other), 4)})


def _disputed(word: OcrWord) -> OcrWord:
    return word.model_copy(update={"confidence": min(word.confidence, DISPUTED)})


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

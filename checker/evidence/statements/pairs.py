"""Labels and values that one line holds without columns: several counts in a row, a result behind an arrow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from checker.evidence.lazy import Lazy
from checker.evidence.text import TextLine

_JOINT = Lazy(r"\s*(?:[/|;]|\.(?=\s+\S)|,(?=\s)|\s-\s)\s*")
_COUNT = Lazy(r"\s*(?P<label>[^:\d]{3,70}?)\s*:\s*(?P<value>\d{1,3}(?:[ .]?\d{3})*)\s*\.?\s*")
_ARROW = Lazy(
    r"(?P<label>.{4,160}?)\s*(?:→|=>|==>|-->|->|➔|➜)\s*"
    r"(?P<value>(?:ok|ko|nok|conforme|non conforme|recue?|non recue?|delivree?|non delivree?|remise?|reussie?|echec"
    r"|concluante?)\b[^→>]{0,40})$"
)
"""An arrow before a result; between two boxes it only says which way a message went."""


@dataclass(frozen=True)
class Pair:
    """A label and its value, from ``start`` to ``stop`` of the page's text; both folded."""

    start: int
    stop: int
    label: str
    value: str


def pairs_of(line: TextLine) -> tuple[Pair, ...]:
    """Return the pairs that a line is made of and of nothing else; none where one piece is something else."""
    arrow = _ARROW.fullmatch(line.folded.rstrip(" ."))
    if arrow:
        return (Pair(line.start, line.stop, arrow["label"].strip(" :"), arrow["value"].strip()),)
    return tuple(_counts(line))


def _counts(line: TextLine) -> Iterator[Pair]:
    text = line.folded
    cuts = [(0, 0), *(match.span() for match in _JOINT.finditer(text)), (len(text), len(text))]
    found = []
    for (_, start), (stop, _) in pairwise(cuts):
        match = _COUNT.fullmatch(text, start, stop)
        if match is None:
            return
        found.append(
            Pair(line.start + start, line.start + stop, match["label"].strip(), match["value"].strip())
        )
    if len(found) > 1:
        yield from found

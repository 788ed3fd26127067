"""What takes from a paper the worth of its kind: a draft, a part to come, another writer or scope than the one asked.

A statement is made only where something is found: a paper of which nothing is said is taken for what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.evidence.text import PageText, fold, pattern
from models.evidence import Kind, Mention, State, Statement


@dataclass(frozen=True)
class Reserve:
    """One reserve on papers of some kinds: found where ``by`` is, ``unless`` is nowhere, and the rest holds.

    ``head`` is how many characters of the first page are looked at (0: every page); ``alone`` asks that the paper
    name no house but the applicant's own (the name of the group itself set aside).
    """

    about: str
    state: State
    kinds: frozenset[str]
    by: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    head: int
    alone: bool

    @classmethod
    def compiled(cls, data: Mapping[str, Any]) -> tuple[Reserve, ...]:
        """Compile the content of ``evidence_reserves.yaml``, in its order."""
        return tuple(
            cls(
                about=key,
                state=said["state"],
                kinds=frozenset(row["kinds"]),
                by=tuple(pattern(cue) for cue in said["by"]),
                unless=tuple(pattern(cue) for cue in said.get("unless", ())),
                head=said.get("head", 0),
                alone=bool(said.get("alone")),
            )
            for key, row in data["about"].items()
            for said in row["says"]
        )


def reserves_of(
    pages: Sequence[PageText], kinds: Sequence[Kind], mentions: Sequence[Mention], reserves: Sequence[Reserve]
) -> Iterator[Statement]:
    """Yield, for each document in a file, the first reserve of each key that its pages show."""
    for kind in kinds:
        own = [page for page in pages if kind.first_page <= page.page.number <= kind.last_page]
        found: set[str] = set()
        for reserve in reserves:
            if kind.kind not in reserve.kinds or reserve.about in found:
                continue
            if reserve.alone and not _alone(mentions):
                continue
            said = _said(own, reserve)
            if said is not None:
                found.add(reserve.about)
                yield said


def _said(pages: Sequence[PageText], reserve: Reserve) -> Statement | None:
    looked = [(page, reserve.head or len(page.flat)) for page in (pages[:1] if reserve.head else pages)]
    for page, stop in looked:
        match = next((m for cue in reserve.by if (m := cue.search(page.flat, 0, stop))), None)
        if match is None:
            continue
        if any(cue.search(other.flat) for other in pages for cue in reserve.unless):
            return None
        start, end = match.span()
        quote = page.text[start:end].strip(" -(:,|\n")[:_QUOTE]
        return Statement(about=reserve.about, state=reserve.state, **page.place(start, end, 1.0, quote))
    return None


def _alone(mentions: Sequence[Mention]) -> bool:
    """Tell whether the applicant is named and no other house is, its group's name set aside."""
    houses = [mention for mention in mentions if _GROUP.match(fold(mention.name)) is None]
    return bool(houses) and all(mention.relation == "same" for mention in houses)


_GROUP = re.compile(r"\W*(?:ght|g\.h\.t|groupement)\b")
_QUOTE = 200

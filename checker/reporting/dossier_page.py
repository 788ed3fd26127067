"""One dossier's page: what is to be looked at first, then every requirement with its passages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checker.reporting import labels, law
from checker.reporting.markup import euros, page
from checker.reporting.passages import Album, Passage
from checker.reporting.pictures import PagePictures
from checker.reporting.programme import Words
from checker.reporting.rows import amount
from models.base import Model
from models.verdict import Because, Outcome, RequirementVerdict, Verdict

ORDER: tuple[Outcome, ...] = ("needs_review", "not_satisfied", "satisfied", "not_applicable")
"""The doubts first: they are what only a human can settle."""

MOST_CONDITIONS = 12
"""Conditions compared in the open; the tree below them holds all."""

HEADINGS = {
    "needs_review": "À examiner d’abord",
    "not_satisfied": "Non satisfait",
    "satisfied": "Satisfait",
    "not_applicable": "Sans objet",
}


class Condition(Model):
    """A leaf of the tree: what was expected, what was found."""

    expected: str
    found: str
    truth: str


class RequirementView(Model):
    """A requirement as the page shows it."""

    anchor: str
    verdict: RequirementVerdict
    conditions: tuple[Condition, ...]
    more: int
    passages: tuple[Passage, ...]
    aside: tuple[Passage, ...]


def dossier_html(
    verdict: Verdict,
    words: Words,
    *,
    pictures: PagePictures | None = None,
    neighbours: tuple[int | None, int | None] = (None, None),
    letter: bool = False,
    input_digest: str | None = None,
) -> bytes:
    """Return the dossier's page. ``neighbours`` are the numbers of the dossiers before and after it."""
    album = Album(pictures, (r for outcome in ORDER for r in verdict.requirements if r.outcome == outcome))
    views = [_view(index, requirement, album) for index, requirement in enumerate(verdict.requirements)]
    return page(
        "dossier.html",
        verdict=verdict,
        dossier=verdict.dossier,
        words=words,
        groups=[
            (outcome, HEADINGS[outcome], found)
            for outcome in ORDER
            if (found := [view for view in views if view.verdict.outcome == outcome])
        ],
        views=views,
        album=album,
        unread=[file for file in verdict.files if file.status != "read"],
        money=money_lines(verdict.funding or {}),
        mention=law.mention(words),
        elements=law.elements(verdict, words, input_digest),
        input_digest=input_digest,
        before=neighbours[0],
        after=neighbours[1],
        letter=letter,
    )


def money_lines(funding: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what a funding block says, a label and a French text a line."""
    named = {"total": "Montant", "advance": "Avance", "balance": "Solde"}
    lines = [(named[key], euros(found)) for key in named if (found := amount(funding, key)) is not None]
    for key in ("operation", "operations"):
        told = funding.get(key)
        texts = told if isinstance(told, list | tuple) else [told] if told else []
        lines += [("Calcul", labels.value(text)) for text in texts]
    return lines


def conditions(tree: Because) -> list[Condition]:
    """Return the leaves of a tree of truth, what was found parted from what was expected."""
    return [_condition(leaf) for leaf in _leaves(tree) if leaf.text]


def _leaves(tree: Because) -> Iterator[Because]:
    if not tree.of:
        yield tree
    for child in tree.of:
        yield from _leaves(child)


def _condition(leaf: Because) -> Condition:
    expected, _, found = leaf.text.partition(" : ")
    return Condition(expected=expected, found=found, truth=leaf.truth)


def _view(index: int, requirement: RequirementVerdict, album: Album) -> RequirementView:
    compared = conditions(requirement.because)
    return RequirementView(
        anchor=f"r{index + 1}",
        verdict=requirement,
        conditions=tuple(compared[:MOST_CONDITIONS]),
        more=max(len(compared) - MOST_CONDITIONS, 0),
        passages=album.passages(requirement.evidence),
        aside=album.passages(requirement.set_aside),
    )

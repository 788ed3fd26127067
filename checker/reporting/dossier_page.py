"""One dossier's page: what is to be looked at first, then every requirement with its passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


class Sum(Model):
    """An amount with the operation that gave it."""

    label: str
    amount: str
    operation: str = ""


class Money(Model):
    """The funding block as the page shows it."""

    sums: tuple[Sum, ...]
    lines: tuple[Sum, ...] = ()
    activity: tuple[str, ...] = ()
    condition: str = ""
    doubts: tuple[str, ...] = ()


class RequirementView(Model):
    """A requirement as the page shows it."""

    anchor: str
    verdict: RequirementVerdict
    why: str
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
        money=money_view(verdict.funding or {}),
        mention=law.mention(words),
        elements=law.elements(verdict, words, input_digest),
        input_digest=input_digest,
        before=neighbours[0],
        after=neighbours[1],
        letter=letter,
    )


def money_view(funding: Mapping[str, Any]) -> Money | None:
    """Return what a funding block says, or ``None`` when it names no amount."""
    operations = funding.get("operations")
    told: Mapping[str, Any] = operations if isinstance(operations, Mapping) else {}
    named = (("total", "Montant"), ("advance", "Avance"), ("balance", "Solde"))
    sums = [
        Sum(label=label, amount=euros(found), operation=labels.value(told.get(key)))
        for key, label in named
        if (found := amount(funding, key)) is not None
    ]
    if not sums:
        return None
    lines = [
        Sum(
            label=" – ".join(filter(None, (labels.value(one.get("id")), labels.value(one.get("label"))))),
            amount=euros(amount(one, "amount")),
            operation=labels.value(one.get("operation")),
        )
        for key in ("lines", "bonuses")
        for one in _blocks(funding, key)
    ]
    activity = [labels.value(one.get("operation")) for one in _blocks(funding, "activity")]
    doubts = funding.get("review")
    return Money(
        sums=tuple(sums),
        lines=tuple(lines),
        activity=tuple(filter(None, activity)),
        condition=labels.value(funding.get("condition")),
        doubts=tuple(map(labels.value, doubts)) if isinstance(doubts, list | tuple) else (),
    )


def _blocks(funding: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    blocks = funding.get(key)
    return [one for one in blocks if isinstance(one, Mapping)] if isinstance(blocks, list | tuple) else []


def conditions(tree: Because) -> list[Condition]:
    """Return the leaves of a tree of truth, what was found parted from what was expected."""
    return [_condition(leaf) for leaf in _leaves(tree) if leaf.text]


def why(requirement: RequirementVerdict) -> str:
    """Return the sentence that says why, or nothing where the only doubt says the same just below."""
    told = requirement.summary.strip()
    bare = told.removesuffix(".")
    if bare.startswith("(") and bare.endswith(")"):
        told = bare[1:2].upper() + bare[2:-1] + "."
    if len(requirement.review) == 1 and _same(told, requirement.review[0]):
        return ""
    return told


def _same(one: str, other: str) -> bool:
    return one.strip(" .").casefold() == other.strip(" .").casefold()


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
        why=why(requirement),
        conditions=tuple(compared[:MOST_CONDITIONS]),
        more=max(len(compared) - MOST_CONDITIONS, 0),
        passages=album.passages(requirement.evidence),
        aside=album.passages(requirement.set_aside),
    )

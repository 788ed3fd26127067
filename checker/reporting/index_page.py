"""The index: every dossier with its grid, the batch in figures, what is missing, what was not examined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from checker.reporting.envelopes import EnvelopeTable
from checker.reporting.markup import page
from checker.reporting.programme import Words
from checker.reporting.rows import DossierRow, FileRow
from checker.reporting.run import RunSummary
from checker.reporting.text import sort_key
from models.base import Model
from models.verdict import Outcome

MOST_UNREAD = 300
"""Unread files listed in the index; ``summary.xlsx`` holds all of them."""

WORDS: dict[Outcome, str] = {
    "not_satisfied": "non",
    "needs_review": "voir",
    "satisfied": "oui",
}
"""The state of a requirement in a cell of the grid; what is not applicable is a dash."""

CLASSES: dict[Outcome, str] = {
    "not_satisfied": "no",
    "needs_review": "rv",
    "satisfied": "ok",
}
"""Its class, two letters since a batch has seventeen thousand of them."""


class Column(Model):
    """A requirement over the batch: how many dossiers stand where on it."""

    id: str
    title: str
    counts: dict[Outcome, int]

    @property
    def applies(self) -> bool:
        """Tell whether any dossier is concerned by it."""
        return any(count for outcome, count in self.counts.items() if outcome != "not_applicable")

    @property
    def lacking(self) -> int:
        """Return how many dossiers do not satisfy it or leave it in doubt."""
        return self.counts.get("not_satisfied", 0) + self.counts.get("needs_review", 0)


class Unread(Model):
    """A file that was not examined, and whose it is."""

    dossier: int | None
    file: FileRow


class Region(Model):
    """The money of one region and window: what the batch would commit, by the outcome proposed."""

    region: str
    window: int | None
    dossiers: int
    satisfied: Decimal
    in_doubt: Decimal
    refused: Decimal
    balance: Decimal


def index_html(
    rows: Sequence[DossierRow],
    words: Words,
    run: RunSummary | None,
    envelopes: EnvelopeTable | None = None,
) -> bytes:
    """Return the index of a batch. ``envelopes`` is what it draws on them, where its programme has some."""
    known = columns(rows)
    found = [column for column in known if column.applies]
    unread = [Unread(dossier=row.number, file=file) for row in rows for file in row.unread]
    failed = [one for one in run.not_examined if one.path is None] if run else []
    return page(
        "index.html",
        rows=rows,
        words=words,
        run=run,
        columns=found,
        aside=[column.id for column in known if not column.applies],
        ranked=sorted((c for c in found if c.lacking), key=lambda c: -c.lacking),
        counts=Counter(row.outcome for row in rows),
        files=sum(row.files for row in rows),
        unread=unread[:MOST_UNREAD],
        unread_count=len(unread),
        failed=failed,
        regions=regions(rows),
        envelopes=envelopes,
        choices=_choices(rows),
        cell_words=WORDS,
        cell_classes=CLASSES,
    )


def columns(rows: Iterable[DossierRow]) -> list[Column]:
    """Return every requirement of the batch in the order they first appear."""
    titles: dict[str, str] = {}
    counts: dict[str, Counter[Outcome]] = {}
    for row in rows:
        for requirement in row.requirements:
            titles.setdefault(requirement.id, requirement.title)
            counts.setdefault(requirement.id, Counter())[requirement.outcome] += 1
    return [Column(id=name, title=title, counts=dict(counts[name])) for name, title in titles.items()]


def regions(rows: Iterable[DossierRow]) -> list[Region]:
    """Return the advances and balances by region and window, of the dossiers that have any."""
    groups: dict[tuple[str, int | None], list[DossierRow]] = {}
    for row in rows:
        if row.advance is not None or row.total is not None:
            groups.setdefault((row.region or "Région non renseignée", row.window), []).append(row)
    return [
        Region(
            region=region,
            window=window,
            dossiers=len(found),
            satisfied=_advances(found, "satisfied"),
            in_doubt=_advances(found, "needs_review"),
            refused=_advances(found, "not_satisfied"),
            balance=sum((row.balance or Decimal(0) for row in found), Decimal(0)),
        )
        for (region, window), found in sorted(
            groups.items(), key=lambda item: (sort_key(item[0][0]), item[0][1] or 0)
        )
    ]


def _advances(rows: Iterable[DossierRow], outcome: Outcome) -> Decimal:
    return sum((row.advance or Decimal(0) for row in rows if row.outcome == outcome), Decimal(0))


def _choices(rows: Sequence[DossierRow]) -> dict[str, list[str]]:
    """Return the values that the filters offer."""
    return {
        "region": sorted({row.region for row in rows if row.region}, key=sort_key),
        "ght": sorted({row.ght for row in rows if row.ght}, key=sort_key),
        "window": [str(window) for window in sorted({row.window for row in rows if row.window is not None})],
    }

"""The regional envelopes against the batch: what each window would engage, and the reserve that is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from checker.errors import RulesetError
from checker.reporting.rows import amount
from checker.rulesets import open_ruleset
from models.base import Model
from models.verdict import Verdict

_SUMS = ("amount", "advance", "balance")


class WindowSums(Model):
    """What one window's satisfied dossiers would be notified, in euros."""

    advances: Decimal
    balances: Decimal


class EnvelopeRow(Model):
    """One region's share of one envelope, in euros; ``windows`` follow ``EnvelopeTable.windows``."""

    region: str
    envelope: str
    available: Decimal
    windows: tuple[WindowSums, ...]
    reserve: Decimal
    pending: Decimal


class EnvelopeTable(Model):
    """Every region and envelope that a dossier of the batch draws on."""

    windows: tuple[int, ...]
    rows: tuple[EnvelopeRow, ...]
    unknown_regions: int
    """Dossiers with an amount whose region no envelope names: they draw on none."""


def drawing(verdict: Verdict) -> Verdict | None:
    """Return a verdict cut down to what an envelope pays of it, ``None`` when that is nothing.

    A verdict file may come from another version: lines of another shape are left out, never counted wrong.
    """
    funding = verdict.funding or {}
    kept = {key: [one for one in _items(funding, key) if _is_line(one)] for key in ("lines", "bonuses")}
    if not any(kept.values()):
        return None
    return verdict.model_copy(update={"requirements": (), "files": (), "funding": kept})


def envelope_table(drawn: Iterable[Verdict], ruleset: str) -> EnvelopeTable | None:
    """Return the table of a batch, or ``None`` when the ruleset is gone or no envelope is drawn on.

    ``drawn`` are verdicts as ``drawing`` gives them. Raises ``RulesetError`` when the amounts cannot be read.
    """
    from checker.funding import open_amounts, regional_view
    from checker.funding.regional import known_region

    try:
        folder = open_ruleset(ruleset)
    except RulesetError:
        return None
    amounts, batch = open_amounts(folder), list(drawn)
    found = regional_view(batch, amounts) if amounts else ()
    if amounts is None or not found:
        return None
    windows = sorted({one.window for one in batch if one.window is not None})
    nothing = Decimal(0)
    return EnvelopeTable(
        windows=tuple(windows),
        rows=tuple(
            EnvelopeRow(
                region=row.region,
                envelope=amounts.envelopes[row.envelope].label,
                available=row.available,
                windows=tuple(
                    WindowSums(
                        advances=row.advances.get(window, nothing), balances=row.balances.get(window, nothing)
                    )
                    for window in windows
                ),
                reserve=row.reserve,
                pending=row.pending,
            )
            for row in found
        ),
        unknown_regions=sum(known_region(one.dossier.region, amounts) is None for one in batch),
    )


def _items(funding: Mapping[str, Any], key: str) -> list[Any]:
    items = funding.get(key)
    return list(items) if isinstance(items, list | tuple) else []


def _is_line(one: Any) -> bool:
    """Tell whether a line names itself and each of its sums, none of them negative."""
    return (
        isinstance(one, Mapping)
        and isinstance(one.get("id"), str)
        and all(isinstance(one.get(key), str) and (amount(one, key) or 0) >= 0 for key in _SUMS)
        and all(amount(one, key) is not None for key in _SUMS)
    )

"""A batch of verdicts against the regional envelopes: advances and balances by window, and the reserve."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from checker.funding.money import euros
from checker.funding.tables import Amounts, Envelope
from models.verdict import Verdict

_OF_LINE = {"V2": "volet_2", "pilot": "pilots", "DS1.4": "ds1_4"}


@dataclass(frozen=True, slots=True)
class RegionalRow:
    """One region and envelope: what each window engages, in euros, and what is left."""

    region: str
    envelope: str
    available: Decimal
    advances: dict[int, Decimal]
    balances: dict[int, Decimal]
    pending: Decimal

    @property
    def reserve(self) -> Decimal:
        """Return the envelope less every advance and balance of dossiers that satisfy."""
        return self.available - sum(self.advances.values()) - sum(self.balances.values())

    def operations(self, envelope: Envelope) -> dict[str, str]:
        """Return how ``available`` and ``reserve`` are reckoned, in French, window by window."""
        paid = envelope.already_paid.get(self.region, Decimal(0))
        available = euros(envelope.rows[self.region])
        if paid:
            available += f" − {euros(paid)} (déjà perçus) = {euros(self.available)}"
        engaged = [
            f" − {euros(value)} ({what}, fenêtre {window})"
            for what, by_window in (("avances", self.advances), ("soldes", self.balances))
            for window, value in sorted(by_window.items())
        ]
        reserve = f"{euros(self.available)}{''.join(engaged)} = {euros(self.reserve)}"
        return {"available": available, "reserve": reserve}


def regional_view(verdicts: Iterable[Verdict], amounts: Amounts) -> tuple[RegionalRow, ...]:
    """Return one row a region and envelope that some dossier draws on.

    Only dossiers whose outcome is ``satisfied`` engage money; those under review stand as ``pending``.
    """
    totals: dict[tuple[str, str], tuple[dict[int, Decimal], dict[int, Decimal], list[Decimal]]] = {}
    for verdict in verdicts:
        region = known_region(verdict.dossier.region, amounts)
        if region is None or verdict.window is None or not verdict.funding:
            continue
        for line in (*verdict.funding.get("lines", ()), *verdict.funding.get("bonuses", ())):
            envelope = _OF_LINE.get(line["id"])
            if envelope is None:
                continue
            advances, balances, pending = totals.setdefault((region, envelope), ({}, {}, []))
            if verdict.outcome == "satisfied":
                _add(advances, verdict.window, Decimal(line["advance"]))
                _add(balances, verdict.window, Decimal(line["balance"]))
            elif verdict.outcome == "needs_review":
                pending.append(Decimal(line["amount"]))
    return tuple(
        RegionalRow(
            region,
            envelope,
            _available(amounts.envelopes[envelope], region),
            *sums[:2],
            sum(sums[2], Decimal(0)),
        )
        for (region, envelope), sums in sorted(totals.items())
    )


def known_region(name: str | None, amounts: Amounts) -> str | None:
    """Return a region as the envelopes spell it, whatever its hyphens, accents and case; else ``None``."""
    wanted = _bare(name or "")
    rows = next(iter(amounts.envelopes.values())).rows if amounts.envelopes else {}
    return next((region for region in rows if _bare(region) == wanted), None)


def _available(envelope: Envelope, region: str) -> Decimal:
    return envelope.rows[region] - envelope.already_paid.get(region, Decimal(0))


def _add(sums: dict[int, Decimal], window: int, value: Decimal) -> None:
    sums[window] = sums.get(window, Decimal("0.00")) + value


def _bare(name: str) -> str:
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return "".join(c for c in text if c.isalnum())

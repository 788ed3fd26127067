"""``amounts.yaml``: categories, domains, rates, bonuses, envelopes, each with its citation."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from checker.errors import RulesetError
from checker.rulesets import RulesetFolder, load_yaml
from models.base import Model
from models.verdict import Citation

Bounds = tuple[Decimal, Decimal]


class Categories(Model):
    """Ranges of combined activity; the maximum of one is the minimum of the next."""

    bounds: dict[str, Bounds]
    cite: Citation
    note: str = ""


class Domain(Model):
    """A domain's amounts in euros by category; ``when`` names the form's answer that opens it."""

    label: str
    volet: int
    bounds: dict[str, Bounds]
    indicators: tuple[str, ...]
    cite: Citation
    when: str | None = None
    note: str = ""


class Rates(Model):
    """What part of the full amount each window pays, in percent."""

    by_window: dict[int, Decimal]
    cite: Citation


class Share(Model):
    """A part, in percent."""

    percent: Decimal
    cite: Citation


class Bonus(Model):
    """A part of a domain's amount, paid once its targets are met, without an advance."""

    label: str
    domain: str
    percent: Decimal
    asked_by: str
    windows: tuple[int, ...]
    cite: Citation


class Pilot(Model):
    """A part of a domain's amount at a given window, paid once at the end."""

    label: str
    domain: str
    percent: Decimal
    window: int
    asked_by: str
    cite: Citation
    note: str = ""


class Weight(Model):
    """How much one unit counts in the combined activity."""

    label: str
    weight: Decimal


class Activity(Model):
    """How the combined activity is told or made up; keys of ``weights`` are ids of the form's fields."""

    answer: str
    weights: dict[str, Weight]
    cite: Citation


class Envelope(Model):
    """Regional envelopes in euros. ``total`` is as printed; the rows may differ by rounding."""

    label: str
    total: Decimal
    rows: dict[str, Decimal]
    cite: Citation
    note: str = ""
    already_paid: dict[str, Decimal] = {}

    def gap(self) -> Decimal:
        """Return the printed total less the sum of the rows."""
        return self.total - sum(self.rows.values(), Decimal(0))


class Amounts(Model):
    """The whole of ``amounts.yaml``."""

    categories: Categories
    domains: dict[str, Domain]
    rates: dict[int, Rates]
    advance: Share
    bonuses: dict[str, Bonus]
    pilot: Pilot | None = None
    activity: Activity
    envelopes: dict[str, Envelope] = {}


def open_amounts(ruleset: RulesetFolder) -> Amounts | None:
    """Return a ruleset's amounts, or ``None`` where it sets none.

    Raises ``RulesetError`` naming the file.
    """
    path = ruleset.root / "amounts.yaml"
    return _amounts(path) if path.is_file() else None


@lru_cache(maxsize=8)
def _amounts(path: Path) -> Amounts:
    try:
        return Amounts.model_validate(load_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        where = " > ".join(str(p) for p in first["loc"])
        raise RulesetError(f"{path}, {where} : {first['msg']}.", "Corrigez cette valeur.") from error

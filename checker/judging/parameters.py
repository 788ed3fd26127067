"""``parameters.yaml``: dated values by window (or another fact), each with its citation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from checker.judging.facts import CaseFacts
from models.base import Model
from models.span import DateSpan
from models.verdict import Citation

Limit = DateSpan | Decimal


class ParameterValue(Model):
    """A value for some keys of ``by``; ``of`` is empty where it holds for all."""

    of: tuple[int | str, ...] = ()
    value: Decimal | date
    cite: Citation
    note: str | None = None


class Parameter(Model):
    """A value that the law sets. ``needed_for`` lists every key for which a value must be given, once."""

    label: str
    type: Literal["date", "number"]
    by: str = "dossier.window"
    needed_for: tuple[int | str, ...] = ()
    informative: str | None = None
    values: tuple[ParameterValue, ...]

    def at(self, key: int | str | None) -> ParameterValue | None:
        """Return the value for a key, or ``None`` where the law sets none."""
        return next((v for v in self.values if not v.of or key in v.of), None)

    def faults(self) -> tuple[str, ...]:
        """Return the gaps and overlaps, in French."""
        found = []
        for key in self.needed_for or (None,):
            count = sum(not v.of or key in v.of for v in self.values)
            where = f" pour {key}" if key is not None else ""
            if count == 0:
                found.append(f"aucune valeur{where}")
            elif count > 1:
                found.append(f"{count} valeurs{where}")
        extra = {k for v in self.values for k in v.of} - set(self.needed_for)
        found.extend(f"valeur pour {key}, qui n’est pas demandée" for key in sorted(extra, key=str))
        for value in self.values:
            if isinstance(value.value, date) != (self.type == "date"):
                found.append(f"« {value.value} » n’est pas du type {self.type}")
        return tuple(found)


def case_keys(declared: Mapping[str, Parameter], facts: CaseFacts) -> dict[str, int | str | None]:
    """Return, for each fact that parameters go by, its value in one case (``None`` where unknown)."""
    keys: dict[str, int | str | None] = {}
    for name in {parameter.by for parameter in declared.values()}:
        value = facts.fact(name).single()
        keys[name] = (
            value if isinstance(value, str) else int(value) if isinstance(value, int | Decimal) else None
        )
    return keys


@dataclass(frozen=True)
class Parameters:
    """All parameters, looked up at one case's keys (``{"dossier.window": 2}``)."""

    declared: Mapping[str, Parameter]
    keys: Mapping[str, int | str | None]

    def value(self, name: str) -> Limit | None:
        """Return the value of ``name`` (without its dollar) here, or ``None`` where there is none."""
        parameter = self.declared[name]
        found = parameter.at(self.keys.get(parameter.by))
        if found is None:
            return None
        return DateSpan.day(found.value) if isinstance(found.value, date) else found.value

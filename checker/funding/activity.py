"""The combined activity of 2019: given, or made up of stays and sessions by their weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from checker.funding.money import plain
from checker.funding.tables import Activity
from models.dossier import Dossier


@dataclass(frozen=True, slots=True)
class CombinedActivity:
    """A combined activity and the operation that gives it in French."""

    value: Decimal
    operation: str


def combined(components: Mapping[str, Decimal], activity: Activity) -> CombinedActivity:
    """Return the weighted sum of components (by field id; unknown ids are refused with ``KeyError``)."""
    total = sum((activity.weights[k].weight * v for k, v in components.items()), Decimal(0))
    terms = [
        f"{plain(v)} {activity.weights[k].label} × {plain(activity.weights[k].weight)}"
        for k, v in components.items()
    ]
    return CombinedActivity(total, f"{' + '.join(terms)} = {plain(total)}")


def activities_of(dossier: Dossier, activity: Activity) -> tuple[CombinedActivity, ...]:
    """Return one activity an establishment of the dossier, from its answers; empty when none is given.

    A dossier that holds several establishments repeats the answer, once each.
    """
    given = [_number(a.value) for a in dossier.answers if a.field_id == activity.answer]
    told = [CombinedActivity(v, f"activité combinée déclarée : {plain(v)}") for v in given if v is not None]
    if told:
        return tuple(told)
    parts: dict[str, list[Decimal]] = {}
    for answer in dossier.answers:
        value = _number(answer.value)
        if answer.field_id in activity.weights and value is not None:
            parts.setdefault(str(answer.field_id), []).append(value)
    count = max((len(v) for v in parts.values()), default=0)
    return tuple(
        combined({k: v[index] for k, v in parts.items() if index < len(v)}, activity)
        for index in range(count)
    )


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal("".join(text.replace(",", ".").split()))
    except InvalidOperation:
        return None
    return value if value.is_finite() and value >= 0 else None

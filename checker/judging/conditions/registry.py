"""Every check by its YAML key, and the tagged union that rule files are validated against."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Tag

from checker.judging.conditions.base import Condition
from checker.judging.conditions.contents import AnswersComplete, SectionsPresent
from checker.judging.conditions.dates import DateLimit
from checker.judging.conditions.documents import DocumentPresent, NoDocument
from checker.judging.conditions.groups import AllOf, AnyOf, Not
from checker.judging.conditions.meetings import HalfYears, YearlyMeetings
from checker.judging.conditions.numbers import NumberLimit, RatioLimit
from checker.judging.conditions.others import HumanOnly, RequirementSatisfied
from checker.judging.conditions.values import FactIs

CHECKS: dict[str, type[Condition]] = {
    check.key: check
    for check in (
        AllOf, AnyOf, Not, DocumentPresent, NoDocument, FactIs, DateLimit, NumberLimit, RatioLimit, HalfYears,
        YearlyMeetings, SectionsPresent, AnswersComplete, RequirementSatisfied, HumanOnly,
    )
}  # fmt: skip


def _key_of(value: Any) -> str | None:
    if isinstance(value, Condition):
        return value.key
    return next((key for key in CHECKS if key in value), None) if isinstance(value, dict) else None


AnyCondition = Annotated[
    Annotated[AllOf, Tag("all_of")]
    | Annotated[AnyOf, Tag("any_of")]
    | Annotated[Not, Tag("not")]
    | Annotated[DocumentPresent, Tag("document")]
    | Annotated[NoDocument, Tag("no_document")]
    | Annotated[FactIs, Tag("fact")]
    | Annotated[DateLimit, Tag("date")]
    | Annotated[NumberLimit, Tag("number")]
    | Annotated[RatioLimit, Tag("ratio")]
    | Annotated[HalfYears, Tag("half_years")]
    | Annotated[YearlyMeetings, Tag("meetings")]
    | Annotated[SectionsPresent, Tag("sections")]
    | Annotated[AnswersComplete, Tag("complete")]
    | Annotated[RequirementSatisfied, Tag("requirement")]
    | Annotated[HumanOnly, Tag("human")],
    Discriminator(
        _key_of,
        custom_error_type="unknown_condition",
        custom_error_message="condition inconnue ; donnez l’une de : " + ", ".join(CHECKS),
    ),
]

for _check in CHECKS.values():
    _check.model_rebuild(force=True, _types_namespace={"AnyCondition": AnyCondition})

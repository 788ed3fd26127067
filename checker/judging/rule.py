"""A rule: one requirement as data, with its citation, its conditions, its remedies and its tests."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from checker.judging.conditions.registry import AnyCondition
from checker.judging.facts_spec import RemedySpec
from models.base import Model
from models.verdict import Citation, Outcome, Stage

RuleKind = Literal["prerequisite", "eligibility", "ght", "indicator", "pilot", "equipment"]


class RuleTest(Model):
    """An example: facts, the outcome they must give, and through which alternative."""

    name: str
    given: dict[str, Any] = {}
    expect: Outcome
    via: str | None = None


class Note(Model):
    """A remark that never changes an outcome; shown when ``when`` holds (always, without one)."""

    text: str
    when: AnyCondition | None = None


class Assumption(Model):
    """A doubt in the sources, and how it was settled."""

    doubt: str
    settled: str


class Remedy(RemedySpec):
    """What the applicant or the instructor may do where the condition ``of`` fails."""

    of: str


class Survivor(Model):
    """A mutant that no test can kill, and why that is no hole: its behaviour is the same."""

    mutant: str
    why: str


class Rule(Model):
    """One requirement of a programme."""

    id: str
    title: str
    kind: RuleKind
    stage: Stage
    volets: tuple[int, ...] = ()
    windows: tuple[int, ...] = ()
    mandatory: bool = True
    cite: tuple[Citation, ...] = Field(min_length=1)
    question: str
    why: str
    fields: tuple[str, ...] = ()
    applies_when: AnyCondition | None = None
    require: AnyCondition
    sentences: dict[Outcome, str] = {}
    notes: tuple[Note, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    given: dict[str, Any] = {}
    tests: tuple[RuleTest, ...] = ()
    survivors: tuple[Survivor, ...] = ()


class Tombstone(Model):
    """A requirement that was removed, since which version, and why."""

    id: str
    since: str
    why: str

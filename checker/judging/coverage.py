"""``coverage.yaml``: every paragraph of the instructions, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from checker.judging.loading import Rules, validated
from checker.judging.workbench import Finding
from models.base import Model

Fate = Literal["rule", "amounts", "human", "informative", "not_modelled"]


class Paragraph(Model):
    """A paragraph, numbered, in our own words.

    ``rules`` encode it; ``test`` names the test of an amount; otherwise ``reason`` says why no rule does.
    """

    number: int
    at: str
    says: str
    fate: Fate
    rules: tuple[str, ...] = ()
    test: str | None = None
    reason: str | None = None


class CoveredAct(Model):
    """An act's paragraphs, in its order. ``counted`` is how many it has."""

    act: str
    counted: int
    note: str | None = None
    paragraphs: tuple[Paragraph, ...]


class Coverage(Model):
    """The whole of ``coverage.yaml``."""

    acts: tuple[CoveredAct, ...]


def open_coverage(rules: Rules) -> Coverage | None:
    """Return a ruleset's coverage, or ``None`` where it has none.

    Raises ``RulesetError`` naming the file and the line.
    """
    if not rules.folder.names("coverage.yaml"):
        return None
    return validated(rules.folder, "coverage.yaml", Coverage)


def coverage_faults(coverage: Coverage, rules: Rules) -> Iterator[Finding]:
    """Yield what is unmapped: a paragraph without a rule or a reason, a rule that no paragraph asks for."""
    asked: set[str] = set()
    for act in coverage.acts:
        if act.act not in rules.acts:
            yield Finding("coverage.yaml", f"texte inconnu : « {act.act} »")
        numbers = [p.number for p in act.paragraphs]
        if numbers != list(range(1, act.counted + 1)):
            yield Finding(act.act, f"les paragraphes ne vont pas de 1 à {act.counted}, un à un")
        for paragraph in act.paragraphs:
            asked |= set(paragraph.rules)
            yield from _paragraph(f"{act.act} § {paragraph.number} ({paragraph.at})", paragraph, rules)
    for rule in rules.rules:
        if rule.id not in asked:
            yield Finding(rule.id, "aucun paragraphe ne la demande")


def _paragraph(where: str, paragraph: Paragraph, rules: Rules) -> Iterator[Finding]:
    if paragraph.fate == "rule" and not paragraph.rules:
        yield Finding(where, "encodé par une règle, mais laquelle ?")
    if paragraph.fate == "amounts" and not paragraph.test:
        yield Finding(where, "un montant sans essai")
    if paragraph.fate in ("human", "informative", "not_modelled") and not paragraph.reason:
        yield Finding(where, "sans règle et sans raison")
    for name in paragraph.rules:
        if name not in rules.by_id:
            yield Finding(where, f"règle inconnue : « {name} »")

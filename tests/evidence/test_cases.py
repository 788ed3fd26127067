"""Wordings one by one: roles of dates, statements, signatories, establishments, kinds (``cases/*.yaml``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from layouts import page

from checker.evidence import Programme
from checker.evidence.dates import date_facts
from checker.evidence.establishments import mentions_of, relation_of
from checker.evidence.identifiers import identifiers_of
from checker.evidence.kinds import kinds_of
from checker.evidence.signatures import signatures_of
from checker.evidence.statements import findings_of, statements_of
from checker.evidence.text import PageText
from checker.rulesets import load_yaml
from models.dossier import Subject

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    return [
        pytest.param(case, id=case["text"][-60:].replace("\n", " "))
        for case in load_yaml(CASES / f"{name}.yaml")
    ]


@pytest.mark.parametrize("case", cases("dates"))
def test_roles_of_dates(case: dict[str, Any], programme: Programme) -> None:
    found = date_facts(PageText(page(case["text"])), case["kind"], programme.dates)
    assert [fact.role for fact in found] == case["roles"]


@pytest.mark.parametrize("case", cases("statements"))
def test_what_is_said(case: dict[str, Any], programme: Programme) -> None:
    findings = findings_of([PageText(page(case["text"]))], case["kind"], programme.statements)
    states = {s.state for s in statements_of(findings, None) if s.about == case["about"]} or {"nothing"}
    assert states <= set(case["states"])


@pytest.mark.parametrize("case", cases("signatures"))
def test_who_signs(case: dict[str, Any], programme: Programme) -> None:
    found = signatures_of([PageText(page(case["text"]))], (), programme.people)
    assert [(s.name, s.by_delegation) for s in found] == [
        (e["name"], e["by_delegation"]) for e in case["signatories"]
    ]
    assert all(s.class_ in e["class"] for s, e in zip(found, case["signatories"], strict=True))


@pytest.mark.parametrize("case", cases("establishments"))
def test_whose_it_is(case: dict[str, Any], programme: Programme) -> None:
    subject = Subject(**case["subject"])
    shown = PageText(page(case["text"]))
    relation = relation_of(
        mentions_of([shown], subject, programme.names), identifiers_of(shown, subject, programme.names)
    )
    assert (
        relation in [*case["relation"], "unknown"]
        if "other" in case["relation"]
        else relation in case["relation"]
    )


@pytest.mark.parametrize("case", cases("kinds"))
def test_kinds(case: dict[str, Any], programme: Programme) -> None:
    found = kinds_of([PageText(page(case["text"]))], programme.kinds, programme.model)[0]
    neither = {"other", "letter"}
    assert found.kind == case["kind"] or {found.kind, case["kind"]} <= neither

"""What takes from a paper the worth of its kind, and near neighbours of which nothing is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from layouts import document, page

from checker.evidence import Programme
from checker.evidence.establishments import mentions_of
from checker.evidence.reserves import Reserve, reserves_of
from checker.evidence.text import PageText
from checker.rulesets import load_yaml
from models.dossier import Subject
from models.evidence import Kind

CASES = load_yaml(Path(__file__).parent / "cases" / "reserves.yaml")
SUBJECT = Subject(
    names=("Centre hospitalier de Larche",), ght="GHT des Sources", support="Centre hospitalier de Brune"
)


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case["text"][-60:].replace("\n", " ")) for case in CASES]
)
def test_what_a_paper_shows_of_itself(case: dict[str, Any], programme: Programme) -> None:
    pages = [PageText(page(case["text"]))]
    mentions = mentions_of(pages, SUBJECT, programme.names)
    kinds = [Kind(kind=case["kind"], confidence=0.9)]
    found = list(reserves_of(pages, kinds, mentions, programme.reserves))
    assert [s.state for s in found if s.about == case["about"]] == [
        state for state in [case["state"]] if state != "nothing"
    ]
    assert all(s.about == case["about"] for s in found)
    assert all(s.quote and s.quote in pages[0].text for s in found)


def test_each_document_of_a_file_is_asked_by_itself(programme: Programme) -> None:
    pages = [
        PageText(p)
        for p in document(
            "Centre hospitalier de Larche\nPSSI approuvée par la directrice le 3 mai 2021",
            "Centre hospitalier de Larche\nPolitique de sécurité\nDocument de travail",
        ).pages
    ]
    kinds = [Kind(kind="security_policy", confidence=0.9, first_page=n, last_page=n) for n in (1, 2)]
    found = list(reserves_of(pages, kinds, (), programme.reserves))
    assert [(s.about, s.state, s.page) for s in found] == [("policy_in_force", "unclear", 2)]


def test_a_ruleset_may_have_no_reserves() -> None:
    assert list(reserves_of([], [Kind(kind="security_policy", confidence=1)], (), ())) == []
    assert Reserve.compiled({"about": {}}) == ()

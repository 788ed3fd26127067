"""Papers that carry the title and the words of a thing and hold nothing of it prove nothing; the thing itself does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from layouts import page

from checker.evidence import Programme
from checker.evidence.announcing import announced
from checker.evidence.kinds import kinds_of
from checker.evidence.statements import findings_of, statements_of
from checker.evidence.text import PageText
from checker.rulesets import load_yaml

PAPERS = load_yaml(Path(__file__).parent / "cases" / "announced.yaml")
ASKED = {
    "civ_report": "civ_report",
    "civ_minutes": "civ_meeting",
    "rssi_meetings": "rssi_meeting",
    "incident_procedure": "incident_procedure",
    "experience_report": "experience_report",
}


def states(text: str, kind: str, programme: Programme) -> set[str]:
    findings = findings_of([PageText(page(text))], kind, programme.statements)
    return {s.state for s in statements_of(findings, None) if s.about == ASKED[kind]}


@pytest.mark.parametrize("paper", [pytest.param(p, id=p["text"][-50:].replace("\n", " ")) for p in PAPERS])
def test_what_only_announces_is_no_proof(paper: dict[str, Any], programme: Programme) -> None:
    kind, text = paper["kind"], paper["text"]
    assert (announced([PageText(page(text))]) is not None) is paper["only"]
    if kind in ASKED:
        said = states(text, kind, programme)
        assert (said and "done" not in said) if paper["only"] else not said & {"planned", "denied", "unclear"}
    else:
        found = kinds_of([PageText(page(text))], programme.kinds, programme.model)[0]
        assert (found.kind == kind and found.confidence >= 0.5) is not paper["only"]


@pytest.mark.parametrize("text", ["", "   ", "PSSI", "Rapport\n\n", "Engagement"])
def test_next_to_nothing_is_read_without_an_error(text: str) -> None:
    announced([PageText(page(text))])
    assert announced([]) is None

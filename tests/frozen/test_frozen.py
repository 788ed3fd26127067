"""The frozen sets are themselves sound: enough cases, known words, true dates, numbers that pass their checks."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import get_args

import pytest
from frozen_sets import FOLDER, Name, cases, kinds_of
from stdnum import luhn

from checker.rulesets import load_yaml
from models.evidence import DateRole, Relation, SignatureClass, State


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PROVING = _words(
    """audit_attestation audit_report audit_purchase_order mss_purchase_order rniv_questionnaire civ_minutes
    civ_report security_policy risk_analysis action_plan rssi_appointment rssi_meetings incident_procedure
    dmp_attestation mss_attestation mss_test cme_minutes sdsi dsi_appointment support_agreement
    experience_report"""
)
FOREIGN = _words(
    "purchase_order quote invoice cme_agenda dossier_summary delegation bank_details letter other"
)
ABOUT = _words(
    """audit dmp_feeding mss_operational mss_sent mss_received mss_deployment civ_meeting civ_report
    rssi_appointed rssi_meeting action_plan incident_procedure cme_presentation cme_use_cases sdsi_validated
    dsi_appointed dsi_endorsed support_agreement experience_report use_cases_deployed"""
)
LEAST: dict[Name, int] = {
    "documents": 130, "dates": 200, "statements": 160, "signatures": 70, "establishments": 70
}  # fmt: skip
WRITTEN = {
    FOLDER: date(2026, 11, 22), FOLDER / "second": date(2026, 11, 23), FOLDER / "third": date(2026, 11, 23),
    FOLDER / "fourth": date(2026, 11, 23)
}  # fmt: skip
"""The folders of sets, and when each was written."""


@pytest.fixture(params=WRITTEN, ids=["first", "second", "third", "fourth"])
def folder(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.mark.parametrize(("name", "least"), LEAST.items())
def test_enough_cases_with_unique_ids(name: Name, least: int, folder: Path) -> None:
    ids = [case["id"] for case in cases(name, folder)]
    assert len(ids) >= least
    assert len(set(ids)) == len(ids)
    assert all(case["text"].strip() for case in cases(name, folder))


@pytest.mark.parametrize("name", LEAST)
def test_every_file_says_when_it_was_written_and_that_it_is_frozen(name: Name, folder: Path) -> None:
    (path,) = folder.glob(f"{name}*.yaml")
    assert load_yaml(path)["written"] == WRITTEN[folder]
    heading = path.read_text("utf-8").split("written:")[0]
    assert WRITTEN[folder].isoformat() in heading
    assert "never tuned on" in heading


@pytest.mark.parametrize("name", LEAST)
def test_no_text_stands_twice(name: Name) -> None:
    texts = Counter(
        (case["text"], str(case.get("subject"))) for folder in WRITTEN for case in cases(name, folder)
    )
    assert [text for text, count in texts.items() if count > 1] == []


def test_documents_show_every_kind_and_enough_foreign_ones(folder: Path) -> None:
    documents = cases("documents", folder)
    count = Counter(kind for case in documents for kind in kinds_of(case))
    assert set(count) == PROVING | FOREIGN
    assert all(count[kind] >= 3 for kind in count)
    assert all(count[kind] >= 5 for kind in PROVING - {"experience_report"})
    assert sum(case["foreign"] for case in documents) >= 40
    for case in documents:
        assert case["foreign"] == FOREIGN.issuperset(kinds_of(case)), case["id"]
        assert 8 <= len(case["text"].splitlines()) <= 60, case["id"]


def test_bound_documents_have_their_page_breaks(folder: Path) -> None:
    bound = [case for case in cases("documents", folder) if case["id"].startswith("bound")]
    assert all("\f" in case["text"] and len(kinds_of(case)) > 1 for case in bound)
    assert bound


def test_dates_are_spans_with_known_roles_and_traps_stand_in_the_text(folder: Path) -> None:
    dates = cases("dates", folder)
    roles = set(get_args(DateRole))
    for case in dates:
        assert case["kind"] in PROVING | FOREIGN, case["id"]
        for span in [*case["expect"], *case.get("allowed", [])]:
            assert type(span["start"]) is date and type(span["end"]) is date, case["id"]
            assert span["start"] <= span["end"], case["id"]
            assert not isinstance(span["start"], datetime)
        for span in case["expect"]:
            assert {span["role"], *span.get("accept", [])} <= roles, case["id"]
        assert all(trap in case["text"] for trap in case.get("traps", [])), case["id"]
    assert sum(case.get("damaged", False) for case in dates) >= 40
    shown = {span["role"] for case in dates for span in case["expect"]}
    assert shown == roles - {"legal_text"}


def test_statements_cover_every_key_and_half_are_not_done(folder: Path) -> None:
    statements = cases("statements", folder)
    states = set(get_args(State))
    assert {case["about"] for case in statements} == ABOUT
    for case in statements:
        assert case["kind"] in PROVING | FOREIGN, case["id"]
        assert {case["state"], *case.get("accept", [])} <= states, case["id"]
        assert "done" not in case.get("accept", []), case["id"]
    for about in ABOUT:
        of_key = [case["state"] for case in statements if case["about"] == about]
        assert of_key.count("done") >= 2, about
        assert of_key.count("done") * 2 <= len(of_key), about


def test_signatures_name_a_known_class(folder: Path) -> None:
    classes = set(get_args(SignatureClass))
    for case in cases("signatures", folder):
        expect = case["expect"]
        assert {expect["class"], *expect.get("accept", [])} <= classes, case["id"]
        assert isinstance(expect["by_delegation"], bool)
        assert not expect["by_delegation"] or expect["class"] == "head", case["id"]
        assert all(other["class"] in classes for other in case.get("others", [])), case["id"]
    assert {case["expect"]["class"] for case in cases("signatures", folder)} == classes


def test_establishments_name_a_known_relation_and_sound_numbers(folder: Path) -> None:
    relations = set(get_args(Relation))
    for case in cases("establishments", folder):
        assert {case["relation"], *case.get("accept", [])} <= relations, case["id"]
        assert case["subject"]["names"], case["id"]
        for number in [*case["subject"].get("finess", []), *case["subject"].get("siret", [])]:
            assert luhn.is_valid(number), f"{case['id']} {number}"
    assert {case["relation"] for case in cases("establishments", folder)} == relations

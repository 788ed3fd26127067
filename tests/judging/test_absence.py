"""Which files keep a missing document from being called missing."""

from __future__ import annotations

import pytest

from models.evidence import Kind
from tests.judging.builders import day, file, lost, requirement


@pytest.mark.parametrize(
    ("candidates", "field", "outcome"),
    [
        (("audit_attestation", "letter"), "file_ps2_2", "not_satisfied"),
        (("other",), "file_ps2_2", "not_satisfied"),
        (("audit_attestation", "dmp_attestation"), "file_ps2_2", "needs_review"),
        ((), "file_ps2_2", "needs_review"),
        (("audit_attestation",), "file_ps3_1", "needs_review"),
        (("audit_attestation",), "file_other", "needs_review"),
        (("audit_attestation",), None, "needs_review"),
    ],
)
def test_a_file_that_cannot_be_the_document_hides_it_no_more(
    candidates: tuple[str, ...], field: str | None, outcome: str
) -> None:
    odd = file("other", path="odd.pdf", confidence=0.4, candidates=candidates)
    found = requirement("PS3.1", odd, fields={"odd.pdf": field} if field else {})
    assert found.outcome == outcome


def test_an_unread_file_of_another_field_still_hides() -> None:
    found = requirement("PS3.1", lost("odd.pdf"), fields={"odd.pdf": "file_ps2_2"})
    assert found.outcome == "needs_review"


@pytest.mark.parametrize(
    ("candidates", "field", "outcome"),
    [
        (("dmp_attestation",), "file_ps3_1", "needs_review"),
        (("audit_attestation",), "file_ps3_1", "not_satisfied"),
        (("dmp_attestation",), "file_ps2_2", "not_satisfied"),
    ],
)
def test_a_page_bound_behind_another_paper_keeps_an_absence_in_doubt(
    candidates: tuple[str, ...], field: str, outcome: str
) -> None:
    bound = file("mss_attestation", path="two.pdf", candidates=candidates)
    found = requirement("PS3.1", bound, fields={"two.pdf": field})
    assert found.outcome == outcome
    assert ("une de ses pages semble une autre pièce" in " ".join(found.review)) == (
        outcome == "needs_review"
    )


@pytest.mark.parametrize(
    ("role", "leads", "outcome"),
    [
        ("meeting", False, "satisfied"),
        ("other", True, "needs_review"),
        ("other", False, "not_satisfied"),
        ("execution", True, "not_satisfied"),
    ],
)
def test_a_date_that_opens_its_line_may_be_the_second_meeting(role: str, leads: bool, outcome: str) -> None:
    second = day("2021-09-21", role).model_copy(update={"leads": leads})
    minutes = file("civ_minutes", dates=(day("2021-04-13", "meeting"), second))
    report = file("civ_report", dates=(day("2021-02-01", "signature"),))
    assert requirement("PS1.1", minutes, report).outcome == outcome


@pytest.mark.parametrize(
    ("candidates", "outcome"), [(("civ_minutes",), "needs_review"), ((), "not_satisfied")]
)
def test_a_page_not_recognised_beside_minutes_may_be_the_other_meeting(
    candidates: tuple[str, ...], outcome: str
) -> None:
    pages = (
        Kind(kind="civ_minutes", confidence=0.85, first_page=2, last_page=2, quote="CR"),
        Kind(kind="other", confidence=0.61, first_page=1, last_page=1),
    )
    met = day("2021-09-21", "meeting").model_copy(update={"page": 2})
    bound = file("civ_minutes", path="two.pdf", kinds=pages, dates=(met,), candidates=candidates)
    report = file("civ_report", dates=(day("2021-02-01", "signature"),))
    found = requirement("PS1.1", bound, report, fields={"two.pdf": "file_ps1_1"})
    assert found.outcome == outcome

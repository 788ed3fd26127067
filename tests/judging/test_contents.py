"""Verdicts on what documents hold: questionnaires answered, action plans achieved, parts of a master plan."""

from __future__ import annotations

import pytest

from models.evidence import Answers, FileEvidence, Percentage, Progress, Question, Section
from models.verdict import Outcome
from tests.judging.builders import day, file, requirement, said


def rniv(answers: Answers, **more: object) -> FileEvidence:
    return file("rniv_questionnaire", answers=answers, **more)


BLANK = Question(text="Q1", answer=None, page=1, quote="Q1", reader="pdfium")


@pytest.mark.parametrize(
    ("answers", "reader", "expected"),
    [
        (Answers(asked=20, answered=20), "pdfium", "satisfied"),
        (Answers(asked=20, answered=19, questions=(BLANK,)), "pdfium", "not_satisfied"),
        (Answers(asked=20, answered=0), "pdfium", "not_satisfied"),
        (Answers(asked=20, answered=18, unreadable=2), "pdfium", "needs_review"),
        (Answers(asked=20, answered=19), "rapidocr", "needs_review"),
        (Answers(asked=20, answered=18, unreadable=1), "pdfium", "needs_review"),
        (Answers(asked=20, answered=17, unreadable=1), "pdfium", "not_satisfied"),
        (Answers(asked=2, answered=2), "pdfium", "needs_review"),
        (Answers(asked=0, answered=0), "pdfium", "needs_review"),
    ],
)
def test_questionnaires(answers: Answers, reader: str, expected: Outcome) -> None:
    assert requirement("PS1.2", rniv(answers, reader=reader)).outcome == expected


def ps2_1(plan: FileEvidence) -> Outcome:
    rest = (
        file("security_policy"), file("risk_analysis"), file("incident_procedure"),
        file("rssi_appointment", statements=(said("rssi_appointed"),)),
        file("rssi_meetings", dates=(day("2021-02-02", "meeting"), )),
        file("rssi_meetings", path="b.pdf", dates=(day("2021-09-02", "meeting"),)),
    )  # fmt: skip
    return requirement("PS2.1", *rest, plan).outcome


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ({"progress": (Progress(actions=12, done=12, page=1),)}, "satisfied"),
        ({"progress": (Progress(actions=12, done=11, page=1),)}, "not_satisfied"),
        ({"progress": (Progress(actions=12, done=11, unknown=1, page=1),)}, "needs_review"),
        ({"percentages": (Percentage(value=100, about="action_plan", page=1),)}, "satisfied"),
        ({"percentages": (Percentage(value=92, about="action_plan", page=1),)}, "not_satisfied"),
        ({"percentages": (Percentage(value=92, page=1),)}, "needs_review"),
        ({"statements": (said("action_plan"),)}, "satisfied"),
        (
            {"statements": (said("action_plan"),), "progress": (Progress(actions=12, done=11, page=1),)},
            "needs_review",
        ),
        (
            {
                "statements": (said("action_plan", "unclear"),),
                "progress": (Progress(actions=12, done=12, page=1),),
            },
            "satisfied",
        ),
    ],
)
def test_action_plans_are_counted(plan: dict[str, object], expected: Outcome) -> None:
    assert ps2_1(file("action_plan", **plan)) == expected


GHT = {"ght": "GHT des Deux Vallées", "answers": ()}
PARTS = ["introduction", "current_state", "objectives", "target_system", "projects", "evaluation", "steering"]


def test_a_master_plan_names_the_parts_that_lack() -> None:
    held = tuple(Section(key=key, title=key, page=1) for key in PARTS if key != "evaluation")
    plan = file("sdsi", sections=held, statements=(said("sdsi_validated"),), establishment="group")
    found = requirement("GHT.SDSI", plan, **GHT)
    assert found.outcome == "not_satisfied"
    assert "partie manquante : évaluation" in found.summary


def test_a_heading_not_seen_on_a_scan_may_be_there() -> None:
    held = tuple(
        Section(key=key, title=key, page=1, reader="rapidocr") for key in PARTS if key != "evaluation"
    )
    plan = file("sdsi", sections=held, statements=(said("sdsi_validated"),), reader="rapidocr")
    found = requirement("GHT.SDSI", plan, **GHT)
    assert found.outcome == "needs_review"
    assert "évaluation" in found.review[0]

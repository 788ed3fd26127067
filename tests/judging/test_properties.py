"""Whatever evidence says, a verdict keeps its promises."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from models.dossier import DossierFile
from models.evidence import Answers, FileEvidence, Progress, Section
from models.verdict import Outcome
from tests.judging.builders import RULES, day, file, lost, said, signed, verdict

KINDS = sorted(k for k, spec in RULES.facts.kinds.items() if not spec.of)
KEYS = (
    "audit",
    "dmp_feeding",
    "mss_operational",
    "mss_sent",
    "mss_received",
    "action_plan",
    "civ_report",
    "rssi_appointed",
)
ROLES = (
    "signature",
    "order",
    "execution",
    "meeting",
    "delivery",
    "validity",
    "deadline",
    "legal_text",
    "other",
)


@st.composite
def files(draw: st.DrawFn) -> FileEvidence:
    number = draw(st.integers(0, 9999))
    when = draw(
        st.dates(min_value=day("2019-01-01", "other").start, max_value=day("2024-12-31", "other").start)
    )
    return file(
        draw(st.sampled_from([*KINDS, "letter", "other", "quote"])),
        path=f"{number}.pdf",
        confidence=draw(st.sampled_from([0.2, 0.55, 0.8, 0.99])),
        reader=draw(st.sampled_from(["pdfium", "rapidocr", "docx"])),
        establishment=draw(st.sampled_from(["same", "group", "other", "unknown"])),
        truncated=draw(st.booleans()),
        dates=tuple(
            day(str(when), role, confidence=draw(st.sampled_from([0.5, 1.0])))
            for role in draw(st.lists(st.sampled_from(ROLES), max_size=3))
        ),
        statements=tuple(
            said(key, draw(st.sampled_from(["done", "planned", "denied", "unclear"])))
            for key in draw(st.lists(st.sampled_from(KEYS), max_size=3))
        ),
        signatures=tuple(
            signed(draw(st.sampled_from(["head", "rssi", "other", "unknown"])), ink=ink)
            for ink in draw(st.lists(st.sampled_from([True, False, None]), max_size=2))
        ),
        answers=draw(st.sampled_from([None, Answers(asked=0, answered=0), Answers(asked=9, answered=9)])),
        progress=draw(st.sampled_from([(), (Progress(actions=0, done=0),), (Progress(actions=3, done=2),)])),
        sections=draw(st.sampled_from([(), (Section(key="objectives", title="Objectifs"),)])),
    )


def outcomes(*given_files: FileEvidence) -> dict[str, Outcome]:
    found = verdict(*given_files)
    for requirement in found.requirements:
        assert requirement.summary
        if requirement.outcome == "satisfied":
            assert requirement.evidence
            assert requirement.review == requirement.would_satisfy == ()
        if requirement.outcome == "needs_review":
            assert requirement.review
    return {r.id: r.outcome for r in found.requirements}


def distinct(found: list[FileEvidence]) -> tuple[FileEvidence, ...]:
    return tuple({f.path: f for f in found}.values())


@settings(max_examples=60, deadline=None)
@given(st.lists(files(), max_size=6))
def test_a_file_that_nobody_could_read_only_ever_adds_doubt(found: list[FileEvidence]) -> None:
    before = outcomes(*distinct(found))
    after = outcomes(*distinct(found), lost("broken.pdf"))
    for name, outcome in after.items():
        assert outcome in (before[name], "needs_review")
        assert not (outcome == "needs_review" and before[name] == "satisfied")


@settings(max_examples=60, deadline=None)
@given(st.lists(files(), max_size=6), st.randoms())
def test_the_order_of_files_does_not_matter(found: list[FileEvidence], random: object) -> None:
    held = list(distinct(found))
    before = outcomes(*held)
    random.shuffle(held)  # type: ignore[attr-defined]
    assert outcomes(*held) == before


@settings(max_examples=60, deadline=None)
@given(st.lists(files(), min_size=1, max_size=6))
def test_nothing_is_satisfied_by_another_establishments_files(found: list[FileEvidence]) -> None:
    foreign = [f.model_copy(update={"establishment": "other"}) for f in distinct(found)]
    pieces = {"PS1.1", "PS1.2", "PS2.1", "PS2.2", "PS3.1", "PS3.2"}
    assert {o for name, o in outcomes(*foreign).items() if name in pieces} <= {
        "not_satisfied",
        "needs_review",
    }


def test_a_file_without_evidence_is_not_taken_for_absent() -> None:
    unseen = DossierFile(path="jamais-lu.pdf", name="jamais-lu.pdf", origin="field")
    found = next(r for r in verdict(files=(unseen,)).requirements if r.id == "PS3.1")
    assert found.outcome == "needs_review"
    assert "jamais-lu.pdf" in found.review[0]

"""Verdicts from evidence: what an instructor would see, from the border of a date to a foreign document."""

from __future__ import annotations

from datetime import date

import pytest

from models.document import DigitalSignature
from models.dossier import Answer, DossierFile
from models.evidence import Answers, FileEvidence, Kind, Mention, Relation
from models.verdict import Outcome
from tests.judging.builders import day, dossier, file, lost, requirement, said, signed, verdict

ATTESTATION = file("audit_attestation", statements=(said("audit"),), signatures=(signed(),))


def order(ordered: str, executed: str | None = None, **more: object) -> FileEvidence:
    dates = (day(ordered, "order"), *((day(executed, "execution"),) if executed else ()))
    return file("audit_purchase_order", dates=dates, **more)


def test_a_signed_attestation_is_cited_by_page_and_words() -> None:
    found = requirement("PS2.2", ATTESTATION)
    assert found.outcome == "satisfied"
    assert {c.fact for c in found.evidence} >= {
        "audit_attestation.audit_done",
        "audit_attestation.signed_by_head",
    }
    assert all(c.page == 1 and c.path == "audit_attestation.pdf" for c in found.evidence)
    assert found.evidence[0].file == "sha256:" + "ab" * 32
    assert found.would_satisfy == ()


def test_a_late_order_says_by_how_many_days_and_never_invites_antedating() -> None:
    found = requirement("PS2.2", order("2022-01-10", "2021-12-20"))
    assert found.outcome == "not_satisfied"
    assert found.summary == (
        "Bon de commande d’audit daté du 10 janvier 2022, 10 jours après le 31 décembre 2021 ; "
        "aucune attestation d’audit."
    )
    for_applicant = [r.text for r in found.would_satisfy if r.for_applicant]
    assert for_applicant == ["joindre l’attestation d’audit signée par le directeur"]
    assert any("31 décembre 2021" in r.text for r in found.would_satisfy if not r.for_applicant)


@pytest.mark.parametrize(
    ("ordered", "executed", "expected"),
    [
        ("2021-12-31", "2021-12-31", "satisfied"),
        ("2021-12-31", "2021-12-20/2022-01-05", "not_satisfied"),
        ("2021-12-31", "2021-12-01/2021-12-31", "satisfied"),
        ("2021-12-31", None, "needs_review"),
        ("2022-01-01", None, "not_satisfied"),
        ("2021-12-15/2022-01-15", "2021-12-31", "needs_review"),
    ],
)
def test_orders_at_their_borders(ordered: str, executed: str | None, expected: Outcome) -> None:
    assert requirement("PS2.2", order(ordered, executed)).outcome == expected


def test_two_order_dates_that_disagree_are_for_a_human() -> None:
    both = file(
        "audit_purchase_order",
        dates=(day("2021-12-20", "order"), day("2022-01-04", "signature"), day("2021-12-28", "execution")),
    )
    found = requirement("PS2.2", both)
    assert found.outcome == "needs_review"
    assert "plusieurs valeurs" in found.review[0].lower()


@pytest.mark.parametrize(
    ("read", "expected"),
    [("2021-12-30", "needs_review"), ("2021-03-01", "satisfied"), ("2022-06-01", "needs_review")],
)
def test_a_date_badly_read_by_ocr_decides_only_far_from_the_limit(read: str, expected: Outcome) -> None:
    scan = file(
        "audit_purchase_order", dates=(day(read, "order", confidence=0.6), day("2021-10-01", "execution"))
    )
    assert requirement("PS2.2", scan).outcome == expected


def test_an_implausible_year_is_never_too_late() -> None:
    found = requirement("PS2.2", order("2091-12-01", "2021-12-01"))
    assert found.outcome == "needs_review"
    assert "année invraisemblable" in found.review[0].lower()


def test_dates_seen_and_set_aside_are_shown() -> None:
    noted = file(
        "audit_purchase_order",
        dates=(day("2021-12-01", "order"), day("2021-12-10", "execution"), day("2021-07-26", "legal_text")),
    )
    assert [c.value for c in requirement("PS2.2", noted).set_aside] == ["2021-07-26"]


SOUND = DigitalSignature(
    signer="Durand",
    claimed_at=None,
    intact=True,
    covers_whole=True,
    trusted=None,
    bottom_line=True,
    summary="",
)


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        (signed(), "satisfied"),
        (signed(ink=None), "needs_review"),
        (signed(ink=False), "not_satisfied"),
        (signed(ink=None, digital=SOUND), "satisfied"),
        (signed(ink=None, digital=SOUND.model_copy(update={"covers_whole": False})), "needs_review"),
        (signed("rssi"), "not_satisfied"),
        (signed("dsi"), "not_satisfied"),
        (signed("other", function="directeur administratif et financier"), "not_satisfied"),
        (signed("other", function="Directrice"), "needs_review"),
        (signed("unknown"), "needs_review"),
        (signed(by_delegation=True, function="directeur des systèmes d’information"), "satisfied"),
        (signed(by_delegation=True, function=None), "needs_review"),
        (signed("dsi", by_delegation=True), "needs_review"),
        (signed("head", confidence=0.3), "needs_review"),
    ],
)
def test_signatures(signature: object, expected: Outcome) -> None:
    attested = file("audit_attestation", statements=(said("audit"),), signatures=(signature,))
    assert requirement("PS2.2", attested).outcome == expected


def test_delegation_is_noted() -> None:
    delegated = file(
        "audit_attestation",
        statements=(said("audit"),),
        signatures=(signed(by_delegation=True, name="M. Petit", function="DAF"),),
    )
    assert any("délégation" in note for note in requirement("PS2.2", delegated).notes)


def test_another_signatory_beside_the_head_does_no_harm() -> None:
    both = file(
        "audit_attestation",
        statements=(said("audit"),),
        signatures=(signed("rssi"), signed(), signed("unknown", ink=None)),
    )
    assert requirement("PS2.2", both).outcome == "satisfied"


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (("done",), "satisfied"), (("planned",), "not_satisfied"), (("denied",), "not_satisfied"),
        (("unclear",), "needs_review"), (("done", "planned"), "needs_review"), ((), "needs_review"),
    ],
)  # fmt: skip
def test_done_only_on_positive_proof(states: tuple[str, ...], expected: Outcome) -> None:
    attested = file("dmp_attestation", statements=tuple(said("dmp_feeding", s) for s in states))
    assert requirement("PS3.1", attested).outcome == expected


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        ("same", "satisfied"),
        ("group", "needs_review"),
        ("unknown", "needs_review"),
        ("other", "not_satisfied"),
    ],
)
def test_whose_document_it_is(relation: str, expected: Outcome) -> None:
    attested = file("dmp_attestation", statements=(said("dmp_feeding"),), establishment=relation)
    assert requirement("PS3.1", attested).outcome == expected


def test_an_absent_document_is_a_no_only_when_everything_was_read() -> None:
    assert requirement("PS3.1").outcome == "not_satisfied"
    for broken in (
        lost("a.pdf"),
        lost("b.pdf", "encrypted"),
        lost("c.pdf", "missing"),
        lost("d.pdf", "timed_out"),
    ):
        found = requirement("PS3.1", broken)
        assert found.outcome == "needs_review"
        assert broken.path in found.review[0]


@pytest.mark.parametrize("confidence", [0.2, 0.49])
def test_a_file_of_no_recognised_kind_may_be_the_missing_one(confidence: float) -> None:
    found = requirement("PS3.1", file("quote", confidence=confidence, path="divers.pdf"))
    assert found.outcome == "needs_review"
    assert "divers.pdf" in found.review[0]


def test_a_doubtful_kind_under_the_field_of_the_requirement_is_for_a_human() -> None:
    mine = file("quote", confidence=0.55, path="attestation.pdf")
    assert requirement("PS3.1", mine, fields={"attestation.pdf": "file_ps3_1"}).outcome == "needs_review"
    assert requirement("PS3.1", mine, fields={"attestation.pdf": "file_ps1_2"}).outcome == "not_satisfied"


def test_a_failing_document_is_not_saved_by_a_broken_file_of_another_field() -> None:
    late = order("2022-01-10", "2021-12-20")
    assert (
        requirement("PS2.2", late, lost("rniv.pdf"), fields={"rniv.pdf": "file_ps1_2"}).outcome
        == "needs_review"
    )
    planned = file("dmp_attestation", statements=(said("dmp_feeding", "planned"),))
    assert (
        requirement("PS3.1", planned, lost("r.pdf"), fields={"r.pdf": "file_ps1_2"}).outcome
        == "not_satisfied"
    )
    assert (
        requirement("PS3.1", planned, lost("r.pdf"), fields={"r.pdf": "file_ps3_1"}).outcome == "needs_review"
    )


def test_a_missing_file_of_the_table_without_evidence_is_named() -> None:
    named = DossierFile(
        path="dmp.pdf", name="dmp.pdf", origin="field", field_id="file_ps3_1", state="missing"
    )
    found = requirement("PS3.1", files=(named,))
    assert found.outcome == "needs_review"
    assert "dmp.pdf" in found.review[0]


def test_the_agencys_own_files_are_no_evidence() -> None:
    own = file("dmp_attestation", statements=(said("dmp_feeding"),))
    filed = (DossierFile(path=own.path, name=own.path, origin="opinion"),)
    assert requirement("PS3.1", own, files=filed).outcome == "not_satisfied"


def test_a_file_may_bind_several_documents() -> None:
    bundle = file(
        "security_policy", path="liasse.pdf", pages=4,
        kinds=(Kind(kind="dmp_attestation", confidence=0.9, first_page=1, last_page=2),
               Kind(kind="mss_attestation", confidence=0.9, first_page=3, last_page=4)),
        statements=(said("dmp_feeding", page=1), said("mss_operational", "planned", page=3)),
    )  # fmt: skip
    assert requirement("PS3.1", bundle).outcome == "satisfied"
    assert requirement("PS3.2", bundle).outcome == "not_satisfied"


def test_a_bundle_is_judged_by_the_establishment_of_its_pages() -> None:
    foreign = Mention(name="CH d’Ailleurs", relation="other", page=3, quote="CH d’Ailleurs")
    bundle = file(
        "dmp_attestation", path="liasse.pdf", pages=4,
        kinds=(Kind(kind="dmp_attestation", confidence=0.9, first_page=1, last_page=2),
               Kind(kind="mss_attestation", confidence=0.9, first_page=3, last_page=4)),
        statements=(said("dmp_feeding", page=1), said("mss_operational", page=3)), establishments=(foreign,),
    )  # fmt: skip
    assert requirement("PS3.1", bundle).outcome == "satisfied"
    found = requirement("PS3.2", bundle)
    assert found.outcome == "not_satisfied"
    assert "CH d’Ailleurs" in found.summary


@pytest.mark.parametrize(
    ("named", "outcome"),
    [(("group",), "satisfied"), (("group", "unknown"), "needs_review"), (("unknown",), "needs_review"),
     (("same", "unknown"), "satisfied"), (("group", "same"), "satisfied"), (("same", "other"), "needs_review"),
     (("other",), "not_satisfied")],
)  # fmt: skip
def test_a_name_in_doubt_leaves_the_groups_pages_in_doubt(
    named: tuple[Relation, ...], outcome: Outcome
) -> None:
    bundle = file(
        "support_agreement", path="liasse.pdf", pages=4, signatures=(signed(page=3),),
        kinds=(Kind(kind="dmp_attestation", confidence=0.9, first_page=1, last_page=2),
               Kind(kind="dsi_appointment", confidence=0.9, first_page=3, last_page=4)),
        statements=(said("dsi_appointed", page=3), said("dsi_endorsed", page=3)),
        establishments=tuple(Mention(name=f"CH {whose}", relation=whose, page=3, subject=True) for whose in named),
    )  # fmt: skip
    assert requirement("GHT.DSI", bundle, **GHT).outcome == outcome


GHT: dict[str, object] = {"ght": "GHT des Deux Vallées", "answers": ()}


def test_outside_a_ght_its_criteria_do_not_apply_and_unknown_is_asked() -> None:
    assert requirement("GHT.DSI").outcome == "not_applicable"
    assert requirement("GHT.DSI", answers=(), legal_status="private").outcome == "not_applicable"
    assert requirement("GHT.DSI", answers=()).outcome == "needs_review"
    assert requirement("GHT.DSI", **GHT).outcome == "not_satisfied"


def test_every_requirement_is_in_every_verdict_with_a_reason() -> None:
    for stage in ("candidature", "usage"):
        found = verdict(stage=stage)
        assert len({r.id for r in found.requirements}) == len(found.requirements) == 31
        assert all(r.summary and r.because.text for r in found.requirements)
        assert all(r.review for r in found.requirements if r.outcome == "needs_review")
        assert found.decision is None


def test_the_window_comes_from_the_answers_else_from_the_filing_date_else_from_nowhere() -> None:
    assert verdict(window=3).window == 3
    assert verdict().window == 1
    guessed = verdict(submitted_on=date(2022, 9, 15), window=None)
    assert guessed.window == 1
    assert "tombe dans la période de la fenêtre 3" in guessed.notes[0]


@pytest.mark.parametrize(
    ("filed", "window"),
    [("2021-09-01", 1), ("2022-04-30", 2), ("2022-10-31", 3), ("2023-03-01", 4), ("2022-06-15", None)],
)
def test_window_by_filing_date(filed: str, window: int | None) -> None:
    from checker.judging.judge import window_of_filing
    from tests.judging.builders import RULES

    assert window_of_filing(dossier(submitted_on=date.fromisoformat(filed)), RULES) == window


def test_ticked_and_unticked_boxes() -> None:
    def box(value: str) -> Outcome:
        return requirement(
            "RELIMS", answers=(Answer(label="RELIMS", value=value, field_id="relims"),)
        ).outcome

    assert [box(v) for v in ("Oui", "true", "Non", "peut-être", " ")] == [
        "satisfied", "satisfied", "not_satisfied", "needs_review", "needs_review",
    ]  # fmt: skip


def test_indicators_compare_exactly() -> None:
    def rate(above: str, below: str) -> Outcome:
        answers = (
            Answer(label="n", value=above, field_id="ds1_1_numerator"),
            Answer(label="d", value=below, field_id="ds1_1_denominator"),
        )
        return requirement("DS1.1", stage="usage", answers=answers).outcome

    assert rate("49", "100") == "satisfied"
    assert rate("4 899", "10 000") == "not_satisfied"
    assert rate("48,99", "100") == "not_satisfied"
    assert rate("10", "0") == "needs_review"
    assert rate("dix", "100") == "needs_review"


def test_a_satisfied_requirement_always_cites_something() -> None:
    evidence = (
        ATTESTATION,
        file("dmp_attestation", statements=(said("dmp_feeding"),)),
        file("rniv_questionnaire", answers=Answers(asked=9, answered=9)),
    )  # fmt: skip
    for found in verdict(*evidence).requirements:
        if found.outcome == "satisfied":
            assert any(c.page or c.reader == "form" for c in found.evidence), found.id


def test_a_container_is_not_a_document() -> None:
    holder = file("other", path="pieces.zip", confidence=0.0, pages=0, kinds=())
    inner = file("dmp_attestation", path="pieces.zip » dmp.pdf", statements=(said("dmp_feeding"),))
    found = verdict(holder, inner)
    assert next(r for r in found.requirements if r.id == "PS3.1").outcome == "satisfied"
    assert next(r for r in found.requirements if r.id == "PS3.2").outcome == "not_satisfied"


@pytest.mark.parametrize(("confidence", "expected"), [(0.7, "needs_review"), (0.95, "not_satisfied")])
def test_a_file_that_is_nothing_known_may_still_be_what_its_field_asks(
    confidence: float, expected: Outcome
) -> None:
    odd = file("other", confidence=confidence, path="dmp.odt")
    found = requirement("PS3.1", odd, fields={"dmp.odt": "file_ps3_1"})
    assert found.outcome == expected
    assert ("« dmp.odt » (nature non reconnue)" in "".join(found.review)) == (expected == "needs_review")


def test_a_doubtful_document_is_not_told_twice() -> None:
    unclear = file("dmp_attestation", statements=(said("dmp_feeding", "unclear"),))
    found = requirement("PS3.1", unclear, lost("x.pdf"), fields={"x.pdf": "file_ps3_1"})
    assert [d for d in found.review if "x.pdf" in d] == []

"""The drafts sent to applicants: only what is indispensable, and nothing that invites antedating."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from checker.reporting.letters import Letter, letter, letter_docx, letter_text, write_letter
from checker.reporting.programme import words_of
from models.verdict import Remedy, RequirementVerdict

from .invented import hostile_verdict, requirement, verdict

WORDS = words_of("sunes")


def draft(*requirements: RequirementVerdict) -> Letter:
    found = letter(verdict(7, requirements=requirements), WORDS)
    assert found is not None
    return found


def missing(**more: object) -> RequirementVerdict:
    return requirement("PS2.2", "not_satisfied", **more)


def test_a_missing_piece_is_asked_for_with_its_basis_and_its_reason() -> None:
    text = letter_text(draft(missing()))
    assert "1. Audit externe de cybersurveillance (PS2.2)" in text
    assert "   - Joindre l’attestation d’audit signée par le directeur" in text
    assert "Fondement : instruction 2022/40, annexe 1, PS2.2." in text
    assert "Motif : pièce ou mention manquante." in text
    assert "dossier n° 7" in text
    assert "L. 114-5" in text


def test_a_remedy_for_the_instructor_alone_is_not_in_the_letter() -> None:
    text = letter_text(draft(missing()))
    assert "commande datée" not in text
    assert "31 décembre 2021" not in text


@pytest.mark.parametrize(
    "dated",
    [
        "commande du 31 décembre 2021",
        "datée du 31/12/2021",
        "avant décembre 2021",
        "au 2021-12-31",
        "le 1er mars",
    ],
)
def test_a_date_that_slipped_into_a_remedy_is_left_out(dated: str) -> None:
    remedy = Remedy(text=f"joindre une {dated}", for_applicant=True)
    text = letter_text(draft(missing(would_satisfy=(remedy,))))
    assert dated not in text
    assert "La pièce qui justifie : Audit externe de cybersurveillance" in text


def test_ways_to_satisfy_are_offered_as_alternatives() -> None:
    ways = tuple(Remedy(text=text, for_applicant=True) for text in ("joindre A", "joindre B"))
    text = letter_text(draft(missing(would_satisfy=ways)))
    assert "   Au choix :\n   - Joindre A\n   - Joindre B\n" in text


def test_a_requirement_that_only_another_past_would_satisfy_is_not_asked_for() -> None:
    remedy = Remedy(text="commande datée au plus tard du 31 décembre 2021", for_applicant=False)
    assert letter(verdict(1, requirements=(missing(would_satisfy=(remedy,)),)), WORDS) is None


def test_the_reason_of_the_verdict_with_its_dates_stays_with_the_instructor() -> None:
    assert "10 janvier 2022" not in letter_text(draft(missing()))


@pytest.mark.parametrize("reason", ["incomplete", "incorrect", "outdated"])
def test_the_reason_is_that_of_the_remedy(reason: str) -> None:
    remedy = Remedy(text="joindre la pièce", for_applicant=True, reason=reason)  # type: ignore[arg-type]
    text = letter_text(draft(missing(would_satisfy=(remedy,))))
    expected = {"incomplete": "manquante", "incorrect": "à corriger", "outdated": "à jour"}[reason]
    assert expected in text


def test_a_doubt_that_the_instructor_can_settle_is_not_asked_of_the_applicant() -> None:
    assert letter(verdict(1, requirements=(requirement("PS2.2", "needs_review"),)), WORDS) is None


def test_a_file_that_could_not_be_read_and_matters_is_asked_for_again_once() -> None:
    doubts = [
        requirement(name, "needs_review", review=("« scan_0001.pdf » n’a pas pu être lu.",))
        for name in ("PS1.1", "PS2.2")
    ]
    text = letter_text(draft(*doubts))
    assert text.count("« scan_0001.pdf », qui ne s’ouvre pas") == 1
    assert "Fondement : instruction 2022/40, annexe 1, PS1.1 ; instruction 2022/40, annexe 1, PS2.2." in text
    assert "PSSI.docx" not in text


def test_an_unread_file_that_no_doubt_rests_on_is_not_asked_for() -> None:
    assert letter(verdict(1, requirements=(requirement("PS2.2", "needs_review"),)), WORDS) is None


def test_a_file_only_this_tool_could_not_read_is_left_to_the_instructor() -> None:
    slow = verdict(1).files[3].model_copy(update={"status": "timed_out"})
    doubt = requirement("PS2.2", "needs_review", review=("« scan_0001.pdf » n’a pas été lu.",))
    assert letter(verdict(1, requirements=(doubt,), files=(slow,)), WORDS) is None


def test_the_stamp_of_the_service_is_taken_off_a_file_name() -> None:
    path = "export/dossier-1/pieces_justificatives/compte rendu-31-08-2021-22-42-3107.odt"
    empty = verdict(1).files[3].model_copy(update={"status": "empty", "path": path})
    doubt = requirement("PS1.1", "needs_review", review=(f"« {path} » est vide.",))
    found = letter(verdict(1, requirements=(doubt,), files=(empty,)), WORDS)
    assert found is not None
    assert found.asked[0].wanted == ("« compte rendu.odt », reçu vide",)


def test_what_is_optional_or_satisfied_is_never_asked_for() -> None:
    optional = missing(mandatory=False)
    assert letter(verdict(1, requirements=(optional, requirement("PS1.1", "satisfied"))), WORDS) is None


def test_no_letter_says_that_a_dossier_is_or_is_not_whole() -> None:
    text = letter_text(draft(missing(), missing(id="PS1.1")))
    assert "complet" not in text.lower().replace("incomplet", "")
    assert "les éléments suivants, indispensables" in text


def test_what_the_service_must_fill_in_is_marked() -> None:
    document = docx.Document(io.BytesIO(letter_docx(draft(missing()))))
    marked = [run.text for p in document.paragraphs for run in p.runs if run.font.highlight_color]
    assert "[date limite]" in marked
    assert "[Date, nom et qualité du signataire]" in marked


def test_the_word_document_says_what_the_text_says() -> None:
    one = draft(missing())
    document = docx.Document(io.BytesIO(letter_docx(one)))
    words = " ".join(paragraph.text for paragraph in document.paragraphs)
    assert "Joindre l’attestation d’audit signée par le directeur" in words
    assert "Fondement : instruction 2022/40, annexe 1, PS2.2." in words
    assert document.core_properties.author == ""


def test_hostile_names_give_a_letter_that_opens(tmp_path: Path) -> None:
    found = letter(hostile_verdict(), WORDS)
    assert found is not None
    for path in write_letter(found, tmp_path):
        assert path.stat().st_size > 0
    assert docx.Document(str(tmp_path / "letters" / "666.docx")).paragraphs
    text = (tmp_path / "letters" / "666.txt").read_text("utf-8")
    assert "\u202e" not in text
    assert "\x1b" not in text

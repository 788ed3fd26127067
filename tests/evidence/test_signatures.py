"""Ink, stamps and digital signatures of a block."""

from __future__ import annotations

import pytest
from layouts import PlainLayout, page

from checker.evidence import Programme
from checker.evidence.signatures import knowing, signatures_of
from checker.evidence.text import PageText
from models.base import Box
from models.document import DigitalSignature, Mark
from models.evidence import Signature

TEXT = (
    "Attestation\nJe certifie que l'audit a été réalisé.\nFait à Angers, le 12"
    " octobre 2021\nLa Directrice\n\nClaire MARTIN"
)
NEAR = (60.0, 100.0, 160.0, 130.0)
FAR = (400.0, 700.0, 500.0, 740.0)
ABOVE = (400.0, 10.0, 500.0, 30.0)


def signature(programme: Programme, *marks: Mark, reader: str = "pdfium", text: str = TEXT) -> Signature:
    (found,) = signatures_of([PageText(page(text, marks=marks, reader=reader))], (), programme.people)
    return found


def test_ink_in_the_block(programme: Programme) -> None:
    assert signature(programme, Mark(kind="ink", box=NEAR)).ink is True


def test_born_digital_and_nothing_there_is_no_signature(programme: Programme) -> None:
    assert signature(programme).ink is False


def test_a_scan_without_ink_is_undecided(programme: Programme) -> None:
    assert signature(programme, reader="rapidocr").ink is None


@pytest.mark.parametrize("kind", ["stamp", "undetermined"])
def test_a_stamp_or_something_unclear_is_undecided(programme: Programme, kind: str) -> None:
    found = signature(programme, Mark(kind=kind, box=NEAR))
    assert found.ink is None
    assert found.stamp is (kind == "stamp")


def test_ink_elsewhere_signs_nothing_but_leaves_a_doubt(programme: Programme) -> None:
    assert signature(programme, Mark(kind="ink", box=FAR)).ink is None


def test_ink_far_above_the_block_leaves_no_doubt(programme: Programme) -> None:
    text = TEXT.replace("Je certifie", "Vu.\n" * 20 + "Je certifie")
    assert signature(programme, Mark(kind="ink", box=ABOVE), text=text).ink is False


@pytest.mark.parametrize("top, ink", [(40.0, None), (600.0, False)])
def test_ink_at_the_top_of_the_next_page_leaves_a_doubt(
    programme: Programme, top: float, ink: bool | None
) -> None:
    mark = Mark(kind="ink", box=(60.0, top, 160.0, top + 30))
    pages = [PageText(page(TEXT)), PageText(page("Annexe", 2, marks=(mark,)))]
    assert signatures_of(pages, (), programme.people)[0].ink is ink


def test_typed_signed_is_undecided(programme: Programme) -> None:
    assert signature(programme, text=TEXT.replace("\n\n", "\nSigné\n")).ink is None


def digital(signer: str) -> DigitalSignature:
    return DigitalSignature(
        signer=signer,
        claimed_at=None,
        intact=True,
        covers_whole=True,
        trusted=None,
        bottom_line=True,
        summary="valide",
    )


def test_digital_signature_joins_its_signer(programme: Programme) -> None:
    (found,) = signatures_of([PageText(page(TEXT))], (digital("MARTIN Claire"),), programme.people)
    assert found.digital is not None
    assert found.class_ == "head"
    assert found.ink is None


def test_digital_signature_of_another_stands_alone(programme: Programme) -> None:
    found = signatures_of([PageText(page(TEXT))], (digital("Luc Morin"),), programme.people)
    assert [(s.name, s.class_, s.digital is not None) for s in found] == [
        ("Claire MARTIN", "head", False),
        ("Luc Morin", "unknown", True),
    ]


def test_a_vendor_s_director_is_not_the_head(programme: Programme) -> None:
    text = (
        "Sécuris SAS au capital de 10 000 €\nAttestation\nNous attestons avoir réalisé un audit pour le compte de la"
        " Clinique des Tilleuls.\nFait à Lyon, le 3 mai 2021\nLe Directeur\nLuc Morin"
    )
    (found,) = signatures_of([PageText(page(text))], (), programme.people)
    assert found.class_ == "other"


def test_columns_one_space_apart_in_text_are_told_by_their_boxes(programme: Programme) -> None:
    text = "Fait à Angers, le 12 octobre 2021\nLe Directeur Le RSSI\nPaul Durand Marc Roux"
    shown = page(text)
    wide = shown.model_copy(update={"layout": Columns(text)})
    found = signatures_of([PageText(wide)], (), programme.people)
    assert [(s.name, s.class_) for s in found] == [("Paul Durand", "head"), ("Marc Roux", "rssi")]


class Columns(PlainLayout):
    """Everything after the second word of lines two and three stands far to the right."""

    def boxes(self, start: int, stop: int) -> tuple[Box, ...]:
        found = []
        for box, line in ((b, self.text.count("\n", 0, start)) for b in super().boxes(start, stop)):
            before = self.text[: start + 1].rpartition("\n")[2]
            shift = 200.0 if line > 0 and before.count(" ") >= 2 else 0.0
            found.append((box[0] + shift, box[1], box[2] + shift, box[3]))
        return tuple(found)


def test_the_applicant_s_own_name_makes_its_director_a_head(programme: Programme) -> None:
    text = "Attestation\nFait à Nérac, le 12 octobre 2021\nPaul Durand\nDirecteur général de NéphroLoire"
    found = {
        names: signatures_of([PageText(page(text))], (), knowing(programme.people, names))[0].class_
        for names in ((), ("NéphroLoire",))
    }
    assert found == {(): "unknown", ("NéphroLoire",): "head"}

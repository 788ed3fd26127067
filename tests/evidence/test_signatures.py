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


def inked(programme: Programme, text: str, box: Box, reader: str = "pdfium") -> list[Signature]:
    shown = page(text, marks=(Mark(kind="ink", box=box),), reader=reader)
    return list(signatures_of([PageText(shown)], (), programme.people))


ASIDE = (420.0, 125.0, 520.0, 150.0)


@pytest.mark.parametrize(
    "beside, ink",
    [
        ("", True),
        ("Lu et approuvé", True),
        ("Reçu le 14 octobre 2021", None),
        ("Le RSSI", None),
        ("Marc ROUX", None),
        ("Pour la société Argolis", None),
    ],
)
def test_a_lone_signer_s_hand_may_run_far_aside_where_nobody_else_is_named(
    programme: Programme, beside: str, ink: bool | None
) -> None:
    text = TEXT + (" " * 55 + beside if beside else "")
    found = next(s for s in inked(programme, text, ASIDE) if s.class_ == "head")
    assert found.ink is ink


def test_of_two_columns_the_hand_signs_the_nearer(programme: Programme) -> None:
    columns = TEXT.replace("La Directrice\n", f"{'La Directrice':40}Le RSSI\n").replace(
        "Claire MARTIN", f"{'Claire MARTIN':40}Marc ROUX"
    )
    for box, signers in (((60.0, 125.0, 130.0, 160.0), ["head"]), ((270.0, 125.0, 340.0, 160.0), ["rssi"])):
        assert [s.class_ for s in inked(programme, columns, box) if s.ink] == signers


def test_of_two_blocks_one_over_the_other_the_hand_signs_the_one_above_it(programme: Programme) -> None:
    text = TEXT + "\n\n\n\nLe RSSI\nMarc ROUX"
    found = inked(programme, text, (60.0, 128.0, 160.0, 150.0))
    assert {s.class_: s.ink for s in found} == {"head": True, "rssi": None}


@pytest.mark.parametrize(
    "last, ink", [("Fait à Angers, le 12 octobre 2021", True), ("Fait à ………, le ………", None)]
)
def test_what_fills_a_blank_date_is_no_signature(programme: Programme, last: str, ink: bool | None) -> None:
    text = TEXT.replace("Fait à Angers, le 12 octobre 2021", last)
    (found,) = inked(programme, text, (100.0, 64.0, 200.0, 78.0), "rapidocr")
    assert found.ink is ink


def test_who_says_in_the_text_alone_who_he_is_signs_under_place_and_date(programme: Programme) -> None:
    text = (
        "CLINIQUE DES TILLEULS\n\nJe soussignée, Claire MARTIN, directrice de la clinique,\natteste que l'audit"
        " a été réalisé.\nAngers, le 12 octobre 2021"
    )
    below = (60.0, 120.0, 160.0, 150.0)
    assert [(s.name, s.class_, s.ink) for s in inked(programme, text, below)] == [
        ("Claire MARTIN", "head", True)
    ]
    (unsigned,) = signatures_of([PageText(page(text))], (), programme.people)
    assert unsigned.ink is None
    witnessed = f"{text}\n\n\nReçu le 14 octobre 2021"
    assert inked(programme, witnessed, below)[0].ink is not True


def test_an_empty_column_s_function_is_nobody_s_unless_a_hand_signed_there(programme: Programme) -> None:
    text = TEXT.replace("La Directrice\n", f"{'La Directrice':40}Le RSSI\n").replace(
        "Claire MARTIN", f"{'':40}Marc ROUX"
    )
    (empty, other) = signatures_of([PageText(page(text, reader="rapidocr"))], (), programme.people)
    assert (empty.class_, empty.name, other.class_, other.name) == ("unknown", None, "rssi", "Marc ROUX")
    signed = inked(programme, text, (60.0, 110.0, 140.0, 140.0))[0]
    assert (signed.class_, signed.ink) == ("head", True)


def test_strokes_that_a_scan_took_for_letters_name_no_firm(programme: Programme) -> None:
    text = f"{TEXT}\nAobA"
    for sure, class_ in ((0.4, "head"), (0.95, "unknown")):
        scan = page(text, reader="tesseract", confidence=0.9)
        scan = scan.model_copy(update={"layout": PlainLayout(text, doubt=("AobA", sure))})
        (found,) = signatures_of([PageText(scan)], (), programme.people)
        assert (found.name, found.class_) == ("Claire MARTIN", class_)


@pytest.mark.parametrize(
    "block, name",
    [
        ("LE DlRECTEUR\nMIREI11E DUP0NT", "MIREI11E DUPONT"),
        ("1a directrice\nVa1érie MAG0N", "Valérie MAGON"),
        ("Le directeur\nA. Roux (Alain)", "Alain Roux"),
        ("Le directeur, A. Roux\nnom en toutes lettres : Alain ROUX", "Alain ROUX"),
        ("Le directeur,\nB. Roux\nAlain Roux", "B. Roux"),
    ],
)
def test_names_are_read_whole_and_only_as_far_as_they_are_sure(
    programme: Programme, block: str, name: str
) -> None:
    text = TEXT.partition("La Directrice")[0] + block
    (found,) = signatures_of([PageText(page(text))], (), programme.people)
    assert (found.name, found.class_) == (name, "head")


@pytest.mark.parametrize(
    "block, classes",
    [
        ("Directeur d'hôpital\nDirecteur adjoint chargé des finances\nPaul DURAND", ["unknown", "other"]),
        ("Directeur des finances\nDirecteur d'hôpital\nPaul DURAND", ["other", "unknown"]),
        ("Directeur d'hôpital\nPaul DURAND", ["head"]),
        ("Le Directeur\nPaul DURAND\nLe DSI\nLuc MORIN", ["head", "dsi"]),
        ("Directeur d'hôpital\nChef d'établissement\nPaul DURAND", ["head"]),
    ],
)
def test_a_grade_beside_another_function_makes_no_head(
    programme: Programme, block: str, classes: list[str]
) -> None:
    assert classes_of(programme, block) == classes


@pytest.mark.parametrize(
    "of, classes",
    [
        ("de l'ARS", ["other", "unknown"]),
        ("de la caisse primaire", ["other", "unknown"]),
        ("du CHU", ["head"]),
    ],
)
def test_a_delegate_signs_for_the_director_named_above(
    programme: Programme, of: str, classes: list[str]
) -> None:
    mandate = "Pour le Directeur général et par délégation"
    block = f"Le Directeur général {of},\n{mandate},\nLe directeur des finances\nEdgar MÉNIL"
    assert classes_of(programme, block) == classes


@pytest.mark.parametrize(
    "field, class_",
    [
        ("Fonction : fontainier", "unknown"),
        ("Fonction : vaguemestre", "other"),
        ("Qualité : employé de bureau", "other"),
        ("Fonction : directrice", "head"),
        ("Fonction : ............", "head"),
        ("Fonction : Signature :", "head"),
    ],
)
def test_a_form_s_own_field_outdoes_what_it_asks_for(programme: Programme, field: str, class_: str) -> None:
    assert classes_of(programme, f"Signature du directeur\nNom : Nolwenn JÉGO\n{field}") == [class_]


@pytest.mark.parametrize(
    "function, class_",
    [
        ("Le responsable sécurité du bâtiment", "other"),
        ("La responsable de la sécurité au travail", "other"),
        ("Le responsable de la sécurité des soins", "other"),
        ("Le responsable sécurité du SI", "rssi"),
        ("La responsable de la sécurité", "rssi"),
        ("Le responsable de la sécurité des données de santé", "rssi"),
    ],
)
def test_safety_of_walls_and_persons_is_no_security_officer_s(
    programme: Programme, function: str, class_: str
) -> None:
    assert classes_of(programme, f"{function}\nMarco DELVAUX") == [class_]


@pytest.mark.parametrize("firm", ["Cabinet Boréal Cyber", "Orphée SA", "Orphée Santé SAS"])
def test_a_firm_s_name_is_nobody_s(programme: Programme, firm: str) -> None:
    text = TEXT.partition("La Directrice")[0] + f"Le Directeur\n{firm}\nLudovic MARÉCHAL"
    (found,) = signatures_of([PageText(page(text))], (), programme.people)
    assert found.name == "Ludovic MARÉCHAL"
    assert found.class_ != "head"


def classes_of(programme: Programme, block: str) -> list[str]:
    """Return the classes of an attestation's signatories, in order."""
    text = TEXT.partition("La Directrice")[0] + block
    return [s.class_ for s in signatures_of([PageText(page(text))], (), programme.people)]

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.intake.names import (
    comparison_key,
    displayed,
    is_cut_from,
    slug,
    slug_agrees,
    split_stamp,
    split_template,
)

EXTENSIONS = st.sampled_from(["", ".pdf", ".docx", ".7z", ".PDF"])
BASES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="./"), min_size=1, max_size=40)


@given(
    BASES,
    EXTENSIONS,
    st.datetimes().map(lambda d: f"{d.day:02}-{d.month:02}-{d.year:04}-{d.hour:02}-{d.minute:02}"),
    st.integers(0, 9999),
    st.none() | st.integers(1, 30),
)
def test_the_service_s_suffix_is_taken_off_whatever_the_name(
    base: str, extension: str, stamp: str, number: int, again: int | None
) -> None:
    twin = "" if again is None else f"-{again}"
    found = split_stamp(f"{base}-{stamp}-{number}{twin}{extension}")
    assert (found.name, found.attachment) == (base + extension, number)


@pytest.mark.parametrize(
    "name",
    [
        "attestation.pdf",
        "pssi-2021-10-04.pdf",
        "rapport-05-03-2022.pdf",
        "lettre-05-03-2022-14-07.pdf",
        "x",
        "",
    ],
)
def test_a_name_without_the_suffix_is_left_alone(name: str) -> None:
    assert split_stamp(name).name == name


def test_only_the_last_suffix_is_taken_off_a_file_that_went_through_the_service_twice() -> None:
    assert split_stamp("a-01-01-2021-10-00-5-05-03-2022-14-07-8841.pdf").name == "a-01-01-2021-10-00-5.pdf"


def test_stamps_sort_by_time() -> None:
    names = ["a-31-12-2021-23-59-9.pdf", "a-01-01-2022-00-00-1.pdf", "a-05-02-2022-08-00-2.pdf"]
    assert sorted(names, key=lambda n: split_stamp(n).stamp) == names


@given(st.text(max_size=60))
def test_two_spellings_of_one_name_share_a_key(name: str) -> None:
    assert comparison_key(unicodedata.normalize("NFC", name)) == comparison_key(
        unicodedata.normalize("NFD", name)
    )


def test_the_service_s_hyphens_do_not_hide_a_name() -> None:
    assert comparison_key("PV CIV 12/10 : suite ?.pdf") == comparison_key("PV CIV 12-10 - suite -.pdf")


@given(st.text(st.characters(), max_size=80))
def test_no_control_or_direction_character_is_ever_displayed(name: str) -> None:
    shown = displayed(name)
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in shown)
    shown.encode("utf-8")


@pytest.mark.parametrize("name", ["\x1b[31mrouge.pdf", "annexe\u202efdp.exe", "a\udce9.pdf", "a\nb.pdf"])
def test_hostile_names_are_shown_with_their_trap_sprung(name: str) -> None:
    assert "\ufffd" in displayed(name)


def test_a_name_cut_at_255_bytes_is_still_recognised() -> None:
    original = "Procès-verbal de la cellule d’identitovigilance " * 6 + ".pdf"
    cut = f"{original[:-4]}-05-03-2022-14-07-8841.pdf".encode()[:255].decode("utf-8", "replace")
    assert is_cut_from(cut, original)
    assert not is_cut_from("court.pdf", "court et autre chose.pdf")
    assert not is_cut_from(cut, "Rapport d’activité " * 15 + ".pdf")


def test_a_template_s_name_gives_label_rank_and_row() -> None:
    label = "PS 2.2 – Attestation d’audit de cybersurveillance"
    parts = split_template("ps-2-2-attestation-d-audit-de-24577162-02.pdf", 24577162)
    assert parts and parts.rank == 2 and parts.row is None and slug_agrees(parts.slug, label)
    block = split_template("finess-24577162-03-01.pdf", 24577162)
    assert block and (block.row, block.rank) == (3, 1)
    assert split_template("ps-2-2-99999999-02.pdf", 24577162) is None


@given(st.text(min_size=1, max_size=80))
def test_a_label_s_own_slug_always_agrees_with_it(label: str) -> None:
    assert slug_agrees(slug(label), label)

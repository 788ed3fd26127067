from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.intake.values import (
    checks,
    day,
    identifiers,
    is_file_name,
    number,
    same_answer,
    shape_of,
    yes_or_no,
)


@pytest.mark.parametrize(
    ("text", "said"),
    [("Oui", True), ("on", True), ("OUI, engagement pris", True), ("Non", False), ("off", False), ("", None),
     ("Onze", None), ("Nonobstant", None), ("peut-être", None), ("on verra", None)],
)  # fmt: skip
def test_yes_and_no(text: str, said: bool | None) -> None:
    assert yes_or_no(text) is said


@pytest.mark.parametrize(
    ("text", "value"),
    [("12 345,5", "12345.5"), ("12\u202f345", "12345"), ("12345.50", "12345.50"), ("1.234,5", "1234.5"), ("45 %", "45"),
     ("1,234.5", "1234.5"), ("0", "0"), ("-3", "-3")],
)  # fmt: skip
def test_numbers_as_people_and_programs_write_them(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "12 à 15", "environ 40", "1,2,3", "٣", "S2 2022", "nan", "1e9999"])
def test_what_is_no_number(text: str) -> None:
    assert number(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**9, places=2))
def test_a_french_number_reads_back(value: Decimal) -> None:
    text = f"{value:,.2f}".replace(",", "\u202f").replace(".", ",")
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2021-10-31", date(2021, 10, 31)),
        ("2021-10-31 23:30:00 +0100", date(2021, 10, 31)),
        ("2021-10-31T22:59:59Z", date(2021, 10, 31)),
        ("2021-10-31T23:00:00Z", date(2021, 11, 1)),
        ("2022-04-30T21:59:59Z", date(2022, 4, 30)),
        ("2022-04-30T22:00:00Z", date(2022, 5, 1)),
        ("2022-04-30 23:59:59", date(2022, 4, 30)),
        ("30/04/2022 23:59", date(2022, 4, 30)),
        ("le 1er mars 2022 à 8 h", date(2022, 3, 1)),
        ("31/02/2022", None),
        ("avril 2022", None),
        ("", None),
    ],
)
def test_a_filing_day_is_the_day_in_paris(text: str, read: date | None) -> None:
    assert day(text) == read


@given(st.datetimes().map(lambda d: d.replace(microsecond=0)))
def test_a_naive_date_time_keeps_its_day(moment) -> None:  # type: ignore[no-untyped-def]
    assert day(moment.isoformat(" ")) == moment.date()


@pytest.mark.parametrize(
    ("values", "shape"),
    [
        (["a.pdf", "", "b.pdf, c.docx"], "files"),
        (["Oui", "non", ""], "yesno"),
        (["12", "0", "12,5"], "number"),
        (["2022-01-01"], "date"),
        (["www.clinique-exemple.fr", "contact@exemple.fr"], "text"),
        (["", " "], None),
    ],
)
def test_a_column_s_shape(values: list[str], shape: str | None) -> None:
    assert shape_of(values) == shape


@given(st.text(max_size=2000))
def test_any_text_has_a_shape_quickly(text: str) -> None:
    shape_of([text, text * 5])
    is_file_name(text)


def test_identifiers_are_found_among_words_and_spaces() -> None:
    assert identifiers("FINESS EJ : 91 000 001 9", 9) == ("910000019",)
    assert identifiers("2A0000014 et 010000024", 9) == ("2A0000014", "010000024")
    assert identifiers("269 100 019 00018", 14) == ("26910001900018",)
    assert identifiers("06 12 34 56 78", 9) == ()
    assert checks("732829320") and not checks("732829321")


def test_two_ways_agree_beyond_spelling() -> None:
    assert same_answer("2021-10-21", "21 octobre 2021", "date")
    assert same_answer("12345.5", "12 345,5", "number")
    assert same_answer("Oui", "on", "yesno")
    assert same_answer("GHT Île-de-France Sud", "GHT ILE DE FRANCE SUD", "text")
    assert not same_answer("GHT Nord", "GHT Sud", "text")

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.evidence.dates import find_dates
from checker.evidence.text import fold

SPANS = [
    ("le 04/10/2021", "2021-10-04", "2021-10-04"),
    ("le 4.10.2021", "2021-10-04", "2021-10-04"),
    ("12.11.21", "2021-11-12", "2021-11-12"),
    ("2021-12-31", "2021-12-31", "2021-12-31"),
    ("31-déc-21", "2021-12-31", "2021-12-31"),
    ("1er mars 2022", "2022-03-01", "2022-03-01"),
    ("18 nov. 2022", "2022-11-18", "2022-11-18"),
    ("mardi 12 octobre 2021 à 14 h", "2021-10-12", "2021-10-12"),
    ("le quatre octobre deux mille vingt et un", "2021-10-04", "2021-10-04"),
    ("le premier juin deux mille vingt-deux", "2022-06-01", "2022-06-01"),
    ("du 4 au 8 octobre 2021", "2021-10-04", "2021-10-08"),
    ("les 4, 5 et 6 octobre 2021", "2021-10-04", "2021-10-06"),
    ("4-8 octobre 2021", "2021-10-04", "2021-10-08"),
    ("du 28 septembre au 2 octobre 2021", "2021-09-28", "2021-10-02"),
    ("du 01/10/2021 au 08/10/2021", "2021-10-01", "2021-10-08"),
    ("du 4 au 08/10/2021", "2021-10-04", "2021-10-08"),
    ("entre le 1er octobre 2021 et le 3 novembre 2021", "2021-10-01", "2021-11-03"),
    ("décembre 2021", "2021-12-01", "2021-12-31"),
    ("10/2021", "2021-10-01", "2021-10-31"),
    ("fin octobre 2021", "2021-10-20", "2021-10-31"),
    ("de janvier à mars 2022", "2022-01-01", "2022-03-31"),
    ("S1 2022", "2022-01-01", "2022-06-30"),
    ("1er semestre 2021", "2021-01-01", "2021-06-30"),
    ("T3 2021", "2021-07-01", "2021-09-30"),
    ("premier trimestre de l'année 2022", "2022-01-01", "2022-03-31"),
    ("fin 2021", "2021-09-01", "2021-12-31"),
    ("29/02/2020", "2020-02-29", "2020-02-29"),
]


@pytest.mark.parametrize(("text", "start", "end"), SPANS)
def test_span(text: str, start: str, end: str) -> None:
    (found,) = find_dates(fold(text))
    assert (found.start, found.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert found.confidence == 1.0


@pytest.mark.parametrize(
    "text", ["31/02/2021", "section 4.4.30", "12/11", "1 254,10 €", "02.41.12.20.21", "n° 2021/167"]
)
def test_no_date(text: str) -> None:
    assert find_dates(fold(text)) == ()


def test_several_days_are_not_a_period() -> None:
    found = find_dates(fold("réunions des 12 mars 2021, 4 juin 2021 et 8 octobre 2021"))
    assert [d.start.month for d in found] == [3, 6, 10]


def test_weekday_that_contradicts_lowers_confidence() -> None:
    (found,) = find_dates(fold("lundi 5 octobre 2021"))
    assert found.confidence == 0.5


@pytest.mark.parametrize("text", ["0l/1O/2O21", "l8 novembre 2O22", "18 novenbre 2022"])
def test_damage_is_read_with_less_confidence(text: str) -> None:
    (found,) = find_dates(fold(text))
    assert found.confidence < 0.8


@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)))
def test_every_numeral_day_is_read(day: date) -> None:
    (found,) = find_dates(f"le {day:%d/%m/%Y}")
    assert (found.start, found.end) == (day, day)


@given(st.text(alphabet="0123456789/.-oljan fevrir octobre,° \n", max_size=80))
def test_spans_are_ordered_and_apart(text: str) -> None:
    stop = 0
    for found in find_dates(text):
        assert found.start <= found.end
        assert stop <= found.begin < found.stop <= len(text)
        stop = found.stop

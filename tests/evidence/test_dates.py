from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from layouts import page

from checker.evidence import Programme
from checker.evidence.dates import date_facts, find_dates
from checker.evidence.text import PageText, fold
from checker.rulesets import load_yaml

MONTHS = [
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
]  # fmt: skip
DAYS = st.dates(date(2000, 1, 1), date(2049, 12, 31))
CASES = Path(__file__).parent / "cases"
ROLES = [case for file in sorted(CASES.glob("dates_*.yaml")) for case in load_yaml(file)]

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
    ("réunie le onze mai 2022", "2022-05-11", "2022-05-11"),
    ("le vingt et un mars 2022", "2022-03-21", "2022-03-21"),
    ("le 5 octo-\nbre 2021", "2021-10-05", "2021-10-05"),
    ("| 12/01/22 | Mme Roy |", "2022-01-12", "2022-01-12"),
    ("du 4 au 8 octobre 2021", "2021-10-04", "2021-10-08"),
    ("les 4, 5 et 6 octobre 2021", "2021-10-04", "2021-10-06"),
    ("4-8 octobre 2021", "2021-10-04", "2021-10-08"),
    ("du 28 septembre au 2 octobre 2021", "2021-09-28", "2021-10-02"),
    ("du 01/10/2021 au 08/10/2021", "2021-10-01", "2021-10-08"),
    ("du 4 au 08/10/2021", "2021-10-04", "2021-10-08"),
    ("entre le 1er octobre 2021 et le 3 novembre 2021", "2021-10-01", "2021-11-03"),
    ("décembre 2021", "2021-12-01", "2021-12-31"),
    ("10/2021", "2021-10-01", "2021-10-31"),
    ("fin octobre 2021", "2021-10-01", "2021-10-31"),
    ("de janvier à mars 2022", "2022-01-01", "2022-03-31"),
    ("S1 2022", "2022-01-01", "2022-06-30"),
    ("1er semestre 2021", "2021-01-01", "2021-06-30"),
    ("T3 2021", "2021-07-01", "2021-09-30"),
    ("premier trimestre de l'année 2022", "2022-01-01", "2022-03-31"),
    ("fin 2021", "2021-09-01", "2021-12-31"),
    ("29/02/2020", "2020-02-29", "2020-02-29"),
    ("fait le 1er/12/2021", "2021-12-01", "2021-12-01"),
    ("le 7/3/22 à Lyrac", "2022-03-07", "2022-03-07"),
    ("2021/12/31", "2021-12-31", "2021-12-31"),
    ("entre le 6 et le 10 septembre 2021", "2021-09-06", "2021-09-10"),
    ("entre le 22 novembre et le 3 décembre 2021", "2021-11-22", "2021-12-03"),
    ("du lundi 6 au vendredi 10 septembre 2021", "2021-09-06", "2021-09-10"),
    ("30/11–02/12/2021", "2021-11-30", "2021-12-02"),
    ("14-16/06/2022", "2022-06-14", "2022-06-16"),
    ("Début : 1/12/2021 – Fin : 17/12/2021", "2021-12-01", "2021-12-17"),
    ("du : 17/01/2022      jusqu'au : 21/01/2022", "2022-01-17", "2022-01-21"),
    ("Du : 13-09-2021\nAu : 16-09-2021", "2021-09-13", "2021-09-16"),
    ("| du | 4 avril 2022 | au | 6 avril 2022 |", "2022-04-04", "2022-04-06"),
    ("du lundi 7/02/2022 9h00 au 09/02/2022 17h30", "2022-02-07", "2022-02-09"),
    ("Commencé le | 17 janvier 2022\nTerminé le | 19 janvier 2022", "2022-01-17", "2022-01-19"),
    ("6 décembre 2021-10 décembre 2021", "2021-12-06", "2021-12-10"),
    ("S12 2022 (21 au 23 mars)", "2022-03-21", "2022-03-23"),
    ("semaine 47 de 2021, soit du 22 au 26 novembre 2021", "2021-11-22", "2021-11-26"),
    ("vendredi 1ᵉʳ octobre 2021", "2021-10-01", "2021-10-01"),
    ("le douze mai deux mille vingt et un - Le directeur", "2021-05-12", "2021-05-12"),
    ("l'an deux mille vingt et un - et le quatre mars", "2021-03-04", "2021-03-04"),
    ("semaine 50 (2021)", "2021-12-13", "2021-12-19"),
    ("S49 2021", "2021-12-06", "2021-12-12"),
    ("S 22/2022", "2022-05-30", "2022-06-05"),
    ("4T2021", "2021-10-01", "2021-12-31"),
    ("dernier trimestre 2021", "2021-10-01", "2021-12-31"),
    ("2nd semestre 2022", "2022-07-01", "2022-12-31"),
    ("de fin septembre à mi-octobre 2021", "2021-09-01", "2021-10-31"),
    ("oct-21", "2021-10-01", "2021-10-31"),
    ("COPIL SSI #4 – 30 sept. 2021", "2021-09-30", "2021-09-30"),
    ("séance 2 – 31 mars 2022", "2022-03-31", "2022-03-31"),
    ("du 2 – 31 mars 2022", "2022-03-02", "2022-03-31"),
    ("■ 14/03/2022", "2022-03-14", "2022-03-14"),
    ("au cours du mois de mai 2022", "2022-05-01", "2022-05-31"),
]


@pytest.mark.parametrize(("text", "start", "end"), SPANS)
def test_span(text: str, start: str, end: str) -> None:
    (found,) = find_dates(fold(text))
    assert (found.start, found.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert found.confidence == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2021",
        "31 février 2021",
        "section 4.4.30",
        "12/11",
        "1 254,10 €",
        "02.41.12.20.21",
        "n° 2021/167",
        "le 12 mars 14 h 30",
        "12 mars 10 personnes",
        "semaine 54 2021",
        "module 3.12.2021-b",
        "du mars 2022",
        "jeudi octobre 2021",
        "fait le ■4/03/2022",
    ],
)
def test_no_date(text: str) -> None:
    assert find_dates(fold(text)) == ()


def test_words_after_a_spelled_year_are_no_part_of_it() -> None:
    text = "le quatre octobre deux mille vingt et un et le dix mai deux mille vingt - deux exemplaires"
    assert [text[d.begin : d.stop] for d in find_dates(text)] == [
        "quatre octobre deux mille vingt et un", "dix mai deux mille vingt",
    ]  # fmt: skip


def test_several_days_are_not_a_period() -> None:
    found = find_dates(fold("réunions des 12 mars 2021, 4 juin 2021 et 8 octobre 2021"))
    assert [d.start.month for d in found] == [3, 6, 10]


def test_weekday_that_contradicts_lowers_confidence() -> None:
    (found,) = find_dates(fold("lundi 5 octobre 2021"))
    assert found.confidence == 0.5


def test_days_that_share_a_month_or_a_year_are_apart_unless_they_follow_each_other() -> None:
    apart = find_dates(
        fold("les 4, 11 et 18 mai 2022, puis 3 juin et 6 juillet 2022, enfin 12/09 et 15/11/2022")
    )
    assert [f"{d.start:%m-%d}" for d in apart] == [
        "05-04", "05-11", "05-18", "06-03", "07-06", "09-12", "11-15",
    ]  # fmt: skip
    assert all(d.start == d.end for d in apart)
    (together,) = find_dates("les 14 et 15 mars 2022")
    assert (together.start.day, together.end.day) == (14, 15)


@pytest.mark.parametrize(
    "text",
    [
        "votre courrier du : 12/05/2022      reçu au secrétariat : 16/05/2022",
        "Début : 02/05/2022\nÉchéance : 30/09/2022",
        "réponse du 16/05/2022 au : 12/05/2022",
        "(instruction du 14 octobre 2016) | au 31/01/2023",
        "réunion du 12/05/2022, puis au 16/06/2022",
    ],
)
def test_two_dates_that_are_no_period_stay_apart(text: str) -> None:
    assert len(find_dates(fold(text))) == 2


DAMAGED = [
    ("0l/1O/2O21", "2021-10-01"),
    ("l8 novembre 2O22", "2022-11-18"),
    ("18 novenbre 2022", "2022-11-18"),
    ("le 2 6 mai 2021", "2021-05-26"),
    ("le 05/092021", "2021-09-05"),
    ("le 0509/2021", "2021-09-05"),
    ("14l09l2021", "2021-09-14"),
    ("14.o9.2D21", "2021-09-14"),
    ("29/1 0/2021", "2021-10-29"),
    ("3 1 mars 2 0 2 2", "2022-03-31"),
    ("24 de´cembre 2021", "2021-12-24"),
    ("7 novembre 20 21", "2021-11-07"),
    ("du24 juin 2021", "2021-06-24"),
    ("9 JU IN 2022", "2022-06-09"),
    ("16 aoÃ»t 2022", "2022-08-16"),
    ("1\"' juin 2020", "2020-06-01"),
    ("l er mars 2019", "2019-03-01"),
    ("24 mal 2022", "2022-05-24"),
    ("15 septem... 2021", "2021-09-15"),
    ("9 déc··bre 2020", "2020-12-09"),
]


@pytest.mark.parametrize(("text", "day"), DAMAGED)
def test_damage_is_read_with_less_confidence(text: str, day: str) -> None:
    (found,) = find_dates(fold(text))
    assert (str(found.start), str(found.end)) == (day, day)
    assert found.confidence < 0.8


def test_a_weekday_that_agrees_speaks_for_a_damaged_date() -> None:
    (found,) = find_dates("mardi l2 octobre 2021")
    assert (found.start, found.confidence) == (date(2021, 10, 12), 0.85)


def test_damaged_ends_of_a_period_are_one_span() -> None:
    (found,) = find_dates("du 06/122021 au 08/122021")
    assert (found.start.day, found.end.day, found.confidence) == (6, 8, 0.6)


@pytest.mark.parametrize(
    "text",
    [
        "le 9 j··· 2020",
        "le 16 ····bre 2021",
        "le x? octobre 2021",
        "jeudi B7Q octobre 2021",
        "?1/10/2021",
        "le ./10/2021",
    ],
)
def test_a_fragment_that_could_be_many_days_is_no_sure_date(text: str) -> None:
    assert all(found.confidence < 0.9 for found in find_dates(fold(text)))


@pytest.mark.parametrize("case", [pytest.param(c, id=c["text"][:50].replace("\n", " ")) for c in ROLES])
def test_spans_and_roles(case: dict[str, Any], programme: Programme) -> None:
    found = date_facts(PageText(page(case["text"])), case["kind"], programme.dates)
    wanted = []
    for written in case["dates"]:
        span, roles = written.split()
        start, _, end = span.partition("/")
        wanted.append((start, end or start, roles.split("|")))
    assert [(str(f.start), str(f.end)) for f in found] == [(start, end) for start, end, _ in wanted]
    assert all(f.role in roles for f, (_, _, roles) in zip(found, wanted, strict=True))


def test_the_column_of_a_table_is_told_by_geometry_where_a_reader_kept_no_gap(programme: Programme) -> None:
    shown = PageText(
        page("Suivi des points\nN° Date Objet Échéance\n1 04/03/2021 30/06/2021\n2 06/05/2021 31/12/2021")
    )
    roles = [f.role for f in date_facts(shown, "rssi_meetings", programme.dates)]
    assert roles == ["meeting", "deadline", "meeting", "deadline"]


@given(DAYS, st.integers(1, 40))
def test_every_stated_period_is_one_span(day: date, length: int) -> None:
    last = day + timedelta(length)
    for text in (
        f"du {day:%d/%m/%Y} au {last:%d/%m/%Y}",
        f"du {day.day} {MONTHS[day.month - 1]} {day.year} au {last.day} {MONTHS[last.month - 1]} {last.year}",
    ):
        (found,) = find_dates(fold(text))
        assert (found.start, found.end) == (day, last)


@given(DAYS)
def test_every_worded_day_is_read_alike_in_capitals(day: date) -> None:
    text = f"le {day.day} {MONTHS[day.month - 1]} {day.year}"
    assert find_dates(fold(text)) == find_dates(fold(text.upper()))
    (found,) = find_dates(fold(text))
    assert (found.start, found.end, found.confidence) == (day, day, 1.0)


@given(DAYS, st.sampled_from("olizsb|!dq "), st.integers(1, 9))
def test_one_worn_figure_never_gives_another_day_with_confidence(day: date, worn: str, at: int) -> None:
    text = f"{day:%d/%m/%Y}"
    for found in find_dates(f"le {text[:at]}{worn}{text[at + 1 :]}, à Angers"):
        assert found.confidence < 0.9 or (found.start, found.end) == (day, day)


@given(DAYS)
def test_every_numeral_day_is_read(day: date) -> None:
    (found,) = find_dates(f"le {day:%d/%m/%Y}")
    assert (found.start, found.end) == (day, day)


@given(st.text(alphabet="0123456789/.-oljan fevrir octobre,°|!zdu \n", max_size=80))
def test_spans_are_ordered_and_apart(text: str) -> None:
    stop = 0
    for found in find_dates(text):
        assert found.start <= found.end
        assert stop <= found.begin < found.stop <= len(text)
        stop = found.stop


LOG = (
    "RENCONTRES RSSI / DIRECTION - COMPTES RENDUS\n"
    "2 février 2021 | Mme Le Goff, M. Aubry : bilan de l'année, incident du 3 janvier.\n"
    "- 5 octobre 2021 : point sur le plan, choix de l'auditeur\n"
)


@pytest.mark.parametrize(
    ("text", "met"),
    [
        (LOG, {"2021-02-02", "2021-10-05"}),
        (LOG.replace("- 5 octobre 2021 :", "- 5 octobre 2021, à confirmer :"), set()),
        ("Calendrier des prochaines rencontres\n" + LOG.partition("\n")[2], set()),
    ],
)
def test_a_list_of_days_tells_meetings_unless_they_are_to_come(
    text: str, met: set[str], programme: Programme
) -> None:
    found = date_facts(PageText(page(text)), "rssi_meetings", programme.dates)
    assert {str(fact.start) for fact in found if fact.role == "meeting"} == met


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("réunion du 4 avril 2022 (erratum : lire 7 avril 2022)", ["2022-04-07"]),
        ("réunion du 14/09/2021 (et non du 14/10/2021)", ["2021-09-14"]),
        ("nommé au 1er juin 2021 [au lieu de 1er juillet 2021]", ["2021-06-01"]),
        ("réunion du 4 avril 2022 (lire la liste), puis du 7 avril 2022", ["2022-04-04", "2022-04-07"]),
        ("fait le 26/01/2092", []),
        ("signé le 08/12/1921", []),
        ("total 12.10.21 € HT", []),
        ("logiciel en version 21.03.22", []),
        ("taux au 10.03.21 : 2,1 %", ["2021-03-10"]),
        ("le 14/09/2021 % des dossiers", ["2021-09-14"]),
    ],
)
def test_what_a_line_puts_right_or_cannot_mean_is_left_out(
    text: str, kept: list[str], programme: Programme
) -> None:
    found = date_facts(PageText(page(text)), "civ_minutes", programme.dates)
    assert [str(fact.start) for fact in found] == kept


def test_a_line_written_twice_over_is_read_once_and_placed_where_it_stands(programme: Programme) -> None:
    text = "Hôpital\nRRÉÉUUNNIIOONN DDUU 1144 OOCCTTOOBBRREE 22002211"
    (fact,) = date_facts(PageText(page(text)), "civ_minutes", programme.dates)
    assert (str(fact.start), fact.role, fact.quote) == (
        "2021-10-14", "meeting", "1144 OOCCTTOOBBRREE 22002211",
    )  # fmt: skip
    assert date_facts(PageText(page("Nombre de comptes : 22002222")), "letter", programme.dates) == ()


def test_importing_dates_compiles_no_form() -> None:
    """Compiling the forms costs more than all the rest of the import."""
    code = "import checker.evidence.dates.forms as f; print(any('compiled' in vars(x) for x in (*f.FIGURES, *f.WORDS)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"

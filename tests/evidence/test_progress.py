"""The actions of a plan: rows done of all, and the rate it states."""

from __future__ import annotations

from decimal import Decimal

import pytest
from layouts import document, page, table

from checker.evidence import Programme, extract
from models.document import Document
from models.dossier import Subject
from models.evidence import FileEvidence

PLAN = "PLAN D'ACTION SSI\nInstruction n° SG/DSSIS/2016/309\n"


def evidence(made: Document, programme: Programme) -> FileEvidence:
    (found,) = extract(made, Subject(names=("Clinique des Tilleuls",)), programme)
    return found


ROWS = [
    (("Terminé", "Réalisé le 12/03/2018", "En cours", ""), (4, 2, 0)),
    (("100 %", "100%", "100 %", "100 %"), (4, 4, 0)),
    (("Oui", "Non", "Oui", "Oui"), (4, 3, 0)),
    (("Terminé", "voir DSI", "Terminé", "Non réalisé"), (4, 2, 1)),
    (("Réalisée", "Clos", "Fait", "Partiellement réalisée"), (4, 3, 0)),
]


@pytest.mark.parametrize(("states", "counts"), ROWS)
def test_actions_of_a_table(
    states: tuple[str, ...], counts: tuple[int, int, int], programme: Programme
) -> None:
    rows = table(
        ("N°", "Action", "Pilote", "Statut"),
        *((str(i), f"Mesure numéro {i}", "DSI", s) for i, s in enumerate(states)),
    )
    (found,) = evidence(document(page(PLAN, tables=(rows,))), programme).progress
    assert (found.actions, found.done, found.unknown) == counts


@pytest.mark.parametrize(
    ("head", "days", "counts"),
    [
        ("Faite le", ("04/2018", "12/11/2018", "juin 2019"), (3, 3, 0)),
        ("Soldé en", ("03/2021", "non", "en cours"), (3, 1, 0)),
        ("Réalisé le", ("03/2021", "prévu 06/2022", "04/2021"), (3, 2, 0)),
        # the day it is meant for, perhaps
        ("Date de réalisation", ("04/2018", "11/2018", "06/2019"), (3, 0, 3)),
    ],
)
def test_a_day_under_a_column_of_what_was_done_says_that_it_was(
    head: str, days: tuple[str, ...], counts: tuple[int, int, int], programme: Programme
) -> None:
    rows = [("Action", head), *zip(("Inventaire", "Antivirus", "Sauvegardes"), days, strict=True)]
    (found,) = evidence(document(page(PLAN, tables=(table(*rows),))), programme).progress
    assert (found.actions, found.done, found.unknown) == counts


@pytest.mark.parametrize(("last", "done"), [("100 %", 3), ("80 %", 2)])
def test_a_column_of_rates_tells_more_than_one_of_days(last: str, done: int, programme: Programme) -> None:
    rows = [("Action", "Fait le", "Pourcentage"), ("Inventaire des postes", "10/2017", "100 %"),
            ("Antivirus, correctifs", "12/2017", "100 %"), ("Restauration testée", "03/2020", last)]  # fmt: skip
    (found,) = evidence(document(page(PLAN, tables=(table(*rows),))), programme).progress
    assert (found.actions, found.done, found.unknown) == (3, done, 0)


def test_a_table_goes_on_overleaf(programme: Programme) -> None:
    first = table(("Action", "Statut"), ("Inventaire du parc", "Terminé"))
    second = table(("Sauvegardes testées", "Terminé"), ("Charte informatique", "À faire"))
    made = document(page(PLAN, 1, tables=(first,)), page("suite", 2, tables=(second,)))
    (found,) = evidence(made, programme).progress
    assert (found.actions, found.done) == (3, 2)


def in_columns(*rows: tuple[str, ...]) -> str:
    """Return rows as a page prints them without rules: cells one below the other."""
    return PLAN + "\n".join("".join(f"{cell:<30}" for cell in row).rstrip() for row in rows)


BARE_ROWS = [
    ("Action", "Fait le", "Taux"),
    ("Responsable SSI désigné", "04/2019", "100 %"),
    ("Inventaire", "05/2019", "100 %"),
    ("PSSI", "09/2019", "100 %"),
    ("Sauvegarde et essai", "01/2020", "100 %"),
]


def counted(made: Document, programme: Programme) -> list[tuple[int, int, int]]:
    return [(row.actions, row.done, row.unknown) for row in evidence(made, programme).progress]


def test_rows_that_no_rule_draws_are_counted_without_their_total(programme: Programme) -> None:
    total = ("Total", "", "100 %")
    assert counted(document(in_columns(*BARE_ROWS, total)), programme) == [(4, 4, 0)]
    late = ("Chiffrement des portables", "", "60 %")
    assert all(
        done < actions
        for actions, done, _ in counted(document(in_columns(*BARE_ROWS, late, total)), programme)
    )


def test_unruled_rows_with_one_that_has_no_status_are_not_counted(programme: Programme) -> None:
    blank = ("Chiffrement des portables", "", "")
    assert counted(document(in_columns(*BARE_ROWS, blank, *BARE_ROWS[1:2])), programme) == []


def test_an_unruled_table_that_may_go_on_overleaf_is_not_counted(programme: Programme) -> None:
    after = "Chiffrement des portables\nFiltre de messagerie\nAccès des fournisseurs\nCharte"
    made = document(page(in_columns(*BARE_ROWS), 1), page(after, 2))
    assert counted(made, programme) == []


@pytest.mark.parametrize(
    "head", ["Ce qu'il fallait faire", "Exigence 309", "Ce que nous devions mettre en place"]
)
def test_a_column_of_nothing_but_rates_tells_its_rows_whatever_the_others_are_called(
    head: str, programme: Programme
) -> None:
    rows = [(head, "Fait le", "Avancement"), *BARE_ROWS[1:], ("Au total", "", "100 %")]
    assert counted(document(page(PLAN, tables=(table(*rows),))), programme) == [(4, 4, 0)]
    rows[2] = ("Inventaire", "", "50 %")
    assert counted(document(page(PLAN, tables=(table(*rows),))), programme) == [(4, 3, 0)]


def test_stated_rate_of_the_plan(programme: Programme) -> None:
    found = evidence(document(PLAN + "Taux d'avancement global du plan d'action : 92,5 %"), programme)
    assert [(p.value, p.about) for p in found.percentages] == [(Decimal("92.5"), "action_plan")]

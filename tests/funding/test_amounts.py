"""The programme's money: every printed amount, the borders, degressivity, advances, bonuses, envelopes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.funding import (
    Amounts,
    Plan,
    Request,
    category,
    combined,
    full_amount,
    funding_plan,
    open_amounts,
    told,
)
from checker.funding.money import cents
from checker.rulesets import open_ruleset

EDGES = (0, 7000, 22500, 230000, 1600000)
PRINTED = {
    "D1": (18000, 24000, 48000, 150000, 320000),
    "D2": (6500, 13000, 26000, 52000, 80000),
    "D3": (6500, 13000, 26000, 52000, 80000),
    "V2": (7390, 9854, 19707, 61585, 131382),
}


@pytest.fixture(scope="module")
def amounts() -> Amounts:
    found = open_amounts(open_ruleset("sunes"))
    assert found
    return found


def plan(amounts: Amounts, activity: int | str, window: int, *volets: int, **more: object) -> Plan:
    return funding_plan(Request((Decimal(activity),), window, volets, **more), amounts)  # type: ignore[arg-type]


@pytest.mark.parametrize("domain", list(PRINTED))
@pytest.mark.parametrize("index", range(5))
def test_amount_at_every_end_of_a_category(amounts: Amounts, domain: str, index: int) -> None:
    found = full_amount(Decimal(EDGES[index]), amounts.domains[domain], amounts)
    assert found and found.value == PRINTED[domain][index]


@pytest.mark.parametrize("domain", list(PRINTED))
@pytest.mark.parametrize("index", range(4))
def test_amount_in_the_middle_of_a_category(amounts: Amounts, domain: str, index: int) -> None:
    middle = Decimal(EDGES[index] + EDGES[index + 1]) / 2
    found = full_amount(middle, amounts.domains[domain], amounts)
    assert found and found.value == Fraction(PRINTED[domain][index] + PRINTED[domain][index + 1], 2)


@pytest.mark.parametrize("edge", EDGES[1:4])
def test_a_border_belongs_to_both_categories(amounts: Amounts, edge: int) -> None:
    for domain in amounts.domains.values():
        below, at, above = (
            full_amount(Decimal(edge) + Decimal(step) / 1000, domain, amounts) for step in (-1, 0, 1)
        )
        assert below and at and above
        assert at.value - 1 < below.value < at.value < above.value < at.value + 1


@pytest.mark.parametrize(("window", "rate"), [(1, "1"), (2, "0.90"), (3, "0.85"), (4, "0.80")])
def test_degressivity_of_volet_1(amounts: Amounts, window: int, rate: str) -> None:
    assert plan(amounts, 7000, window, 1).total == Decimal(50000) * Decimal(rate)


@pytest.mark.parametrize(("window", "rate"), [(2, "1"), (3, "0.90"), (4, "0.80")])
def test_degressivity_of_volet_2(amounts: Amounts, window: int, rate: str) -> None:
    assert plan(amounts, 1600000, window, 2).total == Decimal(131382) * Decimal(rate)


def test_volet_2_is_not_open_at_window_1(amounts: Amounts) -> None:
    found = plan(amounts, 7000, 1, 2)
    assert found.lines == ()
    assert found.review == ("Le volet 2 n’est pas ouvert à la fenêtre 1.",)


def test_total_usage_of_the_ministrys_table(amounts: Amounts) -> None:
    maxima = (59854, 119707, 315585, 611382)
    for edge, total in zip(EDGES[1:], maxima, strict=True):
        full = [full_amount(Decimal(edge), d, amounts) for d in amounts.domains.values()]
        assert sum(f.value for f in full if f) == total


@pytest.mark.parametrize(("index", "printed"), [(0, 1800), (1, 2400), (2, 4800), (3, 15000), (4, 32000)])
def test_bonus_ds1_4_as_printed_for_the_full_rate(amounts: Amounts, index: int, printed: int) -> None:
    full = full_amount(Decimal(EDGES[index]), amounts.domains["D1"], amounts)
    assert full and full.value * Fraction(amounts.bonuses["DS1.4"].percent) / 100 == printed


def test_bonuses_follow_degressivity_and_have_no_advance(amounts: Amounts) -> None:
    found = plan(amounts, 7000, 3, 1, extras=frozenset({"DS1.3", "DS1.4"}))
    assert [line.amount for line in found.extras] == [Decimal("2040.00")] * 2
    assert all(line.advance == 0 for line in found.extras)
    assert found.total == Decimal("42500.00")


def test_bonus_ds1_4_opens_at_window_2(amounts: Amounts) -> None:
    found = plan(amounts, 7000, 1, 1, extras=frozenset({"DS1.3", "DS1.4"}))
    assert [line.id for line in found.extras] == ["DS1.3"]


@pytest.mark.parametrize(
    ("index", "printed"), [(0, 3695), (1, 4927), (2, "9853.50"), (3, "30792.50"), (4, 65691)]
)
def test_pilots_half_of_volet_2_whatever_the_window(amounts: Amounts, index: int, printed: int | str) -> None:
    for window in (2, 3, 4):
        found = plan(amounts, EDGES[index], window, 2, extras=frozenset({"pilot"}))
        assert found.extras[0].amount == Decimal(printed)
        assert found.extras[0].advance == 0


@given(st.decimals(0, 1600000, places=1), st.integers(1, 4))
def test_advance_is_exactly_thirty_percent(activity: Decimal, window: int) -> None:
    found_amounts = open_amounts(open_ruleset("sunes"))
    assert found_amounts
    found = funding_plan(Request((activity,), window, (1, 2)), found_amounts)
    assert found.advance == cents(Fraction(found.total) * 30 / 100)
    assert found.advance + found.balance == found.total


def test_several_establishments_are_summed_amount_by_amount(amounts: Amounts) -> None:
    apart = sum(plan(amounts, a, 1, 1).total for a in (5000, 9000))
    together = funding_plan(Request((Decimal(5000), Decimal(9000)), 1, (1,)), amounts).total
    assert together == apart
    assert together != plan(amounts, 14000, 1, 1).total


@pytest.mark.parametrize("activity", ["1600000.5", "-1", "NaN"])
def test_outside_every_category_nothing_is_reckoned(amounts: Amounts, activity: str) -> None:
    found = funding_plan(Request((Decimal(activity),), 1, (1,)), amounts)
    assert found.lines == ()
    assert "aucun montant n’est fixé" in found.review[0]
    assert told(found, amounts)["total"] is None


def test_combined_activity_by_its_weights(amounts: Amounts) -> None:
    parts = {
        "activity_mco_days": Decimal(1000), "activity_sessions": Decimal(100), "activity_ambulatory": Decimal(10),
        "activity_ssr_psy_had_usld_days": Decimal(200), "activity_dialysis": Decimal(50),
    }  # fmt: skip
    found = combined(parts, amounts.activity)
    assert found.value == Decimal(1000 + 50 + 15 + 100 + 25)
    assert found.operation.endswith("= 1\u202f190")


@pytest.mark.parametrize(
    ("key", "total", "gap"), [("volet_2", 52000000, 1), ("pilots", 2525000, 2), ("ds1_4", 8500000, 1)]
)
def test_envelopes_and_the_gap_of_their_rows(amounts: Amounts, key: str, total: int, gap: int) -> None:
    envelope = amounts.envelopes[key]
    assert (envelope.total, envelope.gap(), len(envelope.rows)) == (total, gap, 18)
    assert envelope.note


def test_operations_are_spelt_out(amounts: Amounts) -> None:
    block = told(plan(amounts, 10000, 2, 2), amounts)
    assert block["total"] == "11761.03"
    assert (
        "9\u202f854 + (10\u202f000 − 7\u202f000) ÷ (22\u202f500 − 7\u202f000)"
        in block["lines"][0]["operation"]
    )
    assert block["operations"]["advance"].endswith("× 30 % = 3\u202f528,31 €")


def test_category(amounts: Amounts) -> None:
    names = [category(Decimal(a), amounts) for a in (0, 7001, 22501, 230001, 1600001)]
    assert names == ["A", "B", "C", "D", None]

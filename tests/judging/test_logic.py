"""Three-valued logic and spans of dates, by property."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from checker.judging.conditions.dates import compare
from checker.judging.conditions.limits import months_before
from checker.judging.french import number, span
from checker.judging.logic import agreed, all_hold, any_holds, opposite
from models.span import DateSpan
from models.verdict import Truth

truth: st.SearchStrategy[Truth] = st.sampled_from(["yes", "no", "unknown"])
truths = st.lists(truth, max_size=5)
days = st.dates(date(2019, 1, 1), date(2025, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> DateSpan:
    start = draw(days)
    return DateSpan(start=start, end=start + timedelta(days=draw(st.integers(0, 60))))


@given(truths, st.randoms())
def test_groups_do_not_depend_on_order(values: list[Truth], random: object) -> None:
    shuffled = list(values)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert all_hold(values) == all_hold(shuffled)
    assert any_holds(values) == any_holds(shuffled)


@given(truth, truth, truth)
def test_groups_are_associative(a: Truth, b: Truth, c: Truth) -> None:
    assert all_hold((all_hold((a, b)), c)) == all_hold((a, all_hold((b, c))))
    assert any_holds((any_holds((a, b)), c)) == any_holds((a, any_holds((b, c))))


@given(truths)
def test_de_morgan(values: list[Truth]) -> None:
    assert opposite(all_hold(values)) == any_holds(opposite(v) for v in values)
    assert opposite(any_holds(values)) == all_hold(opposite(v) for v in values)


@given(truth, truth)
def test_absorption_and_double_negation(a: Truth, b: Truth) -> None:
    assert all_hold((a, any_holds((a, b)))) == a
    assert any_holds((a, all_hold((a, b)))) == a
    assert opposite(opposite(a)) == a


@given(truths)
def test_agreement_needs_everyone(values: list[Truth]) -> None:
    assert agreed(values) == (values[0] if len(set(values)) == 1 else "unknown")


@given(spans(), spans())
def test_operators_are_each_others_contrary(value: DateSpan, edge: DateSpan) -> None:
    assert compare(value, "at_latest", edge) == opposite(compare(value, "after", edge))
    assert compare(value, "from", edge) == opposite(compare(value, "before", edge))


@given(spans(), days)
def test_a_span_is_decided_as_all_its_days_are(value: DateSpan, edge: date) -> None:
    limit = DateSpan.day(edge)
    whole = compare(value, "at_latest", limit)
    count = (value.end - value.start).days
    each = {
        compare(DateSpan.day(value.start + timedelta(days=n)), "at_latest", limit) for n in range(count + 1)
    }
    assert whole == (each.pop() if len(each) == 1 else "unknown")


@given(days)
def test_the_day_itself_the_day_before_and_the_day_after(edge: date) -> None:
    limit, one = DateSpan.day(edge), timedelta(days=1)
    before, same, after = (DateSpan.day(d) for d in (edge - one, edge, edge + one))
    assert [compare(d, "at_latest", limit) for d in (before, same, after)] == ["yes", "yes", "no"]
    assert [compare(d, "before", limit) for d in (before, same, after)] == ["yes", "no", "no"]
    assert [compare(d, "from", limit) for d in (before, same, after)] == ["no", "yes", "yes"]
    assert [compare(d, "after", limit) for d in (before, same, after)] == ["no", "no", "yes"]


@given(days, st.integers(0, 60))
def test_months_before_stays_in_its_month(day: date, months: int) -> None:
    earlier = months_before(day, months)
    assert (day.year * 12 + day.month) - (earlier.year * 12 + earlier.month) == months
    assert earlier.day <= day.day


def test_french_of_spans_and_numbers() -> None:
    assert span(DateSpan(start=date(2021, 12, 1), end=date(2021, 12, 31))) == "décembre 2021"
    assert span(DateSpan.day(date(2022, 3, 1))) == "1er mars 2022"
    assert number(1600000) == "1\u202f600\u202f000"

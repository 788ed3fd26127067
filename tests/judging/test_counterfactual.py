"""The smallest changes that would satisfy, checked by making them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.judging.counterfactual import _ways
from checker.judging.logic import all_hold, any_holds
from checker.judging.node import Change, Node
from models.verdict import Truth
from tests.judging.builders import day, file, requirement, said, signed


def leaf(number: int, truth: Truth) -> Node:
    return Node(truth, f"c{number}", change=Change(f"change {number}", for_applicant=True))


def trees() -> st.SearchStrategy[Node]:
    leaves = st.builds(leaf, st.integers(0, 5), st.sampled_from(["yes", "no", "unknown"]))

    def group(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        held = st.lists(children, min_size=1, max_size=3).map(tuple)
        return st.one_of(
            held.map(lambda of: Node(all_hold(n.truth for n in of), "tout", role="all", of=of)),
            held.map(lambda of: Node(any_holds(n.truth for n in of), "l’un", role="any", of=of)),
        )

    return st.recursive(leaves, group, max_leaves=8)


def after(node: Node, made: frozenset[Change]) -> Truth:
    if node.role == "all":
        return all_hold(after(n, made) for n in node.of)
    if node.role == "any":
        return any_holds(after(n, made) for n in node.of)
    return "yes" if node.change in made else node.truth


@given(trees())
def test_making_the_changes_satisfies_and_none_is_idle(tree: Node) -> None:
    for way in _ways(tree, {}):
        assert after(tree, way) == "yes"
        assert all(after(tree, way - {change}) != "yes" for change in way)


@given(trees())
def test_there_is_always_a_way(tree: Node) -> None:
    assert _ways(tree, {})


def test_an_unsigned_attestation_asks_for_the_signature_alone() -> None:
    unsigned = file("audit_attestation", statements=(said("audit"),), signatures=(signed(ink=False),))
    texts = [r.text for r in requirement("PS2.2", unsigned).would_satisfy]
    assert texts[0] == "faire signer l’attestation d’audit par le directeur de l’établissement"


def test_nothing_for_the_applicant_where_only_another_past_date_would_do() -> None:
    closed = requirement("PERIODE", submitted_on=day("2021-11-01", "filing").start)
    assert closed.outcome == "not_satisfied"
    assert closed.would_satisfy
    assert not any(r.for_applicant for r in closed.would_satisfy)


def test_a_closed_alternative_is_never_proposed() -> None:
    found = requirement("PS2.2", window=2, submitted_on=day("2022-03-05", "filing").start)
    assert [r.text for r in found.would_satisfy] == ["joindre l’attestation d’audit signée par le directeur"]

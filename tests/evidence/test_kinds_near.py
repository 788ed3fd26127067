"""Papers that stand near evidence are none; the true paper that says nearly the same is one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from layouts import page

from checker.evidence import Programme
from checker.evidence.kinds import kinds_of
from checker.evidence.text import PageText
from checker.rulesets import load_yaml
from models.evidence import Kind

NEAR = load_yaml(Path(__file__).parent / "cases" / "kinds_near.yaml")


def only(text: str, programme: Programme, field_id: str | None = None) -> Kind:
    return kinds_of([PageText(page(text))], programme.kinds, programme.model, field_id=field_id)[0]


@pytest.mark.parametrize("pair", [pytest.param(p, id=p["foreign"][:60].replace("\n", " ")) for p in NEAR])
def test_what_stands_near_is_none_and_the_paper_itself_is_one(
    pair: dict[str, Any], programme: Programme
) -> None:
    for under in (None, pair["field"]):
        found = only(pair["foreign"], programme, under)
        assert found.kind != pair["kind"] or found.confidence < 0.5
    found = only(pair["own"], programme, pair["field"])
    assert (found.kind, found.confidence >= 0.5) == (pair["kind"], True)

"""The held-out dossiers are whole, agree with themselves, and can be written as an API client leaves them."""

from __future__ import annotations

import json
import random
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from frozen_paper import LOOKS, SIGN_HERE, file_bytes
from make_dossiers import dossiers, write_dossier
from stdnum import luhn

from models.dossier import LegalStatus

MANDATORY = {"PS1.1", "PS1.2", "PS2.1", "PS2.2", "PS3.1", "PS3.2", "PS4.1", "PERIODE", "FINESS"}
PERIODS = {
    1: (date(2021, 9, 1), date(2021, 10, 31)),
    2: (date(2022, 3, 1), date(2022, 4, 30)),
    3: (date(2022, 9, 1), date(2022, 10, 31)),
    4: (date(2023, 3, 1), date(2023, 4, 30)),
}


@pytest.fixture(scope="module", params=dossiers(), ids=lambda dossier: str(dossier["number"]))
def dossier(request: pytest.FixtureRequest) -> dict[str, Any]:
    return dict(request.param)


def test_dossiers_of_many_sorts() -> None:
    every = dossiers()
    assert len({dossier["number"] for dossier in every}) == len(every) >= 26
    assert {dossier["window"] for dossier in every} == {1, 2, 3, 4}
    assert {dossier["subject"]["legal_status"] for dossier in every} == set(get_args(LegalStatus))
    outcomes = Counter(dossier["expected"]["outcome"] for dossier in every)
    assert outcomes["satisfied"] >= 6 and outcomes["not_satisfied"] >= 6


def test_the_outcome_follows_from_the_requirements(dossier: dict[str, Any]) -> None:
    wanted = dossier["expected"]["requirements"]
    outcomes = {requirement["outcome"] for requirement in wanted.values()}
    worst = next(o for o in ("not_satisfied", "needs_review", "satisfied") if o in outcomes)
    assert dossier["expected"]["outcome"] == worst
    assert set(wanted) >= MANDATORY
    assert all(requirement["because"] for requirement in wanted.values())
    assert (wanted["PS4.1"]["outcome"] == "not_applicable") == (2 not in dossier["volets"])
    assert (wanted["GHT.SDSI"]["outcome"] == "not_applicable") == (dossier["subject"]["ght"] is None)


def test_it_was_filed_within_its_window_with_sound_numbers(dossier: dict[str, Any]) -> None:
    first, last = PERIODS[dossier["window"]]
    assert first <= dossier["submitted_on"] <= last
    assert luhn.is_valid(dossier["subject"]["finess"])
    assert luhn.is_valid(dossier["subject"]["siret"])


def test_files_are_named_once_and_signed_where_there_is_room(dossier: dict[str, Any]) -> None:
    files = dossier["files"]
    assert 7 <= len(files) <= 16
    assert len({entry["name"] for entry in files}) == len(files)
    for entry in files:
        if entry["signature"]["kind"] in {"ink", "stamp"}:
            signed = entry["pages"][entry["signature"]["page"] - 1]
            assert SIGN_HERE in signed.split("\n"), entry["name"]


def test_a_dossier_is_written_with_every_file_under_its_field(tmp_path: Path) -> None:
    dossier = dossiers()[5]
    write_dossier(dossier, tmp_path, look=2)
    node = json.loads((tmp_path / "dossier.json").read_text("utf-8"))
    under = {file["filename"]: field["label"] for field in node["champs"] for file in field.get("files", [])}
    assert under == {entry["name"]: entry["field_label"] for entry in dossier["files"]}
    for name in under:
        assert (tmp_path / name).stat().st_size > 0


def test_only_pages_are_signed_by_hand() -> None:
    with pytest.raises(ValueError, match="only PDF pages are signed"):
        file_bytes("docx", ["Attestation\n"], "ink", LOOKS[0], random.Random(1))
    with pytest.raises(ValueError, match="unknown format"):
        file_bytes("odt", ["Attestation\n"], "none", LOOKS[0], random.Random(1))

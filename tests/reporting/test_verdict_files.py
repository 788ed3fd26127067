"""Verdicts on disk: whole or absent, valid against the published schema, the same when read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from checker.atomic import TEMPORARY
from checker.errors import NoDossierError, OutputError, UsageError
from checker.reporting.files import (
    json_bytes,
    read_verdicts,
    sweep,
    verdict_schema,
    write_verdict,
)

from .invented import hostile_verdict, verdict


def test_a_verdict_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    for one in (verdict(12), verdict(7)):
        path = write_verdict(one, tmp_path)
        assert path == tmp_path / "verdicts" / f"{one.dossier.number}.json"
    assert list(read_verdicts(tmp_path)) == [verdict(7), verdict(12)]


def test_accents_stay_readable_and_the_schema_is_named(tmp_path: Path) -> None:
    text = write_verdict(verdict(), tmp_path).read_text("utf-8")
    assert "Île-de-France" in text or "Alimentation du DMP" in text
    assert json.loads(text)["schema"] == "verdict/1"
    assert json.loads(text)["decision"] is None


def test_hostile_texts_come_back_unchanged_even_lone_surrogates(tmp_path: Path) -> None:
    write_verdict(hostile_verdict(), tmp_path)
    assert list(read_verdicts(tmp_path)) == [hostile_verdict()]


@pytest.mark.parametrize("one", [verdict(), hostile_verdict()], ids=["ordinary", "hostile"])
def test_what_is_written_is_valid_against_the_published_schema(tmp_path: Path, one: object) -> None:
    schema = verdict_schema()
    Draft202012Validator.check_schema(schema)
    path = write_verdict(one, tmp_path)  # type: ignore[arg-type]
    assert list(Draft202012Validator(schema).iter_errors(json.loads(path.read_bytes()))) == []


def test_the_schema_refuses_a_decision_taken_by_the_tool() -> None:
    content = verdict().model_dump(mode="json", by_alias=True)
    content["decision"] = "accepté"
    assert not Draft202012Validator(verdict_schema()).is_valid(content)


def test_the_committed_schema_is_current() -> None:
    import checker.reporting

    committed = Path(str(checker.reporting.__file__)).with_name("verdict.schema.json")
    assert committed.read_bytes() == json_bytes(verdict_schema())


def test_a_folder_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be")
    with pytest.raises(OutputError) as caught:
        write_verdict(verdict(), tmp_path / "out")
    assert caught.value.exit_code == 5
    assert "out" in caught.value.sentence
    assert caught.value.remedy


def test_a_file_that_cannot_be_replaced_keeps_nothing_half_written(tmp_path: Path) -> None:
    target = tmp_path / "verdicts" / "5101204.json"
    (target / "in the way").mkdir(parents=True)
    with pytest.raises(OutputError):
        write_verdict(verdict(), tmp_path)
    assert [path.name for path in target.parent.iterdir()] == ["5101204.json"]


def test_leftovers_are_swept_and_nothing_else(tmp_path: Path) -> None:
    kept = write_verdict(verdict(), tmp_path)
    (tmp_path / "verdicts" / f"{TEMPORARY}abc").write_text("half")
    (tmp_path / f"{TEMPORARY}def").write_text("half")
    assert sweep(tmp_path) == 2
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [kept]


def test_no_verdict_at_all_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoDossierError):
        list(read_verdicts(tmp_path))


@pytest.mark.parametrize("content", [b"", b"{}", b"[1", b'{"schema": "verdict/9"}', b"\xff", b"[" * 100_000])
def test_a_damaged_verdict_is_named(tmp_path: Path, content: bytes) -> None:
    write_verdict(verdict(), tmp_path)
    (tmp_path / "verdicts" / "5101204.json").write_bytes(content)
    with pytest.raises(UsageError, match=r"5101204\.json"):
        list(read_verdicts(tmp_path))

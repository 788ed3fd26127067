"""A ruleset's folder: found by name or path, loaded as YAML 1.2, summed up in a digest, kept compiled."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.compiled import FOLDER, compiled
from checker.errors import RulesetError
from checker.rulesets import load_yaml, open_ruleset


def test_the_shipped_ruleset_is_found_by_its_name() -> None:
    assert open_ruleset("sunes").header["id"] == "sunes"


def test_an_unknown_ruleset_names_those_there_are() -> None:
    with pytest.raises(RulesetError) as caught:
        open_ruleset("sunesse")
    assert "sunes" in caught.value.remedy


def test_equal_keys_are_refused_with_file_and_line(tmp_path: Path) -> None:
    bad = tmp_path / "rule.yaml"
    bad.write_text("a: 1\nb: 2\na: 3\n", "utf-8")
    with pytest.raises(RulesetError, match=r"rule\.yaml, ligne 3"):
        load_yaml(bad)


def test_no_and_010_mean_what_yaml_1_2_says(tmp_path: Path) -> None:
    source = tmp_path / "x.yaml"
    source.write_text("country: no\nnumber: 010\nday: 2021-12-31\n", "utf-8")
    for _ in range(2):
        load_yaml.cache_clear()
        assert load_yaml(source) == {"country": "no", "number": 10, "day": date(2021, 12, 31)}


def test_what_is_kept_is_never_stale_and_not_part_of_the_digest(tmp_path: Path) -> None:
    header = tmp_path / "ruleset.yaml"
    header.write_text("id: x\nversion: '1'\n", "utf-8")
    before = open_ruleset(tmp_path).digest
    assert open_ruleset(tmp_path).header["version"] == "1"
    assert len(list((tmp_path / FOLDER).glob("*.json"))) == 1
    assert open_ruleset(tmp_path).digest == before
    load_yaml.cache_clear()
    header.write_text("id: x\nversion: '2'\n", "utf-8")
    assert open_ruleset(tmp_path).header["version"] == "2"
    assert open_ruleset(tmp_path).digest != before
    assert len(list((tmp_path / FOLDER).glob("*.json"))) == 1


def test_a_folder_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file stands where the folder would be", "utf-8")
    source = tmp_path / "x.yaml"
    source.write_text("a: 1", "utf-8")
    assert compiled(source, lambda text: {"seen": text}) == {"seen": "a: 1"}


def test_a_damaged_entry_is_parsed_again(tmp_path: Path) -> None:
    source = tmp_path / "x.yaml"
    source.write_text("a: 1", "utf-8")
    compiled(source, lambda text: {"seen": text})
    for kept in (tmp_path / FOLDER).glob("*.json"):
        kept.write_text("{", "utf-8")
    assert compiled(source, lambda text: {"seen": text}) == {"seen": "a: 1"}


def borrower(folder: Path, shares: str) -> Path:
    (folder / "ruleset.yaml").write_text(f"id: x\nversion: '1'\nshares: {shares}\n", "utf-8")
    return folder


def test_a_shared_file_is_read_in_the_ruleset_that_lends_it(tmp_path: Path) -> None:
    lender, ruleset = tmp_path / "lender", tmp_path / "borrower"
    lender.mkdir(), ruleset.mkdir()
    borrower(lender, "{}")
    (lender / "words.yaml").write_text("a: 1\nb: 2\n", "utf-8")
    folder = open_ruleset(borrower(ruleset, f"{{'{lender}': [words.yaml]}}"))
    assert folder.load("words.yaml") == {"a": 1, "b": 2}
    assert folder.names("*.yaml") == ("ruleset.yaml", "words.yaml")
    before = folder.digest
    (ruleset / "words.yaml").write_text("b: 3\n", "utf-8")
    assert folder.load("words.yaml") == {"a": 1, "b": 3}
    (ruleset / "words.yaml").unlink()
    (lender / "words.yaml").write_text("a: 5\nb: 2\n", "utf-8")
    assert open_ruleset(ruleset).digest != before, "what is lent is part of the ruleset"


@pytest.mark.parametrize(
    "shares", ["{sunes: [no_such.yaml]}", "[sunes]", "{sunes: form.yaml}", "{nobody: [a.yaml]}"]
)
def test_a_wrong_share_is_refused_with_a_sentence(tmp_path: Path, shares: str) -> None:
    with pytest.raises(RulesetError, match=r"« (shares|nobody) »") as caught:
        open_ruleset(borrower(tmp_path, shares)).load("words.yaml")
    assert caught.value.remedy

"""A faulty ruleset is refused with its file, its line and a remedy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checker.errors import RulesetError
from checker.judging import open_rules
from checker.judging.compare import differences
from checker.judging.explanation import explained
from checker.judging.lint import lint
from checker.judging.mutate import mutate
from checker.judging.schema import rule_schema
from checker.rulesets import SHIPPED, RulesetFolder, load_yaml, open_ruleset


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    target = tmp_path / "sunes"
    shutil.copytree(
        SHIPPED / "sunes", target, ignore=shutil.ignore_patterns("__pycache__", "*.npz", "documents")
    )
    return target


def edit(root: Path, name: str, old: str, new: str) -> int:
    """Replace the first ``old`` and return its line."""
    path = root / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def refused(root: Path) -> RulesetError:
    with pytest.raises(RulesetError) as caught:
        open_rules(RulesetFolder(root))
    assert caught.value.exit_code == 4
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: prerequisite", "kind: demande", "n’a pas une valeur permise"),
        ("title: Audit", "titre: Audit", "titre"),
        ("at_latest: $audit_deadline}", "at_last: $audit_deadline}", "at_last"),
        ("- document: audit_attestation", "- piece: audit_attestation", "condition inconnue"),
        ("$audit_deadline}", "$audit_deadlines}", "audit_deadlines"),
        ("audit_attestation.audit_done, is", "audit_attestation.audit_don, is", "audit_don"),
        ("is: true}", "is: true, in: [1]}", "un seul de is, in, includes"),
    ],
)
def test_a_fault_names_its_file_and_line(copy: Path, old: str, new: str, said: str) -> None:
    line = edit(copy, "rules/PS2.2.yaml", old, new)
    error = refused(copy)
    assert "PS2.2.yaml" in error.sentence
    assert said in error.sentence
    if "titre" not in new:
        assert f"ligne {line}" in error.sentence


def test_an_unknown_parameter_type_is_refused(copy: Path) -> None:
    edit(copy, "parameters.yaml", "type: date", "type: jour")
    assert "parameters.yaml" in refused(copy).sentence


def test_two_rules_of_one_id_are_refused(copy: Path) -> None:
    shutil.copy(copy / "rules/PS2.2.yaml", copy / "rules/PS2.2-bis.yaml")
    assert "déjà" in refused(copy).sentence


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("parameters.yaml", "needed_for: [1, 2, 3, 4]", "needed_for: [1, 2, 3, 4, 5]", "aucune valeur pour 5"),
        ("parameters.yaml", "- {of: [2], value: 2022-03-01", "- {of: [1], value: 2022-03-01", "2 valeurs pour 1"),
        ("rules/PS2.2.yaml", "dated: 2021-12-30", "dated: 2021-12-29", "n’est pas testé au 2021-12-30"),
        ("rules/PS2.2.yaml", "act: instruction 2022/40", "act: instruction 2022/41", "texte inconnu"),
        ("rules/PS2.2.yaml", "order.executed: 2021-12-30", "order.done: 2021-12-30", "non déclaré"),
        ("rules/PS2.2.yaml", "{of: attestation,", "{of: attestations,", "condition inconnue"),
        ("ruleset.yaml", "PS1.1, PS1.2", "PS1.1, PS1.9, PS1.2", "tombale"),
        ("amounts.yaml", "B: [24000, 48000]", "B: [24001, 48000]", "minimum"),
        ("facts.yaml", "        read: {statement: dmp_feeding}", "        read: {statement: dmp_feed}", "dmp_feed"),
    ],
)  # fmt: skip
def test_lint_finds(copy: Path, name: str, old: str, new: str, said: str) -> None:
    edit(copy, name, old, new)
    found = [str(f) for f in lint(open_rules(RulesetFolder(copy)))]
    assert any(said in f for f in found), found


def test_a_weakened_test_lets_a_mutant_live(copy: Path) -> None:
    edit(copy, "rules/PS3.1.yaml", "expect: not_satisfied", "expect: not_satisfied  # kept")
    text = (copy / "rules/PS3.1.yaml").read_text("utf-8")
    (copy / "rules/PS3.1.yaml").write_text(text[: text.index("tests:")] + "tests: []\n", "utf-8")
    alive = [f for f in mutate(open_rules(RulesetFolder(copy))) if f.survives]
    assert {f.rule for f in alive} == {"PS3.1"}


def test_diff_tells_borders_moved_and_examples_turned(copy: Path) -> None:
    edit(copy, "parameters.yaml", "value: 2021-12-31, cite: {act: instruction 2022/40, at: \"annexe 1, PS 2.2\"}",
         "value: 2022-01-15, cite: {act: instruction 2022/40, at: \"annexe 1, PS 2.2\"}")  # fmt: skip
    (copy / "rules/PS3.2.yaml").unlink()
    edit(copy, "ruleset.yaml", "PS3.1, PS3.2,", "PS3.1,")
    found = [str(f) for f in differences(open_rules(open_ruleset("sunes")), open_rules(RulesetFolder(copy)))]
    assert "PS3.2 : exigence retirée" in found
    assert "$audit_deadline : 1 : 2021-12-31 devient 2022-01-15" in found
    assert "PS2.2 : « commande du lendemain » passe de not_satisfied à satisfied" in found


def test_no_difference_with_itself() -> None:
    rules = open_rules(open_ruleset("sunes"))
    assert list(differences(rules, rules)) == []


def test_every_rule_file_keeps_the_published_schema() -> None:
    import jsonschema

    check = jsonschema.Draft202012Validator(rule_schema())
    for path in sorted(SHIPPED.glob("*/rules/*.yaml")):
        data = load_yaml(path)
        errors = [e.message for e in check.iter_errors(_jsonable(data))]
        assert errors == [], path.name


def _jsonable(value: object) -> object:
    if isinstance(value, dict):
        return {str(k): _jsonable(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_jsonable(v) for v in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def test_every_rule_explains_itself() -> None:
    for name in ("sunes", "sons"):
        rules = open_rules(open_ruleset(name))
        for rule in rules.rules:
            told = explained(rules, rule)
            assert rule.question in told
            assert all(cite.at in told for cite in rule.cite)
            assert all(test.name in told for test in rule.tests)

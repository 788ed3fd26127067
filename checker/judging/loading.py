"""Load a ruleset's rules, facts and parameters; every fault names its file, its line and a remedy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from checker.errors import RulesetError
from checker.judging.facts_spec import FactsFile
from checker.judging.parameters import Parameter
from checker.judging.rule import Rule, Tombstone
from checker.rulesets import RulesetFolder
from models.base import Model

T = TypeVar("T")

_FRENCH = {
    "missing": "il manque « {where} »",
    "extra_forbidden": "« {where} » est inconnu",
    "literal_error": "« {where} » n’a pas une valeur permise ({expected})",
    "unknown_condition": "{msg}",
    "union_tag_not_found": "ce que « {where} » lit n’est pas reconnu",
    "string_type": "« {where} » doit être un texte",
    "value_error": "{msg}",
}


class WindowsBy(Model):
    """By which parameters a window is told from the filing date, when the form does not say it."""

    fact: str
    opening: str
    closing: str


class Act(Model):
    """A legal text that rules cite by its key."""

    title: str
    signed_on: date
    known: str = ""


@dataclass(frozen=True, eq=False)
class Rules:
    """A ruleset as judging uses it."""

    folder: RulesetFolder
    rules: tuple[Rule, ...]
    facts: FactsFile
    parameters: dict[str, Parameter]
    acts: dict[str, Act]
    files: dict[str, str]
    tombstones: tuple[Tombstone, ...] = ()
    windows_by: WindowsBy | None = None

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """Return the rules by id."""
        return {rule.id: rule for rule in self.rules}

    @property
    def id(self) -> str:
        """Return the ruleset's id."""
        return str(self.folder.header["id"])


def open_rules(ruleset: RulesetFolder) -> Rules:
    """Return a ruleset's rules, loaded once a digest.

    Raises ``RulesetError`` naming the file, the line and the remedy.
    """
    return _opened(ruleset.root, ruleset.digest)


@lru_cache(maxsize=8)
def _opened(root: Path, digest: str) -> Rules:
    folder = RulesetFolder(root)
    header = folder.header
    rules: list[Rule] = []
    files: dict[str, str] = {}
    for name in folder.names("rules/*.yaml"):
        rule = validated(folder, name, Rule)
        if rule.id in files:
            raise RulesetError(
                f"{root / name}, ligne 1 : l’exigence « {rule.id} » est déjà dans {files[rule.id]}.",
                "Donnez à chaque exigence un identifiant unique.",
            )
        rules.append(rule)
        files[rule.id] = name
    order = [str(i) for i in header.get("order", ())]
    rules.sort(key=lambda r: (order.index(r.id) if r.id in order else len(order), r.id))
    loaded = Rules(
        folder=folder,
        rules=tuple(rules),
        facts=validated(folder, "facts.yaml", FactsFile),
        parameters=validated(folder, "parameters.yaml", dict[str, Parameter]),
        acts=validated(folder, "acts.yaml", dict[str, Act]),
        files=files,
        tombstones=TypeAdapter(tuple[Tombstone, ...]).validate_python(header.get("tombstones", ())),
        windows_by=WindowsBy.model_validate(header["windows_by"]) if "windows_by" in header else None,
    )
    _check_names(loaded)
    return loaded


def validated(folder: RulesetFolder, name: str, shape: type[T]) -> T:
    """Return one file of a ruleset in its shape.

    Raises ``RulesetError`` with the file, the line and the remedy.
    """
    data = folder.load(name)
    try:
        return TypeAdapter(shape).validate_python(data)
    except ValidationError as error:
        first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
        line = _line(folder.root / name, first["loc"])
        raise RulesetError(
            f"{folder.root / name}, ligne {line} : {_in_french(first)}.",
            f"Corrigez cette ligne ({_path(first['loc'])}) ; le format est donné par « sunes rules schema ».",
        ) from error


def _in_french(error: ErrorDetails) -> str:
    template = _FRENCH.get(error["type"], "« {where} » : {msg}")
    message = error["msg"].removeprefix("Value error, ")
    where = str(error["loc"][-1]) if error["loc"] else "le fichier"
    return template.format(where=where, msg=message, expected=(error.get("ctx") or {}).get("expected", ""))


def _path(loc: tuple[int | str, ...]) -> str:
    return " > ".join(str(part) for part in loc) or "tout le fichier"


def _line(path: Path, loc: tuple[int | str, ...]) -> int:
    """Return the line of the deepest part of ``loc`` that the file holds (union tags are passed over)."""
    from ruamel.yaml import YAML

    node: Any = YAML(typ="rt").load(path.read_text("utf-8"))
    line = 0
    for part in loc:
        try:
            child = node[part]
            marks: Any = node.lc
            place = marks.key(part) if isinstance(node, dict) else marks.item(part)
        except (KeyError, IndexError, TypeError, AttributeError):
            continue
        line, node = place[0], child
    return line + 1


def _check_names(rules: Rules) -> None:
    """Refuse a rule that reads an undeclared fact, kind or parameter, or depends on a missing rule."""
    for rule in rules.rules:
        conditions = [rule.require, rule.applies_when, *(n.when for n in rule.notes)]
        for condition in (c for top in conditions if top for c in top.walk()):
            for fact in condition.names():
                if rules.facts.spec(fact) is None:
                    _refuse(rules, rule, fact, "le fait", "Déclarez-le dans facts.yaml.")
            for kind in condition.kinds():
                if kind not in rules.facts.kinds:
                    _refuse(rules, rule, kind, "la nature de pièce", "Déclarez-la dans facts.yaml.")
            for name in condition.limits():
                if name not in rules.parameters:
                    _refuse(rules, rule, f"${name}", "le paramètre", "Déclarez-le dans parameters.yaml.")
            wanted = getattr(condition, "requirement", None)
            if wanted is not None and wanted not in rules.by_id:
                _refuse(rules, rule, wanted, "l’exigence", "Donnez l’identifiant d’une règle existante.")
            if condition.key == "all_of":
                continue
            if any(c.key == "document" for c in condition.children()):
                _refuse(rules, rule, "document", "hors d’un all_of,", "Placez « document » dans un all_of.")
        if getattr(rule.require, "document", None):
            _refuse(rules, rule, "document", "hors d’un all_of,", "Placez « document » dans un all_of.")


def _refuse(rules: Rules, rule: Rule, name: str, what: str, remedy: str) -> None:
    path = rules.folder.root / rules.files[rule.id]
    lines = path.read_text("utf-8").splitlines()
    line = next((i for i, text in enumerate(lines, 1) if name in text), 1)
    raise RulesetError(f"{path}, ligne {line} : {what} « {name} » n’existe pas.", remedy)

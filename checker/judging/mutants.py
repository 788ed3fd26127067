"""Change one thing in a rule: an operator, a border, a window, an alternative. A test should notice."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from checker.judging.conditions.registry import CHECKS

Raw = dict[str, Any]

_OPPOSITE = {"at_latest": ("before", "after"), "before": ("at_latest", "from"), "from": ("after", "before"),
             "after": ("from", "at_latest"), "at_least": ("more_than",), "more_than": ("at_least",)}  # fmt: skip
_COUNTS = (
    "consecutive", "last_within_months", "within_months", "recent_months", "fewest", "days_before",
    "months_before",
)  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A rule with one thing changed; ``name`` says where and what."""

    rule: str
    name: str
    data: Raw


def rule_mutants(rule: str, data: Raw) -> Iterator[Mutant]:
    """Yield every mutant of a rule's YAML data: its scope, and each condition that its outcome rests on."""
    for key in ("windows", "volets"):
        for gone in data.get(key, ()):
            kept = [v for v in data[key] if v != gone]
            yield Mutant(rule, f"{key}: sans {gone}", {**data, key: kept} if kept else _without(data, key))
        if data.get(key):
            yield Mutant(rule, f"{key}: tous", _without(data, key))
    if "applies_when" in data:
        yield Mutant(rule, "applies_when: toujours", _without(data, "applies_when"))
    for top in ("applies_when", "require"):
        if top in data:
            for path, change, node in _changes(data[top], top):
                mutated = copy.deepcopy(data)
                _put(mutated, top, path, node)
                yield Mutant(rule, f"{_shown(top, path, data)}: {change}", mutated)


Step = str | int
Path = tuple[Step, ...]


def _changes(node: Raw, top: str, path: Path = ()) -> Iterator[tuple[Path, str, Any]]:
    for change, mutated in _of_condition(node):
        yield path, change, mutated
    for key in ("all_of", "any_of"):
        for index, child in enumerate(node.get(key, ())):
            yield from _changes(child, top, (*path, key, index))
    if isinstance(node.get("not"), dict):
        yield from _changes(node["not"], top, (*path, "not"))
    if isinstance(node.get("only"), dict):
        yield from _changes(node["only"], top, (*path, "only"))


def _of_condition(node: Raw) -> Iterator[tuple[str, Raw]]:
    key = next(k for k in CHECKS if k in node)
    for rule in (_groups, _scope, _operators, _values, _counts):
        yield from rule(node, key)


def _groups(node: Raw, key: str) -> Iterator[tuple[str, Raw]]:
    if key in ("all_of", "any_of"):
        children = node[key]
        binds = any("document" in child for child in children)
        if len(children) > 1:
            for index in range(len(children)):
                if "document" not in children[index]:
                    kept = [c for i, c in enumerate(children) if i != index]
                    yield f"sans le {index + 1}e", {**node, key: kept}
            if not binds:
                other = "any_of" if key == "all_of" else "all_of"
                yield f"{key} → {other}", {**_without(node, key), other: children}
    if key == "not":
        yield "not ôté", dict(node["not"])


def _scope(node: Raw, key: str) -> Iterator[tuple[str, Raw]]:
    for name in ("only", "counts_as", "held"):
        if name in node:
            yield f"sans {name}", _without(node, name)
    if key == "date":
        yield "when_stated inversé", {**node, "when_stated": not node.get("when_stated", False)}


def _operators(node: Raw, key: str) -> Iterator[tuple[str, Raw]]:
    for operator, others in _OPPOSITE.items():
        if operator in node and key != "meetings":
            for other in others:
                yield f"{operator} → {other}", {**_without(node, operator), other: node[operator]}
        bound = node.get(operator)
        if isinstance(bound, dict):
            for change, mutated in _counts(bound, ""):
                yield f"{operator}.{change}", {**node, operator: mutated}


def _values(node: Raw, key: str) -> Iterator[tuple[str, Raw]]:
    if isinstance(node.get("is"), bool):
        yield "is inversé", {**node, "is": not node["is"]}
    elif isinstance(node.get("is"), str) and node["is"]:
        yield "is autre", {**node, "is": node["is"] + "-autre"}
    values = node.get("in")
    if isinstance(values, list):
        for gone in values:
            kept = [v for v in values if v != gone]
            yield f"in sans {gone}", {**node, "in": kept or ["jamais"]}
    if key == "sections":
        for gone in node["all_present"]:
            yield f"sans {gone}", {**node, "all_present": _without(node["all_present"], gone)}
    if key == "ratio":
        yield "ratio retourné", {**node, "ratio": list(reversed(node["ratio"]))}


def _counts(node: Raw, key: str) -> Iterator[tuple[str, Raw]]:
    names = (*_COUNTS, "at_least") if key == "meetings" else _COUNTS
    for name in names:
        if isinstance(node.get(name), int):
            for step in (-1, 1):
                yield f"{name} {step:+d}", {**node, name: node[name] + step}


def value_mutants(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield a parameter's value a day or a unit earlier and later."""
    step: Callable[[int], Any] = (
        (lambda n: value + timedelta(days=n)) if isinstance(value, date) else (lambda n: value + n)
    )
    yield "un de moins", step(-1)
    yield "un de plus", step(1)


def _without(data: Raw, key: str) -> Raw:
    return {k: v for k, v in data.items() if k != key}


def _put(data: Raw, top: str, path: Path, node: Any) -> None:
    if not path:
        data[top] = node
        return
    holder = data[top]
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = node


def _shown(top: str, path: Path, data: Raw) -> str:
    names, node = [top], data[top]
    for step in path:
        node = node[step]
        if isinstance(step, int):
            names.append(str(node.get("id", step + 1)))
        elif step in ("not", "only"):
            names.append(step)
    return "/".join(names)

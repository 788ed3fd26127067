"""Facts as a rule's tests give them: ``documents``, ``unread``, ``outcomes``, and facts by name."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from checker.judging.facts import CaseFacts, Fact, Item, KnownDocument, Unread, Value
from checker.judging.facts_spec import FactsFile, FactSpec
from models.span import DateSpan
from models.verdict import Cited

_APART = {"documents", "unread", "outcomes", "without"}


def merged(base: Mapping[str, Any], test: Mapping[str, Any]) -> dict[str, Any]:
    """Return a test's facts over those its rule gives to all its tests.

    ``without`` takes kinds of document out of the common ones; ``documents`` adds to what is left.
    """
    gone = test.get("without", ())
    kept = [_overridden(d, test) for d in base.get("documents", ()) if _kind(d) not in gone]
    return {**base, **test, "documents": [*kept, *test.get("documents", ())]}


def _overridden(document: Any, test: Mapping[str, Any]) -> Any:
    """Return a common document without the facts that the test gives for its kind."""
    if not isinstance(document, dict):
        return document
    return {k: v for k, v in document.items() if f"{_kind(document)}.{k}" not in test}


def given_facts(given: Mapping[str, Any], specs: FactsFile) -> CaseFacts:
    """Return the facts of an example. What it does not give is unknown."""
    own = {
        name: _fact(name, value, specs.spec(name))
        for name, value in given.items()
        if name.partition(".")[0] in ("dossier", "form")
    }
    documents = tuple(
        _document(key, document, given, specs) for key, document in enumerate(given.get("documents", ()))
    )
    unread = tuple(Unread(str(path), "illisible") for path in given.get("unread", ()))
    return CaseFacts(own=own, documents=documents, unread=unread)


def undeclared(given: Mapping[str, Any], specs: FactsFile) -> tuple[str, ...]:
    """Return the names in an example that ``facts.yaml`` does not declare."""
    names = [n for n in given if n not in _APART]
    for document in given.get("documents", ()):
        if isinstance(document, dict):
            names += [f"{_kind(document)}.{k}" for k in document if k not in ("kind", "establishment")]
    return tuple(n for n in names if specs.spec(n) is None)


def _kind(document: Any) -> str:
    return str(document["kind"]) if isinstance(document, dict) else str(document)


def _document(key: int, document: Any, given: Mapping[str, Any], specs: FactsFile) -> KnownDocument:
    kind = _kind(document)
    fields = dict(document) if isinstance(document, dict) else {}
    shared = {n.partition(".")[2]: v for n, v in given.items() if n.partition(".")[0] == kind}
    values = {**shared, **{k: v for k, v in fields.items() if k not in ("kind", "establishment")}}
    spec = specs.kinds.get(kind)
    facts = {
        short: _fact(f"{kind}.{short}", values.get(short, "unknown"), declared)
        for short, declared in (spec.facts if spec else {}).items()
    }
    path = f"{kind}-{key}.pdf"
    cited = Cited(fact=f"{kind}.kind", value=kind, path=path, page=1, reader="example")
    relation = fields.get("establishment", "same")
    return KnownDocument(key, kind, 1.0, path, cited, relation=relation, facts=facts)


def _fact(name: str, value: Any, spec: FactSpec | None) -> Fact:
    if value == "unknown" or spec is None:
        return Fact(name)
    kind = spec.type
    if kind == "sections":
        return Fact(name, tuple(Item(key, _cited(name, key)) for key in value))
    return Fact(name, (Item(_value(kind, value), _cited(name, value)),))


def _value(kind: str, value: Any) -> Value:
    if kind == "date":
        return _span(value)
    if isinstance(value, list):
        return tuple(value)
    if kind == "number" and isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value  # type: ignore[no-any-return]


def _span(value: Any) -> DateSpan:
    if isinstance(value, dict):
        return DateSpan(start=value["from"], end=value["to"])
    if isinstance(value, date):
        return DateSpan.day(value)
    year, month = (int(part) for part in str(value).split("-"))
    last = calendar.monthrange(year, month)[1]
    return DateSpan(start=date(year, month, 1), end=date(year, month, last))


def _cited(name: str, value: Any) -> Cited:
    return Cited(fact=name, value=str(value), page=1, quote=f"{name} = {value}", reader="example")

"""What is known of one dossier: facts with their places, documents by kind, files that nobody could read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TypeAlias

from models.evidence import Relation
from models.span import DateSpan
from models.verdict import Cited

Value: TypeAlias = bool | str | int | Decimal | DateSpan | tuple[int, ...] | tuple[str, ...] | None

INSIDE = " » "
"""What parts a file's path from the path of a part inside it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One reading of a fact. ``value`` is ``None`` where it was seen but not understood.

    A ``doubt`` (French) keeps it from deciding anything; ``shaky`` is a date that may only decide far from
    its limit; ``said`` is what the phrases of ``facts.yaml`` print for ``{value}``.
    """

    value: Value
    cited: Cited | None = None
    doubt: str = ""
    shaky: bool = False
    said: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """All readings of a fact; none when nothing was found. ``notes`` never change an outcome."""

    name: str
    items: tuple[Item, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def cited(self) -> tuple[Cited, ...]:
        """Return where it was read."""
        return tuple(i.cited for i in self.items if i.cited)

    @property
    def doubts(self) -> tuple[str, ...]:
        """Return why its readings decide nothing."""
        return tuple(dict.fromkeys(i.doubt for i in self.items if i.doubt))

    def single(self) -> Value:
        """Return the one value that all readings agree on without doubt, else ``None``."""
        values = {i.value for i in self.items}
        return values.pop() if len(values) == 1 and not self.doubts else None


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document of a known kind inside a file, with every fact that ``facts.yaml`` declares for that kind.

    ``candidates`` are the kinds that another page of its file may be by itself.
    """

    key: int
    kind: str
    confidence: float
    path: str
    cited: Cited
    relation: Relation = "same"
    relation_cited: tuple[Cited, ...] = ()
    field_id: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    dates: tuple[Cited, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that may hold anything: not read, or ``read`` and not recognised. ``why`` is a French fragment.

    ``candidates`` are the kinds it may still be; empty where that is not known.
    """

    path: str
    why: str
    field_id: str | None = None
    read: bool = False
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseFacts:
    """Everything that judging knows of a dossier."""

    own: Mapping[str, Fact]
    documents: tuple[KnownDocument, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def _by_kind(self) -> dict[str, tuple[KnownDocument, ...]]:
        kinds: dict[str, list[KnownDocument]] = {}
        for document in self.documents:
            kinds.setdefault(document.kind, []).append(document)
        return {kind: tuple(found) for kind, found in kinds.items()}

    def of_kind(self, kind: str) -> tuple[KnownDocument, ...]:
        """Return the documents of a kind, in the order of the files."""
        return self._by_kind.get(kind, ())

    def fact(self, name: str) -> Fact:
        """Return a fact of the dossier or its form, empty when nothing is known."""
        return self.own.get(name) or Fact(name)

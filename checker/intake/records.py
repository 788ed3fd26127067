"""What one way (table, summary PDF, API) says of one dossier, before the ways are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from checker.intake.labels import Match, Shape
from checker.intake.names import displayed
from checker.intake.values import normalised
from models.dossier import Answer, Origin

Source = Literal["table", "summary", "api"]

SOURCE_TITLES: dict[str, str] = {
    "table": "le tableau",
    "summary": "le PDF du dossier",
    "api": "les données de l’API",
    "template": "le nom donné par le modèle d’export",
}


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that a way names: the applicant's name of it, the field it answers, what the API knows of it."""

    name: str
    label: str | None = None
    field_id: str | None = None
    origin: Origin = "field"
    size: int | None = None
    checksum: str | None = None


@dataclass
class Record:
    """One dossier by one way.

    ``rank`` sorts tables by age, the newest last; ``labels`` are all labels of the form, answered or not;
    ``cells`` are file cells of a table (label, field id, text), not yet cut into names.
    """

    number: int
    source: Source
    title: str
    rank: str = ""
    system: dict[str, str] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    named: list[NamedFile] = field(default_factory=list)
    cells: list[tuple[str, str | None, str]] = field(default_factory=list)
    labels: tuple[str, ...] = ()
    names: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add_answer(self, label: str, value: str, match: Match | None) -> None:
        """Keep an answer, its value in its field's own spelling."""
        if value.strip():
            self.answers.append(
                Answer(
                    label=displayed(label),
                    value=displayed(normalised(value, match.field.type if match else "text"), "\n\t"),
                    field_id=match.field.id if match else None,
                    match=match.score if match else 0.0,
                    source=self.source,
                )
            )


def add_fields(
    record: Record,
    labels: Sequence[str],
    values: Sequence[str],
    matches: Sequence[Match | None],
    shapes: Sequence[Shape | None],
) -> None:
    """Add one row of answers and file cells to a record."""
    for label, value, match, shape in zip(labels, values, matches, shapes, strict=True):
        if shape == "files" or (match and match.field.type == "files"):
            record.cells.append((label, match.field.id if match else None, value))
        else:
            record.add_answer(label, value, match)

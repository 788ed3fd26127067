"""Read the field of a file from the name that an export template gave it, and its own name from the table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.intake.attach import Present, names_in_cell
from checker.intake.labels import Form
from checker.intake.names import slug_agrees, split_template
from checker.intake.records import NamedFile, Record

IN_A_BLOCK = re.compile(r".* – (?P<inner>.*) \(ligne (?P<row>\d+)\)", re.DOTALL)


@dataclass
class Templated:
    """The named file that each present one is (by its place), and those of which no file is there."""

    named: dict[int, NamedFile] = field(default_factory=dict)
    missing: list[NamedFile] = field(default_factory=list)


def templated(number: int, present: Sequence[Present], records: Sequence[Record], form: Form) -> Templated:
    """Return what the names tell where a template made them; empty for any other layout.

    A template's name bears its field's label, cut, and the file's rank in that field: the table, which lists
    the same files in that order, gives the applicant's own names back and tells which rank is missing.
    """
    found = Templated()
    cells = [_cell(*cell) for cell in next((r.cells for r in records if r.cells), [])]
    ranked: dict[tuple[str, int], int] = {}
    vague: list[str] = []
    for index, one in enumerate(present):
        parts = split_template(one.placed.entry.name, number)
        if parts is None or one.placed.origin == "dossier_summary":
            continue
        fits = [c for c in cells if slug_agrees(parts.slug, c.inner) and c.row == parts.row]
        if len(fits) == 1:
            ranked[fits[0].label, parts.rank] = index
            found.named[index] = NamedFile(one.placed.entry.name, fits[0].label, fits[0].field_id)
        else:
            label = parts.slug.replace("-", " ")
            match = form.match(label, "files")
            vague.append(parts.slug)
            found.named[index] = NamedFile(one.placed.entry.name, label, match.field.id if match else None)
    if found.named:
        _give_names_back(found, cells, ranked, vague)
    return found


@dataclass(frozen=True, slots=True)
class _Cell:
    """A table's cell of files; ``inner`` and ``row`` are its label and line inside a repeated block."""

    label: str
    inner: str
    row: int | None
    field_id: str | None
    names: tuple[str, ...]


def _cell(label: str, field_id: str | None, text: str) -> _Cell:
    block = IN_A_BLOCK.fullmatch(label)
    inner, row = (block["inner"], int(block["row"])) if block else (label, None)
    return _Cell(label, inner, row, field_id, tuple(names_in_cell(text, Counter())))


def _give_names_back(
    found: Templated, cells: Sequence[_Cell], ranked: dict[tuple[str, int], int], vague: Sequence[str]
) -> None:
    """Give each ranked file its own name; what has none is missing, unless a vague name may be it."""
    for cell in cells:
        for rank, name in enumerate(cell.names, 1):
            held = ranked.get((cell.label, rank))
            named = NamedFile(name, cell.label, cell.field_id)
            if held is not None:
                found.named[held] = named
            elif not any(slug_agrees(slug, cell.inner) for slug in vague):
                found.missing.append(named)

"""How far an action plan is: rows counted by their status column, and stated rates."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from checker.evidence.lazy import Lazy
from checker.evidence.statements.grids import SUM, GridRow, grid_rows
from checker.evidence.text import PageText, any_of, fold
from models.document import Cell, Table
from models.evidence import Percentage, Progress

_FEWEST = 2
_NEVER = r"(?!)"


@dataclass(frozen=True)
class PlanRules:
    """``evidence_plans.yaml`` compiled."""

    status_header: re.Pattern[str]
    action_header: re.Pattern[str]
    done: re.Pattern[str]
    open: re.Pattern[str]
    line_status: re.Pattern[str]
    rate_cues: Mapping[str, re.Pattern[str]]
    not_rates: re.Pattern[str]
    dated_header: re.Pattern[str]
    """The head of a column that says on which day each action was done: a date in it says that it was."""
    date: re.Pattern[str]

    @classmethod
    def compiled(cls, data: Mapping[str, Any]) -> PlanRules:
        """Compile the rules' data."""
        return cls(
            status_header=re.compile(data["status_header"]),
            action_header=re.compile(data["action_header"]),
            done=re.compile(data["done"]),
            open=re.compile(data["open"]),
            line_status=any_of([data["line_status"]], whole_words=False),
            rate_cues={key: any_of([cue]) for key, cue in data["rate_cues"].items()},
            not_rates=any_of([data["not_rates"]]),
            dated_header=re.compile(data.get("dated_header", _NEVER)),
            date=re.compile(data.get("date", _NEVER)),
        )


def progress_of(pages: Sequence[PageText], rules: PlanRules) -> tuple[Progress, ...]:
    """Return the counted actions of a plan: all its tables together, else its lines that end with a status."""
    actions = done = unknown = 0
    first: PageText | None = None
    column: int | None = None
    for page in pages:
        for table in page.page.layout.tables():
            counted = _table(table, column, rules)
            if counted is None:
                continue
            column, rows, rows_done, rows_unknown = counted
            first = first or (page if rows else None)
            actions, done, unknown = actions + rows, done + rows_done, unknown + rows_unknown
    if first is None:
        first, actions, done, unknown = _unruled(pages, rules)
    if first is None or actions < _FEWEST:
        by_lines = _lines(pages, rules)
        return (by_lines,) if by_lines else ()
    quote = f"{done} action(s) terminée(s) sur {actions}"
    printed = first.page
    return (
        Progress(
            actions=actions, done=done, unknown=unknown, page=printed.number, quote=quote, reader=printed.reader,
            confidence=round(printed.confidence, 4),
        ),
    )  # fmt: skip


def _table(table: Table, known: int | None, rules: PlanRules) -> tuple[int, int, int, int] | None:
    """Return status column, actions, done, unknown; a table without a header goes on with the one before it."""
    column, first, dated = known, 0, False
    for rank, row in enumerate(table.rows[:3]):
        names = [re.sub(r"\s+", " ", fold(cell.text)).strip(" :*") for cell in row]
        hits = [i for i, name in enumerate(names) if rules.status_header.fullmatch(name)]
        others = [name for i, name in enumerate(names) if i not in hits and name]
        if not hits or not others:
            continue
        ranked = sorted(hits, key=lambda i: (-_recognised(table, i, rank + 1, rules), i))
        if any(rules.action_header.match(name) for name in others) or _all_recognised(
            table, ranked[0], rank + 1, rules
        ):
            column, first = ranked[0], rank + 1
            dated = rules.dated_header.fullmatch(names[column]) is not None
            break
    if column is None:
        return None
    rows = done = unknown = 0
    for row in table.rows[first:]:
        if column >= len(row) or not any(
            _WORD.search(cell.text) for i, cell in enumerate(row) if i != column
        ):
            continue
        filled = sum(1 for cell in row if cell.text.strip())
        cell = row[column]
        status = re.sub(r"\s+", " ", fold(cell.text)).strip(" .")
        if filled == 1 and not status:
            continue  # a row that spans the table: the title of a part
        is_done = bool(rules.done.fullmatch(status)) and not rules.open.fullmatch(status)
        is_done = is_done or (dated and rules.date.fullmatch(status) is not None)
        if SUM.match(fold(row[0].text).strip()) and (is_done or not status):
            continue  # the row that sums up the others is no action
        rows += 1
        if cell.checked or is_done:
            done += 1
        elif status and not rules.open.fullmatch(status):
            unknown += 1
    return column, rows, done, unknown


def _recognised(table: Table, column: int, first: int, rules: PlanRules) -> int:
    cells = [fold(row[column].text).strip(" .\n") for row in table.rows[first:] if column < len(row)]
    return sum(1 for text in cells if rules.done.fullmatch(text) or rules.open.fullmatch(text))


def _all_recognised(table: Table, column: int, first: int, rules: PlanRules) -> bool:
    """Tell whether a column's cells are all statuses: it says how far what stands beside it is, whatever its head."""
    filled = sum(1 for row in table.rows[first:] if column < len(row) and row[column].text.strip())
    return filled >= _ENOUGH and _recognised(table, column, first, rules) == filled


def _unruled(pages: Sequence[PageText], rules: PlanRules) -> tuple[PageText | None, int, int, int]:
    """Return the first page, the actions, done and unknown, of tables that no rule draws.

    What may be an action of its own, and is not surely one of the rows, is an action whose state is unknown.
    """
    first: PageText | None = None
    actions = done = unknown = 0
    for page in pages:
        rows = list(grid_rows(page))
        heads = {row.heads for row in rows}
        tables = [[head, *(row.cells for row in rows if row.heads == head)] for head in heads]
        counts = [
            counted
            for cells in tables
            if (counted := _table(_as_table(cells), None, rules)) is not None and counted[1]
        ]
        for _, all_rows, rows_done, rows_unknown in counts:
            actions, done, unknown = actions + all_rows, done + rows_done, unknown + rows_unknown
        first = first or (page if counts else None)
        if first is None:
            continue
        doubtful = _left_over(page, rows, rules)
        if not counts and sum(not line.folded.rstrip().endswith(".") for line in page.lines) >= _ENOUGH:
            doubtful += 1  # the table may go on where no heading tells its columns
        actions, unknown = actions + doubtful, unknown + doubtful
    if unknown and done + unknown == actions:
        return None, 0, 0, 0  # nothing is certain: what the plan says in words decides
    return first, actions, done, unknown


def _as_table(rows: Sequence[Sequence[str]]) -> Table:
    return Table(rows=tuple(tuple(Cell(text=text) for text in row) for row in rows))


def _left_over(page: PageText, rows: Sequence[GridRow], rules: PlanRules) -> int:
    """Return how many lines may be actions that no row holds: a status outside, or a new beginning within a row."""
    start = min((row.start for row in rows), default=0)
    count = 0
    for line in page.lines:
        row = next((row for row in rows if row.start <= line.start < row.stop), None)
        if row is None:
            outside = line.start >= start and not SUM.match(line.folded.strip())
            count += outside and _ENDS_OPEN.search(line.folded) is not None
        elif line.start > row.start:
            count += not line.text.lstrip()[:1].islower()
    return count


_ENDS_OPEN = Lazy(
    r"(?:\d ?%|\b(?:en cours|a (?:faire|realiser|lancer|planifier)|non \w+e?s?|prevue?|planifiee?|reportee?|partiel\w*"
    r"|terminee?|realisee?|faite?|acheve?e|close?|ok))[ .]*$"
)
_ENOUGH = 3
_WORD = Lazy(r"[^\W\d_]{3}")


def _lines(pages: Sequence[PageText], rules: PlanRules) -> Progress | None:
    """Count lines that end with a status, where no table was found."""
    actions = done = 0
    place: dict[str, object] | None = None
    for page in pages:
        for line in page.lines:
            text = line.folded.strip(" .|")
            tail = None
            for match in rules.line_status.finditer(text):
                if match.end() >= len(text) - 12 and len(text[: match.start()].strip(" |-:.")) >= 10:
                    tail = match
            if tail is None or not re.search(r"(?:\s{2,}|\t|\||:|-|;|\s)$", text[: tail.start()]):
                continue
            if len(text) > 160 or not re.match(r"(?:[a-z]{0,4}[ .-]?\d|[•▪*-])", text):
                continue
            actions += 1
            status = text[tail.start() :]
            done += bool(
                rules.done.fullmatch(status.strip())
                and not re.search(r"non |pas ", text[max(0, tail.start() - 5) : tail.start()])
            )
            place = place or page.place(line.start, line.stop, 0.85)
    if actions < _FEWEST + 1 or place is None:
        return None
    return Progress(actions=actions, done=done, **place)


_RATE = Lazy(r"(?<![\d.,])(?P<n>\d{1,3}(?:[.,]\d{1,3})?)\s?(?:%|pour cent|pourcents?)")


def percentages_of(
    pages: Sequence[PageText], kinds: Collection[str], rules: PlanRules
) -> tuple[Percentage, ...]:
    """Return the stated rates; ``about`` where the cue is clear and the document is of that matter, among others."""
    found = []
    for page in pages:
        for match in _RATE.finditer(page.folded):
            value = Decimal(match["n"].replace(",", "."))
            around = page.flat[max(0, match.start() - 90) : match.end() + 50]
            if value > 100 or rules.not_rates.search(page.flat[max(0, match.start() - 30) : match.start()]):
                continue
            about = next(
                (key for key, cue in rules.rate_cues.items() if key in kinds and cue.search(around)), None
            )
            if about and _is_cell(page, match.start()):
                about = None  # a row's own rate says nothing of the plan's
            found.append(Percentage(value=value, about=about, **page.place(match.start(), match.end())))
    return tuple(found)


def _is_cell(page: PageText, at: int) -> bool:
    """Tell whether a rate stands in a row of the plan rather than in a sentence or a total."""
    line = page.line_at(at)
    if line is None:
        return False
    text = line.folded
    if re.search(r"(?:total|global|plan|ensemble|taux|avancement|toutes|integralite|synthese|moyenne)", text):
        return False
    return not re.search(r"(?:est|sont|a ete|ont ete|atteint|soit)\b", text)

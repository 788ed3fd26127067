"""Meetings that must recur: in consecutive half-years, or so many within a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from pydantic import Field

from checker.judging.case import Case
from checker.judging.conditions.base import Condition
from checker.judging.conditions.documents import DocumentPresent, file_name, guard, hidden_in
from checker.judging.conditions.limits import months_before
from checker.judging.facts import Item
from checker.judging.french import day, listed
from checker.judging.logic import agreed, of_bool
from checker.judging.node import Change, Node
from models.span import DateSpan
from models.verdict import Cited, Truth


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting shown by one document; ``doubt`` says why it may not count."""

    when: DateSpan
    facts: tuple[Cited, ...]
    doubt: str = ""

    def at(self) -> date:
        """Return its last possible day."""
        return self.when.end


class _Meetings(Condition):
    before: str
    held: str | None = None

    def meetings(self, case: Case, name: str, filed: date) -> Iterator[Meeting]:
        """Yield the meetings shown, those after ``filed`` and those of other establishments left out."""
        kind, _, short = name.partition(".")
        wanted = DocumentPresent(document=kind)
        for document in case.facts.of_kind(kind):
            inner = case.bind(document)
            owner = guard(document, wanted, inner)
            held = inner.fact(self.held) if self.held else None
            was_held: Truth = agreed(_truth_of(i) for i in held.items) if held else "yes"
            if (owner and owner.truth == "no") or was_held == "no":
                continue
            items = document.facts[short].items
            doubts = [*(owner.doubts if owner else ()), *(held.doubts if held else ())]
            if any(i.shaky for i in items):
                doubts.append(f"date mal lue dans « {file_name(document.path)} »")
            if was_held == "unknown" and not doubts:
                doubts.append(f"réunion tenue ou non, dans « {file_name(document.path)} »")
            if not items:
                yield Meeting(
                    _ANY_DAY,
                    (document.cited,),
                    f"date de réunion non trouvée dans « {file_name(document.path)} »",
                )
            for item in items:
                if isinstance(item.value, DateSpan) and item.value.start <= filed:
                    cited = (item.cited,) if item.cited else ()
                    yield Meeting(item.value, cited, doubts[0] if doubts else item.doubt)

    def _filed(self, case: Case) -> date | None:
        value = case.fact(self.before).single()
        return value.end if isinstance(value, DateSpan) else None

    def kinds(self) -> tuple[str, ...]:
        """Return the kind of document that shows the meetings."""
        return (self.names()[0].partition(".")[0],)

    def _node(self, case: Case, truth_of: tuple[bool, bool], meetings: list[Meeting], said: str) -> Node:
        surely, possibly = truth_of
        text, kind = self.describe(case), self.kinds()[0]
        facts = tuple(c for m in meetings for c in m.facts)
        change = Change(f"joindre {case.kind(kind).one} des réunions manquantes, si elles ont eu lieu", True)
        if surely:
            return Node("yes", text, said=said, facts=facts)
        doubts = tuple(dict.fromkeys(m.doubt for m in meetings if m.doubt))
        if possibly:
            doubts = doubts or (f"{said} : à apprécier",)
            return Node("unknown", text, said=said, facts=facts, doubts=doubts, change=change)
        hidden = case.may_hide(kind, beside_another=bool(meetings))
        if hidden:
            doubt = hidden_in(said, hidden)
            return Node("unknown", text, said=said, facts=facts, doubts=(doubt,), change=change)
        return Node("no", text, role="leaf", said=said, facts=facts, change=change)


_ANY_DAY = DateSpan(start=date(1900, 1, 1), end=date(2999, 12, 31))


class HalfYears(_Meetings):
    """Minutes in so many consecutive half-years, the last meeting within so many months before filing."""

    key: ClassVar[str] = "half_years"

    half_years: str
    consecutive: int = 2
    last_within_months: int

    def check(self, case: Case) -> Node:
        """Look for a run of half-years among sure meetings, then among possible ones."""
        filed = self._filed(case)
        if filed is None:
            text = self.describe(case)
            return Node("unknown", text, doubts=("date de dépôt du dossier inconnue",))
        meetings = list(self.meetings(case, self.half_years, filed))
        since = months_before(filed, self.last_within_months)
        sure = [m for m in meetings if not m.doubt]
        surely = self._run({_half(m.at()) for m in sure if _half(m.when.start) == _half(m.at())}, sure, since)
        anytime = any(m.when == _ANY_DAY for m in meetings)
        halves = {h for m in meetings for h in (_half(m.when.start), _half(min(m.at(), filed)))}
        possibly = anytime or self._run(halves, meetings, since)
        return self._node(
            case, (surely, possibly), meetings, _told(meetings, case.kind(self.kinds()[0]).none)
        )

    def _run(self, halves: set[int], meetings: Iterable[Meeting], since: date) -> bool:
        recent = {_half(m.at()) for m in meetings if m.at() >= since}
        return any(all(last - back in halves for back in range(self.consecutive)) for last in recent)

    def describe(self, case: Case) -> str:
        """Return the condition in French."""
        return (
            f"Une réunion par semestre sur {self.consecutive} semestres consécutifs, "
            f"la dernière dans les {self.last_within_months} mois avant le dépôt"
        )

    def names(self) -> tuple[str, ...]:
        """Return the dates of meetings, the filing date, and whether meetings were held."""
        return (self.half_years, self.before, *((self.held,) if self.held else ()))


class YearlyMeetings(_Meetings):
    """At least so many meetings on different days within so many months.

    Where the last is older than ``recent_months`` before filing, the habit may have stopped: unknown.
    """

    key: ClassVar[str] = "meetings"

    meetings_: str = Field(alias="meetings")
    at_least: int
    within_months: int = 12
    recent_months: int

    def check(self, case: Case) -> Node:
        """Look for enough sure meetings within the span, then for enough possible ones."""
        filed = self._filed(case)
        if filed is None:
            return Node("unknown", self.describe(case), doubts=("date de dépôt du dossier inconnue",))
        meetings = list(self.meetings(case, self.meetings_, filed))
        since = months_before(filed, self.recent_months)
        sure = sorted({m.when.start for m in meetings if not m.doubt and m.when.start == m.when.end})
        surely = self._enough(sure, since)
        undated = any(m.doubt or m.when.start != m.when.end for m in meetings)
        possibly = undated or self._enough(sure, date.min)
        return self._node(
            case, (surely, possibly), meetings, _told(meetings, case.kind(self.kinds()[0]).none)
        )

    def _enough(self, days: list[date], since: date) -> bool:
        runs = zip(days, days[self.at_least - 1 :], strict=False)
        return any(first >= months_before(last, self.within_months) and last >= since for first, last in runs)

    def describe(self, case: Case) -> str:
        """Return the condition in French."""
        return f"Au moins {self.at_least} rendez-vous en {self.within_months} mois"

    def names(self) -> tuple[str, ...]:
        """Return the dates of meetings, the filing date, and whether meetings were held."""
        return (self.meetings_, self.before, *((self.held,) if self.held else ()))


def _truth_of(item: Item) -> Truth:
    if item.doubt or not isinstance(item.value, bool):
        return "unknown"
    return of_bool(item.value)


def _half(when: date) -> int:
    return when.year * 2 + (when.month > 6)


def _told(meetings: list[Meeting], none: str) -> str:
    dated = sorted({m.at() for m in meetings if m.when != _ANY_DAY})
    if not dated:
        return none if not meetings else "réunions sans date lisible"
    return (
        f"réunions du {listed([day(d) for d in dated])}" if len(dated) > 1 else f"réunion du {day(dated[0])}"
    )

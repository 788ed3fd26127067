"""Derive the facts of one document from the evidence of its file, by the selectors of ``facts.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checker.judging.facts import Fact, Item
from checker.judging.facts_spec import (
    AchievementOf,
    AnswersOf,
    CitesText,
    DatesOf,
    FactSpec,
    SectionsOf,
    Signed,
    SignedBy,
    StatementOf,
    Thresholds,
)
from checker.judging.french import is_whole_month, number
from checker.judging.signatures import signature_items
from models.base import Place, by_ocr
from models.evidence import Answers, DateFact, FileEvidence
from models.span import DateSpan
from models.verdict import Cited


class Extract:
    """The part of a file's evidence that lies on the pages of one document."""

    def __init__(self, file: FileEvidence, first_page: int, last_page: int, whole: bool) -> None:
        self.file = file
        self._first, self._last, self._whole = first_page, last_page, whole

    def within(self, place: Place) -> bool:
        """Tell whether a place lies on this document's pages (always, where a format has none)."""
        return self._whole or place.page is None or self._first <= place.page <= self._last

    def cite(self, fact: str, value: Any, place: Place) -> Cited:
        """Return a place of this file as an outcome cites it."""
        sha = self.file.sha256
        return Cited(
            fact=fact,
            value=value,
            file=f"sha256:{sha}" if sha and not sha.startswith("sha256:") else sha,
            path=self.file.path,
            page=place.page,
            box=place.box,
            quote=place.quote,
            reader=place.reader or self.file.reader,
            confidence=place.confidence,
        )


def document_fact(name: str, spec: FactSpec, extract: Extract, limits: Thresholds) -> Fact:
    """Return one fact of a document."""
    read = spec.read
    if isinstance(read, DatesOf):
        return Fact(name, tuple(_dates(name, read, extract, limits)))
    if isinstance(read, StatementOf):
        return Fact(name, tuple(_statements(name, read, extract, limits)))
    if isinstance(read, SignedBy | Signed):
        wanted = read.signed_by if isinstance(read, SignedBy) else None
        items, notes = signature_items(
            name, wanted, extract.file.signatures, extract.within, extract.cite, limits.head_functions
        )
        return Fact(name, items, notes)
    if isinstance(read, AchievementOf):
        return Fact(name, tuple(_achievement(name, read.achievement, extract, limits)))
    if isinstance(read, CitesText):
        texts = [d for d in extract.file.dates if d.role == "legal_text" and extract.within(d)]
        return Fact(name, tuple(Item(d.start == read.cites_text, extract.cite(name, True, d)) for d in texts))
    if isinstance(read, AnswersOf):
        return Fact(name, tuple(_answers(name, extract)))
    if isinstance(read, SectionsOf):
        found = [s for s in extract.file.sections if extract.within(s)]
        return Fact(name, tuple(Item(s.key, extract.cite(name, s.key, s), said=s.title) for s in found))
    return Fact(name)


def _dates(name: str, read: DatesOf, extract: Extract, limits: Thresholds) -> Iterator[Item]:
    dates = [d for d in extract.file.dates if extract.within(d)]
    wanted = [d for d in dates if d.role in read.dates and not (read.periods_only and d.start == d.end)]
    unsure = read.leading if wanted else read.doubtful
    for seen in (d for d in dates if d.role in unsure and (d.leads or not wanted)):
        yield Item(
            DateSpan(start=seen.start, end=seen.end),
            extract.cite(name, str(seen.end), seen),
            doubt=f"rôle incertain de la date « {seen.quote} »",
        )
    if not wanted:
        return
    if read.take == "latest_end":
        last = max(wanted, key=lambda d: d.end)
        yield _date_item(name, last, extract, limits, end_only=True)
        return
    for found in wanted:
        yield _date_item(name, found, extract, limits)


def _date_item(
    name: str, found: DateFact, extract: Extract, limits: Thresholds, *, end_only: bool = False
) -> Item:
    span = DateSpan(start=found.start, end=found.end)
    if end_only and not is_whole_month(span):
        span = DateSpan.day(found.end)
    cited = extract.cite(
        name, str(span.start) if span.start == span.end else f"{span.start}/{span.end}", found
    )
    if not limits.plausible_from <= found.start <= found.end <= limits.plausible_until:
        return Item(span, cited, doubt=f"année invraisemblable dans « {found.quote or found.start.year} »")
    return Item(span, cited, shaky=found.confidence < limits.read_date)


def _statements(name: str, read: StatementOf, extract: Extract, limits: Thresholds) -> Iterator[Item]:
    found = [s for s in extract.file.statements if s.about == read.statement and extract.within(s)]
    if not found and read.otherwise is not None:
        yield Item(read.otherwise)
    for statement in found:
        cited = extract.cite(name, statement.state, statement)
        if statement.confidence < limits.statement:
            yield Item(None, cited, doubt=f"lecture incertaine de « {statement.quote} »")
        elif statement.state in read.yes:
            yield Item(True, cited)
        elif statement.state in read.no:
            yield Item(False, cited)
        else:
            yield Item(None, cited, doubt=f"formulation ambiguë : « {statement.quote} »")


def _achievement(name: str, about: str, extract: Extract, limits: Thresholds) -> Iterator[Item]:
    """Yield what counts of actions and stated rates say; words weigh only where nothing is counted, or firmly."""
    counted = [*_rows(name, extract), *_rates(name, about, extract)]
    yield from counted
    for item in _statements(name, StatementOf(statement=about), extract, limits):
        if not counted or item.value is not None:
            yield item


def _rows(name: str, extract: Extract) -> Iterator[Item]:
    for row in (p for p in extract.file.progress if extract.within(p) and p.actions > 0):
        said = f"{row.done} actions achevées sur {row.actions}"
        cited = extract.cite(name, f"{row.done}/{row.actions}", row)
        if row.done >= row.actions:
            yield Item(True, cited, said=said)
        elif row.done + row.unknown < row.actions:
            yield Item(False, cited, said=said)
        else:
            doubt = f"{row.unknown} action(s) d’état illisible sur {row.actions}"
            yield Item(None, cited, doubt=doubt, said=said)


def _rates(name: str, about: str, extract: Extract) -> Iterator[Item]:
    for rate in (p for p in extract.file.percentages if p.about == about and extract.within(p)):
        cited = extract.cite(name, str(rate.value), rate)
        yield Item(rate.value >= 100, cited, said=f"taux annoncé de {number(rate.value)} %")


def _answers(name: str, extract: Extract) -> Iterator[Item]:
    """Yield (asked, left blank).

    A blank on a scanned page may hide a tick that was not read, and where as many answers were unreadable as
    seem blank the questionnaire was not well read: unknown.
    """
    answers: Answers | None = extract.file.answers
    if answers is None or answers.asked == 0:
        return
    blanks = [q for q in answers.questions if q.answer is None and q.readable]
    place: Place = next(iter(blanks or answers.questions), Place(page=1))
    cited = extract.cite(name, f"{answers.answered}/{answers.asked}", place)
    said = f"{answers.answered} réponses sur {answers.asked} questions"
    blank = max(answers.asked - answers.answered - answers.unreadable, 0)
    scanned = by_ocr(place.reader or extract.file.reader)
    sure = 0 if scanned else blank - sum(q.confidence < 0.8 for q in blanks)
    if sure > answers.unreadable:
        yield Item((answers.asked, blank), cited, said=said)
    elif blank or answers.unreadable:
        unsure = blank + answers.unreadable
        yield Item(None, cited, doubt=f"{unsure} réponse(s) non lue(s) sur {answers.asked}", said=said)
    else:
        yield Item((answers.asked, 0), cited, said=said)

"""One document into its facts: kinds first, since what is looked for depends on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checker.evidence.aliases import variants
from checker.evidence.answers import answers_of, parts_of
from checker.evidence.dates import date_facts
from checker.evidence.establishments import mentions_of, relation_of
from checker.evidence.identifiers import identifiers_of
from checker.evidence.kinds import candidates_of, kinds_of, later_candidates
from checker.evidence.leading import leading
from checker.evidence.programme import Programme
from checker.evidence.progress import percentages_of, progress_of
from checker.evidence.reserves import reserves_of
from checker.evidence.sections import sections_of
from checker.evidence.signatures import knowing, signatures_of
from checker.evidence.statements import Finding, findings_of, statements_of
from checker.evidence.text import PageText
from models.document import Document, Structure
from models.dossier import Subject
from models.evidence import DateFact, FileEvidence, Kind, Section, Signature, Statement

_WITH_ANSWERS = {"rniv_questionnaire"}
_WITH_PROGRESS = {"action_plan"}
_RECOGNISED = 0.5
_NO_SIGNATURES = {"rniv_questionnaire", "risk_analysis"}


def extract(
    document: Document, subject: Subject, programme: Programme, *, field_id: str | None = None
) -> tuple[FileEvidence, ...]:
    """Return what a file says, then what each part inside it says (path « a.zip » b.pdf »).

    ``field_id`` is the form field the file answers: a prior for its kind, never a proof.
    """
    found = [_one(document, document.name, subject, programme, field_id)]
    for part in document.parts:
        for inner in extract(part, subject, programme, field_id=field_id):
            found.append(inner.model_copy(update={"path": f"{document.name} » {inner.path}"}))
    return tuple(found)


def _one(
    document: Document, path: str, subject: Subject, programme: Programme, field_id: str | None
) -> FileEvidence:
    base = FileEvidence(
        path=path, sha256=document.sha256 or None, status=document.status, reader=document.reader,
        pages=document.page_count or len(document.pages), message=document.message,
        truncated=0 < len(document.pages) < document.page_count or bool(document.unread),
    )  # fmt: skip
    if document.status != "read" or not document.pages:
        return base
    pages = [PageText(page) for page in document.pages]
    kinds = kinds_of(pages, programme.kinds, programme.model, field_id=field_id)
    people = knowing(programme.people, _own_names(subject))
    dates: list[DateFact] = []
    statements: list[Statement] = []
    signatures: list[Signature] = []
    for kind in _segments(kinds):
        own = [page for page in pages if kind.first_page <= page.page.number <= kind.last_page]
        rules = programme.dates
        facts = [fact for page in own for fact in leading(date_facts(page, kind.kind, rules), page, rules)]
        dates += facts
        findings = _findings(own, kind, kinds, programme)
        statements += statements_of(findings, _signed_on(facts))
        if kind.kind not in _NO_SIGNATURES:
            digital = [
                d
                for d in document.digital_signatures
                if d.page is None or kind.first_page <= d.page <= kind.last_page
            ]
            alike = {k.kind for k in kinds if _same_pages(k, kind)}
            look = any(rule.signed for rule in programme.kinds if rule.kind in alike)
            signatures += signatures_of(own[:3] + own[3:][-3:], digital, people, look=look)
    mentions = mentions_of(pages[:6] + pages[6:][-2:], subject, programme.names, signatures)
    statements += reserves_of(pages, kinds, mentions, programme.reserves)
    identifiers = tuple(i for page in pages[:12] for i in identifiers_of(page, subject, programme.names))
    named, plans = {kind.kind for kind in kinds}, programme.plans
    return base.model_copy(
        update={
            "kind": kinds[0].kind,
            "kind_confidence": kinds[0].confidence,
            "kinds": kinds,
            "candidates": candidates_of(pages, programme.kinds, programme.model, field_id=field_id)
            if kinds[0].confidence < _RECOGNISED
            else later_candidates(pages, kinds, programme.kinds, programme.model),
            "establishment": relation_of(mentions, identifiers),
            "dates": tuple(dates),
            "statements": tuple(statements),
            "signatures": tuple(signatures),
            "establishments": mentions,
            "identifiers": identifiers,
            "answers": answers_of(pages, document.fields, programme.answers)
            if named & _WITH_ANSWERS
            else None,
            "sections": _sections(pages, kinds, programme, document.structure),
            "percentages": percentages_of(pages, named, plans) if plans else (),
            "progress": progress_of(pages, plans) if plans and named & _WITH_PROGRESS else (),
        }
    )


def _own_names(subject: Subject) -> tuple[str, ...]:
    """Return the names whose director is a head of the establishment, its GHT's supporting hospital among them."""
    names = (*subject.names, *((subject.support,) if subject.support else ()))
    return tuple(part for name in names for part in variants(name))


def _segments(kinds: Sequence[Kind]) -> list[Kind]:
    """Return the kinds that part the file's pages, without those that stand inside another."""
    parts: list[Kind] = []
    for kind in sorted(kinds, key=lambda k: (k.first_page, -k.last_page)):
        if not parts or kind.first_page > parts[-1].last_page:
            parts.append(kind)
    return parts


def _same_pages(one: Kind, other: Kind) -> bool:
    return (one.first_page, one.last_page) == (other.first_page, other.last_page)


def _findings(
    pages: Sequence[PageText], kind: Kind, kinds: Sequence[Kind], programme: Programme
) -> tuple[Finding, ...]:
    """Return what a document says under each of the kinds that it is: one paper may attest two things."""
    told = programme.statements
    if told is None:
        return ()
    found: dict[tuple[str, int, int, int], Finding] = {}
    for named in (kind, *(k for k in kinds if k.kind != kind.kind and _same_pages(k, kind))):
        for finding in findings_of(pages, named.kind, told):
            place = (finding.about, finding.page.page.number, finding.start, finding.stop)
            found.setdefault(place, finding)
    return tuple(found.values())


def _signed_on(dates: Sequence[DateFact]) -> date | None:
    """Return the last day a document may have been signed, when it says so with confidence."""
    signed = [d.end for d in dates if d.role == "signature" and d.confidence >= 0.8]
    return max(signed) if signed else None


def _sections(
    pages: Sequence[PageText], kinds: Sequence[Kind], programme: Programme, structure: Structure | None
) -> tuple[Section, ...]:
    wanted = {rule.kind: rule.sections for rule in programme.kinds if rule.sections}
    for kind in kinds:
        if kind.kind in wanted:
            return sections_of(pages, wanted[kind.kind], structure)
        if kind.kind in _WITH_ANSWERS:
            return parts_of(pages, programme.answers)
    return ()

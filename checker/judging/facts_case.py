"""Build what judging knows of a dossier from the dossier and the evidence of its files."""

from __future__ import annotations

from checker.judging.facts import INSIDE, CaseFacts, KnownDocument, Unread
from checker.judging.facts_document import Extract, document_fact
from checker.judging.facts_dossier import dossier_facts
from checker.judging.facts_spec import FactsFile, KindSpec
from models.base import Place
from models.document import Status
from models.dossier import Dossier, DossierFile
from models.evidence import FileEvidence, Kind, Mention, Relation
from models.verdict import Cited

NOT_THE_APPLICANTS = frozenset({"annotation", "opinion", "dossier_summary", "decision", "log"})
"""Files that the service or the agency wrote: never evidence of the applicant's."""

_WHY: dict[Status, str] = {
    "unreadable": "illisible",
    "encrypted": "protégée par mot de passe",
    "empty": "vide",
    "too_large": "trop volumineuse pour être lue",
    "timed_out": "lecture interrompue, trop longue",
    "unsupported": "format non pris en charge",
    "missing": "nommée par le tableau mais absente de l’export",
}


def case_facts(
    dossier: Dossier, evidence: tuple[FileEvidence, ...], window: int | None, specs: FactsFile
) -> CaseFacts:
    """Return the facts of a dossier, as ``facts.yaml`` declares them."""
    files = {f.path: f for f in dossier.files}
    holders = {e.path.rpartition(INSIDE)[0] for e in evidence if INSIDE in e.path}
    documents: list[KnownDocument] = []
    unread: list[Unread] = []
    seen = {e.path for e in evidence}
    for file in evidence:
        source = _source(file.path, files)
        if source and source.origin in NOT_THE_APPLICANTS:
            continue
        field_id = source.field_id if source else None
        if file.status != "read":
            unread.append(Unread(file.path, _WHY[file.status], field_id))
            continue
        if file.path in holders and file.pages == 0:
            continue
        if file.truncated:
            unread.append(Unread(file.path, "lue en partie seulement", field_id))
        known = [k for k in _kinds(file) if k.confidence >= specs.thresholds.kind]
        if not known:
            why = "nature non reconnue"
            unread.append(Unread(file.path, why, field_id, read=True, candidates=file.candidates))
        for kind in known:
            documents.extend(_documents(file, kind, len(known), field_id, specs, len(documents)))
    for path, source in files.items():
        if path not in seen and source.origin not in NOT_THE_APPLICANTS:
            why = "non examinée" if source.state == "present" else _WHY["missing"]
            unread.append(Unread(path, why, source.field_id))
    own = dossier_facts(dossier, window, specs)
    return CaseFacts(own=own, documents=tuple(documents), unread=tuple(unread))


def _source(path: str, files: dict[str, DossierFile]) -> DossierFile | None:
    while path not in files and INSIDE in path:
        path = path.rpartition(INSIDE)[0]
    return files.get(path)


def _kinds(file: FileEvidence) -> tuple[Kind, ...]:
    if file.kinds:
        return file.kinds
    return (Kind(kind=file.kind, confidence=file.kind_confidence, last_page=max(file.pages, 1)),)


def _documents(
    file: FileEvidence, kind: Kind, siblings: int, field_id: str | None, specs: FactsFile, first_key: int
) -> list[KnownDocument]:
    names = [kind.kind, *(name for name, spec in specs.kinds.items() if kind.kind in spec.of)]
    whole = siblings == 1
    extract = Extract(file, kind.first_page, kind.last_page, whole)
    place = Place(page=kind.first_page, quote=kind.quote, reader=file.reader, confidence=kind.confidence)
    found = []
    for key, name in enumerate(names, first_key):
        spec = specs.kinds.get(name, KindSpec(label=name, one=name, none=name))
        relation, mentions = _relation(file, extract, whole)
        facts = {
            fact: document_fact(f"{name}.{fact}", declared, extract, specs.thresholds)
            for fact, declared in spec.facts.items()
        }
        found.append(
            KnownDocument(
                key=key,
                kind=name,
                confidence=kind.confidence,
                path=file.path,
                cited=extract.cite(f"{name}.kind", kind.kind, place),
                relation=relation,
                relation_cited=tuple(extract.cite(f"{name}.establishment", m.name, m) for m in mentions),
                field_id=field_id,
                facts=facts,
                dates=_dates(name, extract),
                candidates=file.candidates,
            )
        )
    return found


def _dates(name: str, extract: Extract) -> tuple[Cited, ...]:
    return tuple(
        extract.cite(f"{name}.date.{d.role}", str(d.start) if d.start == d.end else f"{d.start}/{d.end}", d)
        for d in extract.file.dates
        if extract.within(d)
    )


def _relation(file: FileEvidence, extract: Extract, whole: bool) -> tuple[Relation, tuple[Mention, ...]]:
    """Return whose document it is: by its own pages' subjects where a file binds several documents.

    A name that nobody knows leaves the group's papers in doubt, as in a file of one document: it may be a member
    for which the group writes. Beside the establishment's own name it takes nothing away.
    """
    subjects = tuple(m for m in file.establishments if m.subject and extract.within(m))
    if whole or not subjects:
        return file.establishment, tuple(m for m in subjects if m.relation == file.establishment)[:1]
    relations = {m.relation for m in subjects}
    best: Relation = "unknown"
    if "same" in relations and "other" not in relations:
        best = "same"
    elif len(relations) == 1:
        best = next(iter(relations))
    return best, tuple(m for m in subjects if m.relation == best)[:1]

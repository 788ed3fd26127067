"""Small evidence, by hand: files as evidence would describe them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from checker.judging import judge, open_rules
from checker.rulesets import open_ruleset
from models.dossier import Answer, Dossier, DossierFile
from models.evidence import DateFact, FileEvidence, Kind, Signature, Statement
from models.verdict import RequirementVerdict, Verdict

RULES = open_rules(open_ruleset("sunes"))
NOW = datetime(2022, 5, 2, 10, tzinfo=UTC)


def day(text: str, role: str, *, confidence: float = 1.0, page: int = 1) -> DateFact:
    start, _, end = text.partition("/")
    first, last = date.fromisoformat(start), date.fromisoformat(end or start)
    return DateFact(
        start=first, end=last, role=role, page=page, quote=text, reader="pdfium", confidence=confidence  # type: ignore[arg-type]
    )  # fmt: skip


def said(about: str, state: str = "done", *, page: int = 1, confidence: float = 1.0) -> Statement:
    return Statement(about=about, state=state, page=page, quote=f"{about} {state}", confidence=confidence)  # type: ignore[arg-type]


def signed(class_: str = "head", **more: Any) -> Signature:
    given = {"name": "Mme Durand", "function": "directrice", "ink": True, "page": 1, "quote": "La directrice"}
    return Signature(**{**given, **more, "class": class_})


def file(kind: str, *, path: str | None = None, confidence: float = 0.95, **more: Any) -> FileEvidence:
    given: dict[str, Any] = {
        "path": path or f"{kind}.pdf", "sha256": "ab" * 32, "status": "read", "reader": "pdfium", "pages": 1,
        "kind": kind, "kind_confidence": confidence, "establishment": "same",
        "kinds": (Kind(kind=kind, confidence=confidence, quote=kind),),
    }  # fmt: skip
    return FileEvidence(**{**given, **more})


def lost(path: str, status: str = "unreadable") -> FileEvidence:
    return FileEvidence(path=path, sha256=None, status=status)  # type: ignore[arg-type]


def dossier(*files: FileEvidence, fields: dict[str, str] | None = None, **more: Any) -> Dossier:
    given: dict[str, Any] = {
        "number": 5101204, "establishment": "CH de Montreval", "legal_status": "public", "finess": "590000014",
        "submitted_on": date(2021, 10, 20), "window": 1, "volets": (1,),
        "answers": (Answer(label="Membre d’un GHT", value="Non", field_id="ght_member"),),
        "files": tuple(
            DossierFile(path=f.path, name=f.path, origin="field", field_id=(fields or {}).get(f.path))
            for f in files
        ),
    }  # fmt: skip
    return Dossier(**{**given, **more})


def verdict(
    *files: FileEvidence, stage: str = "candidature", window: int | None = None, **more: Any
) -> Verdict:
    return judge(
        dossier(*files, **more), files, RULES, stage=stage, window=window, started_at=NOW, finished_at=NOW  # type: ignore[arg-type]
    )  # fmt: skip


def requirement(name: str, *files: FileEvidence, **more: Any) -> RequirementVerdict:
    return next(r for r in verdict(*files, **more).requirements if r.id == name)

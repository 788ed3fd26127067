"""Verdicts as rows: one a dossier, a requirement, a file. Every table and the index are made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from checker.reporting import labels
from checker.reporting.text import one_line
from models.base import Model
from models.document import Status
from models.verdict import Citation, Outcome, Stage, Verdict

Value = str | int | float | date | Decimal | None
Row = dict[str, Value]


class RequirementRow(Model):
    """One requirement of one dossier, without its evidence."""

    id: str
    title: str
    outcome: Outcome
    mandatory: bool
    summary: str
    cite: tuple[Citation, ...] = ()


class FileRow(Model):
    """One file that could not be examined."""

    path: str
    status: Status
    message: str | None


class DossierRow(Model):
    """What the index and the tables keep of a verdict: a batch of a thousand stays in a few megabytes."""

    number: int
    establishment: str | None
    region: str | None
    ght: str | None
    window: int | None
    stage: Stage
    volets: tuple[int, ...]
    outcome: Outcome
    requirements: tuple[RequirementRow, ...]
    files: int
    unread: tuple[FileRow, ...]
    total: Decimal | None = None
    advance: Decimal | None = None
    balance: Decimal | None = None

    @property
    def states(self) -> dict[str, Outcome]:
        """Return each requirement's outcome by its id."""
        return {requirement.id: requirement.outcome for requirement in self.requirements}


def dossier_row(verdict: Verdict) -> DossierRow:
    """Return the compact row of a verdict."""
    funding = verdict.funding or {}
    return DossierRow(
        number=verdict.dossier.number,
        establishment=verdict.dossier.establishment,
        region=verdict.dossier.region,
        ght=verdict.dossier.ght,
        window=verdict.window,
        stage=verdict.stage,
        volets=verdict.volets,
        outcome=verdict.outcome,
        requirements=tuple(
            RequirementRow(
                id=r.id,
                title=r.title,
                outcome=r.outcome,
                mandatory=r.mandatory,
                summary=r.summary,
                cite=r.cite,
            )
            for r in verdict.requirements
        ),
        files=len(verdict.files),
        unread=tuple(
            FileRow(path=f.path, status=f.status, message=f.message)
            for f in verdict.files
            if f.status != "read"
        ),
        total=amount(funding, "total"),
        advance=amount(funding, "advance"),
        balance=amount(funding, "balance"),
    )


def amount(funding: Mapping[str, Any], key: str) -> Decimal | None:
    """Return an amount in euros of a funding block, or ``None`` when it is not there or not a number."""
    raw = funding.get(key)
    if isinstance(raw, Mapping):
        raw = raw.get("amount")
    if raw is None or isinstance(raw, bool):
        return None
    try:
        found = Decimal(str(raw))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def dossier_line(verdict: Verdict) -> Row:
    """Return the dossier's line of a table, with a column a requirement."""
    dossier, funding = verdict.dossier, verdict.funding or {}
    counts = Counter(r.outcome for r in verdict.requirements)
    line: Row = {
        "Dossier": dossier.number,
        "Établissement": _text(dossier.establishment),
        "N° FINESS": _text(dossier.finess),
        "N° SIRET": _text(dossier.siret),
        "Statut": labels.LEGAL_STATUSES[dossier.legal_status] if dossier.legal_status else None,
        "GHT": _text(dossier.ght),
        "Région": _text(dossier.region),
        "Déposé le": dossier.submitted_on,
        "Étape": labels.STAGES[verdict.stage],
        "Fenêtre": verdict.window,
        "Volets": ", ".join(map(str, verdict.volets)) or None,
        "Issue proposée": labels.OUTCOMES[verdict.outcome],
        **{word: counts[outcome] for outcome, word in _COUNTED.items()},
        "Fichiers": len(verdict.files),
        "Fichiers non examinés": sum(f.status != "read" for f in verdict.files),
        "Montant (€)": amount(funding, "total"),
        "Avance (€)": amount(funding, "advance"),
        "Solde (€)": amount(funding, "balance"),
    }
    # A ruleset names its requirements as it likes: none may write over a column of the dossier's own.
    taken = frozenset(line)
    for r in verdict.requirements:
        line[f"Exigence {r.id}" if r.id in taken else r.id] = labels.OUTCOMES[r.outcome]
    return line


def requirement_lines(verdict: Verdict) -> list[Row]:
    """Return one line a requirement, satisfied and not applicable ones too."""
    return [
        {
            "Dossier": verdict.dossier.number,
            "Établissement": _text(verdict.dossier.establishment),
            "Exigence": r.id,
            "Intitulé": one_line(r.title),
            "Obligatoire": "oui" if r.mandatory else "non",
            "Issue proposée": labels.OUTCOMES[r.outcome],
            "Motif": one_line(r.summary),
            "Doutes": " | ".join(map(one_line, r.review)) or None,
            "Ce qui suffirait": " | ".join(one_line(remedy.text) for remedy in r.would_satisfy) or None,
            "Texte": " ; ".join(map(labels.citation, r.cite)) or None,
            "Pièce": _text(next((e.path for e in r.evidence if e.path), None)),
            "Page": next((e.page for e in r.evidence if e.page), None),
            "Citation": _text(next((e.quote for e in r.evidence if e.quote), None)),
        }
        for r in verdict.requirements
    ]


def file_lines(verdict: Verdict) -> list[Row]:
    """Return one line a file of the dossier, unread and missing ones too."""
    return [
        {
            "Dossier": verdict.dossier.number,
            "Établissement": _text(verdict.dossier.establishment),
            "Fichier": one_line(f.path),
            "Champ": _text(f.field),
            "Nature": f.kind,
            "Confiance": round(f.kind_confidence, 2),
            "Pages": f.pages,
            "État": labels.STATUSES[f.status],
            "Lecteur": f.reader or None,
            "Message": _text(f.message),
            "SHA-256": f.sha256,
        }
        for f in verdict.files
    ]


_COUNTED: Mapping[Outcome, str] = {
    "not_satisfied": "Exigences non satisfaites",
    "needs_review": "Exigences à examiner",
    "satisfied": "Exigences satisfaites",
    "not_applicable": "Exigences sans objet",
}


def _text(text: str | None) -> str | None:
    return one_line(text) if text else None

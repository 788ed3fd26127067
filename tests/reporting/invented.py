"""Invented verdicts, as judging would give them: the tests' and the benchmark's input, of any number."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import cycle, islice
from typing import Any

from models.verdict import (
    Because,
    Citation,
    Cited,
    DossierIdentity,
    FileVerdict,
    Outcome,
    Remedy,
    RequirementVerdict,
    RulesetIdentity,
    ToolIdentity,
    Truth,
    Verdict,
)

TITLES = {
    "PERIODE": "Dépôt pendant la période de candidature",
    "ENGAGEMENT": "Engagement sur les cibles d’usage",
    "RELIMS": "Éditeurs référencés dans RELIMS",
    "OSIS": "Prérequis saisis dans oSIS",
    "FINESS": "Numéro FINESS conforme au statut",
    "UNICITE": "Financement à l’usage du volet 2 demandé une seule fois",
    "PS1.1": "Cellule d’identitovigilance opérationnelle",
    "PS1.2": "Questionnaire d’autodiagnostic RNIV",
    "PS2.1": "Politique de sécurité, analyse de risques, plan d’action, RSSI",
    "PS2.2": "Audit externe de cybersurveillance",
    "PS3.1": "Alimentation du DMP",
    "PS3.2": "Messagerie opérationnelle dans l’espace de confiance MSSanté",
    "PS4.1": "Envoi et réception par la messagerie citoyenne",
    "GHT.SDSI": "Schéma directeur du système d’information du GHT",
    "GHT.CONVERGENCE": "Indicateurs de convergence saisis dans oSIS",
    "GHT.DSI": "Directeur du système d’information du GHT",
    "GHT.ACCORD": "Accord du directeur de l’établissement support",
}
REGIONS = ("Bretagne", "Occitanie", "Île-de-France", "La Réunion", None)
STARTED = datetime(2026, 3, 11, 17, 52, tzinfo=UTC)
HOSTILE = (
    '"><img src=x onerror=alert(1)>.pdf',
    "</script><script>alert(2)</script>",
    "=cmd|' /C calc'!A0",
    "facture\u202efdp.exe",
    "javascript:alert(3)",
    "{{ 7*7 }}{% include '/etc/passwd' %}",
    "--option\x1b[31m",
    "CON. ",
    "é\udce9e\u0301",
    "</title><meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
)


def sha(name: str) -> str:
    """Return an invented file's hash."""
    return "sha256:" + sha256(name.encode("utf-8", "backslashreplace")).hexdigest()


def cited(fact: str, value: Any, quote: str, name: str = "attestation audit.pdf", **more: Any) -> Cited:
    """Return a fact read on page 1 of a file."""
    place: dict[str, Any] = {
        "file": sha(name),
        "page": 1,
        "box": (72.0, 200.0, 330.0, 214.0),
        "reader": "pdfium",
    }
    return Cited(fact=fact, value=value, path=name, quote=quote, **{**place, **more})


def requirement(name: str, outcome: Outcome, **more: Any) -> RequirementVerdict:
    """Return a requirement with all that an outcome of its sort brings."""
    truths: dict[Outcome, Truth] = {"satisfied": "yes", "not_applicable": "yes", "not_satisfied": "no"}
    truth = truths.get(outcome, "unknown")
    fact = cited("audit_attestation.signed_by_head", True, "La directrice, signé : M. Le Goff")
    summary = {
        "satisfied": "Attestation signée par la directrice le 4 octobre 2021.",
        "not_satisfied": "Bon de commande daté du 10 janvier 2022, 10 jours après le 31 décembre 2021.",
        "needs_review": "La signature de la directrice n’a pas été vue avec certitude.",
        "not_applicable": "L’établissement n’appartient pas à un GHT.",
    }[outcome]
    doubted = outcome in ("not_satisfied", "needs_review")
    given: dict[str, Any] = {
        "id": name,
        "title": TITLES.get(name, name),
        "outcome": outcome,
        "cite": (Citation(act="instruction 2022/40", at=f"annexe 1, {name}"),),
        "summary": summary,
        "because": Because(
            text="au moins une des voies est ouverte",
            truth=truth,
            of=(
                Because(text="l’attestation est signée par le responsable", truth=truth, facts=(fact,)),
                Because(text="la fenêtre demandée est la première", truth="no"),
            ),
        ),
        "evidence": () if outcome == "not_applicable" else (fact,),
        "set_aside": (cited("date", "2016-10-14", "instruction du 14 octobre 2016"),) if doubted else (),
        "review": ("Aucune encre repérée près de la signature.",) if outcome == "needs_review" else (),
        "would_satisfy": (
            Remedy(text="joindre l’attestation d’audit signée par le directeur", for_applicant=True),
            Remedy(text="commande datée au plus tard du 31 décembre 2021", for_applicant=False),
        )
        if doubted
        else (),
    }
    return RequirementVerdict(**{**given, **more})


def verdict(number: int = 5101204, outcomes: tuple[Outcome, ...] | None = None, **more: Any) -> Verdict:
    """Return a dossier's verdict over all titles; ``outcomes`` are dealt out in turn."""
    dealt = outcomes or (
        "satisfied",
        "satisfied",
        "not_satisfied",
        "satisfied",
        "needs_review",
        "not_applicable",
    )
    requirements = tuple(map(requirement, TITLES, islice(cycle(dealt), len(TITLES))))
    seen = {r.outcome for r in requirements if r.mandatory}
    worst: Outcome = next(
        (o for o in ("not_satisfied", "needs_review", "satisfied") if o in seen), "not_applicable"
    )  # fmt: skip
    names = ("attestation audit.pdf", "RNIV 1 rempli.xlsx", "PSSI.docx", "scan_0001.pdf", "sdsi.pdf")
    files = tuple(
        FileVerdict(
            path=name,
            sha256=sha(name),
            field=f"PS – pièce {index}",
            kind="audit_attestation" if index == 1 else "other",
            kind_confidence=0.93,
            pages=index,
            status="read" if index != 4 else "unreadable",
            reader="pdfium" if index != 4 else "",
            message="Le fichier est endommagé." if index == 4 else None,
        )
        for index, name in enumerate(names, start=1)
    )
    given: dict[str, Any] = {
        "dossier": DossierIdentity(
            number=number,
            establishment=f"Centre hospitalier de Ker-{number % 97}",
            finess="010000024",
            siret="26220001200018",
            legal_status="public",
            ght="GHT d’Armor" if number % 3 else None,
            region=REGIONS[number % len(REGIONS)],
            submitted_on=date(2022, 4, 21),
        ),
        "ruleset": RulesetIdentity(id="sunes", version="2022.1.0", digest=sha("rules")),
        "window": number % 4 + 1,
        "stage": "candidature",
        "volets": (1, 2),
        "outcome": worst,
        "requirements": requirements,
        "files": files,
        "funding": {
            "total": "61585.00",
            "advance": "18475.50",
            "balance": "43109.50",
            "operations": {"advance": "61 585,00 € × 30 % = 18 475,50 €"},
            "lines": [
                {"id": "D1", "label": "documents de sortie", "amount": "61585.00", "operation": "× 100 %"}
            ],
            "activity": [{"value": "230000", "operation": "230 000 journées × 1 = 230 000"}],
            "review": ["L’activité déclarée atteint une borne."],
            "condition": "Montants prévisionnels.",
        },
        "tool": ToolIdentity(name="sunes-checker", version="0.1.0"),
        "started_at": STARTED,
        "finished_at": STARTED,
    }
    return Verdict(**{**given, **more})


def hostile_verdict(number: int = 666) -> Verdict:
    """Return a verdict every text of which came from an enemy."""
    texts = cycle(HOSTILE)

    def spoil(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: item if key in _KEYS else spoil(item) for key, item in value.items()}
        if isinstance(value, list):
            return [spoil(item) for item in value]
        return next(texts) if isinstance(value, str) else value

    return Verdict.model_validate(spoil(verdict(number).model_dump(mode="json", by_alias=True)))


_KEYS = frozenset(
    {"schema", "outcome", "stage", "truth", "status", "reason", "legal_status", "sha256", "file", "number"}
    | {"submitted_on", "started_at", "finished_at", "funding", "decision"}
)

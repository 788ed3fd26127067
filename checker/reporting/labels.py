"""The French words for what the models say in English keys. No word of any one programme stands here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from models.document import Status
from models.dossier import LegalStatus
from models.verdict import Citation, Outcome, Stage, Truth

OUTCOMES: Final[Mapping[Outcome, str]] = {
    "not_satisfied": "Non satisfait",
    "needs_review": "À examiner",
    "satisfied": "Satisfait",
    "not_applicable": "Sans objet",
}
"""Every outcome, the most urgent first, in the words of a prerequisite."""

SIGNS: Final[Mapping[Outcome, str]] = {
    "not_satisfied": "✗",
    "needs_review": "?",
    "satisfied": "✓",
    "not_applicable": "–",
}
"""A sign of one column beside the word, so that no state rests on colour."""

TRUTHS: Final[Mapping[Truth, str]] = {"yes": "oui", "no": "non", "unknown": "indéterminé"}

STATUSES: Final[Mapping[Status, str]] = {
    "read": "lu",
    "unreadable": "illisible",
    "encrypted": "protégé par mot de passe",
    "empty": "vide",
    "too_large": "trop volumineux",
    "timed_out": "délai de lecture dépassé",
    "unsupported": "format non pris en charge",
    "missing": "absent de l’export",
}

STAGES: Final[Mapping[Stage, str]] = {"candidature": "candidature", "usage": "usage"}

LEGAL_STATUSES: Final[Mapping[LegalStatus, str]] = {
    "public": "public",
    "private": "privé à but lucratif",
    "non_profit": "privé à but non lucratif",
    "dialysis": "centre de dialyse",
}

REASONS: Final[Mapping[str, str]] = {
    "incomplete": "pièce ou mention manquante",
    "incorrect": "pièce à corriger",
    "outdated": "pièce à remplacer par une version à jour",
}
"""The correction reasons of Démarches simplifiées."""

HUMAN_DECIDES: Final = "Décision : réservée à l’instructeur."

MONTHS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def french_date(day: date) -> str:
    """Return a day as « 1er mars 2022 »."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def citation(cite: Citation) -> str:
    """Return « instruction 2022/40, annexe 1, PS 2.2 »."""
    return ", ".join(part for part in (cite.act, cite.at) if part)


def value(raw: Any) -> str:
    """Return a fact's value as an instructor reads it: French dates, « oui » and « non », lists by commas."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "oui" if raw else "non"
    if isinstance(raw, list | tuple):
        return ", ".join(filter(None, map(value, raw)))
    if isinstance(raw, Mapping):
        return " ; ".join(f"{key} : {value(item)}" for key, item in raw.items())
    text = str(raw)
    try:
        return french_date(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text

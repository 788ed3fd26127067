"""A dossier of the samples: who files what, and what the programme makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from samples.generator.hospitals import Hospital

CANDIDATURE = (
    "PS1.1",
    "PS1.2",
    "PS2.1",
    "PS2.2",
    "PS3.1",
    "PS3.2",
    "PS4.1",
    "PERIODE",
    "ENGAGEMENT",
    "RELIMS",
    "OSIS",
    "FINESS",
    "UNICITE",
    "GHT.SDSI",
    "GHT.CONVERGENCE",
    "GHT.DSI",
    "GHT.ACCORD",
)
USAGE = ("DS1.1", "DS1.2", "DS1.3", "DS1.4", "DS2.1", "DS3.1", "DS4.1", "DS4.2", "DS4.3")
BONUS = ("DS1.3", "DS1.4")


@dataclass(frozen=True)
class File:
    """A file that the applicant joined to a field; ``absent`` ones are named by the table only."""

    field: str
    name: str
    data: bytes
    absent: bool = False
    folder: str = "pieces_justificatives"
    uploaded: datetime | None = None


@dataclass(frozen=True)
class Dossier:
    """One application; ``expected`` holds every requirement of its stage, ``why`` some reasons."""

    number: int
    hospital: Hospital
    filed: datetime
    window: int
    volets: tuple[int, ...]
    files: tuple[File, ...]
    answers: Mapping[str, str]
    expected: Mapping[str, str]
    why: Mapping[str, str] = field(default_factory=dict)

    @property
    def outcome(self) -> str:
        """Return the outcome over the mandatory requirements: the two bonuses never weigh."""
        found = {v for k, v in self.expected.items() if k not in BONUS}
        return next((o for o in ("not_satisfied", "needs_review") if o in found), "satisfied")


def base_answers(h: Hospital, window: int, volets: tuple[int, ...]) -> dict[str, str]:
    """Return what this establishment answers on the form, by field."""
    measured = {1: "1er semestre 2022", 2: "2e semestre 2022", 3: "1er semestre 2023", 4: "2e semestre 2023"}
    status = {
        "public": "Établissement public de santé",
        "private": "Établissement privé à but lucratif",
        "non_profit": "Établissement privé à but non lucratif (ESPIC)",
        "dialysis": "Centre de dialyse",
    }
    scale = 1 + h.seed % 5
    return {
        "establishment_name": h.name,
        "finess": h.finess,
        "legal_status": status[h.status],
        "region": h.region,
        "city": h.city,
        "ght_member": "Oui" if h.ght else "Non",
        "ght_name": h.ght.name if h.ght else "",
        "support_establishment": h.ght.support if h.ght else "",
        "window": f"Fenêtre {window} ({measured[window]})",
        "volets": " et ".join(f"volet {v}" for v in volets).capitalize(),
        "activity_mco_days": "0" if h.status == "dialysis" else str(4213 * scale),
        "activity_sessions": str(610 * scale),
        "activity_ambulatory": "0" if h.status == "dialysis" else str(377 * scale),
        "activity_ssr_psy_had_usld_days": str(1954 * scale),
        "activity_dialysis": str(7340 * scale) if h.status == "dialysis" else "0",
        "surgery": "Non" if h.status == "dialysis" or h.seed % 3 == 0 else "Oui",
        "own_laboratory": "Oui" if h.seed % 2 else "Non",
        "own_imaging": "Non" if h.seed % 4 == 0 else "Oui",
        "bonus_ds1_3": "Non",
        "bonus_ds1_4": "Non",
        "commitment": "Oui",
        "relims": "Oui",
        "osis_prerequisites": "Oui",
        "osis_convergence": "Oui" if h.ght else "",
        "support_agreement_confirmed": "Oui" if h.ght else "",
        "volet2_already_funded": "Non" if 2 in volets else "",
    }


def base_expected(h: Hospital, volets: tuple[int, ...]) -> dict[str, str]:
    """Return what a whole and sound file of this establishment gives at the candidacy stage."""
    expected = dict.fromkeys(CANDIDATURE, "satisfied")
    if 2 not in volets:
        expected |= {"PS4.1": "not_applicable", "UNICITE": "not_applicable"}
    if h.ght is None:
        expected |= {k: "not_applicable" for k in CANDIDATURE if k.startswith("GHT.")}
    if h.status == "non_profit":
        expected["FINESS"] = "needs_review"
    return expected

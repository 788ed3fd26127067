"""One call makes a dossier: a sound set of evidence, then what makes this one unlike the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from samples.generator.blocks import Doc, Look, Para
from samples.generator.documents.common import long
from samples.generator.hospitals import Hospital
from samples.generator.kit import Kit
from samples.generator.model import Dossier, File, base_answers, base_expected
from samples.generator.pages import pdf
from samples.generator.scans import Scan

Change = Callable[[Kit], Mapping[str, list[File]]]


def scans(**how: str) -> dict[str, Scan]:
    """Return scans by slot from « how » or « how/dpi » or « how/dpi/quality »."""
    found = {}
    for slot, text in how.items():
        kind, dpi, quality = (
            (*text.split("/"), "150", "45")[:3] if text.count("/") < 1 else (*text.split("/"), "45")[:3]
        )
        found[slot] = Scan(kind, sum(map(ord, slot + text)) + len(how), int(dpi), int(quality))  # type: ignore[arg-type]
    return found


def agency_letter(h: Hospital, on: date, filed: datetime) -> File:
    """Return the agency's own message on a dossier: it speaks of an attestation and is none."""
    body = (
        Para(f"Le {long(on)}", align="right"),
        Para(f"Objet : votre dossier SUN-ES – {h.name}", bold=True),
        Para("Madame, Monsieur,"),
        Para(
            "Sauf erreur de notre part, votre dossier ne comporte pas d’attestation de réalisation de "
            "l’audit de cybersurveillance signée par le directeur. Nous vous remercions de nous la faire "
            "parvenir, ou un bon de commande daté du 31 décembre 2021 au plus tard."
        ),
        Para("L’équipe numérique en santé"),
    )
    doc = Doc(
        ("Agence régionale de santé", "Direction de l’innovation en santé"),
        body,
        Look("Helvetica", 10.5, 2, 0, 0, "#000091"),
    )
    return File(
        "file_other",
        "Demande de pièce.pdf",
        pdf(doc),
        folder="messagerie",
        uploaded=filed + timedelta(days=40),
    )


def dossier(
    number: int,
    h: Hospital,
    filed: datetime,
    window: int,
    volets: tuple[int, ...] = (1,),
    *,
    scanned: Mapping[str, Scan] | None = None,
    change: Change | None = None,
    answers: Mapping[str, str] | None = None,
    expected: Mapping[str, str] | None = None,
    why: Mapping[str, str] | None = None,
) -> Dossier:
    """Return a dossier whose evidence is whole and sound but for ``change``.

    ``change`` returns the slots it replaces; an empty list takes a slot away.
    """
    kit = Kit(h, filed.date(), h.seed, scanned or {})
    slots = kit.slots(volets=volets)
    if change:
        slots |= change(kit)
    files = tuple(f for found in slots.values() for f in found)
    names = [f.name for f in files]
    if len(set(names)) != len(names):
        raise ValueError(f"{number}: two files of one name in {sorted(names)}")
    return Dossier(
        number,
        h,
        filed,
        window,
        volets,
        files,
        base_answers(h, window, volets) | dict(answers or {}),
        base_expected(h, volets) | dict(expected or {}),
        why or {},
    )

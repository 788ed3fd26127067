"""Files that cannot be read, each in its own way, beside others that can."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from samples.generator.documents import exchange
from samples.generator.dossiers.build import dossier
from samples.generator.hospitals import hospital
from samples.generator.kit import Kit
from samples.generator.model import Dossier, File
from samples.generator.pages import pdf

EXPORTED = datetime(2022, 5, 9, 8, 15)
BOTH = (1, 2)


NAMED: Mapping[str, Mapping[str, str | None]] = {
    "7300018": {"attestation DMP.pdf": "unreadable", "MSSanté protégé.pdf": "encrypted"},
    "7300164": {"RNIV.pdf": "empty", "mot d’accompagnement.docx": None},
    "7300229": {"PS3.1.pdf": "missing"},
}
"""The status that each of these files must be told with; ``None`` where only a message is due."""


def broken_and_locked(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: a PDF cut in its middle, and one that asks for a password."""
    sound = pdf(exchange.dmp_head(kit.h, kit.ago(3)))
    cut = sound[:120] + bytes((b * 7 + 13) % 256 for b in sound[120:700])
    locked = pdf(exchange.mss_head(kit.h, kit.ago(3)), encrypt="Hopital2022!")
    return {
        "dmp": [kit.file("dmp", cut, name="attestation DMP")],
        "mss": [kit.file("mss", locked, name="MSSanté protégé")],
    }


def empty_and_renamed(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: an empty questionnaire file, and a text file that calls itself a Word document."""
    note = (
        "Bonjour,\r\nveuillez trouver nos pièces pour la candidature SUN-ES.\r\nCordialement,\r\nLe "
        "secrétariat de direction\r\n"
    )
    return {
        "rniv": [kit.file("rniv", b"", name="RNIV")],
        "other": [File("file_other", "mot d’accompagnement.docx", note.encode("cp1252"))],
    }


def absent(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: a file that the table names and the zip lacks."""
    found = kit.slots(volets=BOTH)
    return {"dmp": [replace(f, absent=True) for f in found["dmp"]]}


def dossiers() -> list[Dossier]:
    """Return the four dossiers."""
    return [
        dossier(
            7300018,
            hospital("Clinique du Rempart", "private", "Occitanie", "Aigues-Vertes", "30220", 71),
            datetime(2022, 4, 2, 9, 0),
            2,
            BOTH,
            change=broken_and_locked,
            expected={"PS3.1": "needs_review", "PS3.2": "needs_review"},
            why={"PS3.1": "PDF abîmé", "PS3.2": "PDF protégé par un mot de passe"},
        ),
        dossier(
            7300164,
            hospital("Clinique Victor-Sabatier", "private", "Occitanie", "Sommièrac", "30250", 72),
            datetime(2022, 4, 8, 11, 30),
            2,
            BOTH,
            change=empty_and_renamed,
            expected={"PS1.2": "needs_review"},
            why={"PS1.2": "fichier vide"},
        ),
        dossier(
            7300229,
            hospital(
                "Centre hospitalier des Garrigues",
                "public",
                "Occitanie",
                "Quissargues",
                "30260",
                73,
                short="CH Garrigues",
            ),
            datetime(2022, 4, 12, 16, 45),
            2,
            BOTH,
            change=absent,
            expected={"PS3.1": "needs_review"},
            why={"PS3.1": "fichier nommé par le tableau, absent de l’archive"},
        ),
        dossier(
            7300385,
            hospital(
                "Centre de dialyse du Vidourle",
                "dialysis",
                "Occitanie",
                "Vic-le-Pont",
                "30260",
                74,
                short="CDV",
            ),
            datetime(2022, 4, 20, 10, 10),
            2,
            BOTH,
        ),
    ]

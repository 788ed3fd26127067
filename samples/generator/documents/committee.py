"""Minutes and agendas of medical committees on citizen messaging."""

from __future__ import annotations

from datetime import date

from samples.generator.blocks import Doc, Heading, Items, Pairs, Para, Title
from samples.generator.documents.common import by, full, long, num, on_paper
from samples.generator.documents.groups import group_paper
from samples.generator.hospitals import Hospital

USES = (
    "envoi des consignes avant une hospitalisation ambulatoire",
    "transmission du compte rendu et de l’ordonnance après la sortie",
    "questionnaire de préadmission et pièces administratives",
    "suivi à distance des patients sous dialyse ou chimiothérapie",
)


def cme_minutes(h: Hospital, on: date, *, uses: bool = True) -> Doc:
    """Return the minutes of the medical committee of an establishment."""
    more = (
        (Para("Cas d’usage envisagés :"), Items(USES[:3]))
        if uses
        else (Para("Un guide d’utilisation sera diffusé aux secrétariats."),)
    )
    return on_paper(
        h,
        Title("Commission médicale d’établissement – procès-verbal"),
        Pairs(
            (
                ("Séance du", full(on)),
                ("Président", h.doctor.polite),
                ("Présents", "17 membres sur 24, quorum atteint"),
                ("Invités", f"{h.head.polite}, {h.dsi.polite}"),
            )
        ),
        Heading("1. Approbation du procès-verbal précédent", 2),
        Para("Adopté à l’unanimité."),
        Heading("2. Recrutements médicaux", 2),
        Para("Deux praticiens contractuels rejoindront les urgences."),
        Heading("3. Messagerie sécurisée citoyenne – Mon espace santé", 2),
        Para(
            f"{h.dsi.polite} a présenté à la commission la messagerie citoyenne de Mon espace santé : "
            "fonctionnement, sécurité, place du professionnel à l’initiative de l’échange. Un débat a "
            "suivi sur le temps médical."
        ),
        *more,
        Heading("4. Questions diverses", 2),
        Para("Néant. La séance est levée à 19 h 40."),
        by(h, h.doctor, "Le président de la CME", None, hand=h.seed),
    )


def conference_minutes(h: Hospital, on: date, *, uses: bool = True) -> Doc:
    """Return the minutes of the medical conference of a private clinic."""
    told = f" Il a été retenu de l’utiliser pour : {USES[0]} ; {USES[1]}." if uses else ""
    return on_paper(
        h,
        Title("Compte rendu de la conférence médicale"),
        Para(f"Réunie le {long(on)} à 20 h, sous la présidence du Dr {h.doctor.last}."),
        Para(
            "Point 1 – Le responsable informatique a exposé aux praticiens la messagerie de santé "
            f"citoyenne et son intégration au dossier patient.{told}"
        ),
        Para("Point 2 – Programme opératoire de l’été."),
        Para("Point 3 – Certification HAS : visite fixée au printemps."),
        by(h, h.doctor, "Le président de la conférence médicale", None, hand=h.seed + 1),
    )


def group_minutes(h: Hospital, on: date, *, uses: bool = True) -> Doc:
    """Return the minutes of the medical committee of a whole group."""
    return group_paper(
        h,
        Title("Commission médicale de groupement"),
        Para(f"Relevé de conclusions de la séance du {long(on)}"),
        Para(
            f"La commission, réunie pour tous les établissements parties, dont {h.name}, a entendu la "
            "présentation de la MSS citoyenne par le DSI de territoire."
        ),
        *((Para("Usages prévus par les pôles :"), Items(USES[1:])) if uses else ()),
        Para("La commission prend acte."),
    )


def cme_agenda(h: Hospital, on: date) -> Doc:
    """Return a summons with its agenda: nothing was held yet."""
    return on_paper(
        h,
        Title("Convocation – commission médicale d’établissement"),
        Para(f"La prochaine CME aura lieu le {full(on)} à 18 h, salle des conférences."),
        Heading("Ordre du jour", 2),
        Items(
            (
                "Approbation du procès-verbal",
                "Présentation de la messagerie sécurisée citoyenne et des cas d’usage",
                "Politique du médicament",
                "Questions diverses",
            ),
            ordered=True,
        ),
        Para(f"Convocation adressée le {num(on.replace(day=1))}."),
        by(h, h.doctor, "Le président de la CME", None, hand=h.seed),
    )

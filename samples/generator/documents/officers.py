"""The security officer: appointment, and meetings with the management."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samples.generator.blocks import Doc, Grid, Heading, Items, Pairs, Para, Title
from samples.generator.documents.common import by, by_head, e, full, long, num, on_paper
from samples.generator.documents.groups import by_support, group_paper
from samples.generator.hospitals import Hospital


def appointment_decision(h: Hospital, on: date) -> Doc:
    """Return a formal decision with its articles."""
    return on_paper(
        h,
        Title(
            f"Décision n° {on:%Y}-{17 + h.seed} portant désignation du responsable de la sécurité des "
            "systèmes d’information"
        ),
        Para(f"{h.the_head} {h.of},"),
        Para("Vu le code de la santé publique ;\nVu l’instruction n° SG/DSSIS/2016/309 du 14 octobre 2016 ;"),
        Para("DÉCIDE", align="center", bold=True),
        Para(
            f"**Article 1er** – {h.rssi.polite} est nommé{e(h.rssi)} responsable de la sécurité des "
            f"systèmes d’information (RSSI) à compter du {long(on)}."
        ),
        Para(
            "**Article 2** – Pour cette mission, l’intéressé(e) est rattaché(e) à la direction de la "
            "qualité et de la gestion des risques."
        ),
        Para("**Article 3** – La présente décision est notifiée à l’intéressé(e) et publiée sur l’intranet."),
        by_head(h, on, hand=h.seed, stamp=True),
    )


def appointment_letter(h: Hospital, on: date) -> Doc:
    """Return a letter of mission."""
    return on_paper(
        h,
        Para(f"{h.city}, le {long(on)}", align="right"),
        Para(f"{h.rssi.polite}"),
        Title("Lettre de mission – RSSI"),
        Para(f"{'Madame' if h.rssi.woman else 'Monsieur'},"),
        Para(
            "Je vous confie, à compter de ce jour, la fonction de responsable de la sécurité du système "
            "d’information de l’établissement. Vous exercerez cette fonction en toute indépendance du "
            "service informatique et me rendrez compte directement."
        ),
        Items(
            (
                "piloter la politique de sécurité et l’analyse des risques ;",
                "suivre le plan d’action et en rendre compte ;",
                "traiter et déclarer les incidents ;",
                "sensibiliser les utilisateurs.",
            )
        ),
        Para("Je vous prie d’agréer mes salutations distinguées."),
        by_head(h, None, hand=h.seed + 1),
    )


def appointment_sheet(h: Hospital, on: date) -> Doc:
    """Return a job sheet dated and named."""
    return on_paper(
        h,
        Title("Fiche de poste : responsable SSI"),
        Pairs(
            (
                ("Titulaire", h.rssi.polite),
                ("Prise de fonction", num(on)),
                ("Quotité", "0,3 ETP"),
                ("Rattachement", f"{h.head.full}, {h.function.lower()}"),
                ("Suppléant", h.quality.full),
            )
        ),
        Heading("Missions", 2),
        Items(
            (
                "Veiller à l’application de la politique de sécurité",
                "Tenir à jour l’analyse de risques",
                "Organiser les audits",
                "Être l’interlocuteur de l’ANSSI et du CERT Santé",
            )
        ),
        by_head(h, on, hand=h.seed + 2),
    )


def appointment_group(h: Hospital, on: date) -> Doc:
    """Return the appointment of one officer for the whole group, by its supporting hospital."""
    group = h.ght
    if group is None:
        return appointment_decision(h, on)
    on = group.rssi_on
    return group_paper(
        h,
        Title("Désignation du RSSI de groupement"),
        Para(
            f"Par la présente, je désigne {group.rssi.polite} en qualité de responsable de la sécurité des "
            f"systèmes d’information du {group.name}, avec effet au {long(on)}."
        ),
        Para(
            f"Sa mission couvre l’ensemble des établissements parties, dont {h.name}. Un correspondant "
            f"local est nommé dans chacun : pour cet établissement, {h.rssi.polite}."
        ),
        by_support(h, on),
    )


def appointment_vacant(h: Hospital, on: date) -> Doc:
    """Return a letter that says that nobody holds the post."""
    return on_paper(
        h,
        Para(f"{h.city}, le {long(on)}", align="right"),
        Para("Objet : responsable de la sécurité des systèmes d’information", bold=True),
        Para(
            f"Depuis le départ de {h.rssi.polite} au printemps, le poste de RSSI est vacant. Aucun "
            "responsable de la sécurité n’est désigné à ce jour ; le recrutement est ouvert et la "
            "nomination interviendra dès que possible."
        ),
        by_head(h, None, hand=h.seed),
    )


APPOINTMENTS = (appointment_decision, appointment_letter, appointment_sheet, appointment_group)


def meetings_list(h: Hospital, days: Sequence[date]) -> Doc:
    """Return a table of the year's meetings."""
    topics = (
        "Avancement du plan d’action, point sur les sauvegardes",
        "Résultats de l’audit externe, budget",
        "Bilan des incidents, exercice de crise",
    )
    rows = tuple((full(d), f"{h.rssi.full} / {h.head.full}", topics[i % 3]) for i, d in enumerate(days))
    return on_paper(
        h,
        Title("Rencontres RSSI – direction"),
        Para("Points de situation tenus entre le responsable sécurité et la direction de l’établissement."),
        Grid((("Date", "Participants", "Sujets"), *rows), (1.3, 1.6, 2.4)),
        by(h, h.rssi, "Le RSSI", None, hand=h.seed),
    )


def meetings_minutes(h: Hospital, days: Sequence[date]) -> Doc:
    """Return the minutes of each meeting under one another."""
    parts = [
        x
        for i, d in enumerate(days)
        for x in (
            Heading(f"Réunion du {long(d)}"),
            Para(
                f"Présents : {h.head.polite} ({h.function.lower()}), {h.rssi.polite} "
                f"(RSSI){', ' + h.dsi.polite if i % 2 else ''}."
            ),
            Items(
                (
                    "Revue des incidents : aucun incident grave.",
                    "État du plan d’action et des moyens alloués.",
                    "Décision : "
                    f"{'renouveler la campagne de sensibilisation' if i % 2 else 'remplacer le pare-feu'}.",
                )
            ),
        )
    ]
    return on_paper(h, Title("Comptes rendus des points sécurité direction / RSSI"), *parts)


def meetings_mail(h: Hospital, days: Sequence[date]) -> Doc:
    """Return an attestation that lists the meetings in a sentence."""
    listed = " et ".join(f"le {long(d)}" for d in days)
    return on_paper(
        h,
        Title("Points de situation sécurité du système d’information"),
        Para(
            f"{h.rssi.polite}, responsable de la sécurité, a rencontré la direction "
            f"{'à ' + str(len(days)) + ' reprises' if len(days) > 1 else 'une fois'} : {listed}. Chaque "
            "entretien a donné lieu à un relevé de décisions conservé au secrétariat."
        ),
        Para(f"Édité par le secrétariat de direction le {num(max(days))}.", small=True),
        by_head(h, None, hand=h.seed),
    )


MEETINGS = (meetings_list, meetings_minutes, meetings_mail)

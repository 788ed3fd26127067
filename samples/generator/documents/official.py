"""Formal hands: decisions with visas, registers, minutes in the style of large administrations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from samples.generator.blocks import Doc, Grid, Heading, Items, Pairs, Para, Signs, Title
from samples.generator.documents.audits import vendor
from samples.generator.documents.common import (
    by,
    by_head,
    dots,
    full,
    long,
    num,
    on_paper,
    semester,
    span,
    weeks,
)
from samples.generator.documents.exchange import editor
from samples.generator.documents.identity import count, talk
from samples.generator.documents.risks import ACTIONS, states
from samples.generator.hospitals import Hospital


def attest_articles(h: Hospital, on: date, first: date, last: date, *, sign: Signs | None = None) -> Doc:
    """Return an attestation with visas, as a legal department writes it."""
    return on_paper(
        h,
        Title("ATTESTATION"),
        Para(
            "Vu la candidature de l’établissement au programme « Ségur usage numérique en établissements "
            "de santé » ;\nVu le marché conclu avec la société " + vendor(h)[0] + " ;"
        ),
        Para(f"{h.the_head} {h.of}, ATTESTE :", bold=True),
        Items(
            (
                f"que l’audit de cybersurveillance des accès externes a été exécuté {span(first, last)} ;",
                "que le rapport d’intrusion a été remis et présenté en comité de direction ;",
                "que les mesures correctives urgentes ont été appliquées.",
            ),
            ordered=True,
        ),
        sign or by_head(h, on, hand=h.seed, stamp=True),
    )


def attest_certificate(h: Hospital, on: date, first: date, last: date, *, sign: Signs | None = None) -> Doc:
    """Return a certificate countersigned on the auditor's page."""
    return on_paper(
        h,
        Title("Certificat de bonne exécution – test d’intrusion"),
        Grid(
            (
                ("Objet", "Constat"),
                ("Prestataire", vendor(h)[0]),
                ("Cible", "Périmètre exposé sur Internet, messagerie, accès nomades"),
                ("Début des tests", full(first)),
                ("Fin des tests", full(last)),
                ("Livrable", "Rapport reçu"),
                ("Appréciation", "Prestation conforme"),
            ),
            (1, 2),
        ),
        Para(
            f"En ma qualité de {h.function[0].lower()}{h.function[1:]} {h.of}, je certifie l’exactitude "
            "des informations ci-dessus : la cybersurveillance externe a bien été menée."
        ),
        sign or by_head(h, on, hand=h.seed + 1),
    )


def minutes_register(h: Hospital, on: date) -> Doc:
    """Return an extract of a register of deliberations."""
    return on_paper(
        h,
        Para("EXTRAIT DU REGISTRE DES RÉUNIONS", align="center", bold=True),
        Title("Comité d’identitovigilance (CIV)"),
        Para(
            f"L’an {on.year}, le {long(on).rsplit(' ', 1)[0]}, à quatorze heures, les membres de la CIV "
            f"{h.of} se sont réunis sur convocation de leur président, {h.doctor.polite}."
        ),
        Para(
            f"Présents : {h.quality.polite}, {h.deputy.polite}, {h.dsi.polite}. Absents excusés : deux "
            "membres. Le quorum est atteint."
        ),
        *(
            x
            for i in range(3)
            for x in (
                Heading(f"Point n° {i + 1} – {talk(h, on, i * 2)[0]}", 2),
                Para(talk(h, on, i * 2)[1]),
                Para(f"Suite donnée : {talk(h, on, i * 2)[2].lower()}."),
            )
        ),
        Para(
            f"Le président rappelle que {count(h, on)} anomalies d’identité ont été corrigées au cours du "
            f"{semester(on)}."
        ),
        by(h, h.doctor, "Le président", None, hand=h.seed),
    )


def report_numbers(h: Hospital, year: int, on: date) -> Doc:
    """Return a report led by its tables."""
    return on_paper(
        h,
        Title(f"Identitovigilance – rapport annuel {year}"),
        Para(f"Rapport arrêté le {num(on)} par la cellule d’identitovigilance {h.of}.", small=True),
        Heading("A. Vie de la cellule"),
        Grid(
            (
                ("Réunion", "Participants", "Thème principal"),
                (f"1er semestre {year}", "9", "Doublons et collisions"),
                (f"2e semestre {year}", "11", "Déploiement de l’INS"),
            )
        ),
        Heading("B. Activité"),
        Grid(
            (
                ("Service", "Anomalies signalées", "Anomalies corrigées"),
                ("Urgences", str(14 + h.seed % 9), str(14 + h.seed % 9)),
                ("Consultations", "8", "8"),
                ("Imagerie", "5", "5"),
                ("Laboratoire", "6", "6"),
            )
        ),
        Heading("C. Bilan"),
        Para(
            "Le nombre de signalements augmente, signe d’une meilleure culture du signalement. Le délai "
            "moyen de correction est de trois jours."
        ),
        Heading("D. Programme"),
        Items(
            (
                "Auditer les identités créées aux urgences la nuit.",
                "Former les étudiants.",
                "Suivre le taux d’identités qualifiées par pôle.",
            )
        ),
    )


def plan_closed(h: Hospital, on: date, *, undone: int = 0, rate: str = "100 %") -> Doc:
    """Return minutes that close the plan."""
    open_ones = (
        "Toutes les actions sont soldées ; le plan est déclaré achevé."
        if undone == 0
        else f"{undone} action(s) non soldée(s)."
    )
    rows = tuple(
        (f"A{i:02d}", a, "Achevée" if s != "En cours" else "En cours")
        for i, ((a, _), s) in enumerate(zip(ACTIONS, states(h, undone), strict=True), 1)
    )
    return on_paper(
        h,
        Title("Comité de sécurité du SI : revue finale du plan d’action « 309 »"),
        Para(f"Réunion du {long(on)}. Présents : {h.head.polite}, {h.rssi.polite}, {h.dsi.polite}."),
        Grid((("Réf.", "Action de l’instruction SG/DSSIS/2016/309", "Situation"), *rows), (0.6, 3.2, 1)),
        Para(f"Part des actions achevées : {rate}. {open_ones} Un suivi semestriel est maintenu."),
        by(h, h.rssi, "Le RSSI", None, hand=h.seed),
    )


def appointment_note(h: Hospital, on: date) -> Doc:
    """Return a memorandum to all staff."""
    return on_paper(
        h,
        Para(f"NOTE D’INFORMATION n° {h.seed + 40}/{on.year}", bold=True),
        Para("Destinataires : ensemble du personnel"),
        Para(f"Date : {dots(on)}"),
        Title("Désignation d’un responsable de la sécurité de l’information"),
        Para(
            f"J’ai désigné {h.rssi.polite} comme responsable de la sécurité des systèmes d’information "
            f"{h.of}. Cette désignation est effective depuis le {long(on)}. "
            f"{'Elle' if h.rssi.woman else 'Il'} est votre interlocut{'rice' if h.rssi.woman else 'eur'} "
            "pour toute question de cybersécurité et siège au comité qualité."
        ),
        by_head(h, None, hand=h.seed, stamp=h.seed % 2 == 0),
    )


def meetings_agenda(h: Hospital, days: Sequence[date]) -> Doc:
    """Return records of decisions numbered by meeting."""
    parts = [
        x
        for i, d in enumerate(days, 1)
        for x in (
            Heading(f"Relevé n° {i} – entretien du {num(d)}", 2),
            Para(
                f"Étaient réunis {h.head.full} et {h.rssi.full}. Points vus : tableau de bord sécurité, "
                "incidents de la période, budget. Conclusion : "
                f"{'poursuite du plan' if i % 2 else 'arbitrage favorable sur le bastion'}."
            ),
        )
    ]
    return on_paper(
        h,
        Title("Pilotage de la sécurité numérique : entretiens direction générale / RSSI"),
        *parts,
        Para("Les relevés sont signés et archivés à la direction.", small=True),
    )


def dmp_report(h: Hospital, on: date) -> Doc:
    """Return minutes of a check of regular service."""
    return on_paper(
        h,
        Title("Procès-verbal de vérification de service régulier – connecteur DMP"),
        Pairs(
            (
                ("Site", h.name),
                ("Logiciel", editor(h)[1]),
                ("Mise en production", num(on - timedelta(days=410))),
                ("Date du constat", num(on)),
            )
        ),
        Para(
            "Constat : le connecteur fonctionne en production sans anomalie bloquante. Les comptes rendus "
            "d’hospitalisation et lettres de liaison alimentent le DMP au fil de l’eau. L’attestation de "
            "conformité DMP (alimentation) de l’éditeur est en cours de validité."
        ),
        by(h, h.dsi, "Pour l’établissement", on, hand=h.seed),
    )


def mss_convention(h: Hospital, on: date) -> Doc:
    """Return a letter of the head with dates of opening."""
    return on_paper(
        h,
        Para(f"{h.city}, le {long(on)}", align="right"),
        Para("Objet : messagerie sécurisée", bold=True),
        Para(
            f"Je vous informe que les boîtes aux lettres sécurisées {h.of} sont ouvertes dans l’espace de "
            f"confiance MSSanté et en service depuis le {long(weeks(on, -70))}. {20 + h.seed} "
            "professionnels et l’ensemble des secrétariats médicaux les utilisent pour l’envoi des "
            "lettres de sortie."
        ),
        by_head(h, None, hand=h.seed + 1),
    )


def test_register(h: Hospital, on: date, *, received: bool = True) -> Doc:
    """Return a log of the test, message by message."""
    back = (
        ("usager → établissement", f"{num(on)} 15:22", "Reçu, lu par le secrétariat")
        if received
        else ("usager → établissement", "–", "Non reçu")
    )
    return on_paper(
        h,
        Title("Journal du test d’échange avec la messagerie sécurisée citoyenne"),
        Para(f"{h.name}, en présence de {h.dsi.full} et {h.deputy.full}."),
        Grid(
            (
                ("Sens", "Horodatage", "Constat"),
                ("établissement → usager", f"{num(on)} 15:04", "Envoyé, remis dans Mon espace santé"),
                back,
            ),
            (1.4, 1.2, 2),
        ),
        Para(
            "L’échange est "
            f"{'complet : le message test est parti et la réponse est arrivée' if received else 'incomplet'}."
        ),
        by(h, h.dsi, f"{'La' if h.dsi.woman else 'Le'} responsable informatique", on, hand=h.seed + 1),
    )

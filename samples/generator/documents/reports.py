"""Yearly reports of the identity-vigilance cell."""

from __future__ import annotations

from datetime import date

from samples.generator.blocks import Doc, Grid, Heading, Items, Pairs, Para, Title
from samples.generator.documents.common import by, long, num, on_paper, weeks
from samples.generator.hospitals import Hospital


def report_full(h: Hospital, year: int, on: date) -> Doc:
    """Return a two-page yearly report with figures."""
    return on_paper(
        h,
        Title(f"Rapport d’activité {year} de la cellule d’identitovigilance"),
        Heading("Composition et fonctionnement"),
        Para(
            f"La cellule, présidée par {h.doctor.polite}, s’est réunie deux fois au cours de l’année "
            f"{year}. Elle rassemble la qualité, le bureau des admissions, l’information médicale, "
            "l’informatique et les soins."
        ),
        Heading("Indicateurs suivis"),
        Grid(
            (
                ("Indicateur", f"{year - 1}", f"{year}"),
                ("Doublons créés", str(140 + h.seed), str(96 + h.seed)),
                ("Fusions réalisées", str(133 + h.seed), str(95 + h.seed)),
                ("Collisions", "4", "2"),
                ("Fiches d’événement indésirable liées à l’identité", "17", "21"),
                ("Identités qualifiées au 31 décembre", "12 %", "47 %"),
            ),
            (3, 1, 1),
        ),
        Heading("Actions conduites"),
        Items(
            (
                "Mise à jour de la charte d’identitovigilance.",
                "Audit du bracelet d’identification : 96 % de conformité.",
                "Formation de 143 professionnels.",
                "Remplacement des lecteurs aux guichets d’accueil.",
            )
        ),
        Heading("Perspectives"),
        Para(
            "Généraliser la qualification des identités en consultation externe et poursuivre la "
            "sensibilisation des équipes de nuit."
        ),
        Para(f"Document présenté en comité qualité le {long(on)}."),
        by(h, h.doctor, "Le président de la CIV", None, hand=h.seed),
    )


def report_letter(h: Hospital, year: int, on: date) -> Doc:
    """Return a report of one page addressed to the head."""
    return on_paper(
        h,
        Para(f"{h.city}, le {long(on)}", align="right"),
        Para(f"À l’attention de {h.head.polite}, {h.function.lower()}", bold=True),
        Title(f"Bilan annuel d’activité – identitovigilance – exercice {year}"),
        Para(
            f"Vous trouverez ci-dessous le bilan de la cellule d’identitovigilance (CIV) pour {year}. Au "
            f"cours de l’exercice, {9 + h.seed} signalements ont été reçus, contre {15 + h.seed} l’année "
            "d’avant. "
            f"{40 + h.seed} doublons ont été supprimés de la base patients. Deux réunions plénières et "
            "quatre points techniques ont eu lieu."
        ),
        Para(
            "Trois chantiers ont été menés à leur terme : la révision du logigramme d’accueil aux "
            "urgences, la pose d’affiches à destination des usagers, l’ouverture du téléservice INSi à "
            "tous les postes d’admission."
        ),
        Para(
            "Au vu de ces éléments, la cellule estime le risque maîtrisé et vous propose de reconduire le "
            "programme."
        ),
        by(h, h.quality, "Pour la cellule, le référent", None, hand=h.seed + 2),
    )


def report_sheet(h: Hospital, year: int, on: date) -> Doc:
    """Return a report on a form, by heading."""
    return on_paper(
        h,
        Title("CIV : rapport d’activité"),
        Pairs(
            (
                ("Établissement", h.name),
                ("Période couverte", f"1er janvier {year} – 31 décembre {year}"),
                ("Rédigé par", h.quality.polite),
                ("Version", f"1.0 du {num(on)}"),
                ("Nombre de réunions de la cellule", "2 (une par semestre)"),
                ("Nombre d’agents formés", str(30 + h.seed)),
                ("Doublons traités", str(61 + h.seed)),
                ("Événements indésirables déclarés", str(4 + h.seed % 6)),
                ("Audits menés", "Bracelet (mars), pièce d’identité à l’accueil (octobre)"),
                ("Points forts", "Implication des secrétariats ; délai de fusion inférieur à 5 jours"),
                ("Axes d’amélioration", "Identités créées par les interfaces la nuit et le week-end"),
            )
        ),
        Para("Rapport validé par le comité de pilotage qualité et gestion des risques.", small=True),
    )


def report_planned(h: Hospital, year: int, on: date) -> Doc:
    """Return a dated commitment to write a report, not the report."""
    return on_paper(
        h,
        Para(f"{h.city}, le {long(on)}", align="right"),
        Title("Cellule d’identitovigilance : engagement de production du rapport d’activité"),
        Para(
            "La cellule d’identitovigilance de notre établissement n’a pas encore édité de rapport "
            f"d’activité pour {year}. Je m’engage à ce que ce rapport soit remis à l’agence régionale de "
            f"santé au plus tard le {long(weeks(on, 14))}."
        ),
        by(h, h.head, h.the_head, None, hand=h.seed),
    )


REPORTS = (report_full, report_letter, report_sheet)

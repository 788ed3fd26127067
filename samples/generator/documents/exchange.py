"""Sharing: feeding the DMP, the secure mailbox, the test message, the deployment order."""

from __future__ import annotations

from datetime import date

from samples.generator.blocks import Doc, Grid, Items, Look, Pairs, Para, Sign, Signs, Title
from samples.generator.documents.common import MONTHS, by, by_head, dots, e, long, num, on_paper
from samples.generator.hospitals import Hospital

EDITORS = (
    ("Hospisoft", "Dossier patient ORIANE v7.4", "Hospisoft SA – 12 allée des Frênes – 44000 Nantes"),
    ("MediCarta", "MediCarta DPI 2021.2", "MediCarta – 3 rue Ampère – 38000 Grenoble"),
    ("Clinéo Systèmes", "Clinéo Suite 5", "Clinéo Systèmes – 90 avenue Foch – 54000 Nancy"),
)


def editor(h: Hospital) -> tuple[str, str, str]:
    """Return the software editor of this establishment."""
    return EDITORS[h.seed % 3]


def dmp_editor(h: Hospital, on: date) -> Doc:
    """Return the editor's attestation."""
    firm, product, line = editor(h)
    return Doc(
        (firm, line),
        (
            Para(f"Le {long(on)}", align="right"),
            Title("Attestation DMP-compatibilité"),
            Para(
                f"La société {firm} atteste que la solution {product}, homologuée DMP-compatible pour le "
                f"profil alimentation, est installée et en production à {h.the} ({h.city}), FINESS "
                f"{h.finess}."
            ),
            Para(
                "Les documents de sortie y sont transmis au DMP depuis le "
                f"{long(on.replace(year=on.year - 1, day=1))}."
            ),
            Signs((Sign("Le responsable de la relation clients", "Hugo Marchal-Leroy", ink=h.seed + 500),)),
        ),
        Look("Helvetica", 10.5, 1, 0, 0, "#006266"),
    )


def dmp_head(h: Hospital, on: date) -> Doc:
    """Return the head's attestation."""
    return on_paper(
        h,
        Title("Attestation – alimentation du dossier médical partagé"),
        Para(
            f"Je soussigné{e(h.head)} {h.head.full}, {h.function.lower()}, atteste que le système "
            f"d’information {h.of} alimente le dossier médical partagé (DMP). La fonction est ouverte en "
            f"production depuis le {long(on.replace(year=on.year - 1, day=2))} au moyen du logiciel "
            f"{editor(h)[1]}, DMP-compatible (profil « alimentation »)."
        ),
        by_head(h, on, hand=h.seed, stamp=h.seed % 2 == 0),
    )


def dmp_figures(h: Hospital, on: date) -> Doc:
    """Return an extract of the counts of documents sent."""
    months = [MONTHS[(on.month - 5 + i) % 12] for i in range(4)]
    rows = tuple((m, str(210 + 17 * i + h.seed), str(3 + i)) for i, m in enumerate(months))
    return on_paper(
        h,
        Title("Alimentation du DMP : relevé de production"),
        Para(
            f"Extraction du {num(on)} – logiciel {editor(h)[1]} – environnement : PRODUCTION – "
            f"établissement {h.name}"
        ),
        Grid((("Mois", "Documents déposés dans le DMP", "Rejets"), *rows)),
        Para(
            "Types de documents envoyés : lettre de liaison de sortie, compte rendu d’hospitalisation, "
            "ordonnance de sortie. Homologation DMP obtenue pour le profil alimentation."
        ),
        Para(f"Document visé par {h.dsi.full}, systèmes d’information."),
    )


def dmp_note(h: Hospital, on: date) -> Doc:
    """Return a terse note of the IT department."""
    return on_paper(
        h,
        Title("NOTE – PS 3.1 DMP"),
        Para(f"Date : {dots(on)}"),
        Items(
            (
                f"Logiciel : {editor(h)[1]} (éditeur {editor(h)[0]})",
                "DMP-compatibilité : oui, alimentation",
                f"Mise en service : {dots(on.replace(year=on.year - 2))}",
                "Le SIH envoie chaque jour les lettres de liaison dans le DMP des patients",
                f"Volume depuis janvier : {900 + h.seed * 11} documents",
            )
        ),
        by(h, h.dsi, "Le responsable informatique", None, hand=h.seed),
    )


def dmp_planned(h: Hospital, on: date) -> Doc:
    """Return an attestation of a connection to come."""
    return on_paper(
        h,
        Title("Attestation DMP"),
        Para(
            f"{h.name} a commandé le module d’alimentation du DMP à la société {editor(h)[0]}. "
            "L’installation est programmée et la mise en production interviendra au cours du prochain "
            "semestre. À ce jour, aucun document n’est encore transmis au DMP."
        ),
        by_head(h, on, hand=h.seed, stamp=True),
    )


DMP = (dmp_editor, dmp_head, dmp_figures, dmp_note)


def mss_head(h: Hospital, on: date) -> Doc:
    """Return the head's attestation of the mailbox."""
    return on_paper(
        h,
        Title("Attestation relative à la messagerie sécurisée de santé"),
        Para(
            f"{h.head.polite}, {h.function.lower()}, certifie que {h.the} dispose d’une messagerie "
            "opérationnelle, raccordée à l’espace de confiance MSSanté depuis le "
            f"{long(on.replace(year=on.year - 2, day=3))}. Adresse de l’établissement : "
            f"secretariat@{h.domain.replace('.example', '')}.mssante.example."
        ),
        by_head(h, on, hand=h.seed + 1),
    )


def mss_operator(h: Hospital, on: date) -> Doc:
    """Return the certificate of the operator."""
    return Doc(
        ("GRADeS Territoires numériques", "Opérateur MSSanté", "18 rue de l’Innovation"),
        (
            Title("Certificat de raccordement MSSanté"),
            Pairs(
                (
                    ("Bénéficiaire", h.name),
                    ("FINESS", h.finess),
                    ("Domaine", f"{h.domain.replace('.example', '')}.mssante.example"),
                    ("Boîtes actives", f"{12 + h.seed} boîtes organisationnelles, {40 + h.seed} nominatives"),
                    ("Statut du service", "Opérationnel"),
                    ("Ouvert depuis le", num(on.replace(year=on.year - 2))),
                )
            ),
            Para(
                "L’opérateur certifie que les boîtes ci-dessus sont en service dans l’espace de confiance "
                f"MSSanté et échangent des messages à la date du {num(on)}."
            ),
            Signs((Sign("Le responsable du service", "Clarisse Vandamme-Aubry", ink=h.seed + 700),)),
        ),
        Look("Helvetica", 10, 3, 1, 2, "#6c3483"),
    )


def mss_note(h: Hospital, on: date) -> Doc:
    """Return a few facts on the mailbox."""
    return on_paper(
        h,
        Title("Messagerie sécurisée de santé : état des lieux"),
        Para(
            f"Situation au {long(on)}. La messagerie MSSanté de l’établissement fonctionne et est utilisée "
            f"quotidiennement par les secrétariats : {300 + h.seed * 9} messages envoyés le mois dernier "
            "aux correspondants de ville via l’espace de confiance."
        ),
        Items(
            (
                "Opérateur : GRADeS régional",
                "Inscription à l’annuaire national : effective",
                "Boîtes par service : médecine, chirurgie, imagerie, consultations",
            )
        ),
        by(h, h.dsi, "Le responsable des systèmes d’information", None, hand=h.seed + 2),
    )


def mss_form(h: Hospital, on: date) -> Doc:
    """Return a declaration form."""
    return on_paper(
        h,
        Title("Fiche de preuve – PS 3.2"),
        Pairs(
            (
                ("Établissement", h.name),
                ("Messagerie intégrée à l’espace MSSanté", "Oui"),
                ("État", "En service"),
                ("Date d’ouverture", num(on.replace(year=on.year - 1))),
                ("Éditeur / opérateur", f"{editor(h)[0]} / opérateur régional"),
                ("Adresse de test", f"accueil@{h.domain.replace('.example', '')}.mssante.example"),
                ("Renseigné par", f"{h.dsi.full} le {num(on)}"),
            )
        ),
    )


def mss_denied(h: Hospital, on: date) -> Doc:
    """Return a letter that says there is none."""
    return on_paper(
        h,
        Para(f"{h.city}, le {long(on)}", align="right"),
        Title("Messagerie sécurisée de santé"),
        Para(
            "L’établissement ne dispose pas à ce jour de boîte aux lettres dans l’espace de confiance "
            "MSSanté. Les échanges avec la ville se font par courrier et télécopie. Une étude est en cours "
            "avec l’opérateur régional."
        ),
        by_head(h, None, hand=h.seed),
    )


def mss_ordered(h: Hospital, on: date) -> Doc:
    """Return an order of a mailbox, without any opening."""
    return on_paper(
        h,
        Title(f"Bon de commande n° {2000 + h.seed}"),
        Pairs(
            (
                ("Date", num(on)),
                ("Fournisseur", editor(h)[0]),
                ("Objet", "Messagerie sécurisée de santé MSSanté"),
            )
        ),
        Grid(
            (
                ("Désignation", "Qté", "Total HT"),
                ("Ouverture du domaine MSSanté", "1", "900,00 €"),
                ("Boîtes aux lettres nominatives", "25", "1 250,00 €"),
            )
        ),
        by(h, h.deputy, "Le responsable des achats", None, hand=h.seed),
    )


MSS = (mss_head, mss_operator, mss_note, mss_form)

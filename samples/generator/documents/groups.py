"""Papers of a group of hospitals (GHT): master plan, head of IT, agreement of the supporting hospital."""

from __future__ import annotations

from datetime import date

from samples.generator.blocks import Block, Doc, Grid, Heading, Items, Pairs, Para, Sign, Signs, Ticks, Title
from samples.generator.documents.common import e, full, long, num
from samples.generator.hospitals import Ght, Hospital

PARTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        (
            "Introduction",
            "Préambule : pourquoi un schéma directeur",
            "Introduction au schéma directeur",
            "Propos liminaires",
        ),
        "Le présent schéma directeur traduit le projet médical partagé dans le domaine numérique, pour les "
        "cinq années à venir. Il a été construit avec les établissements parties.",
    ),
    (
        (
            "État des lieux des systèmes d’information",
            "Diagnostic de l’existant",
            "État des lieux",
            "Où en sommes-nous ? État du système d’information",
        ),
        "Neuf dossiers patients différents coexistent. Les réseaux sont reliés depuis deux ans. Trois "
        "plateaux de biologie partagent un même logiciel ; l’imagerie est hétérogène.",
    ),
    (
        ("Objectifs stratégiques", "Ambitions et objectifs", "Les objectifs", "Les objectifs poursuivis"),
        "Un dossier patient commun, une identité unique par usager, un niveau de sécurité homogène, des "
        "échanges dématérialisés avec la ville.",
    ),
    (
        (
            "Système d’information cible",
            "La cible à cinq ans",
            "Le SI cible",
            "Le système d’information visé",
        ),
        "Le système cible repose sur un dossier patient convergent, un serveur d’identités de groupement, "
        "une plateforme d’interopérabilité et deux salles serveurs.",
    ),
    (
        (
            "Projets du schéma directeur",
            "Portefeuille de projets et trajectoire",
            "Les projets",
            "Feuille de route : les projets",
        ),
        "Vingt-deux projets sont retenus, répartis en quatre programmes : socle, patient, plateaux "
        "techniques, pilotage. Chaque projet a une fiche, un budget et un responsable.",
    ),
    (
        ("Évaluation", "Évaluation et indicateurs", "Comment le schéma sera évalué", "Évaluer les résultats"),
        "Des indicateurs d’usage, de coût et de délai sont relevés chaque semestre. Une évaluation à "
        "mi-parcours est prévue.",
    ),
    (
        (
            "Pilotage du système d’information",
            "Gouvernance et pilotage",
            "Le pilotage",
            "Piloter : qui décide, qui suit",
        ),
        "Un comité de pilotage se réunit tous les deux mois sous la présidence du directeur de "
        "l’établissement support. Un comité technique prépare ses travaux.",
    ),
)


def group_of(h: Hospital) -> Ght:
    """Return the group, which these papers need."""
    if h.ght is None:
        raise ValueError(f"{h.name} belongs to no group")
    return h.ght


def group_paper(h: Hospital, *body: Block, footer: str = "") -> Doc:
    """Return a document on the group's letterhead."""
    group = group_of(h)
    return Doc(group.letterhead, body, group.look, footer)


def by_support(h: Hospital, on: date | None, *, ink: bool = True) -> Signs:
    """Return the block of the head of the supporting hospital."""
    group = group_of(h)
    article = "La" if group.head.woman else "Le"
    before = f"{group.city}, le {long(on)}" if on else ""
    function = f"{article} {group.function.lower()}\nde l’établissement support"
    return Signs(
        (Sign(function, group.head.capitals, before, sum(map(ord, group.head.full)) if ink else None),)
    )


def master_plan(h: Hospital, *, without: int | None = None) -> Doc:
    """Return a validated master plan; ``without`` is the rank of a part that is not there."""
    group = group_of(h)
    on = group.planned_on
    blocks: list[Block] = [
        Title(f"Schéma directeur du système d’information {on.year}-{on.year + 4}"),
        Para(f"{group.name} – version définitive", align="center", bold=True),
        Para(
            f"Validé en comité stratégique le {full(on)} après avis de la commission médicale de groupement.",
            align="center",
        ),
        Grid(
            (
                ("Établissement", "Rôle"),
                (group.support, "Support"),
                *(((h.name, "Partie"),) if group.city not in h.name and group.support != h.name else ()),
                ("EHPAD Résidence du Parc", "Associé"),
            )
        ),
    ]
    kept = [p for i, p in enumerate(PARTS) if i != without]
    for rank, (names, text) in enumerate(kept, 1):
        blocks += [Heading(f"{rank}. {names[group.seed % 4]}"), Para(text)]
        if "projets" in text:
            blocks.append(
                Items(
                    (
                        "Dossier patient commun (2022-2024)",
                        "Serveur d’identités (2021-2022)",
                        "Messagerie sécurisée et alimentation du DMP (2021-2023)",
                        "Archivage de l’imagerie (2023)",
                    )
                )
            )
        if "dossiers patients" in text:
            blocks.append(
                Grid(
                    (
                        ("Domaine", "Logiciels en place", "Obsolescence"),
                        ("Dossier patient", "9", "forte"),
                        ("Biologie", "1", "faible"),
                        ("Imagerie", "4", "moyenne"),
                        ("Gestion économique", "3", "moyenne"),
                    )
                )
            )
    return group_paper(h, *blocks, by_support(h, on), footer=f"SDSI {group.name}")


def chief_decision(h: Hospital) -> Doc:
    """Return the decision that appoints the group's head of IT."""
    group = group_of(h)
    on = group.dsi_on
    return group_paper(
        h,
        Title(f"Décision n° {on:%Y}/0{group.seed}4"),
        Para(
            f"{'La directrice générale' if group.head.woman else 'Le directeur général'} de "
            f"{group.support}, établissement support du {group.name},"
        ),
        Para(
            "Vu la convention constitutive du groupement ;\nVu l’article L. 6132-3 du code de la santé "
            "publique ;"
        ),
        Para("DÉCIDE", align="center", bold=True),
        Para(
            f"Article 1er : {group.dsi.polite} est nommé{e(group.dsi)} directeur des systèmes "
            f"d’information du groupement hospitalier de territoire à compter du {long(on)}."
        ),
        Para("Article 2 : la présente décision sera communiquée aux chefs d’établissement."),
        by_support(h, on),
    )


def chief_letter(h: Hospital) -> Doc:
    """Return a letter that tells the members who is head of IT."""
    group = group_of(h)
    on = group.dsi_on
    return group_paper(
        h,
        Para(f"{group.city}, le {long(on)}", align="right"),
        Title("Nomination du DSI de territoire"),
        Para(
            "Chères et chers collègues,\nj’ai le plaisir de vous informer que j’ai nommé "
            f"{group.dsi.polite} à la fonction de DSI du {group.name}. Cette nomination, validée en comité "
            f"stratégique, prend effet le {long(on)}."
        ),
        by_support(h, None),
    )


def chief_minutes(h: Hospital) -> Doc:
    """Return an extract of the minutes of the group's strategic committee."""
    group = group_of(h)
    on = group.dsi_on
    return group_paper(
        h,
        Title("Extrait du compte rendu du comité stratégique"),
        Para(f"Séance du {full(on)} – point 4 : gouvernance du numérique"),
        Para(
            f"La candidature de {group.dsi.polite} à la direction commune des systèmes d’information est "
            f"approuvée. {group.dsi.full} prend ses fonctions de DSI du {group.name} le {long(on)}, "
            f"sur décision {'de la directrice' if group.head.woman else 'du directeur'} du support."
        ),
        by_support(h, None),
    )


CHIEFS = (chief_decision, chief_letter, chief_minutes)


def agreement_letter(h: Hospital, on: date) -> Doc:
    """Return the supporting head's agreement."""
    group = group_of(h)
    return group_paper(
        h,
        Para(f"{group.city}, le {long(on)}", align="right"),
        Para("Objet : programme SUN-ES – accord de l’établissement support", bold=True),
        Para(
            f"En qualité de {group.function.lower()} du {group.support}, établissement support du "
            f"{group.name}, je donne mon accord à la candidature {h.of} (FINESS {h.finess}) au programme "
            "SUN-ES."
        ),
        by_support(h, None),
    )


def agreement_form(h: Hospital, on: date) -> Doc:
    """Return the agreement as a short attestation."""
    group = group_of(h)
    return group_paper(
        h,
        Title("Attestation d’accord"),
        Para(
            f"Je soussigné{e(group.head)}, {group.head.full}, {group.function.lower()} de l’établissement "
            f"support ({group.support}), confirme approuver la démarche de candidature SUN-ES engagée par "
            f"l’établissement partie suivant : {h.name}."
        ),
        Para(f"Document remis le {num(on)}."),
        by_support(h, on),
    )


def agreement_visa(h: Hospital, on: date) -> Doc:
    """Return the support's opinion as boxes on a visa form."""
    group = group_of(h)
    return group_paper(
        h,
        Title("Visa de l’établissement support sur une candidature SUN-ES"),
        Pairs(
            (
                ("Établissement candidat", h.name),
                ("FINESS", h.finess),
                ("Établissement support", group.support),
            )
        ),
        Ticks((("Avis sur la candidature", (("Favorable", True), ("Réservé", False), ("Opposé", False))),)),
        Para("La démarche engagée est conforme au projet médical partagé et reçoit notre accord."),
        by_support(h, on),
    )


AGREEMENTS = (agreement_letter, agreement_form, agreement_visa)

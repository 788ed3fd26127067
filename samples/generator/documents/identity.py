"""Identity-vigilance: minutes of the cell, its yearly report."""

from __future__ import annotations

from datetime import date

from samples.generator.blocks import Doc, Grid, Heading, Items, Pairs, Para, Title
from samples.generator.documents.common import by, dots, full, long, num, on_paper, semester, weeks
from samples.generator.hospitals import Hospital

TALKS = (
    (
        "Bracelets",
        "L’audit du port du bracelet montre 96 % de conformité ; deux unités sont à reprendre.",
        "Nouvel audit en fin d’année – soins",
    ),
    (
        "Charte",
        "La charte d’identitovigilance révisée est relue article par article puis adoptée.",
        "Diffusion sur l’intranet – qualité",
    ),
    (
        "Interfaces",
        "Six identités créées par le laboratoire la nuit ont été rejetées par le serveur d’identités.",
        "Paramétrage à corriger – informatique",
    ),
    (
        "Consultations externes",
        "Le contrôle de la pièce d’identité n’est pas systématique le soir.",
        "Rappel des consignes – cadres",
    ),
    (
        "Nouveaux arrivants",
        "Un module d’une heure est ajouté au parcours d’accueil des internes.",
        "Mise en place au 1er du mois – DIM",
    ),
    (
        "Affichage",
        "Une affiche pour les usagers est présentée ; la commission des usagers l’a validée.",
        "Impression – communication",
    ),
    (
        "Identités provisoires",
        "Dix dossiers de plus de 48 heures ont été retrouvés et régularisés.",
        "Requête hebdomadaire – bureau des entrées",
    ),
)


def talk(h: Hospital, on: date, shift: int = 0) -> tuple[str, str, str]:
    """Return a point that this very meeting spoke of: two meetings never tell the same."""
    return TALKS[(h.seed + on.year * 2 + (on.month > 6) + shift) % len(TALKS)]


def count(h: Hospital, on: date) -> int:
    """Return a small number of this meeting's own."""
    return 3 + (h.seed * 5 + on.month * 3 + on.day) % 23


def minutes_table(h: Hospital, on: date) -> Doc:
    """Return minutes as a quality department writes them: who, what, decision."""
    n = 4 + count(h, on)
    return on_paper(
        h,
        Title("Compte rendu de réunion – Cellule d’identitovigilance"),
        Pairs(
            (
                ("Date", f"{full(on)}, 14 h 00 – 15 h 30"),
                ("Lieu", "Salle de réunion de la direction"),
                ("Animateur", f"{h.quality.polite}, référent en identitovigilance"),
                (
                    "Présents",
                    f"{h.doctor.polite} (DIM), {h.deputy.polite} (bureau des entrées), {h.dsi.polite} "
                    "(informatique)",
                ),
                ("Excusés", "Cadre du bloc opératoire, laboratoire"),
            )
        ),
        Grid(
            (
                ("Point abordé", "Échanges", "Décision / pilote"),
                (
                    "Doublons",
                    f"{n} doublons détectés depuis la dernière séance, {n - 2} fusionnés.",
                    "Poursuite du traitement hebdomadaire – BE",
                ),
                (
                    "INS",
                    "Taux d’identités qualifiées en hausse, appel au téléservice INSi stable.",
                    "Rappel aux agents d’accueil – bureau des entrées",
                ),
                (
                    "Événements indésirables",
                    f"{2 + on.month % 4} fiches analysées : étiquette au mauvais nom, usurpation suspectée.",
                    "Retour d’expérience aux services concernés",
                ),
                talk(h, on),
                talk(h, on, 3),
                (
                    "Formation",
                    f"Session de sensibilisation dispensée à {count(h, on) + 6} agents.",
                    "Reconduire au prochain trimestre",
                ),
            ),
            (1.1, 2.4, 1.6),
        ),
        Para(f"Prochaine rencontre de la cellule : {long(weeks(on, 22))}."),
        Para(f"Rédaction : {h.quality.full}. Diffusion : membres, direction, CME.", small=True),
    )


def minutes_narrative(h: Hospital, on: date) -> Doc:
    """Return minutes told in sentences."""
    return on_paper(
        h,
        Para(f"{h.city}, le {long(weeks(on, 1))}", align="right"),
        Title(f"CIV – relevé de décisions de la séance du {long(on)}"),
        Para(
            f"La cellule d’identitovigilance de l’établissement s’est réunie le {full(on)} sous la "
            f"présidence du Dr {h.doctor.last}. "
            f"Étaient présents : {h.quality.polite}, {h.dsi.polite}, {h.deputy.polite}, la cadre de santé "
            "des consultations et deux agents d’admission."
        ),
        Heading("1. Approbation du précédent relevé", 2),
        Para("Le relevé de la réunion précédente est adopté sans observation."),
        Heading("2. Indicateurs du semestre", 2),
        Para(
            f"Le taux de doublons de flux est de 0,{1 + count(h, on) % 9} %. Les collisions repérées ont "
            "toutes été corrigées dans le référentiel d’identités. "
            "La part d’identités au statut « qualifiée » progresse dans les services de court séjour."
        ),
        Heading("3. Procédures", 2),
        Para(
            "La procédure d’identification primaire a été mise à jour pour tenir compte du RNIV. Le "
            "contrôle de la pièce d’identité est systématique à l’accueil."
        ),
        Heading(f"4. {talk(h, on)[0]}", 2),
        Para(talk(h, on)[1]),
        Heading(f"5. {talk(h, on, 2)[0]}", 2),
        Para(talk(h, on, 2)[1]),
        Heading("6. Décisions", 2),
        Items(
            (
                "Afficher la liste des pièces à haut niveau de confiance aux guichets.",
                f"{talk(h, on)[2]}.",
                f"{talk(h, on, 2)[2]}.",
                "Présenter le bilan en commission qualité.",
            )
        ),
        by(h, h.doctor, "Le président de la cellule", None, ink=h.seed % 2 == 0, hand=h.seed),
    )


def minutes_terse(h: Hospital, on: date) -> Doc:
    """Return a half-page note, the kind a small establishment keeps."""
    return on_paper(
        h,
        Title("REUNION CIV"),
        Para(f"{num(on)} – 11h – bureau de la direction"),
        Para(
            f"P : {h.quality.first} {h.quality.last[:1]}., {h.deputy.first} {h.deputy.last[:1]}., Dr "
            f"{h.doctor.last}, {h.dsi.full}"
        ),
        Items(
            (
                f"suivi des doublons : {count(h, on)} cas, traités",
                f"{talk(h, on)[0].lower()} : {talk(h, on)[1][0].lower()}{talk(h, on)[1][1:]}",
                "FEI identité : RAS ce semestre, 1 presque-accident en imagerie (prénom composé)",
                "photo du patient dans le dossier : OK dans 80 % des cas",
                "contrôle cohérence : faire signer la charte aux intérimaires",
                "INS : lecteurs de carte Vitale changés à l’accueil, téléservice utilisé tous les jours",
            )
        ),
        Para(f"Prochaine CIV : {num(weeks(on, 24))}"),
        Para(f"CR rédigé par {h.quality.full}", small=True),
    )


def minutes_form(h: Hospital, on: date) -> Doc:
    """Return minutes on a house form."""
    return on_paper(
        h,
        Title("Procès-verbal d’instance"),
        Pairs(
            (
                ("Instance", "Cellule opérationnelle d’identitovigilance"),
                ("Séance du", f"{dots(on)} ({semester(on)})"),
                ("Référence", f"ENR-IDV-{on:%Y}-{h.seed:02d}"),
                ("Secrétaire de séance", h.deputy.polite),
            )
        ),
        Heading("Membres présents"),
        Items(
            (
                f"{h.doctor.polite}, médecin DIM, président",
                f"{h.quality.polite}, référente identité",
                f"{h.dsi.polite}, systèmes d’information",
                "Un représentant des soins, un représentant des admissions",
            )
        ),
        Heading("Ordre du jour traité"),
        Items(
            (
                "État d’avancement du déploiement de l’INS",
                "Analyse des signalements d’erreur d’identité",
                "Qualité du référentiel : doublons, collisions, identités provisoires",
                "Programme de formation",
            ),
            ordered=True,
        ),
        Heading("Synthèse des débats"),
        Para(
            f"Les membres prennent acte des {count(h, on)} signalements enregistrés, tous sans conséquence "
            "pour le patient. Les identités provisoires de plus de 48 heures sont désormais relancées "
            "chaque matin. "
            "La cellule valide la nouvelle version de la charte."
        ),
        Para(f"**{talk(h, on)[0]}.** {talk(h, on)[1]} **{talk(h, on, 4)[0]}.** {talk(h, on, 4)[1]}"),
        Para("La séance est levée à 16 h 20."),
        by(h, h.quality, "Le référent identitovigilance", None, ink=True, hand=h.seed + 1, side="left"),
    )


def minutes_mail(h: Hospital, on: date) -> Doc:
    """Return minutes sent round as the text of a message."""
    return Doc(
        (),
        (
            Para(f"Objet : CR de la cellule d'identitovigilance du {long(on)} - {h.name}"),
            Para("Bonjour à toutes et à tous,"),
            Para(
                f"Merci pour votre participation à la réunion de la CIV qui s'est tenue {full(on)} de 9h30 "
                "à 10h45."
            ),
            Para("Ce que nous avons vu ensemble :"),
            Items(
                (
                    f"le point sur les doublons ({count(h, on)} depuis la dernière fois, tous fusionnés)",
                    talk(h, on)[1],
                    talk(h, on, 1)[1],
                    "deux erreurs d'étiquetage au laboratoire : la double vérification a été rappelée",
                    "le suivi de l'INS : le taux de qualification dépasse 60 % aux consultations",
                )
            ),
            Para(
                f"Présents : {h.quality.full}, {h.deputy.full}, Dr {h.doctor.last}, {h.dsi.full}. Excusée "
                ": la pharmacie."
            ),
            Para(f"Nous nous retrouvons le {long(weeks(on, 25))}."),
            Para("Bien cordialement,"),
            Para(f"{h.quality.full}\nRéférent(e) identitovigilance, {h.name}"),
        ),
        h.look,
    )


MINUTES = (minutes_table, minutes_narrative, minutes_terse, minutes_form, minutes_mail)

"""Risk analyses, action plans and their progress."""

from __future__ import annotations

from datetime import date

from samples.generator import office
from samples.generator.blocks import Doc, Grid, Heading, Items, Pairs, Para, Title
from samples.generator.documents.common import by, full, long, num, on_paper
from samples.generator.hospitals import Hospital

SCENARIOS = (
    (
        "Chiffrement du dossier patient par rançongiciel",
        "4",
        "3",
        "Sauvegardes hors ligne, cloisonnement",
        "Faible",
    ),
    ("Vol d’un ordinateur portable non chiffré", "3", "3", "Chiffrement des disques", "Faible"),
    ("Hameçonnage d’un compte de messagerie", "3", "4", "Double authentification, sensibilisation", "Modéré"),
    (
        "Indisponibilité du laboratoire (panne d’automate connecté)",
        "4",
        "2",
        "Procédure dégradée, contrat d’astreinte",
        "Faible",
    ),
    (
        "Divulgation de résultats par un prestataire",
        "4",
        "2",
        "Clause de confidentialité, journalisation",
        "Modéré",
    ),
    ("Coupure électrique de la salle serveur", "4", "2", "Onduleur, second site", "Faible"),
    ("Accès d’un agent parti", "2", "3", "Revue mensuelle des comptes", "Faible"),
)
ACTIONS = (
    ("Recenser les équipements et applications", "Cartographie à jour"),
    ("Tenir un annuaire des responsables d’application", "Annuaire publié"),
    ("Rédiger la procédure de signalement des incidents", "Procédure validée"),
    ("Mettre à jour les systèmes d’exploitation obsolètes", "Postes migrés"),
    ("Généraliser l’antivirus sur postes et serveurs", "Console à 100 %"),
    ("Cloisonner le réseau biomédical", "VLAN en service"),
    ("Supprimer les comptes génériques", "Revue des comptes"),
    ("Contrôler les accès de télémaintenance", "Bastion déployé"),
    ("Sauvegarder et tester la restauration", "PV de test"),
    ("Faire signer la charte informatique", "Charte annexée au RI"),
    ("Sensibiliser le personnel", "Sessions tenues"),
    ("Verrouiller l’accès physique à la salle serveur", "Badge installé"),
)


def analysis_table(h: Hospital, on: date) -> Doc:
    """Return a risk register with ratings."""
    return on_paper(
        h,
        Title("Analyse détaillée des risques du système d’information"),
        Para(
            f"Méthode : EBIOS Risk Manager simplifiée. Ateliers tenus entre le {num(on.replace(day=1))} et "
            f"le {num(on)} avec les métiers. Gravité et vraisemblance sont cotées de 1 à 4."
        ),
        Grid(
            (("Scénario redouté", "Gravité", "Vraisemblance", "Mesures", "Risque résiduel"), *SCENARIOS),
            (2.3, 0.9, 1.5, 2.1, 1.1),
        ),
        Para(f"Les risques résiduels ont été acceptés par la direction. Analyse menée par {h.rssi.polite}."),
        by(h, h.rssi, "Le responsable de la sécurité", on, hand=h.seed),
    )


def analysis_story(h: Hospital, on: date) -> Doc:
    """Return an analysis told scenario by scenario."""
    parts = [
        x
        for s in SCENARIOS
        for x in (
            Heading(f"Scénario : {s[0].lower()}", 2),
            Para(
                f"Gravité estimée à {s[1]} sur 4, vraisemblance à {s[2]} sur 4. Mesures retenues : "
                f"{s[3].lower()}. Après traitement, le risque est jugé {s[4].lower()}."
            ),
        )
    ]
    return on_paper(
        h,
        Title("Étude de risques SSI"),
        Para(
            f"{h.name}, étude arrêtée au {long(on)}, conduite par {h.rssi.full} avec l’appui des cadres de "
            "santé, du biomédical et du DIM."
        ),
        Heading("Périmètre"),
        Para(
            "Dossier patient, laboratoire, imagerie, pharmacie, gestion administrative, réseau et téléphonie."
        ),
        Heading("Cartographie des risques"),
        *parts,
        Heading("Conclusion"),
        Para("Aucun risque résiduel n’est classé inacceptable. L’étude est revue chaque année."),
    )


def analysis_short(h: Hospital, on: date) -> Doc:
    """Return the mapping of risks of a small establishment."""
    rows = tuple((s[0], f"{int(s[1]) * int(s[2])}/16", s[3]) for s in SCENARIOS)
    return on_paper(
        h,
        Title("Cartographie des risques informatiques"),
        Pairs(
            (
                ("Site", f"{h.name}, {h.city}"),
                ("Date de l’analyse", num(on)),
                ("Participants", f"{h.rssi.full}, {h.dsi.full}, {h.quality.full}"),
            )
        ),
        Grid((("Risque identifié", "Criticité", "Traitement du risque"), *rows), (2.5, 0.8, 2)),
        Para(
            "L’analyse porte sur chacun des actifs essentiels : données de santé, identités, "
            "prescriptions, paie. Chaque risque est détaillé dans une fiche conservée par le responsable "
            "sécurité."
        ),
    )


ANALYSES = (analysis_table, analysis_story, analysis_short)


def analysis_workbook(h: Hospital, on: date) -> bytes:
    """Return the risk register as a workbook."""
    top = [
        ("Analyse de risques SSI", h.name, num(on), "", ""),
        ("Événement redouté", "Gravité", "Vraisemblance", "Mesures existantes", "Risque résiduel"),
    ]
    return office.xlsx({"Analyse des risques": [*top, *SCENARIOS]}, heading_row=2)


def states(h: Hospital, undone: int) -> list[str]:
    """Return the state of each action, the last ``undone`` being still under way."""
    words = ("Réalisé", "Fait", "Terminé", "Clos")
    return [words[h.seed % 4] if i < len(ACTIONS) - undone else "En cours" for i in range(len(ACTIONS))]


def plan_table(h: Hospital, on: date, *, undone: int = 0, rate: str = "100 %") -> Doc:
    """Return the plan as a table with a rate at its foot."""
    rows = tuple(
        (str(i), a, p, s) for i, ((a, p), s) in enumerate(zip(ACTIONS, states(h, undone), strict=True), 1)
    )
    return on_paper(
        h,
        Title("Plan d’action SSI – suivi de l’instruction n° 309 du 14 octobre 2016"),
        Para(f"Situation arrêtée au {long(on)}. Pilote : {h.rssi.polite}."),
        Grid((("N°", "Action", "Preuve", "État"), *rows), (0.4, 3, 1.8, 1)),
        Para(f"**Taux de réalisation du plan d’action : {rate}**"),
        by(h, h.rssi, "RSSI", None, hand=h.seed + 1),
    )


def plan_letter(h: Hospital, on: date, *, undone: int = 0, rate: str = "100 %") -> Doc:
    """Return a letter that states how far the plan is."""
    rest = "Plus aucune action n’est ouverte." if not undone else f"{undone} action(s) restent à terminer."
    return on_paper(
        h,
        Para(f"{h.city}, le {long(on)}", align="right"),
        Title("État d’avancement du plan d’action sécurité"),
        Para(
            "Le plan d’action issu de notre analyse de risques reprend l’intégralité des mesures de "
            f"l’annexe de l’instruction SG/DSSIS/2016/309. À ce jour, il est réalisé à {rate}. {rest}"
        ),
        Para("Les actions achevées sont les suivantes :" if undone == 0 else "Actions du plan et état :"),
        Items(tuple(f"{a} – {s.lower()}" for (a, _), s in zip(ACTIONS, states(h, undone), strict=True))),
        Para("Le suivi est fait chaque trimestre et les preuves sont tenues à disposition."),
        by(h, h.rssi, "Le responsable de la sécurité des systèmes d’information", None, hand=h.seed),
    )


def plan_follow_up(h: Hospital, on: date, *, undone: int = 0, rate: str = "100 %") -> Doc:
    """Return a dashboard with dates of closing."""
    marks = states(h, undone)
    rows = tuple(
        (
            a,
            f"P{1 + i % 3}",
            num(date(on.year - 1, 1 + i % 12, 5 + i)) if marks[i] != "En cours" else "–",
            "100 %" if marks[i] != "En cours" else "60 %",
        )
        for i, (a, _) in enumerate(ACTIONS)
    )
    return on_paper(
        h,
        Title("Tableau de bord du plan de sécurisation"),
        Pairs(
            (
                ("Établissement", h.name),
                ("Référentiel", "Instruction 309/2016, priorités P1 à P3"),
                ("Revue du", full(on)),
                ("Avancement global", rate),
            )
        ),
        Grid((("Mesure", "Priorité", "Date de clôture", "Avancement"), *rows), (3, 0.8, 1.2, 1)),
        Para(f"Revue effectuée par {h.rssi.full}. Prochaine revue dans trois mois.", small=True),
    )


PLANS = (plan_table, plan_letter, plan_follow_up)


def plan_workbook(h: Hospital, on: date, *, undone: int = 0, rate: str = "100 %") -> bytes:
    """Return the plan as a workbook."""
    rows = [
        (
            "Plan d’action SSI – instruction 309",
            h.name,
            f"mis à jour le {num(on)}",
            f"Taux d’avancement : {rate}",
        ),
        ("Action", "Livrable", "Responsable", "Statut"),
    ]
    rows += [(a, p, h.rssi.full, s) for (a, p), s in zip(ACTIONS, states(h, undone), strict=True)]
    return office.xlsx({"Plan d'action": rows}, heading_row=2)

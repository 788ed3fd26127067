"""The form of each window, as three agencies worded it: ``(field, label, type)`` in the form's order."""

from __future__ import annotations

Form = tuple[tuple[str, str, str], ...]

WINDOW_1: Form = (
    ("establishment_name", "Nom de l’établissement candidat", "text"),
    (
        "finess",
        "N° FINESS (entité juridique pour les établissements publics et les centres de dialyse, entité "
        "géographique pour les établissements privés)",
        "text",
    ),
    ("legal_status", "Statut juridique", "choice"),
    ("ght_member", "L’établissement est-il partie à un GHT ?", "yes_no"),
    ("ght_name", "Si oui, nom du GHT", "text"),
    ("support_establishment", "Établissement support du GHT", "text"),
    ("region", "Région", "choice"),
    ("city", "Commune", "text"),
    ("window", "Fenêtre de financement sur laquelle l’établissement candidate", "choice"),
    ("volets", "Volet(s) du programme concerné(s) par la candidature", "choice"),
    ("activity_mco_days", "Activité 2019 : nombre de journées MCO", "number"),
    ("activity_sessions", "Activité 2019 : nombre de séances MCO", "number"),
    ("activity_ambulatory", "Activité 2019 : nombre de séjours de chirurgie ambulatoire", "number"),
    (
        "activity_ssr_psy_had_usld_days",
        "Activité 2019 : nombre de journées SSR, psychiatrie, HAD et USLD",
        "number",
    ),
    ("activity_dialysis", "Activité 2019 : nombre de séances de dialyse", "number"),
    ("surgery", "L’établissement a-t-il une activité de chirurgie ?", "yes_no"),
    ("own_laboratory", "L’établissement dispose-t-il d’un laboratoire de biologie en propre ?", "yes_no"),
    ("own_imaging", "L’établissement dispose-t-il d’un service d’imagerie en propre ?", "yes_no"),
    ("bonus_ds1_3", "Candidature au bonus « comptes rendus opératoires » (DS1.3)", "yes_no"),
    ("commitment", "Je m’engage à atteindre les cibles d’usage dans la fenêtre choisie", "checkbox"),
    ("relims", "Je certifie que les éditeurs de mes logiciels sont référencés dans RELIMS", "checkbox"),
    ("osis_prerequisites", "Je certifie avoir saisi les prérequis SUN-ES dans oSIS", "checkbox"),
    ("osis_convergence", "GHT : les indicateurs de convergence sont saisis dans oSIS", "checkbox"),
    (
        "support_agreement_confirmed",
        "GHT : le directeur de l’établissement support a donné son accord",
        "checkbox",
    ),
    ("file_ps1_1", "PS 1.1 – Comptes rendus de la cellule d’identitovigilance", "files"),
    ("file_ps1_1_report", "PS 1.1 – Rapport d’activité de la cellule d’identitovigilance", "files"),
    ("file_ps1_2", "PS 1.2 – Questionnaire d’appropriation du RNIV", "files"),
    ("file_ps2_1_policy", "PS 2.1 – Politique de sécurité (PSSI)", "files"),
    ("file_ps2_1_risk", "PS 2.1 – Analyse des risques", "files"),
    ("file_ps2_1_plan", "PS 2.1 – Plan d’action SSI", "files"),
    ("file_ps2_1_rssi", "PS 2.1 – Nomination du responsable sécurité", "files"),
    ("file_ps2_1_meetings", "PS 2.1 – Rendez-vous RSSI / direction", "files"),
    ("file_ps2_1_incident", "PS 2.1 – Procédure de remontée des incidents", "files"),
    ("file_ps2_2", "PS 2.2 – Attestation ou bon de commande de l’audit de cybersurveillance", "files"),
    ("file_ps3_1", "PS 3.1 – Capacité du SIH à alimenter le DMP", "files"),
    ("file_ps3_2", "PS 3.2 – Messagerie opérationnelle MSSanté", "files"),
    ("file_ght_sdsi", "GHT – Schéma directeur du système d’information", "files"),
    ("file_ght_dsi", "GHT – Nomination du DSI de GHT", "files"),
    ("file_ght_agreement", "GHT – Accord de l’établissement support", "files"),
    ("file_other", "Autre document utile", "files"),
)
WINDOW_2: Form = (
    ("establishment_name", "Raison sociale de la structure", "text"),
    ("legal_status", "Nature juridique de la structure", "choice"),
    ("finess", "Identifiant FINESS", "text"),
    ("city", "Ville", "text"),
    ("region", "Région d’implantation", "choice"),
    ("ght_member", "Appartenance à un groupement hospitalier de territoire", "yes_no"),
    ("ght_name", "Intitulé du groupement", "text"),
    ("support_establishment", "Nom de l’établissement support", "text"),
    ("volets", "Je candidate au(x) volet(s)", "choice"),
    ("window", "Fenêtre d’atteinte des cibles", "choice"),
    (
        "volet2_already_funded",
        "Avez-vous déjà perçu un financement à l’usage au titre du volet 2 ?",
        "yes_no",
    ),
    ("activity_mco_days", "Journées de MCO (2019)", "number"),
    ("activity_sessions", "Séances de MCO (2019)", "number"),
    ("activity_ambulatory", "Chirurgie ambulatoire (2019)", "number"),
    ("activity_ssr_psy_had_usld_days", "Journées SSR / PSY / HAD / USLD (2019)", "number"),
    ("activity_dialysis", "Séances de dialyse (2019)", "number"),
    ("surgery", "Chirurgie pratiquée dans l’établissement", "yes_no"),
    ("own_laboratory", "Laboratoire interne", "yes_no"),
    ("own_imaging", "Imagerie interne", "yes_no"),
    ("bonus_ds1_3", "Bonus DS1.3 demandé", "yes_no"),
    ("bonus_ds1_4", "Bonus DS1.4 demandé", "yes_no"),
    ("file_ps1_1", "Identitovigilance : preuves de fonctionnement de la CIV", "files"),
    ("file_ps1_2", "Identitovigilance : questionnaire RNIV renseigné", "files"),
    ("file_ps2_1", "Sécurité : PSSI, analyse de risques, plan d’action, RSSI, incidents", "files"),
    ("file_ps2_2", "Sécurité : attestation d’audit externe", "files"),
    ("file_ps3_1", "Échange et partage : DMP", "files"),
    ("file_ps3_2", "Échange et partage : MSSanté", "files"),
    ("file_ps4_1", "Échange et partage : message test MSS citoyenne", "files"),
    ("file_ght_sdsi", "Pièces GHT : SDSI", "files"),
    ("file_ght_dsi", "Pièces GHT : désignation du DSI", "files"),
    ("file_ght_agreement", "Pièces GHT : accord du directeur de l’établissement support", "files"),
    ("osis_prerequisites", "Les prérequis ont été renseignés dans l’oSIS", "yes_no"),
    ("osis_convergence", "Les indicateurs de convergence du GHT ont été renseignés dans l’oSIS", "yes_no"),
    ("relims", "Les éditeurs concernés figurent dans la base RELIMS", "yes_no"),
    ("support_agreement_confirmed", "L’établissement support approuve la candidature", "yes_no"),
    ("commitment", "L’établissement s’engage sur les cibles et sur la fenêtre", "yes_no"),
    ("file_other", "Pièces complémentaires", "files"),
)
WINDOW_3: Form = (
    ("window", "Sur quelle fenêtre candidatez-vous ?", "choice"),
    ("volets", "Volets demandés", "choice"),
    ("establishment_name", "Dénomination de l’établissement de santé", "text"),
    ("finess", "Numéro FINESS de l’établissement", "text"),
    ("legal_status", "Catégorie d’établissement", "choice"),
    ("ght_member", "Membre d’un GHT ?", "yes_no"),
    ("ght_name", "GHT de rattachement", "text"),
    ("support_establishment", "Établissement support", "text"),
    ("region", "Région", "choice"),
    ("city", "Commune de l’établissement", "text"),
    ("volet2_already_funded", "Le volet 2 a-t-il déjà été financé pour cet établissement ?", "yes_no"),
    ("file_ps1_1", "Preuves PS1.1 : réunions et rapport de la CIV", "files"),
    ("file_ps1_2", "Preuve PS1.2 : questionnaire RNIV", "files"),
    ("file_ps2_1_policy", "Preuves PS2.1 : PSSI et procédure incidents", "files"),
    ("file_ps2_1_risk", "Preuves PS2.1 : analyse de risques et plan d’action", "files"),
    ("file_ps2_1_rssi", "Preuves PS2.1 : RSSI (désignation et rendez-vous)", "files"),
    ("file_ps2_2", "Preuve PS2.2 : audit de cybersurveillance", "files"),
    ("file_ps3_1", "Preuve PS3.1 : alimentation du DMP", "files"),
    ("file_ps3_2", "Preuve PS3.2 : MSSanté", "files"),
    ("file_ps4_1", "Preuve PS4.1 : envoi et réception d’un message MSS citoyenne", "files"),
    ("file_ght_sdsi", "GHT : SDSI validé", "files"),
    ("file_ght_dsi", "GHT : DSI commun", "files"),
    ("file_ght_agreement", "GHT : accord du support", "files"),
    ("activity_mco_days", "Activité combinée 2019 – journées MCO", "number"),
    ("activity_sessions", "Activité combinée 2019 – séances", "number"),
    ("activity_ambulatory", "Activité combinée 2019 – ambulatoire", "number"),
    ("activity_ssr_psy_had_usld_days", "Activité combinée 2019 – SSR, PSY, HAD, USLD", "number"),
    ("activity_dialysis", "Activité combinée 2019 – dialyse", "number"),
    ("surgery", "Activité chirurgicale", "yes_no"),
    ("own_laboratory", "Biologie réalisée en interne", "yes_no"),
    ("own_imaging", "Imagerie réalisée en interne", "yes_no"),
    ("commitment", "Engagement sur l’atteinte des cibles d’usage", "checkbox"),
    ("relims", "Éditeurs référencés RELIMS", "checkbox"),
    ("osis_prerequisites", "Prérequis saisis dans oSIS", "checkbox"),
    ("osis_convergence", "Indicateurs de convergence saisis dans oSIS (GHT)", "checkbox"),
    ("support_agreement_confirmed", "Accord du directeur de l’établissement support (GHT)", "checkbox"),
    ("file_other", "Tout autre document", "files"),
)
USAGE_IDS = ("ds1_1", "ds1_2", "ds1_3", "ds1_4", "ds2_1", "ds3_1", "ds4_1", "ds4_2")
MEASURES = (
    "lettres de liaison de sortie dans le DMP",
    "ordonnances de sortie dans le DMP",
    "comptes rendus opératoires dans le DMP",
    "séjours avec un document antérieur alimenté",
    "comptes rendus de biologie dans le DMP",
    "comptes rendus d’imagerie dans le DMP",
    "correspondants équipés atteints par MSS professionnelle",
    "séjours avec un message MSS citoyenne au patient",
)
USAGE: Form = (
    *WINDOW_2[:10],
    *(
        f
        for f in WINDOW_2
        if f[0] in ("surgery", "own_laboratory", "own_imaging", "bonus_ds1_3", "bonus_ds1_4")
    ),
    *(
        (f"{key}_{part}", f"{key[:3].upper()}.{key[-1]} – {measure} : {word}", "number")
        for key, measure in zip(USAGE_IDS, MEASURES, strict=True)
        for part, word in (("numerator", "numérateur"), ("denominator", "dénominateur"))
    ),
    ("ds4_3_declared", "DS4.3 – La MSS citoyenne a été présentée en CME (ou instance équivalente)", "yes_no"),
    ("file_ds4_3", "DS4.3 – Compte rendu de la CME", "files"),
    ("file_other", "Autre pièce", "files"),
)
FALLBACK = {
    "file_ps1_1_report": "file_ps1_1",
    "file_ps2_1_policy": "file_ps2_1",
    "file_ps2_1_risk": "file_ps2_1",
    "file_ps2_1_plan": "file_ps2_1_risk",
    "file_ps2_1_rssi": "file_ps2_1",
    "file_ps2_1_meetings": "file_ps2_1_rssi",
    "file_ps2_1_incident": "file_ps2_1_policy",
}


def field_on(form: Form, field_id: str) -> str:
    """Return the field of ``form`` that takes what is meant for ``field_id``."""
    known = {f for f, _, _ in form}
    while field_id not in known:
        field_id = FALLBACK[field_id]
    return field_id

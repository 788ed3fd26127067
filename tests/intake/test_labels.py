from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.intake.labels import Form, Shape

F: Shape = "files"
Y: Shape = "yesno"
N: Shape = "number"
T: Shape = "text"

ANOTHER_AGENCY: list[tuple[str, Shape | None, str | None]] = [
    ("Quel est le nom de votre établissement ?", T, "establishment_name"),
    ("Nom complet de l'ES candidat", T, "establishment_name"),
    ("FINESS de l'entité juridique porteuse", N, "finess"),
    ("FINESS ET", N, "finess"),
    ("Entité juridique : numéro FINESS (9 chiffres)", N, "finess"),
    ("FINESS de l'établissement support", N, None),
    ("Votre établissement relève-t-il du secteur public, privé ou ESPIC ?", T, "legal_status"),
    ("Catégorie d'établissement", T, "legal_status"),
    ("Faites-vous partie d'un GHT ?", Y, "ght_member"),
    ("Appartenez-vous à un groupement hospitalier de territoire", Y, "ght_member"),
    ("Si oui, nom du groupement hospitalier de territoire", T, "ght_name"),
    ("GHT d'appartenance", T, "ght_name"),
    (
        "Établissement support du groupement hospitalier de territoire (le cas échéant)",
        T,
        "support_establishment",
    ),
    ("Agence régionale de santé dont dépend l'établissement", T, "region"),
    ("Commune du site principal", T, "city"),
    ("Choisissez votre fenêtre de financement", T, "window"),
    ("Fenêtre d'usage visée", T, "window"),
    ("Dans quelle fenêtre l'établissement s'engage-t-il à atteindre les cibles ?", T, "window"),
    ("Volet(s) du programme SUN-ES", T, "volets"),
    ("Je candidate au volet 2", Y, "volets"),
    ("Avez-vous déjà été financé au titre du volet 2 de SUN-ES ?", Y, "volet2_already_funded"),
    ("Activité combinée 2019 (base de référence)", N, "activity"),
    ("Nombre de séances de dialyse réalisées en 2019", N, "activity_dialysis"),
    ("Séjours de chirurgie ambulatoire (2019)", N, "activity_ambulatory"),
    ("Nombre de journées de SSR / PSY / HAD / USLD", N, "activity_ssr_psy_had_usld_days"),
    ("Nombre de journées en MCO", N, "activity_mco_days"),
    ("Pratiquez-vous la chirurgie ?", Y, "surgery"),
    ("Votre établissement possède-t-il un laboratoire de biologie ?", Y, "own_laboratory"),
    ("Disposez-vous d'un plateau d'imagerie en propre ?", Y, "own_imaging"),
    (
        "L'établissement s'engage à atteindre les cibles d'usage du programme sur la fenêtre choisie",
        Y,
        "commitment",
    ),
    ("Je certifie que les éditeurs des solutions sont référencés dans RELIMS", Y, "relims"),
    ("Les prérequis ont bien été saisis dans l'oSIS à la date de candidature", Y, "osis_prerequisites"),
    ("J'atteste avoir renseigné l'observatoire oSIS", Y, "osis_prerequisites"),
    ("Indicateurs de convergence GHT saisis dans l'oSIS", Y, "osis_convergence"),
    (
        "Le directeur de l'établissement support de GHT a-t-il confirmé son accord ?",
        Y,
        "support_agreement_confirmed",
    ),
    ("Accord de la direction de l'établissement support obtenu", Y, "support_agreement_confirmed"),
    ("PS1.1 : CR de la CIV", F, "file_ps1_1"),
    ("Prérequis 1.1 – justificatif", F, "file_ps1_1"),
    ("Comptes-rendus de réunions d'identito-vigilance (2 derniers semestres)", F, "file_ps1_1"),
    ("Dernier rapport d'activité de la cellule d'identitovigilance", F, "file_ps1_1_report"),
    ("PS 1.1 Rapport d'activité CIV", F, "file_ps1_1_report"),
    ("Questionnaire d'autoévaluation INS / RNIV", F, "file_ps1_2"),
    ("Formulaire d'appropriation du RNIV complété", F, "file_ps1_2"),
    ("PS 1.2", F, "file_ps1_2"),
    ("Politique de Sécurité du Système d'Information (PSSI) en vigueur", F, "file_ps2_1_policy"),
    ("PS 2.1 - PSSI", F, "file_ps2_1_policy"),
    ("PS 2.1 – Étude de risques", F, "file_ps2_1_risk"),
    ("Analyse de risque SI détaillée", F, "file_ps2_1_risk"),
    ("Plan d'actions SSI soldé (instruction 309)", F, "file_ps2_1_plan"),
    ("PS2.1 état d'avancement du plan d'action", F, "file_ps2_1_plan"),
    ("Acte de désignation du RSSI", F, "file_ps2_1_rssi"),
    ("Fiche de poste / lettre de mission du responsable sécurité du SI", F, "file_ps2_1_rssi"),
    ("CR des rencontres RSSI / Direction (au moins 2 par an)", F, "file_ps2_1_meetings"),
    ("Preuve des deux réunions annuelles entre le RSSI et la direction générale", F, "file_ps2_1_meetings"),
    ("Procédure de gestion et de remontée des incidents SSI", F, "file_ps2_1_incident"),
    ("PS 2.1", F, "file_ps2_1"),
    ("Prérequis 2.1 : éléments de preuve", F, "file_ps2_1"),
    ("PS 2.2 - Cybersécurité : audit externe", F, "file_ps2_2"),
    ("P2.5 audit", F, "file_ps2_2"),
    ("Test d'intrusion externe – attestation signée du directeur", F, "file_ps2_2"),
    ("Justificatif de l'audit de cyber-surveillance (attestation ou bon de commande)", F, "file_ps2_2"),
    ("DMP : attestation de compatibilité de votre DPI", F, "file_ps3_1"),
    ("Preuve que le SIH alimente le Dossier Médical Partagé", F, "file_ps3_1"),
    ("PS 3.2 MSS", F, "file_ps3_2"),
    ("Attestation de l'opérateur de messagerie sécurisée de santé", F, "file_ps3_2"),
    ("Preuve de l'existence d'une boîte aux lettres MSSanté", F, "file_ps3_2"),
    ("PS3.1 et PS3.2 – alimentation du DMP et messagerie MSSanté", F, "file_ps3"),
    ("Pièces E et F : DMP, MSSanté", F, "file_ps3"),
    ("DMP et messagerie professionnelle", F, "file_ps3"),
    ("Échanges – messagerie professionnelle MSSanté", F, "file_ps3_2"),
    ("Justificatif 1 - cellule d'identitovigilance", F, "file_ps1_1"),
    ("Bilan annuel de la CIV", F, "file_ps1_1_report"),
    ("Volets de financement demandés", "text", "volets"),
    ("PS 4.1 : preuve d'envoi/réception", F, "file_ps4_1"),
    ("Test d'échange avec la messagerie citoyenne Mon espace santé (envoi et réception)", F, "file_ps4_1"),
    ("Schéma directeur SI du GHT validé", F, "file_ght_sdsi"),
    ("Décision de nomination du DSI de groupement", F, "file_ght_dsi"),
    ("Courrier du directeur de l'établissement support donnant son accord", F, "file_ght_agreement"),
    ("PV de CME présentant la messagerie citoyenne", F, "file_ds4_3"),
    ("DS 4.3 – preuve", F, "file_ds4_3"),
    ("Document libre", F, None),
    ("Tout autre document que vous jugez utile", F, "file_other"),
    ("RIB", F, None),
    ("DS1.1 - numérateur : nb de lettres de liaison envoyées au DMP", N, "ds1_1_numerator"),
    ("DS1.1 - dénominateur : nb total de séjours", N, "ds1_1_denominator"),
    ("DS 1.2 (num.)", N, None),
    ("Indicateur 2.1 : numérateur", N, "ds2_1_numerator"),
    ("Indicateur DS3.1 Taux (%)", N, "ds3_1_rate"),
    ("DS4.2 : nombre de séjours pour lesquels un message a été envoyé au patient", N, "ds4_2_numerator"),
    ("DS4.2 : nombre total de séjours", N, "ds4_2_denominator"),
    ("Nombre de correspondants MSS concernés par la venue d'un patient", N, "ds4_1_denominator"),
    ("La MSS citoyenne a-t-elle été présentée en CME ?", Y, "ds4_3_declared"),
    ("Souhaitez-vous candidater au bonus DS1.4 ?", Y, "bonus_ds1_4"),
    ("Nom du directeur de l'établissement", T, None),
    ("Nom et prénom du contact", T, None),
    ("Téléphone", N, None),
    ("Commentaires", T, None),
    ("Nom du RSSI", T, None),
    ("Nom du DPI et éditeur", T, None),
    ("Avez-vous une PSSI ?", Y, None),
    ("PS 2.2 : audit réalisé ?", Y, None),
    ("Date de l'audit", "date", None),
    ("Montant demandé", N, None),
    ("Nombre de lits", N, None),
    ("Avez-vous bénéficié de HOP'EN ?", Y, None),
    ("Avez-vous bénéficié du programme Hôpital numérique ?", Y, None),
    ("Établissement pilote MES", Y, "pilot"),
    ("SIRET de l'établissement", N, "siret"),
    ("Adresse de l'établissement", T, None),
    ("Fonction du signataire", T, None),
    ("Attestation sur l'honneur", F, None),
    ("Engagement signé du directeur", F, None),
    ("Délégation de signature", F, None),
    ("Convention constitutive du GHT", F, None),
    ("Lettre d'engagement de l'établissement support du GHT", F, "file_ght_agreement"),
]
TERSE_AGENCY: list[tuple[str, Shape | None, str | None]] = [
    ("Dénomination de la structure candidate", T, "establishment_name"),
    ("Hôpital / clinique candidat(e) : nom", T, "establishment_name"),
    ("Numéro d'identification FINESS (EJ ou ET)", N, "finess"),
    ("Statut (public / privé / ESPIC)", T, "legal_status"),
    ("L'établissement est membre d'un GHT", Y, "ght_member"),
    ("GHT concerné", T, "ght_name"),
    ("Hôpital support du GHT", T, "support_establishment"),
    ("Période de réalisation des usages (fenêtre)", T, "window"),
    ("Volet concerné par la demande", T, "volets"),
    ("Compte-rendu CIV n°1", F, "file_ps1_1"),
    ("Compte-rendu CIV n°2", F, "file_ps1_1"),
    ("CR cellule identitovigilance 2nd semestre 2021", F, "file_ps1_1"),
    ("Grille RNIV remplie", F, "file_ps1_2"),
    ("RNIV - questionnaire", F, "file_ps1_2"),
    ("Politique SSI", F, "file_ps2_1_policy"),
    ("Cartographie et analyse des risques SSI", F, "file_ps2_1_risk"),
    ("Plan d'action cybersécurité", F, "file_ps2_1_plan"),
    ("Plan d’action SSI achevé à 100%", F, "file_ps2_1_plan"),
    ("Décision nommant le RSSI", F, "file_ps2_1_rssi"),
    ("Organigramme positionnant le RSSI", F, "file_ps2_1_rssi"),
    ("Rencontres RSSI - Directeur", F, "file_ps2_1_meetings"),
    ("Procédure incident de sécurité", F, "file_ps2_1_incident"),
    ("Audit de sécurité externe - attestation de réalisation", F, "file_ps2_2"),
    ("Attestation de cybersurveillance", F, "file_ps2_2"),
    ("Attestation DMP compatibilité éditeur", F, "file_ps3_1"),
    ("Alimentation DMP : preuve", F, "file_ps3_1"),
    ("Attestation MSS", F, "file_ps3_2"),
    ("Messagerie sécurisée - preuve", F, "file_ps3_2"),
    ("Preuve MSS citoyenne", F, "file_ps4_1"),
    ("Message test Mon espace santé", F, "file_ps4_1"),
    ("SDSI de GHT", F, "file_ght_sdsi"),
    ("Désignation DSI GHT", F, "file_ght_dsi"),
    ("Accord établissement support", F, "file_ght_agreement"),
    ("CR CME", F, "file_ds4_3"),
    ("Autre(s) document(s)", F, "file_other"),
    ("Pièces libres complémentaires", F, "file_other"),
    ("Engagement à atteindre les cibles", Y, "commitment"),
    ("Éditeurs RELIMS", Y, "relims"),
    ("oSIS complété", Y, None),
    ("Convergence oSIS", Y, "osis_convergence"),
    ("Accord du support", Y, "support_agreement_confirmed"),
    ("Déjà financé volet 2 ?", Y, "volet2_already_funded"),
    ("DS1.1 N", N, None),
    ("DS 1.1 (numérateur)", N, "ds1_1_numerator"),
    ("Taux DS 2.1", N, "ds2_1_rate"),
    ("Lettres de liaison : taux d'alimentation du DMP", N, "ds1_1_rate"),
    ("Nombre de CR d'imagerie transmis au DMP", N, "ds3_1_numerator"),
    ("Effectif total", N, None),
    ("Coût du projet", N, None),
    ("Délibération du conseil de surveillance", F, None),
    ("Logo", F, None),
    ("KBIS", F, None),
    ("Planning prévisionnel", F, None),
    ("Devis", F, None),
    ("Lettre de candidature", F, None),
    ("Mandat", F, None),
]


COMMITMENTS: list[tuple[str, Shape | None, str | None]] = [
    ("Notre clinique s’engage sur les cibles d’usage et sur la fenêtre demandée", "yesno", "commitment"),
    ("Nous nous engageons à tenir les cibles de la fenêtre", "yesno", "commitment"),
    ("Engagement sur l’honneur : cibles d’usage de la fenêtre", "yesno", "commitment"),
    ("Sur quelle fenêtre l’établissement s’engage-t-il ?", "text", "window"),
    ("FINESS de la structure (géographique pour le privé, juridique pour le public)", "number", "finess"),
    ("Demandez-vous le financement du volet 2 ?", "yesno", None),
    ("L’établissement a été financé au titre du volet 2", "yesno", "volet2_already_funded"),
    ("Avis favorable de l’établissement support du GHT", "yesno", "support_agreement_confirmed"),
    ("Volet(s) pour le(s)quel(s) la structure candidate", "text", "volets"),
    ("Vous êtes un établissement (public, privé, ESPIC)", "text", "legal_status"),
    ("Je m’engage à fournir le rapport d’activité de la CIV dans les six mois", "yesno", None),
]


@pytest.mark.parametrize(("label", "shape", "wanted"), [*ANOTHER_AGENCY, *TERSE_AGENCY, *COMMITMENTS])
def test_labels_worded_by_another_agency(
    form: Form, label: str, shape: Shape | None, wanted: str | None
) -> None:
    match = form.match(label, shape)
    assert (match.field.id if match else None) == wanted


def test_every_wording_of_the_ruleset_means_its_own_field(form: Form) -> None:
    shapes: dict[str, Shape] = {
        "files": "files",
        "yesno": "yesno",
        "number": "number",
        "identifier": "number",
    }
    lost = [
        (name, label)
        for name, entry in form.data["fields"].items()
        for label in entry["labels"]
        if not (match := form.match(label, shapes.get(entry["type"], "text"))) or match.field.id != name
    ]
    assert lost == []


@pytest.mark.parametrize(
    "way", ["PS 2.2", "PS2.2", "ps.2.2", "prérequis 2.2", "Prérequis n° 2.2", "P2.5", "P 2.5 HOP’EN"]
)
def test_the_programme_s_number_is_strong_evidence(form: Form, way: str) -> None:
    match = form.match(f"{way} – pièce à joindre", "files")
    assert match and match.field.id == "file_ps2_2"


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("HOP’EN P1.2 cellule d’identitovigilance", "file_ps1_1"),
        ("HOP’EN P4.1 alimentation du DMP", "file_ps3_1"),
    ],
)
def test_a_number_of_the_former_programme_is_not_read_as_one_of_this(
    form: Form, label: str, wanted: str
) -> None:
    match = form.match(label, "files")
    assert match and match.field.id == wanted


def test_a_number_rules_out_the_fields_of_another_number(form: Form) -> None:
    match = form.match("PS 3.2 – attestation d’audit externe de cybersurveillance", "files")
    assert match is None or match.field.id != "file_ps2_2"


@given(st.text(max_size=400))
def test_any_label_is_answered_without_error(form: Form, label: str) -> None:
    match = form.match(label)
    assert match is None or 0 < match.score <= 1


@given(st.sampled_from(["files", "yesno", "number"]), st.text(max_size=60))
def test_a_label_never_means_a_field_of_another_shape(form: Form, shape: Shape, label: str) -> None:
    match = form.match(f"{label} audit externe de cybersurveillance", shape)
    assert match is None or (match.field.type == "files") == (shape == "files")


@given(st.data())
def test_one_slip_of_the_finger_does_not_change_the_field(form: Form, data: st.DataObject) -> None:
    label = "Attestation de réalisation de l’audit externe de cybersurveillance"
    at = data.draw(st.integers(1, len(label) - 2))
    slipped = label[:at] + label[at + 1] + label[at] + label[at + 2 :]
    match = form.match(slipped, "files")
    assert match is None or match.field.id == "file_ps2_2"


def test_a_field_that_stands_once_goes_to_its_nearest_column(form: Form) -> None:
    matches = form.assigned(["Région d’origine du projet", "Région", "Région"], ["text", "text", "text"])
    assert [m.field.id if m else None for m in matches] == [None, "region", None]


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("FINESS (pour un établissement public : celui de l’entité juridique ; sinon, du site)", "finess"),
        ("DS1.1 – lettres de liaison de sortie dans le DMP : dénominateur", "ds1_1_denominator"),
        ("DS1.1 – lettres de liaison de sortie dans le DMP : numérateur", "ds1_1_numerator"),
        ("DS4.2 – séjours avec un message envoyé au patient (dénominateur)", "ds4_2_denominator"),
        ("Taux DS1.2 – numérateur", "ds1_2_numerator"),
    ],
)
def test_what_brackets_explain_and_what_the_label_itself_settles(form: Form, label: str, wanted: str) -> None:
    match = form.match(label, "number")
    assert match and match.field.id == wanted


@pytest.mark.parametrize(
    "label",
    [
        "L’établissement n’est pas partie à un GHT",
        "Aucun éditeur n’est référencé dans RELIMS",
    ],
)
def test_a_label_that_turns_its_answer_round_is_matched_to_nothing(form: Form, label: str) -> None:
    assert form.match(label, "yesno") is None

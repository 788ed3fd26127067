"""Papers that stand near evidence are none; the true paper that says nearly the same is one."""

from __future__ import annotations

import pytest
from layouts import page

from checker.evidence import Programme
from checker.evidence.kinds import kinds_of
from checker.evidence.text import PageText
from models.evidence import Kind


def only(text: str, programme: Programme, field_id: str | None = None) -> Kind:
    return kinds_of([PageText(page(text))], programme.kinds, programme.model, field_id=field_id)[0]


NEAR = [
    (
        "rssi_appointment",
        "file_ps2_1_rssi",
        "Clinique de la Sauve – ressources humaines\nDESCRIPTIF DE POSTE\nResponsable de la sécurité du système "
        "d'information\nRattaché à la direction, il anime le comité de sécurité et tient l'analyse de risques.\n"
        "Compétences attendues : ISO 27001, pédagogie.\nTitulaire : à désigner",
        "Clinique de la Sauve – ressources humaines\nDESCRIPTIF DE POSTE\nResponsable de la sécurité du système "
        "d'information\nTitulaire : M. Paul Estève, depuis le 3 mai 2021\nIl anime le comité de sécurité.\n"
        "La directrice, Irène Maury",
    ),
    (
        "dsi_appointment",
        "file_ght_dsi",
        "AVIS DE VACANCE D'EMPLOI\nLe GHT des Deux Vallées recrute son directeur des systèmes d'information.\n"
        "La personne retenue sera nommée par le directeur de l'établissement support.\nCandidatures à adresser avant le "
        "4 mai à la direction générale.",
        "DÉCISION\nÀ l'issue de l'avis de vacance publié en mars, Mme Aude Perrin est nommée directrice des systèmes "
        "d'information du GHT des Deux Vallées à compter du 4 mai 2021.\nLe directeur de l'établissement support",
    ),
    (
        "rssi_appointment",
        "file_ps2_1_rssi",
        "NOTE DE SERVICE 31\nM. Luc Ferrand est nommé délégué à la protection des données de la clinique le 2 mai 2021. "
        "Il rend compte à la directrice et voit le RSSI chaque mois.\nIrène Maury, directrice",
        "NOTE DE SERVICE 31\nM. Luc Ferrand, délégué à la protection des données, est nommé responsable de la sécurité "
        "des systèmes d'information de la clinique le 2 mai 2021.\nIrène Maury, directrice",
    ),
    (
        "audit_attestation",
        "file_ps2_2",
        "ATTESTATION\nJe soussignée, Irène Maury, directrice de la clinique de la Sauve, atteste qu'un audit externe de "
        "performance énergétique des bâtiments a été réalisé du 3 au 7 mai 2021 par la société Thermia.\n"
        "Fait à La Sauve, le 14 mai 2021",
        "ATTESTATION\nJe soussignée, Irène Maury, directrice de la clinique de la Sauve, atteste qu'un audit externe de "
        "cybersurveillance a été réalisé du 3 au 7 mai 2021 par la société Ponant.\nFait à La Sauve, le 14 mai 2021",
    ),
    (
        "audit_attestation",
        "file_ps2_2",
        "PONANT HÉBERGEMENT\nÀ tous nos clients\nAttestation d'audit de sécurité\nNous attestons que notre plateforme "
        "d'hébergement a été soumise à un test d'intrusion externe en mai 2021. Les failles relevées sont corrigées.\n"
        "Le responsable qualité",
        "PONANT CYBER\nAttestation d'audit de sécurité\nNous attestons avoir mené du 3 au 7 mai 2021 un test d'intrusion "
        "externe des accès de la clinique de la Sauve, notre client. Les failles relevées sont corrigées.\nLe gérant",
    ),
    (
        "audit_report",
        "file_ps2_2",
        "RAPPORT D'AUDIT SOCIAL – Clinique de la Sauve\nPérimètre de l'audit : absentéisme, temps de travail.\n"
        "Constats majeurs : 3. Recommandations : 8. Auditeur : cabinet Lemaire.",
        "RAPPORT D'AUDIT – Clinique de la Sauve\nPérimètre de l'audit : adresses publiques, messagerie.\nVulnérabilités "
        "majeures : 3. Recommandations : 8. Auditeur : cabinet Ponant Cyber. Test d'intrusion externe en boîte noire.",
    ),
    (
        "incident_procedure",
        "file_ps2_1_incident",
        "PROCÉDURE DE SIGNALEMENT D'UN INCIDENT – INONDATION DES SOUS-SOLS\n1. Prévenir l'astreinte technique (poste 18). "
        "2. Couper l'électricité. 3. Prévenir la direction de garde. 4. Remplir la fiche d'incident. Bilan à huit jours.",
        "PROCÉDURE DE SIGNALEMENT D'UN INCIDENT INFORMATIQUE\n1. Prévenir l'astreinte (poste 18). 2. Débrancher le poste. "
        "3. Le RSSI qualifie et prévient la direction. 4. Déclaration au CERT Santé. Bilan à huit jours.",
    ),
    (
        "risk_analysis",
        "file_ps2_1_risk",
        "ANALYSE DES RISQUES PSYCHOSOCIAUX – service informatique\nFacteur / gravité / fréquence / mesures\nCharge de "
        "travail  3  2  renfort\nAstreintes  2  3  roulement\nDocument unique mis à jour, présenté au CSE.",
        "ANALYSE DES RISQUES NUMÉRIQUES – service informatique\nScénario / gravité / vraisemblance / mesures\nRançongiciel"
        "  4  3  sauvegarde hors ligne\nVol de portable  2  3  chiffrement\nRisques résiduels acceptés par la direction.",
    ),
    (
        "action_plan",
        "file_ps2_1_plan",
        "PLAN D'ACTIONS QUALITÉ ET SÉCURITÉ DES SOINS 2022\nAction – pilote – échéance – état\nDouleur – Mme Roy – mars – "
        "100 %\nHygiène des mains – Dr Lam – juin – 100 %",
        "PLAN D'ACTIONS SÉCURITÉ DU SI 2022 (instruction 309)\nAction – pilote – échéance – état\nSauvegardes – M. Estève – "
        "mars – 100 %\nAntivirus – M. Estève – juin – 100 %",
    ),
    (
        "sdsi",
        "file_ght_sdsi",
        "GHT des Deux Vallées\nSCHÉMA DIRECTEUR LOGISTIQUE 2021-2025\nIntroduction. État des lieux. Objectifs. Organisation "
        "cible. Projets : cuisine centrale, magasin. Évaluation. Pilotage. Validé par le comité stratégique.",
        "GHT des Deux Vallées\nSCHÉMA DIRECTEUR DES SYSTÈMES D'INFORMATION 2021-2025\nIntroduction. État des lieux. "
        "Objectifs. SI cible. Projets : dossier patient, identité. Évaluation. Pilotage. Validé par le comité "
        "stratégique.",
    ),
    (
        "dmp_attestation",
        "file_ps3_1",
        "Medilys 8, le logiciel qui va plus loin\n• DMP-compatible, profil alimentation, homologué CNDA\n• Alimente le DMP "
        "sans ressaisie\nIls nous font confiance : 120 hôpitaux et cliniques\nDemandez votre démonstration !",
        "MEDILYS\nObjet : DMP\nMadame la directrice,\nNous confirmons que le logiciel Medilys 8 de la clinique de la Sauve, "
        "DMP-compatible, profil alimentation, homologué CNDA, alimente le DMP en production depuis mai 2021.\nLe gérant",
    ),
    (
        "mss_test",
        "file_ps4_1",
        "MANUEL DE L'UTILISATEUR – échanges avec les patients\nPour envoyer un message test par la messagerie citoyenne, "
        "cliquez sur « Écrire », saisissez l'adresse INS@patient.mssante.fr puis cliquez sur « Envoyer ». La réponse "
        "du patient arrive dans la boîte de réception.",
        "Essai de la messagerie citoyenne, clinique de la Sauve, 4 avril 2022\n10:02 message test envoyé à "
        "185027511234567@patient.mssante.fr depuis secretariat@sauve.mssante.fr\n10:09 réponse du patient reçue dans la "
        "boîte de réception. Essai concluant.",
    ),
    (
        "mss_test",
        "file_ps4_1",
        "Test d'envoi de SMS, 4 avril 2022\nMessage test envoyé au 06 00 00 00 00 à 10:02, remis à 10:03.\nRéponse « C » "
        "reçue à 10:09. Service validé pour les rappels de rendez-vous.",
        "Test de Mon espace santé, 4 avril 2022\nMessage test MSSanté envoyé au patient à 10:02, remis à 10:03.\nRéponse "
        "reçue à 10:09 par la messagerie citoyenne. SMS d'avis désactivé.",
    ),
    (
        "civ_minutes",
        "file_ps1_1",
        "COMMISSION DES USAGERS – compte rendu du 3 mai 2022\nPrésents : M. Roy, Mme Lam. Excusée : Dr Petit\nPlaintes : "
        "quatre. Identité du patient : une erreur de bracelet, transmise à la cellule d'identitovigilance.\nProchaine "
        "réunion en juin.",
        "CELLULE D'IDENTITOVIGILANCE – compte rendu du 3 mai 2022\nPrésents : M. Roy, Mme Lam. Excusée : Dr Petit\n"
        "Bracelets : une erreur, analysée. Doublons : douze. Demande transmise à la commission des usagers.\nProchaine "
        "réunion en juin.",
    ),
    (
        "cme_minutes",
        "file_ds4_3",
        "COMMISSION DES SOINS INFIRMIERS (CSIRMT) – procès-verbal du 3 mai 2022\nPrésents : 12. Excusés : 2. La "
        "messagerie citoyenne est présentée aux cadres, comme elle l'a été à la CME. Séance levée à 17 h.",
        "COMMISSION MÉDICALE D'ÉTABLISSEMENT – procès-verbal du 3 mai 2022\nPrésents : 12. Excusés : 2. La messagerie "
        "citoyenne est présentée aux praticiens, comme elle l'a été à la CSIRMT. Séance levée à 17 h.",
    ),
    (
        "rssi_meetings",
        "file_ps2_1_meetings",
        "COMITÉ ARCHIVES ET PROTECTION DES DONNÉES – relevé de décisions du 3 mai 2022\nParticipants : directrice, DPO, "
        "archiviste\nDurées de conservation revues. La PSSI sera vue par le RSSI. Prochain comité en juin.",
        "COMITÉ PROTECTION DES DONNÉES ET SÉCURITÉ – relevé de décisions du 3 mai 2022\nParticipants : directrice, DPO, "
        "RSSI\nDurées de conservation revues. La PSSI est revue avec la direction. Prochain comité RSSI en juin.",
    ),
    (
        "support_agreement",
        "file_ght_agreement",
        "Le directeur de l'hôpital de Rivel\nau directeur général du CHU, établissement support du GHT\nObjet : SUN-ES\n"
        "Nous souhaitons déposer un dossier SUN-ES. Je vous saurais gré de bien vouloir nous transmettre l'accord de "
        "l'établissement support.",
        "Le directeur général du CHU, établissement support du GHT\nau directeur de l'hôpital de Rivel\nObjet : SUN-ES\n"
        "Vous souhaitez déposer un dossier SUN-ES. J'ai le plaisir de vous donner mon accord pour cette candidature.",
    ),
    (
        "experience_report",
        None,
        "RETOUR D'EXPÉRIENCE – exercice de crise cyber du 3 mai 2022\nCas d'usage joués : messagerie coupée, DPI arrêté. "
        "Points forts, points faibles, enseignements partagés avec les équipes.",
        "RETOUR D'EXPÉRIENCE – pilote Mon espace santé, mai 2022\nCas d'usage déployés : documents de sortie, questions "
        "des patients par la messagerie citoyenne. Points forts, points faibles, enseignements.",
    ),
    (
        "rniv_questionnaire",
        "file_ps1_2",
        "ATTESTATION DE FIN DE FORMATION\nMme Léa Fort a suivi la formation « remplir le questionnaire RNIV » les 3 et 4 "
        "mai 2022.\nÉvaluation : 8 réponses exactes sur 10.",
        "QUESTIONNAIRE RNIV – clinique de la Sauve\n1. Un référent a-t-il suivi une formation ?  Oui\n2. Les doublons "
        "sont-ils suivis ?  Oui\n3. Le statut « identité qualifiée » est-il utilisé ?  Non",
    ),
    (
        "security_policy",
        "file_ps2_1_policy",
        "CANEVAS DE POLITIQUE DE SÉCURITÉ DES SYSTÈMES D'INFORMATION\nLes passages en italique sont à adapter par chaque "
        "établissement.\n1. Périmètre. 2. Rôles. 3. Mots de passe. 4. Sauvegardes.",
        "POLITIQUE DE SÉCURITÉ DES SYSTÈMES D'INFORMATION\nClinique de la Sauve, d'après le modèle de politique de "
        "l'agence, adoptée le 3 mai 2021.\n1. Périmètre. 2. Rôles. 3. Mots de passe. 4. Sauvegardes.",
    ),
    (
        "audit_attestation",
        "file_ps2_2",
        "Agence régionale de santé\nDemande de compléments\nMadame la directrice,\nVotre attestation d'audit de "
        "cybersurveillance n'est pas signée et le rapport n'atteste pas la période. Un nouvel envoi est attendu.",
        "Modèle d'attestation – audit de cybersurveillance\nÉtablissement : clinique de la Sauve, FINESS 330002759\n"
        "L'audit externe a été réalisé du 3 au 7 mai 2021 par Ponant Cyber.\nLe représentant légal atteste de sa "
        "réalisation.\nÀ La Sauve, le 14 mai 2021, la directrice",
    ),
]


@pytest.mark.parametrize(("kind", "field", "foreign", "own"), NEAR)
def test_what_stands_near_is_none_and_the_paper_itself_is_one(
    kind: str, field: str | None, foreign: str, own: str, programme: Programme
) -> None:
    for under in (None, field):
        found = only(foreign, programme, under)
        assert found.kind != kind or found.confidence < 0.5
    found = only(own, programme, field)
    assert (found.kind, found.confidence >= 0.5) == (kind, True)

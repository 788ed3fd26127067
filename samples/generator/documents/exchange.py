"""Sharing: feeding the DMP, the secure mailbox, the test message, the deployment order."""

from __future__ import annotations

from datetime import date

from samples.generator import office
from samples.generator.blocks import Doc, Grid, Items, Look, Pairs, Para, Sign, Signs, Title
from samples.generator.documents.common import MONTHS, by, by_head, dots, e, full, long, num, on_paper
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
        (Para(f"Le {long(on)}", align="right"), Title("Attestation DMP-compatibilité"),
         Para(f"La société {firm} atteste que la solution {product}, homologuée DMP-compatible pour le profil alimentation, est installée et en production à {h.the} ({h.city}), FINESS {h.finess}."),
         Para(f"Les documents de sortie y sont transmis au DMP depuis le {long(on.replace(year=on.year - 1, day=1))}."),
         Signs((Sign("Le responsable de la relation clients", "Hugo Marchal-Leroy", ink=h.seed + 500),))),
        Look("Helvetica", 10.5, 1, 0, 0, "#006266"),
    )  # fmt: skip


def dmp_head(h: Hospital, on: date) -> Doc:
    """Return the head's attestation."""
    return on_paper(
        h, Title("Attestation – alimentation du dossier médical partagé"),
        Para(f"Je soussigné{e(h.head)} {h.head.full}, {h.function.lower()}, atteste que le système d’information {h.of} alimente le dossier médical partagé (DMP). La fonction est ouverte en production depuis le {long(on.replace(year=on.year - 1, day=2))} au moyen du logiciel {editor(h)[1]}, DMP-compatible (profil « alimentation »)."),
        by_head(h, on, hand=h.seed, stamp=h.seed % 2 == 0),
    )  # fmt: skip


def dmp_figures(h: Hospital, on: date) -> Doc:
    """Return an extract of the counts of documents sent."""
    months = [MONTHS[(on.month - 5 + i) % 12] for i in range(4)]
    rows = tuple((m, str(210 + 17 * i + h.seed), str(3 + i)) for i, m in enumerate(months))
    return on_paper(
        h, Title("Alimentation du DMP : relevé de production"),
        Para(f"Extraction du {num(on)} – logiciel {editor(h)[1]} – environnement : PRODUCTION – établissement {h.name}"),
        Grid((("Mois", "Documents déposés dans le DMP", "Rejets"), *rows)),
        Para("Types de documents envoyés : lettre de liaison de sortie, compte rendu d’hospitalisation, ordonnance de sortie. Homologation DMP obtenue pour le profil alimentation."),
        Para(f"Document visé par {h.dsi.full}, systèmes d’information."),
    )  # fmt: skip


def dmp_note(h: Hospital, on: date) -> Doc:
    """Return a terse note of the IT department."""
    return on_paper(
        h, Title("NOTE – PS 3.1 DMP"), Para(f"Date : {dots(on)}"),
        Items((f"Logiciel : {editor(h)[1]} (éditeur {editor(h)[0]})", "DMP-compatibilité : oui, alimentation", f"Mise en service : {dots(on.replace(year=on.year - 2))}", "Le SIH envoie chaque jour les lettres de liaison dans le DMP des patients", f"Volume depuis janvier : {900 + h.seed * 11} documents")),
        by(h, h.dsi, "Le responsable informatique", None, hand=h.seed),
    )  # fmt: skip


def dmp_planned(h: Hospital, on: date) -> Doc:
    """Return an attestation of a connection to come."""
    return on_paper(
        h, Title("Attestation DMP"),
        Para(f"{h.name} a commandé le module d’alimentation du DMP à la société {editor(h)[0]}. L’installation est programmée et la mise en production interviendra au cours du prochain semestre. À ce jour, aucun document n’est encore transmis au DMP."),
        by_head(h, on, hand=h.seed, stamp=True),
    )  # fmt: skip


DMP = (dmp_editor, dmp_head, dmp_figures, dmp_note)


def mss_head(h: Hospital, on: date) -> Doc:
    """Return the head's attestation of the mailbox."""
    return on_paper(
        h, Title("Attestation relative à la messagerie sécurisée de santé"),
        Para(f"{h.head.polite}, {h.function.lower()}, certifie que {h.the} dispose d’une messagerie opérationnelle, raccordée à l’espace de confiance MSSanté depuis le {long(on.replace(year=on.year - 2, day=3))}. Adresse de l’établissement : secretariat@{h.domain.replace('.example', '')}.mssante.example."),
        by_head(h, on, hand=h.seed + 1),
    )  # fmt: skip


def mss_operator(h: Hospital, on: date) -> Doc:
    """Return the certificate of the operator."""
    return Doc(
        ("GRADeS Territoires numériques", "Opérateur MSSanté", "18 rue de l’Innovation"),
        (Title("Certificat de raccordement MSSanté"),
         Pairs((("Bénéficiaire", h.name), ("FINESS", h.finess), ("Domaine", f"{h.domain.replace('.example', '')}.mssante.example"), ("Boîtes actives", f"{12 + h.seed} boîtes organisationnelles, {40 + h.seed} nominatives"), ("Statut du service", "Opérationnel"), ("Ouvert depuis le", num(on.replace(year=on.year - 2))))),
         Para(f"L’opérateur certifie que les boîtes ci-dessus sont en service dans l’espace de confiance MSSanté et échangent des messages à la date du {num(on)}."),
         Signs((Sign("Le responsable du service", "Clarisse Vandamme-Aubry", ink=h.seed + 700),))),
        Look("Helvetica", 10, 3, 1, 2, "#6c3483"),
    )  # fmt: skip


def mss_note(h: Hospital, on: date) -> Doc:
    """Return a few facts on the mailbox."""
    return on_paper(
        h, Title("Messagerie sécurisée de santé : état des lieux"),
        Para(f"Situation au {long(on)}. La messagerie MSSanté de l’établissement fonctionne et est utilisée quotidiennement par les secrétariats : {300 + h.seed * 9} messages envoyés le mois dernier aux correspondants de ville via l’espace de confiance."),
        Items(("Opérateur : GRADeS régional", "Inscription à l’annuaire national : effective", "Boîtes par service : médecine, chirurgie, imagerie, consultations")),
        by(h, h.dsi, "Le responsable des systèmes d’information", None, hand=h.seed + 2),
    )  # fmt: skip


def mss_form(h: Hospital, on: date) -> Doc:
    """Return a declaration form."""
    return on_paper(
        h, Title("Fiche de preuve – PS 3.2"),
        Pairs((("Établissement", h.name), ("Messagerie intégrée à l’espace MSSanté", "Oui"), ("État", "En service"), ("Date d’ouverture", num(on.replace(year=on.year - 1))), ("Éditeur / opérateur", f"{editor(h)[0]} / opérateur régional"), ("Adresse de test", f"accueil@{h.domain.replace('.example', '')}.mssante.example"), ("Renseigné par", f"{h.dsi.full} le {num(on)}"))),
    )  # fmt: skip


def mss_denied(h: Hospital, on: date) -> Doc:
    """Return a letter that says there is none."""
    return on_paper(
        h, Para(f"{h.city}, le {long(on)}", align="right"), Title("Messagerie sécurisée de santé"),
        Para("L’établissement ne dispose pas à ce jour de boîte aux lettres dans l’espace de confiance MSSanté. Les échanges avec la ville se font par courrier et télécopie. Une étude est en cours avec l’opérateur régional."),
        by_head(h, None, hand=h.seed),
    )  # fmt: skip


def mss_ordered(h: Hospital, on: date) -> Doc:
    """Return an order of a mailbox, without any opening."""
    return on_paper(
        h, Title(f"Bon de commande n° {2000 + h.seed}"),
        Pairs((("Date", num(on)), ("Fournisseur", editor(h)[0]), ("Objet", "Messagerie sécurisée de santé MSSanté"))),
        Grid((("Désignation", "Qté", "Total HT"), ("Ouverture du domaine MSSanté", "1", "900,00 €"), ("Boîtes aux lettres nominatives", "25", "1 250,00 €"))),
        by(h, h.deputy, "Le responsable des achats", None, hand=h.seed),
    )  # fmt: skip


MSS = (mss_head, mss_operator, mss_note, mss_form)


def test_letter(h: Hospital, on: date, *, received: bool = True) -> Doc:
    """Return a report of the test in both directions, or in one only."""
    back = f"Le patient de test a répondu et sa réponse a été reçue dans notre boîte le {num(on)} à 11 h 42." if received else "La réponse depuis la messagerie citoyenne n’a pas été reçue à ce jour : le ticket ouvert auprès de l’éditeur est toujours en cours."
    return on_paper(
        h, Title("Procès-verbal de test – messagerie sécurisée citoyenne"),
        Pairs((("Établissement", h.name), ("Date du test", full(on)), ("Testeur", h.dsi.full), ("Adresse citoyenne", "patient-test@citoyen.mssante.example"))),
        Para(f"Un message de test a été envoyé à 11 h 05 depuis la boîte de l’établissement vers la messagerie citoyenne de Mon espace santé ; l’accusé de remise est joint au présent procès-verbal. {back}"),
        Para("Conclusion : test concluant dans les deux sens (émission et réception)." if received else "Conclusion : envoi conforme, réception non constatée."),
        by(h, h.dsi, "Le responsable du test", on, hand=h.seed),
    )  # fmt: skip


def test_table(h: Hospital, on: date, *, received: bool = True) -> Doc:
    """Return the sheet of a test campaign."""
    return on_paper(
        h, Title("MSS citoyenne : fiche de recette"), Para(f"{h.name} – exécution du {num(on)}"),
        Grid((("Cas de test", "Attendu", "Obtenu", "Résultat"), ("Envoi d’un message de l’établissement vers l’usager", "Message visible dans Mon espace santé", "Message affiché à 09:17", "OK"),
              ("Réponse de l’usager vers l’établissement", "Message reçu dans la boîte du service", "Message reçu à 09:31" if received else "Aucun message reçu", "OK" if received else "KO")), (2, 2, 1.6, 0.8)),
        Para(f"Recette prononcée par {h.dsi.full}." if received else "Recette à reprendre pour le sens entrant."),
    )  # fmt: skip


def test_mail(h: Hospital, on: date) -> bytes:
    """Return the mail thread of the test, as saved."""
    body = (
        "Bonjour,\n\n"
        f"Bien reçu votre message envoyé ce matin depuis {h.the} : il s'affiche dans ma messagerie Mon espace santé. Je vous réponds depuis celle-ci comme convenu.\n\n"
        "Le patient testeur\n\n"
        "-----\n"
        f"De : accueil@{h.domain.replace('.example', '')}.mssante.example\n"
        f"Envoyé : {full(on)} 08:55\nObjet : message test vers la messagerie citoyenne\n\n"
        f"Ceci est un message test adressé par {h.name} à la MSS citoyenne. Merci d'y répondre.\n"
    )
    stamp = f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[on.weekday()]}, {on:%d} {('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')[on.month - 1]} {on:%Y} 09:12:44 +0200"  # fmt: skip
    return office.eml("testeur@citoyen.mssante.example", f"accueil@{h.domain.replace('.example', '')}.mssante.example", "RE: message test vers la messagerie citoyenne", stamp, body)  # fmt: skip


TESTS = (test_letter, test_table)


def deployment_order(h: Hospital, dated: date, installed: str) -> Doc:
    """Return an order for the deployment of a secure messaging product."""
    firm, _, line = editor(h)
    when = (("Installation", installed),) if installed else ()
    return on_paper(
        h, Title("Bon de commande – déploiement MSS"),
        Pairs((("N° de commande", f"{dated:%Y}-MSS-{h.seed}"), ("Date de commande", num(dated)), ("Fournisseur", f"{firm}\n{line}"), *when)),
        Grid((("Prestation", "Montant HT"), ("Connecteur messagerie sécurisée de santé (professionnelle et citoyenne)", "8 200,00 €"), ("Déploiement, paramétrage et formation", "3 600,00 €")), (3.5, 1)),
        Para("Commande ferme."), by_head(h, None, hand=h.seed, stamp=True),
    )  # fmt: skip


def deployment_letter(h: Hospital, dated: date, installed: str) -> Doc:
    """Return the same order written as a letter."""
    firm, product, line = editor(h)
    when = f"Comme convenu, la solution sera installée sur nos serveurs {installed}." if installed else "Le calendrier sera arrêté avec votre chef de projet."
    return on_paper(
        h, Para(f"{firm}\n{line}", align="right"), Para(f"{h.city}, le {long(dated)}", align="right"),
        Para("Objet : commande du déploiement de la messagerie sécurisée de santé", bold=True),
        Para(f"Nous vous confirmons la commande du déploiement du module MSS de {product}, y compris l’ouverture vers la messagerie citoyenne, pour 10 450 € HT. {when}"),
        by_head(h, None, hand=h.seed + 1),
    )  # fmt: skip

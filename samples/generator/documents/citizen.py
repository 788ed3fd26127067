"""The test message with the citizen messaging, and orders to deploy it."""

from __future__ import annotations

from datetime import date

from samples.generator import office
from samples.generator.blocks import Doc, Grid, Pairs, Para, Title
from samples.generator.documents.common import by, by_head, full, long, num, on_paper
from samples.generator.documents.exchange import editor
from samples.generator.hospitals import Hospital


def test_letter(h: Hospital, on: date, *, received: bool = True) -> Doc:
    """Return a report of the test in both directions, or in one only."""
    back = (
        f"Le patient de test a répondu et sa réponse a été reçue dans notre boîte le {num(on)} à 11 h 42."
        if received
        else "La réponse depuis la messagerie citoyenne n’a pas été reçue à ce jour : le ticket ouvert "
        "auprès de l’éditeur est toujours en cours."
    )
    return on_paper(
        h,
        Title("Procès-verbal de test – messagerie sécurisée citoyenne"),
        Pairs(
            (
                ("Établissement", h.name),
                ("Date du test", full(on)),
                ("Testeur", h.dsi.full),
                ("Adresse citoyenne", "patient-test@citoyen.mssante.example"),
            )
        ),
        Para(
            "Un message de test a été envoyé à 11 h 05 depuis la boîte de l’établissement vers la "
            "messagerie citoyenne de Mon espace santé ; l’accusé de remise est joint au présent "
            f"procès-verbal. {back}"
        ),
        Para(
            "Conclusion : test concluant dans les deux sens (émission et réception)."
            if received
            else "Conclusion : envoi conforme, réception non constatée."
        ),
        by(h, h.dsi, "Le responsable du test", on, hand=h.seed),
    )


def test_table(h: Hospital, on: date, *, received: bool = True) -> Doc:
    """Return the sheet of a test campaign."""
    return on_paper(
        h,
        Title("MSS citoyenne : fiche de recette"),
        Para(f"{h.name} – exécution du {num(on)}"),
        Grid(
            (
                ("Cas de test", "Attendu", "Obtenu", "Résultat"),
                (
                    "Envoi d’un message de l’établissement vers l’usager",
                    "Message visible dans Mon espace santé",
                    "Message affiché à 09:17",
                    "OK",
                ),
                (
                    "Réponse de l’usager vers l’établissement",
                    "Message reçu dans la boîte du service",
                    "Message reçu à 09:31" if received else "Aucun message reçu",
                    "OK" if received else "KO",
                ),
            ),
            (2, 2, 1.6, 0.8),
        ),
        Para(
            f"Recette prononcée par {h.dsi.full}."
            if received
            else "Recette à reprendre pour le sens entrant."
        ),
    )


def test_mail(h: Hospital, on: date) -> bytes:
    """Return the mail thread of the test, as saved."""
    body = (
        "Bonjour,\n\n"
        f"Bien reçu votre message envoyé ce matin depuis {h.the} : il s'affiche dans ma messagerie Mon "
        "espace santé. Je vous réponds depuis celle-ci comme convenu.\n\n"
        "Le patient testeur\n\n"
        "-----\n"
        f"De : accueil@{h.domain.replace('.example', '')}.mssante.example\n"
        f"Envoyé : {full(on)} 08:55\nObjet : message test vers la messagerie citoyenne\n\n"
        f"Ceci est un message test adressé par {h.name} à la MSS citoyenne. Merci d'y répondre.\n"
    )
    stamp = (
        f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[on.weekday()]}, {on:%d} "
        f"{'JanFebMarAprMayJunJulAugSepOctNovDec'[on.month * 3 - 3 : on.month * 3]} "
        f"{on:%Y} 09:12:44 +0200"
    )
    return office.eml(
        "testeur@citoyen.mssante.example",
        f"accueil@{h.domain.replace('.example', '')}.mssante.example",
        "RE: message test vers la messagerie citoyenne",
        stamp,
        body,
    )


TESTS = (test_letter, test_table)


def deployment_order(h: Hospital, dated: date, installed: str) -> Doc:
    """Return an order for the deployment of a secure messaging product."""
    firm, _, line = editor(h)
    when = (("Installation", installed),) if installed else ()
    return on_paper(
        h,
        Title("Bon de commande – déploiement MSS"),
        Pairs(
            (
                ("N° de commande", f"{dated:%Y}-MSS-{h.seed}"),
                ("Date de commande", num(dated)),
                ("Fournisseur", f"{firm}\n{line}"),
                *when,
            )
        ),
        Grid(
            (
                ("Prestation", "Montant HT"),
                ("Connecteur messagerie sécurisée de santé (professionnelle et citoyenne)", "8 200,00 €"),
                ("Déploiement, paramétrage et formation", "3 600,00 €"),
            ),
            (3.5, 1),
        ),
        Para("Commande ferme."),
        by_head(h, None, hand=h.seed, stamp=True),
    )


def deployment_letter(h: Hospital, dated: date, installed: str) -> Doc:
    """Return the same order written as a letter."""
    firm, product, line = editor(h)
    when = (
        f"Comme convenu, la solution sera installée sur nos serveurs {installed}."
        if installed
        else "Le calendrier sera arrêté avec votre chef de projet."
    )
    return on_paper(
        h,
        Para(f"{firm}\n{line}", align="right"),
        Para(f"{h.city}, le {long(dated)}", align="right"),
        Para("Objet : commande du déploiement de la messagerie sécurisée de santé", bold=True),
        Para(
            f"Nous vous confirmons la commande du déploiement du module MSS de {product}, y compris "
            f"l’ouverture vers la messagerie citoyenne, pour 10 450 € HT. {when}"
        ),
        by_head(h, None, hand=h.seed + 1),
    )

"""Orders: of an audit, in three hands, and of something else."""

from __future__ import annotations

from datetime import date

from samples.generator.blocks import Doc, Grid, Items, Look, Pairs, Para, Sign, Signs, Title
from samples.generator.documents.audits import vendor
from samples.generator.documents.common import by, by_head, dots, long, num, on_paper
from samples.generator.hospitals import Hospital


def order_table(h: Hospital, dated: date, execution: str, *, second: date | None = None) -> Doc:
    """Return an order as finance software prints it; ``second`` is a date that contradicts it."""
    again = f"Commande du {num(second)}" if second else f"Édité le {num(dated)}"
    return on_paper(
        h,
        Title(f"BON DE COMMANDE N° {dated:%y}{4000 + h.seed * 13}"),
        Pairs(
            (
                ("Date de la commande", num(dated)),
                ("Fournisseur", f"{vendor(h)[0]}\n{vendor(h)[1]}"),
                ("Compte", "615268 – Prestations informatiques"),
                ("Service demandeur", "Direction – cybersécurité"),
            )
        ),
        Grid(
            (
                ("Désignation", "Qté", "PU HT", "Montant HT"),
                (
                    "Audit externe de cybersurveillance : scan des ports exposés, test d’intrusion, rapport",
                    "1",
                    "6 400,00 €",
                    "6 400,00 €",
                ),
                ("TVA 20 %", "", "", "1 280,00 €"),
                ("Total TTC", "", "", "7 680,00 €"),
            ),
            (3.2, 0.5, 1, 1.1),
        ),
        *((Para(f"**Exécution de la prestation :** {execution}"),) if execution else ()),
        Para(f"Facturation sur Chorus Pro. {again}.", small=True),
        by(h, h.deputy, "L’ordonnateur délégué", None, hand=h.seed),
    )


def order_letter(h: Hospital, dated: date, execution: str) -> Doc:
    """Return an order in the shape of a letter."""
    when = f" La prestation devra être exécutée comme suit : {execution}." if execution else ""
    return on_paper(
        h,
        Para(f"{vendor(h)[0]}\n{vendor(h)[1]}", align="right"),
        Para(f"{h.city}, le {long(dated)}", align="right"),
        Title("Commande : audit de vulnérabilité externe"),
        Para(
            f"Suite à votre proposition référencée {h.seed}-A2, nous vous passons commande de l’audit de "
            f"cybersurveillance de notre établissement pour un montant de 5 900 € HT.{when}"
        ),
        Items(
            (
                "cartographie des services exposés ;",
                "recherche de vulnérabilités ;",
                "restitution orale et rapport écrit.",
            )
        ),
        by_head(h, None, hand=h.seed + 1, stamp=True),
    )


def order_form(h: Hospital, dated: date, execution: str) -> Doc:
    """Return the vendor's order form, signed by the customer."""
    firm = vendor(h)
    look = Look("Helvetica", 10, 3, 2, 2, "#c0392b")
    body = (
        Title("Formulaire de commande"),
        Pairs(
            (
                ("Client", f"{h.name}\n{h.postcode} {h.city}"),
                ("SIRET client", h.siret),
                ("Commande passée le", dots(dated)),
                (
                    "Prestation",
                    "Pack « Regard externe » : test d’intrusion depuis Internet et surveillance des noms "
                    "de domaine",
                ),
                *((("Calendrier d’exécution", execution),) if execution else ()),
                ("Prix", "4 850,00 € HT"),
            )
        ),
        Para("Le client reconnaît avoir pris connaissance des conditions générales de vente."),
        Para("Règlement à 30 jours."),
        Signs(
            (
                Sign(
                    "Pour le client,\n" + h.function,
                    h.head.full,
                    ink=sum(map(ord, h.head.full)),
                    stamp=h.stamp,
                ),
                Sign("Pour le prestataire", "Le service commercial", ink=h.seed + 900),
            )
        ),
    )
    return Doc(firm, body, look)


ORDERS = (order_table, order_letter, order_form)


def unrelated_order(h: Hospital, dated: date) -> Doc:
    """Return an order for something else."""
    return on_paper(
        h,
        Title(f"Bon de commande {dated:%Y}/{300 + h.seed}"),
        Pairs((("Date", num(dated)), ("Fournisseur", "Médica Papeterie"), ("Livraison", "sous 10 jours"))),
        Grid(
            (
                ("Article", "Quantité", "Montant HT"),
                ("Bracelets d’identification thermiques, boîte de 250", "40", "1 320,00 €"),
                ("Étiquettes patient", "60", "744,00 €"),
            )
        ),
        by(h, h.deputy, "Le responsable des achats", None, hand=h.seed),
    )

"""External cyber-surveillance: attestations, orders, reports, quotes."""

from __future__ import annotations

from datetime import date, timedelta

from samples.generator.blocks import Doc, Grid, Heading, Items, Look, Pairs, Para, Sign, Signs, Title
from samples.generator.documents.common import by, by_head, e, long, num, on_paper, span
from samples.generator.hospitals import Hospital

VENDORS = (
    ("Cyberlens Sécurité SAS", "14 rue des Remparts – 69002 Lyon", "contact@cyberlens.example"),
    ("AUDITIS NORD", "Parc Eurasanté – 59120 Loos", "agence@auditis-nord.example"),
    ("Groupe Vigie-Num", "8 quai de la Douane – 29200 Brest", "offres@vigie-num.example"),
    ("Sentinelle & Associés", "23 cours Mirabeau – 13100 Aix-en-Provence", "bonjour@sentinelle.example"),
)


def vendor(h: Hospital) -> tuple[str, str, str]:
    """Return the firm that works for this establishment."""
    return VENDORS[h.seed % len(VENDORS)]


def attest_letter(h: Hospital, on: date, first: date, last: date, *, sign: Signs | None = None) -> Doc:
    """Return the classic attestation of the head."""
    return on_paper(
        h,
        Title("Attestation de réalisation d’un audit de cybersurveillance"),
        Para(
            f"Je soussigné{e(h.head)}, {h.head.full}, {h.function.lower()} {h.of}, atteste qu’un audit "
            f"externe de cybersurveillance a été réalisé {span(first, last)} par la société {vendor(h)[0]}."
        ),
        Para(
            "Cet audit a porté sur les adresses exposées sur Internet (balayage de ports, recherche de "
            "vulnérabilités, tests d’intrusion)."
        ),
        Para("Attestation établie pour servir et valoir ce que de droit."),
        sign or by_head(h, on, hand=h.seed, stamp=True),
    )


def attest_form(h: Hospital, on: date, first: date, last: date, *, sign: Signs | None = None) -> Doc:
    """Return a form that was filled in."""
    return on_paper(
        h,
        Title("SUN-ES – prérequis PS 2.2 – attestation sur l’honneur"),
        Pairs(
            (
                ("Établissement", h.name),
                ("FINESS", h.finess),
                ("Signataire", f"{h.head.full}, {h.function.lower()}"),
                ("Nature de l’audit", "Test d’intrusion externe et scan de ports"),
                ("Prestataire", vendor(h)[0]),
                ("Dates d’intervention", f"{num(first)} au {num(last)}"),
                ("Rapport remis le", num(last + timedelta(days=12))),
            )
        ),
        Para(
            "Le signataire certifie que l’audit ci-dessus a bien eu lieu et que ses conclusions ont été "
            "restituées à la direction."
        ),
        sign or by_head(h, on, hand=h.seed + 1),
    )


def attest_plain(h: Hospital, on: date, first: date, last: date, *, sign: Signs | None = None) -> Doc:
    """Return three lines on a letterhead."""
    return on_paper(
        h,
        Para(f"{h.city}, le {long(on)}", align="right"),
        Para("Objet : cybersécurité – audit externe", bold=True),
        Para(
            f"{'La soussignée' if h.head.woman else 'Le soussigné'} certifie que l’établissement a fait "
            "procéder à un audit de vulnérabilité de ses accès externes. Les investigations se sont "
            f"déroulées {span(first, last)} et sont achevées. Le rapport du cabinet {vendor(h)[0]} est en "
            "notre possession."
        ),
        sign or by_head(h, None, hand=h.seed, stamp=h.seed % 2 == 0),
    )


def attest_to_agency(h: Hospital, on: date, first: date, last: date, *, sign: Signs | None = None) -> Doc:
    """Return a letter to the agency."""
    return on_paper(
        h,
        Para("Madame la Directrice générale\nAgence régionale de santé", align="right"),
        Para(f"{h.city}, le {long(on)}", align="right"),
        Para("Objet : candidature SUN-ES, pièce relative à l’audit de cybersurveillance", bold=True),
        Para("Madame la Directrice générale,"),
        Para(
            f"Dans le cadre de notre candidature, j’ai l’honneur de vous confirmer que {h.the} a bénéficié "
            f"d’un audit externe de cybersurveillance, mené à bien {span(first, last)} par {vendor(h)[0]}. "
            f"Les {4 + h.seed % 5} vulnérabilités relevées ont été corrigées."
        ),
        Para(
            "Je vous prie d’agréer, Madame la Directrice générale, l’expression de ma considération "
            "distinguée."
        ),
        sign or by_head(h, None, hand=h.seed + 2),
    )


def attest_planned(h: Hospital, on: date, first: date, last: date, *, sign: Signs | None = None) -> Doc:
    """Return an attestation of what will be done, not of what was."""
    return on_paper(
        h,
        Title("Attestation – audit externe de cybersurveillance"),
        Para(
            f"Je soussigné{e(h.head)}, {h.head.full}, {h.function.lower()} {h.of}, atteste que l’audit "
            f"externe de cybersurveillance de l’établissement sera réalisé {span(first, last)} par la "
            f"société {vendor(h)[0]}, retenue à l’issue d’une consultation."
        ),
        sign or by_head(h, on, hand=h.seed, stamp=True),
    )


ATTESTATIONS = (attest_letter, attest_form, attest_plain, attest_to_agency)


def delegated(h: Hospital, on: date) -> Signs:
    """Return the block of a delegate who signs for the head."""
    who = h.deputy
    function = (
        f"Pour {'la directrice' if h.head.woman else 'le directeur'} et par "
        f"délégation,\n{'La directrice adjointe' if who.woman else 'Le directeur adjoint'} "
        f"chargé{e(who)} des finances"
    )
    return Signs(
        (Sign(function, who.full, f"Fait à {h.city}, le {long(on)}", sum(map(ord, who.full)), stamp=h.stamp),)
    )


def by_dsi(h: Hospital, on: date) -> Signs:
    """Return the block of the head of IT alone."""
    return by(
        h,
        h.dsi,
        f"{'La directrice' if h.dsi.woman else 'Le directeur'} des systèmes d’information",
        on,
        hand=h.seed,
    )


def signed_typed(h: Hospital, on: date) -> Signs:
    """Return a block with « signé » typed in place of a hand."""
    return by_head(h, on, ink=False, typed="Signé", hand=h.seed)


def unsigned(h: Hospital, on: date) -> Signs:
    """Return a block that nobody signed."""
    return by_head(h, on, ink=False, hand=0)


def audit_report(h: Hospital, first: date, last: date) -> Doc:
    """Return the summary of the auditor's report: no attestation of the head."""
    firm = vendor(h)
    return Doc(
        firm,
        (
            Title("Rapport d’audit – synthèse managériale"),
            Para(f"Client : {h.name}"),
            Para(f"Audit effectué {span(first, last)}. Version 1.1."),
            Heading("Périmètre"),
            Para(
                "Douze adresses IP publiques, trois noms de domaine, le portail patient et l’accès distant."
            ),
            Heading("Résultats"),
            Grid(
                (
                    ("Gravité", "Nombre"),
                    ("Critique", "0"),
                    ("Élevée", "2"),
                    ("Moyenne", "6"),
                    ("Faible", "11"),
                )
            ),
            Heading("Recommandations"),
            Items(
                (
                    "Désactiver TLS 1.0.",
                    "Mettre à jour le serveur de visioconférence.",
                    "Filtrer l’administration par adresse.",
                )
            ),
        ),
        Look("Vera", 9, 3, 2, 2, "#22313f"),
    )

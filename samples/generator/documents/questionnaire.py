"""The questionnaire on the national identity-vigilance reference (RNIV), as filled in several ways."""

from __future__ import annotations

import io
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from samples.generator import office
from samples.generator.blocks import Doc, Grid, Heading, Pairs, Para, Ticks, Title
from samples.generator.documents.common import num, on_paper
from samples.generator.hospitals import Hospital

RNIV1 = (
    "La politique d’identification des usagers est-elle formalisée et diffusée ?",
    "Un référent en identitovigilance est-il nommé ?",
    "Une charte d’identitovigilance est-elle en vigueur ?",
    "Les cinq traits stricts obligatoires sont-ils recueillis lors de la création d’une identité ?",
    "Le nom de naissance est-il toujours distingué du nom utilisé ?",
    "Le téléservice INSi est-il interrogé avant toute création d’identité ?",
    "Les pièces d’identité acceptées sont-elles listées dans une procédure ?",
    "Les quatre statuts d’identité sont-ils gérés par le logiciel de référence ?",
    "Une copie de la pièce d’identité est-elle conservée dans des conditions sécurisées ?",
)
RNIV2 = (
    "L’identification secondaire est-elle vérifiée avant chaque acte de soins ?",
    "Les patients hospitalisés portent-ils un bracelet d’identification ?",
    "Le matricule INS figure-t-il sur les documents de santé échangés ?",
    "Les professionnels sont-ils formés à l’identitovigilance dès leur arrivée ?",
    "Les erreurs d’identité sont-elles déclarées comme événements indésirables ?",
    "Un suivi du taux de doublons est-il réalisé ?",
    "La procédure de rattachement d’une INS à un dossier existant est-elle connue ?",
    "Le fonctionnement dégradé (panne du téléservice) est-il décrit ?",
)
STATEMENTS = (
    ("1", "Gouvernance : la stratégie d’identification est pilotée par une instance dédiée", "RNIV 1 § 4"),
    ("2", "La direction a désigné un responsable de l’identitovigilance", "RNIV 1 § 4.2"),
    ("3", "Les règles de saisie des traits d’identité sont respectées par tous les outils", "RNIV 1 § 3.1"),
    ("4", "Le recours au téléservice de recherche d’INS est effectif", "RNIV 1 § 3.3"),
    (
        "5",
        "L’attribution du statut « identité qualifiée » exige un titre à haut niveau de confiance",
        "RNIV 1 § 3.4",
    ),
    ("6", "Les identités fictives et douteuses sont repérées", "RNIV 1 § 3.5"),
    ("7", "L’usager est informé de l’usage de son INS", "RNIV 2 § 2"),
    ("8", "Un dispositif physique d’identification est posé à l’admission", "RNIV 2 § 3"),
    ("9", "La concordance identité/prescription est contrôlée", "RNIV 2 § 3.2"),
    ("10", "Les anomalies sont signalées puis analysées", "RNIV 2 § 4"),
    ("11", "Les documents transmis à l’extérieur portent les traits stricts et le matricule", "RNIV 2 § 5"),
    ("12", "La cartographie des applications qui gèrent des identités est tenue à jour", "RNIV 2 § 6"),
)


def answer(h: Hospital, index: int, filled: float) -> bool | None:
    """Return yes, no, or nothing beyond the share that was filled in."""
    total = len(RNIV1) + len(RNIV2)
    if index >= round(filled * total):
        return None
    return (index + h.seed) % 6 != 5


def ticked(h: Hospital, filled: float = 1.0) -> Doc:
    """Return the questionnaire with boxes drawn and crossed."""
    rows = [(f"{i + 1}. {q}", answer(h, i, filled)) for i, q in enumerate(RNIV1 + RNIV2)]
    boxes = tuple((q, (("Oui", a is True), ("Non", a is False))) for q, a in rows)
    return on_paper(
        h,
        Title("Questionnaire d’appropriation du référentiel national d’identitovigilance"),
        Pairs(
            (
                ("Établissement", h.name),
                ("N° FINESS", h.finess),
                ("Rempli par", h.quality.polite if filled else ""),
            )
        ),
        Heading("RNIV 1 – Principes d’identification des usagers", 2),
        Ticks(boxes[: len(RNIV1)]),
        Heading("RNIV 2 – Mise en œuvre en établissement de santé", 2),
        Ticks(boxes[len(RNIV1) :]),
    )


def tabled(h: Hospital, filled: float = 1.0) -> Doc:
    """Return the questionnaire as a table with answers and comments typed in."""
    notes = (
        "Procédure PRO-12 en ligne",
        "",
        "Mis à jour cette année",
        "Voir charte",
        "",
        "Tracé dans le DPI",
    )
    rows = []
    for index, (n, text, source) in enumerate(STATEMENTS):
        told = answer(h, round(index * 17 / 12), filled)
        word = "" if told is None else ("Oui" if told else "Non")
        rows.append((n, text, source, word, notes[(index + h.seed) % 6] if told else ""))
    return on_paper(
        h,
        Title("Appropriation du RNIV : auto-évaluation de l’établissement"),
        Para(
            f"Structure : {h.name} – {h.city}. Complété le {num_of(h)} par {h.quality.polite}."
            if filled
            else f"Structure : {h.name} – {h.city}."
        ),
        Grid((("N°", "Exigence", "Source", "Réponse", "Commentaire"), *rows), (0.4, 3, 1.2, 0.9, 1.6)),
    )


def num_of(h: Hospital) -> str:
    """Return a day of filling in, before any filing of the samples."""
    from datetime import date

    return num(date(2021, 3 + h.seed % 5, 1 + h.seed % 27))


def written(h: Hospital, filled: float = 1.0) -> Doc:
    """Return questions each followed by a sentence of answer."""
    yes = (
        "Oui, depuis 2019.",
        "Oui.",
        "Oui, procédure diffusée sur l’intranet.",
        "Oui, pour tous les services.",
    )
    no = ("Non.", "Non, en cours de réflexion.")
    body: list[Any] = [
        Title("RNIV 1 et RNIV 2 – questionnaire"),
        Para(f"Réponses de l’établissement : {h.name} (FINESS {h.finess})", bold=True),
    ]
    for index, question in enumerate(RNIV1 + RNIV2):
        if index in (0, len(RNIV1)):
            body.append(Heading("Volet RNIV 1" if index == 0 else "Volet RNIV 2", 2))
        told = answer(h, index, filled)
        text = "" if told is None else (yes[index % 4] if told else no[index % 2])
        body += [Para(f"**Q{index + 1}.** {question}"), Para(f"Réponse : {text}")]
    return on_paper(h, *body)


def workbook(h: Hospital, filled: float = 1.0) -> bytes:
    """Return the questionnaire as the workbook that was handed out, filled in."""
    rows: list[tuple[str, ...]] = [("N°", "Thème", "Question", "Réponse (Oui / Non)", "Commentaires")]
    for index, question in enumerate(RNIV1 + RNIV2):
        told = answer(h, index, filled)
        theme = "RNIV 1" if index < len(RNIV1) else "RNIV 2"
        rows.append(
            (
                str(index + 1),
                theme,
                question,
                "" if told is None else ("Oui" if told else "Non"),
                "cf. charte" if told and index % 5 == 0 else "",
            )
        )
    cover = [
        ("Questionnaire d’appropriation RNIV",),
        ("Nom de l’établissement", h.name),
        ("FINESS", h.finess),
        ("Contact", h.quality.full),
    ]
    return office.xlsx({"Identification": cover, "Questionnaire": rows})


def interactive(h: Hospital, filled: float = 1.0) -> bytes:
    """Return a PDF whose answers are values of form fields, not text of the page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(50, 790, "Questionnaire d’appropriation du RNIV (formulaire à remplir)")
    canvas.setFont("Helvetica", 9)
    y = 760.0
    lines = [("Établissement", h.name if filled else ""), ("FINESS", h.finess if filled else "")]
    questions = [(f"{i + 1}. {q}", answer(h, i, filled)) for i, q in enumerate(RNIV1 + RNIV2)]
    straight = str.maketrans({"’": "'", "–": "-"})
    rows = lines + [(q, "" if a is None else ("Oui" if a else "Non")) for q, a in questions]
    for index, (label, value) in enumerate(rows):
        canvas.drawString(50, y + 4, label)
        wide = 230 if index < 2 else 60
        canvas.acroForm.textfield(
            name=f"champ_{index:02d}",
            tooltip=label.translate(straight),
            value=value.translate(straight),
            x=545 - wide,
            y=y,
            width=wide,
            height=17,
            fontSize=9,
            borderWidth=0.5,
        )
        y -= 32
    canvas.save()
    return buffer.getvalue()


HANDS = (ticked, tabled, written)

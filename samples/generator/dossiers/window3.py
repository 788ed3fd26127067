"""Windows 3 and 4: filed from September 2022 on, fetched through the API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from samples.generator import office
from samples.generator.blocks import Look
from samples.generator.documents import audits, exchange, identity, officers, orders, policy, reports, risks
from samples.generator.documents.common import by, long
from samples.generator.dossiers.build import dossier, scans
from samples.generator.hospitals import GHT_CINARCA, GHT_LOUE, hospital
from samples.generator.kit import Kit
from samples.generator.model import Dossier, File
from samples.generator.pages import pdf

NOR, CVL, PAC, GUA, COR = (
    "Normandie",
    "Centre-Val de Loire",
    "Provence-Alpes-Côte d’Azur",
    "Guadeloupe",
    "Corse",
)
BOTH = (1, 2)


def planned_audit(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: the head attests an audit to come."""
    first = kit.filed + timedelta(days=40)
    return {
        "audit": [
            kit.file("audit", audits.attest_planned(kit.h, kit.ago(2), first, first + timedelta(days=3)))
        ]
    }


def wrong_field(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: the mailbox's paper was put under the DMP, the audit's among other documents."""
    found = kit.slots(volets=BOTH)
    return {
        "mss": [replace(f, field="file_ps3_1") for f in found["mss"]],
        "audit": [replace(f, field="file_other") for f in found["audit"]],
    }


def plan_against_itself(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: the plan says 100 % and shows two actions under way."""
    return {
        "plan": [
            kit.file("plan", risks.plan_table(kit.h, kit.ago(3), undone=2, rate="100 %"), extension="pdf")
        ]
    }


def report_to_come(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: the report is promised; there is no mailbox."""
    body = reports.report_planned(kit.h, 2021, kit.ago(2))
    return {
        "report": [kit.file("report", body, extension="pdf")],
        "mss": [kit.file("mss", exchange.mss_denied(kit.h, kit.ago(3)), extension="pdf")],
    }


def only_ordered(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: the mailbox is ordered and no more; the security officer's post is vacant."""
    return {
        "mss": [kit.file("mss", exchange.mss_ordered(kit.h, kit.ago(5)), extension="pdf")],
        "rssi": [kit.file("rssi", officers.appointment_vacant(kit.h, kit.ago(2)), extension="pdf")],
        "meetings": [],
    }


def mails_and_text(kit: Kit) -> Mapping[str, list[File]]:
    """Evidence as mails and plain text, the way small teams send it."""
    h = kit.h
    figures = exchange.dmp_figures(h, kit.ago(3))
    sent = kit.ago(2)
    stamp = (
        f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[sent.weekday()]}, {sent:%d} Sep "
        f"{sent.year} 10:15:00 +0200"
    )
    body = (
        "Bonjour,\n\nJe vous confirme que la boîte "
        f"accueil@{h.domain.replace('.example', '')}.mssante.example de {h.name} est opérationnelle "
        "dans l'espace de confiance MSSanté depuis le 4 mai 2020. 1 212 messages ont été échangés en "
        "août.\n\nLe support de l'opérateur régional\n"
    )
    mail = office.eml(
        "support@operateur-mss.example",
        h.dsi.mail(h.domain),
        f"Votre messagerie MSSanté - {h.name}",
        stamp,
        body,
    )
    first, last = kit.meetings_of_cell()
    return {
        "dmp": [kit.file("dmp", figures, extension="docx")],
        "mss": [kit.file("mss", mail, name="RE Votre messagerie MSSanté", extension="eml")],
        "civ": [],
        "civ1": [kit.file("civ1", identity.minutes_mail(h, first), extension="txt")],
        "civ2": [kit.file("civ2", identity.minutes_mail(h, last), extension="txt")],
    }


def group_policy(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: the group's policy and officer, and an order that has nothing to do with it."""
    h = kit.h
    return {
        "policy": [kit.file("policy", policy.policy_group(h, kit.ago(50), incident=True), extension="pdf")],
        "incident": [],
        "rssi": [kit.file("rssi", officers.appointment_group(h, kit.ago(90)), extension="pdf")],
        "other": [
            File(
                "file_other",
                "BC bracelets.pdf",
                kit.file("audit", orders.unrelated_order(h, kit.ago(6))).data,
            )
        ],
    }


def pasted_picture(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: the signature was pasted as a picture; the look is a word processor's."""
    on = kit.ago(2)
    sign = by(kit.h, kit.h.head, f"{kit.h.the_head},", on, picture=True, stamp=False)
    body = audits.attest_letter(kit.h, on, kit.ago(9), kit.ago(8), sign=sign).styled(
        Look("Times-Roman", 11, 2, 3, 1, "#000000")
    )
    return {"audit": [kit.file("audit", body, name=f"attestation {long(on)}")]}


def forwarded(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: the editor's attestation came by mail, and the mail was joined as it is."""
    h = kit.h
    attestation = pdf(exchange.dmp_editor(h, kit.ago(6)))
    mail = office.eml(
        "relation.clients@editeur.example",
        h.dsi.mail(h.domain),
        "Attestation DMP",
        "Mon, 06 Feb 2023 11:20:00 +0100",
        "Bonjour,\n\nvous trouverez ci-joint l'attestation demandée.\n\nHugo Marchal-Leroy\n",
        ("attestation DMP.pdf", attestation),
    )
    return {"dmp": [kit.file("dmp", mail, name="TR attestation DMP", extension="eml")]}


def dossiers() -> list[Dossier]:
    """Return the ten dossiers of the two windows."""
    return [
        dossier(
            9302004,
            hospital(
                "Clinique du Pays d’Ouche", "private", NOR, "L’Aigle-en-Ouche", "61300", 41, short="CPO"
            ),
            datetime(2022, 9, 14, 10, 10),
            3,
            BOTH,
            change=pasted_picture,
        ),
        dossier(
            9302418,
            hospital(
                "Centre hospitalier Louis-Pergaud",
                "public",
                "Bourgogne-Franche-Comté",
                "Landresse",
                "25530",
                42,
                short="CH L. Pergaud",
                group=GHT_LOUE,
            ),
            datetime(2022, 10, 3, 15, 0),
            3,
            BOTH,
            change=planned_audit,
            expected={"PS2.2": "not_satisfied"},
            why={"PS2.2": "audit à venir (« sera réalisé »)"},
        ),
        dossier(
            9302867,
            hospital("Clinique Notre-Dame des Pins", "private", PAC, "Carnolles", "13470", 43),
            datetime(2022, 10, 31, 23, 40),
            3,
            BOTH,
            change=wrong_field,
            scanned=scans(dmp="clean"),
            why={
                "PS2.2": "déposée sous « tout autre document » : compte quand même",
                "PS3.2": "déposée sous le DMP",
                "PERIODE": "dernier jour",
            },
        ),
        dossier(
            9303122,
            hospital(
                "Centre hospitalier gérontologique de Sologne",
                "public",
                CVL,
                "Nouan-les-Étangs",
                "41600",
                44,
                short="CHG Sologne",
            ),
            datetime(2022, 8, 31, 17, 55),
            3,
            BOTH,
            change=plan_against_itself,
            expected={"PERIODE": "not_satisfied", "PS2.1": "needs_review"},
            why={
                "PERIODE": "déposé la veille de l’ouverture",
                "PS2.1": "plan annoncé à 100 %, deux actions « en cours »",
            },
        ),
        dossier(
            9303505,
            hospital(
                "Clinique Les Flamboyants",
                "private",
                GUA,
                "Basse-Pointe-du-Lorrain",
                "97180",
                45,
                short="Les Flamboyants",
            ),
            datetime(2022, 9, 20, 14, 33),
            3,
            BOTH,
            change=report_to_come,
            expected={"PS1.1": "needs_review", "PS3.2": "not_satisfied"},
            why={"PS1.1": "rapport d’activité promis, non fourni", "PS3.2": "absence de messagerie reconnue"},
        ),
        dossier(
            9303881,
            hospital(
                "HAD Beauce et Perche",
                "non_profit",
                CVL,
                "Illiers-Combray-le-Vieux",
                "28120",
                46,
                short="HAD B&P",
            ),
            datetime(2022, 10, 12, 9, 26),
            3,
            (2,),
            change=only_ordered,
            answers={"relims": "Non"},
            expected={"PS3.2": "not_satisfied", "PS2.1": "not_satisfied", "RELIMS": "not_satisfied"},
            why={
                "PS3.2": "messagerie commandée, pas ouverte",
                "PS2.1": "poste de RSSI vacant, aucun rendez-vous",
                "RELIMS": "case non cochée",
            },
        ),
        dossier(
            9304209,
            hospital(
                "Clinique maritime Saint-Elme",
                "private",
                NOR,
                "Granvillette",
                "50400",
                47,
                short="Clinique Saint-Elme",
            ),
            datetime(2022, 9, 28, 11, 11),
            3,
            (1,),
            change=mails_and_text,
        ),
        dossier(
            9304560,
            hospital(
                "Centre hospitalier de Balagne-Sud",
                "public",
                COR,
                "Muratello",
                "20225",
                48,
                short="CH Balagne-Sud",
                group=GHT_CINARCA,
            ),
            datetime(2022, 10, 18, 16, 20),
            3,
            BOTH,
            change=group_policy,
            scanned=scans(sdsi="clean/150/42", audit="speckle/200/45", accord="tilt"),
        ),
        dossier(
            9400117,
            hospital(
                "Clinique Bellecombe-Forez",
                "private",
                "Auvergne-Rhône-Alpes",
                "Feursanne",
                "42110",
                49,
                short="CBF",
                function="Présidente",
            ),
            datetime(2023, 4, 30, 21, 9),
            4,
            BOTH,
            scanned=scans(audit="grey/200/45"),
            why={"PERIODE": "dernier jour de la fenêtre 4"},
        ),
        dossier(
            9400342,
            hospital(
                "Centre hospitalier spécialisé Paul-Guirandon",
                "public",
                PAC,
                "Pierrefeu-les-Mûres",
                "83390",
                50,
                short="CHS P. Guirandon",
            ),
            datetime(2023, 3, 15, 10, 2),
            4,
            BOTH,
            change=forwarded,
            answers={"commitment": "Non", "osis_prerequisites": "Non"},
            expected={"ENGAGEMENT": "not_satisfied", "OSIS": "not_satisfied"},
            why={"ENGAGEMENT": "case non cochée", "OSIS": "case non cochée"},
        ),
    ]

"""Window 2: volets 1 and 2, filed in spring 2022; orders of an audit no longer count, of an MSS they do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from samples.generator import office
from samples.generator.blocks import joined
from samples.generator.documents import audits, citizen, exchange, groups, identity, officers, orders, risks
from samples.generator.dossiers.build import Change, dossier, scans
from samples.generator.hospitals import GHT_ESTRAN, GHT_VALCOMBE, hospital
from samples.generator.kit import Kit
from samples.generator.model import Dossier, File

EXPORTED = datetime(2022, 5, 6, 9, 30)
BRE, IDF, HDF, PDL, NAQ = (
    "Bretagne",
    "Île-de-France",
    "Hauts-de-France",
    "Pays de la Loire",
    "Nouvelle-Aquitaine",
)
BOTH = (1, 2)


def deployment(hand: int, dated: date, installed: str) -> Change:
    """Return a change that puts an order of an MSS product in place of the test."""
    write = (citizen.deployment_order, citizen.deployment_letter)[hand]

    def change(kit: Kit) -> Mapping[str, list[File]]:
        return {
            "test": [
                kit.file(
                    "test",
                    write(kit.h, dated, installed),
                    name=f"Commande MSS {dated:%m-%Y}",
                    extension="" if "test" in kit.scans else "pdf",
                )
            ]
        }

    return change


def order_of_audit(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: an order of an audit, as window 1 took it, and an MSS installed on the last day."""
    body = orders.order_table(kit.h, date(2021, 11, 23), "du 6 au 10 décembre 2021")
    return {
        "audit": [kit.file("audit", body, name="BC audit 2021")],
        **deployment(0, date(2022, 3, 14), "au plus tard le 30 avril 2022")(kit),
    }


def sent_only(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: the test message left, but nothing came back."""
    return {
        "test": [kit.file("test", citizen.test_letter(kit.h, kit.ago(2), received=False), extension="pdf")]
    }


def sent_only_and_zipped(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: nothing came back from the test; the six papers on security are in one archive."""
    security = kit.security()
    inside = [(f.name, f.data) for found in security.values() for f in found]
    packed = File("file_ps2_1", "PS2.1 sécurité.zip", office.archive(inside))
    return {**sent_only(kit), **{slot: [] for slot in security}, "policy": [packed]}


def refused_twice(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: the DMP is still to come."""
    return {"dmp": [kit.file("dmp", exchange.dmp_planned(kit.h, kit.ago(4)), extension="pdf")]}


def unsigned_and_half(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: a scanned attestation without a signature, and half a questionnaire."""
    on = kit.ago(3)
    body = audits.attest_letter(kit.h, on, kit.ago(10), kit.ago(9), sign=audits.unsigned(kit.h, on))
    return {"audit": [kit.file("audit", body)], "rniv": [kit.rniv(0.5)]}


def six_parts(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: the master plan has no part on evaluation; the support's agreement is missing."""
    return {"sdsi": [kit.file("sdsi", groups.master_plan(kit.h, without=5))], "accord": []}


def one_meeting(kit: Kit) -> Mapping[str, list[File]]:
    """One meeting with the management, and a plan at 92 %."""
    plan = risks.plan_table(kit.h, kit.ago(3), undone=1, rate="92 %")
    return {
        "meetings": [kit.file("meetings", officers.meetings_mail(kit.h, (kit.ago(9),)))],
        "plan": [kit.file("plan", plan, extension="pdf")],
    }


def bound(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: the DMP's and the mailbox's papers went through the scanner together."""
    both = joined(exchange.dmp_head(kit.h, kit.ago(4)), exchange.mss_head(kit.h, kit.ago(3)))
    return {"dmp": [kit.file("dmp", both, name="DMP et MSS")], "mss": []}


def old_minutes(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: the cell last met two years before."""
    days = (date(2019, 11, 19), date(2020, 2, 11))
    found = [
        kit.file(f"civ{i}", identity.minutes_narrative(kit.h, d), extension="docx")
        for i, d in enumerate(days, 1)
    ]
    return {"civ": [], "civ1": found, "civ2": []}


def unsigned_digital(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: a born-digital attestation that nobody signed; the test is a saved mail."""
    on = kit.ago(3)
    body = audits.attest_form(kit.h, on, kit.ago(10), kit.ago(9), sign=audits.unsigned(kit.h, on))
    return {
        "audit": [kit.file("audit", body)],
        "test": [kit.file("test", citizen.test_mail(kit.h, date(2022, 4, 12)), extension="eml")],
    }


def pictures(kit: Kit) -> Mapping[str, list[File]]:
    """Papers photographed with a telephone, and one as a fax."""
    first, last = date(2022, 2, 7), date(2022, 2, 11)
    return {
        "audit": [
            kit.file(
                "audit",
                audits.attest_letter(kit.h, kit.ago(3), first, last),
                name="IMG_20220405",
                extension="jpg",
            )
        ],
        "mss": [kit.file("mss", exchange.mss_form(kit.h, kit.ago(3)), name="MSS fax", extension="tif")],
    }


def dossiers() -> list[Dossier]:
    """Return the twelve dossiers of the window."""
    return [
        dossier(
            7201115,
            hospital(
                "Centre hospitalier intercommunal Kerdual-Trévénan",
                "public",
                BRE,
                "Kerdual",
                "29340",
                21,
                short="CHI Kerdual",
                group=GHT_ESTRAN,
                supports=True,
            ),
            datetime(2022, 4, 6, 10, 24),
            2,
            BOTH,
            change=pictures,
            scanned=scans(audit="photo/200/50", mss="fax/200", civ1="speckle", civ2="clean", civ="clean"),
        ),
        dossier(
            7201873,
            hospital(
                "Clinique de la Porte Dorée", "private", IDF, "Vincelles-sur-Marne", "94130", 22, short="CPD"
            ),
            datetime(2022, 3, 29, 16, 3),
            2,
            BOTH,
            change=order_of_audit,
            expected={"PS2.2": "not_satisfied"},
            why={
                "PS2.2": "un bon de commande ne suffit plus à partir de la fenêtre 2",
                "PS4.1": "installation au plus tard le 30/04/2022",
            },
        ),
        dossier(
            7202240,
            hospital("Clinique Sainte-Godelieve", "private", HDF, "Berghem", "59380", 23),
            datetime(2022, 3, 1, 0, 5),
            2,
            BOTH,
            change=deployment(1, date(2022, 2, 21), "le 29 avril 2022"),
            why={"PS4.1": "installation le 29/04/2022", "PERIODE": "premier jour"},
        ),
        dossier(
            7202711,
            hospital(
                "Centre hospitalier de Pont-Rousselle",
                "public",
                PDL,
                "Pont-Rousselle",
                "44270",
                24,
                short="CH Pont-Rousselle",
                group=GHT_ESTRAN,
            ),
            datetime(2022, 4, 21, 9, 9),
            2,
            BOTH,
            change=deployment(0, date(2022, 3, 30), "le 1er mai 2022"),
            scanned=scans(dsi="clean"),
            expected={"PS4.1": "not_satisfied"},
            why={"PS4.1": "installation le 01/05/2022, après le 30/04/2022"},
        ),
        dossier(
            7203056,
            hospital(
                "Institut Marcel-Rivoire",
                "private",
                NAQ,
                "Arcachelle",
                "33260",
                25,
                short="IMR",
                function="Directrice déléguée",
            ),
            datetime(2022, 4, 14, 11, 48),
            2,
            BOTH,
            change=deployment(1, date(2022, 3, 8), ""),
            expected={"PS4.1": "needs_review"},
            why={"PS4.1": "commande sans date d’installation"},
        ),
        dossier(
            7203398,
            hospital(
                "CHU Ambroise-Croizat",
                "public",
                HDF,
                "Lestrem-Ville",
                "62840",
                26,
                short="CHU A. Croizat",
                function="Directeur général",
            ),
            datetime(2022, 4, 27, 19, 30),
            2,
            BOTH,
            change=sent_only_and_zipped,
            scanned=scans(mss="tilt/150/45"),
            expected={"PS4.1": "not_satisfied"},
            why={"PS4.1": "message envoyé, aucune réception"},
        ),
        dossier(
            7203770,
            hospital("Clinique des Deux-Rives", "private", PDL, "Ancenaie", "44150", 27),
            datetime(2022, 4, 11, 14, 1),
            2,
            BOTH,
            change=refused_twice,
            answers={"volet2_already_funded": "Oui"},
            expected={"PS3.1": "not_satisfied", "UNICITE": "not_satisfied"},
            why={
                "PS3.1": "alimentation du DMP commandée, pas encore en production",
                "UNICITE": "volet 2 déjà financé",
            },
        ),
        dossier(
            7204012,
            hospital(
                "Association Le Bois-Joli – hôpital de jour",
                "non_profit",
                IDF,
                "Yerrolles",
                "91330",
                28,
                short="Le Bois-Joli",
            ),
            datetime(2022, 4, 19, 8, 15),
            2,
            BOTH,
            change=unsigned_and_half,
            scanned=scans(audit="clean/150/45", rniv="clean"),
            expected={"PS2.2": "needs_review", "PS1.2": "not_satisfied"},
            why={
                "PS2.2": "attestation numérisée sans signature visible",
                "PS1.2": "questionnaire à moitié rempli",
            },
        ),
        dossier(
            7204455,
            hospital(
                "Centre hospitalier de Lauzière",
                "public",
                "Auvergne-Rhône-Alpes",
                "Lauzière",
                "38880",
                29,
                short="CH Lauzière",
                group=GHT_VALCOMBE,
            ),
            datetime(2022, 4, 30, 23, 58),
            2,
            BOTH,
            change=six_parts,
            answers={"support_agreement_confirmed": "Non"},
            expected={"GHT.SDSI": "not_satisfied", "GHT.ACCORD": "not_satisfied"},
            why={
                "GHT.SDSI": "six parties sur sept : pas d’évaluation",
                "GHT.ACCORD": "ni pièce ni case cochée",
                "PERIODE": "dernier jour",
            },
        ),
        dossier(
            7204833,
            hospital("Clinique Jean-Moulinet", "private", NAQ, "Périgonde", "24750", 30),
            datetime(2022, 4, 4, 17, 17),
            2,
            BOTH,
            change=one_meeting,
            scanned=scans(rssi="tilt"),
            expected={"PS2.1": "not_satisfied"},
            why={"PS2.1": "un seul rendez-vous RSSI/direction ; plan d’action à 92 %"},
        ),
        dossier(
            7205190,
            hospital(
                "Centre d’hémodialyse de l’Elorn", "dialysis", BRE, "Landivalec", "29400", 31, short="CHE"
            ),
            datetime(2022, 4, 25, 10, 40),
            2,
            (2,),
            change=bound,
            scanned=scans(dmp="tilt/150/45"),
            why={
                "PS3.1": "deux attestations dans une même numérisation",
                "PS3.2": "deuxième page de la numérisation du DMP",
            },
        ),
        dossier(
            7205527,
            hospital(
                "Centre hospitalier de Trévarn",
                "public",
                BRE,
                "Trévarn",
                "22170",
                32,
                short="CH Trévarn",
                group=GHT_ESTRAN,
            ),
            datetime(2022, 4, 13, 9, 55),
            2,
            BOTH,
            change=lambda kit: {**old_minutes(kit), **unsigned_digital(kit)},
            expected={"PS1.1": "not_satisfied", "PS2.2": "not_satisfied"},
            why={
                "PS1.1": "dernière réunion plus de douze mois avant le dépôt",
                "PS2.2": "attestation numérique que personne n’a signée",
            },
        ),
    ]

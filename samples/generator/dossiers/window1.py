"""Window 1: volet 1, filed in September and October 2021; orders of an audit still count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from samples.generator.documents import audits, identity, orders
from samples.generator.documents.common import span
from samples.generator.dossiers.build import Change, agency_letter, dossier, scans
from samples.generator.hospitals import GHT_LOUE, GHT_VALCOMBE, hospital
from samples.generator.kit import Kit
from samples.generator.model import Dossier, File
from samples.generator.numbers import wrong_check_digit

EXPORTED = datetime(2022, 1, 14, 10, 12)
BFC, GES, OCC, ARA, COR = "Bourgogne-Franche-Comté", "Grand Est", "Occitanie", "Auvergne-Rhône-Alpes", "Corse"


def order(hand: int, dated: date, execution: str, name: str, uploaded: datetime | None = None) -> Change:
    """Return a change that puts an order in place of the attestation."""

    def change(kit: Kit) -> Mapping[str, list[File]]:
        file = kit.file("audit", orders.ORDERS[hand](kit.h, dated, execution), name=name)
        return {"audit": [replace(file, uploaded=uploaded)]}

    return change


def late_order(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: the order came after the agency asked, dated a day too late."""
    found = order(
        2,
        date(2022, 1, 1),
        "réalisation sous huit jours à compter de la commande",
        "formulaire commande audit",
        datetime(2022, 1, 5, 9, 40),
    )
    asked = agency_letter(kit.h, date(2021, 12, 1), datetime(2021, 10, 22, 17, 8))
    return {**found(kit), "messages": [asked]}


def delegation(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: the audit is attested by a delegate."""
    on = kit.ago(2)
    body = audits.attest_plain(kit.h, on, kit.ago(9), kit.ago(8), sign=audits.delegated(kit.h, on))
    return {"audit": [kit.file("audit", body)]}


def by_it_only(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: the audit is attested by the head of IT, the auditor's report is joined."""
    on = kit.ago(3)
    body = audits.attest_to_agency(kit.h, on, kit.ago(9), kit.ago(8), sign=audits.by_dsi(kit.h, on))
    return {
        "audit": [
            kit.file("audit", body),
            kit.file(
                "audit", audits.audit_report(kit.h, kit.ago(9), kit.ago(8)), name="Rapport audit externe"
            ),
        ]
    }


def foreign_and_blank(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: the attestation is another hospital's; the questionnaire was never filled in."""
    other = hospital("Clinique du Val d’Ailette", "private", GES, "Nomecourt", "54110", 77, short="CVA")
    on = kit.ago(4)
    body = audits.attest_letter(other, on, kit.ago(12), kit.ago(11))
    return {"audit": [kit.file("audit", body, name="attestation audit cyber")], "rniv": [kit.rniv(0.0)]}


def one_half_year(kit: Kit) -> Mapping[str, list[File]]:
    """Only one meeting of the cell is shown."""
    return {"civ1": [], "civ": [], "civ2": [kit.file("civ2", identity.minutes_form(kit.h, date(2021, 6, 8)))]}


def two_dates(kit: Kit) -> Mapping[str, list[File]]:
    """Return papers: the order bears two dates, one on each side of the border; the cell met once."""
    body = orders.order_table(
        kit.h, date(2021, 12, 28), "au plus tard le 31 décembre 2021", second=date(2022, 1, 4)
    )
    file = replace(kit.file("audit", body, name="BC 2021"), uploaded=datetime(2022, 1, 4, 10, 0))
    return {**one_half_year(kit), "audit": [file]}


def typed_signature(kit: Kit) -> Mapping[str, list[File]]:
    """« Signé » stands where a hand should."""
    on = kit.ago(2)
    body = audits.attest_form(kit.h, on, kit.ago(7), kit.ago(6), sign=audits.signed_typed(kit.h, on))
    return {"audit": [kit.file("audit", body)]}


def dossiers() -> list[Dossier]:
    """Return the fourteen dossiers of the window."""
    return [
        dossier(
            5101204,
            hospital("Clinique Saint-Ferréol", "private", OCC, "Revelac", "31250", 1),
            datetime(2021, 9, 1, 0, 12),
            1,
            why={"PERIODE": "déposé le premier jour, 1er septembre 2021"},
        ),
        dossier(
            5102377,
            hospital(
                "Centre hospitalier de Brévigny-sur-Loue",
                "public",
                BFC,
                "Brévigny-sur-Loue",
                "25290",
                2,
                short="CH Brévigny",
                group=GHT_LOUE,
                supports=True,
            ),
            datetime(2021, 10, 12, 15, 31),
            1,
            scanned=scans(audit="tilt/200/42", mss="clean", dmp="grey", rssi="clean"),
        ),
        dossier(
            5103018,
            hospital(
                "Centre de dialyse des Trois-Vallées",
                "dialysis",
                ARA,
                "Aigueperse-le-Lac",
                "73420",
                3,
                short="CDTV",
            ),
            datetime(2021, 10, 15, 11, 2),
            1,
            change=order(
                0,
                date(2021, 12, 30),
                "le 30 décembre 2021 au plus tard",
                "BC audit cyber",
                datetime(2021, 12, 30, 16, 20),
            ),
            scanned=scans(audit="speckle/200/45"),
            why={"PS2.2": "commande du 30/12/2021, exécution au plus tard ce jour : admise en fenêtre 1"},
        ),
        dossier(
            5103442,
            hospital(
                "Hôpital rural de Montaigu-le-Sec",
                "public",
                BFC,
                "Montaigu-le-Sec",
                "39570",
                4,
                short="HR Montaigu",
                group=GHT_LOUE,
            ),
            datetime(2021, 10, 19, 9, 45),
            1,
            change=order(
                1,
                date(2021, 12, 31),
                "achèvement le 31 décembre 2021",
                "commande audit",
                datetime(2021, 12, 31, 11, 5),
            ),
            scanned=scans(civ1="clean", civ2="tilt", civ="tilt"),
            why={"PS2.2": "commande et fin d’exécution le 31/12/2021, dernier jour admis"},
        ),
        dossier(
            5103951,
            hospital("Clinique des Ormeaux", "private", GES, "Vaucremont", "57245", 5),
            datetime(2021, 10, 22, 17, 8),
            1,
            change=late_order,
            expected={"PS2.2": "not_satisfied"},
            why={"PS2.2": "commande du 01/01/2022, après le 31/12/2021"},
        ),
        dossier(
            5104127,
            hospital(
                "EPSM de la Sauvagère",
                "public",
                BFC,
                "Lons-les-Étangs",
                "39210",
                6,
                short="EPSM Sauvagère",
                group=GHT_LOUE,
            ),
            datetime(2021, 10, 25, 14, 50),
            1,
            change=order(
                0,
                date(2021, 11, 18),
                span(date(2021, 12, 13), date(2022, 1, 1)),
                "BDC 4078",
                datetime(2021, 11, 19, 8, 2),
            ),
            expected={"PS2.2": "not_satisfied"},
            why={"PS2.2": "exécution jusqu’au 01/01/2022, après le 31/12/2021"},
        ),
        dossier(
            5104388,
            hospital(
                "Polyclinique du Grand Pré", "private", ARA, "Saint-Genest-du-Puy", "42150", 7, short="PGP"
            ),
            datetime(2021, 10, 27, 10, 0),
            1,
            change=order(1, date(2021, 10, 11), "", "Commande pentest signée"),
            expected={"PS2.2": "needs_review"},
            why={"PS2.2": "commande du 11/10/2021 dont l’exécution n’est pas datée"},
        ),
        dossier(
            5104906,
            hospital(
                "Fondation Aubrac – Maison de santé Sainte-Colombe",
                "non_profit",
                OCC,
                "Espalonne",
                "12330",
                8,
                short="Fondation Aubrac",
            ),
            datetime(2021, 10, 4, 16, 44),
            1,
            change=delegation,
            scanned=scans(audit="clean/200/45", rniv="sideways"),
            why={
                "PS2.2": "signée par délégation, fonction du délégataire indiquée",
                "FINESS": "privé non lucratif : nature du numéro à vérifier",
            },
        ),
        dossier(
            5105233,
            hospital(
                "CHU de Valcombe", "public", ARA, "Valcombe", "38710", 9, group=GHT_VALCOMBE, supports=True
            ),
            datetime(2021, 10, 28, 18, 22),
            1,
            change=by_it_only,
            expected={"PS2.2": "not_satisfied"},
            why={"PS2.2": "attestation signée du seul directeur des systèmes d’information"},
        ),
        dossier(
            5105610,
            hospital("Clinique Beau-Rivage", "private", GES, "Thionbourg", "57310", 10),
            datetime(2021, 10, 31, 23, 47),
            1,
            change=foreign_and_blank,
            expected={"PS2.2": "not_satisfied", "PS1.2": "not_satisfied"},
            why={
                "PS2.2": "attestation d’un autre établissement",
                "PS1.2": "questionnaire vierge",
                "PERIODE": "déposé le dernier jour",
            },
        ),
        dossier(
            5105899,
            hospital(
                "Centre hospitalier de Calenzaio",
                "public",
                COR,
                "Calenzaio",
                "20214",
                11,
                short="CH Calenzaio",
            ),
            datetime(2021, 11, 1, 0, 6),
            1,
            answers={
                "finess": wrong_check_digit(
                    hospital(
                        "Centre hospitalier de Calenzaio", "public", COR, "Calenzaio", "20214", 11
                    ).finess
                )
            },
            scanned=scans(dmp="flipped"),
            expected={"PERIODE": "not_satisfied"},
            why={
                "PERIODE": "déposé le 01/11/2021, un jour après la clôture",
                "FINESS": "clé de contrôle fausse : simple alerte",
            },
        ),
        dossier(
            5106070,
            hospital("SSR Les Tilleuls", "private", OCC, "Lavelanac", "09300", 12),
            datetime(2021, 9, 30, 12, 12),
            1,
            change=typed_signature,
            expected={"PS2.2": "needs_review"},
            why={"PS2.2": "mention « Signé » dactylographiée, aucune signature visible"},
        ),
        dossier(
            5106215,
            hospital(
                "Clinique chirurgicale Ambroise-Tardieu",
                "private",
                ARA,
                "Roannette",
                "42300",
                13,
                short="CCAT",
            ),
            datetime(2021, 10, 8, 8, 20),
            1,
            change=order(2, date(2021, 10, 4), "décembre 2021", "Bon pour commande"),
            scanned=scans(audit="photo/200/48", policy="clean"),
            why={"PS2.2": "exécution en décembre 2021 : le mois entier précède l’échéance"},
        ),
        dossier(
            5106688,
            hospital(
                "Hôpital local de Sainte-Énimée",
                "public",
                OCC,
                "Sainte-Énimée",
                "48210",
                14,
                short="HL Ste-Énimée",
            ),
            datetime(2021, 10, 20, 13, 37),
            1,
            change=two_dates,
            expected={"PS1.1": "not_satisfied", "PS2.2": "needs_review"},
            why={
                "PS1.1": "une seule réunion, un seul semestre",
                "PS2.2": "deux dates de commande contradictoires, 28/12/2021 et 04/01/2022",
            },
        ),
    ]

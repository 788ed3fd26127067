"""A whole and sound set of evidence for an establishment, in hands and on media that its number picks."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from samples.generator import office
from samples.generator.blocks import Doc, joined
from samples.generator.documents import (
    audits,
    citizen,
    exchange,
    groups,
    homely,
    identity,
    officers,
    official,
    policy,
    questionnaire,
    reports,
    risks,
)
from samples.generator.documents.common import weeks
from samples.generator.hospitals import Hospital
from samples.generator.model import File
from samples.generator.pages import pdf
from samples.generator.scans import Scan, picture_file, scanned_pdf

NAMES: dict[str, tuple[str, ...]] = {
    "civ1": ("CR CIV n-1", "Compte rendu cellule identitovigilance 1", "PV CIV semestre précédent", "civ_1"),
    "civ2": ("CR CIV dernière séance", "Compte rendu cellule identitovigilance 2", "PV CIV", "civ_2"),
    "civ": ("CR CIV (2 séances)", "Comptes rendus CIV", "PS1.1 réunions", "civ_cr"),
    "report": ("Rapport activité CIV", "Bilan annuel identitovigilance", "PS 1.1 rapport", "rapport_civ"),
    "rniv": ("Questionnaire RNIV", "RNIV complété", "PS1.2_questionnaire", "appropriation RNIV 1 et 2"),
    "policy": ("PSSI", "Politique sécurité SI", "PS2.1_PSSI_v2", "pssi validée"),
    "risk": ("Analyse de risques", "Cartographie des risques SI", "PS2.1_risques", "analyse risques SSI"),
    "plan": ("Plan action SSI", "Suivi instruction 309", "PS2.1_plan", "plan d’action sécurité"),
    "rssi": ("Nomination RSSI", "Désignation RSSI", "PS2.1_RSSI", "lettre mission rssi"),
    "meetings": ("Points RSSI Direction", "CR rencontres RSSI", "PS2.1_rdv", "rendez-vous sécurité"),
    "incident": (
        "Procédure incidents",
        "Remontée des incidents SSI",
        "PS2.1_incident",
        "procédure signalement",
    ),
    "audit": (
        "Attestation audit",
        "Attestation signée cybersurveillance",
        "PS2.2",
        "attestation directeur audit cyber",
    ),
    "dmp": ("Attestation DMP", "DMP compatibilité", "PS3.1", "alimentation dmp"),
    "mss": ("Attestation MSSanté", "MSS", "PS3.2", "messagerie sécurisée"),
    "test": ("Test MSS citoyenne", "PV test message", "PS4.1", "recette mss citoyenne"),
    "sdsi": ("SDSI GHT", "Schéma directeur", "SDSI_valide", "schéma directeur SI groupement"),
    "dsi": ("Nomination DSI GHT", "Décision DSI", "DSI_GHT", "dsi de territoire"),
    "accord": (
        "Accord établissement support",
        "Accord support",
        "accord_GHT",
        "lettre accord directeur support",
    ),
}
FIELDS = {
    "civ1": "file_ps1_1",
    "civ2": "file_ps1_1",
    "civ": "file_ps1_1",
    "report": "file_ps1_1_report",
    "rniv": "file_ps1_2",
    "policy": "file_ps2_1_policy",
    "risk": "file_ps2_1_risk",
    "plan": "file_ps2_1_plan",
    "rssi": "file_ps2_1_rssi",
    "meetings": "file_ps2_1_meetings",
    "incident": "file_ps2_1_incident",
    "audit": "file_ps2_2",
    "dmp": "file_ps3_1",
    "mss": "file_ps3_2",
    "test": "file_ps4_1",
    "sdsi": "file_ght_sdsi",
    "dsi": "file_ght_dsi",
    "accord": "file_ght_agreement",
}
MINUTES = (*identity.MINUTES, official.minutes_register, homely.minutes_board)
REPORTS = (*reports.REPORTS, official.report_numbers, homely.report_note)
POLICIES = (*policy.POLICIES, homely.policy_rules)
ANALYSES = (*risks.ANALYSES, homely.analysis_note)
PLANS = (*risks.PLANS, official.plan_closed, homely.plan_mail)
APPOINTMENTS = (*officers.APPOINTMENTS, official.appointment_note, homely.appointment_mail)
MEETINGS = (*officers.MEETINGS, official.meetings_agenda, homely.meetings_diary)
INCIDENTS = (*policy.INCIDENTS, homely.incident_mail)
ATTESTATIONS = (
    *audits.ATTESTATIONS,
    official.attest_articles,
    homely.attest_first_person,
    official.attest_certificate,
    homely.attest_ticked,
)
DMP = (*exchange.DMP, official.dmp_report, homely.dmp_letter)
MSS = (*exchange.MSS, official.mss_convention, homely.mss_mail)
TESTS = (*citizen.TESTS, official.test_register, homely.test_note)
SEALED = ("audit", "sdsi", "dsi", "accord")


@dataclass
class Kit:
    """Makes the files of one dossier; ``turn`` shifts every choice of hand, medium and name."""

    h: Hospital
    filed: date
    turn: int
    scans: Mapping[str, Scan] = field(default_factory=dict)

    def ago(self, count: float) -> date:
        """Return a working day about ``count`` weeks before the filing."""
        return weeks(self.filed, -count - 0.4)

    def hand(self, slot: str, count: int) -> int:
        """Return which of ``count`` hands writes a slot's paper: each in its turn."""
        return (self.turn + sum(map(ord, slot)) * 3) % count

    def file(
        self, slot: str, body: Doc | bytes, *, name: str = "", field_id: str = "", extension: str = ""
    ) -> File:
        """Return a paper as a file, on the medium that suits it: scan, PDF, Word or LibreOffice."""
        stem = name or NAMES[slot][(self.turn + sum(map(ord, slot))) % 4]
        where = field_id or FIELDS[slot]
        if isinstance(body, bytes):
            return File(where, f"{stem}.{extension or 'pdf'}", body)
        scan = self.scans.get(slot)
        if extension in ("jpg", "png", "tif"):
            kind = {"jpg": "JPEG", "png": "PNG", "tif": "TIFF"}[extension]
            return File(where, f"{stem}.{extension}", picture_file(pdf(body), scan or Scan(), kind))  # type: ignore[arg-type]
        if scan:
            return File(where, f"{stem}.pdf", scanned_pdf(pdf(body), scan))
        medium = (
            "pdf"
            if slot in SEALED
            else ("pdf", "pdf", "docx", "pdf", "odt", "pdf", "pdf")[
                (self.turn + len(slot) * 3 + ord(slot[0])) % 7
            ]
        )
        medium = extension or medium
        writer = {"pdf": pdf, "docx": office.docx, "odt": office.odt, "txt": office.txt}[medium]
        return File(where, f"{stem}.{medium}", writer(body))

    def meetings_of_cell(self) -> tuple[date, date]:
        """Return the days of two meetings in consecutive half-years, the later one within the year."""
        rng = random.Random(f"civ-{self.turn}-{self.h.seed}")
        last = self.ago(rng.uniform(6, 20))
        year, month = (
            (last.year - 1, rng.randint(9, 12)) if last.month < 7 else (last.year, rng.randint(2, 5))
        )
        first = date(year, month, rng.randint(2, 27))
        return weeks(first + timedelta(days=1), 0), last

    def slots(self, *, volets: tuple[int, ...] = (1,)) -> dict[str, list[File]]:
        """Return the whole set, by slot."""
        h, turn = self.h, self.turn
        first, last = self.meetings_of_cell()
        found: dict[str, list[File]] = {}
        write = MINUTES[self.hand("civ", len(MINUTES))]
        if turn % 3 == 1:
            found["civ"] = [self.file("civ", joined(write(h, first), write(h, last)))]
        else:
            found["civ"] = [self.file("civ1", write(h, first)), self.file("civ2", write(h, last))]
        year = self.filed.year - 1
        found["report"] = [
            self.file("report", REPORTS[self.hand("report", len(REPORTS))](h, year, self.ago(5 + turn % 4)))
        ]
        found["rniv"] = [self.rniv()]
        found |= self.security()
        found["audit"] = [self.attestation()]
        found["dmp"] = [self.file("dmp", DMP[self.hand("dmp", len(DMP))](h, self.ago(4)))]
        found["mss"] = [self.file("mss", MSS[self.hand("mss", len(MSS))](h, self.ago(3)))]
        if 2 in volets:
            found["test"] = [self.file("test", TESTS[self.hand("test", len(TESTS))](h, self.ago(2)))]
        if h.ght:
            found |= self.group()
        return found

    def rniv(self, filled: float = 1.0) -> File:
        """Return the questionnaire in one of six shapes."""
        shape = self.turn % 6
        if shape == 5 and "rniv" not in self.scans:
            return self.file("rniv", questionnaire.ticked(self.h, filled), extension="docx")
        if "rniv" in self.scans or shape < 3:
            return self.file(
                "rniv",
                questionnaire.HANDS[shape % 3](self.h, filled),
                extension="" if "rniv" in self.scans else "pdf",
            )
        if shape == 3:
            return self.file("rniv", questionnaire.workbook(self.h, filled), extension="xlsx")
        return self.file("rniv", questionnaire.interactive(self.h, filled))

    def security(self) -> dict[str, list[File]]:
        """Return the six things of PS2.1; one in three keeps the incidents inside its policy."""
        h, turn = self.h, self.turn
        inside = turn % 3 == 0
        write = POLICIES[3 if h.ght and turn % 2 else (0, 1, 2, 4)[self.hand("policy", 4)]]
        found = {"policy": [self.file("policy", write(h, self.ago(30 + turn % 40), incident=inside))]}
        if turn % 4 == 2:
            found["risk"] = [self.file("risk", risks.analysis_workbook(h, self.ago(25)), extension="xlsx")]
        else:
            found["risk"] = [
                self.file("risk", ANALYSES[self.hand("risk", len(ANALYSES))](h, self.ago(25 + turn % 9)))
            ]
        if turn % 4 == 1:
            found["plan"] = [self.file("plan", risks.plan_workbook(h, self.ago(4)), extension="xlsx")]
        else:
            found["plan"] = [
                self.file("plan", PLANS[self.hand("plan", len(PLANS))](h, self.ago(4 + turn % 3)))
            ]
        others = [w for w in APPOINTMENTS if h.ght or w is not officers.appointment_group]
        found["rssi"] = [
            self.file("rssi", others[self.hand("rssi", len(others))](h, self.ago(80 + turn % 30)))
        ]
        days = (self.ago(33), self.ago(8)) if turn % 2 else (self.ago(40), self.ago(22), self.ago(6))
        found["meetings"] = [self.file("meetings", MEETINGS[self.hand("meetings", len(MEETINGS))](h, days))]
        if not inside:
            found["incident"] = [
                self.file("incident", INCIDENTS[self.hand("incident", len(INCIDENTS))](h, self.ago(55)))
            ]
        return found

    def attestation(self) -> File:
        """Return the head's attestation of the audit."""
        first = self.ago(14)
        first -= timedelta(days=first.weekday())
        write = ATTESTATIONS[self.hand("audit", len(ATTESTATIONS))]
        return self.file("audit", write(self.h, self.ago(3), first, first + timedelta(days=4)))

    def group(self) -> dict[str, list[File]]:
        """Return the papers of the group."""
        h = self.h
        return {
            "sdsi": [self.file("sdsi", groups.master_plan(h))],
            "dsi": [self.file("dsi", groups.CHIEFS[self.hand("dsi", 3)](h))],
            "accord": [self.file("accord", groups.AGREEMENTS[self.hand("accord", 3)](h, self.ago(2)))],
        }

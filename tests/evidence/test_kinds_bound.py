"""Papers bound in one file: each page or sheet that opens another paper is one of its own."""

from __future__ import annotations

import pytest
from layouts import page

from checker.evidence import Programme
from checker.evidence.kinds import kinds_of, later_candidates
from checker.evidence.text import PageText

APPOINTED = (
    "EPSM DES TROIS RIVIÈRES\nNOTE DE SERVICE 4/2021\nMme Odile Carel est nommée responsable de la sécurité des "
    "systèmes d'information (RSSI) à compter du 1er mars 2021. Elle relève de moi seul pour cette mission et "
    "n'appartient pas au service informatique ; elle rend compte deux fois l'an de ses travaux.\nLe 22 février 2021\n"
    "Jean Morvan, directeur"
)
MEETINGS = [
    "EPSM des Trois Rivières\nRevues de sécurité entre le directeur et la RSSI – 2021\nRevue du 3 juin 2021 : "
    "M. Morvan, Mme Carel. Le plan avance.\nRevue du 9 décembre 2021 : M. Morvan, Mme Carel. Le plan est soldé.",
    "EPSM des Trois Rivières\nRENCONTRES DU DIRECTEUR ET DE LA RSSI EN 2021\nLe 3 juin 2021, M. Morvan a reçu "
    "Mme Carel : avancement du plan.\nLe 9 décembre 2021, M. Morvan a reçu Mme Carel : fin du plan.",
    "EPSM des Trois Rivières\nRéunions de la direction et de la responsable de la sécurité du système d'information\n"
    "Le 3 juin 2021, M. Morvan et Mme Carel se sont réunis. Les traces sont contrôlées.\n"
    "Le 9 décembre 2021, M. Morvan et Mme Carel se sont réunis. L'audit est commandé.",
    "EPSM des Trois Rivières\nEntretiens entre le directeur et la RSSI\n1) 3 juin 2021 : point sur les incidents, "
    "décisions.\n"
    "2) 9 décembre 2021 : point sur le plan d'actions, décisions.",
]
INCIDENT = (
    "EPSM des Trois Rivières\nProcédure PR-04 : signalement d'un incident de sécurité du système d'information\n"
    "Qui signale ? Tout agent, au poste 2222.\nQui qualifie ? La RSSI, ou l'astreinte.\n"
    "Qui déclare ? La RSSI, sur le portail des signalements."
)


def spans(texts: list[str], programme: Programme, reader: str = "pdfium") -> set[tuple[str, int, int]]:
    pages = [
        PageText(page(text).model_copy(update={"number": number, "reader": reader}))
        for number, text in enumerate(texts, 1)
    ]
    return {(k.kind, k.first_page, k.last_page) for k in kinds_of(pages, programme.kinds, programme.model)}


@pytest.mark.parametrize("meetings", MEETINGS)
def test_meetings_bound_behind_the_appointment(meetings: str, programme: Programme) -> None:
    assert spans([APPOINTED, meetings], programme) == {("rssi_appointment", 1, 1), ("rssi_meetings", 2, 2)}


def test_a_titled_page_behind_a_signed_one_is_another_paper(programme: Programme) -> None:
    assert spans([APPOINTED, INCIDENT], programme) == {
        ("rssi_appointment", 1, 1),
        ("incident_procedure", 2, 2),
    }


def test_a_chapter_of_a_policy_opens_no_other_paper(programme: Programme) -> None:
    policy = (
        "POLITIQUE DE SÉCURITÉ DES SYSTÈMES D'INFORMATION\nLa présente politique fixe les principes : disponibilité, "
        "intégrité, confidentialité. Chacun a son compte et son mot de passe.\nSauvegardes chaque nuit."
    )
    analysis = (
        "3. Analyse des risques\nLa politique tient compte des risques : gravité, vraisemblance, traitement.\n"
        "Elle est revue tous les trois ans par la direction."
    )
    assert spans([policy, analysis], programme) == {("security_policy", 1, 2)}


RISKS = (
    "Clinique des Aulnes - ANALYSE DES RISQUES DETAILLEE - 10 mai 2021\nRisque\tGravité\tVraisemblance\tTraitement\n"
    "Rançongiciel\t4\t3\tSauvegarde déconnectée\nPanne du serveur\t4\t2\tSecours\nVol\t3\t2\tChiffrement"
)
PLAN = (
    "Clinique des Aulnes - PLAN D'ACTION SSI - mis à jour le 1er septembre 2022\nAction\tResponsable\tÉchéance\t"
    "Avancement\nInventaire\tDSI\t04/2021\t100 %\nCharte\tDRH\t09/2021\t100 %\nTOTAL\t2 sur 2\t\t100 %"
)


STUDY = (
    "Clinique du Mas des Aulnes\nÉtude détaillée des risques du système d'information – janvier 2022\n"
    "Actif Menace Gravité Vraisemblance Traitement\nDossier patient Rançongiciel 4 3 Sauvegarde isolée\n"
    "Messagerie Hameçonnage 3 4 Formation\nAccès distants Vol de mot de passe 4 2 Double contrôle"
)
SUITE = (
    "{}\nPlan d'action SSI (instruction 309) – situation arrêtée le 30 juin 2022\nMesure Responsable % réalisé\n"
    "Inventaire du parc DSI 100 %\nCharte informatique RSSI 100 %\nSauvegardes testées DSI 100 %"
)


def test_a_plan_printed_behind_the_analysis_under_one_letterhead_is_a_paper_of_its_own(
    programme: Programme,
) -> None:
    assert spans([STUDY, SUITE.format("Clinique du Mas des Aulnes")], programme) == {
        ("risk_analysis", 1, 1),
        ("action_plan", 2, 2),
    }


@pytest.mark.parametrize("head", ["4. Suites données", "Clinique des Ormes"])
def test_a_plan_within_the_analysis_or_under_another_letterhead_parts_nothing(
    head: str, programme: Programme
) -> None:
    assert not any(first == 2 for _, first, _ in spans([STUDY, SUITE.format(head)], programme))


def test_sheets_of_a_workbook_that_name_two_kinds_are_two_papers(programme: Programme) -> None:
    assert spans([RISKS, PLAN], programme, "calamine") == {("risk_analysis", 1, 1), ("action_plan", 2, 2)}


def test_sheets_of_one_kind_are_one_paper(programme: Programme) -> None:
    second = PLAN.replace("SSI - mis", "SSI, thème 2 - mis").replace("Inventaire", "Sauvegardes")
    assert spans([PLAN, second], programme, "calamine") == {("action_plan", 1, 2)}
    legend = "Légende des couleurs\nvert : fait\norange : en cours\nrouge : en retard"
    assert spans([PLAN, legend], programme, "calamine") == {("action_plan", 1, 2)}


@pytest.mark.parametrize("marks", ["Partie {}. ", "Pièce {}. ", "Clinique de la Sauve – "])
def test_parts_of_a_bound_paper_may_be_papers(marks: str, programme: Programme) -> None:
    pages = [
        PageText(
            page(
                "Clinique de la Sauve – recueil de sécurité\n"
                f"{marks.format('A')}Politique de sécurité du système d'information\nComptes revus chaque semestre.\n"
                f"{marks.format('B')}Analyse détaillée des risques du système d'information\nRançongiciel : 4, 3."
            )
        )
    ]
    kinds = kinds_of(pages, programme.kinds, programme.model)
    known = {kind.kind for kind in kinds} | set(
        later_candidates(pages, kinds, programme.kinds, programme.model)
    )
    assert {"security_policy", "risk_analysis"} <= known

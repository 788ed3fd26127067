"""A PSSI holds the incident procedure when a section of it tells whom to tell, by what, and what follows."""

from __future__ import annotations

import pytest
from layouts import page

from checker.evidence import Programme
from checker.evidence.kinds import kinds_of
from checker.evidence.text import PageText

POLICY = (
    "CLINIQUE DES AULNES\nPOLITIQUE DE SÉCURITÉ DES SYSTÈMES D'INFORMATION (PSSI)\n"
    "La présente politique fixe les objectifs de sécurité : disponibilité, intégrité, confidentialité.\n"
    "{before}Comptes et mots de passe. Chaque agent a son compte ; le mot de passe a douze caractères.\n"
    "{incident}\n{after}Révision de la politique. Elle est relue tous les trois ans par la direction.\n"
)

TOLD = [
    "5. Signaler un incident\nQui voit un incident appelle le support au 6000. Le support isole la machine, renseigne "
    "le registre et alerte le RSSI, qui le déclare au CERT Santé et prévient la directrice.",
    "5. En cas d'incident : appeler Mme Roy (poste 214) ou, la nuit, l'astreinte. Remplir la fiche « incident ».\n"
    "Mme Roy coupe l'accès, prévient le directeur et fait la déclaration sur le portail national des signalements.",
    "5. Incident : qui fait quoi\nSoignant : prévient la garde administrative.\nInformatique : débranche, ouvre la "
    "fiche.\nRSSI : évalue la gravité, signale à l'ARS, rend compte au directeur.",
    "5. Que faire en cas de cyberattaque ?\nJ'alerte le 3131, jour et nuit. Le technicien bloque le compte, consigne "
    "les faits au registre, puis le RSSI saisit le CERT Santé et informe la direction générale.",
    "Article 5 – Réaction aux incidents. Tout agent remplit un ticket sur le portail interne ou téléphone à "
    "l'astreinte ;\nle RSSI qualifie, déclare sur le portail du ministère si besoin et tient un registre.",
    "5. Traiter une alerte de sécurité, un incident\na) L'agent écrit à ssi@aulnes.example.\nb) Le RSSI note au "
    "registre et classe.\nc) L'incident grave part au CERT Santé.\nd) Bilan en réunion de direction.",
]

NOT_TOLD = [
    "5. Gestion des incidents. Les incidents sont traités dans les meilleurs délais par les personnes compétentes.",
    "5. Signaler un incident\nTout incident est signalé au RSSI, selon la procédure PR-SI-04 affichée à l'astreinte, "
    "qui précise la fiche à remplir, le registre, le portail et l'information de la direction.",
    "5. En cas d'incident\nVoir la fiche réflexe n° 7 : appel à l'astreinte, registre, direction.",
    "5. Incidents\nUn circuit sera défini en 2023 avec l'astreinte : appel, fiche, registre, portail, direction.",
    "5. Incidents\nAucune procédure n'existe : on appelle le support, qui note au registre et prévient la direction.",
    "5. Incidents du prestataire\nLe prestataire appelle notre astreinte, remplit la fiche, isole le poste et informe "
    "le directeur ; il tient un registre.",
    "5. Événements indésirables et incidents de soins\nLe soignant remplit la fiche, prévient le cadre de garde ; la "
    "direction analyse et déclare à l'ARS.",
    "5. Incidents de l'année\nL'astreinte a reçu deux appels : ils ont été déclarés au CERT Santé, notés au registre "
    "et clos ; la direction a été informée par fiche.",
]


def found(incident: str, programme: Programme) -> set[str]:
    lettered = incident.startswith("Article")
    before, after = ("Article 4 – ", "Article 6 – ") if lettered else ("4. ", "6. ")
    text = POLICY.format(before=before, after=after, incident=incident)
    kinds = kinds_of([PageText(page(text))], programme.kinds, programme.model)
    assert kinds[0].kind == "security_policy"
    return {kind.kind for kind in kinds}


@pytest.mark.parametrize("incident", TOLD)
def test_a_section_that_tells_the_procedure_is_one(incident: str, programme: Programme) -> None:
    assert "incident_procedure" in found(incident, programme)


@pytest.mark.parametrize("incident", NOT_TOLD)
def test_a_promise_a_reference_or_a_report_is_none(incident: str, programme: Programme) -> None:
    assert "incident_procedure" not in found(incident, programme)


def test_the_steps_of_the_section_after_do_not_count(programme: Programme) -> None:
    incident = (
        "5. En cas d'incident\nChacun garde son calme.\n6. Assistance\nOn appelle l'astreinte au 3030, qui note au "
        "registre, isole le poste et prévient le directeur."
    )
    assert "incident_procedure" not in found(incident, programme)

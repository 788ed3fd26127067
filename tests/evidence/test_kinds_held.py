"""Papers held in another: a section counts as a paper of its own only with its matter."""

from __future__ import annotations

import pytest
from layouts import page

from checker.evidence import Programme
from checker.evidence.kinds import kinds_of
from checker.evidence.text import PageText

POLICY = (
    "EPSM des Trois Rivières\nPolitique de sécurité du système d'information (PSSI)\n"
    "Article 1. Les accès sont nominatifs, les mots de passe changés chaque année.\n"
    "Article 2. Les sauvegardes sont quotidiennes et déportées ; les droits sont revus chaque semestre.\n"
)
RATED = (
    "Bien essentiel | Événement redouté | Gravité | Vraisemblance | Traitement\n"
    "Dossier du patient | Chiffrement | 4 | 3 | Réduire\nPrescription | Arrêt | 4 | 2 | Réduire"
)
UNRATED = "La direction accepte les risques résiduels. La méthode retient la gravité et la vraisemblance des menaces."


def kinds_in(text: str, programme: Programme) -> set[str]:
    return {kind.kind for kind in kinds_of([PageText(page(text))], programme.kinds, programme.model)}


@pytest.mark.parametrize(("body", "held"), [(RATED, True), (UNRATED, False)])
def test_a_policy_holds_a_risk_analysis_only_with_its_rated_risks(
    body: str, held: bool, programme: Programme
) -> None:
    found = kinds_in(f"{POLICY}Partie 3. Analyse des risques du système d'information\n{body}", programme)
    assert ("risk_analysis" in found) is held

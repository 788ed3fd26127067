"""What French law asks to be told of an algorithmic treatment, filled in for the case at hand.

CRPA R.311-3-1-1 (the mention borne by a decision) and R.311-3-1-2 (four elements communicated on request).
They hold also where a human takes the last decision. Plain text: an instructor pastes it into an answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from checker.reporting import labels
from checker.reporting.programme import Words
from checker.reporting.text import one_line
from models.base import Model
from models.verdict import RequirementVerdict, Verdict


class Section(Model):
    """A titled part of the text."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the part as plain text."""
        return "\n".join((self.title, *self.paragraphs))


def mention(words: Words) -> Section:
    """Return the mention that a decision bears (CRPA L.311-3-1 and R.311-3-1-1)."""
    return Section(
        title="Mention à porter dans la décision (CRPA, art. L. 311-3-1 et R. 311-3-1-1)",
        paragraphs=(
            "La présente décision a été préparée à l’aide d’un traitement algorithmique dont la finalité est "
            f"d’examiner les pièces justificatives déposées au titre du programme « {words.title} » et d’en "
            "proposer une lecture motivée à l’instructeur. La décision a été prise par une personne. Vous "
            "pouvez demander à [service instructeur, adresse] la communication des règles définissant ce "
            "traitement et des principales caractéristiques de sa mise en œuvre dans votre cas. En l’absence "
            "de réponse dans le mois suivant votre demande, ou en cas de refus, vous pouvez saisir la "
            "Commission d’accès aux documents administratifs (www.cada.fr) dans un délai de deux mois.",
        ),
    )


def elements(verdict: Verdict, words: Words, input_digest: str | None) -> tuple[Section, ...]:
    """Return the four elements of R.311-3-1-2, applied to this dossier."""
    return (
        _contribution(verdict),
        _data(verdict, words, input_digest),
        _parameters(verdict),
        _operations(verdict),
    )


def _contribution(verdict: Verdict) -> Section:
    return Section(
        title="1° Degré et mode de contribution du traitement à la prise de décision",
        paragraphs=(
            "Le traitement ne prend aucune décision et n’attribue ni note ni rang. Il lit les pièces du "
            "dossier, compare ce qu’elles montrent à ce que les textes demandent et propose, exigence par "
            "exigence, un avis accompagné du passage cité. L’instructeur vérifie, s’en écarte s’il y a lieu, "
            "et décide.",
            f"Avis proposé pour le dossier n° {verdict.dossier.number} : "
            f"{labels.OUTCOMES[verdict.outcome].lower()}.",
        ),
    )


def _data(verdict: Verdict, words: Words, input_digest: str | None) -> Section:
    kinds = Counter(words.kind(file.kind) for file in verdict.files if file.status == "read")
    unread = [file for file in verdict.files if file.status != "read"]
    number = len(verdict.files)
    paragraphs = [
        "Données : les réponses au formulaire et les pièces jointes du dossier, déposées par "
        f"l’établissement sur Démarches simplifiées ({number} fichier{'s' if number > 1 else ''}). "
        "Aucune autre source n’est consultée et aucune donnée n’est transmise.",
        "Pièces lues : " + (_listed(f"{kind} ({count})" for kind, count in kinds.items()) or "aucune") + ".",
    ]
    if unread:
        named = _listed(f"{one_line(f.path, 80)} ({labels.STATUSES[f.status]})" for f in unread)
        paragraphs.append(f"Pièces non examinées : {named}.")
    if input_digest:
        paragraphs.append(f"Empreinte de l’export lu : {input_digest}.")
    return Section(title="2° Données traitées et leurs sources", paragraphs=tuple(paragraphs))


def _parameters(verdict: Verdict) -> Section:
    applied = [r for r in verdict.requirements if r.outcome != "not_applicable"]
    aside = [r for r in verdict.requirements if r.outcome == "not_applicable"]
    scope = [f"étape « {labels.STAGES[verdict.stage]} »"]
    if verdict.window is not None:
        scope.append(f"fenêtre {verdict.window}")
    if verdict.volets:
        scope.append("volet " + " et ".join(map(str, verdict.volets)))
    return Section(
        title="3° Paramètres du traitement et leur pondération, appliqués à ce dossier",
        paragraphs=(
            f"Règles appliquées ({', '.join(scope)}) : jeu de règles « {verdict.ruleset.id} », version "
            f"{verdict.ruleset.version}, empreinte {verdict.ruleset.digest}.",
            "Pondération : aucune. Chaque exigence obligatoire est examinée pour elle-même ; l’avis "
            "d’ensemble est « non satisfait » si l’une l’est, sinon « à examiner » si l’une l’est, sinon "
            "« satisfait ».",
            *(_parameter(requirement) for requirement in applied),
            *(
                [f"Sans objet dans ce cas : {_listed(r.id for r in aside)}."] if aside else []
            ),
        ),
    )  # fmt: skip


def _parameter(requirement: RequirementVerdict) -> str:
    text = _listed(map(labels.citation, requirement.cite))
    optional = "" if requirement.mandatory else " (facultative)"
    source = f" — {text}" if text else ""
    return (
        f"– {requirement.id}, {one_line(requirement.title)}{optional}{source} : "
        f"{labels.OUTCOMES[requirement.outcome].lower()}. {one_line(requirement.summary)}".rstrip()
    )


def _operations(verdict: Verdict) -> Section:
    started, finished = verdict.started_at, verdict.finished_at
    return Section(
        title="4° Opérations effectuées par le traitement",
        paragraphs=(
            "Lecture de chaque fichier (texte, ou reconnaissance optique des pages numérisées) ; "
            "reconnaissance de la nature de la pièce, de ses dates, signataires, établissement et mentions ; "
            "comparaison de ces faits aux conditions des règles, en logique à trois valeurs (oui, non, "
            "indéterminé) ; rédaction de l’avis avec ses citations. Un fait incertain n’est jamais compté "
            "comme établi.",
            f"Traitement effectué le {labels.french_date(finished.date())} par {verdict.tool.name} "
            f"{verdict.tool.version} (de {started:%H:%M:%S} à {finished:%H:%M:%S}, "
            f"{finished.tzname() or 'heure locale'}), sans accès au réseau.",
        ),
    )


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(parts)

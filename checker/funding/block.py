"""The ``funding`` block of a verdict: what the dossier may be paid, and on what condition."""

from __future__ import annotations

from typing import Any

from checker.funding.activity import activities_of
from checker.funding.plan import Request, funding_plan, told
from checker.funding.tables import Amounts, open_amounts
from checker.rulesets import RulesetFolder
from models.dossier import Dossier
from models.verdict import Outcome, RequirementVerdict


def funding_block(
    dossier: Dossier, requirements: tuple[RequirementVerdict, ...], window: int | None, ruleset: RulesetFolder
) -> dict[str, Any] | None:
    """Return what the dossier may be paid, or ``None`` where the ruleset sets no amounts.

    Sums are decimal strings in euros; what cannot be reckoned is said under ``review``, in French.
    """
    amounts = open_amounts(ruleset)
    if amounts is None:
        return None
    missing = _missing(dossier, window, amounts)
    if missing or window is None:
        return {"total": None, "advance": None, "balance": None, "review": missing}
    activities = activities_of(dossier, amounts.activity)
    said = _Words(ruleset)
    without, doubts = _closed_domains(dossier, amounts, said)
    plan = funding_plan(
        Request(
            activities=tuple(a.value for a in activities),
            window=window,
            volets=dossier.volets,
            without=without,
            extras=_extras(dossier, amounts, said),
        ),
        amounts,
    )
    block = told(plan, amounts)
    block["window"] = window
    block["activity"] = [{"value": str(a.value), "operation": a.operation} for a in activities]
    block["condition"] = (
        "Montants prévisionnels : l’avance suppose que la candidature soit retenue, le solde que les cibles "
        "soient atteintes ; non atteintes dans la fenêtre et dans la fenêtre de report, l’avance est à rembourser."
    )
    block["review"] = [*block["review"], *doubts]
    outcomes = {r.id: r.outcome for r in requirements}
    for line, source in zip(
        (*block.get("lines", ()), *block.get("bonuses", ())), (*plan.lines, *plan.extras), strict=False
    ):
        line["targets"] = _reached(source.indicators, outcomes)
    return block


def _missing(dossier: Dossier, window: int | None, amounts: Amounts) -> list[str]:
    missing = []
    if window is None:
        missing.append("Fenêtre inconnue : le taux ne peut être choisi.")
    if not dossier.volets:
        missing.append("Volets demandés inconnus.")
    if not activities_of(dossier, amounts.activity):
        missing.append("Activité combinée 2019 absente des réponses exportées.")
    return missing


class _Words:
    """What the ruleset takes for a yes and for a no."""

    def __init__(self, ruleset: RulesetFolder) -> None:
        facts = ruleset.load("facts.yaml")
        self._known = dict.fromkeys(facts["yes_words"], True) | dict.fromkeys(facts["no_words"], False)

    def truth(self, answer: str | None) -> bool | None:
        """Return what an answer says, or ``None`` where it says neither or nothing."""
        return self._known.get((answer or "").strip().casefold())


def _closed_domains(dossier: Dossier, amounts: Amounts, said: _Words) -> tuple[frozenset[str], list[str]]:
    """Return the domains that the answers close, and a doubt for each that they neither open nor close."""
    closed, doubts = set(), []
    for key, domain in amounts.domains.items():
        if domain.when is None or domain.volet not in dossier.volets:
            continue
        opened = said.truth(dossier.answer(domain.when))
        if not opened:
            closed.add(key)
        if opened is None:
            doubts.append(
                f"Domaine « {domain.label} » non compté : le formulaire ne dit pas s’il est ouvert."
            )
    return frozenset(closed), doubts


def _extras(dossier: Dossier, amounts: Amounts, said: _Words) -> frozenset[str]:
    asked = {key: bonus.asked_by for key, bonus in amounts.bonuses.items()}
    if amounts.pilot:
        asked["pilot"] = amounts.pilot.asked_by
    return frozenset(k for k, by in asked.items() if said.truth(dossier.answer(by)))


def _reached(indicators: tuple[str, ...], outcomes: dict[str, Outcome]) -> str:
    seen = {outcomes[i] for i in indicators if i in outcomes} - {"not_applicable"}
    if not seen:
        return "à mesurer"
    if "not_satisfied" in seen:
        return "non atteintes"
    return "à vérifier" if "needs_review" in seen else "atteintes"

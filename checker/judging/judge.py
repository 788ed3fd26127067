"""One dossier's verdict from its evidence: every requirement of the ruleset, and the outcome over them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from checker import __version__
from checker.judging.case import Case
from checker.judging.facts import CaseFacts
from checker.judging.facts_case import case_facts
from checker.judging.french import day
from checker.judging.loading import Rules
from checker.judging.parameters import Parameters, case_keys
from checker.judging.requirement import judged
from models.dossier import Dossier
from models.evidence import FileEvidence
from models.span import DateSpan
from models.verdict import (
    DossierIdentity,
    FileVerdict,
    Outcome,
    RequirementVerdict,
    RulesetIdentity,
    Stage,
    ToolIdentity,
    Verdict,
)


def judge(
    dossier: Dossier,
    evidence: tuple[FileEvidence, ...],
    rules: Rules,
    *,
    stage: Stage = "candidature",
    window: int | None = None,
    started_at: datetime,
    finished_at: datetime | None = None,
) -> Verdict:
    """Return the verdict of a dossier.

    ``evidence`` holds one entry for every file of the dossier, also those missing or unread, by their status.
    ``window`` overrides the dossier's own, which comes from its answers, else from its filing date.
    """
    from checker.funding import funding_block

    judged_window = window or dossier.window or window_of_filing(dossier, rules)
    facts = case_facts(dossier, evidence, judged_window, rules.facts)
    requirements = judge_facts(facts, rules, stage)
    return Verdict(
        dossier=_identity(dossier),
        ruleset=RulesetIdentity(
            id=rules.id, version=str(rules.folder.header["version"]), digest=rules.folder.digest
        ),
        window=judged_window,
        stage=stage,
        volets=dossier.volets,
        outcome=overall(requirements),
        requirements=requirements,
        files=_files(dossier, evidence),
        funding=funding_block(dossier, requirements, judged_window, rules.folder),
        notes=(*dossier.notes, *_window_notes(dossier, window, judged_window, rules)),
        tool=ToolIdentity(name="sunes-checker", version=__version__),
        started_at=started_at,
        finished_at=finished_at or datetime.now(UTC),
    )


def judge_facts(facts: CaseFacts, rules: Rules, stage: Stage) -> tuple[RequirementVerdict, ...]:
    """Return every requirement's verdict, in the ruleset's order."""
    done: dict[str, RequirementVerdict] = {}

    def outcome(wanted: str) -> Outcome:
        if wanted not in done:
            done[wanted] = judged(rules.by_id[wanted], case, stage)
        return done[wanted].outcome

    parameters = Parameters(rules.parameters, case_keys(rules.parameters, facts))
    case = Case(facts, rules.facts, parameters, outcome=outcome)
    for rule in rules.rules:
        outcome(rule.id)
    return tuple(done[rule.id] for rule in rules.rules)


def overall(requirements: Iterable[RequirementVerdict]) -> Outcome:
    """Return not_satisfied over needs_review over satisfied, over the mandatory requirements that apply."""
    seen = {r.outcome for r in requirements if r.mandatory}
    order: tuple[Outcome, ...] = ("not_satisfied", "needs_review", "satisfied")
    return next((o for o in order if o in seen), "needs_review")


def window_of_filing(dossier: Dossier, rules: Rules) -> int | None:
    """Return the window whose candidacy period holds the filing date, or ``None``."""
    by, filed = rules.windows_by, dossier.submitted_on
    if by is None or filed is None:
        return None
    span = DateSpan.day(filed)
    for value in rules.parameters[by.opening].values:
        for key in value.of:
            at = Parameters(rules.parameters, {"dossier.window": key})
            opening, closing = at.value(by.opening), at.value(by.closing)
            if (
                isinstance(key, int)
                and isinstance(opening, DateSpan)
                and isinstance(closing, DateSpan)
                and opening.start <= span.start <= closing.end
            ):
                return key
    return None


def _window_notes(dossier: Dossier, asked: int | None, used: int | None, rules: Rules) -> tuple[str, ...]:
    notes = []
    filed = window_of_filing(dossier, rules)
    if asked and dossier.window and asked != dossier.window:
        notes.append(
            f"Fenêtre {asked} imposée à la commande ; le dossier demande la fenêtre {dossier.window}."
        )
    elif used and not dossier.window and not asked and dossier.submitted_on:
        notes.append(
            f"Fenêtre {used} déduite de la date de dépôt ({day(dossier.submitted_on)}) : "
            "le formulaire ne la donne pas."
        )
    elif used and filed and used != filed and dossier.submitted_on:
        notes.append(
            f"Fenêtre {used} demandée, mais le dépôt du {day(dossier.submitted_on)} tombe dans la "
            f"période de la fenêtre {filed}."
        )
    return tuple(notes)


def _identity(dossier: Dossier) -> DossierIdentity:
    return DossierIdentity(
        number=dossier.number,
        establishment=dossier.establishment,
        finess=dossier.finess,
        siret=dossier.siret,
        legal_status=dossier.legal_status,
        ght=dossier.ght,
        region=dossier.region,
        submitted_on=dossier.submitted_on,
    )


def _files(dossier: Dossier, evidence: tuple[FileEvidence, ...]) -> tuple[FileVerdict, ...]:
    fields = {f.path: f.field for f in dossier.files}
    return tuple(
        FileVerdict(
            path=e.path,
            sha256=e.sha256,
            field=fields.get(e.path),
            kind=e.kind,
            kind_confidence=e.kind_confidence,
            pages=e.pages,
            status=e.status,
            reader=e.reader,
            message=e.message,
        )
        for e in evidence
    )

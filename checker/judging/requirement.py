"""Judge one requirement: does it apply, is it satisfied, and what may be told of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checker.judging.case import Case
from checker.judging.counterfactual import would_satisfy
from checker.judging.french import listed, sentence
from checker.judging.logic import all_hold, of_bool
from checker.judging.node import Node
from checker.judging.rule import Rule
from checker.judging.summary import documents_used, doubts, evidence, notes, summary
from models.verdict import Because, Cited, Outcome, RequirementVerdict, Stage, Truth


def applicability(rule: Rule, case: Case) -> Node:
    """Return whether the rule applies at its stage: its volets, its windows, its own condition."""
    nodes = []
    if rule.volets:
        nodes.append(_among(case, "dossier.volets", rule.volets, "Volet", "non demandé", "volets non connus"))
    if rule.windows:
        nodes.append(
            _among(case, "dossier.window", rule.windows, "Fenêtre", "hors de son champ", "fenêtre non connue")
        )
    if rule.applies_when:
        nodes.append(rule.applies_when.evaluate(case))
    return Node(all_hold(n.truth for n in nodes), "S’applique", role="all", of=tuple(nodes))


def _among(case: Case, name: str, allowed: tuple[int, ...], word: str, outside: str, unknown: str) -> Node:
    value = case.fact(name).single()
    mine = value if isinstance(value, tuple) else () if value is None else (value,)
    text = f"{word} {listed([str(a) for a in allowed], 'ou')}"
    if not mine:
        return Node("unknown", text, doubts=(unknown,))
    within: Truth = of_bool(any(m in allowed for m in mine))
    return Node(within, text, said="" if within == "yes" else outside, facts=case.fact(name).cited)


def judged(rule: Rule, case: Case, stage: Stage) -> RequirementVerdict:
    """Return one requirement's verdict."""
    if rule.stage != stage:
        told = f"Se juge à l’étape « {rule.stage} », non à l’étape « {stage} »"
        return _not_applicable(rule, Node("no", told), f"{told}.")
    case = replace(case, fields=rule.fields)
    scope = applicability(rule, case)
    if scope.truth == "no":
        first = next(n for n in scope.of if n.truth == "no")
        told = f"{first.text} : {first.said or 'non'}."
        return _not_applicable(rule, scope, rule.sentences.get("not_applicable") or told)
    root = rule.require.evaluate(case)
    outcome = _outcome(scope.truth, root.truth)
    cited = _distinct(evidence(root, satisfied=outcome == "satisfied"))
    open_questions = tuple(sentence([d]) for d in dict.fromkeys((*doubts(scope), *doubts(root))))
    if outcome == "satisfied" and not any(c.page or c.reader == "form" or c.quote for c in cited):
        outcome = "needs_review"
        open_questions = ("Aucune pièce ni réponse lue ne peut être citée à l’appui.",)
    told = summary(root)
    opening = rule.sentences.get(outcome)
    return RequirementVerdict(
        id=rule.id,
        title=rule.title,
        outcome=outcome,
        mandatory=rule.mandatory,
        cite=rule.cite,
        summary=f"{opening} {told}".strip() if opening else told,
        because=root.because() if scope.truth == "yes" else _with_scope(scope, root),
        evidence=cited,
        set_aside=_set_aside(root, case, cited),
        review=open_questions if outcome == "needs_review" else (),
        notes=_notes(rule, case, root),
        would_satisfy=would_satisfy(root, rule),
    )


def _outcome(scope: Truth, truth: Truth) -> Outcome:
    if truth == "yes" and scope == "yes":
        return "satisfied"
    if truth == "no" and scope == "yes":
        return "not_satisfied"
    return "needs_review"


def _not_applicable(rule: Rule, scope: Node, told: str) -> RequirementVerdict:
    return RequirementVerdict(
        id=rule.id,
        title=rule.title,
        outcome="not_applicable",
        mandatory=rule.mandatory,
        cite=rule.cite,
        summary=told,
        because=scope.because(),
        evidence=_distinct(c for n in scope.of if n.truth == "no" for c in evidence(n, satisfied=False)),
    )


def _with_scope(scope: Node, root: Node) -> Because:
    return Because(text="S’applique, et est satisfait", truth="unknown", of=(scope.because(), root.because()))


def _notes(rule: Rule, case: Case, root: Node) -> tuple[str, ...]:
    written = (n.text for n in rule.notes if n.when is None or n.when.evaluate(case).truth == "yes")
    return tuple(dict.fromkeys((*written, *notes(root))))


def _set_aside(root: Node, case: Case, cited: tuple[Cited, ...]) -> tuple[Cited, ...]:
    """Return the dates seen in the documents read that no condition used."""
    keys = set(documents_used(root))
    used = {(c.path, c.page, c.box, c.quote) for c in cited}
    seen = (c for d in case.facts.documents if d.key in keys for c in d.dates)
    return _distinct(c for c in seen if (c.path, c.page, c.box, c.quote) not in used)


def _distinct(cited: Iterable[Cited]) -> tuple[Cited, ...]:
    found: dict[tuple[object, ...], Cited] = {}
    for c in cited:
        found.setdefault((c.fact, c.path, c.page, c.box, c.quote, str(c.value)), c)
    return tuple(found.values())

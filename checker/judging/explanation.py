"""A requirement explained: what it asks, why, by which text, since when, what satisfies it, examples."""

from __future__ import annotations

from collections.abc import Iterator

from checker.judging.case import Case
from checker.judging.conditions.base import Condition
from checker.judging.conditions.dates import DateLimit
from checker.judging.facts import CaseFacts, Fact, Item
from checker.judging.french import day
from checker.judging.listing import KINDS
from checker.judging.loading import Rules
from checker.judging.parameters import Parameters
from checker.judging.rule import Rule
from checker.judging.workbench import windows_of

_OUTCOMES = {
    "satisfied": "satisfait",
    "not_satisfied": "non satisfait",
    "needs_review": "à examiner",
    "not_applicable": "sans objet",
}


def explained(rules: Rules, rule: Rule) -> str:
    """Return a page of plain text in French."""
    blocks = [
        f"{rule.id} · {rule.title}",
        f"{KINDS[rule.kind].capitalize()}, étape « {rule.stage} »{_scope(rule)}.",
        f"Ce qu’elle demande : {rule.question}",
        f"Pourquoi : {rule.why.strip()}",
        "Par quel texte :\n" + "\n".join(f"  - {c.act}, {c.at} ({_since(rules, c.act)})" for c in rule.cite),
        "Ce qui la satisfait :\n" + "\n".join(_conditions(rules, rule)),
    ]
    values = list(_values(rules, rule))
    if values:
        blocks.append("Valeurs :\n" + "\n".join(values))
    if rule.assumptions:
        told = "\n".join(f"  - {a.doubt} → {a.settled}" for a in rule.assumptions)
        blocks.append(f"Doutes et comment ils sont tranchés :\n{told}")
    if rule.remedies:
        told = "\n".join(
            f"  - {r.text}{'' if r.for_applicant else ' (pour l’instructeur)'}" for r in rule.remedies
        )
        blocks.append(f"Ce qui remédierait :\n{told}")
    examples = "\n".join(f"  - {t.name} : {_OUTCOMES[t.expect]}" for t in rule.tests)
    blocks.append(f"Exemples :\n{examples}")
    return "\n\n".join(blocks)


def _scope(rule: Rule) -> str:
    parts = []
    if rule.volets:
        parts.append(f"volet {' et '.join(str(v) for v in rule.volets)}")
    if rule.windows:
        parts.append(f"fenêtres {', '.join(str(w) for w in rule.windows)}")
    if not rule.mandatory:
        parts.append("facultative")
    return ", " + ", ".join(parts) if parts else ""


def _since(rules: Rules, act: str) -> str:
    known = rules.acts.get(act)
    return f"{known.title}, du {day(known.signed_on)}" if known else "texte inconnu"


def _conditions(rules: Rules, rule: Rule) -> Iterator[str]:
    windows: tuple[int | None, ...] = tuple(rule.windows or windows_of(rules)) or (None,)
    case = example_of(rules, windows[0])
    yield from _lines(rule.require, case, 1, rules)


def _lines(condition: Condition, case: Case, depth: int, rules: Rules) -> Iterator[str]:
    opened = condition.only
    if opened is not None and isinstance(value := getattr(opened, "in_", None), tuple) and rules.windows_by:
        case = example_of(rules, int(value[0])) if opened.names() == ("dossier.window",) else case
    text = condition.label or condition.describe(case)
    if (
        isinstance(condition, DateLimit)
        and len(set(_window_values(rules, condition))) > 1
        and windows_of(rules)
    ):
        text += " (selon la fenêtre)"
    only = f" [seulement : {opened.describe(case)}]" if opened else ""
    review = " [à l’appréciation de l’instructeur]" if condition.counts_as == "review" else ""
    yield f"{'  ' * depth}- {text}{only}{review}"
    for child in condition.children():
        yield from _lines(child, case, depth + 1, rules)


def _window_values(rules: Rules, condition: Condition) -> Iterator[str]:
    for name in condition.limits():
        yield from (str(v.value) for v in rules.parameters[name].values)


def example_of(rules: Rules, window: int | None) -> Case:
    """Return a case of which only the window is known: enough to put a condition into words."""
    own = {"dossier.window": Fact("dossier.window", (Item(window),))} if window else {}
    return Case(CaseFacts(own=own), rules.facts, Parameters(rules.parameters, {"dossier.window": window}))


def _values(rules: Rules, rule: Rule) -> Iterator[str]:
    names = dict.fromkeys(name for c in rule.require.walk() for name in c.limits())
    for name in names:
        parameter = rules.parameters[name]
        for value in parameter.values:
            shown = day(value.value) if parameter.type == "date" else str(value.value)  # type: ignore[arg-type]
            of = f", {_by(rules, parameter.by)} {', '.join(str(k) for k in value.of)}" if value.of else ""
            note = f" ; {value.note}" if value.note else ""
            yield f"  - {parameter.label}{of} : {shown} ({value.cite.act}, {value.cite.at}{note})"


def _by(rules: Rules, name: str) -> str:
    spec = rules.facts.spec(name)
    return "fenêtre" if name == "dossier.window" or spec is None else spec.label

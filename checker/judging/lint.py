"""Faults of a ruleset that loading does not see: gaps, overlaps, what is never read, what is never tested."""

from __future__ import annotations

from collections.abc import Iterator

from checker.judging.borders import untested_borders
from checker.judging.conditions.groups import AnyOf
from checker.judging.conditions.others import HumanOnly
from checker.judging.facts_given import merged, undeclared
from checker.judging.facts_spec import AchievementOf, AnswerTo, StatementOf, WordsOf
from checker.judging.loading import Rules
from checker.judging.rule import Rule
from checker.judging.workbench import Finding, everything, required


def lint(rules: Rules) -> tuple[Finding, ...]:
    """Return every fault found, in French."""
    found = [*_parameters(rules), *_facts(rules), *_order(rules), *_vocabulary(rules), *_amounts(rules)]
    for rule in rules.rules:
        found += [*_rule(rule, rules), *untested_borders(rule, rules)]
    return tuple(found)


def _parameters(rules: Rules) -> Iterator[Finding]:
    read: set[str] = set()
    for rule in rules.rules:
        for placed in required(rule, rules):
            for name in placed.condition.limits():
                read.add(name)
                parameter = rules.parameters[name]
                if parameter.by != "dossier.window" or not parameter.needed_for:
                    continue
                for window in sorted(placed.windows):
                    if parameter.at(window) is None:
                        yield Finding(rule.id, f"« ${name} » n’a pas de valeur à la fenêtre {window}")
    if rules.windows_by:
        read |= {rules.windows_by.opening, rules.windows_by.closing}
    for name, parameter in rules.parameters.items():
        for fault in parameter.faults():
            yield Finding(f"parameters.yaml, {name}", fault)
        for value in parameter.values:
            if value.cite.act not in rules.acts:
                yield Finding(f"parameters.yaml, {name}", f"texte inconnu : « {value.cite.act} »")
        if name not in read and not parameter.informative:
            yield Finding(f"parameters.yaml, {name}", "aucune règle ne le lit")


def _facts(rules: Rules) -> Iterator[Finding]:
    read = {name for rule in rules.rules for c in everything(rule) for name in c.names()}
    read |= {"dossier.window", "dossier.volets"}
    read |= {p.by for p in rules.parameters.values()}
    for owner, declared in (("dossier", rules.facts.dossier), ("form", rules.facts.form)):
        for fact in declared:
            if f"{owner}.{fact}" not in read:
                yield Finding("facts.yaml", f"« {owner}.{fact} » n’est lu par aucune règle")
    for kind, spec in rules.facts.kinds.items():
        for fact in spec.facts:
            if f"{kind}.{fact}" not in read:
                yield Finding("facts.yaml", f"« {kind}.{fact} » n’est lu par aucune règle")


def _order(rules: Rules) -> Iterator[Finding]:
    order = [str(i) for i in rules.folder.header.get("order", ())]
    buried = {t.id for t in rules.tombstones}
    for name in order:
        if name not in rules.by_id and name not in buried:
            yield Finding("ruleset.yaml", f"l’exigence « {name} » a disparu sans pierre tombale (tombstones)")
    for rule in rules.rules:
        if order and rule.id not in order:
            yield Finding("ruleset.yaml", f"l’exigence « {rule.id} » n’est pas dans « order »")
        if rule.id in buried:
            yield Finding("ruleset.yaml", f"l’exigence « {rule.id} » a une pierre tombale, et existe")


def _vocabulary(rules: Rules) -> Iterator[Finding]:
    """Compare with what evidence can give: form fields, statements, kinds of document, where declared."""
    folder = rules.folder
    fields = _keys(rules, "form.yaml", "fields")
    statements = _keys(rules, "statements.yaml", "about")
    if statements:
        statements |= _keys(rules, "evidence_reserves.yaml", "about")
    kinds = {name.rpartition("/")[2].removesuffix(".yaml") for name in folder.names("documents/*.yaml")}
    for kind, spec in rules.facts.kinds.items():
        for name in (*spec.of, *(() if spec.of else (kind,))):
            if kinds and name not in kinds:
                yield Finding("facts.yaml", f"nature de pièce sans fiche dans documents/ : « {name} »")
    everywhere = [*rules.facts.dossier.values(), *rules.facts.form.values()]
    everywhere += [f for spec in rules.facts.kinds.values() for f in spec.facts.values()]
    for fact in everywhere:
        read = fact.read
        field = (
            read.answer
            if isinstance(read, AnswerTo)
            else read.words_of
            if isinstance(read, WordsOf)
            else None
        )
        if field and fields and field not in fields:
            yield Finding("facts.yaml", f"champ absent de form.yaml : « {field} »")
        about = read.statement if isinstance(read, StatementOf) else None
        about = read.achievement if isinstance(read, AchievementOf) else about
        if about and statements and about not in statements:
            yield Finding("facts.yaml", f"affirmation absente de statements.yaml : « {about} »")


def _keys(rules: Rules, name: str, key: str) -> set[str]:
    if not rules.folder.names(name):
        return set()
    content = rules.folder.load(name)
    held = content.get(key, {}) if isinstance(content, dict) else {}
    return {str(k) for k in held}


def _amounts(rules: Rules) -> Iterator[Finding]:
    from checker.funding import open_amounts

    amounts = open_amounts(rules.folder)
    if amounts is None:
        return
    scales = {"categories": amounts.categories.bounds}
    scales |= {key: domain.bounds for key, domain in amounts.domains.items()}
    for key, bounds in scales.items():
        previous = None
        for name, (low, high) in bounds.items():
            if low >= high or (previous is not None and low != previous):
                yield Finding(
                    "amounts.yaml", f"{key}, catégorie {name} : le minimum n’est pas le maximum d’avant"
                )
            previous = high


def _rule(rule: Rule, rules: Rules) -> Iterator[Finding]:
    for cite in rule.cite:
        if cite.act not in rules.acts:
            yield Finding(rule.id, f"texte inconnu : « {cite.act} »")
    ids = {c.id for c in everything(rule) if c.id}
    for remedy in rule.remedies:
        if remedy.of not in ids:
            yield Finding(rule.id, f"remède pour une condition inconnue : « {remedy.of} »")
    for test in rule.tests:
        if test.via and test.via not in ids:
            yield Finding(rule.id, f"test « {test.name} » : alternative inconnue « {test.via} »")
        for name in undeclared(merged(rule.given, test.given), rules.facts):
            yield Finding(rule.id, f"test « {test.name} » : fait non déclaré « {name} »")
    yield from _untested(rule)


def _untested(rule: Rule) -> Iterator[Finding]:
    expected = {test.expect for test in rule.tests}
    always_human = isinstance(rule.require, HumanOnly) or any(s.mutant == "*" for s in rule.survivors)
    wanted = {"needs_review"} if always_human else {"satisfied", "not_satisfied", "needs_review"}
    if rule.applies_when or rule.volets or rule.windows:
        wanted = wanted | {"not_applicable"}
    for outcome in sorted(wanted - expected):
        yield Finding(rule.id, f"aucun test ne donne « {outcome} »")
    via = {test.via for test in rule.tests}
    for group in (c for c in rule.require.walk() if isinstance(c, AnyOf)):
        for alternative in group.any_of:
            tested = via & {c.id for c in alternative.walk() if c.id}
            reviewed = alternative.counts_as == "review" or any(
                isinstance(c, HumanOnly) for c in alternative.walk()
            )
            if alternative.id and not tested and not reviewed:
                yield Finding(rule.id, f"aucun test ne passe par « {alternative.id} »")

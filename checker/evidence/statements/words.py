"""``statements.yaml`` compiled: for each thing its objects, the forms of its verbs, its proving states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from checker.evidence.text import any_of, fold, pattern

NEVER = re.compile(r"(?!)")
"""What matches nothing: the key has no such form."""


@dataclass(frozen=True)
class Body:
    """What shows that a paper holds the thing itself: a heading that names it and enough different steps below."""

    kinds: frozenset[str]
    heading: re.Pattern[str]
    opening: re.Pattern[str]
    """What opens a line that holds the steps itself, before a colon."""
    steps: tuple[re.Pattern[str], ...]
    least: int


@dataclass(frozen=True)
class Flows:
    """The heads of a table that counts what a system sent: what left, what was taken in, what was refused."""

    sent: re.Pattern[str]
    taken: re.Pattern[str]
    refused: re.Pattern[str]


@dataclass(frozen=True)
class Lacks:
    """What a paper of one of ``kinds`` says where it owns that the thing is not there, or not yet."""

    kinds: frozenset[str]
    denied: re.Pattern[str]
    planned: re.Pattern[str]


@dataclass(frozen=True)
class About:
    """One key of the vocabulary, compiled."""

    key: str
    kinds: frozenset[str]
    objects: re.Pattern[str]
    not_objects: re.Pattern[str]
    definite: re.Pattern[str]
    participles: re.Pattern[str]
    infinitives: re.Pattern[str]
    futures: re.Pattern[str]
    nouns: re.Pattern[str]
    events: re.Pattern[str]
    presents: re.Pattern[str]
    shows: re.Pattern[str]
    counted: re.Pattern[str]
    states: re.Pattern[str]
    weak_states: re.Pattern[str]
    context: re.Pattern[str] | None
    home: frozenset[str]
    must: re.Pattern[str] | None
    spoils: re.Pattern[str]
    short: re.Pattern[str]
    whole: re.Pattern[str]
    foretold: frozenset[str]
    affirms: re.Pattern[str]
    label_not: re.Pattern[str]
    asked: re.Pattern[str]
    other_way: re.Pattern[str]
    papers: frozenset[str]
    narrative: bool
    person: bool
    dated: bool
    own: bool
    ordered: bool
    strict: bool
    deed: bool
    own_states: bool
    opens: re.Pattern[str]
    implied_kinds: frozenset[str]
    implied_by: re.Pattern[str]
    body: Body | None
    flows: Flows | None
    lacks: Lacks | None
    core: re.Pattern[str] | None
    """What names the thing itself: a denial that has it holds against an earlier deed that has it not."""
    core_done: re.Pattern[str] | None
    """What a deed must have instead, to stand against such a denial; ``core`` where it is not given."""
    examples: re.Pattern[str] | None
    named: re.Pattern[str]
    elsewhere: re.Pattern[str]
    others_do: re.Pattern[str]
    site: re.Pattern[str]
    level: re.Pattern[str] | None
    company: re.Pattern[str] | None
    unlike: re.Pattern[str]
    trial: re.Pattern[str]
    by_support: bool
    live: bool
    reversible: bool
    reversed: re.Pattern[str]
    settled_by: re.Pattern[str]
    acts: re.Pattern[str]
    """What, below a heading that names the thing, says that it was done."""


@dataclass(frozen=True)
class Grammar:
    """Tense, negation and condition."""

    attest: re.Pattern[str]
    denied: re.Pattern[str]
    undone: re.Pattern[str]
    absent: re.Pattern[str]
    deferred: re.Pattern[str]
    planned: re.Pattern[str]
    others: re.Pattern[str]
    completed: re.Pattern[str]
    happened: re.Pattern[str]
    ordered: re.Pattern[str]
    former: re.Pattern[str]
    placeholder: re.Pattern[str]
    offered: re.Pattern[str]
    accented_planned: re.Pattern[str]
    unsure: re.Pattern[str]
    neutral: re.Pattern[str]
    yes: re.Pattern[str]
    no: re.Pattern[str]
    undone_value: re.Pattern[str]
    planned_value: re.Pattern[str]
    partly: re.Pattern[str]
    not_known: re.Pattern[str]
    still_open: re.Pattern[str]
    status: re.Pattern[str]
    elsewhere: re.Pattern[str]
    references: re.Pattern[str]
    asked_of_all: re.Pattern[str]
    halfway: re.Pattern[str]
    made_up: re.Pattern[str]
    bench: re.Pattern[str]
    real: re.Pattern[str]
    reversed_here: re.Pattern[str]
    reversed_after: re.Pattern[str]
    left: re.Pattern[str]
    restored: re.Pattern[str]
    brief: re.Pattern[str]
    towards: re.Pattern[str]
    ours: re.Pattern[str]
    houses: re.Pattern[str]
    lacking: re.Pattern[str]
    drafted: re.Pattern[str]
    successor: re.Pattern[str]


@dataclass(frozen=True)
class StatementRules:
    """All keys and the grammar they share."""

    about: tuple[About, ...]
    grammar: Grammar
    mail_kinds: frozenset[str]
    order_kinds: frozenset[str]

    @classmethod
    def compiled(cls, data: Mapping[str, Any]) -> StatementRules:
        """Compile the content of ``statements.yaml``."""
        verbs, grammar = data["verbs"], data["grammar"]
        return cls(
            about=tuple(_about(key, row, verbs) for key, row in data["about"].items()),
            mail_kinds=frozenset(data["mail_kinds"]),
            order_kinds=frozenset(data.get("order_kinds", ())),
            grammar=Grammar(
                attest=any_of([grammar["attest"]]),
                denied=_either(grammar["denied"]),
                undone=_either(grammar["undone"]),
                absent=pattern(rf"(?:{'|'.join(grammar['absent'])})$"),
                deferred=_either(grammar["deferred"]),
                happened=any_of(grammar["happened"]),
                others=any_of(grammar["others"]),
                completed=any_of([_agreeing(fold(form)) for form in grammar["completed"]]),
                planned=_either(grammar["planned"]),
                ordered=_either(grammar["ordered"]),
                former=pattern(grammar["former"]),
                placeholder=pattern(grammar["placeholder"]),
                offered=_either(grammar["offered"]),
                accented_planned=re.compile(grammar["accented_planned"], re.I),
                unsure=_either(grammar["unsure"]),
                neutral=_either(grammar["neutral"]),
                yes=any_of([grammar["yes"]]),
                no=any_of([grammar["no"]]),
                undone_value=any_of([grammar["undone_value"]]),
                planned_value=any_of([grammar["planned_value"]]),
                partly=any_of([grammar["partly"]]),
                not_known=_either(grammar["not_known"]),
                still_open=_either(grammar["still_open"]),
                status=any_of([grammar["status"]]),
                **{name: _either(grammar.get(name, ())) for name in _CHECKS},
            ),
        )


_CHECKS = (
    "elsewhere",
    "references",
    "asked_of_all",
    "halfway",
    "made_up",
    "bench",
    "real",
    "reversed_here",
    "reversed_after",
    "left",
    "restored",
    "brief",
    "towards",
    "ours",
    "houses",
    "lacking",
    "drafted",
    "successor",
)
"""What is looked for where something was found done; a ruleset may do without."""


def _either(sources: Iterable[str]) -> re.Pattern[str]:
    return pattern("|".join(f"(?:{source})" for source in sources) or NEVER.pattern)


def _about(key: str, row: Mapping[str, Any], verbs: Mapping[str, Any]) -> About:
    families = [verbs[name] for name in row.get("verbs", ())]
    participles = [form for family in families for form in family["participles"]]
    infinitives = [form for family in families for form in family["infinitives"]]
    implied = row.get("implied", {})
    return About(
        key=key,
        kinds=frozenset(row.get("kinds", ())),
        objects=any_of(row["objects"]),
        not_objects=any_of(row.get("not_objects", ())),
        definite=any_of([row["definite"]]) if "definite" in row else NEVER,
        participles=any_of([_agreeing(fold(form)) for form in participles]),
        infinitives=any_of([fold(form) for form in infinitives]),
        futures=any_of([_future(fold(form)) for form in infinitives]),
        nouns=any_of([noun for family in families for noun in family.get("nouns", ())]),
        events=any_of([event for family in families for event in family.get("events", ())]),
        presents=any_of([form for family in families for form in family.get("presents", ())]),
        shows=any_of(row.get("shows", ())),
        counted=any_of(row.get("counted", ())),
        states=any_of(row.get("states", ())),
        weak_states=any_of(row.get("weak_states", ())),
        context=pattern(row["context"]) if "context" in row else None,
        home=frozenset(row.get("home", ())),
        must=pattern(row["must"]) if "must" in row else None,
        spoils=any_of([row["spoils"]], whole_words=False) if "spoils" in row else NEVER,
        short=any_of(row.get("short", ()), whole_words=False),
        whole=pattern(row["whole"]) if "whole" in row else NEVER,
        foretold=frozenset(row.get("foretold", ())),
        affirms=any_of(row.get("affirms", ())),
        label_not=any_of([row["label_not"]]) if "label_not" in row else NEVER,
        asked=any_of([row["asked"]]) if "asked" in row else NEVER,
        other_way=any_of([row["other_way"]]) if "other_way" in row else NEVER,
        papers=frozenset(row.get("papers", ())),
        narrative=bool(row.get("narrative")),
        person=bool(row.get("person")),
        dated=bool(row.get("dated")),
        own=bool(row.get("own")),
        ordered=bool(row.get("ordered")),
        strict=bool(row.get("strict")),
        deed=bool(row.get("deed")),
        own_states=bool(row.get("own_states")),
        opens=pattern(row["opens"]) if "opens" in row else NEVER,
        implied_kinds=frozenset(implied.get("kinds", ())),
        implied_by=pattern(implied["by"]) if "by" in implied else NEVER,
        body=_body(row["body"]) if "body" in row else None,
        flows=Flows(**{name: any_of([form]) for name, form in row["flows"].items()})
        if "flows" in row
        else None,
        lacks=_lacks(row["lacks"]) if "lacks" in row else None,
        core=pattern(row["core"]) if "core" in row else None,
        core_done=pattern(row.get("core_done", row["core"])) if "core" in row else None,
        examples=pattern(row["examples"]) if "examples" in row else None,
        named=pattern(row["named"]) if "named" in row else NEVER,
        elsewhere=_either(row.get("elsewhere", ())),
        others_do=_either(row.get("others_do", ())),
        site=pattern(row["site"]) if "site" in row else NEVER,
        level=pattern(row["level"]) if "level" in row else None,
        company=pattern(row["company"]) if "company" in row else None,
        unlike=_either(row.get("unlike", ())),
        trial=pattern(row["trial"]) if "trial" in row else NEVER,
        by_support=bool(row.get("by_support")),
        live=bool(row.get("live")),
        reversible=bool(row.get("reversible")),
        reversed=_either(row.get("reversed", ())),
        acts=_either(row.get("acts", ())),
        settled_by=any_of([row["settled_by"]]) if "settled_by" in row else NEVER,
    )


def _lacks(row: Mapping[str, Any]) -> Lacks:
    return Lacks(
        kinds=frozenset(row["kinds"]),
        denied=_either(row.get("denied", ())),
        planned=_either(row.get("planned", ())),
    )


def _body(row: Mapping[str, Any]) -> Body:
    return Body(
        kinds=frozenset(row["kinds"]),
        heading=pattern(row["heading"]),
        opening=pattern(row.get("opening", NEVER)),
        steps=tuple(any_of([step]) for step in row["steps"]),
        least=row["least"],
    )


def _agreeing(participle: str) -> str:
    """Return a participle with its feminine and plural: « realise » → realise(?:e|s|es)?."""
    first, _, rest = participle.partition(" ")
    return f"{first}(?:e|s|es)?" + (f" {rest}" if rest else "")


def _future(infinitive: str) -> str:
    """Return the future and conditional forms of an infinitive."""
    first, _, rest = infinitive.partition(" ")
    return f"{first.removesuffix('e') if first.endswith('re') else first}(?:a|ont|ons|ai|ait|aient|ez)" + (
        f" {rest}" if rest else ""
    )

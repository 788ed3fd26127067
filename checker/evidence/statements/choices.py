"""What a form says of a thing by being filled: a label or the row of a table, with its value."""

from __future__ import annotations

import re

from checker.evidence.statements.forms import Entry
from checker.evidence.statements.words import NEVER, About, Grammar
from models.evidence import State

_EMPTY = re.compile(
    r"[._…\s/-]*|[\[(<](?:reserve|signature|cachet|nom|date|visa|a )[^\])>]*[\])>]?"
    r"|(?:oui|non)\W+(?:oui|non)(?:\W+\w+){0,2}"
)
_TAKEN_BACK = re.compile(r"[,;(-] ?(?:mais|non|pas) ")
"""After a yes: it is taken back."""
_EXPECTED = re.compile(r"\b(?:resultats?|constats?|comportements?) attendue?s?\b")
"""The label of what a test plan says should come out."""
_WISHED = re.compile(
    r"\b(?:objectifs?|cibles?|souhaitee?s?|visee?s?|previsionnel\w*|previsions?|projections?|a terme"
    r"|engagements?|ambitions?|trajectoires?|jalons?)\b"
)
"""The label of a number that is aimed at."""
_NOT_AT_ALL = re.compile(r"non\W+(?:rien|aucune?|pas|jamais)\b")
_SUBJECT = re.compile(
    r"^(?:le |la |un |une )?(?:message|reponse|mail|courriel)(?: de test| test)?(?: est| a ete)?(?: bien)? "
)
"""What a cell may name again before it says what became of it: « message reçu par l'hôpital »."""
_NONE = re.compile(r"(?:0+|zero)(?![\d.,]| ?%)(?: .{0,30})?")
_RATE = re.compile(r"(?!100\b)(?!0 ?%)\d{1,2}(?:[.,]\d+)? ?%.{0,30}")
_NUMBER = re.compile(r"[1-9]\d{0,2}(?: ?\d{3})*(?: [(]?[a-z].*)?")
_BY_RULE = re.compile(r"\b(?:est|sont) (?:\w+ )?(?:nomme|designe)e?s? par (?!decision)(?!.*\d)")
"""How somebody is appointed, undated: « il est nommé par la direction »."""
_PERSON = re.compile(
    r"(?:m\.?|mr|mme|mlle|dr|pr|monsieur|madame)(?: (?!sera|seront|aura|prevue?|pressentie?|a\b)[\w.'-]+){1,4}"
)
_DATED = re.compile(
    r"(?:(?:le|du|depuis(?: le)?|au|en|des|les|lundi|mardi|mercredi|jeudi|vendredi) )*"
    r"(?:\d{1,2}(?:er)?(?:(?: ?(?:,|-|a|au|et) ?)\d{1,2}(?:er)?)*[ /.-](?:\d{1,2}|[a-zû]{3,9}\.?)[ /.-]\d{2,4}"
    r"|\d{1,2}/\d{4}|(?:[a-z]{3,9}\.? )20\d\d)\b.*"
)


def chosen_state(
    entry: Entry, about: About, grammar: Grammar, *, inherited: bool, whole: bool = False
) -> tuple[State, bool] | None:
    """Return what an entry says of a thing, and whether firmly; ``None`` where it is not of the thing or says nothing.

    ``inherited`` tells that the heading above is of the thing, so the label need not name it again; ``whole``
    that the row is the total of the thing's own table.
    """
    asked = f"{entry.label} {entry.question}".strip()
    pointed = about.asked.search(entry.label) is not None
    named = pointed or any(
        form.search(text)
        for form in (about.objects, about.definite)
        for text in (entry.label, entry.question)
    )
    if not (named or inherited or whole) or about.not_objects.search(asked):
        return None
    if about.label_not.search(entry.label) and not about.shows.search(entry.question):
        return None
    if _EXPECTED.search(asked):
        return None
    if any(about.affirms.search(f"{asked} : {v}") for v in entry.chosen):
        return "done", False  # « Candidature de … : aucune objection »
    if any(about.other_way.search(text) for text in (entry.label, *entry.chosen)):
        return None
    asks = whole or _asks(asked if named else entry.label, about, grammar)
    if not asks and not named:
        return ("done", False) if inherited and _at_place(entry, about, grammar) else None
    if grammar.unsure.search(grammar.neutral.sub(" ", entry.label)) or any(
        form.search(asked) for form in (grammar.denied, grammar.undone)
    ):
        return None
    planned = any(form.search(grammar.neutral.sub(" ", asked)) for form in (grammar.planned, _WISHED))
    values = {_value(value, about, grammar) for value in entry.chosen} or {"empty"}
    if len(values) > 1 or values == {"empty"}:
        return ("unclear", True) if asks else None
    return _state(values.pop(), entry, about, asks=asks or pointed, named=named, planned=planned)


def _state(
    value: str, entry: Entry, about: About, *, asks: bool, named: bool, planned: bool
) -> tuple[State, bool] | None:
    if value == "planned":
        return "planned", True
    if value == "rate":
        return ("denied", True) if about.must is not None and asks else None
    if value == "partly":
        return ("denied", True) if about.must is not None else ("unclear", True)
    if planned:
        return ("planned", False) if value in {"yes", "state", "date", "number", "body"} else None
    if value == "undone" or (value == "no" and (asks or named)):
        return "denied", True
    if value == "state" and (named or asks):
        return "done", True
    if value == "yes" and asks:
        return "done", True
    if value == "date" and (asks or about.dated) and not entry.offered:
        return "done", False
    if value == "body" and (about.participles.search(entry.label) or about.nouns.search(entry.label)):
        return (
            "done",
            False,
        )  # « Validation : comité stratégique du 30 novembre 2021 »: who did it, on what day
    told = f"{entry.label} {entry.question}"
    counts = (
        about.states.search(told)
        or (about.own and about.participles.search(told))
        or (about.asked is not NEVER and about.shows.search(told))
    )
    if value in {"number", "none"} and counts:
        return ("done", False) if value == "number" else ("denied", True)
    return None


def _at_place(entry: Entry, about: About, grammar: Grammar) -> bool:
    """Tell whether a place is said to have the thing at work, by how much went through: « Site A : …, 620 envois »."""
    if _PLACE.match(entry.label) is None or len(entry.chosen) != 1:
        return False
    value = entry.chosen[0]
    told = f"{entry.label} : {value}"
    doubts = (grammar.denied, grammar.undone, grammar.planned, grammar.unsure, grammar.made_up, _TRIED)
    spoilt = any(form.search(told) for form in doubts)
    return not spoilt and about.counted.search(value) is not None and about.shows.search(value) is not None


_TRIED = re.compile(r"\b(?:tests?|essais?|recette|pilotes?|formation|demonstration)\b")
_PLACE = re.compile(r"(?:sites?|poles?|services?|unites?|antennes?|centres?|lieu|hopital|clinique)\b")


def _asks(asked: str, about: About, grammar: Grammar) -> bool:
    """Tell whether a label asks for the deed: by its verb, its noun of action, its state, or its status."""
    return any(
        form.search(asked)
        for form in (about.participles, about.nouns, about.shows, about.states, about.asked, grammar.status)
    )


def _planned(value: str, grammar: Grammar) -> re.Match[str] | None:
    """Return what plans in a value; « M. Ferreira » is a name, whatever its ending."""
    return None if _PERSON.fullmatch(value) else grammar.planned.search(value)


def _counted(value: str, grammar: Grammar) -> re.Match[str] | None:
    """Return the number that a value is, unless it takes it back: « 12, dont aucune en service »."""
    return None if grammar.denied.search(value) else _NUMBER.fullmatch(value)


def _at_work(value: str, about: About, grammar: Grammar) -> re.Match[str] | None:
    """Return what shows, anywhere in a value, a thing that is counted or used: « domaine inscrit, en service »."""
    if about.asked is NEVER or grammar.denied.search(value) or grammar.unsure.search(value):
        return None
    return None if grammar.undone.search(value) else about.shows.search(value)


def _value(value: str, about: About, grammar: Grammar) -> str:
    """Return the sort of a value: empty, partly, planned, undone, no, state, yes, body, date, number, none or other."""
    value = re.sub(r"\s+", " ", value).strip(" .;:-")
    if _EMPTY.fullmatch(value):
        return "empty"
    said = _SUBJECT.sub("", value)
    sorts: tuple[tuple[str, re.Match[str] | None], ...] = (
        ("no", _NOT_AT_ALL.match(value)),
        ("rate", _RATE.fullmatch(value)),
        ("partly", grammar.partly.search(value)),
        ("partly", grammar.unsure.search(value) if grammar.yes.match(value) else None),
        ("partly", _TAKEN_BACK.search(value) if grammar.yes.match(value) else None),
        ("undone", None if grammar.planned_value.match(value) else grammar.undone.search(value)),
        ("planned", grammar.planned_value.match(value) or _planned(value, grammar)),
        ("undone", grammar.undone_value.match(value)),
        ("no", grammar.no.match(value)),
        ("state", about.participles.match(said) or about.shows.match(said)),
        ("other", _BY_RULE.search(value) if about.person else None),
        ("state", about.shows.search(value) if about.person or _counted(value, grammar) else None),
        ("state", _at_work(value, about, grammar)),
        ("body", about.settled_by.match(value)),
        ("yes", grammar.yes.match(value)),
        ("none", _NONE.fullmatch(value)),
        ("date", _DATED.fullmatch(value)),
        ("number", _counted(value, grammar)),
    )
    return next((sort for sort, match in sorts if match), "other")

"""Derive the facts of the dossier and of its form's answers."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from checker.judging.facts import Fact, Item, Value
from checker.judging.facts_spec import AnswerTo, DossierValue, FactsFile, FactSpec, WordsOf
from checker.judging.french import day, plain, unaccented
from models.dossier import Answer, Dossier
from models.span import DateSpan
from models.verdict import Cited


def parsed_number(text: str) -> Decimal | None:
    """Return « 1 234,5 % » as 1234.5, or ``None`` when it is no number."""
    bare = "".join(text.replace("%", "").replace(",", ".").split())
    try:
        value = Decimal(bare)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def parsed_day(text: str) -> DateSpan | None:
    """Return « 01/05/2022 » or « 2022-05-01 » as a span of one day, or ``None`` when it is no such date."""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return DateSpan.day(datetime.strptime(text.strip()[:10], form).replace(tzinfo=UTC).date())
        except ValueError:
            continue
    return None


def dossier_facts(dossier: Dossier, window: int | None, specs: FactsFile) -> dict[str, Fact]:
    """Return every ``dossier.*`` and ``form.*`` fact. ``window`` is the one judged by."""
    facts = {}
    for owner, declared in (("dossier", specs.dossier), ("form", specs.form)):
        for key, spec in declared.items():
            name = f"{owner}.{key}"
            facts[name] = Fact(name, _items(name, spec, dossier, window, specs))
    return facts


def _items(
    name: str, spec: FactSpec, dossier: Dossier, window: int | None, specs: FactsFile
) -> tuple[Item, ...]:
    read = spec.read
    if isinstance(read, DossierValue):
        return _dossier_items(name, read.dossier, dossier, window, specs)
    answers = [a for a in dossier.answers if a.field_id == getattr(read, "answer", None) and a.value.strip()]
    if isinstance(read, WordsOf):
        answers = [a for a in dossier.answers if a.field_id == read.words_of]
        return tuple(_words_item(name, a, read.words) for a in answers) or (Item("unstated"),)
    items = tuple(_answer_item(name, spec, a, specs) for a in answers)
    if isinstance(read, AnswerTo) and read.denied_by:
        items += _denials(name, read.denied_by, dossier, specs)
    if not items and isinstance(read, AnswerTo) and read.otherwise is not None:
        return (Item(read.otherwise),)
    return items


def _cite(name: str, value: object, quote: str, confidence: float = 1.0) -> Cited:
    return Cited(fact=name, value=value, quote=quote, reader="form", confidence=confidence)


def _words_item(name: str, answer: Answer, words: dict[str, tuple[str, ...]]) -> Item:
    text = unaccented(f"{answer.label} : {answer.value}")
    found = [key for key, cues in words.items() if any(re.search(cue, text) for cue in cues)]
    quote = f"{answer.label} : {answer.value}"
    value = found[0] if len(found) == 1 else "unstated"
    return Item(value, _cite(name, value, quote, answer.match))


def _answer_item(name: str, spec: FactSpec, answer: Answer, specs: FactsFile) -> Item:
    quote = f"{answer.label} : {answer.value}"
    value: Value = answer.value.strip()
    if spec.type == "truth":
        word = plain(answer.value)
        value = True if word in specs.yes_words else False if word in specs.no_words else None
    elif spec.type == "number":
        value = parsed_number(answer.value)
    elif spec.type == "date":
        value = parsed_day(answer.value)
    doubt = "" if value is not None else f"réponse non comprise : « {answer.value.strip()} »"
    shown = value if isinstance(value, bool | str) or value is None else str(value)
    return Item(value, _cite(name, shown, quote, answer.match), doubt=doubt, said=answer.value.strip())


def _denials(name: str, field_id: str, dossier: Dossier, specs: FactsFile) -> tuple[Item, ...]:
    """Return « no » for each ticked statement of the contrary; one left unticked says nothing."""
    ticked = [a for a in dossier.answers if a.field_id == field_id and plain(a.value) in specs.yes_words]
    return tuple(
        Item(False, _cite(name, False, f"{a.label} : {a.value}", a.match), said=a.value.strip())
        for a in ticked
    )


def _dossier_items(
    name: str, what: str, dossier: Dossier, window: int | None, specs: FactsFile
) -> tuple[Item, ...]:
    filed = dossier.submitted_on
    known: dict[str, tuple[Value, str]] = {
        "window": (window, f"fenêtre {window}"),
        "volets": (dossier.volets or None, "volets demandés"),
        "submitted_on": (DateSpan.day(filed) if filed else None, f"Déposé le {day(filed)}" if filed else ""),
        "legal_status": (dossier.legal_status, "statut juridique déclaré"),
        "finess": (dossier.finess, "FINESS déclaré"),
    }
    if what in known:
        value, quote = known[what]
        shown = str(filed) if what == "submitted_on" else value
        said = str(shown) if isinstance(shown, str | int) else ""
        return (Item(value, _cite(name, shown, quote), said=said),) if value else ()
    return _ght_items(name, dossier, specs)


def _ght_items(name: str, dossier: Dossier, specs: FactsFile) -> tuple[Item, ...]:
    """Return membership of a GHT: the form's answer, a GHT's name; only public hospitals are members."""
    items = []
    for answer in dossier.answers:
        if answer.field_id == "ght_member" and answer.value.strip():
            word = plain(answer.value)
            value = True if word in specs.yes_words else False if word in specs.no_words else None
            doubt = "" if value is not None else f"réponse non comprise : « {answer.value.strip()} »"
            items.append(Item(value, _cite(name, value, f"{answer.label} : {answer.value}"), doubt=doubt))
    if dossier.ght:
        items.append(Item(True, _cite(name, True, f"GHT : {dossier.ght}")))
    if not items and dossier.legal_status in ("private", "non_profit", "dialysis"):
        status = _cite(name, dossier.legal_status, "statut juridique déclaré")
        return (Item(False, status),)
    return tuple(items)

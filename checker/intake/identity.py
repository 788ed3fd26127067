"""Read from a dossier's answers whose it is (identifiers, status, GHT) and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from checker.intake.labels import Form, plain
from checker.intake.names import displayed
from checker.intake.values import checks, chosen, day, identifiers, yes_or_no
from models.dossier import Answer, LegalStatus, Subject


@dataclass
class Identity:
    """The dossier's own fields, and French notes on what was odd in them."""

    establishment: str | None = None
    finess: str | None = None
    siret: str | None = None
    legal_status: LegalStatus | None = None
    ght: str | None = None
    region: str | None = None
    submitted_on: date | None = None
    state: str | None = None
    window: int | None = None
    volets: tuple[int, ...] = ()
    subject: Subject = field(default_factory=Subject)
    notes: list[str] = field(default_factory=list)


def identity(form: Form, answers: Sequence[Answer], system: dict[str, str], names: Sequence[str]) -> Identity:
    """Return what the answers and the service's own columns say of the applicant."""
    found = Identity()
    given = _Given(answers)
    system = {key: displayed(value) for key, value in system.items()}
    company, sign = system.get("company"), system.get("sign")
    found.establishment = given.first("establishment_name") or company or sign
    finess = _identifiers(found, "FINESS", given.all("finess"), 9)
    siret = _identifiers(found, "SIRET", [*given.all("siret"), system.get("siret", "")], 14)
    found.finess, found.siret = next(iter(finess), None), next(iter(siret), None)
    found.ght = _ght(given)
    found.legal_status = _legal_status(form, found, given.first("legal_status"))
    found.region = _region(form, given.first("region"), system.get("group"))
    found.submitted_on = _submitted_on(found, system)
    found.state = _state(form, system.get("state", ""))
    found.window = _window(form, found, given.first("window"))
    found.volets = _volets(form, [a for a in answers if a.field_id == "volets"])
    every = [found.establishment, *given.all("establishment_name"), company, sign, *map(displayed, names)]
    found.subject = Subject(
        names=tuple(dict.fromkeys(name for name in every if name)),
        finess=finess,
        siret=siret,
        ght=found.ght,
        support=given.first("support_establishment"),
        city=given.first("city") or system.get("city") or None,
    )
    return found


class _Given:
    def __init__(self, answers: Sequence[Answer]) -> None:
        self._answers = answers

    def all(self, field_id: str) -> list[str]:
        return [a.value for a in self._answers if a.field_id == field_id and a.value.strip()]

    def first(self, field_id: str) -> str | None:
        return next(iter(self.all(field_id)), None)


def _identifiers(found: Identity, title: str, values: Sequence[str], digits: int) -> tuple[str, ...]:
    """Return the identifiers given; a FINESS that a spreadsheet robbed of its first zero gets it back."""
    every: list[str] = []
    for value in values:
        read = identifiers(value, digits)
        bare = "".join(value.split())
        if not read and digits == 9 and bare.isdigit() and len(bare) == 8 and checks("0" + bare):
            read = ("0" + bare,)
            found.notes.append(f"FINESS « {bare} » : le zéro de tête, perdu par un tableur, a été rétabli.")
        if not read and value.strip():
            found.notes.append(
                f"{title} « {value.strip()[:40]} » : ce n’est pas un numéro à {digits} chiffres."
            )
        every.extend(read)
    for one in dict.fromkeys(every):
        # La Poste's SIRETs follow another sum, and some FINESS of Corsica hold a letter.
        if not checks(one) and not one.startswith("356000000"):
            found.notes.append(f"{title} {one} : la clé de contrôle est fausse, le numéro est à vérifier.")
    return tuple(dict.fromkeys(every))


def _legal_status(form: Form, found: Identity, value: str | None) -> LegalStatus | None:
    if not value:
        if not found.ght:
            return None
        # Only public establishments are parties to a GHT (CSP, L. 6132-1); a name settles nothing: there are
        # private « centres hospitaliers ».
        found.notes.append("Statut juridique non demandé : public, déduit de l’appartenance à un GHT.")
        return "public"
    keys = chosen(value, form.data["legal_status"])
    if not keys:
        found.notes.append(f"Statut juridique non reconnu : « {value[:80]} ».")
        return None
    # The table is ordered from the most particular: « privé à but non lucratif » says « privé » as well.
    if keys[0] != "dialysis" and "public" in keys and len(keys) > 1:
        found.notes.append(f"Statut juridique ambigu : « {value[:80]} ».")
        return None
    return cast(LegalStatus, keys[0])


def _ght(given: _Given) -> str | None:
    member = given.first("ght_member")
    name = given.first("ght_name")
    if member and yes_or_no(member) is False:
        return None
    if name and (
        yes_or_no(name) is not None or plain(name) in {"", "sans objet", "aucun", "neant", "so", "na"}
    ):
        return None
    return name


def _region(form: Form, value: str | None, group: str | None) -> str | None:
    """Return the region in its official spelling where the answer or the group of instructors names one."""
    for text in (value, group):
        words = f" {plain(text or '')} "
        for region in form.data["regions"]:
            if f" {plain(region)} " in words:
                return str(region)
    return value


def _submitted_on(found: Identity, system: dict[str, str]) -> date | None:
    for key in ("submitted_on", "built_on"):
        value = system.get(key, "")
        read = day(value) if value else None
        if read:
            return read
        if value:
            found.notes.append(f"Date de dépôt illisible : « {value[:40]} ».")
    return None


def _state(form: Form, value: str) -> str | None:
    for title, ways in form.data["states"].items():
        if plain(value) in {plain(title), *map(plain, ways)}:
            return str(title)
    return value or None


def _window(form: Form, found: Identity, value: str | None) -> int | None:
    """Return the window: its half-year decides where it is said, and must not contradict the number."""
    if not value:
        return None
    dated = chosen(value, form.data["windows"])
    numbered = chosen(value, form.data["window_numbers"])
    if len(dated) == 1 and (not numbered or numbered == dated or _counted_in_volet_2(value)):
        return int(dated[0])
    if not dated and len(numbered) == 1:
        return int(numbered[0])
    found.notes.append(f"Fenêtre non reconnue ou contradictoire : « {value[:80]} ».")
    return None


def _counted_in_volet_2(value: str) -> bool:
    """Tell whether the answer may number windows within volet 2, whose first is the programme's second."""
    return "volet 2" in plain(value)


def _volets(form: Form, answers: Sequence[Answer]) -> tuple[int, ...]:
    """Return the volets asked for; a tick box under « volet 2 » counts by its label."""
    asked: set[int] = set()
    for answer in answers:
        said = yes_or_no(answer.value)
        if said is None:
            value = re.sub(form.data["volets_set_aside"], " ", plain(answer.value))
            asked.update(_named_volets(form, value))
        elif said:
            asked.update(_named_volets(form, answer.label))
    return tuple(sorted(asked))


def _named_volets(form: Form, text: str) -> tuple[int, ...]:
    numbered = chosen(text, form.data["volets"])
    return tuple(map(int, numbered or chosen(text, form.data["volet_words"])))

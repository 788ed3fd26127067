"""The table of an export, as Démarches simplifiées writes it in XLSX and in CSV."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta

from samples.generator import office
from samples.generator.forms import Form, field_on
from samples.generator.model import Dossier

ORGANISATION = (
    "Établissement SIRET",
    "Établissement siège social",
    "Établissement NAF",
    "Établissement libellé NAF",
    "Établissement Adresse",
    "Établissement numero voie",
    "Établissement type voie",
    "Établissement nom voie",
    "Établissement complément adresse",
    "Établissement code postal",
    "Établissement localité",
    "Établissement code INSEE localité",
    "Entreprise SIREN",
    "Entreprise capital social",
    "Entreprise numero TVA intracommunautaire",
    "Entreprise forme juridique",
    "Entreprise forme juridique code",
    "Entreprise nom commercial",
    "Entreprise raison sociale",
    "Entreprise SIRET siège social",
    "Entreprise code effectif entreprise",
    "Entreprise date de création",
    "Entreprise état administratif",
    "Entreprise nom",
    "Entreprise prénom",
    "Association RNA",
    "Association titre",
    "Association objet",
    "Association date de création",
    "Association date de déclaration",
    "Association date de publication",
)
BEFORE = ("ID", "Email", "FranceConnect ?")
AFTER = (
    "À archiver",
    "État du dossier",
    "Dernière mise à jour le",
    "Dernière mise à jour du dossier le",
    "Déposé le",
    "Passé en instruction le",
    "Traité le",
    "Motivation de la décision",
    "Instructeurs",
)
Cell = str | int | float | datetime | None


def organisation(dossier: Dossier) -> tuple[str, ...]:
    """Return the 31 values that the service looks up from the SIRET."""
    h = dossier.hospital
    form = {
        "public": ("Établissement d’hospitalisation", "7364"),
        "private": ("SAS, société par actions simplifiée", "5710"),
        "non_profit": ("Association déclarée", "9220"),
        "dialysis": ("Association déclarée", "9220"),
    }[h.status]
    number, _, street = h.street.partition(" ")
    address = f"{h.name.upper()}\r\n{h.street.upper()}\r\n{h.postcode} {h.city.upper()}\r\nFRANCE"
    return (
        h.siret,
        "true",
        "86.10Z",
        "Activités hospitalières",
        address,
        number,
        street.split(" ")[0],
        street,
        "",
        h.postcode,
        h.city,
        f"{h.postcode[:2]}{h.seed:03d}",
        h.siret[:9],
        "",
        f"FR{(12 + 3 * (int(h.siret[:9]) % 97)) % 97:02d}{h.siret[:9]}",
        *form,
        "",
        h.name.upper(),
        h.siret,
        "42",
        "1994-01-01",
        "Actif",
        *[""] * 8,
    )


def clock(when: datetime, *, csv_form: bool) -> Cell:
    """Return a date-time as a naive Paris one (XLSX) or as text with its offset (CSV)."""
    if not csv_form:
        return when
    summer = (
        datetime(when.year, 3, 31 - (datetime(when.year, 3, 31).isoweekday() % 7))
        <= when
        < datetime(when.year, 10, 31 - (datetime(when.year, 10, 31).isoweekday() % 7))
    )
    return f"{when:%Y-%m-%d %H:%M:%S} {'+0200' if summer else '+0100'}"


def answer(dossier: Dossier, form: Form, field_id: str, kind: str) -> Cell:
    """Return one cell of the form's part."""
    if kind == "files":
        return ", ".join(
            f.name
            for f in dossier.files
            if f.folder == "pieces_justificatives" and field_on(form, f.field) == field_id
        )
    value = dossier.answers.get(field_id, "")
    if kind == "checkbox":
        return "on" if value == "Oui" else "off"
    if kind == "number":
        return int(value or "0")
    return unicodedata.normalize("NFC", value)


def row(dossier: Dossier, form: Form, *, csv_form: bool) -> list[Cell]:
    """Return one dossier's row."""
    filed = dossier.filed
    last = max([filed, *(f.uploaded for f in dossier.files if f.uploaded)])
    passed = filed + timedelta(days=4, hours=3)
    middle: tuple[Cell, ...] = organisation(dossier) if csv_form else (dossier.hospital.name.upper(),)
    return [
        dossier.number,
        dossier.hospital.head.mail(dossier.hospital.domain),
        "Non" if csv_form else "false",
        *middle,
        "Non" if csv_form else "false",
        "En instruction" if dossier.number % 3 else "En construction",
        clock(last, csv_form=csv_form),
        clock(last, csv_form=csv_form),
        clock(filed, csv_form=csv_form),
        clock(passed, csv_form=csv_form) if dossier.number % 3 else "",
        "",
        "",
        "instructrice@ars.example",
        *(answer(dossier, form, field, kind) for field, _, kind in form),
        "",
    ]


def table_csv(dossiers: Sequence[Dossier], form: Form) -> bytes:
    """Return the CSV: the first sheet alone, with the organisation's columns."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(
        [*BEFORE, *ORGANISATION, *AFTER, *(label for _, label, _ in form), "Avis de l’instructeur"]
    )
    writer.writerows(row(d, form, csv_form=True) for d in dossiers)
    return buffer.getvalue().encode("utf-8")


def table_xlsx(dossiers: Sequence[Dossier], form: Form) -> bytes:
    """Return the workbook of three sheets."""
    head: list[Cell] = [
        *BEFORE,
        "Entreprise raison sociale",
        *AFTER,
        *(label for _, label, _ in form),
        "Avis de l’instructeur",
    ]
    places: list[list[Cell]] = [["Dossier ID", "Champ", *ORGANISATION]]
    places += [[d.number, "Dossier", *organisation(d)] for d in dossiers]
    opinions: list[Cell] = [
        "Dossier ID",
        "Introduction",
        "Réponse",
        "Question",
        "Réponse oui/non",
        "Créé le",
        "Répondu le",
        "Instructeur",
        "Expert",
    ]
    first: list[list[Cell]] = [head, *(row(d, form, csv_form=False) for d in dossiers)]
    return office.xlsx({"Dossiers": first, "Etablissements": places, "Avis": [opinions]})

"""Invented hospitals, the people who work there, and their groups."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from samples.generator.blocks import Look, Stamp
from samples.generator.numbers import finess, siret
from samples.generator.people import Person, person

Status = Literal["public", "private", "non_profit", "dialysis"]
FONTS = ("Helvetica", "Times-Roman", "Helvetica", "Vera", "Times-Roman", "Courier", "Helvetica")
COLOURS = ("#1f3f77", "#0b6b5d", "#7a1f3d", "#333333", "#4b2e83", "#005a9c", "#8a4b08")


@dataclass(frozen=True)
class Ght:
    """A group of public hospitals, its supporting one and that one's head, and the people in common."""

    name: str
    support: str
    city: str
    head: Person
    function: str
    dsi: Person
    rssi: Person
    look: Look
    letterhead: tuple[str, ...]
    planned_on: date
    dsi_on: date
    rssi_on: date
    seed: int


@dataclass(frozen=True)
class Hospital:
    """An establishment: identity, people, house style."""

    name: str
    short: str
    status: Status
    region: str
    city: str
    postcode: str
    street: str
    phone: str
    finess: str
    siret: str
    domain: str
    function: str
    head: Person
    deputy: Person
    rssi: Person
    dsi: Person
    quality: Person
    doctor: Person
    look: Look
    ght: Ght | None = None
    seed: int = 0

    @property
    def letterhead(self) -> tuple[str, ...]:
        """Return the lines of the letterhead."""
        return (
            self.name,
            self.street,
            f"{self.postcode} {self.city}",
            f"Tél. {self.phone}",
            f"FINESS {self.finess}",
        )

    @property
    def stamp(self) -> Stamp:
        """Return the establishment's own stamp."""
        colour = ("#27418f", "#9c2436", "#3a3a3a")[self.seed % 3]
        return Stamp((self.short, self.city[:14], "Direction"), self.seed % 2 == 0, colour)

    @property
    def the(self) -> str:
        """Return the name with its article: « la Clinique … », « l’Hôpital … »."""
        word = self.name.split(" ")[0]
        if word in ("Clinique", "Polyclinique", "Fondation"):
            return f"la {self.name}"
        return (
            f"l’{self.name}"
            if word in ("Hôpital", "EPSM", "Institut", "Association", "HAD")
            else f"le {self.name}"
        )

    @property
    def of(self) -> str:
        """Return « du CHU … », « de la Clinique … », « de l’Hôpital … »."""
        return f"du {self.name}" if self.the.startswith("le ") else f"de {self.the}"

    @property
    def the_head(self) -> str:
        """Return the head's function with its article, as under a letter."""
        return f"{'La' if self.head.woman else 'Le'} {self.function[0].lower()}{self.function[1:]}"


def ght(name: str, support: str, city: str, seed: int) -> Ght:
    """Return a group of hospitals."""
    rng = random.Random(f"ght-{seed}")
    look = Look(
        "Helvetica" if seed % 2 else "Times-Roman",
        10.5,
        (1, 3, 2)[seed % 3],
        seed % 5,
        seed % 3,
        COLOURS[seed % 7],
    )
    head = person(rng)
    function = "Directrice générale" if head.woman else "Directeur général"
    lines = (name, f"Établissement support : {support}", city)
    return Ght(
        name,
        support,
        city,
        head,
        function,
        person(rng),
        person(rng),
        look,
        lines,
        date(2020, 2 + seed, 9 + seed),
        date(2019, 2 + seed, 18),
        date(2019, 9, 2 + seed),
        seed,
    )


def hospital(
    name: str,
    status: Status,
    region: str,
    city: str,
    postcode: str,
    seed: int,
    *,
    short: str = "",
    group: Ght | None = None,
    function: str = "",
    supports: bool = False,
) -> Hospital:
    """Return an establishment whose people, numbers and house style follow from ``seed``.

    One that ``supports`` its group shares its head with it.
    """
    rng = random.Random(f"hospital-{seed}")
    first, deputy, rssi, dsi, quality, doctor = (person(rng) for _ in range(6))
    style = Look(
        FONTS[seed % 7],
        (10, 10.5, 11, 9.5)[seed % 4],
        seed % 6,
        (seed * 3 + 1) % 5,
        seed % 3,
        COLOURS[seed % 7],
    )
    if style.font == "Vera":
        style = replace(style, size=9)
    titles = {
        "public": ("Directeur", "Directrice"),
        "private": ("Directeur général", "Directrice générale"),
        "non_profit": ("Directeur", "Directrice"),
        "dialysis": ("Directeur", "Directrice"),
    }[status]
    slug = unicodedata.normalize("NFD", short or name).encode("ascii", "ignore").decode().lower()
    slug = "-".join(w for w in slug.replace("'", " ").replace("-", " ").split() if len(w) > 2)[:24].strip("-")
    street = rng.choice(
        (
            "avenue de la Libération",
            "rue des Carmes",
            "route de la Forêt",
            "rue du Docteur-Calmette",
            "boulevard Pasteur",
            "chemin des Écoliers",
            "rue du 8 mai 1945",
            "place de l’Église",
        )
    )
    prefix = {"Île-de-France": "01", "Bretagne": "02", "Grand Est": "03", "Occitanie": "05"}.get(region, "04")
    head = group.head if group and supports else first
    function = group.function if group and supports else function
    department = "2B" if postcode.startswith("202") else postcode[:2]
    return Hospital(
        name,
        short or name,
        status,
        region,
        city,
        postcode,
        f"{rng.randint(1, 98)} {street}",
        f"{prefix} " + " ".join(f"{rng.randint(10, 99)}" for _ in range(4)),
        finess(department, 100 + seed * 7, legal=status in ("public", "dialysis")),
        siret(seed),
        f"{slug}.example",
        function or titles[first.woman],
        head,
        deputy,
        rssi,
        dsi,
        quality,
        doctor,
        style,
        group,
        seed,
    )


GHT_LOUE = ght("GHT Loue et Plateaux", "CH de Brévigny-sur-Loue", "Brévigny-sur-Loue", 1)
GHT_VALCOMBE = ght("GHT Valcombe-Lauzière", "CHU de Valcombe", "Valcombe", 2)
GHT_ESTRAN = ght(
    "Groupement hospitalier de territoire de l’Estran",
    "Centre hospitalier intercommunal Kerdual-Trévénan",
    "Kerdual",
    3,
)
GHT_CINARCA = ght("GHT Cinarca-Balagne", "Centre hospitalier de Calenzaio", "Calenzaio", 4)

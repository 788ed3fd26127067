"""Invented people: names, civilities, addresses."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass

WOMEN = (
    "Aurélie",
    "Bénédicte",
    "Céline",
    "Delphine",
    "Éliane",
    "Françoise",
    "Ghislaine",
    "Hélène",
    "Isabelle",
    "Joëlle",
    "Karine",
    "Laurence",
    "Maëlle",
    "Nadège",
    "Odile",
    "Pascale",
    "Raphaëlle",
    "Solène",
    "Thérèse",
)


MEN = (
    "Alban",
    "Bertrand",
    "Cédric",
    "Didier",
    "Emmanuel",
    "Fabrice",
    "Gaël",
    "Henri",
    "Ivan",
    "Jérôme",
    "Kévin",
    "Loïc",
    "Mathieu",
    "Nicolas",
    "Olivier",
    "Philippe",
    "Régis",
    "Stéphane",
    "Thibault",
    "Yannick",
)


SURNAMES = (
    "Aubertin",
    "Barthas",
    "Calvignac",
    "Dessalines",
    "Esteulle",
    "Fourcadet",
    "Galabru",
    "Hauterive",
    "Izarn",
    "Jacquemond",
    "Kerbastard",
    "Lamothe",
    "Malaterre",
    "Nogaret",
    "Ollivon",
    "Peyrache",
    "Quintard",
    "Rocamaure",
    "Sarrebruche",
    "Tournefeuil",
    "Urvoas",
    "Vaucanson",
    "Wambergue",
    "Ythier",
    "Zeller",
    "Le Goadec",
    "de Rochebrune",
    "Mbarki",
    "Ferreira-Pinto",
    "Nguyen Van Tho",
    "Benhaddou",
    "Castelnau-Roy",
    "D’Almeras",
)


@dataclass(frozen=True)
class Person:
    """Somebody: civility, first name, surname."""

    civility: str
    first: str
    last: str

    @property
    def full(self) -> str:
        """Return first name and surname."""
        return f"{self.first} {self.last}"

    @property
    def polite(self) -> str:
        """Return civility, first name and surname."""
        return f"{self.civility} {self.full}"

    @property
    def capitals(self) -> str:
        """Return first name and SURNAME in capitals, as administrations write."""
        return f"{self.first} {self.last.upper()}"

    @property
    def woman(self) -> bool:
        """Say whether the feminine is due."""
        return self.civility == "Mme"

    def mail(self, domain: str) -> str:
        """Return an address under ``domain``."""
        bare = unicodedata.normalize("NFD", f"{self.first}.{self.last}").encode("ascii", "ignore").decode()
        return f"{bare.lower().replace(' ', '').replace('’', '')}@{domain}"


def person(rng: random.Random) -> Person:
    """Return a new invented person."""
    if rng.random() < 0.5:
        return Person("Mme", rng.choice(WOMEN), rng.choice(SURNAMES))
    return Person("M.", rng.choice(MEN), rng.choice(SURNAMES))

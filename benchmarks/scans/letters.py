"""French administrative letters of known truth: the text, and the dates, numbers and rates it holds."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = {
    "Helvetica": ("Helvetica-Bold", 10.5),
    "Times-Roman": ("Times-Bold", 11.5),
    "Vera": ("VeraBd", 9.5),
    "Courier": ("Courier-Bold", 9.5),
}
"""Fonts that come with pip: the bold of each, and its size in points in a letter; four seeds later a size smaller."""
_LEFT, _RIGHT, _TOP, _FOOT = 56.0, A4[0] - 56.0, A4[1] - 56.0, 64.0

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
)  # fmt: skip
_CITIES = ("Aubenas", "Bar-le-Duc", "Châteaudun", "Foix", "L'Aigle", "Noyon", "Sélestat", "Vitry-le-François")
_FIRST = ("Aurélie", "Benoît", "Chloé", "François", "Hélène", "Jean-Noël", "Solène", "Yacine")
_LAST = ("Aït-Saïd", "Brégeon", "Delaunay", "Gauthier-Roux", "Lefèvre", "Maçon", "N'Guyen", "Thévenot")
_FUNCTIONS = (
    "directeur général",
    "directrice des systèmes d'information",
    "directrice de l'établissement",
    "responsable de la sécurité des systèmes d'information",
)
_TITLES = (
    "ATTESTATION DE RÉALISATION",
    "COMPTE RENDU DE LA RÉUNION DE SÉCURITÉ NUMÉRIQUE",
    "DÉCISION PORTANT NOMINATION",
    "NOTE À L'ATTENTION DE L'AGENCE RÉGIONALE DE SANTÉ",
    "PROCÈS-VERBAL DE RECETTE",
)
_SENTENCES = (
    "La mission s'est déroulée du {worded} au {worded} dans les locaux de l'établissement.",
    "Le rapport définitif, daté du {numeric}, a été transmis à la direction générale.",
    "Au {worded}, {rate} % des comptes rendus de sortie étaient versés au dossier médical partagé.",
    "Sur la période close le {numeric}, le taux constaté s'élève à {rate} %, contre {rate} % auparavant.",
    "L'établissement support (FINESS {finess}) apporte son concours technique.",
    "La présente décision prend effet le {spelled} et sera publiée au recueil.",
    "{name}, {function}, en a rendu compte au comité de pilotage du {numeric}.",
    "Les recommandations ont fait l'objet d'un plan de remédiation, revu chaque trimestre.",
    "Le bon de commande n° {order} a été notifié le {numeric} puis soldé le {worded}.",
    "La messagerie sécurisée est ouverte aux usagers depuis le {worded}.",
    "Une part de {rate} % du budget est réservée à la mise à niveau des serveurs.",
    "L'audit a porté sur l'exposition aux risques : annuaires, pare-feu, sauvegardes, accès distants.",
    "Cette délibération, adoptée le {spelled}, annule et remplace celle du {numeric}.",
)
_ROWS = ("Documents de sortie", "Lettres de liaison", "Résultats de biologie", "Comptes rendus d'imagerie")


@dataclass(frozen=True)
class Letter:
    """A page: its PDF, its lines as written, and the facts it holds, each as often as it is written."""

    pdf: bytes
    lines: tuple[str, ...]
    dates: tuple[date, ...]
    finess: tuple[str, ...]
    sirets: tuple[str, ...]
    rates: tuple[str, ...]


@dataclass
class _Writer:
    """Fills placeholders with facts drawn at random, and remembers them."""

    chance: random.Random
    dates: list[date] = field(default_factory=list)
    finess: list[str] = field(default_factory=list)
    sirets: list[str] = field(default_factory=list)
    rates: list[str] = field(default_factory=list)

    def written(self, sentence: str) -> str:
        """Return ``sentence`` with each placeholder drawn anew."""
        while "{" in sentence:
            name = sentence[sentence.index("{") + 1 : sentence.index("}")]
            sentence = sentence.replace("{" + name + "}", getattr(self, f"_{name}")(), 1)
        return sentence

    def _day(self) -> date:
        day = date(2018, 1, 1) + timedelta(days=self.chance.randrange(365 * 6))
        self.dates.append(day)
        return day

    def _worded(self) -> str:
        return worded(self._day())

    def _numeric(self) -> str:
        return f"{self._day():%d/%m/%Y}"

    def _spelled(self) -> str:
        return spelled(self._day())

    def _rate(self) -> str:
        self.rates.append(f"{self.chance.randint(5, 99)},{self.chance.randint(0, 9)}")
        return self.rates[-1]

    def _finess(self) -> str:
        department = self.chance.choice(("02", "07", "28", "33", "51", "55", "67", "75"))
        self.finess.append(checked(department + f"{self.chance.randrange(10**6):06d}"))
        return self.finess[-1]

    def _siret(self) -> str:
        siren = checked("26" + f"{self.chance.randrange(10**6):06d}")
        number = checked(siren + f"{self.chance.randrange(10**4):04d}")
        self.sirets.append(number)
        return f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}"

    def _name(self) -> str:
        return f"{self.chance.choice(_FIRST)} {self.chance.choice(_LAST)}"

    def _function(self) -> str:
        return self.chance.choice(_FUNCTIONS)

    def _order(self) -> str:
        return f"{self.chance.randint(18, 23)}-{self.chance.randrange(10**4):04d}"


def worded(day: date) -> str:
    """Return a date as letters write it: « 1er mars 2021 »."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def spelled(day: date) -> str:
    """Return a date wholly in words: « douze janvier deux mille vingt et un »."""
    return f"{'premier' if day.day == 1 else words(day.day)} {MONTHS[day.month - 1]} {words(day.year)}"


def words(number: int) -> str:
    """Return a number up to 2039 in French words, as far as days and years need them."""
    if number >= 2000:
        return "deux mille" + (f" {words(number - 2000)}" if number > 2000 else "")
    if number <= 20:
        return _UNITS[number]
    ten, unit = ("vingt", number - 20) if number < 30 else ("trente", number - 30)
    return ten + ("" if unit == 0 else " et un" if unit == 1 else f"-{_UNITS[unit]}")


def checked(digits: str) -> str:
    """Return ``digits`` with the Luhn digit that FINESS, SIREN and SIRET numbers end on."""
    total = sum(
        sum(divmod(int(char) * (2 if rank % 2 == 0 else 1), 10)) for rank, char in enumerate(reversed(digits))
    )
    return digits + str(-total % 10)


def letter(seed: int) -> Letter:
    """Return the letter of a seed: letterhead, title, paragraphs, a ruled table, a signature block."""
    chance = random.Random(f"letter-{seed}")
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    pdfmetrics.registerFont(TTFont("VeraBd", "VeraBd.ttf"))
    font = list(FONTS)[seed % len(FONTS)]
    bold, size = FONTS[font]
    size -= 1.2 * (seed // len(FONTS) % 2)
    city = chance.choice(_CITIES)
    writer = _Writer(chance)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    lines: list[str] = []
    at = _TOP

    def draw(text: str, face: str, points: float, gap: float, x: float = _LEFT) -> None:
        nonlocal at
        canvas.setFont(face, points)
        canvas.drawString(x, at, text)
        lines.append(text)
        at -= gap

    draw(f"CENTRE HOSPITALIER DE {city.upper()}", bold, size + 1, 15)
    draw(writer.written("N° FINESS : {finess} - SIRET : {siret}"), font, size - 1.5, 15)
    draw(f"Le {writer.written('{worded}')}", font, size, 34, _RIGHT - 130)
    draw(chance.choice(_TITLES), bold, size + 2, 30)
    for sentence in chance.sample(_SENTENCES, 8):
        for line in wrapped(writer.written(sentence), font, size):
            draw(line, font, size, size * 1.5)
        at -= 6
    at = _table(canvas, writer, lines, font, size, at - 14)
    draw(f"Fait à {city}, le {writer.written('{worded}')}", font, size, 18)
    draw(writer.written("{name}"), font, size, 15, 340)
    draw(chance.choice(_FUNCTIONS).capitalize(), font, size, 15, 340 if size < 11 else 320)
    canvas.setFont(font, 7.5)
    canvas.drawString(
        _LEFT, _FOOT - 20, f"Centre hospitalier de {city} - secrétariat de direction - page 1/1"
    )
    lines.append(f"Centre hospitalier de {city} - secrétariat de direction - page 1/1")
    canvas.showPage()
    canvas.save()
    facts = (writer.dates, writer.finess, writer.sirets, writer.rates)
    return Letter(out.getvalue(), tuple(lines), *(tuple(held) for held in facts))  # type: ignore[arg-type]


def _table(canvas: Canvas, writer: _Writer, lines: list[str], font: str, size: float, top: float) -> float:
    """Draw a ruled table of rates and dates, and return where the page goes on."""
    edges, high = (_LEFT, 290.0, 400.0, _RIGHT), 20.0
    rows = [("Indicateur", "Taux", "Mesuré le")]
    for label in writer.chance.sample(_ROWS, 3):
        rows.append((label, writer.written("{rate} %"), writer.written("{numeric}")))
    canvas.setLineWidth(0.6)
    canvas.grid(list(edges), [top - high * rank for rank in range(len(rows) + 1)])
    canvas.setFont(font, size - 1)
    for rank, row in enumerate(rows):
        for x, text in zip(edges, row, strict=False):
            canvas.drawString(x + 5, top - high * (rank + 1) + 6, text)
        lines.append(" ".join(row))
    return top - high * len(rows) - 32


def wrapped(text: str, font: str, size: float) -> list[str]:
    """Return ``text`` in lines no wider than the page's measure."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, font, size) <= _RIGHT - _LEFT:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines

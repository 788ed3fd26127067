"""What every hand needs: dates as people write them, a document on a letterhead, a signature block."""

from __future__ import annotations

from datetime import date, timedelta

from samples.generator.blocks import Align, Block, Doc, Sign, Signs
from samples.generator.hospitals import Hospital
from samples.generator.people import Person

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def long(day: date) -> str:
    """Return « 1er mars 2022 »."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def full(day: date) -> str:
    """Return « mardi 1er mars 2022 »."""
    return f"{DAYS[day.weekday()]} {long(day)}"


def num(day: date) -> str:
    """Return « 01/03/2022 »."""
    return f"{day:%d/%m/%Y}"


def dots(day: date) -> str:
    """Return « 01.03.2022 »."""
    return f"{day:%d.%m.%Y}"


def span(first: date, last: date) -> str:
    """Return « du 4 au 8 octobre 2021 », shortened as people do."""
    if first == last:
        return f"le {long(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"du {'1er' if first.day == 1 else first.day} au {long(last)}"
    if first.year == last.year:
        return f"du {long(first).rsplit(' ', 1)[0]} au {long(last)}"
    return f"du {long(first)} au {long(last)}"


def weeks(day: date, count: float) -> date:
    """Return the working day about ``count`` weeks later."""
    later = day + timedelta(days=round(7 * count))
    return later - timedelta(days=max(0, later.weekday() - 4))


def semester(day: date) -> str:
    """Return « 1er semestre 2021 »."""
    return f"{'1er' if day.month < 7 else '2e'} semestre {day.year}"


def e(person: Person) -> str:
    """Return the feminine « e » where it is due."""
    return "e" if person.woman else ""


def on_paper(h: Hospital, *body: Block, footer: str = "") -> Doc:
    """Return a document on the establishment's letterhead and in its look."""
    return Doc(h.letterhead, body, h.look, footer)


def by(
    h: Hospital,
    who: Person,
    function: str,
    on: date | None,
    *,
    ink: bool = True,
    stamp: bool = False,
    side: Align = "right",
    hand: int = 0,
    typed: str = "",
    picture: bool = False,
    over: bool = False,
) -> Signs:
    """Return a signature block of ``who``, with a stroke of that person's own unless ``ink`` is false."""
    before = ""
    if on:
        before = (
            f"Fait à {h.city}, le {long(on)}",
            f"{h.city}, le {num(on)}",
            f"À {h.city}, le {long(on)}",
            f"Le {long(on)},",
        )[hand % 4]
    name = who.capitals if hand % 2 else who.full
    seed = sum(map(ord, who.full)) if ink else None
    return Signs(
        (
            Sign(
                function, name, before, seed, picture, typed, h.stamp if stamp else None, hand % 3 == 2, over
            ),
        ),
        side,
    )


def by_head(h: Hospital, on: date | None, **options: object) -> Signs:
    """Return the signature block of the head of the establishment."""
    return by(h, h.head, h.the_head + ",", on, **options)  # type: ignore[arg-type]

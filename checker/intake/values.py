"""Read the values of a form: yes or no, numbers, dates, identifiers, and the programme's own choices."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from checker.intake.labels import Shape, plain

YES = frozenset({"oui", "on", "true", "vrai", "yes", "x", "coche", "cochee"})
NO = frozenset({"non", "off", "false", "faux", "no", "decoche"})
FILE_EXTENSION = re.compile(
    r"pdf|jpe?g?|png|tiff?|webp|gif|bmp|hei[cf]|svg|do[ct][xm]?|od[tspg]|rtf|txt|md|xls[xmb]?|csv|tsv|pp[ts][xm]?"
    r"|msg|eml|zip|7z|rar|t?gz|tar|p7[ms]|xml|json|html?|mht|vsdx?|pages|numbers|key|mp[34]|mov|avi|log|bin|dat"
)
"""What makes a value read as a file name; « .fr » and « .com » are no files."""
MONTHS = ("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
          "novembre", "decembre")  # fmt: skip


def yes_or_no(value: str) -> bool | None:
    """Return what a tick box or a yes/no answer says, ``None`` for anything else."""
    words = plain(value).split()
    if not words:
        return None
    if words[0] in YES and (len(words) == 1 or words[0] == "oui"):
        return True
    return False if words[0] in NO and (len(words) == 1 or words[0] == "non") else None


def number(value: str) -> Decimal | None:
    """Return the number in « 12 345,5 », « 12345.5 », « 1.234,5 » or « 45 % »; ``None`` for anything else."""
    text = re.sub(r"[\s\u00a0\u202f'’]", "", value).rstrip("%").rstrip("€")
    if "," in text and "." in text:
        text = text.replace(".", "") if text.rindex(",") > text.rindex(".") else text.replace(",", "")
    return Decimal(text.replace(",", ".")) if re.fullmatch(r"[+-]?[0-9]+([.,][0-9]+)?", text) else None


def day(value: str) -> date | None:
    """Return the day in Paris of an ISO date or date-time, « 21/10/2021 … » or « 21 octobre 2021 … »."""
    text = value.strip()
    iso = re.match(r"\d{4}-\d\d-\d\d", text)
    try:
        if iso:
            moment = re.sub(r" ([+-]\d\d:?\d\d)$", r"\1", text).replace(" UTC", "+00:00")
            return _in_paris(moment, iso[0])
        found = re.match(r"(?:le )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b", text)
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        found = re.search(r"\b(\d{1,2})(?:er)? ([a-z]+) (\d{4})\b", plain(text))
        if found and found[2] in MONTHS:
            return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
    except ValueError:
        return None
    return None


def _in_paris(moment: str, first_ten: str) -> date:
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return date.fromisoformat(first_ten)
    if found.tzinfo is None:
        return found.date()
    return (found.astimezone(UTC) + _paris_offset(found.astimezone(UTC))).date()


def _paris_offset(moment: datetime) -> timedelta:
    # The European rule since 1996, rather than a time-zone database that Windows does not have.
    def last_sunday(month: int) -> datetime:
        end = datetime(moment.year, month, 31, 1, tzinfo=UTC)
        return end - timedelta(days=(end.weekday() + 1) % 7)

    return timedelta(hours=2 if last_sunday(3) <= moment < last_sunday(10) else 1)


def is_file_name(value: str) -> bool:
    """Tell whether a value reads as one or several file names."""
    stem, dot, extension = value.rstrip()[-300:].rpartition(".")
    return (
        bool(dot and stem.strip(" .,/"))
        and bool(FILE_EXTENSION.fullmatch(extension.lower()))
        and "://" not in value
    )


def shape_of(values: Iterable[str]) -> Shape | None:
    """Return what a column holds, from its values that are not blank; ``None`` when all are."""
    seen = [v.strip() for v in values if v.strip()][:200]
    if not seen:
        return None
    if sum(map(is_file_name, seen)) * 2 > len(seen):
        return "files"
    if all(yes_or_no(v) is not None for v in seen):
        return "yesno"
    if all(number(v) is not None for v in seen):
        return "number"
    if all(day(v) is not None for v in seen):
        return "date"
    return "text"


def normalised(value: str, kind: str) -> str:
    """Return a value in one spelling for its field's type; unchanged where it does not read as that type."""
    text = unicodedata.normalize("NFC", value).strip()
    if kind == "yesno" and (said := yes_or_no(text)) is not None:
        return "Oui" if said else "Non"
    if kind == "number" and (found := number(text)) is not None:
        return format(found, "f")
    if kind == "date" and (read := day(text)) is not None:
        return read.isoformat()
    if kind == "identifier" and re.fullmatch(r"[0-9AB\s.]+", text):
        return re.sub(r"\s+", "", text.removesuffix(".0"))
    return text


def same_answer(one: str, other: str, kind: str) -> bool:
    """Tell whether two ways of reading an answer agree; wordings may differ by accents, case and spaces."""
    if normalised(one, kind) == normalised(other, kind) or plain(one) == plain(other):
        return True
    numbers, days = (number(one), number(other)), (day(one), day(other))
    if None not in numbers:
        return numbers[0] == numbers[1]
    if None not in days:
        return days[0] == days[1]
    answers = (yes_or_no(one), yes_or_no(other))
    if None not in answers:
        return answers[0] == answers[1]
    short, long = sorted((plain(one), plain(other)), key=len)
    return bool(short) and len(short) > 20 and long.startswith(short)


def chosen(value: str, patterns: dict[Any, list[str]]) -> tuple[Any, ...]:
    """Return the keys of ``patterns`` of which one is found in the value, read without accents or case."""
    text = plain(value)
    return tuple(key for key, ways in patterns.items() if any(re.search(way, text) for way in ways))


def identifiers(value: str, digits: int) -> tuple[str, ...]:
    """Return the identifiers of so many digits in a value; Corsica's 2A and 2B are allowed in a FINESS."""
    start = "(?:[0-9]{2}|2[AB])" if digits == 9 else "[0-9]{2}"
    wanted = re.compile(rf"(?<![0-9]){start}[0-9]{{{digits - 2}}}(?![0-9])")
    joined = re.sub(r"(?<=[0-9AB])[\s.](?=[0-9])", "", value.upper())
    return tuple(wanted.findall(value.upper()) or wanted.findall(joined))


def checks(identifier: str) -> bool:
    """Tell whether the last digit agrees with the others (Luhn); true where letters forbid the sum."""
    from stdnum import luhn
    from stdnum.exceptions import ValidationError

    if not identifier.isdigit():
        return True
    try:
        luhn.validate(identifier)
    except ValidationError:
        return False
    return True

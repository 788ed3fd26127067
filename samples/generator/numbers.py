"""Invented identifiers whose check digits hold."""

from __future__ import annotations


def luhn_total(digits: str) -> int:
    """Return Luhn's sum of ``digits``, the last one being the check digit."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total


def with_check_digit(stem: str) -> str:
    """Return ``stem`` followed by the digit that makes Luhn's sum a multiple of ten.

    >>> with_check_digit("33078125")
    '330781253'
    """
    return stem + str(-luhn_total(stem + "0") % 10)


def finess(department: str, rank: int, *, legal: bool) -> str:
    """Return a FINESS number of a department (``2A`` and ``2B`` count as 1 and 2 in Luhn's sum)."""
    middle = f"078{rank:03d}" if legal else f"0{rank % 100000:05d}"
    stem = department + middle
    plain = stem.replace("A", "1").replace("B", "2")
    return stem + with_check_digit(plain)[-1]


def siret(seed: int) -> str:
    """Return a SIRET: a SIREN and an establishment number, each with its check digit."""
    siren = with_check_digit(f"{(26_210_000 + seed * 7919) % 100_000_000:08d}")
    return with_check_digit(siren + f"{seed % 9:03d}1")


def wrong_check_digit(number: str) -> str:
    """Return ``number`` with another last digit."""
    return number[:-1] + str((int(number[-1]) + 4) % 10)

"""What recognisers trained on every script get wrong in French, mended where nothing else can be meant."""

from __future__ import annotations

import re
import unicodedata

_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
    "novembre", "decembre",
)  # fmt: skip
_MONTH = r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)"
_MENDINGS = (
    # « FINE55 », « FlNESS », « 5IRET » : the labels of numbers, as faxes and small print give them.
    (re.compile(r"(?<!\w)F[I1l|]NE[S5]{2}(?!\w)"), "FINESS"),
    (re.compile(r"(?<!\w)[S5][I1l|]RE(?=[TN](?!\w))"), "SIRE"),
    # « 1'établissement » : no number is elided.
    (re.compile(r"(?<!\w)[1I|](?=['’][a-zàâéèêëîïôœùû])"), "l"),
    # « ler avril » : the first of a month.
    (re.compile(rf"(?<!\w)[lI|i](?=er {_MONTH}\b)", re.I), "1"),
    # « le26 », « 6décembre », « décembre2021 », a speck between them: the parts of a date stand apart.
    (re.compile(r"(?<!\w)((?:le|du|au))[.·]?(?=\d{1,2}(?:er)?(?!\w))", re.I), r"\1 "),
    (re.compile(rf"(?<!\w)(\d{{1,2}}(?:er)?)[.·]?(?={_MONTH}(?![^\W\d_]))", re.I), r"\1 "),
    # « dix-neufet sera » : a number in words that runs into the next word would lose its last part.
    (
        re.compile(
            r"(?<!\w)((?:dix|vingt|trente)-(?:deux|trois|quatre|cinq|six|sept|huit|neuf))(?=[a-zà])(?!i?[eè]me)",
            re.I,
        ),
        r"\1 ",
    ),
    (re.compile(rf"(?<!\w)({_MONTH})[.·]?(?=20\d\d(?!\d))", re.I), r"\1 "),
    (re.compile(rf"(?<!\w)({_MONTH})(?=deux mille(?!\w))", re.I), r"\1 "),
)


def mended(text: str) -> str:
    """Return a line with elisions, first days and dates written as French writes them.

    A letter is put for another, a space added, or a speck between the parts of a date taken out; so the letters of
    the result are found again among those of ``text`` in their order.
    """
    for pattern, put in _MENDINGS:
        text = pattern.sub(put, text)
    return text


def month_in(word: str) -> int | None:
    """Return the rank of the month a word names, from 1, punctuation aside; ``None`` where it names none."""
    plain = unicodedata.normalize("NFD", word.casefold())
    letters = "".join(letter for letter in plain if "a" <= letter <= "z")
    return _MONTHS.index(letters) + 1 if letters in _MONTHS else None

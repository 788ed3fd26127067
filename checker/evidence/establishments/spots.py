"""Where a page names a hospital, and where that name ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from checker.evidence.establishments.known import Known, spelt_town
from checker.evidence.lazy import Lazy
from checker.evidence.names import NameRules
from checker.evidence.text import PageText, TextLine, fold

_WORD = Lazy(r"[«»\"“”\w'’./&-]+")
_PROPER = Lazy(r"[«\"“]?(?:[dlDL]['’]|[sS]/(?:[sS]/)?)?(?:[A-ZÀ-ÖØ-ÞŒ][\w'’À-ÿœŒ.-]*|\d{1,2})[»\"”]?,?$")
_MORE = Lazy(
    r"(?:-(?:[a-zà-ÿ]{1,4}-)*[A-ZÀ-Þ][\w'’-]*"
    r"|[ \t](?i:de |du |des |d['’]|sur |lès |lez |à |sous )(?i:la |les |l['’])?[A-ZÀ-Þ][\w'’-]*)+"
)
_CODE = Lazy(r"(?:[A-Z]{1,6}[-_/.]){1,4}\d{1,4}(?:[-_/.]\w{1,4})*$")
"""« SI-PR-07 »: a document's reference, beside the house that issues it."""
_SECOND = Lazy(r"[ \t](?:II|III|IV)(?![\w.])")
"""« Clinique du Lac II » is a second house."""
_OPENS = Lazy(r"(?:\s[–—-]|[\t|:])\s*$")
_BRACKETED = Lazy(r"\s*(?:\(|[–—-]\s|, )\s*([^()\n\t]{3,50}?)\s*(?:[)\t,]|$)")
_SPELT = Lazy(r"\w\.\w")
_BOUND = Lazy(r"\b(?:du|des|de|d'|le|les|la|l'|au|aux|ce|cet|cette|notre|nos|son|leur)\s*$")
_SIGNER = Lazy(
    r"(?:(?:M|Mme|Mlle|Dr|Pr)\.?[ ]|Docteur[ ]|Professeur[ ])?"
    r"(?:[A-ZÀ-Þ][\w'’.-]*[a-zà-ÿ.][\w'’.-]*[ ]){1,3}(?:(?:de|d['’]|le|la|du)[ ]?)?[A-ZÀ-Þ]{2}[A-ZÀ-Þ'’ -]*"
)
"""A person on a line alone: given names, then the family's in capitals."""
_LED = Lazy(r"\s+(?:(?:a|au|aux|de|du|des|le|la|les|pour)\s+|[ld]'\s*)*")
_NUMBERED = Lazy(r"[a-z]+\.? (?:n ?° ?)?\d[\d.]*")
"""« Édition 2 », « Janvier 2022 »: a document's line under its title, and nobody's name."""
_LEGAL_FORM = Lazy(r"[ «\"|-]*(?:(?:sasu?|sarl|selarl|selas|sa|scic|scop|snc|s\.a\.s\.?u?|s\.a\.r\.l\.?) )?")
"""What stands before a house's name at the head of a line: « SAS Les Thermes »."""
_DATELINE = Lazy(r".*, (?:le |ce )?(?:\d{1,2}|1er)[ ./-]")
"""« Nérac, le 3 mars 2022 »: a letter's place under its head, and no end of a name."""
_LONGEST = 90
_ADDRESS = 60
"""Characters of an address on either side of a name in it."""
HEAD_LINES = 8


@dataclass(frozen=True)
class Spot:
    """A name as ``text[start:stop]``; ``own`` where one of the dossier's or its group's was looked for and found."""

    start: int
    stop: int
    own: Literal["same", "group"] | None = None
    subject: bool | None = None
    """Whether the document is about it, where that is known of the place alone."""
    cell: bool = False
    """Whether it is a cell of a table, and what follows it the next one."""


def spots_of(
    page: PageText, known: Known, rules: NameRules, people: frozenset[str] = frozenset()
) -> Iterator[Spot]:
    """Yield the places where a page names a hospital, the dossier's own names first; ``people`` sign, folded."""
    taken: list[tuple[int, int]] = []

    def free(start: int, stop: int) -> bool:
        return not any(b < stop and start < e for b, e in taken) and not _in_address(page.text, start, stop)

    for own, aliases in (("same", known.aliases), ("group", known.group_aliases)):
        for alias in aliases:
            for start, end in alias.spans(page.text, page.folded):
                if not free(start, end):
                    continue
                stop = end if alias.acronym else _longer(page.text, end, known, alias.text, rules)
                taken.append((start, stop))
                yield Spot(start, stop, ("same" if own == "same" else "group") if stop == end else None)
    for match in rules.any_type.finditer(page.folded):
        start, end = match.span()
        if not free(start, end) or (end - start <= 4 and not page.text[start:end].isupper()):
            continue
        stop = name_end(page, start, end, rules, people)
        stop = end + len(page.text[end:stop].rstrip(" \n\t,.-–"))
        if stop > end + 1 and free(start, stop) and not _of_another(page, start, stop, rules):
            taken.append((start, stop))
            yield Spot(start, stop)
    for line in page.lines[:HEAD_LINES]:
        for start, stop in _lone(page, line, known):
            if free(start, stop):
                taken.append((start, stop))
                yield Spot(start, stop, "same", True)
        for pattern in known.bare:
            form = _LEGAL_FORM.match(line.folded)
            start = line.start + (form.end() if form else 0)
            opening = pattern.match(page.folded[start : line.stop])
            if opening and free(start, start + opening.end()):
                stop = start + opening.end()
                if _longer(page.text, stop, known, opening.group(), rules) == stop:
                    yield Spot(start, stop, "same", True)


def _lone(page: PageText, line: TextLine, known: Known) -> Iterator[tuple[int, int]]:
    """Yield a name of one word where a line has it alone in its cell, right before the house's kind or town.

    « LES GENÉVRIERS (Maison de soins de suite) », « … – Les Genévriers, Saint-Amadour »; in running text it is a word.
    """
    for pattern in known.lone:
        for found in pattern.finditer(line.folded):
            start, stop = line.start + found.start(), line.start + found.end()
            opens = _OPENS.search(line.folded, 0, found.start()) or not found.start()
            beside = _BRACKETED.match(page.folded, stop, line.stop)
            if not opens or beside is None or not page.text[start].isupper():
                continue
            said = beside.group(1).strip()
            kinds = {w for words in known.spelt for w in words if len(w) > 3}
            words = set(re.findall(r"[a-z0-9œ]+", said)) - _SMALL
            if (known.commune and spelt_town(said) == known.commune) or (words and words <= kinds):
                yield start, stop


def _of_another(page: PageText, start: int, stop: int, rules: NameRules) -> bool:
    """Tell whether a name of a house that is no hospital holds a hospital's: « IFSI du CH de Nérac » is of the CH."""
    opening = rules.annexes.match(page.folded, start, stop)
    return opening is not None and rules.any_type.search(page.folded, opening.end(), stop) is not None


def _in_address(text: str, start: int, stop: int) -> bool:
    """Tell whether a name is a piece of an e-mail's or a site's address: « direction@clinique-saint-luc.example »."""
    before = re.search(r"\S*$", text[max(0, start - _ADDRESS) : start])
    after = re.match(r"\S*", text[stop : stop + _ADDRESS])
    token = (before.group() if before else "") + text[start:stop] + (after.group() if after else "")
    return bool(re.search(r"\w@\w|://|^www\.", token)) and not re.search(r"\s", text[start:stop])


def _longer(text: str, stop: int, known: Known, name: str, rules: NameRules) -> int:
    """Return where a name ends that « -sur-Mer », « de Dieu » or « à Marseille » makes another's.

    « à » leads from a name that holds its town to what is done there: « candidature du CH de Nérac à SUN-ES ».
    """
    second = _SECOND.match(text, stop)
    if second is not None:
        return second.end()
    more = _MORE.match(text, stop)
    if more is None:
        return stop
    said = fold(more.group())
    seated = bool(known.town) and known.town <= set(re.findall(r"\w+", fold(name)))
    if {*re.findall(r"\w+", said), *re.findall(r"[\w-]+", said)} & rules.stops or (
        seated and said.startswith(" a ")
    ):
        return stop
    return more.end()


def name_end(
    page: PageText, opening: int, start: int, rules: NameRules, people: frozenset[str] = frozenset()
) -> int:
    """Return where a name ends that goes on after its type: proper nouns joined by « de », « sur » and their like.

    It may wrap to the next line before its first proper noun, and only to a line that is a name and no more, or
    after a word that calls for another (« GHT Dronne et »). A dash between spaces parts the name from what follows,
    a full stop ends it, and so does « et le CH … » that opens another's.
    """
    text = page.text
    if _ends_sentence(text[opening:start], rules):
        return start
    start += text[start : start + 1] in {"-", "‑"}  # « CH-Nérac »
    bound = bool(_BOUND.search(page.folded[max(0, opening - 8) : opening]))
    end, proper, linked = start, False, False
    position = start
    while position < min(len(text), start + _LONGEST):
        word = _WORD.search(text, position, start + _LONGEST)
        if word is None:
            break
        gap = text[position : word.start()]
        said = word.group()
        dashed = bool(gap.strip()) or said in "–-"
        if "\t" in gap or "   " in gap or (dashed and (proper or bound)) or gap.strip(" \t\n-–/"):
            break
        if "\n" in gap and (
            _person(page, word.start(), bound, people)
            or not _wraps(page, gap, word.start(), opening, proper, linked, rules)
        ):
            break
        plain = fold(said).strip("«»\"“”'.,")
        if proper and plain in {"et", "&"} and _another(page, word.end(), rules):
            break
        if not plain and not proper and "." not in said:  # a quotation mark that opens the name
            position = word.end()
            continue
        if (
            not plain
            or plain in rules.stops
            or _CODE.match(said)
            or (proper and said in {"Le", "La", "Les", "Je"})
        ):
            break
        stopped = _full_stop(said, rules)
        if _PROPER.match(said) and not (plain in rules.links and said.isupper()):
            end, proper, linked = word.end(), True, False
            if said.endswith(",") or stopped:
                break
        elif stopped or (
            said.strip("«»\"“”'’").lower() not in rules.links
            and rules.abbreviations.get(plain, plain) not in rules.generic_words
            and said not in "–-"
        ):
            break
        else:
            linked = plain in rules.links
        position = word.end()
    return end


def _ends_sentence(kind: str, rules: NameRules) -> bool:
    """Tell whether a type's dot is a full stop: « par le CHU. Titre III », but not « C.H.U. » nor « HOP. »."""
    return (
        kind.endswith(".")
        and kind.isupper()
        and " " not in kind
        and not _SPELT.search(kind)
        and rules.any_type.fullmatch(fold(kind[:-1])) is not None
    )


def _wraps(
    page: PageText, gap: str, at: int, opening: int, proper: bool, linked: bool, rules: NameRules
) -> bool:
    """Tell whether a name goes on in the next line."""
    line = page.line_at(at)
    if gap.count("\n") > 1 or (line is not None and _DATELINE.match(line.folded)):
        return False
    if linked:  # « GHT Dronne et » calls for more
        return bool(_PROPER.match(_first_word(page.text, at)))
    # « … de la clinique » at a line's end, in running text, names none
    return not proper and not page.text[opening].islower() and _name_line(page, at, rules)


def _person(page: PageText, at: int, bound: bool, people: frozenset[str]) -> bool:
    """Tell whether a line is who signs under « Le directeur du CHU », and not the end of that house's name."""
    line = page.line_at(at)
    if line is None:
        return False
    said = line.text.strip(" ,.")
    return fold(said) in people or (bound and _SIGNER.fullmatch(said) is not None)


def _another(page: PageText, at: int, rules: NameRules) -> bool:
    """Tell whether « et » leads to another house: « l'Hôpital Lacombe et le CH d'Auzelles »."""
    led = _LED.match(page.folded, at)
    return led is not None and rules.any_type.match(page.folded, led.end()) is not None


def _first_word(text: str, at: int) -> str:
    word = _WORD.match(text, at)
    return word.group() if word else ""


def _full_stop(word: str, rules: NameRules) -> bool:
    """Tell whether a word's dot ends a sentence: « Hainaut. » but not « St. », « J. » or « J.-B. »."""
    if not word.endswith("."):
        return False
    plain = fold(word[:-1]).split("-")[-1]
    return len(plain.strip(".")) > 1 and "." not in plain and plain not in rules.abbreviations


def _name_line(page: PageText, at: int, rules: NameRules) -> bool:
    """Tell whether a line is a name and no more: capitalised words and links, up to a dash or a comma."""
    line = page.line_at(at)
    if line is None:
        return False
    said = re.split(r"\s[–-](?:\s|$)|[,(;:/]", line.text.strip(' –-«»"“”'))[0]
    words = re.findall(r"[^\s]+", said)
    plain = [fold(word).strip("«»\"“”'.,") for word in words]
    return (
        0 < len(words) <= 8
        and not _NUMBERED.fullmatch(fold(said).strip())
        and not set(plain) & rules.stops
        and all(
            _PROPER.match(word) or word.lower() in rules.links or re.match(r"[dl]['’][A-ZÀ-Þ]", word)
            for word in words
        )
    )


_SMALL = frozenset(
    ("de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "pour", "a", "au", "aux", "sur")
)


def spelt_by_another(page: PageText, spot: Spot, known: Known, rules: NameRules) -> bool:
    """Tell whether an acronym is written out beside it as another body's: the same initials, hardly a word shared."""
    acronym = page.text[spot.start : spot.stop]
    if not (acronym.isalpha() and acronym.isupper() and len(acronym) > 2):
        return False
    words = re.findall(r"[a-z]+", page.folded[spot.stop : spot.stop + 30 * len(acronym)])
    told = [word for word in words if word not in _SMALL][: len(acronym)]
    if "".join(word[0] for word in told) != acronym.lower():
        return False
    own = [word for word in told if word in known.vocabulary and word not in rules.generic_words]
    kinds = [word for word in told if rules.any_type.fullmatch(word)]
    return 2 * len(set(own) - set(kinds)) < len(set(told) - set(kinds))


def listed(page: PageText, at: int, rules: NameRules) -> bool:
    """Tell whether a name stands in a list of those present, written to or referred to."""
    line = page.line_at(at)
    return line is not None and rules.mention_lines.match(line.folded.lstrip(" -•*")) is not None


def is_subject(page: PageText, at: int, rules: NameRules) -> bool:
    """Tell whether a paper is about the hospital named at a place: letterhead, title, « directeur du … »."""
    line = page.line_at(at)
    left = page.folded[max(0, at - 70) : at].replace("\n", " ")
    if any(
        not left[m.end() :].strip(" '") or len(left[m.end() :]) <= 12
        for m in rules.mention_only.finditer(left)
    ):
        return False
    if listed(page, at, rules):
        return False
    if line is not None and line.rank < HEAD_LINES and at - line.start <= 60:
        return True
    return cued(page, at, rules)


def cued(page: PageText, at: int, rules: NameRules) -> bool:
    """Tell whether words right before a name say that the paper is about it: « directeur du … », « client : … »."""
    left = page.folded[max(0, at - 70) : at].replace("\n", " ")
    return any(len(left[m.end() :].strip()) <= 18 for m in rules.subject_cues.finditer(left))

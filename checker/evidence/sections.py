"""The parts of a long document by their headings; a table of contents names parts, it does not hold them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText, TextLine
from models.document import Structure
from models.evidence import Section

_NUMBERED = (
    r"^\s*(?:(?:chapitre|partie|section|article|titre|axe|volet|annexe|ecran|diapo(?:sitive)?)\s+|§\s*)?"
    r"[\[(]?(?:\d{1,2}(?:[.-]\d{1,2})*|[ivx]{1,5}|[a-h])\s*[\].):–-]*\s+"
)
_NUMBER = Lazy(_NUMBERED + r"|^\s*[•▪*-]\s+")
_TOLD = Lazy(_NUMBERED + r"(?P<heading>[^:]{4,60}?) ?: (?=.{12,}$)(?!.*(?:\.{3,}|…)\s*\d+$)")
_TOLD_BARE = Lazy(r"^\s*(?P<heading>[^:]{4,60}?) ?: (?=.{20,}$)(?!.*(?:\.{3,}|…)\s*\d+$)")
"""« OBJECTIFS : sécuriser, converger … »: a part and its body on one line, without a number."""
_TOLD_STOP = Lazy(rf"(?:{_NUMBERED})?" + r"(?P<heading>[^:.]{4,60})\. (?=\S.{11,}$)(?!.*(?:\.{3,}|…)\s*\d+$)")
"""« 3. Objectifs. Se secourir mutuellement … »"""
_TOLD_DASH = Lazy(_NUMBERED + r"(?P<heading>[^:–—]{4,60}?) [–—-] (?=.{12,}$)(?!.*(?:\.{3,}|…)\s*\d+$)")
"""« 3. Objectifs – Partager les comptes rendus … »"""
_CONTENTS = Lazy(r"(?:\.{3,}|…+|_{3,}|\s{3,}|\t)\s*\d{1,3}\s*$")
_CHAPTER = Lazy(
    r"^\s*(?:(?P<word>chapitre|partie|titre)\s+)?(?P<number>\d{1,2}|[ivx]{1,5})\s*[.):–-]\s*[a-z]"
)
_ASIDE = Lazy(r"annexe|glossaire|lexique|sommaire|bibliographie|references|conclusion|signature|remerciement")
UNRECOGNISED = "unrecognised"
_LONGEST = 90
_CLOSE = 90.0


def sections_of(
    pages: Sequence[PageText], wanted: Mapping[str, tuple[str, ...]], structure: Structure | None = None
) -> tuple[Section, ...]:
    """Return each part that was found, at the page of its heading in the body, once.

    A part seen only in the table of contents has a confidence of 0.5: announced, not found. A chapter under no name
    that was looked for is given as ``UNRECOGNISED``: it may be a part in other words. Chapters are those numbered as
    such or, where ``structure`` is known, set in type as the parts are. What runs on every page is no heading.
    """
    best: dict[str, tuple[float, PageText, TextLine]] = {}
    strange: list[tuple[PageText, TextLine, bool]] = []
    running = {(line.page, line.start) for line in structure.running()} if structure else set()
    for page in pages:
        contents = _is_contents(page)
        for line in page.lines:
            heading, told = _heading_and_body(line, wanted)
            if heading is None or (page.page.number, line.start) in running:
                continue
            listed = contents or _CONTENTS.search(line.folded) is not None
            if not listed and not told and not _has_body(page, line, wanted):
                continue
            fits = {key: fit for key, names in wanted.items() if (fit := _fit(heading, names)) > 0.0}
            if not _NUMBER.match(
                line.folded
            ):  # another form of the word is enough only in a numbered heading
                fits = {key: fit for key, fit in fits.items() if fit != _BY_STEM}
            if not fits and not listed and not _ASIDE.match(heading):
                strange.append((page, line, bool(_CHAPTER.match(line.folded))))
            for key, fit in fits.items():
                worth = fit * (0.5 if listed else 1.0)
                if worth > best.get(key, (0.0,))[0]:
                    best[key] = (worth, page, line)
    found = tuple(
        Section(key=key, title=line.text.strip(), **page.place(line.start, line.stop, worth))
        for key, (worth, page, line) in sorted(
            best.items(), key=lambda item: (item[1][1].page.number, item[1][2].start)
        )
    )
    if not found:
        return ()
    return (*found, *_chapters(strange, [(page, line) for _, page, line in best.values()], structure))


def _chapters(
    strange: Sequence[tuple[PageText, TextLine, bool]],
    parts: Sequence[tuple[PageText, TextLine]],
    structure: Structure | None,
) -> Iterator[Section]:
    """Yield the chapters under other names: numbered, or at the level of the parts found and after the first of them.

    What stands before the first part is the title of the whole.
    """
    levels = {(h.page, h.start): h.level for h in structure.headings()} if structure else {}
    of_parts = Counter(levels.get((page.page.number, line.start)) for page, line in parts)
    usual, times = of_parts.most_common(1)[0]
    first = min((page.page.number, line.start) for page, line in parts)
    for page, line, numbered in strange:
        at = (page.page.number, line.start)
        if numbered or (at > first and times > 1 and usual is not None and levels.get(at) == usual):
            yield Section(key=UNRECOGNISED, title=line.text.strip(), **page.place(line.start, line.stop))


def _is_contents(page: PageText) -> bool:
    """Tell whether a page is a table of contents: many lines that end with a page number."""
    listed = sum(1 for line in page.lines if _CONTENTS.search(line.folded))
    named = any(
        re.fullmatch(r"\s*(?:sommaire|table des matieres|plan du document)\s*:?\s*", line.folded)
        for line in page.lines[:12]
    )
    numbered = sum(1 for line in page.lines if re.search(r"\D\s\d{1,3}\s*$", line.folded))
    return listed >= 4 or (named and (numbered >= 3 or len(page.lines) >= 5))


def _heading(line: TextLine) -> str | None:
    """Return a line's words when it may be a heading: short, no sentence."""
    text = _CONTENTS.sub("", line.folded).strip()
    if not 4 <= len(text) <= _LONGEST or text.endswith((".", ";", ",", "?")):
        return None
    numbered = _NUMBER.match(text)
    bare = _NUMBER.sub("", text).strip(" :.-")
    first = line.text.strip()[:1]
    if not numbered and not first.isupper():
        return None
    return bare if len(bare.split()) <= 10 else None


def _heading_and_body(line: TextLine, wanted: Mapping[str, tuple[str, ...]]) -> tuple[str | None, bool]:
    """Return a line's heading, and whether its own body follows on the line: « 3. Objectifs : une identité … ».

    Without a number, or before a full stop, only where it is a part's own name: prose has colons and stops too.
    """
    match = _TOLD.match(line.folded)
    if match is not None:
        return match["heading"].strip(), True
    for form, sure in ((_TOLD_STOP, _SURE), (_TOLD_DASH, _SURE), (_TOLD_BARE, 1.0)):
        match = form.match(line.folded)
        heading = match["heading"].strip() if match else ""
        if 0 < len(heading.split()) <= _FEW and any(_fit(heading, n) >= sure for n in wanted.values()):
            return heading, True
    row = _of_row(line, wanted)
    return (row, True) if row else (_heading(line), False)


def _of_row(line: TextLine, wanted: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the name of a part that begins a row of a table: « III. Objectifs Une identité unique, un dossier … ».

    After its name a capital in mid-line begins the next cell. A spreadsheet's cells are parted by tabs.
    """
    number = _NUMBER.match(line.folded)
    if number is None:
        first, _, rest = line.folded.partition("\t")
        named = any(first.strip(" :") in names for names in wanted.values())
        return first.strip(" :") if named and len(rest.strip()) >= _SHORTEST_CELL else None
    rest = line.folded[number.end() :]
    told = line.text[number.end() :]

    def begins(name: str) -> bool:
        after = told[len(name) :]
        parted = _CELL.match(after) is not None or after.startswith("\t")
        return rest.startswith(name) and parted and len(after) >= _SHORTEST_CELL

    return max((name for names in wanted.values() for name in names if begins(name)), key=len, default=None)


def _fit(heading: str, names: tuple[str, ...]) -> float:
    """Return how well a heading is one of the names: 1 whole, less where it says more."""
    from rapidfuzz import fuzz

    best = 0.0
    for name in names:
        if heading == name:
            return 1.0
        said = _whole(name).search(heading) if name in heading else None
        if said is not None and heading[: said.start()] in _ARTICLES:
            best = max(best, 0.92)
        elif said is not None and len(heading.split()) <= len(name.split()) + 4:
            best = max(best, 0.8)
        elif len(name) >= 8 and fuzz.ratio(heading, name) >= _CLOSE:
            best = max(best, 0.85)
        elif _same_stem(heading, name):
            best = max(best, _BY_STEM)
    return best


_ARTICLES = frozenset({"", "l'", "le ", "la ", "les ", "notre ", "nos "})


@lru_cache(maxsize=512)
def _whole(name: str) -> re.Pattern[str]:
    """Compile a name as whole words."""
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _same_stem(heading: str, name: str) -> bool:
    """Tell whether a heading says a one-word name in another form: « comment le schéma sera évalué »."""
    return (
        " " not in name
        and len(name) >= _STEM + 3
        and any(word.startswith(name[:_STEM]) for word in heading.split() if len(word) >= _STEM)
    )


_BY_STEM = 0.75
_STEM = 5
"""Letters that two forms of one French word share at least."""


def _has_body(page: PageText, line: TextLine, wanted: Mapping[str, tuple[str, ...]]) -> bool:
    """Tell whether text follows a heading before the next one, or the page ends with it (the body is overleaf)."""
    following = page.lines[line.rank + 1 : line.rank + 5]
    figures = _figures(line)
    for after in following:
        heading = _heading(after)
        # « V. Projets » holds the list « 1. … 2. … » below it: another chapter is numbered as this one is.
        if (figures and figures == _figures(after)) or (
            heading and any(_fit(heading, n) >= _SURE for n in wanted.values())
        ):
            return False
        if len(after.text.strip()) >= _SHORTEST_BODY:
            return True
    return not following


def _figures(line: TextLine) -> str:
    """Return how a chapter is numbered, « 1 » or « i », with the word before it; empty for a line that is none."""
    match = _CHAPTER.match(line.folded)
    return f"{match['word'] or ''}{'1' if match['number'].isdigit() else 'i'}" if match else ""


_SURE = 0.9
_FEW = 5
"""Words of a heading that its own text follows on the line, at most."""
_SHORTEST_BODY = 8
_SHORTEST_CELL = 12
_CELL = Lazy(r" (?:[A-ZÀ-Þ][^A-ZÀ-Þ]|\d+ [a-zà-ÿ]{3})")

"""What a page says once its choices are made: the options not ticked taken out, labels paired with their values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from checker.evidence.lazy import Lazy
from checker.evidence.statements.called import is_draft, is_instruction, is_template, is_unfilled
from checker.evidence.statements.columns import cells_under, may_lack
from checker.evidence.statements.grids import grid_rows
from checker.evidence.statements.pairs import pairs_of
from checker.evidence.statements.sheets import sheet_rows
from checker.evidence.text import PageText, TextLine, fold, once_a_page, unended
from models.document import CheckBox

BOX = Lazy(r"(?P<on>[☒☑✓✔■▣]|\[ ?[x✓✔☒] ?\]|\( ?[x✓] ?\))|(?P<off>[☐□❑❏]|\[[ _.]{0,4}\]|\([ _.]{1,4}\))")
_ELIDED = Lazy(r"\b([ldsnjmc]|qu) (?=[aeiouyh]\w)")
"""« L ETABLISSEMENT S EST »: capitals typed without their apostrophes."""
_CROSS = Lazy(r"[✗✘]")
_LABEL = Lazy(r"(?P<label>[^:?]{3,110}?) ?(?:[?:]+|\.{4,}|…{2,})[ .]*(?P<value>[^:?]{0,110}?)$")
_CELL = Lazy(r"\s*\|\s*|\t+| {2,}|(?<=[^\W\d]) (?=\d{1,3}(?:[.,]\d+)? ?%$)")
_VALUE = Lazy(r"[\d\W]+|oui|non|ok|ko|x")
_HEADING = Lazy(
    r"(?:statut|etat|resultat|realis|valeur|reponse|oui ?/ ?non|date|fait|avancement|deploye|constat|observation)"
)
_WANTED = Lazy(r"(?:resultat |constat )?(?:attendu|prevu|vise|cible|objectif|exigence)")
"""The heading of a column that says what should be: no fact."""
_FOUND = Lazy(r"(?:resultats? |constats? )?(?:constat|obtenu|observ|reel)")
"""The heading of a column that says what was found."""
_DAY = Lazy(r"\b(?:\d{1,2}[/.-]){0,2}20\d\d\b")
"""A heading may name the day or year that its column counts for."""
_CLOCK = Lazy(r"\b(\d{1,2}):(\d\d)\b")
_VALUE_WORDS = 12
_SHORT_VALUE = 6
_ASKED = 70
_OPTION_WORDS = 6
"""Words up to which an option is a value (« Oui, depuis mai »); a longer one is a sentence of its own."""
_LONGEST = 110


@dataclass(frozen=True)
class Entry:
    """A filled label of a page, from ``start`` to ``stop``.

    ``question`` is the heading of the column the value stands in; ``chosen`` the ticked options, or the words beside
    the label; ``offered`` says that there were options to choose from.
    """

    start: int
    stop: int
    label: str
    chosen: tuple[str, ...]
    offered: bool = False
    question: str = ""


@dataclass(frozen=True)
class Spoken:
    """A page as it speaks: ``flat`` with unticked options blanked, same length; its units of sense; its entries."""

    page: PageText
    flat: str
    units: tuple[tuple[int, int], ...]
    entries: tuple[Entry, ...]

    @cached_property
    def agenda(self) -> tuple[tuple[int, int], ...]:
        """Return the lines listed under « Ordre du jour »: matters to be spoken of, not yet spoken of."""
        items, within = [], False
        for line in self.page.lines:
            if _AGENDA.search(line.folded):
                within = True
            elif within and _ITEM.match(line.folded.strip()):
                items.append((line.start, line.stop))
            else:
                within = False
        return tuple(items)

    @cached_property
    def template(self) -> bool:
        """Tell whether the page calls itself a model: what it says is said of nobody."""
        return is_template(self.page)

    @cached_property
    def instructing(self) -> bool:
        """Tell whether the page calls itself a guide or a rule: what it says is to be done, whoever reads it."""
        return is_instruction(self.page)

    @cached_property
    def draft(self) -> bool:
        """Tell whether the page says that it is not finished."""
        return is_draft(self.page)

    @cached_property
    def blank(self) -> bool:
        """Tell whether most labels have nothing beside them: a form that nobody filled proves nothing."""
        return is_unfilled(self.page)


_AGENDA = Lazy(r"^\W*(?:l')?ordre du jour\b.{0,40}$")
_ITEM = Lazy(r"(?:[-•▪*o]|\(?\d{1,2} ?[.)°-]|[a-z]\)|[ivx]+[.)-])\s*\S")


@once_a_page
def spoken(page: PageText) -> Spoken:
    """Return what a page says, its choices made."""
    silent: list[tuple[int, int]] = []
    entries: list[Entry] = []
    drawn = _drawn(page)
    group: list[TextLine] = []
    rows: list[tuple[TextLine, list[str]]] = []
    label: TextLine | None = None
    for line in page.lines:
        if BOX.match(line.folded.strip()):
            group.append(line)
            continue
        entries += _group(group, label, silent)
        group, label = [], line
        if BOX.search(line.folded) or line.rank in drawn:
            entries += _ticked(line, drawn.get(line.rank, ()), silent)
            continue
        cells = _CELL.split(line.folded.strip(" |"))
        if len(cells) > 1:
            rows.append((line, cells))
            continue
        entries += _rows(rows)
        rows = []
        pairs = [Entry(p.start, p.stop, p.label, (p.value,)) for p in pairs_of(line)]
        entries += pairs or _labelled(page, line)
    entries += _group(group, label, silent)
    entries += _rows(rows)
    entries += _cells(page, entries)
    entries = list(_under_heads(page, entries))
    entries += _beside(page, entries)
    flat = _ELIDED.sub(r"\1'", page.flat)
    for start, stop in silent:
        flat = flat[:start] + " " * (stop - start) + flat[stop:]
    entries.sort(key=lambda entry: entry.start)
    entries = [
        entry for entry, after in pairwise([*entries, None]) if entry and not _heads_table(entry, after)
    ]
    return Spoken(page, flat, tuple(_units(page, entries)), tuple(entries))


def _heads_table(entry: Entry, after: Entry | None) -> bool:
    """Tell whether a label with nothing beside it is the title of the rows right below it, not a field left blank."""
    return (
        after is not None
        and entry.chosen == ("",)
        and not entry.offered
        and entry.label.count(" ") >= _TITLE_GAPS
        and 0 <= after.start - entry.stop <= _RIGHT_BELOW
        and (bool(after.question) or _COUNTS.fullmatch(after.chosen[0] if after.chosen else "") is not None)
    )


_TITLE_GAPS = 3
_RIGHT_BELOW = 2
_COUNTS = Lazy(r"\d[\d ]*|nombre|volume|total|quantite|statut|etat|date|resultat")


def _ticked(line: TextLine, drawn: Sequence[CheckBox], silent: list[tuple[int, int]]) -> Iterator[Entry]:
    """Yield the entry of a line with boxes in it; what is not ticked is silent."""
    text = line.folded
    if drawn:
        places = [(bool(box.checked), text.find(fold(box.label)), len(box.label)) for box in drawn]
        options = [(on, at, at + length) for on, at, length in places]
        label = text[: min(at for _, at, _ in options)].strip(" :?|")
    else:
        label, options = _options(text, list(BOX.finditer(text)))
    silent += [(line.start + start, line.start + stop) for on, start, stop in options if not on]
    chosen = tuple(text[start:stop].strip(" .;|") for on, start, stop in options if on)
    yield Entry(line.start, line.stop, label, chosen, offered=True)


def _options(text: str, boxes: list[re.Match[str]]) -> tuple[str, list[tuple[bool, int, int]]]:
    """Return the label before the boxes, and each option: ticked or not, and where its words stand."""
    before, after = text[: boxes[0].start()], text[boxes[-1].end() :]
    if re.search(r"\b(?:oui|non)\s*:?\s*$", before) or not after.strip(" .;|"):
        word = re.search(r"[\w'-]+\s*:?\s*$", before)
        starts = [word.start() if word else len(before), *(box.end() for box in boxes[:-1])]
        spans = [(box["on"] is not None, at, box.start()) for box, at in zip(boxes, starts, strict=True)]
        return before[: starts[0]].strip(" :?|"), spans
    stops = [second.start() for _, second in pairwise(boxes)] + [len(text)]
    label = re.sub(r"\s{2,}", " ", before.strip(" :?|"))
    return label, [(box["on"] is not None, box.end(), stop) for box, stop in zip(boxes, stops, strict=True)]


def _group(lines: list[TextLine], label: TextLine | None, silent: list[tuple[int, int]]) -> Iterator[Entry]:
    """Yield the entry of options one below the other under the line that asks."""
    chosen: list[str] = []
    short = True
    for line in lines:
        _, options = _options(line.folded, list(BOX.finditer(line.folded)))
        for on, start, stop in options:
            words = line.folded[start:stop].strip(" .;|")
            short = short and len(words.split()) <= _OPTION_WORDS
            if on:
                chosen.append(words)
            else:
                silent.append((line.start + start, line.start + stop))
    if lines and short and label is not None and lines[0].rank == label.rank + 1:
        yield Entry(label.start, lines[-1].stop, label.folded.strip(" :?|"), tuple(chosen), offered=True)


def _labelled(page: PageText, line: TextLine) -> Iterator[Entry]:
    """Yield « label : value » of one line, not the first line of a sentence that goes on."""
    if _CROSS.search(line.folded):
        return
    match = _LABEL.match(_CLOCK.sub(r"\1h\2", line.folded).strip())
    if not match or match["label"].count(" ") >= 16 or match["value"].count(" ") >= _VALUE_WORDS:
        return
    if not match["value"].strip(" .") and (len(match["label"]) > _ASKED or _introduces(page, line)):
        return  # a sentence that introduces what follows
    begun = page.sentence_at(line.start)
    if (
        begun
        and begun[0] < line.start
        and (
            line.text.lstrip()[:1].islower()
            or unended(page.lines[line.rank - 1].text)
            or (line.text.isupper() and _SAYS.search(match["label"]))
            or _AFTER_ASIDE.match(match["label"])
        )
    ):
        return  # the end of a sentence that introduces a list
    sentence = page.sentence_at(line.start + len(line.folded.rstrip()) - 1)
    if (
        sentence and sentence[0] > line.start
    ):  # « … le 13 avril. Prestataire : … »: a label after a sentence's end
        label = page.flat[sentence[0] : sentence[1]].partition(":")[0].strip(" .")
        if label and label in match["label"]:
            yield Entry(sentence[0], line.stop, label, (match["value"].strip(" .;"),))
            return
    told = match["value"].count(" ") >= _SHORT_VALUE or unended(line.text)
    value, stop = match["value"], line.stop
    if told and sentence and sentence[1] > line.stop + 1:
        value, stop = value + page.flat[line.stop : sentence[1]], sentence[1]  # goes on on the next line
        if sentence[0] < line.start or ":" in value or value.count(" ") >= _VALUE_WORDS:
            return
    yield Entry(line.start, stop, match["label"].strip(" ."), (value.strip(" .;"),))


def _introduces(page: PageText, line: TextLine) -> bool:
    """Tell whether a line that ends with a colon says what the list below it details."""
    if not line.folded.rstrip().endswith(":"):
        return False
    below = page.lines[line.rank + 1 : line.rank + 2]
    if below and _SHOWS.search(line.folded):
        return True
    return (
        bool(below) and _SAYS.search(line.folded) is not None and _LISTED.match(below[0].folded) is not None
    )


_AFTER_ASIDE = Lazy(r"[^,:]{2,40}, (?:est|sont|a|ont) ")  # « MSSanté, est opérationnelle : »: no label
_SAYS = Lazy(r"\b(?:a|ont|avons|ai|est|sont|etait|etaient) (?:\w+ ){0,2}?\w{3,}")
_SHOWS = Lazy(r"\b(?:voici|voila|ci-(?:dessous|apres)|comme suit|(?:la|les|le) suivante?s?)\b")
_LISTED = Lazy(r"\s*(?:[-•▪*]|\(?\d{1,2} ?[.)°/-]|[a-z]\))\s*\S")


def _rows(rows: list[tuple[TextLine, list[str]]]) -> Iterator[Entry]:
    """Yield the cells of lines in columns, each with the heading of its column where there is one."""
    if not rows:
        return
    heads = [cell.strip(" :?") for cell in rows[0][1]]
    headed = len(rows) > 1 and _are_heads(heads)
    for line, cells in rows[headed:]:
        pairs = [match for cell in cells if (match := _LABEL.match(cell))]
        if len(pairs) > 1:
            for pair in pairs:
                yield Entry(line.start, line.stop, pair["label"].strip(), (pair["value"].strip(" .;"),))
            continue
        below: Sequence[str] | None = cells
        if headed and may_lack(heads, cells):
            below = cells_under(rows[0][0].folded, line.folded)
        known = headed and below is not None and len(heads) >= len(below)
        yield from _row(line.start, line.stop, below or cells, heads if known else [])


def _are_heads(cells: Sequence[str]) -> bool:
    """Tell whether a table's first row names its columns: of two columns only when the second asks something."""
    plain = [_DAY.sub("", cell) for cell in cells]
    if any(_VALUE.fullmatch(cell) or re.search(r"\d{3}", cell) for cell in plain if cell):
        return False
    return len(cells) > 2 or _HEADING.match(cells[-1]) is not None


def _row(start: int, stop: int, cells: Sequence[str], heads: Sequence[str]) -> Iterator[Entry]:
    """Yield one entry a cell after the first: what stands before it is its label."""
    wanted = {rank for rank, head in enumerate(heads) if rank and _WANTED.match(head)}
    for rank, cell in enumerate(cells):
        if rank in wanted:
            continue
        before = [part for at, part in enumerate(cells[:rank]) if at not in wanted]
        question = heads[rank] if rank < len(heads) else ""
        label = " ".join(part for part in before if not _VALUE.fullmatch(part)).strip(" :?.")
        if not label and _FOUND.match(
            question
        ):  # « 1 | message envoyé | Envoyé »: what was tested names the row
            label = " ".join(cells[at] for at in sorted(wanted) if at < rank).strip(" :?.")
        if rank and label and len(label) <= 2 * _LONGEST and len(cell) <= _LONGEST:
            yield Entry(start, stop, label, (cell.strip(" .;"),), question=question)


def _drawn(page: PageText) -> dict[int, tuple[CheckBox, ...]]:
    """Return the drawn boxes by the rank of the line that their labels stand in."""
    if BOX.search(page.folded):
        return {}
    boxes = [
        box
        for box in page.page.layout.check_boxes()
        if box.box and box.checked is not None and box.label.strip()
    ]
    found: dict[int, list[CheckBox]] = {}
    for line in page.lines if boxes else ():
        places = page.boxes(line.start, line.stop)
        if not places:
            continue
        top, bottom = min(b[1] for b in places) - 3, max(b[3] for b in places) + 3
        for box in boxes:
            assert box.box is not None
            if top <= (box.box[1] + box.box[3]) / 2 <= bottom and fold(box.label) in line.folded:
                found.setdefault(line.rank, []).append(box)
    return {rank: tuple(row) for rank, row in found.items()}


def _cells(page: PageText, known: list[Entry]) -> Iterator[Entry]:
    """Yield the rows of laid-out tables that the text alone does not part into cells."""
    taken = {entry.start for entry in known}
    at = 0
    for table in page.page.layout.tables():
        heads: list[str] = []
        for row in table.rows:
            cells = [re.sub(r"\s+", " ", fold(cell.text)).strip() for cell in row]
            words = r"\s+".join(re.escape(word) for cell in cells for word in cell.split())
            match = re.compile(words).search(page.folded, at) if words else None
            if match is None:
                continue
            at = match.end()
            line = page.line_at(match.start())
            if not heads and row is table.rows[0] and len(table.rows) > 1 and _are_heads(cells):
                heads = cells
                continue
            if line is None or line.start in taken or BOX.search(match.group()):
                continue
            for entry in _row(match.start(), match.end(), cells, heads):
                yield replace(entry, label=entry.label.strip(" :?"))


def _under_heads(page: PageText, known: list[Entry]) -> Iterator[Entry]:
    """Yield the cells of tables without rules, in place of what the text alone made of their lines."""
    ruled = bool(page.page.layout.tables())
    rows = [] if ruled or len(page.lines) < _LEAST_LINES else list(grid_rows(page))
    rows = [row for row in rows if _are_heads(row.heads)]
    for entry in known:
        if not any(row.start <= entry.start < row.stop for row in rows):
            yield entry
    for row in rows:
        yield from _row(row.start, row.stop, row.cells, row.heads)


_LEAST_LINES = 3


def _beside(page: PageText, known: list[Entry]) -> Iterator[Entry]:
    """Yield the rows of sheets that neither the text nor a rule parts into cells."""
    for row in sheet_rows(page):
        if not any(entry.start < row.stop and row.start < entry.stop for entry in known):
            yield Entry(row.start, row.stop, row.label, (row.value.strip(" .;"),))


def _units(page: PageText, entries: list[Entry]) -> Iterator[tuple[int, int]]:
    """Yield the sentences, cut round the entries: a filled label is a sentence of its own."""
    cuts = sorted({edge for entry in entries for edge in (entry.start, entry.stop)})
    for start, stop in page.sentences:
        edges = [start, *(cut for cut in cuts if start < cut < stop), stop]
        for begin, end in pairwise(edges):
            piece = page.text[begin:end]
            if piece.strip():
                yield begin + len(piece) - len(piece.lstrip()), end

"""The count checked against the text: what it numbers or asks and no counted question holds was not read.

However the questions were counted, each number that begins a line as theirs do, each number their own leave out and
each line that asks (« … ? ») must belong to one of them, and no two to the same one: the remainder is no answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from checker.evidence.answers.rules import UNNAMED, AnswerRules, Read
from checker.evidence.answers.sureness import is_apart, is_named_title, is_plain, mark_of
from checker.evidence.answers.unnumbered import FEWEST, HEAD, key_of, letters_of, silent_lines, silent_rows
from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText, TextLine

_FEWEST_RUN, _WORDS = 3, 3
_FEWEST_WORDS = 2
_TOLD = 8
"""Letters by which a question is known within a line."""
_LEADER = Lazy(r"(?<=\w)[ ?»\")]*(?:[.…_]{3,}|:|\||\t)([^.…_:]*)$")
_LONGEST_GAP = 12
"""Numbers left out between two of a run, at most: beyond, the second begins another."""
_WORD = Lazy(r"[^\W\d_]{2,}")
_CONTACT = Lazy(r"@|https?:|\btel\b|\bcontact|\bquestions? ?\?")
Numbers = tuple[int, ...]


@dataclass(frozen=True)
class _Line:
    """A line that numbers or asks something: its place, its mark's shape and numbers, what tells it apart."""

    page: PageText
    line: TextLine
    shape: str
    numbers: Numbers
    head: str
    whole: str
    asks: str
    leads: str | None
    """What follows the dots, the colon or the bar that lead to an answer; ``None`` where none do."""

    @property
    def place(self) -> tuple[int, int]:
        return self.page.page.number, self.line.start


def remainder(
    reads: Sequence[Read], pages: Sequence[PageText], rules: AnswerRules, *, named_by_field: bool = False
) -> list[Read]:
    """Return what the text numbers or asks beside ``reads``, as questions not read.

    A question whose own words are not known (a form's field, boxes alone) stands for any one of the text's.
    """
    pages = [page for page in pages if page.text.strip()]
    lines = [line for page in pages for line in _lines(page)]
    keys = ["" if named_by_field or read.text.startswith(UNNAMED) else key_of(read.text) for read in reads]
    numbered = [line for line in lines if line.shape and len(line.head) >= FEWEST]
    owners = _owners([(line.head, line.whole) for line in numbered], keys)
    begun = {id(line) for line, owner in zip(numbered, owners, strict=True) if owner is not None}
    counts = Counter(line.shape for line in numbered if id(line) in begun)
    longest = {
        shape: max(map(len, _runs([line for line in numbered if line.shape == shape])))
        for shape in {line.shape for line in numbered}
    }
    shapes = {
        shape
        for shape, run in longest.items()
        if counts[shape] >= _FEWEST_RUN or max(run, 2 * counts[shape]) >= max(_FEWEST_RUN, len(reads) // 2)
    }
    missed: list[_Line] = []
    counted: list[_Line] = []
    for shape in shapes:
        alike = [line for line in numbered if line.shape == shape]
        within = [rank for rank, line in enumerate(alike) if id(line) in begun]
        runs = {
            id(line)
            for run in _runs(alike)
            for line in run
            if len(run) >= _FEWEST_RUN or begun.intersection(map(id, run))
        }
        counted += [line for line in alike if id(line) in begun]
        missed += [
            line
            for rank, line in enumerate(alike)
            if id(line) not in begun
            and ((within and within[0] < rank < within[-1]) or id(line) in runs)
            and not is_apart(line.line.text, rules)
        ]
    owned = begun | set(map(id, missed))
    ends = {
        (line.page.page.number, line.line.rank + 1)
        for line in numbered
        if not line.asks and id(line) in owned
    }
    asked = [
        line
        for line in lines
        if line.asks
        and line not in missed
        and _is_asked(line)
        and (line.shape or (line.page.page.number, line.line.rank) not in ends)
    ]
    for line, owner in zip(asked, _owners([(line.asks, line.whole) for line in asked], keys), strict=True):
        if owner is None and id(line) not in begun:
            missed.append(line)
    missed += _unanswered(lines, {id(line) for line in (*missed, *asked)} | begun, keys, rules)
    silent: list[Read] = []
    if not shapes and not named_by_field and 2 * sum("?" in read.text for read in reads) < len(reads):
        silent = silent_rows(pages, keys, rules)
        known = [
            *keys,
            *(letters_of(line.line.text) for line in missed),
            *(letters_of(read.text) for read in silent),
        ]
        silent += silent_lines(pages, known, rules)
    missed.sort(key=lambda line: line.place)
    seen = {(line.shape, line.numbers) for line in lines if line.shape}
    return (
        silent
        + [_unread(line.line.text.strip(), line) for line in missed]
        + [
            _unread(f"question {'.'.join(map(str, numbers))}", after)
            for numbers, after in _left_out(counted)
            if (after.shape, numbers) not in seen
        ]
    )


def _runs(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Return lines of one shape in runs that count up, at most one number missed."""
    runs: list[list[_Line]] = []
    for line in lines:
        run = next((run for run in reversed(runs) if _follows(run[-1].numbers, line.numbers)), None)
        if run is None:
            runs.append([line])
        else:
            run.append(line)
    return runs


def _follows(one: Numbers, other: Numbers) -> bool:
    if one[:-1] == other[:-1]:
        return 1 <= other[-1] - one[-1] <= 2
    return one[:-1] < other[:-1] and other[-1] <= 2


def _left_out(lines: Sequence[_Line]) -> Iterator[tuple[Numbers, _Line]]:
    """Yield the numbers that a run of counted questions leaves out, with the line after them."""
    for one, other in pairwise(sorted(lines, key=lambda line: line.place)):
        if one.shape == other.shape and one.numbers[:-1] == other.numbers[:-1] and "aaa" not in one.shape:
            gap = range(one.numbers[-1] + 1, other.numbers[-1])
            if len(gap) <= _LONGEST_GAP:
                yield from (((*one.numbers[:-1], number), other) for number in gap)


def _is_asked(line: _Line) -> bool:
    """Tell whether a line asks in whole words, and not to be called up."""
    return len(_WORD.findall(line.line.text)) >= _WORDS and not _CONTACT.search(line.line.folded)


def _unanswered(
    lines: Sequence[_Line], known: Set[int], keys: Sequence[str], rules: AnswerRules
) -> list[_Line]:
    """Return the lines that lead to an answer and give none, among three that do, where no counted question is one."""
    leading = [line for line in lines if line.leads is not None]
    if sum(bool(line.leads) and is_plain(line.leads or "", rules) for line in leading) < _FEWEST_RUN:
        return []
    blank = [line for line in leading if not line.leads and id(line) not in known and _is_named(line, rules)]
    return [
        line
        for line, owner in zip(blank, _owners([(line.head, line.whole) for line in blank], keys), strict=True)
        if owner is None
    ]


def _is_named(line: _Line, rules: AnswerRules) -> bool:
    """Tell whether a line says what is to be answered, and is no remark, title or foot."""
    text = line.line.text
    others = (
        is_apart(text, rules)
        or is_named_title(text, rules)
        or rules.after_rows.match(line.line.folded.strip())
    )
    return len(_WORD.findall(text)) >= _FEWEST_WORDS and not others


def _unread(text: str, line: _Line) -> Read:
    return Read(text, None, line.page, None, False, (line.line.start, line.line.stop))


def _lines(page: PageText) -> Iterator[_Line]:
    """Yield the lines that begin with a number or ask something."""
    for line, below in zip(page.lines, (*page.lines[1:], None), strict=True):
        shape, numbers, stop = mark_of(line.text)
        ask = line.folded.rfind("?")
        leader = _LEADER.search(line.text)
        if not shape and ask < 0 and leader is None:
            continue
        head = letters_of(line.text[stop:])
        if shape == "0" and not head:
            continue  # a score, or a page's number
        if len(head) < FEWEST and below:
            head += letters_of(below.text)
        asks = letters_of(line.text[stop:ask]) if ask > 0 else ""
        if asks and len(asks) < FEWEST:
            asks = ""
        yield _Line(
            page,
            line,
            shape,
            numbers,
            head[:HEAD],
            letters_of(line.text),
            asks[-HEAD:],
            leader and leader[1].strip(" |\t"),
        )


def _owners(heads: Sequence[tuple[str, str]], keys: Sequence[str]) -> list[int | None]:
    """Return which key holds each head, none two heads; a key that begins with the head before one that holds it.

    With each head comes its whole line: a row of cells may have a theme between its number and its question.
    """
    free = dict.fromkeys(range(len(keys)))
    found: list[int | None] = []
    for head, whole in heads:
        owner = next((at for at in free if _begins(keys[at], head)), None)
        if owner is None:
            owner = next((at for at in free if head in keys[at]), None)
        if owner is None:
            owner = next((at for at in free if len(keys[at]) >= _TOLD and keys[at][:HEAD] in whole), None)
        if owner is None:
            owner = next((at for at in free if not keys[at]), None)
        if owner is not None:
            del free[owner]
        found.append(owner)
    return found


def _begins(key: str, head: str) -> bool:
    """Tell whether a key and a head begin alike; a short question is followed by its answer."""
    return key.startswith(head) or (len(key) >= FEWEST and head.startswith(key))

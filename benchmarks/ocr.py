"""What OCR makes of scans of known truth, by degradation and engine: characters, key facts, false certainties, time.

``python -m benchmarks.ocr [--pages 12] [--bare 3] [--only fax] [--show]`` prints the table of ``docs/ocr.md``.
Every page is a file read through ``checker.reading.read`` and its dates and numbers are those of
``checker.evidence``, with the confidence a rule would see. « bare » engines get the same picture at 200 dpi, laid
straight where the sheet lay turned, and nothing else.

Time is processor time of this process and its children, ours with the file opened and rendered, the engines' without.
It is set against the first engine's own, and against that of the engines that read: the first one's, with rapidocr's
own on the whole page where it was asked to find the lines, and else the share of its recognition that the places it
was asked about are of the page's lines, by their width.
"""

from __future__ import annotations

import argparse
import io
import re
import resource
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image, ImageOps
from rapidfuzz.distance import Levenshtein

from benchmarks.scans.letters import Letter, letter
from benchmarks.scans.machines import MACHINES, Scan, righted
from checker.evidence import Programme, open_programme
from checker.evidence.dates import date_facts
from checker.evidence.identifiers import identifiers_of
from checker.evidence.text import PageText, fold
from checker.reading import ReadOptions, read
from checker.reading.ocr import rapid, tesseract
from checker.rulesets import SHIPPED, RulesetFolder
from models.document import Page
from models.dossier import Subject

Grey = NDArray[np.uint8]
SURE = 0.9
_RATE = r"(?<![\d,.])\d{1,3}(?:[,.]\d)?(?= ?%)"
"""A rate: 87.5 % is the same number as 87,5 %."""


@dataclass
class Score:
    """Counts over the pages of one degradation read by one engine; ``wrong`` holds what was falsely sure."""

    pages: int = 0
    letters: int = 0
    errors: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    unsure: int = 0
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0
    compared: float = 0.0
    first: float = 0.0
    engines: float = 0.0

    def count(self, kind: str, wanted: Iterable[object], held: Iterable[object]) -> None:
        """Count the facts wanted and those of them held, each as often as it is written."""
        asked = Counter(wanted)
        self.asked[kind] += asked.total()
        self.found[kind] += (asked & Counter(held)).total()

    def cells(self) -> list[str]:
        """Return the row's figures as the table shows them."""
        shares = [f"{self.found[kind]}/{self.asked[kind]}" for kind in ("dates", "numbers", "rates")]
        ratios = [f"{self.compared / own:.2f}" if own else "" for own in (self.first, self.engines)]
        return [
            f"{100 * self.errors / max(self.letters, 1):.2f}",
            *shares,
            str(self.unsure),
            str(len(self.wrong)),
            f"{self.seconds / max(self.pages, 1):.2f}",
            *ratios,
        ]


HEAD = (
    "scan", "engine", "characters wrong %", "dates exact", "FINESS and SIRET exact", "rates exact",
    "right dates at 0.9 or less", f"wrong facts over {SURE}", "CPU s a page",
    "× first engine's own", "× the engines that read",
)  # fmt: skip


def spent() -> float:
    """Return the CPU seconds of this process and of the programs it called."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def shown(scan: Scan) -> Grey:
    """Return a scan's picture at 200 dpi, as any reader would render it before OCR."""
    if scan.ending == "pdf":
        bitmap = pdfium.PdfDocument(scan.data)[0].render(scale=200 / 72, grayscale=True)
        return np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width)
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(scan.data))).convert("L")
    picture.thumbnail((2339, 2339), Image.Resampling.LANCZOS)
    return np.asarray(picture, dtype=np.uint8)


@dataclass
class Listened:
    """rapidocr, with what it was asked: how often to find lines, and the width of those to read, in its own pixels."""

    engine: Any
    found: int = 0
    width: float = 0.0

    def __call__(self, picture: Grey, **how: bool) -> Any:
        """Return what the engine answers."""
        self.found += how["use_det"]
        if how["use_rec"]:
            self.width += rapid_width(picture.shape[1], picture.shape[0])
        return self.engine(picture, **how)


@contextmanager
def listening() -> Iterator[Listened]:
    """Count what our reading asks of rapidocr."""
    plain = rapid.engine
    heard = Listened(plain())
    rapid.engine = lambda: heard  # type: ignore[assignment]
    try:
        yield heard
    finally:
        rapid.engine = plain


def rapid_width(wide: float, high: float) -> float:
    """Return how wide a line is once as high as the recogniser takes it, which is what it costs."""
    return wide * 48 / max(high, 1.0)


@dataclass(frozen=True)
class Own:
    """What a bare engine made of a page: its text, its CPU seconds, those of recognition, its lines' width."""

    text: str
    seconds: float
    recognition: float = 0.0
    width: float = 0.0


def bare_rapidocr(grey: Grey) -> Own:
    """Return what rapidocr alone reads, and what its steps cost."""
    colours = cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)
    start = spent()
    found = rapid.engine()(colours, use_det=True, use_cls=False, use_rec=True)
    seconds = spent() - start
    steps = [step or 0.0 for step in found.elapse_list]
    sides = [(np.linalg.norm(box[1] - box[0]), np.linalg.norm(box[3] - box[0])) for box in found.boxes]
    width = sum(rapid_width(float(wide), float(high)) for wide, high in sides)
    return Own("\n".join(found.txts), seconds, seconds * steps[-1] / sum(steps), width)


def bare_tesseract(grey: Grey) -> Own:
    """Return what Tesseract alone reads."""
    start = spent()
    read = tesseract.words(grey)
    seconds = spent() - start
    return Own("\n".join(" ".join(word.text for word in line) for line in read), seconds)


BARE: dict[str, Callable[[Grey], Own]] = {"rapidocr": bare_rapidocr, "tesseract": bare_tesseract}


def own_time(first: str, own: dict[str, Own], heard: Listened) -> float:
    """Return what the engines that read a page take for it by themselves, in CPU seconds."""
    rapidocr = own["rapidocr"]
    if first == "rapidocr":
        return rapidocr.seconds
    if heard.found:
        return own[first].seconds + rapidocr.seconds
    return own[first].seconds + rapidocr.recognition * min(heard.width / rapidocr.width, 1.0)


def compare(score: Score, truth: Letter, text: str) -> None:
    """Count wrong characters; runs of spaces and line ends are one space."""
    written, held = " ".join(" ".join(truth.lines).split()), " ".join(text.split())
    score.pages += 1
    score.letters += len(written)
    score.errors += Levenshtein.distance(written, held)


def days(start: date, end: date) -> tuple[date, ...]:
    """Return the days a found date names: one, both ends of « du … au … », none for a bare month or year."""
    if start == end:
        return (start,)
    bare = start.day == 1 and (end + timedelta(days=1)).day == 1
    return () if bare else (start, end)


def judge_page(score: Score, truth: Letter, page: Page, programme: Programme, place: str) -> None:
    """Count a page read by us: its facts as evidence takes them, and those that are wrong yet sure."""
    compare(score, truth, page.text)
    seen = PageText(page)
    left, held = Counter(truth.dates), list[date]()
    for fact in date_facts(seen, "attestation", programme.dates):
        for day in days(fact.start, fact.end):
            held.append(day)
            if left[day]:
                left[day] -= 1
                score.unsure += fact.confidence <= SURE
            elif day not in truth.dates and fact.confidence > SURE:
                score.wrong.append(f"{place}: {fact.quote!r} at {fact.confidence:.3f}")
    score.count("dates", truth.dates, held)
    numbers = identifiers_of(seen, Subject(), programme.names)
    known = {*truth.finess, *truth.sirets}
    score.count("numbers", (*truth.finess, *truth.sirets), (n.value for n in numbers))
    for number in numbers:
        if number.valid and number.value not in known and number.confidence > SURE:
            score.wrong.append(f"{place}: {number.value} at {number.confidence:.3f}")
    rates = list(re.finditer(_RATE, page.text))
    score.count("rates", truth.rates, (rate[0].replace(".", ",") for rate in rates))
    for rate in rates:
        sure = page.layout.confidence(rate.start(), rate.end())
        if rate[0].replace(".", ",") not in truth.rates and sure > SURE:
            score.wrong.append(f"{place}: {rate[0]} % at {sure:.3f}")


def judge_text(score: Score, truth: Letter, text: str) -> None:
    """Count a page read by a bare engine, which says no confidence a rule could use."""
    from checker.evidence.dates import find_dates

    compare(score, truth, text)
    score.count(
        "dates",
        truth.dates,
        (day for found in find_dates(fold(text)) for day in days(found.start, found.end)),
    )
    tight = re.sub(r"(?<=\d) (?=\d)", "", text)
    held = re.findall(r"(?<!\d)(?:\d{14}|\d{9})(?!\d)", tight)
    score.count("numbers", (*truth.finess, *truth.sirets), held)
    score.count("rates", truth.rates, (rate.replace(".", ",") for rate in re.findall(_RATE, text)))


def measured(
    name: str, pages: int, first: int, alone: int, programme: Programme
) -> Iterator[tuple[str, Score]]:
    """Yield each engine's score on the scans of one degradation, and its score left to itself on ``alone`` of them."""
    engines = ["rapidocr", *(["tesseract"] if tesseract.version() else [])]
    bare, ours = {e: Score() for e in engines}, {e: Score() for e in engines}
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + pages):
            truth = letter(seed)
            scan = MACHINES[name](truth.pdf, np.random.default_rng(seed))
            path = Path(folder) / f"{seed}.{scan.ending}"
            path.write_bytes(scan.data)
            own = {e: BARE[e](righted(shown(scan), scan)) for e in engines if seed - first < alone}
            for engine in engines:
                start = spent()
                with listening() as heard:
                    document = read(path, path.name, options=ReadOptions(second_reader=engine == "tesseract"))
                seconds = spent() - start
                score = ours[engine]
                score.seconds += seconds
                judge_page(score, truth, document.pages[0], programme, f"{name} {engine} {seed}")
                if engine in own:
                    judge_text(bare[engine], truth, own[engine].text)
                    bare[engine].seconds += own[engine].seconds
                    score.compared += seconds
                    score.first += own[engine].seconds
                    score.engines += own_time(engine, own, heard)
    for engine in engines:
        if bare[engine].pages:
            yield f"{engine}, bare", bare[engine]
        yield "tesseract, then rapidocr" if engine == "tesseract" else "rapidocr", ours[engine]


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--first", type=int, default=0, help="seed of the first page")
    parser.add_argument(
        "--bare", type=int, default=1000, help="pages that each engine also reads left to itself"
    )
    parser.add_argument("--only", default="", help="degradations whose name holds this")
    parser.add_argument("--show", action="store_true", help="print each false certainty")
    chosen = parser.parse_args()
    cv2.setNumThreads(1)
    programme = open_programme(RulesetFolder(SHIPPED / "sunes"))
    rapid.engine()(np.full((64, 64, 3), 255, np.uint8))
    print(
        f"rapidocr {rapid.version()}, tesseract {tesseract.version() or 'absent'}, {chosen.pages} pages a scan\n"
    )
    print("| " + " | ".join(HEAD) + " |")
    print("|" + "---|" * len(HEAD))
    for name in MACHINES:
        if chosen.only not in name:
            continue
        for engine, score in measured(name, chosen.pages, chosen.first, chosen.bare, programme):
            cells = score.cells()
            if engine.endswith("bare"):
                cells[4:6] = ["", ""]
            print("| " + " | ".join([name, engine, *cells]) + " |", flush=True)
            for wrong in score.wrong if chosen.show else ():
                print(f"    wrong: {wrong}")


if __name__ == "__main__":
    main()

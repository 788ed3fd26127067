"""How fast and how right reading is, beside the libraries it stands on; every ratio comes from one run.

``python benchmarks/reading.py`` measures born-digital pages; ``--scans`` also makes scans of known truth in seven
degradations, reads them by OCR and counts characters, dates, FINESS numbers and rates read exactly.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from checker.reading import ReadOptions, read
from checker.reading.ocr import rapid
from checker.reading.ocr.picture import reading_of
from models.document import Document

Grey = NDArray[np.uint8]

MONTHS = [
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
]
SENTENCES = (
    "Le comité de direction s'est réuni le {date} et a validé le plan d'action.",
    "L'établissement dont le FINESS juridique est {finess} alimente le dossier médical partagé.",
    "Le taux d'alimentation atteint {rate} % au terme du semestre clos le {day}.",
    "La prestation a été exécutée du {date} au {date} par un prestataire qualifié.",
    "Fait à Saint-Flour, le {date}",
    "Le responsable de la sécurité des systèmes d'information a été nommé le {day}.",
    "Bon de commande n° 21-0457 du {day}, réceptionné sans réserve par la direction des achats.",
    "L'usage de la messagerie citoyenne sera présenté à la commission médicale d'établissement.",
)
DATE = re.compile(r"\b\d{1,2} (?:" + "|".join(MONTHS) + r") \d{4}\b|\b\d{2}/\d{2}/\d{4}\b")
KINDS = {"dates": DATE, "FINESS": re.compile(r"\b\d{9}\b"), "rates": re.compile(r"\b\d{1,2},\d %")}


def letter(seed: int, *, pages: int = 1, lines: int = 34) -> tuple[bytes, list[list[str]]]:
    """Return a PDF of dense French pages and the lines written on each."""
    chance = random.Random(seed)
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    truth = []
    for _ in range(pages):
        font = chance.choice(("Vera", "Helvetica", "Times-Roman"))
        written = [sentence(chance) for _ in range(lines)]
        for at, line in enumerate(written):
            canvas.setFont(font, 9.5 if font == "Vera" else 11)
            canvas.drawString(56, 790 - 21 * at, line)
        canvas.showPage()
        truth.append(written)
    canvas.save()
    return out.getvalue(), truth


def sentence(chance: random.Random) -> str:
    """Return a sentence with facts drawn at random; each placeholder is drawn anew."""
    text = chance.choice(SENTENCES)
    while "{" in text:
        day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(2018, 2023)
        text = text.replace("{date}", f"{day} {MONTHS[month - 1]} {year}", 1)
        text = text.replace("{day}", f"{day:02d}/{month:02d}/{year}", 1)
        text = text.replace("{finess}", str(chance.randint(10**8, 10**9 - 1)), 1)
        text = text.replace("{rate}", f"{chance.randint(10, 99)},{chance.randint(0, 9)}", 1)
    return text


def best(action: Callable[[], object], times: int = 5) -> float:
    """Return the least of ``times`` durations in seconds, which other work on the machine disturbs least."""
    durations = []
    for _ in range(times):
        start = time.process_time()
        action()
        durations.append(time.process_time() - start)
    return min(durations)


def with_citations(path: Path, cited: int = 20) -> Document:
    """Read a file and ask for the boxes of passages spread over it, as evidence does."""
    document = read(path, path.name)
    for at in range(cited):
        page = document.pages[at * len(document.pages) // cited]
        start = (at * 97) % max(len(page.text) - 40, 1)
        page.layout.boxes(start, start + 30)
    return document


def bare(data: bytes) -> None:
    """Take every page's text by pdfium alone."""
    document = pdfium.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()
    document.close()


def plumber_words(data: bytes) -> None:
    """Take every word with its box by pdfplumber."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_words()


def pypdf_text(data: bytes) -> None:
    """Take every page's text by pypdf."""
    from pypdf import PdfReader

    for page in PdfReader(io.BytesIO(data)).pages:
        page.extract_text()


def born_digital(folder: Path, pages: int) -> None:
    """Print times a page and their ratios on the same pages."""
    data, _ = letter(1, pages=pages)
    path = folder / "dense.pdf"
    path.write_bytes(data)
    ours = best(lambda: with_citations(path)) / pages
    floor = best(lambda: bare(data)) / pages
    words = best(lambda: plumber_words(data), 1) / pages
    text = best(lambda: pypdf_text(data), 1) / pages
    print(f"{pages} born-digital pages, ms a page: text and 20 cited boxes {ours * 1000:.2f},")
    print(
        f"  pdfium's bare text {floor * 1000:.2f}, pypdf {text * 1000:.1f}, pdfplumber's words {words * 1000:.1f}"
    )
    print(f"  {ours / floor:.2f} × pdfium (at most 2), pdfplumber {words / ours:.0f} × slower (at least 10)")


def scan(data: bytes, dpi: int, page: int = 0) -> Grey:
    """Return a page as a scanner at ``dpi`` would."""
    bitmap = pdfium.PdfDocument(data)[page].render(scale=dpi / 72, grayscale=True)
    return np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width)


def turned(grey: Grey, degrees: float) -> Grey:
    """Return the page laid askew on the glass."""
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(grey, matrix, (width, height), borderValue=255), dtype=np.uint8)


def noisy(grey: Grey, sigma: float) -> Grey:
    """Return the page with the grain of a worn copier."""
    grain = np.random.default_rng(3).normal(0, sigma, grey.shape)
    return np.clip(grey + grain, 0, 255).astype(np.uint8)


def jpeg(grey: Grey, quality: int) -> Grey:
    """Return the page as a scanner's software stores it."""
    _, stored = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(stored, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)


def sized(grey: Grey, factor: float) -> Grey:
    """Return the page at another resolution."""
    return np.asarray(
        cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), dtype=np.uint8
    )


def photograph(grey: Grey) -> Grey:
    """Return the page photographed on a dark table, from the side, half in the shade."""
    height, width = grey.shape
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    seen = np.array(
        [[170, 130], [width + 60, 60], [width + 190, height + 180], [90, height + 90]], dtype=np.float32
    )
    table = np.full((height + 300, width + 300), 85, np.uint8)
    matrix = cv2.getPerspectiveTransform(corners, seen)
    laid = cv2.warpPerspective(
        grey, matrix, (width + 300, height + 300), dst=table, borderMode=cv2.BORDER_TRANSPARENT
    )
    shade = np.linspace(1.0, 0.55, laid.shape[1])[None, :]
    return jpeg((laid * shade).astype(np.uint8), 80)


DEGRADATIONS: dict[str, Callable[[bytes, int], Grey]] = {
    "200 dpi": lambda data, page: scan(data, 200, page),
    "100 dpi": lambda data, page: sized(scan(data, 100, page), 2),
    "askew 2°": lambda data, page: turned(scan(data, 200, page), 2),
    "grain": lambda data, page: noisy(scan(data, 200, page), 28),
    "fax": lambda data, page: np.where(sized(scan(data, 110, page), 200 / 110) < 150, 0, 255).astype(
        np.uint8
    ),
    "worst": lambda data, page: jpeg(noisy(turned(sized(scan(data, 150, page), 200 / 150), 1.5), 20), 35),
    "photograph": lambda data, page: photograph(scan(data, 200, page)),
}


def scans(pages: int) -> None:
    """Print, by degradation, what OCR read exactly and what it was wrongly sure of."""
    data, truth = letter(2, pages=pages)
    print("degradation | characters wrong % | " + " | ".join(KINDS) + " | wrong dates over 0.9 | s a page")
    for name, degrade in DEGRADATIONS.items():
        wrong = letters = sure = 0
        found: dict[str, int] = dict.fromkeys(KINDS, 0)
        asked: dict[str, int] = dict.fromkeys(KINDS, 0)
        spent = 0.0
        for page, lines in enumerate(truth):
            grey = degrade(data, page)
            start = time.process_time()
            reading = reading_of(grey)
            spent += time.process_time() - start
            written = "\n".join(lines)
            text = "\n".join(" ".join(word.text for word in line) for line in reading.lines)
            wrong += Levenshtein.distance(written, text)
            letters += len(written)
            for kind, pattern in KINDS.items():
                wanted = pattern.findall(written)
                asked[kind] += len(wanted)
                held = pattern.findall(text)
                for fact in wanted:
                    if fact in held:
                        held.remove(fact)
                        found[kind] += 1
            known = set(DATE.findall(written))
            for line in reading.lines:
                for match in DATE.finditer(" ".join(word.text for word in line)):
                    if match[0] not in known:
                        least = confidence(line, match)
                        sure += least > 0.9
                        print(f"    wrong: {match[0]} at {least:.2f}")
        facts = " | ".join(f"{found[kind]}/{asked[kind]}" for kind in KINDS)
        print(f"{name} | {100 * wrong / letters:.2f} | {facts} | {sure} | {spent / pages:.2f}")


def confidence(line: tuple[rapid.OcrWord, ...], match: re.Match[str]) -> float:
    """Return the least confidence of the words of a line that a match touches."""
    at, least = 0, 1.0
    for word in line:
        if at < match.end() and at + len(word.text) > match.start():
            least = min(least, word.confidence)
        at += len(word.text) + 1
    return least


def ocr_overhead(pages: int) -> None:
    """Print the time of a page read by us beside the engine's own on the same picture."""
    data, _ = letter(4, pages=pages)
    greys = [scan(data, 200, page) for page in range(pages)]
    engine = rapid.engine()
    coloured = [cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR) for grey in greys]
    engine(coloured[0])
    own = best(lambda: [engine(picture) for picture in coloured], 2) / pages
    ours = best(lambda: [reading_of(grey) for grey in greys], 2) / pages
    print(f"OCR, s a page: the engine {own:.2f}, reading {ours:.2f}: {ours / own:.2f} × (at most 1.3)")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--scans", action="store_true")
    parser.add_argument("--scanned-pages", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        born_digital(Path(folder), chosen.pages)
    if chosen.scans:
        ocr_overhead(2)
        scans(chosen.scanned_pages)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"peak memory of this process {peak:.0f} MB; options {ReadOptions().max_ocr_pages} OCR pages a file"
    )


if __name__ == "__main__":
    main()

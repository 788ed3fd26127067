"""How fast and how right reading is, beside the libraries it stands on; every ratio comes from one run.

``python -m benchmarks.reading`` measures born-digital pages; scans are measured by ``benchmarks.ocr``.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.scans.letters import MONTHS
from checker.reading import ReadOptions, read
from models.document import Document

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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=40)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        born_digital(Path(folder), chosen.pages)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"peak memory of this process {peak:.0f} MB; options {ReadOptions().max_ocr_pages} OCR pages a file"
    )


if __name__ == "__main__":
    main()

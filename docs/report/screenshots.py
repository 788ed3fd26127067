"""Photograph a report in Chromium: ``python docs/report/screenshots.py OUT [DOSSIER]`` from the repository's root.

OUT is what ``sunes check`` wrote. The pictures land beside this file: the index and a dossier at 1280 and at
360 pixels, the list of what is missing, a requirement with its framed passage, and the first printed page.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Page

HERE = Path(__file__).parent


def dossier_of(report: Path) -> Path:
    """Return the dossier's page that shows most: the one with the most pictures of pages, then the largest."""
    pages = (path for path in report.glob("*.html") if path.stem.isdecimal())
    return max(pages, key=lambda path: (path.read_bytes().count(b"<symbol"), path.stat().st_size))


def photograph(page: Page, name: str, selector: str | None = None) -> None:
    """Save what is on the screen as a small PNG; with ``selector``, from that element down."""
    if selector:
        page.locator(selector).first.evaluate("one => one.scrollIntoView()")
    path = HERE / f"{name}.png"
    page.screenshot(path=path)
    Image.open(path).convert("RGB").quantize(200).save(path, optimize=True)


def main(out: Path, number: str | None) -> None:
    """Photograph the report of ``out``."""
    report = out / "report"
    dossier = report / f"{number}.html" if number else dossier_of(report)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for width in (1280, 360):
            page = browser.new_page(viewport={"width": width, "height": 800})
            page.goto((report / "index.html").resolve().as_uri())
            photograph(page, f"index-{width}")
            if page.locator("#manques").count():
                photograph(page, f"manques-{width}", "#manques")
            page.goto(dossier.resolve().as_uri())
            photograph(page, f"dossier-{width}")
            if page.locator("svg.page").count():
                photograph(page, f"passage-{width}", "article:has(svg.page)")
        printed = page.pdf(format="A4")
        browser.close()
    first = pypdfium2.PdfDocument(printed)[0].render(scale=1.2).to_pil()
    first.convert("RGB").quantize(200).save(HERE / "dossier-papier.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)

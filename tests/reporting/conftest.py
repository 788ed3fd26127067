"""A real Chromium for the tests marked ``browser``; where there is none they are deselected in plain sight."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs Chromium on this machine (apt-get install chromium)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what needs a browser where there is none; continuous integration must have one."""
    needing = [item for item in items if item.get_closest_marker("browser")]
    if CHROMIUM or not needing:
        return
    if os.environ.get("CI"):
        raise pytest.UsageError("no Chromium on this machine: apt-get install chromium")
    config.hook.pytest_deselected(items=needing)
    items[:] = [item for item in items if item not in needing]
    print(f"\n{len(needing)} tests of the pages need Chromium and were deselected: apt-get install chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def order_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A born-digital page: a purchase order whose date stands in a known box."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path_factory.mktemp("pdf") / "commande.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 14)
    canvas.drawString(72, 700, "Date : 10 janvier 2022")
    canvas.showPage()
    canvas.drawString(72, 700, "Conditions")
    canvas.save()
    return path


ORDER_BOX = (72.0, 842.0 - 711.0, 216.0, 842.0 - 697.0)
"""Where the date of ``order_pdf`` stands, in points from the top left corner."""

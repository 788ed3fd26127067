"""The pages in a real Chromium, opened from the disk as a double click does."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.reporting import PagePictures, write

from .conftest import ORDER_BOX
from .invented import cited, hostile_verdict, requirement, verdict
from .test_run import run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
WIDTHS = (1280, 360)
PAGES = ("index.html", "7.html", "666.html")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, order_pdf: Path) -> Path:
    """A report of a few dossiers: ordinary, all well, hostile, and one with a picture of its page."""
    out = tmp_path_factory.mktemp("out")
    name = sha256(order_pdf.read_bytes()).hexdigest()
    fact = cited("dated", "2022-01-10", "Date : 10 janvier 2022", "commande.pdf", file=name, box=ORDER_BOX)
    pictured = verdict(7)
    requirements = tuple(
        requirement(one.id, one.outcome, evidence=(fact,)) if one.id == "PS2.1" else one
        for one in pictured.requirements
    )
    verdicts = [verdict(number, ("satisfied",) if number % 2 else None) for number in range(11, 21)]
    verdicts += [pictured.model_copy(update={"requirements": requirements}), hostile_verdict(666)]
    with PagePictures(lambda sha: order_pdf if sha == name else None) as pictures:
        write(verdicts, run(), out, pictures=pictures)
    return out / "report"


class Watched:
    """A page of the report, and everything it tried that a report never does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("request", lambda request: self._asked(request.url))
        page.on("dialog", lambda dialog: (self.faults.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda message: self.faults.append(message.text))
        page.on("popup", lambda popup: self.faults.append(popup.url))

    def _asked(self, url: str) -> None:
        if not url.startswith(("file:", "data:")):
            self.faults.append(url)


@pytest.fixture
def opened(browser: Browser, report: Path) -> Iterator[OpenPage]:
    contexts = []

    def open_page(name: str, width: int = 1280, **options: object) -> Watched:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        watched = Watched(context.new_page())
        watched.page.goto((report / name).as_uri())
        return watched

    yield open_page
    for context in contexts:
        context.close()


if TYPE_CHECKING:
    from collections.abc import Callable

    OpenPage = Callable[..., Watched]


def shown(page: Page) -> int:
    return page.locator("#dossiers tbody tr:visible").count()


@pytest.mark.parametrize(
    ("name", "width"),
    [("index.html", 1280), ("index.html", 360), ("7.html", 1280), ("7.html", 360), ("666.html", 360)],
)
def test_no_violation_of_wcag(opened: OpenPage, name: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(name, width).page
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
    )
    told = [(one["id"], one["nodes"][0]["html"][:160]) for one in found.response["violations"]]
    assert told == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows_and_nothing_is_tried(opened: OpenPage, name: str, width: int) -> None:
    watched = opened(name, width)
    assert watched.page.evaluate("document.scrollingElement.scrollWidth") <= width
    watched.page.wait_for_timeout(150)
    assert watched.faults == []


def test_hostile_texts_are_shown_and_inert(opened: OpenPage) -> None:
    page = opened("666.html").page
    assert page.locator("img, iframe, object, embed").count() == 0
    assert page.locator("script").count() == 1
    assert "<img src=x onerror=alert(1)>" in page.inner_text("body")
    assert page.title().startswith("Dossier n° 666")


def test_the_policy_stops_what_an_escape_would_let_through(opened: OpenPage) -> None:
    reached: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        timeout = 2

        def do_GET(self) -> None:
            reached.append(self.path)

    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = opened("7.html").page
        page.evaluate(ESCAPE, f"http://127.0.0.1:{server.server_port}/")
        page.wait_for_timeout(400)
        server.shutdown()
    assert reached == []
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.getElementById('tinted')).color") != "rgb(255, 0, 0)"
    assert page.url.startswith("file:")


ESCAPE = """(outside) => {
  document.body.insertAdjacentHTML("beforeend",
    `<img src="${outside}a.png" onerror="window.ran = 1"><link rel="stylesheet" href="${outside}a.css">`
    + `<a id="js" href="javascript:window.ran=1">x</a><iframe srcdoc="<script>parent.ran = 1</scr` + `ipt>"></iframe>`
    + `<iframe src="${outside}frame"></iframe><p id="tinted" style="color: red">x</p>`
    + `<form action="${outside}form"><button id="send">x</button></form>`);
  for (const [name, value] of [["textContent", "window.ran = 1"], ["src", outside + "a.js"]]) {
    const script = document.createElement("script");
    script[name] = value;
    document.body.append(script);
  }
  fetch(outside + "fetched").catch(() => null);
  document.getElementById("js").click();
  document.getElementById("send").click();
}"""


def test_without_javascript_everything_is_there(opened: OpenPage) -> None:
    page = opened("index.html", java_script_enabled=False).page
    assert shown(page) == 12
    assert page.locator("#filtres:visible").count() == 0
    page.locator("#dossiers a", has_text="19").first.click()
    page.locator("summary").first.click()
    assert page.locator("h1").inner_text() == "Centre hospitalier de Ker-19"


def test_filters_keep_what_fits_and_say_how_many(opened: OpenPage) -> None:
    page = opened("index.html").page
    assert page.inner_text("#compte") == "12 dossiers affichés sur 12."
    page.select_option("#f-issue", label="Satisfait")
    assert shown(page) == 5
    page.fill("#f-texte", "KER-19")
    assert shown(page) == 1
    assert page.inner_text("#compte") == "1 dossier affiché sur 12."
    page.click("text=Tout afficher")
    page.wait_for_function("document.getElementById('compte').textContent.startsWith('12')")
    page.select_option("#f-exigence", label="RELIMS")
    page.select_option("#f-etat", label="Non satisfait")
    assert shown(page) == 6
    page.select_option("#f-region", label="Occitanie")
    assert 0 < shown(page) < 6


def test_a_search_heeds_neither_accents_nor_case(opened: OpenPage) -> None:
    page = opened("index.html").page
    page.fill("#f-texte", "ile-de-FRANCE")
    assert shown(page) == page.locator("#dossiers tbody td", has_text="Île-de-France").count() > 0


def test_the_keyboard_alone_suffices(opened: OpenPage) -> None:
    page = opened("index.html").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.keyboard.press("Enter")
    assert page.url.endswith("#contenu")
    page.focus("#f-texte")
    page.keyboard.type("ker-19")
    assert shown(page) == 1
    while page.evaluate("document.activeElement.closest('thead') === null"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Dossier")
    page.focus("#dossiers tbody tr:not([hidden]) a")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/19.html")


def test_sorting_is_numeric_both_ways_and_moves_whole_rows(opened: OpenPage) -> None:
    page = opened("index.html").page
    page.click("#dossiers thead button >> nth=0")
    page.click("#dossiers thead button >> nth=0")
    numbers = [int(text) for text in page.locator("#dossiers tbody th").all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)
    assert page.locator("#dossiers tbody tr").first.inner_text().startswith("666")


def test_the_quoted_passage_is_framed_where_it_stands(opened: OpenPage) -> None:
    from PIL import Image

    page = opened("7.html").page
    picture = page.locator("figure svg.page").first
    assert picture.get_attribute("aria-label") == (
        "commande.pdf, page 1. Passage encadré : « Date : 10 janvier 2022 »".replace("« ", "«\xa0").replace(
            " »", "\xa0»"
        )
    )
    frame = page.locator("figure svg.page rect").first
    frame.scroll_into_view_if_needed()
    shot = Image.open(io.BytesIO(frame.screenshot())).convert("RGB")
    middle = shot.crop((6, 6, shot.width - 6, shot.height - 6))
    pixels = [middle.getpixel((x, y)) for x in range(middle.width) for y in range(middle.height)]
    dark = sum(max(pixel) < 140 for pixel in pixels)
    assert 0.03 < dark / len(pixels) < 0.5, "letters stand in the frame"
    assert sum(r > b + 30 for r, _, b in pixels) > len(pixels) / 2, "on its tint"


def test_the_whole_page_unfolds_without_javascript(opened: OpenPage) -> None:
    page = opened("7.html", java_script_enabled=False).page
    whole = page.locator("figure details svg.page").first
    assert not whole.is_visible()
    page.get_by_text("Voir la page entière").first.click()
    box = whole.bounding_box()
    assert box is not None
    assert box["height"] / box["width"] == pytest.approx(842 / 595, abs=0.02)


def test_the_law_text_is_copied_whole(opened: OpenPage) -> None:
    page = opened("7.html").page
    page.get_by_text("Éléments à communiquer sur demande").click()
    page.locator("details[open] button", has_text="Copier").click()
    selected = page.evaluate("window.getSelection().toString()")
    assert selected.startswith("1° Degré")
    assert "4° Opérations" in selected


@pytest.mark.parametrize("name", ["index.html", "7.html"])
def test_on_paper_nothing_is_lost(opened: OpenPage, name: str) -> None:
    from pypdf import PdfReader

    page = opened(name).page
    text = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)
    words = " ".join(text.split())
    if name == "index.html":
        assert [number for number in (7, *range(11, 21), 666) if str(number) not in words] == []
        assert "Rechercher" not in words
    else:
        assert "Audit externe de cybersurveillance" in words
        assert "Aucune encre repérée près de la signature" in words
        assert "Tous les dossiers" not in words


def test_states_are_told_in_words_and_not_by_colour_alone(opened: OpenPage) -> None:
    page = opened("index.html").page
    cells = page.locator("#dossiers tbody tr").first.locator("td:nth-child(n+7)").all_inner_texts()
    assert {cell.strip() for cell in cells} <= {"✓ oui", "✗ non", "? voir", "–"}
    assert {cell.strip() for cell in cells} & {"✗ non"}

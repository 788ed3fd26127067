"""Optical reading taken apart: which way up, where spaces fall, how sure of a number, what was left out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from benchmarks.ocr import days
from benchmarks.scans.letters import letter
from benchmarks.scans.machines import MACHINES
from checker.reading.ocr import orientation, picture, rapid, tesseract
from checker.reading.ocr.figures import is_credible, passes
from checker.reading.ocr.french import mended, month_in
from checker.reading.ocr.lying import is_lying, upright
from checker.reading.ocr.order import joined
from checker.reading.ocr.photograph import is_photograph, leaning
from checker.reading.ocr.prepare import background, levelled, prepared
from checker.reading.ocr.reading import OcrWord
from checker.reading.ocr.second import DISPUTED, confirmed, rechecked
from checker.reading.ocr.spacing import spaced
from checker.reading.ocr.ticks import drawn, without_drawn
from models.base import Box
from tests.reading import paper

Grey = NDArray[np.uint8]


def word(text: str, x: float, confidence: float = 0.9, width: float = 90.0) -> OcrWord:
    return OcrWord(text=text, box=(x, 0, x + width, 20), confidence=confidence)


@pytest.fixture(scope="module")
def page() -> Grey:
    return np.asarray(paper.picture(paper.pdf()))


def line_of(text: str, size: int = 12) -> Image.Image:
    """The one line of a page, cut out at 200 dpi."""
    image = paper.picture(paper.pdf([text]))
    return image.crop((150, 130, 1500, 190))


def test_a_blotted_digit_is_the_one_that_is_doubted() -> None:
    clean = rapid.line(np.asarray(line_of("Le comité de pilotage du site a siégé le 16/03/2021")))
    assert clean is not None
    assert clean.text.endswith("le 16/03/2021")
    assert len(clean.confidences) == len(clean.text.replace(" ", "")) == len(clean.middles)
    image = line_of("Le comité de pilotage du site a siégé le 16/03/2021")
    at = clean.middles[-1] * image.width
    blot = ImageDraw.Draw(image)
    blot.ellipse((at - 9, 6, at + 9, 44), fill=110)
    blotted = rapid.line(np.asarray(image))
    assert blotted is not None
    if blotted.text.endswith("2021"):
        assert min(blotted.confidences) == min(blotted.confidences[-4:]) < 0.9
    else:
        assert not blotted.text.endswith("16/03/2021")


@pytest.mark.parametrize("clockwise", [0, 90, 180, 270])
@pytest.mark.parametrize("slope", [0.0, 3.0])
def test_a_page_s_way_up_is_guessed_from_its_lines(page: Grey, clockwise: int, slope: float) -> None:
    laid = levelled(page, slope)[0] if slope else page
    turn, found = orientation.guess(prepared(orientation.turned(laid, clockwise)))
    assert (turn + clockwise) % 360 == 0
    assert found == pytest.approx(-slope, abs=0.3)


@pytest.mark.parametrize("clockwise", [0, 90, 180, 270])
def test_the_engine_settles_the_way_up_from_a_few_lines(page: Grey, clockwise: int) -> None:
    turned = orientation.turned(page, clockwise)
    assert (orientation.found(turned, rapid.quads(turned)).clockwise + clockwise) % 360 == 0


@pytest.mark.parametrize(
    ("seen", "written"),
    [
        ("ler avril 2021", "1er avril 2021"),
        ("Ier août 2021", "1er août 2021"),
        ("1'établissement", "l'établissement"),
        ("le26 juillet 2021", "le 26 juillet 2021"),
        ("6décembre2021", "6 décembre 2021"),
        ("13.septembre.2021", "13 septembre 2021"),
        ("deux mille dix-neufet sera", "deux mille dix-neuf et sera"),
        ("N°.FINE55 : 676531957", "N°.FINESS : 676531957"),
        ("(FINES5 750944019) 5lREN", "(FINESS 750944019) SIREN"),
        ("finesse, 1RET, FINE 55, FINESSE", "finesse, 1RET, FINE 55, FINESSE"),
        ("sept septembredeux mille vingt-trois", "sept septembre deux mille vingt-trois"),
        ("dix-septième", "dix-septième"),
        ("premier atelier", "premier atelier"),
        ("article 1 'bis'", "article 1 'bis'"),
        ("au 1.2.3 de la norme", "au 1.2.3 de la norme"),
        ("durée 12 mars", "durée 12 mars"),
    ],
)
def test_french_is_mended_only_where_nothing_else_is_meant(seen: str, written: str) -> None:
    assert mended(seen) == written
    assert mended(written) == written


@given(st.text(alphabet="lI1er 'avilmsju.·20/", max_size=40))
def test_mending_settles_and_loses_no_letter(text: str) -> None:
    once = mended(text)
    assert (
        len("".join(once.split()).replace(".", ""))
        == len("".join(text.split()).replace(".", "").replace("·", ""))
        or "·" in once
    )
    assert once.count("/") == text.count("/")


def test_months_are_known_with_and_without_accents() -> None:
    assert [month_in(name) for name in ("Décembre,", "decembre", "AOÛT", "mais", "")] == [
        12,
        12,
        8,
        None,
        None,
    ]


def stripes(*letters: tuple[int, int], ink: int = 20, paper_grey: int = 250) -> Grey:
    """A line whose letters are bars from one column to another."""
    line = np.full((40, letters[-1][1] + 10), paper_grey, np.uint8)
    for start, stop in letters:
        line[8:32, start:stop] = ink
    return line


def test_spaces_fall_where_gaps_are_wide_also_on_a_pale_copy() -> None:
    bars = [(10, 22), (26, 38), (42, 54), (70, 82), (86, 98), (102, 114)]
    centres = [(a + b) / 2 for a, b in bars]
    assert spaced("duDMPx", centres, stripes(*bars)) == "duD MPx"
    assert spaced("duDMPx", centres, stripes(*bars, ink=165, paper_grey=215)) == "duD MPx"
    assert spaced("123456", centres, stripes(*bars)) == "123456"


def test_figures_of_one_width_are_not_parted() -> None:
    bars = [(10, 20), (32, 42), (54, 64), (76, 86), (98, 108), (160, 170), (182, 192)]
    centres = [(a + b) / 2 for a, b in bars]
    assert spaced("1 1/1 1 le", centres, stripes(*bars)) == "11/11 le"


def test_two_engines_that_agree_are_surer_than_either() -> None:
    group = [word("le", 0), word("12", 100, 0.8), word("janvier", 200), word("2022", 300, 0.85)]
    same = [word("12", 100, 0.9), word("janvier", 200), word("2022", 300, 0.9)]
    ((le, day, month, year),) = rechecked([group], lambda box: same)
    assert le.confidence == 0.9
    assert (day.confidence, year.confidence) == (0.98, 0.985)
    assert month.confidence == 0.99
    (read,) = confirmed([group], [same])
    assert [w.confidence for w in read] == [0.9, 0.98, 0.9, 0.985]


@pytest.mark.parametrize("other", ["13 janvier 2022", "12 février 2022", "12 janvier 2021"])
def test_a_date_read_twice_differently_is_disputed(other: str) -> None:
    group = [word("12", 100), word("janvier", 200), word("2022", 300)]
    seen = [word(text, 100.0 * at) for at, text in enumerate(other.split())]
    (read,) = rechecked([group], lambda box: seen)
    assert max(w.confidence for w in read) <= DISPUTED


def test_a_rate_that_lost_its_comma_is_not_surer_for_it() -> None:
    lost, kept = [word("87", 0), word("%", 100)], [word("8,7", 0), word("%", 100)]
    for first, other in ((lost, kept), (kept, lost)):
        (read,) = rechecked([first], lambda box, other=other: other)
        assert (read[0].text, read[0].confidence) == ("8,7", DISPUTED)
        assert confirmed([first], [other])[0][0].confidence == DISPUTED


def test_a_rate_keeps_its_sign_where_one_engine_saw_it() -> None:
    seen = [word("37,2", 0), word("%", 100)]
    (read,) = rechecked([[word("37,2:", 0, 0.8)]], lambda box: seen)
    assert [(w.text, w.confidence) for w in read] == [("37,2", 0.98), ("%", 0.9)]


def test_a_word_found_inside_a_line_joins_it() -> None:
    line = [word("rendus", 0), word("42,2", 100), word("14/05/2019", 300)]
    assert [w.text for w in joined([line], [word("%", 200, width=20)])[0]] == [
        "rendus",
        "42,2",
        "%",
        "14/05/2019",
    ]
    assert joined([line], [word("X", 600)]) == [line, [word("X", 600)]]


def test_a_number_whose_check_digit_holds_wins_over_one_whose_does_not() -> None:
    assert passes("330781253")
    assert not passes("330781258")
    assert rechecked([[word("330781258", 0)]], lambda box: [word("330781253", 0)])[0][0].text == "330781253"
    assert confirmed([[word("330781253", 0)]], [[word("330781258", 0)]])[0][0].confidence == 0.9


def test_a_name_under_ink_is_taken_from_the_engine_that_is_surer_of_it() -> None:
    line = [word("Mme", 0), word("Hélbnc", 100, 0.3), word("Marel", 200, 0.5)]
    seen = [word("Hélène", 100, 0.95), word("Morel", 200, 0.95)]
    assert [w.text for w in rechecked([line], lambda box: seen)[0]] == ["Mme", "Hélène", "Morel"]
    unsure = [word("Hel", 100, 0.2)]
    assert rechecked([line], lambda box: unsure) == [line]


def test_numbers_that_tell_nothing_are_not_read_again() -> None:
    asked: list[Box] = []

    def again(box: Box) -> list[OcrWord]:
        asked.append(box)
        return []

    lines = [[word("page", 0), word("1/2", 100)], [word("8", 0), word("%", 100)], [word("16/03/2021", 0)]]
    assert rechecked(lines, again) == lines
    assert asked == [(0, 0, 190, 20), (0, 0, 90, 20)]


@pytest.mark.parametrize(
    ("written", "credible"),
    [
        ("16/03/2021", True),
        ("12 janvier 2022", True),
        ("1er avril", True),
        ("87,5 %", True),
        ("87,5%", True),
        ("330781253", True),
        ("n° 21-0457", True),
        ("14h30", True),
        ("32/03/2021", False),
        ("16/13/2021", False),
        ("24/07/2173", False),
        ("47 janvier 2022", False),
        ("12 janvier 2622", False),
        ("82 %", False),
        ("187,5 %", False),
        ("87,5", False),
        ("330781258", False),
        ("25,716/11/2021", False),
        ("33462878]1", False),
    ],
)
def test_numbers_that_fail_their_own_check_are_read_again(written: str, credible: bool) -> None:
    assert is_credible(written.split()) is credible
    asked: list[Box] = []
    line = [word(text, 100.0 * at, 0.95) for at, text in enumerate(written.split())]
    rechecked([line], lambda box: asked.append(box) or [])  # type: ignore[func-returns-value]
    assert bool(asked) is not credible or not any(map(str.isdigit, written))


def test_where_a_page_is_signed_dates_and_doubtful_names_are_read_again() -> None:
    def below(text: str, y: float, confidence: float) -> list[OcrWord]:
        return [
            OcrWord(text=part, box=(100.0 * at, y, 100.0 * at + 90, y + 20), confidence=confidence)
            for at, part in enumerate(text.split())
        ]

    asked: list[float] = []

    def again(box: Box) -> list[OcrWord]:
        asked.append(box[1])
        return []

    for announced in (
        "Fait à Foix, le",
        "Signature et cachet",
        "La directrice,",
        "Pour le directeur",
        "Foix, le 2",
    ):
        asked.clear()
        page = [below("Réunion du 12/01/2022", 0, 0.95), below("Mme Aude Morel", 40, 0.8)]
        rechecked([*page, below(announced, 500, 0.95), below("Mme Aude Morel", 600, 0.8)], again)
        assert set(asked) - {500} == {600}, announced
    asked.clear()
    rechecked([below("Le directeur atteste que la réunion s'est tenue le 12/01/2022", 0, 0.95)], again)
    assert asked == []


def test_a_photograph_is_told_by_its_light_and_its_dates_are_all_read_again() -> None:
    import io

    made = MACHINES["photograph"](letter(5).pdf, np.random.default_rng(5))
    lit = np.asarray(Image.open(io.BytesIO(made.data)).convert("L"))
    assert is_photograph(background(lit), [])
    assert not is_photograph(background(scan("clean 300 dpi")), [])
    assert not is_photograph(background(scan("worn copier")), [])
    fanned = [
        [OcrWord(text="mot", box=(x, y, x + 90, y + 20), confidence=1) for x in range(0, 900, 100)]
        for y in range(0, 1000, 100)
    ]
    assert leaning(fanned) == pytest.approx(0, abs=1e-6)
    fanned = [
        [
            w.model_copy(update={"box": (w.box[0], w.box[1] + w.box[0] * rank / 900, w.box[2], w.box[3])})
            for w in line
        ]
        for rank, line in enumerate(fanned)
    ]
    assert leaning(fanned) > 0.2
    asked: list[Box] = []
    rechecked([[word("16/03/2021", 0, 0.96)]], lambda box: asked.append(box) or [], wary=True)  # type: ignore[func-returns-value]
    assert asked


def test_a_column_of_crosses_is_no_word_and_a_page_of_such_words_was_turned_the_wrong_way() -> None:
    column = OcrWord(text="HI»", box=(704, 341, 719, 532), confidence=0.0)
    margin = OcrWord(text="Confidentiel", box=(20, 300, 45, 480), confidence=0.95)
    flat = [word("conservée", 0), word("depuis", 100)]
    assert upright([[column], flat, [margin]]) == [flat, [margin]]
    assert not is_lying([[column], flat, [margin]])
    assert is_lying([[margin, margin], flat])
    assert not is_lying([])


@pytest.mark.parametrize("crossed", [True, False])
def test_what_is_read_on_a_drawn_box_is_no_letter(crossed: bool) -> None:
    sheet = Image.new("L", (600, 200), 255)
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((100, 80, 127, 107), outline=0, width=3)
    if crossed:
        draw.line((102, 82, 125, 105), fill=0, width=3)
        draw.line((125, 82, 102, 105), fill=0, width=3)
    squares = drawn(np.asarray(sheet))
    assert len(squares) == 1
    yes = OcrWord(text="Oui", box=(140, 80, 190, 106), confidence=0.95)
    for text, sure in (("E", 0.12), ("D?", 0.21), ("□", 0.9)):
        box = OcrWord(text=text, box=(100, 80, 128, 108), confidence=sure)
        assert without_drawn([[box, yes]], squares) == [[yes]]
    letter_o = OcrWord(text="O", box=(100, 80, 128, 108), confidence=0.95)
    elsewhere = OcrWord(text="à", box=(300, 80, 312, 108), confidence=0.12)
    assert without_drawn([[letter_o, elsewhere]], squares) == [[letter_o, elsewhere]]


def test_a_page_says_which_engine_read_it() -> None:
    clean = scan("clean 300 dpi")
    alone = picture.reading_of(clean, second=False)
    assert alone.engine == "rapidocr"
    first = picture.reading_of(clean).engine
    assert first == ("tesseract" if tesseract.version() else "rapidocr")
    assert picture.reading_of(scan("worn copier")).engine == "rapidocr"


def scan(machine: str) -> Grey:
    import io

    import pypdfium2 as pdfium

    made = MACHINES[machine](letter(5).pdf, np.random.default_rng(5))
    return np.asarray(
        pdfium.PdfDocument(io.BytesIO(made.data))[0].render(scale=200 / 72).to_pil().convert("L")
    )


def test_the_letters_of_the_benchmark_say_what_they_are_said_to_say() -> None:
    import pypdfium2 as pdfium

    from checker.evidence.dates import find_dates
    from checker.evidence.text import fold

    for seed in range(8):
        made = letter(seed)
        text = " ".join(pdfium.PdfDocument(made.pdf)[0].get_textpage().get_text_range().split())
        assert " ".join(made.lines).replace(" ", "") == text.replace(" ", "")
        found = find_dates(fold(" ".join(made.lines)))
        assert sorted(made.dates) == sorted(day for date in found for day in days(date.start, date.end))
        assert all(map(passes, (*made.finess, *made.sirets)))
        assert letter(seed).pdf == made.pdf

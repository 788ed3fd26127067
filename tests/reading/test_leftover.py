"""What Tesseract left out of a page: found, told from specks and rules, read by the other engine and doubted."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from checker.reading.ocr.leftover import has_crosses, unread
from checker.reading.ocr.reading import OcrWord
from checker.reading.ocr.second import seen_once
from models.base import Box
from tests.reading import paper

Grey = NDArray[np.uint8]


@pytest.fixture(scope="module")
def page() -> Grey:
    return np.asarray(paper.picture(paper.pdf()))


def test_ink_no_word_covers_is_found_specks_and_rules_are_not(page: Grey) -> None:
    marked = Image.fromarray(page)
    draw = ImageDraw.Draw(marked)
    draw.line((1000, 2000, 1016, 2022), fill=0, width=3)
    draw.line((1016, 2000, 1000, 2022), fill=0, width=3)
    draw.line((100, 2100, 1500, 2100), fill=0, width=3)
    draw.point((700, 2200), fill=0)
    words = [[OcrWord(text="page", box=(100, 100, 1600, 1900), confidence=1.0)]]
    (found,) = unread(np.asarray(marked), words)
    assert found == pytest.approx((1000, 2000, 1017, 2023), abs=4)


def test_the_last_letter_of_a_word_cut_short_is_no_word_of_its_own(page: Grey) -> None:
    marked = Image.fromarray(np.full_like(page, 255))
    ImageDraw.Draw(marked).line((693, 160, 709, 178), fill=0, width=3)
    word = [OcrWord(text="RNIV", box=(643, 159, 690, 179), confidence=0.9)]
    assert unread(np.asarray(marked), [word]) == []
    far = [OcrWord(text="RNIV", box=(623, 159, 670, 179), confidence=0.9)]
    assert len(unread(np.asarray(marked), [far])) == 1


def test_crosses_alone_in_a_column_are_told_from_bullets_and_boxes_before_their_words() -> None:
    crosses: list[Box] = [(704.0 + at % 2, 250 + 44 * at, 719, 265 + 44 * at) for at in range(5)]
    assert has_crosses(crosses, [])
    assert not has_crosses(crosses[:3], [])
    beside = [
        [OcrWord(text="Oui", box=(735, 248 + 44 * at, 770, 268 + 44 * at), confidence=0.9)] for at in range(5)
    ]
    assert not has_crosses(crosses, beside)
    doubted = [[OcrWord(text="D", box=box, confidence=0.4)] for box in crosses]
    assert has_crosses([], doubted)
    assert not has_crosses([], [[OcrWord(text="3", box=box, confidence=0.95)] for box in crosses])


def bars(*lefts: int, height: int = 20) -> Image.Image:
    """Strokes of the size of letters on white, one at each column."""
    drawn = Image.new("L", (600, 300), 255)
    for left in lefts:
        ImageDraw.Draw(drawn).rectangle((left, 120, left + 8, 120 + height), fill=0)
    return drawn


def test_a_number_whose_middle_is_faint_is_one_place_and_two_cells_stay_two() -> None:
    faint = bars(100, 112, 164)
    assert len(unread(np.asarray(faint), [])) == 2
    ImageDraw.Draw(faint).rectangle((138, 130, 142, 136), fill=0)  # what is left of « ,7 »
    (whole,) = unread(np.asarray(faint), [])
    assert whole == (100, 120, 173, 141)
    ruled = bars(100, 112, 164)
    ImageDraw.Draw(ruled).line((140, 60, 140, 240), fill=0, width=3)
    assert len(unread(np.asarray(ruled), [])) == 2
    assert len(unread(np.asarray(bars(100, 112, 220)), [])) == 2


def test_a_number_that_one_engine_left_out_is_never_sure_and_words_are_as_read() -> None:
    read = [OcrWord(text=text, box=(0, 0, 9, 9), confidence=0.999) for text in ("taux", "43", "%")]
    assert [word.confidence for word in seen_once(read)] == [0.999, 0.85, 0.999]

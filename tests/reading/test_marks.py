"""Ink told from what stamps leave: arcs of a circle, the pieces of a frame, upright and on their side."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from benchmarks.scans import hands
from checker.reading.ocr.frames import is_frame_piece
from checker.reading.ocr.ink import marks
from checker.reading.ocr.reading import OcrReading

MM = 200 / 25.4
SIDE = 900
MIDDLE = (SIDE / 2, SIDE / 2)


def kinds(page: Image.Image) -> set[str]:
    """Return the kinds of marks on a page on which no word was read."""
    grey = np.asarray(page.convert("L"), dtype=np.uint8)
    nothing = OcrReading(engine="rapidocr", width=page.width, height=page.height)
    return {mark.kind for mark in marks(grey, nothing, 72 / 200, None)}


def blank() -> Image.Image:
    return Image.new("RGB", (SIDE, SIDE), "white")


def loops(page: Image.Image) -> None:
    """A short hand of 20 mm in the middle of the page."""
    t = np.linspace(0, 1, 300)
    x = MIDDLE[0] + (20 * t - 10 + 2.0 * np.sin(40 * t)) * MM
    y = MIDDLE[1] + (3.5 * np.sin(31 * t) * (1 - 0.5 * t) + np.cos(53 * t)) * MM
    ImageDraw.Draw(page).line(list(zip(x.tolist(), y.tolist(), strict=True)), fill=(30, 30, 90), width=4)


def arc(page: Image.Image, start: float, degrees: float, radius: float = 17 * MM) -> None:
    box = (MIDDLE[0] - radius, MIDDLE[1] - radius, MIDDLE[0] + radius, MIDDLE[1] + radius)
    ImageDraw.Draw(page).arc(box, start, start + degrees, fill=(90, 50, 130), width=5)


def test_a_hand_over_a_flourish_is_ink_and_within_a_quarter_of_a_stamp_s_ring_it_is_doubted() -> None:
    flourish = blank()
    loops(flourish)
    arc(flourish, 60, 60)
    assert "ink" in kinds(flourish)
    torn = blank()
    loops(torn)
    for start, degrees in ((10, 95), (150, 70)):
        arc(torn, start, degrees)
    assert kinds(torn) == {"undetermined"}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("seed", range(6))
def test_a_framed_stamp_is_no_hand_whichever_way_it_was_pressed(seed: int, turn: int) -> None:
    page = blank()
    hands.square_stamp(page, MIDDLE, seed)
    assert "ink" not in kinds(page.rotate(turn))


@pytest.mark.parametrize("turn", [0, 90])
@pytest.mark.parametrize("askew", [-5.0, -2.0, 0.5, 3.0])
def test_the_pieces_of_a_frame_whose_border_broke_are_no_hand_s(askew: float, turn: int) -> None:
    page = blank()
    draw = ImageDraw.Draw(page)
    x, y = MIDDLE
    wide, high = 26 * MM, 11 * MM
    draw.rectangle((x - wide, y - high, x + wide, y + high), outline=(40, 40, 120), width=5)
    for gap in (-0.6, 0.1, 0.5):  # where the pad left the border out
        draw.rectangle((x + gap * wide, y - high - 9, x + gap * wide + 30, y + high + 9), fill="white")
    draw.rectangle((x - wide - 9, y - 25, x + wide + 9, y + 5), fill="white")
    assert "ink" not in kinds(page.rotate(askew + turn, Image.Resampling.BICUBIC, fillcolor="white"))


@pytest.mark.parametrize("seed", range(8))
def test_a_hand_stays_ink_beside_the_corners_of_a_frame(seed: int) -> None:
    page = blank()
    ImageDraw.Draw(page).rectangle((60, 300, 840, 640), outline=(40, 40, 120), width=4)
    hands.hand(page, MIDDLE, hands.BLUE, seed)
    assert "ink" in kinds(page.rotate(1.5, Image.Resampling.BICUBIC, fillcolor="white"))


def strokes(*ends: tuple[float, float]) -> NDArray[np.float64]:
    """Points along straight strokes from one end (millimetres) to the next."""
    parts = [np.linspace(a, b, 80) * MM for a, b in pairwise(ends)]
    return np.concatenate(parts)


@settings(deadline=None, max_examples=30)
@given(st.floats(-8, 8), st.floats(5, 12), st.floats(5, 12))
def test_one_straight_side_or_a_few_square_to_each_other_are_a_frame_s_and_slanted_strokes_are_not(
    askew: float, one: float, other: float
) -> None:
    angle = math.radians(askew)
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    assert is_frame_piece(strokes((0, other), (0, 0), (one, 0)) @ turn, MM)
    assert is_frame_piece(strokes((one, 0), (0, 0), (0, other), (one, other)) @ turn, MM)
    assert is_frame_piece(strokes((0, 0), (one, 0)) @ turn, MM)
    assert not is_frame_piece(strokes((0, 0), (one, other), (2 * one, 0)) @ turn, MM)
    flat = strokes(*((at, 1.2 * (at % 2)) for at in range(12)))
    assert not is_frame_piece(flat @ turn, MM)

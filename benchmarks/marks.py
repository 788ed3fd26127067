"""How ink is told from stamps and print, on scans of known truth: found, falsely found, stamps called stamps.

``python -m benchmarks.marks [--seeds 4] [--cache FOLDER]`` prints the table of ``docs/marks.md``. Each page is a short
letter that is drawn upon (``benchmarks.scans.hands``), scanned three ways and read through ``checker.reading.read``:
the words the engine makes of a stroke are part of what is measured.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import zlib
from collections import Counter
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from benchmarks.scans import hands
from benchmarks.scans.hands import BLACK, BLUE, DPI, MM, Drawing, Place
from checker.reading import ReadOptions, read
from models.document import Mark

TEXT = (
    "CENTRE HOSPITALIER DE MERVANT",
    "Attestation",
    "La directrice du centre hospitalier atteste que l'audit externe",
    "de cybersurveillance a eu lieu du 4 au 8 octobre 2021.",
    "Mervant, le 12 octobre 2021",
    "La directrice",
    "Claire MAUBERT",
)
"""No accent: Pillow's own type has none."""
LEFT, TOP, STEP = 25 * MM, 25 * MM, 9 * MM
PAGE = (round(210 * MM), round(160 * MM))
HERE: Place = (62 * MM, 105 * MM)
"""Where one signs: under the name."""


def _pen(colour: hands.Colour, width: float, at: Place = HERE) -> Drawing:
    return lambda page, _, seed: hands.hand(page, at, colour, seed, width_mm=width)


def _over_rule(page: Image.Image, at: Place, seed: int) -> None:
    ImageDraw.Draw(page).line((at[0] - 35 * MM, at[1], at[0] + 35 * MM, at[1]), fill=BLACK, width=3)
    hands.hand(page, at, BLUE, seed)


def _in_frame(page: Image.Image, at: Place, seed: int) -> None:
    hands.frame(page, at, seed)
    hands.hand(page, at, BLUE, seed)


def _by(stamp: Drawing, aside: float) -> Drawing:
    def drawn(page: Image.Image, at: Place, seed: int) -> None:
        stamp(page, (at[0] + aside * MM, at[1]), seed)
        hands.hand(page, at, BLACK, seed)

    return drawn


def _torn(page: Image.Image, at: Place, seed: int) -> None:
    hands.round_stamp(page, at, seed, torn=0.7)


SIGNED: dict[str, Drawing] = {
    "blue ballpoint": _pen(BLUE, 0.45),
    "fine black pen": _pen(BLACK, 0.3),
    "felt pen": _pen(BLACK, 0.9),
    "over the typed name": _pen(BLUE, 0.45, (LEFT + 22 * MM, TOP + 6.4 * STEP)),
    "over a rule": _over_rule,
    "in a frame": _in_frame,
    "beside a round stamp": _by(hands.round_stamp, 52),
    "through a round stamp": _by(hands.round_stamp, 10),
    "through a framed stamp": _by(hands.square_stamp, 14),
}
STAMPS: dict[str, Drawing] = {
    "round stamp alone": hands.round_stamp,
    "torn round stamp alone": _torn,
    "framed stamp alone": hands.square_stamp,
}
UNSIGNED: dict[str, Drawing] = {
    "nothing": lambda page, at, seed: None,
    "logo, filled": hands.logo,
    "logo, in lines": hands.line_logo,
    "frame and table": hands.frame,
    "dots, dashes, « Signé »": hands.dotted,
    "name in leaning type": hands.cursive,
    "cup, specks, fold": hands.stain,
}
SCANS = ("clean", "pale copy", "fax")


def drawn(drawing: Drawing, seed: int) -> Image.Image:
    """Return a letter at 200 dpi with something drawn on it."""
    page = Image.new("RGB", PAGE, "white")
    draw = ImageDraw.Draw(page)
    for row, text in enumerate(TEXT):
        draw.text((LEFT, TOP + row * STEP), text, fill=(15, 15, 15), font=hands.letters(11.5))
    drawing(page, HERE, seed)
    return page


def scanned(page: Image.Image, how: str, seed: int) -> bytes:
    """Return the page as a PDF of one picture: as it is, copied pale and grainy, or by fax (two levels, 150 dpi)."""
    chance = np.random.default_rng(seed)
    turned = page.rotate(float(chance.uniform(-0.8, 0.8)), Image.Resampling.BICUBIC, fillcolor="white")
    grey = np.asarray(turned.convert("L"), dtype=np.float64)
    if how == "pale copy":
        grey = 235 - (255 - grey) * 0.55 + chance.normal(0, 7, grey.shape)
    elif how == "fax":
        small = turned.convert("L").resize(
            (page.width * 3 // 4, page.height * 3 // 4), Image.Resampling.LANCZOS
        )
        grey = np.where(
            np.asarray(small) + chance.normal(0, 12, (small.height, small.width)) > 150, 255.0, 0.0
        )
    picture = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    target = io.BytesIO()
    picture.save(target, "PDF", resolution=DPI * picture.width / page.width, quality=70)
    return target.getvalue()


def marks_of(data: bytes, cache: Path | None) -> tuple[Mark, ...]:
    """Return the marks of a page read through the door of the reading stage."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        path.write_bytes(data)
        document = read(path, "page.pdf", options=ReadOptions(cache=cache))
        return document.pages[0].layout.marks()


def measure(
    name: str, drawing: Drawing, seeds: int, cache: Path | None, *, show: bool
) -> dict[str, Counter[str]]:
    """Return what was seen of one drawing by scan: pages with ink, with a stamp, with something undetermined."""
    found = {}
    for how in SCANS:
        seen: Counter[str] = Counter()
        first = zlib.crc32(name.encode()) % 1000  # another hand for each kind of page
        for seed in range(first, first + seeds):
            marks = marks_of(scanned(drawn(drawing, seed), how, seed), cache)
            seen.update({mark.kind for mark in marks if mark.kind != "ink" or mark.confidence >= 0.5})
            if show:
                sys.stderr.write(f"{name}, {how}, {seed}: {[(m.kind, m.confidence, m.box) for m in marks]}\n")
        found[how] = seen
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--cache", type=Path, help="keeps what the engines read")
    parser.add_argument("--only", default="")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    print("| page | " + " | ".join(f"{how}: {what}" for how in SCANS for what in ("ink", "stamp")) + " |")
    print("|---" * (1 + 2 * len(SCANS)) + "|")
    totals: dict[str, Counter[str]] = {}
    for group, drawings in (("signed", SIGNED), ("stamps", STAMPS), ("unsigned", UNSIGNED)):
        total = totals.setdefault(group, Counter())
        for name, drawing in drawings.items():
            if given.only not in name:
                continue
            seen = measure(name, drawing, given.seeds, given.cache, show=given.show)
            cells = [f"{seen[how][kind]}/{given.seeds}" for how in SCANS for kind in ("ink", "stamp")]
            print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
            for how in SCANS:
                total.update({"pages": given.seeds, "ink": seen[how]["ink"], "stamp": seen[how]["stamp"]})
    for group, total in totals.items():
        print(f"{group}: ink on {total['ink']}, a stamp on {total['stamp']} of {total['pages']} pages")


if __name__ == "__main__":
    main()

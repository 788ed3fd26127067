"""Text from an upload, made fit to show: what cannot be seen is named instead of obeyed."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 controls: ESC sequences, NUL, form feed
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # bidirectional controls, invisible signs
    "\ufff9-\uffff\ud800-\udfff"  # interlinear marks, noncharacters, lone surrogates
    "\U000e0000-\U000e007f]"  # tags
)


def visible(text: str) -> str:
    """Return ``text`` in NFC with every control, bidirectional override and lone surrogate as ``[U+202E]``.

    A name that reads « facture[U+202E]fdp.exe » warns; the same name with its override obeyed deceives.
    New lines and tabs stay.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", unicodedata.normalize("NFC", text))


def unbroken(text: str) -> str:
    """Return ``text`` with guillemets that no line end parts from what they quote."""
    return text.replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def one_line(text: str, limit: int | None = None) -> str:
    """Return visible ``text`` on one line, cut with an ellipsis after ``limit`` characters."""
    line = " ".join(visible(text).split())
    return line if limit is None or len(line) <= limit else line[: limit - 1].rstrip() + "…"


def file_name(path: str) -> str:
    """Return a file's own name, without the folders of the export or the archive it came in."""
    return re.split(r"[/\\]|\s»\s", path)[-1] or path


def sort_key(text: str) -> str:
    """Return ``text`` as French sorts it: accents and case aside, « Île » among the I's."""
    plain = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()

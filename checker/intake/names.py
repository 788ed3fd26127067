"""File names as the service writes them: stamped, with characters replaced, cut, or made by a template."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

SUFFIX = re.compile(
    r"(?P<base>.*)-(?P<day>\d\d)-(?P<month>\d\d)-(?P<year>\d{4})-(?P<hour>\d\d)-(?P<minute>\d\d)"
    r"-(?P<id>\d{1,4})(?:-(?P<dup>\d+))?",
    re.DOTALL,
)
REPLACED = str.maketrans(dict.fromkeys('\u202e%$|:;/<>?*"\t\r\n\\', "-"))
"""What the service writes as a hyphen in an entry's name."""
CUT_BYTES = 200
"""A name this long may have been cut at 255 bytes (other stages of the way count the folder too)."""
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class StampedName:
    """A name with the service's suffix taken off; ``stamp`` sorts by time, empty when there was no suffix."""

    name: str
    stamp: str = ""
    attachment: int | None = None


def split_stamp(file_name: str) -> StampedName:
    """Return the applicant's own name and the stamp: ``a-05-03-2026-14-07-8841.pdf`` → ``a.pdf``."""
    path = PurePosixPath(file_name)
    stem, extension = (path.stem, path.suffix) if path.name == file_name else (file_name, "")
    found = SUFFIX.fullmatch(stem)
    if not found:
        return StampedName(file_name)
    stamp = "-".join(found[part] for part in ("year", "month", "day", "hour", "minute"))
    return StampedName(found["base"] + extension, stamp, int(found["id"]))


def displayed(text: str, kept: str = "") -> str:
    """Return the text in NFC, every control, bidirectional or unencodable character shown as « � ».

    ``kept`` are such characters that may stay (the line breaks of an answer).
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(c if c in kept or unicodedata.category(c) not in HIDDEN else "\ufffd" for c in composed)


def comparison_key(name: str) -> str:
    """Return what two spellings of one name share: NFC, the service's hyphens, nothing invisible."""
    if name.isascii() and name.isprintable():
        return name.translate(REPLACED).strip()
    text = unicodedata.normalize("NFC", name).translate(REPLACED)
    return "".join(c for c in text if unicodedata.category(c) not in HIDDEN).strip()


def is_cut_from(file_name: str, original: str) -> bool:
    """Tell whether ``file_name`` may be ``original`` with its end (and the suffix) lost at 255 bytes."""
    if len(file_name.encode("utf-8", "surrogateescape")) < CUT_BYTES:
        return False
    cut = comparison_key(file_name).rstrip("\ufffd")
    whole = comparison_key(original)
    stem = comparison_key(PurePosixPath(original).stem)
    shorter, longer = sorted((cut, stem), key=len)
    return whole.startswith(cut) or (len(shorter) >= CUT_BYTES // 4 and longer.startswith(shorter))


def slug(label: str) -> str:
    """Return a label as an export template writes it, uncut: ASCII, lower case, hyphens."""
    text = "".join(c for c in unicodedata.normalize("NFKD", label) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


@dataclass(frozen=True, slots=True)
class TemplateName:
    """A name made by an export template: the label's slug (cut at 30), the block's row, the file's rank."""

    slug: str
    rank: int
    row: int | None = None


def split_template(file_name: str, number: int) -> TemplateName | None:
    """Return the parts of ``<label>-<dossier>-<NN>.ext`` (``-<row>-<NN>`` in a block), or ``None``."""
    stem = PurePosixPath(file_name).stem
    found = re.fullmatch(rf"(?P<slug>.+)-{number}(?:-(?P<row>\d\d))?-(?P<rank>\d\d)", stem)
    if not found:
        return None
    return TemplateName(found["slug"], int(found["rank"]), int(found["row"]) if found["row"] else None)


def slug_agrees(cut: str, label: str) -> bool:
    """Tell whether ``cut`` is the slug of ``label``, or that slug cut at 30 characters on a word."""
    whole = slug(label)
    return cut == whole or (len(cut) >= 15 and whole.startswith(cut) and len(cut) <= 30)

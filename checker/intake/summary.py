"""Make a record of the dossier's own PDF (``export-<id>-….pdf``): labels, answers and file names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.intake.errors import FileUnavailable
from checker.intake.labels import Form, Match, plain
from checker.intake.records import NamedFile, Record
from checker.intake.values import is_file_name
from models.dossier import Origin

MAX_SUMMARY_BYTES = 32 * 2**20
MAX_PAGES = 300
SURE = 0.8
"""In running text a label must be nearer than in a table's header, where everything is a label."""
EMPTY = "non communique"
SECTIONS = {
    "historique": "history",
    "identite du demandeur": "identity",
    "formulaire": "form",
    "annotations privees": "annotations",
    "avis": "opinions",
    "avis externes": "opinions",
    "messagerie": "messages",
}
ORIGINS: dict[str, Origin] = {"annotations": "annotation", "opinions": "opinion", "messages": "message"}
PAGE_FOOT = re.compile(r"(page )?\d+ ?(/|sur) ?\d+|\d{1,3}")
BULLET = re.compile(r"^[-–•]\s+")


def summary_text(data: bytes) -> str:
    """Return the text of the PDF; raises ``FileUnavailable`` when it is not a readable PDF."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = []
            for index in range(min(len(document), MAX_PAGES)):
                page = document[index]
                text = page.get_textpage()
                pages.append(text.get_text_range())
                text.close()
                page.close()
    except pypdfium2.PdfiumError as error:
        raise FileUnavailable("PDF du dossier illisible") from error
    return "\n".join(pages)


def summary_record(text: str, number: int, form: Form, title: str, known: Sequence[str]) -> Record:
    """Return what the PDF says; ``known`` are labels of this form seen in a table, which make it surer."""
    record = Record(number, "summary", title)
    section, label = "", ""
    value: list[str] = []
    headers = {plain(known_label): known_label for known_label in known if plain(known_label)}
    lines = [line.strip() for line in text.replace("\r", "\n").split("\n")]
    lines = [line for line in lines if line and not PAGE_FOOT.fullmatch(plain(line))]
    at = 0
    while at < len(lines):
        line = lines[at]
        if plain(line) in SECTIONS and len(line) < 40:
            _close(record, form, label, value)
            section, label, value = SECTIONS[plain(line)], "", []
            at += 1
            continue
        if section in {"", "history", "identity"}:
            _read_head(record, form, line)
        elif BULLET.match(line):
            name = BULLET.sub("", line)
            taken = 1
            while (
                not is_file_name(name)
                and at + taken < len(lines)
                and taken < 3
                and _goes_on(lines[at + taken])
            ):
                name, taken = f"{name} {lines[at + taken]}", taken + 1
            if is_file_name(name):
                origin = ORIGINS.get(section, "field")
                shown = label or (lines[at - 1] if at else "")
                match = form.match(shown, "files") if section == "form" and shown else None
                record.named.append(NamedFile(name, shown or None, match.field.id if match else None, origin))
                at += taken
                continue
            value.append(line)
        elif section in {"form", "annotations"}:
            found, taken = _label_at(lines, at, headers, form)
            if found:
                if section == "form":
                    _close(record, form, label, value)
                label, value = found, []
                at += taken
                continue
            value.append(line)
        at += 1
    if section == "form":
        _close(record, form, label, value)
    return record


def _goes_on(line: str) -> bool:
    return not BULLET.match(line) and plain(line) not in SECTIONS


def _label_at(lines: Sequence[str], at: int, headers: dict[str, str], form: Form) -> tuple[str, int]:
    """Return the label that starts at a line (it may run over four lines) and how many lines it takes."""
    for taken in (4, 3, 2, 1):
        block = lines[at : at + taken]
        if len(block) < taken or any(BULLET.match(line) for line in block):
            continue
        text = " ".join(block)
        if plain(text) in headers:
            return headers[plain(text)], taken
    if headers:
        return "", 0
    followed = lines[at + 1] if at + 1 < len(lines) else ""
    if BULLET.match(followed) or plain(followed) == EMPTY:
        return lines[at], 1
    match = form.match(lines[at])
    return (lines[at], 1) if match and match.score >= SURE and not is_file_name(lines[at]) else ("", 0)


def _close(record: Record, form: Form, label: str, value: list[str]) -> None:
    text = " ".join(value).strip()
    if label and text and plain(text) != EMPTY:
        match: Match | None = form.match(label, "text") or form.match(label)
        if match is None or match.field.type != "files":
            taken = any(a.field_id == match.field.id for a in record.answers) if match else False
            record.add_answer(label, text, None if match and taken and not match.field.many else match)


def _read_head(record: Record, form: Form, line: str) -> None:
    """Read « SIRET : … », « Dénomination : … » and « Déposé le 21 octobre 2021 » above the form."""
    key, colon, value = line.partition(":")
    if colon and value.strip():
        held = form.system_headers.get(plain(key))
        if held and held != "ignored":
            record.system.setdefault(held, value.strip())
    found = re.match(r"d[eé]pos[eé](?: le)? (.+)", line, re.IGNORECASE)
    if found:
        record.system.setdefault("submitted_on", found[1].lstrip(": "))

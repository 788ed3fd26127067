"""MSG: an Outlook message by the streams of its OLE file ([MS-OXMSG]), its attachments as parts."""

from __future__ import annotations

import io
import struct
from datetime import UTC, datetime, timedelta
from typing import Any

from checker.reading.content import Content, Job
from checker.reading.flow import flow_page
from checker.reading.office.plain import decoded, html_text
from checker.reading.packed.attached import attached

_HEADERS = (("0C1A", "De"), ("0E04", "À"), ("0E03", "Cc"))
_SUBJECT, _BODY, _HTML = "0037", "1000", "1013"
_FILE, _LONG_NAME, _SHORT_NAME = "3701", "3707", "3704"
_SENT, _RECEIVED = 0x00390040, 0x0E060040
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def content(job: Job) -> Content:
    """Return the message as one page and its attachments as parts."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(job.data)) as ole:
        heads = [f"{label} : {value}" for code, label in _HEADERS if (value := _text(ole, [], code))]
        sent = _date(ole)
        if sent is not None:
            heads.append(f"Date : {sent:%d/%m/%Y %H:%M}")
        heads.append(f"Objet : {_text(ole, [], _SUBJECT)}")
        text = "\n".join([*heads, "", _body(ole)]).strip()
        held = _attachments(ole)
        parts = tuple(attached(held, len(held), job))
    return Content("msg", (flow_page(1, text, "msg"),), 1, parts=parts)


def _stream(ole: Any, folder: list[str], code: str, kind: str) -> bytes | None:
    path = [*folder, f"__substg1.0_{code}{kind}"]
    return bytes(ole.openstream(path).read()) if ole.exists("/".join(path)) else None


def _text(ole: Any, folder: list[str], code: str) -> str:
    """Return a text property, in Unicode where it is, else in the code page of French Windows."""
    wide = _stream(ole, folder, code, "001F")
    if wide is not None:
        return wide.decode("utf-16-le", "replace").replace("\r\n", "\n").strip("\0 \n")
    narrow = _stream(ole, folder, code, "001E")
    return narrow.decode("cp1252", "replace").replace("\r\n", "\n").strip("\0 \n") if narrow else ""


def _body(ole: Any) -> str:
    plain = _text(ole, [], _BODY)
    if plain:
        return plain
    source = _stream(ole, [], _HTML, "0102")
    return html_text(decoded(source)) if source else html_text(_text(ole, [], _HTML))


def _date(ole: Any) -> datetime | None:
    """Return when the message was sent (UTC), from the fixed properties: 32 bytes of head, then 16 each."""
    if not ole.exists("__properties_version1.0"):
        return None
    table = ole.openstream("__properties_version1.0").read()
    dates = {}
    for at in range(32, len(table) - 15, 16):
        tag, _, value = struct.unpack_from("<IIQ", table, at)
        dates[tag] = value
    ticks = dates.get(_SENT) or dates.get(_RECEIVED)
    try:
        return _EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
    except OverflowError:
        return None


def _attachments(ole: Any) -> list[tuple[str, bytes | str]]:
    """Return the name and bytes of each attachment, or why it has none."""
    folders = sorted({entry[0] for entry in ole.listdir() if entry[0].startswith("__attach_version1.0")})
    found: list[tuple[str, bytes | str]] = []
    for at, folder in enumerate(folders, 1):
        name = _text(ole, [folder], _LONG_NAME) or _text(ole, [folder], _SHORT_NAME) or f"pièce jointe {at}"
        data = _stream(ole, [folder], _FILE, "0102")
        found.append((name, "Message joint à un message Outlook : non ouvert." if data is None else data))
    return found

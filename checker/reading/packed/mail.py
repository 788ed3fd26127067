"""EML: who wrote to whom, when, what about, the text, and the attachments as parts."""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser

from checker.reading.content import Content, Job
from checker.reading.flow import flow_page
from checker.reading.glyphs import glyph_boxes
from checker.reading.office.plain import decoded, html_text
from checker.reading.problem import PARSER_FAULTS
from models.document import Document

_HEADERS = (("From", "De"), ("To", "À"), ("Cc", "Cc"), ("Date", "Date"), ("Subject", "Objet"))
_FAULTS: tuple[type[Exception], ...] = (MessageError, *PARSER_FAULTS)


def content(job: Job) -> Content:
    """Return the mail as one page and its attachments as parts."""
    message = BytesParser(policy=policy.default).parsebytes(job.data)
    heads = [f"{label} : {value}" for header, label in _HEADERS if (value := _header(message, header))]
    text = "\n".join([*heads, "", _body(message)]).strip()
    notes: list[str] = []
    parts = _attachments(message, job, notes)
    page = flow_page(1, text, "mail", check_boxes=glyph_boxes(text))
    return Content("mail", (page,), 1, parts=parts, notes=notes)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "").strip()
    except _FAULTS:  # the library fails on some malformed addresses
        return ""


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        source = part.get_content()
    except _FAULTS:
        payload = part.get_payload(decode=True)
        source = decoded(payload) if isinstance(payload, bytes) else ""
    text = str(source).replace("\r\n", "\n").replace("\u00a0", " ")
    return html_text(text) if part.get_content_subtype() == "html" else text.strip()


def _attachments(message: EmailMessage, job: Job, notes: list[str]) -> tuple[Document, ...]:
    parts: list[Document] = []
    for at, part in enumerate(message.iter_attachments(), 1):
        if job.budget.entries <= 0:
            notes.append(f"Pièces jointes du courriel : {len(parts)} ouvertes, les suivantes ignorées.")
            break
        job.budget.entries -= 1
        try:
            name = part.get_filename() or f"pièce jointe {at}"
            if part.get_content_type() == "message/rfc822":
                inner = part.get_payload(0)
                data = bytes(inner) if not isinstance(inner, str) else inner.encode()
                name = name if "." in name else f"{name}.eml"
            else:
                payload = part.get_payload(decode=True)
                data = payload if isinstance(payload, bytes) else b""
        except _FAULTS as fault:
            notes.append(f"Pièce jointe {at} illisible ({type(fault).__name__}).")
            continue
        job.budget.unpacked -= len(data)
        if job.budget.unpacked < 0:
            break
        parts.append(job.read_part(data, name))
    return tuple(parts)

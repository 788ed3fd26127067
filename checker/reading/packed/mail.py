"""EML: who wrote to whom, when, what about, the text, and the attachments as parts."""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser

from checker.reading.content import Content, Job
from checker.reading.flow import flow_page
from checker.reading.glyphs import glyph_boxes
from checker.reading.office.plain import decoded, html_text
from checker.reading.packed.attached import attached
from checker.reading.problem import PARSER_FAULTS

_HEADERS = (("From", "De"), ("To", "À"), ("Cc", "Cc"), ("Date", "Date"), ("Subject", "Objet"))
_FAULTS: tuple[type[Exception], ...] = (MessageError, *PARSER_FAULTS)


def content(job: Job) -> Content:
    """Return the mail as one page and its attachments as parts."""
    message = BytesParser(policy=policy.default).parsebytes(job.data)
    heads = [f"{label} : {value}" for header, label in _HEADERS if (value := _header(message, header))]
    text = "\n".join([*heads, "", _body(message)]).strip()
    held = _attachments(message)
    parts = tuple(attached(held, len(held), job))
    page = flow_page(1, text, "mail", check_boxes=glyph_boxes(text))
    return Content("mail", (page,), 1, parts=parts)


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


def _attachments(message: EmailMessage) -> list[tuple[str, bytes | str]]:
    """Return the name and bytes of each attachment, or why it has none."""
    return [_attachment(part, at) for at, part in enumerate(message.iter_attachments(), 1)]


def _attachment(part: Message, at: int) -> tuple[str, bytes | str]:
    name = f"pièce jointe {at}"
    try:
        name = part.get_filename() or name
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            return (name if "." in name else f"{name}.eml"), bytes(inner) if isinstance(
                inner, Message
            ) else b""
        payload = part.get_payload(decode=True)
    except _FAULTS as fault:
        return name, f"Pièce jointe illisible ({type(fault).__name__})."
    return name, payload if isinstance(payload, bytes) else b""

"""What a PDF holds beside its pages: form fields, signatures, attached files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2.raw as raw

from checker.reading.content import Job
from checker.reading.problem import PARSER_FAULTS
from models.document import DigitalSignature, Document, FormField

if TYPE_CHECKING:
    from checker.reading.pdf.source import PdfSource


def fields(source: PdfSource, notes: list[str]) -> tuple[FormField, ...]:
    """Return the fields of the PDF's form, AcroForm or XFA; none where it holds no form."""
    if source.pdf.get_formtype() == raw.FORMTYPE_NONE:
        return ()
    from checker.reading.pdf.forms import form_fields

    return form_fields(source.data, notes)


def signatures(source: PdfSource, notes: list[str]) -> tuple[DigitalSignature, ...]:
    """Return the embedded signatures as checked offline; none where pdfium counts none."""
    if raw.FPDF_GetSignatureCount(source.pdf) <= 0:
        return ()
    from checker.reading.pdf.signatures import checked_signatures

    return checked_signatures(source.data, notes)


def attachments(source: PdfSource, job: Job) -> tuple[Document, ...]:
    """Return the files attached inside the PDF, each read as a document."""
    from pypdfium2 import PdfiumError

    parts = []
    faults: tuple[type[Exception], ...] = (PdfiumError, *PARSER_FAULTS)
    for index in range(source.pdf.count_attachments()):
        if job.budget.entries <= 0:
            break
        job.budget.entries -= 1
        try:
            attachment = source.pdf.get_attachment(index)
            name = attachment.get_name() or f"pièce jointe {index + 1}"
            data = bytes(attachment.get_data())
        except faults:
            continue
        job.budget.unpacked -= len(data)
        if job.budget.unpacked < 0:
            break
        parts.append(job.read_part(data, name))
    return tuple(parts)

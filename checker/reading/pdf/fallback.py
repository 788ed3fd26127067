"""Readers for a PDF that pdfium refuses: pypdf, then pdfplumber; what one refuses another often reads."""

from __future__ import annotations

import io
from collections.abc import Iterator

from checker.reading.content import DAMAGED, Content, Job
from checker.reading.flow import flow_page
from checker.reading.problem import PARSER_FAULTS, ReadError, quieten
from models.document import Page


class _ForeignError(Exception):
    """An error of a reading library, under one name."""


_FAULTS: tuple[type[Exception], ...] = (_ForeignError, *PARSER_FAULTS)
_PAGE_FAULTS: tuple[type[Exception], ...] = (ReadError, *_FAULTS)


def content(job: Job) -> Content:
    """Return the pages' text by the first reader that gives any; without geometry.

    Raises ReadError ``encrypted`` or ``unreadable``.
    """
    quieten("pypdf", "pdfminer", "pdfplumber")
    count = 0
    for pages_of, name in ((_pypdf_pages, "pypdf"), (_plumber_pages, "pdfplumber")):
        pages: list[Page] = []
        try:
            for number, text in enumerate(pages_of(job.data), 1):
                if number > job.options.max_pages:
                    break
                pages.append(flow_page(number, text, name))
        except _FAULTS:
            count = max(count, len(pages))
        if any(page.text.strip() for page in pages):
            note = f"PDF endommagé : lu par un lecteur de secours ({name}), sans positions."
            return Content(name, tuple(pages), len(pages), notes=[note])
        count = max(count, len(pages))
    cause = "ses pages n’ont aucun texte accessible" if count else "sa structure n’est pas lisible"
    raise ReadError("unreadable", f"PDF endommagé : {cause} ; aucun lecteur n’a pu l’ouvrir.")


def page(data: bytes, index: int) -> Page:
    """Return page ``index`` (from 0) by the first reader that finds words on it; a damaged one where none does."""
    quieten("pypdf", "pdfminer", "pdfplumber")
    for pages_of, name in ((_pypdf_pages, "pypdf"), (_plumber_pages, "pdfplumber")):
        try:
            text = next(pages_of(data, index), "")
        except _PAGE_FAULTS:
            continue
        if text.strip():
            return flow_page(index + 1, text, name)
    return flow_page(index + 1, "", DAMAGED, confidence=0.0)


def _pypdf_pages(data: bytes, first: int = 0) -> Iterator[str]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, DeprecationError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("encrypted", "PDF protégé par un mot de passe : non lu.")
        for index in range(first, len(reader.pages)):
            yield reader.pages[index].extract_text()
    except (PyPdfError, DeprecationError, DependencyError) as fault:
        raise _ForeignError from fault


def _plumber_pages(data: bytes, first: int = 0) -> Iterator[str]:
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages[first:]:
                yield page.extract_text() or ""
                page.close()
    except (PDFException, PSException, PdfminerException, MalformedPDFException) as fault:
        raise _ForeignError from fault

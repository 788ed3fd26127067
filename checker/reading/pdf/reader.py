"""A PDF → pages: text by pdfium, page by page OCR where no text settles it, other readers where it fails."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from checker.reading.content import Content, Job
from checker.reading.flow import flow_page
from checker.reading.problem import PARSER_FAULTS, ReadError
from models.document import Page

if TYPE_CHECKING:
    from checker.reading.pdf.source import PdfSource

_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_FAULTS: tuple[type[Exception], ...] = (ReadError, *PARSER_FAULTS)
_ENOUGH_LETTERS = 120
"""A page with fewer letters beside a picture that covers it is a scan with a stamp of text."""


def content(job: Job) -> Content:
    """Return the pages of a PDF with its fields, signatures and attachments.

    Raises ReadError where the file is encrypted, or no reader opens it.
    """
    from pypdfium2 import PdfiumError

    from checker.reading.pdf.source import PdfSource

    try:
        source = PdfSource(_from_header(job.data))
        count = len(source)
    except PdfiumError as fault:
        if getattr(fault, "err_code", None) == _PASSWORD_ERROR:
            raise ReadError("encrypted", "PDF protégé par un mot de passe : non lu.") from fault
        from checker.reading.pdf.fallback import content as other_readers

        return other_readers(job)
    if count == 0:
        raise ReadError("empty", "PDF sans aucune page.")
    return _Reading(job, source).content(count)


def _from_header(data: bytes) -> bytes:
    """Return ``data`` from its « %PDF- » on: pdfium gives up where much junk precedes it."""
    at = data.find(b"%PDF-", 0, 8192)
    return data[at:] if at > 1000 else data


class _Reading:
    """One PDF being read: which pages want OCR, and how many may still have it."""

    def __init__(self, job: Job, source: PdfSource) -> None:
        self._job = job
        self._source = source
        self._has_pictures = b"/Image" in source.data
        self.notes: list[str] = []

    def content(self, count: int) -> Content:
        """Return everything the PDF holds."""
        from checker.reading.pdf.extras import attachments, fields, signatures

        read = min(count, self._job.options.max_pages)
        if read < count:
            self.notes.append(f"Document tronqué : {count} pages, les {read} premières ont été lues.")
        pages: dict[int, Page] = {}
        wanting: list[int] = []
        for index in range(read):
            page, wants_ocr = self._text_page(index)
            pages[index] = page
            if wants_ocr:
                wanting.append(index)
            self._alive(index + 1, read, by_ocr=False)
        self._recognise(pages, wanting)
        readers = {page.reader for page in pages.values()}
        return Content(
            reader=readers.pop() if len(readers) == 1 else "+".join(sorted(readers)),
            pages=tuple(pages[index] for index in sorted(pages)),
            page_count=count,
            fields=fields(self._source, self.notes),
            signatures=signatures(self._source, self.notes),
            parts=attachments(self._source, self._job),
            notes=self.notes,
        )

    def _text_page(self, index: int) -> tuple[Page, bool]:
        """Return the page as its text layer gives it, and whether OCR should read it instead."""
        from pypdfium2 import PdfiumError

        from checker.reading.pdf.layout import PdfLayout
        from checker.reading.pdf.text import clean, is_garbled, raw_text

        try:
            opened = self._source.page(index)
        except PdfiumError:
            self.notes.append(f"Page {index + 1} endommagée : non lue.")
            return flow_page(index + 1, "", "picture"), False
        text = clean(raw_text(opened.text))
        page = Page(
            number=index + 1,
            width=round(opened.width, 2),
            height=round(opened.height, 2),
            text=text,
            reader="pdfium",
            layout=PdfLayout(self._source, index, text),
        )
        return page, self._wants_ocr(index, text) or is_garbled(text)

    def _wants_ocr(self, index: int, text: str) -> bool:
        letters = sum(1 for letter in text if letter.isalnum())
        if letters >= _ENOUGH_LETTERS and not self._has_pictures:
            return False
        from checker.reading.pdf.coverage import shown_by_picture

        return shown_by_picture(self._source, index, text)

    def _recognise(self, pages: dict[int, Page], wanting: list[int]) -> None:
        """Replace the ``wanting`` pages by what OCR reads, the first and last ones where there are many."""
        if not wanting:
            return
        options = self._job.options
        if not options.ocr:
            self.notes.append("Pages numérisées non lues : la lecture optique est désactivée.")
            chosen: list[int] = []
        else:
            chosen = first_and_last(wanting, options.max_ocr_pages)
            if len(chosen) < len(wanting):
                self.notes.append(
                    f"Document tronqué : {len(wanting)} pages numérisées, {len(chosen)} ont été lues "
                    "(les premières et les dernières)."
                )
        for index in wanting:
            read = self._recognised(index) if index in chosen else None
            self._alive(index + 1, len(pages), by_ocr=True)
            if read is not None:
                pages[index] = read
            elif not pages[index].text.strip():
                pages[index] = pages[index].model_copy(update={"reader": "picture", "confidence": 0.0})
            else:
                pages[index] = pages[index].model_copy(update={"confidence": 0.5})

    def _alive(self, number: int, of: int, *, by_ocr: bool) -> None:
        if self._job.options.on_page is not None:
            self._job.options.on_page(number, of, by_ocr)

    def _recognised(self, index: int) -> Page | None:
        from checker.reading.ocr.layout import ocr_page
        from checker.reading.ocr.picture import reading_of

        try:
            grey = self._source.grey(index)
        except _FAULTS:
            self.notes.append(f"Page {index + 1} impossible à afficher : non lue.")
            return None
        opened = self._source.page(index)
        reading = reading_of(grey, self._job.options.cache)
        again = partial(self._source.grey, index)
        return ocr_page(index + 1, (round(opened.width, 2), round(opened.height, 2)), reading, again)


def first_and_last(indices: list[int], most: int) -> list[int]:
    """Return at most ``most`` of ``indices``: two thirds from the front, the rest from the back."""
    if len(indices) <= most:
        return list(indices)
    back = most // 3
    return [*indices[: most - back], *(indices[-back:] if back else [])]

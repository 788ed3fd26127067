"""A PDF → pages: text by pdfium, page by page OCR where no text settles it, other readers where it fails."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from checker.reading.content import DAMAGED, Content, Job
from checker.reading.flow import flow_page
from checker.reading.problem import PARSER_FAULTS, ReadError
from models.document import Page

if TYPE_CHECKING:
    from checker.reading.pdf.coverage import Shown
    from checker.reading.pdf.source import PdfSource

_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_FAULTS: tuple[type[Exception], ...] = (ReadError, *PARSER_FAULTS)
_ENOUGH_SIGNS = 150
"""A page with fewer signs beside a picture that covers it is a scan with a stamp of text."""
_DOUBTED = 0.5
"""Confidence in a text layer that is garbled, poor or contradicted, where OCR was not to be had."""
_RESCUES = 20
"""Damaged pages that other readers are asked for: each asking parses the whole file again."""
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
"""A picture's dictionary is never compressed, so a file without this holds none but inline ones."""


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
    """Return ``data`` from its « %PDF- » on: pdfium gives up where much junk precedes it, or where it is lost."""
    at = data.find(b"%PDF-", 0, 8192)
    return b"%PDF-1.7\n" + data if at < 0 else data[at:] if at > 1000 else data


class _Reading:
    """One PDF being read: which pages want OCR, and how many may still have it."""

    def __init__(self, job: Job, source: PdfSource) -> None:
        self._job = job
        self._source = source
        self._damaged = 0
        self._has_pictures = _PICTURE.search(source.data) is not None
        self.notes: list[str] = []

    def content(self, count: int) -> Content:
        """Return everything the PDF holds."""
        from checker.reading.pdf.extras import attachments, fields, signatures

        read = min(count, self._job.options.max_pages)
        if read < count:
            self.notes.append(f"Document tronqué : {count} pages, les {read} premières ont été lues.")
        # Before any page is loaded: drawing the fields into their pages takes the signatures' widgets away.
        signed = signatures(self._source, self.notes)
        self._source.fields = fields(self._source, self.notes)
        pages: dict[int, Page] = {}
        wanting: dict[int, Shown] = {}
        for index in range(read):
            pages[index], wanted = self._text_page(index)
            if wanted is not None:
                wanting[index] = wanted
            else:
                self._tell(index, count, by_ocr=False)
        self._recognise(pages, wanting, count)
        rescued = [str(page.number) for page in pages.values() if page.reader in ("pypdf", "pdfplumber")]
        if rescued:
            self.notes.append(f"Pages endommagées, lues par un lecteur de secours : {', '.join(rescued)}.")
        lost = [str(page.number) for page in pages.values() if page.reader == DAMAGED]
        if lost:
            more = " …" if len(lost) > _RESCUES else ""
            self.notes.append(f"Pages endommagées, non lues : {', '.join(lost[:_RESCUES])}{more}.")
        readers = {page.reader for page in pages.values()}
        return Content(
            reader=readers.pop() if len(readers) == 1 else "+".join(sorted(readers)),
            pages=tuple(pages[index] for index in sorted(pages)),
            page_count=count,
            fields=self._source.fields,
            signatures=signed,
            parts=attachments(self._source, self._job),
            notes=self.notes,
        )

    def _text_page(self, index: int) -> tuple[Page, Shown | None]:
        """Return the page as its text layer gives it, and what of it OCR should read, if anything."""
        from pypdfium2 import PdfiumError

        from checker.reading.pdf.coverage import Shown, shown
        from checker.reading.pdf.layout import PdfLayout
        from checker.reading.pdf.text import clean, is_garbled, raw_text, signs

        try:
            opened = self._source.page(index)
        except PdfiumError:
            return self._rescued(index), None
        written = raw_text(opened.text)
        text = clean(written)
        page = Page(
            number=index + 1,
            width=round(opened.width, 2),
            height=round(opened.height, 2),
            text=text,
            reader="pdfium",
            layout=PdfLayout(self._source, index, text),
        )
        if is_garbled(written):
            return page, Shown("scan")
        if signs(text) >= _ENOUGH_SIGNS and not self._has_pictures:
            return page, None
        seen = shown(self._source, index, text)
        if seen.kind == "layer":
            layer = self._layered(index, text)
            return (page, Shown("scan")) if layer is None else (layer, None)
        return page, None if seen.kind == "text" else seen

    def _layered(self, index: int, text: str) -> Page | None:
        """Return the page as its scanner's own OCR layer gives it, ``None`` where its picture shows something else."""
        from checker.reading.pdf.layer import layer_page

        try:
            return layer_page(self._source, index, text, checked=self._job.options.ocr)
        except _FAULTS:  # what cannot be shown cannot be read otherwise
            return layer_page(self._source, index, text, checked=False)

    def _rescued(self, index: int) -> Page:
        """Return a page that pdfium cannot load, as another reader gives it."""
        from checker.reading.pdf.fallback import page

        self._damaged += 1
        if self._damaged > _RESCUES:
            return flow_page(index + 1, "", DAMAGED, confidence=0.0)
        return page(self._source.data, index)

    def _tell(self, index: int, count: int, *, by_ocr: bool) -> None:
        """Give a sign of life: a long scan is not to be taken for a file that hangs."""
        if self._job.options.on_page is not None:
            self._job.options.on_page(index + 1, count, by_ocr)

    def _recognise(self, pages: dict[int, Page], wanting: Mapping[int, Shown], count: int) -> None:
        """Replace the ``wanting`` pages by what OCR reads, the first and last ones where there are many."""
        scans = [index for index, seen in wanting.items() if seen.kind == "scan"]
        options = self._job.options
        chosen = first_and_last(list(wanting), options.max_ocr_pages) if options.ocr else []
        left_out = [index for index in scans if index not in chosen]
        if scans and not options.ocr:
            self.notes.append("Pages numérisées non lues : la lecture optique est désactivée.")
        elif left_out:
            self.notes.append(
                f"Document tronqué : {len(scans)} pages numérisées, {len(scans) - len(left_out)} ont été lues "
                "(les premières et les dernières)."
            )
        for index, seen in wanting.items():
            by_ocr = index in chosen
            if seen.kind == "mixed":
                pages[index] = self._with_pictures(pages[index], seen) if by_ocr else pages[index]
            elif by_ocr and (read := self._recognised(index)) is not None:
                pages[index] = read
            elif not pages[index].text.strip():
                pages[index] = pages[index].model_copy(update={"reader": "picture", "confidence": 0.0})
            else:
                pages[index] = self._doubted(pages[index])
            self._tell(index, count, by_ocr=by_ocr)

    def _doubted(self, page: Page) -> Page:
        """Return a page that OCR should have read and did not, its text layer doubted word for word."""
        from checker.reading.pdf.layout import PdfLayout

        layout = PdfLayout(self._source, page.number - 1, page.text, _DOUBTED)
        return page.model_copy(update={"confidence": _DOUBTED, "layout": layout})

    def _with_pictures(self, page: Page, seen: Shown) -> Page:
        """Return ``page`` with the words of its pictures after its own, where they hold any."""
        from checker.reading.pdf.layer import mixed_page, pictured_words

        index = page.number - 1
        try:
            reading = pictured_words(self._source, index, seen.pictures, self._job.options)
        except _FAULTS:
            self.notes.append(f"Page {page.number} : images impossibles à afficher, non lues.")
            return page
        return page if reading is None else mixed_page(self._source, index, page.text, reading)

    def _recognised(self, index: int) -> Page | None:
        from checker.reading.ocr.layout import ocr_page
        from checker.reading.ocr.picture import reading_of

        options = self._job.options
        try:
            grey = self._source.grey(index)
            reading = reading_of(grey, options.cache, second=options.second_reader)
        except _FAULTS:
            self.notes.append(f"Page {index + 1} impossible à afficher : non lue.")
            return None
        opened = self._source.page(index)
        again = partial(self._source.grey, index)
        return ocr_page(index + 1, (round(opened.width, 2), round(opened.height, 2)), reading, again)


def first_and_last(indices: list[int], most: int) -> list[int]:
    """Return at most ``most`` of ``indices``: two thirds from the front, the rest from the back."""
    if len(indices) <= most:
        return list(indices)
    back = most // 3
    return [*indices[: most - back], *(indices[-back:] if back else [])]

"""Files made to harm a reader, small on disk: what they unpack to, loop through or draw is not."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

FONT = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
A4 = b"[0 0 595 842]"


def pdf(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of these objects, the first one its catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(data), entries) + data + b"\nendstream"


def packed(piece: bytes, times: int, entries: bytes = b"") -> bytes:
    """Return a compressed stream of ``piece`` repeated."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(piece) for _ in range(times)) + packer.flush()
    return stream(data, b"/Filter /FlateDecode " + entries)


def one_page(resources: bytes, *more: bytes, box: bytes = A4, entries: bytes = b"") -> bytes:
    """Return a PDF of one page; ``more`` are its contents (object 4) and what they use (5, 6 …)."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << %s >> %s >>"
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page % (box, resources, entries),
            *more,
        ]
    )


def form(content: bytes, uses: int | None) -> bytes:
    """Return a form object that may draw object number ``uses`` as /X."""
    named = b"/Resources << /XObject << /X %d 0 R >> >>" % uses if uses else b""
    return stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 10 10] " + named)


def picture(side: int) -> bytes:
    """Return a page covered by a white picture of ``side`` × ``side`` pixels, one bit each."""
    entries = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1 /ColorSpace /DeviceGray"
    )
    shown = stream(b"595 0 0 842 0 0 cm /X Do")
    return one_page(
        b"/XObject << /X 5 0 R >>", shown, packed(b"\xff" * (side // 8), side, entries % (side, side))
    )


def doubling_forms(depth: int) -> bytes:
    """Return forms that each draw the next one twice: 2 ** depth drawings."""
    forms = [form(b"/X Do /X Do", 6 + n) for n in range(depth - 1)] + [form(b"0 0 m 1 1 l S", None)]
    return one_page(b"/XObject << /X 5 0 R >>", stream(b"/X Do"), *forms)


def loops() -> dict[str, bytes]:
    """Return PDFs whose parts hold themselves."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>"
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    widget = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (b) /Parent 5 0 R /Rect [0 0 9 9] >>"
    fields = one_page(b"", stream(b""), widget, entries=b"/Annots [5 0 R]")
    return {
        "form": one_page(b"/XObject << /X 5 0 R >>", stream(b"/X Do"), form(b"/X Do", 5)),
        "pages": pdf([catalog, b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>", page]),
        "fields": fields.replace(b"/Pages 2 0 R", b"/Pages 2 0 R /AcroForm << /Fields [5 0 R] >>", 1),
        "many": pdf([catalog, b"<< /Type /Pages /Kids [%s] /Count 90000 >>" % (b"3 0 R " * 90_000), page]),
    }

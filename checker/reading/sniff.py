"""What a file is, told by its bytes; its name is only a hint."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from checker.reading.problem import PARSER_FAULTS

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "tiff": "image/tiff",
    "webp": "image/webp",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "heic": "image/heic",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsb": "application/vnd.ms-excel.sheet.binary.macroenabled.12",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "msg": "application/vnd.ms-outlook",
    "eml": "message/rfc822",
    "rtf": "application/rtf",
    "csv": "text/csv",
    "html": "text/html",
    "txt": "text/plain",
    "zip": "application/zip",
    "7z": "application/x-7z-compressed",
    "rar": "application/vnd.rar",
    "gz": "application/gzip",
    "ooxml_encrypted": "application/encrypted",
    "ole": "application/x-ole-storage",
    "unknown": "application/octet-stream",
}
"""Every kind that `sniff` returns, with its media type."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b", "gz"),
)
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"})
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("EncryptedPackage", "ooxml_encrypted"),
    ("__properties_version1.0", "msg"),
)
_ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_PDF_OBJECT = re.compile(rb"(?:^|[\r\n\0 ])\d{1,7} \d{1,5} obj\s*<<\s*/\w")
_MAIL_HEADERS = (
    b"from:", b"to:", b"subject:", b"date:", b"received:", b"return-path:", b"message-id:",
    b"mime-version:", b"delivered-to:", b"x-", b"content-type:",
)  # fmt: skip


def sniff(data: bytes, name: str = "") -> str:
    """Return the kind of ``data``, a key of ``MEDIA_TYPES``; ``name`` only parts text from CSV."""
    head = data[:16]
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if (
        head.startswith(b"BM")
        and len(data) > 26
        and data[14:18] in (b"\x28\0\0\0", b"\x0c\0\0\0", b"\x7c\0\0\0")
    ):
        return "bmp"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return "heic"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_kind(data)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    # Mail gateways and web servers put junk before the header; pypdf and pdfminer read on all the same.
    if b"%PDF-" in data[:8192]:
        return "pdf"
    # A header lost on the way is no hindrance to other readers: an object of a PDF looks like nothing else.
    if _PDF_OBJECT.search(data[:8192]):
        return "pdf"
    return _text_kind(data, name)


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = _ODF.get(archive.read("mimetype").strip())
                if kind:
                    return kind
    except PARSER_FAULTS:
        return "zip"
    held = set(names)
    if "word/document.xml" in held or ("[Content_Types].xml" in held and _any_under(names, "word/")):
        return "docx"
    if "xl/workbook.xml" in held:
        return "xlsx"
    if "xl/workbook.bin" in held:
        return "xlsb"
    if "ppt/presentation.xml" in held:
        return "pptx"
    return "zip"


def _any_under(names: list[str], folder: str) -> bool:
    return any(name.startswith(folder) for name in names)


def _ole_kind(data: bytes) -> str:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            for stream, kind in _OLE_STREAMS:
                if ole.exists(stream):
                    return kind
    except PARSER_FAULTS:
        return "ole"
    return "ole"


def _text_kind(data: bytes, name: str) -> str:
    head = data[:4096]
    if not _looks_like_text(head):
        return "unknown"
    lowered = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if lowered.startswith((b"<!doctype html", b"<html")):
        return "html"
    lines = lowered.split(b"\n", 12)[:12]
    headers = sum(1 for line in lines if line.startswith(_MAIL_HEADERS))
    if headers >= 3 and lines[0].partition(b":")[0].replace(b"-", b"").isalnum():
        return "eml"
    if PurePosixPath(name.lower()).suffix in (".csv", ".tsv"):
        return "csv"
    return "txt"


def _looks_like_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    if not head:
        return False
    odd = sum(1 for byte in head if byte < 32 and byte not in (9, 10, 12, 13, 27))
    if head.count(0) > len(head) // 4:  # UTF-16 without a mark: every other byte is nought
        return head[1::2].count(0) > len(head) // 3 or head[0::2].count(0) > len(head) // 3
    return odd * 50 <= len(head)

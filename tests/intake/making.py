"""Make exports as the service lays them out, with applicants nobody knows."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]

BASE = {
    "ID": 24577162,
    "Email": "contact@example.org",
    "État du dossier": "En instruction",
    "Déposé le": "2021-10-21 14:07:33 +0200",
    "Entreprise raison sociale": "CTRE HOSP VAL D ORGE",
}


def stamped(name: str, number: int = 8841, stamp: str = "05-03-2022-14-07") -> str:
    """Return a file's name with the service's suffix."""
    stem, dot, extension = name.rpartition(".")
    return f"{stem}-{stamp}-{number}{dot}{extension}" if dot else f"{name}-{stamp}-{number}"


def piece(dossier: int, name: str, number: int = 8841, folder: str = "pieces_justificatives") -> str:
    """Return the path of a dossier's file inside the export's root."""
    return f"dossier-{dossier}/{folder}/{stamped(name, number)}"


def write_zip(path: Path, files: Mapping[str, bytes], root: str = "export/", flagged: bool = True) -> Path:
    """Write a zip, stored; without ``flagged`` its names are raw UTF-8 and bit 11 is clear."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(root + name), data)
    if not flagged:
        path.write_bytes(without_utf8_flag(path.read_bytes()))
    return path


def without_utf8_flag(data: bytes) -> bytes:
    """Return a zip's bytes with bit 11 cleared in every header."""
    raw = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            (flags,) = struct.unpack_from("<H", raw, at + offset)
            struct.pack_into("<H", raw, at + offset, flags & ~0x800)
            at = raw.find(mark, at + 4)
    return bytes(raw)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files under a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def csv_bytes(
    header: Sequence[str], rows: Sequence[Sequence[Any]], delimiter: str = ",", bom: bool = False
) -> bytes:
    """Return a CSV as the service (or a spreadsheet) writes it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")


def xlsx_bytes(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """Return a workbook of the sheets given as rows."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table_rows(*rows: Row) -> list[list[Any]]:
    """Return a header and its rows from mappings that share their keys."""
    header = list(rows[0])
    return [header, *([row.get(key, "") for key in header] for row in rows)]


def pdf_bytes(lines: Sequence[str]) -> bytes:
    """Return a PDF that prints the lines one under the other."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    height = 800
    for line in lines:
        if height < 60:
            canvas.showPage()
            height = 800
        canvas.drawString(50, height, line)
        height -= 16
    canvas.save()
    return out.getvalue()

"""Workbooks of every program: sheets are pages, far cells and bombs are refused before anything is laid out."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.reading import binary_book
from tests.reading.compound import compound
from tests.reading.files import reading, saved, zipped

OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def test_workbook_sheets_are_pages_with_dates_percentages_and_tables(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Indicateurs"
    sheet.append(["Indicateur", "Taux", "Date", "Oui"])
    sheet.append(["DMP", 0.875, date(2022, 1, 12), "X"])
    sheet["B2"].number_format = "0.0%"
    workbook.create_sheet("Vide")
    document = reading(tmp_path, saved(workbook), "i.xlsx")
    assert (document.page_count, document.pages[1].text) == (2, "")
    assert document.pages[0].text.split("\n") == [
        "Indicateurs",
        "Indicateur\tTaux\tDate\tOui",
        "DMP\t87,5 %\t12/01/2022\tX",
    ]
    assert document.pages[0].layout.tables()[0].rows[1][3].checked is True


def test_a_far_cell_is_refused_before_it_is_laid_out(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "près"
    workbook.active["XFD1048576"] = "loin"
    document = reading(tmp_path, saved(workbook), "loin.xlsx")
    assert document.status == "too_large"
    assert "démesurées" in (document.message or "")


BOOK: dict[str, dict[int, dict[int, binary_book.Value]]] = {
    "Indicateurs": {
        0: {0: "Indicateur", 1: "Taux", 2: "Relevé le", 3: "Oui"},
        3: {0: "DMP", 1: 0.875, 2: date(2022, 1, 12), 3: "X"},
    },
    "Vide": {},
}
"""The second row stands two rows below the first; 0.875 has a format of percentages of the workbook's own."""


def test_a_binary_workbook_is_read_like_any_other(tmp_path: Path) -> None:
    document = reading(tmp_path, binary_book.packed(binary_book.members(BOOK)), "i.xlsb")
    assert (document.status, document.reader, document.page_count) == ("read", "calamine", 2)
    assert document.pages[0].text.split("\n") == [
        "Indicateurs",
        "Indicateur\tTaux\tRelevé le\tOui",
        "DMP\t87,5 %\t12/01/2022\tX",
    ]
    assert document.pages[0].layout.tables()[0].rows[1][3].checked is True
    assert document.pages[1].text == ""


@pytest.mark.parametrize(
    "cells", [{0: {0: "près"}, 1048575: {16383: "loin"}}, {0: {4294967295: "loin", 0: 1}}]
)
def test_a_far_cell_of_a_binary_workbook_is_refused(
    tmp_path: Path, cells: dict[int, dict[int, binary_book.Value]]
) -> None:
    document = reading(tmp_path, binary_book.packed(binary_book.members({"Loin": cells})), "loin.xlsb")
    assert document.status == "too_large"
    assert "« Loin »" in (document.message or "")


def test_a_long_binary_workbook_is_cut_and_says_so(tmp_path: Path) -> None:
    rows: dict[int, dict[int, binary_book.Value]] = {at: {0: at, 1: "x"} for at in range(50)}
    data = binary_book.packed(binary_book.members({"Long": rows}))
    document = reading(tmp_path, data, "long.xlsb", max_cells=20)
    assert "« Long » tronquée : 10 lignes lues" in (document.message or "")
    assert reading(tmp_path, data, "long.xlsb", max_cells=4).status == "too_large"


@pytest.mark.parametrize(
    "member", ["xl/sharedStrings.bin", "xl/worksheets/sheet1.bin", "xl/sharedStrings.xml"]
)
def test_a_bomb_in_a_workbook_is_refused_unopened(tmp_path: Path, member: str) -> None:
    bomb = b"\0" * 60_000_000
    if member.endswith("bin"):
        data = binary_book.packed({**binary_book.members(BOOK), member: bomb})
    else:
        whole = zipfile.ZipFile(io.BytesIO(saved(openpyxl.Workbook())))
        data = zipped({**{name: whole.read(name) for name in whole.namelist()}, member: bomb})
    start = time.monotonic()
    document = reading(tmp_path, data, "b.xlsb")
    assert (document.status, "démesuré" in (document.message or "")) == ("too_large", True)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("member", [name for name in binary_book.members(BOOK) if name.endswith(".bin")])
def test_a_binary_workbook_cut_short_or_bitten_gives_a_status(tmp_path: Path, member: str) -> None:
    parts = binary_book.members(BOOK)
    whole = parts[member]
    statuses = set()
    for at in range(0, len(whole), 3):
        bitten = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        for part in (whole[:at], bitten):
            document = reading(tmp_path, binary_book.packed({**parts, member: part}), "mordu.xlsb")
            statuses.add(document.status)
            assert document.status == "read" or document.message
    assert statuses <= {"read", "empty", "unreadable", "too_large"}
    assert "unreadable" in statuses
    assert reading(tmp_path, binary_book.packed(parts)[:-300], "coupé.xlsb").status in ("unreadable", "empty")


def test_repeated_cells_of_an_ods_are_counted_before_they_are_written_out(tmp_path: Path) -> None:
    body = (
        f"<office:document-content {OPEN}><office:body><office:spreadsheet><table:table>"
        "<table:table-row table:number-rows-repeated='1000000'>"
        "<table:table-cell office:value-type='string' table:number-columns-repeated='1000'><text:p>x</text:p>"
        "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    data = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": body})
    assert reading(tmp_path, data, "r.ods").status == "too_large"


def test_a_workbook_with_macros_is_read_and_its_macros_are_not(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["RSSI nommé", "Oui"])
    whole = zipfile.ZipFile(io.BytesIO(saved(workbook)))
    members: dict[str, str | bytes] = {name: whole.read(name) for name in whole.namelist()}
    types = whole.read("[Content_Types].xml").decode()
    members["[Content_Types].xml"] = types.replace(
        "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    members["xl/vbaProject.bin"] = b"Sub Auto_Open()"
    document = reading(tmp_path, zipped(members), "macros.xlsm")
    assert (document.status, document.pages[0].text) == ("read", "Sheet\nRSSI nommé\tOui")


def test_an_opendocument_workbook_shows_its_rows(tmp_path: Path) -> None:
    def cell(text: str) -> str:
        return f"<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>"

    rate = (
        "<table:table-cell office:value-type='float' office:value='12'><text:p>12</text:p></table:table-cell>"
    )
    body = (
        f"<office:document-content {OPEN}><office:body><office:spreadsheet><table:table table:name='Indicateurs'>"
        f"<table:table-row>{cell('Indicateur')}{cell('Nombre')}</table:table-row>"
        f"<table:table-row>{cell('Comptes rendus')}{rate}</table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    listed = (
        "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>"
        f"<manifest:file-entry manifest:full-path='/' manifest:media-type='{kind}'/></manifest:manifest>"
    )
    data = zipped({"mimetype": kind, "content.xml": body, "META-INF/manifest.xml": listed})
    page = reading(tmp_path, data, "i.ods").pages[0]
    assert page.text.split("\n") == ["Indicateurs", "Indicateur\tNombre", "Comptes rendus\t12"]
    assert [[cell.text for cell in row] for row in page.layout.tables()[0].rows][1] == [
        "Comptes rendus",
        "12",
    ]


def record(kind: int, data: bytes) -> bytes:
    """Return a record of an old workbook (BIFF8)."""
    return struct.pack("<HH", kind, len(data)) + data


def test_an_old_workbook_shows_its_rows(tmp_path: Path) -> None:
    words = ("Indicateur", "Nombre", "Résultats")
    table = b"".join(struct.pack("<HB", len(word), 1) + word.encode("utf-16-le") for word in words)
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    strings = record(0x00FC, struct.pack("<II", 3, 3) + table)
    name = "Bilan".encode("latin-1")

    def globals_(at: int) -> bytes:
        sheet = record(0x0085, struct.pack("<IBBBB", at, 0, 0, len(name), 0) + name)
        return record(0x0809, begin) + sheet + strings + record(0x000A, b"")

    def word(row: int, column: int, at: int) -> bytes:
        return record(0x00FD, struct.pack("<HHHI", row, column, 0, at))

    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    sheet += word(0, 0, 0) + word(0, 1, 1) + word(1, 0, 2)
    sheet += record(0x0203, struct.pack("<HHHd", 1, 1, 0, 42.0)) + record(0x000A, b"")
    data = compound({"Workbook": globals_(len(globals_(0))) + sheet})
    document = reading(tmp_path, data, "ancien.xls")
    assert (document.status, document.reader) == ("read", "calamine")
    assert document.pages[0].text.split("\n") == ["Bilan", "Indicateur\tNombre", "Résultats\t42"]

"""The tables: what a spreadsheet shows when an instructor opens them."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from checker.reporting.tables import CELL_LIMIT, csv_bytes, cut, write_summary, xlsx_bytes
from models.verdict import FileVerdict

from .invented import TITLES, hostile_verdict, requirement, sha, verdict


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write_summary([verdict(1), verdict(2), hostile_verdict(3)], tmp_path)
    return tmp_path


def rows(out: Path) -> list[dict[str, str]]:
    text = (out / "summary.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_csv_opens_in_a_french_excel(out: Path) -> None:
    assert (out / "summary.csv").read_bytes().startswith(b"\xef\xbb\xbfDossier;")
    first = rows(out)[0]
    assert first["Dossier"] == "1"
    assert first["Déposé le"] == "21/04/2022"
    assert first["Avance (€)"] == "18475,50"
    assert first["Issue proposée"] == "Non satisfait"
    assert first["PS2.2"] in {"Satisfait", "Non satisfait", "À examiner", "Sans objet"}


def test_every_requirement_has_its_column(out: Path) -> None:
    assert set(TITLES) <= set(rows(out)[0])


def test_a_requirement_named_like_a_column_does_not_write_over_it(tmp_path: Path) -> None:
    write_summary([verdict(1, requirements=(requirement("Région", "satisfied"),))], tmp_path)
    assert rows(tmp_path)[0]["Région"] == "Occitanie"
    assert rows(tmp_path)[0]["Exigence Région"] == "Satisfait"


def test_no_cell_of_the_csv_is_a_formula(out: Path) -> None:
    for row in csv.reader(io.StringIO((out / "summary.csv").read_text("utf-8-sig")), delimiter=";"):
        assert not [cell for cell in row if cell.strip()[:1] in tuple("=+-@|%")]


def test_jsonl_holds_a_dossier_a_line(out: Path) -> None:
    lines = [json.loads(line) for line in (out / "summary.jsonl").read_text("utf-8").splitlines()]
    assert [line["number"] for line in lines] == [1, 2, 3]
    assert lines[0]["requirements"].keys() == TITLES.keys()
    assert lines[0]["not_examined"] == 1


def test_the_workbook_has_three_filtered_sheets_with_frozen_heads(out: Path) -> None:
    book = load_workbook(out / "summary.xlsx")
    assert book.sheetnames == ["Dossiers", "Exigences", "Fichiers"]
    assert [sheet.max_row for sheet in book] == [1 + 3, 1 + 3 * len(TITLES), 1 + 3 * 5]
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_the_workbook_keeps_numbers_dates_and_identifiers_as_what_they_are(out: Path) -> None:
    sheet = load_workbook(out / "summary.xlsx")["Dossiers"]
    first = {head.value: cell.value for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert first["Dossier"] == 1
    assert first["N° FINESS"] == "010000024"
    assert first["Déposé le"] == datetime(2022, 4, 21)  # noqa: DTZ001 - a spreadsheet has no time zone
    assert first["Montant (€)"] == 61585


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(out: Path) -> None:
    for sheet in load_workbook(out / "summary.xlsx"):
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type != "f", cell.coordinate
                assert cell.hyperlink is None, cell.coordinate


def test_an_override_is_shown_not_obeyed(out: Path) -> None:
    text = (out / "summary.csv").read_text("utf-8-sig")
    assert "\u202e" not in text
    assert "\x1b" not in text


def test_a_long_cell_is_cut_with_a_sign(tmp_path: Path) -> None:
    long = FileVerdict(
        path="a.pdf", sha256=sha("a"), field=None, kind="other", kind_confidence=0.5, pages=1,
        status="read", reader="pdfium", message="😀" * CELL_LIMIT,
    )  # fmt: skip
    write_summary([verdict(1, files=(long,))], tmp_path)
    sheet = load_workbook(tmp_path / "summary.xlsx")["Fichiers"]
    message = sheet.cell(2, [cell.value for cell in sheet[1]].index("Message") + 1).value
    assert len(message.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert message.endswith("…")


@given(st.text())
def test_any_text_survives_both_tables(text: str) -> None:
    row = {"Texte": text}
    list(csv.reader(io.StringIO(csv_bytes([row]).decode("utf-8-sig"), newline=""), delimiter=";"))
    sheet = load_workbook(io.BytesIO(xlsx_bytes({"A": [row]})))["A"]
    assert sheet.cell(2, 1).data_type != "f"


@given(st.text(alphabet="a😀", min_size=0, max_size=50_000))
def test_cut_never_exceeds_a_cell(text: str) -> None:
    assert len(cut(text).encode("utf-16-le")) // 2 <= CELL_LIMIT


def test_a_batch_without_dossier_still_gives_tables(tmp_path: Path) -> None:
    assert [path.name for path in write_summary([], tmp_path)] == [
        "summary.csv",
        "summary.jsonl",
        "summary.xlsx",
    ]
    assert load_workbook(tmp_path / "summary.xlsx").sheetnames == ["Dossiers", "Exigences", "Fichiers"]

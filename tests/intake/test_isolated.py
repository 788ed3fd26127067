from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.intake import FileUnavailable
from checker.intake.isolated import IsolatedReader

from .making import pdf_bytes, xlsx_bytes

WORKBOOK = zipfile.ZipFile(io.BytesIO(xlsx_bytes({"Dossiers": [["ID", "x"], [1, "a"], [2, 1.5]]})))
WORKBOOK_PARTS = {
    name: WORKBOOK.read(name) for name in WORKBOOK.namelist() if name.endswith((".xml", ".rels"))
}
READS_THEN = "import sys; sys.stdin.buffer.readline(); "


@pytest.fixture(scope="module")
def shared() -> Iterator[IsolatedReader]:
    with IsolatedReader() as reader:
        yield reader


def test_pdfs_are_read_one_after_the_other() -> None:
    with IsolatedReader() as reader:
        assert "Formulaire" in reader.text(pdf_bytes(["Formulaire"]))
        with pytest.raises(FileUnavailable, match="illisible"):
            reader.text(b"%PDF-1.7 rien")
        assert "Messagerie" in reader.text(pdf_bytes(["Messagerie"]))


@pytest.mark.parametrize(
    "fault",
    [
        "import os; os.abort()",
        "import time; time.sleep(60)",
        "sys.exit(0)",
        "print('pas du json', flush=True)",
        "x = " * 9,
    ],
)
def test_a_reader_that_breaks_costs_one_pdf_and_no_wait(fault: str) -> None:
    with IsolatedReader(seconds=1.0, command=READS_THEN + fault) as reader:
        for _ in range(2):
            with pytest.raises(FileUnavailable, match="n’a pas abouti"):
                reader.text(b"%PDF-")


def test_workbooks_and_pdfs_share_the_process() -> None:
    with IsolatedReader() as reader:
        (sheet,) = reader.sheets(xlsx_bytes({"Dossiers": [["ID", "Région"], [24577162, "Île-de-France"]]}))
        assert sheet.rows == (("ID", "Région"), ("24577162", "Île-de-France"))
        assert "Formulaire" in reader.text(pdf_bytes(["Formulaire"]))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_workbook_damaged_anywhere_is_refused_or_read(shared: IsolatedReader, data: st.DataObject) -> None:
    parts = dict(WORKBOOK_PARTS)
    name = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, len(parts[name])))
    dropped = data.draw(st.integers(0, 30))
    added = data.draw(st.sampled_from([b"", b"99999999", b"-1", b"<", b"\xff", b"XFD", b"A"]))
    parts[name] = parts[name][:at] + added + parts[name][at + dropped :]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    try:
        shared.sheets(out.getvalue())
    except FileUnavailable as fault:
        assert "illisible" in fault.sentence or "tableau" in fault.sentence

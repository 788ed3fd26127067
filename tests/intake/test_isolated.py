from __future__ import annotations

import pytest

from checker.intake import FileUnavailable
from checker.intake.isolated import SummaryReader

from .making import pdf_bytes

READS_THEN = "import sys; sys.stdin.buffer.read(8); "


def test_pdfs_are_read_one_after_the_other() -> None:
    with SummaryReader() as reader:
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
    with SummaryReader(seconds=1.0, command=READS_THEN + fault) as reader:
        for _ in range(2):
            with pytest.raises(FileUnavailable, match="n’a pas abouti"):
                reader.text(b"%PDF-")

"""``sunes report``: everything again from the verdicts alone, with pictures when the export is at hand."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from checker.cli.report import report
from checker.errors import CheckerError, NoDossierError
from checker.reporting import read_run, write, write_verdict

from .conftest import ORDER_BOX
from .invented import cited, requirement, verdict
from .test_run import run

APP = typer.Typer()
APP.command()(report)


def invoked(*arguments: object) -> str:
    result = CliRunner().invoke(APP, list(map(str, arguments)), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output.strip()


@pytest.fixture
def out(tmp_path: Path, order_pdf: Path) -> Path:
    name = sha256(order_pdf.read_bytes()).hexdigest()
    fact = cited("dated", "2022-01-10", "Date : 10 janvier 2022", "commande.pdf", file=name, box=ORDER_BOX)
    write_verdict(
        verdict(7, requirements=(requirement("PS2.2", "not_satisfied", evidence=(fact,)),)), tmp_path
    )
    write_verdict(verdict(8), tmp_path)
    return tmp_path


def test_the_report_is_made_from_the_verdicts_alone(out: Path) -> None:
    index = Path(invoked(out))
    assert index == out / "report" / "index.html"
    assert {path.name for path in index.parent.iterdir()} == {"index.html", "7.html", "8.html"}
    assert (out / "summary.xlsx").exists()
    assert "run.json n’a pas été retrouvé" in index.read_text("utf-8")


def test_what_the_run_said_of_itself_is_kept(out: Path) -> None:
    write([verdict(7), verdict(8)], run(input_digest="sha256:abc"), out)
    invoked(out)
    kept = read_run(out)
    assert kept is not None
    assert (kept.input_digest, kept.export, kept.dossiers) == ("sha256:abc", "export.zip", 2)


def test_twice_the_same_report_is_the_same(out: Path) -> None:
    invoked(out)
    first = {path: path.read_bytes() for path in (out / "report").iterdir()}
    invoked(out)
    assert {path: path.read_bytes() for path in (out / "report").iterdir()} == first


def test_with_the_export_the_cited_page_is_shown(out: Path, order_pdf: Path, tmp_path: Path) -> None:
    export = tmp_path / "export-folder"
    folder = export / "dossier-7" / "pieces_justificatives"
    folder.mkdir(parents=True)
    shutil.copy(order_pdf, folder / "commande-05-03-2022-14-07-8841.pdf")
    invoked(out, "--export", export)
    html = (out / "report" / "7.html").read_text("utf-8")
    assert 'href="data:image/png;base64,' in html
    assert "Passage encadré" in html
    assert "<symbol" not in (out / "report" / "8.html").read_text("utf-8")


def test_a_folder_without_verdicts_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoDossierError) as caught:
        CliRunner().invoke(APP, [str(tmp_path)], catch_exceptions=False)
    assert caught.value.exit_code == 6


def test_an_export_that_is_not_there_is_said(out: Path) -> None:
    with pytest.raises(CheckerError, match="nowhere"):
        CliRunner().invoke(APP, [str(out), "--export", str(out / "nowhere.zip")], catch_exceptions=False)

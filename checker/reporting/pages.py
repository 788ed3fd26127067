"""``<out>/report/``: an index and a page a dossier, opened by a double click; and the letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from checker.errors import InternalError, OutputError
from checker.reporting.dossier_page import dossier_html
from checker.reporting.envelopes import drawing, envelope_table
from checker.reporting.files import write_atomic
from checker.reporting.index_page import index_html
from checker.reporting.letters import letter, write_letter
from checker.reporting.pictures import PagePictures
from checker.reporting.programme import words_of
from checker.reporting.rows import DossierRow, dossier_row
from checker.reporting.run import RunSummary
from models.verdict import Verdict


def write_pages(
    verdicts: Iterable[Verdict],
    out: Path,
    run: RunSummary | None = None,
    pictures: PagePictures | None = None,
) -> Path:
    """Write every dossier's page and letter, then the index; return the index's path.

    ``verdicts`` come by dossier number and are held a few at a time. Raises ``OutputError``, and
    ``InternalError`` when a page is missing in the end.
    """
    rows: list[DossierRow] = []
    drawn: list[Verdict] = []
    folder, input_digest = out / "report", run.input_digest if run else None
    for before, verdict, after in _with_neighbours(verdicts):
        words = words_of(verdict.ruleset.id)
        draft = letter(verdict, words)
        if draft:
            write_letter(draft, out)
        html = dossier_html(
            verdict,
            words,
            pictures=pictures,
            neighbours=(before, after),
            letter=draft is not None,
            input_digest=input_digest,
        )
        write_atomic(folder / f"{verdict.dossier.number}.html", html, durable=False)
        rows.append(dossier_row(verdict))
        if (draws := drawing(verdict)) is not None:
            drawn.append(draws)
        if draft is None:
            _remove(out / "letters", [f"{verdict.dossier.number}.docx", f"{verdict.dossier.number}.txt"])
    _check_whole(folder, rows)
    ruleset = run.ruleset.id if run else verdict.ruleset.id if rows else ""
    html = index_html(rows, words_of(ruleset), run, envelope_table(drawn, ruleset))
    return write_atomic(folder / "index.html", html, durable=False)


def _with_neighbours(
    verdicts: Iterable[Verdict],
) -> Iterator[tuple[int | None, Verdict, int | None]]:
    """Yield each verdict between the numbers of the dossiers before and after it."""
    before: int | None = None
    current: Verdict | None = None
    for following in verdicts:
        if current is not None:
            yield before, current, following.dossier.number
            before = current.dossier.number
        current = following
    if current is not None:
        yield before, current, None


def _check_whole(folder: Path, rows: list[DossierRow]) -> None:
    """Raise ``InternalError`` unless each dossier has its page: a missing one must never go unseen."""
    pages = {path.stem for path in folder.glob("*.html")}
    missing = [row.number for row in rows if str(row.number) not in pages]
    twice = len(rows) - len({row.number for row in rows})
    if missing or twice:
        raise InternalError(
            f"Rapport incomplet : {len(rows)} dossiers, {len(missing)} pages manquantes, {twice} doublons.",
            "Relancez « sunes report » ; si cela persiste, signalez-le avec le fichier run.json.",
        )


def _remove(folder: Path, names: Iterable[str]) -> None:
    """Remove letters of an earlier run that ask for what is no longer missing."""
    try:
        for name in names:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"Impossible de nettoyer {folder} ({error.strerror}).", "Vérifiez vos droits."
        ) from error

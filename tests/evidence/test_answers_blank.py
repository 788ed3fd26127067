"""No blank is ever counted as an answer: questionnaires of known truth, drawn as PDF and read as any other paper."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from checker.evidence import Programme, extract
from checker.reading import read
from models.dossier import Subject
from models.evidence import Answers

ASKED = (
    "Recherche du dossier par date de naissance", "Contrôle de cohérence avec la pièce d'identité",
    "Appel au téléservice INSi", "Traitement des identités provisoires", "Référent désigné",
    "Politique d'identitovigilance formalisée", "Cartographie applicative à jour", "Charte signée",
    "Une pièce d'identité est-elle demandée à l'accueil ?", "Les doublons sont-ils suivis chaque mois ?",
    "Le téléservice est-il appelé à chaque venue ?", "Les erreurs sont-elles déclarées et analysées ?",
)  # fmt: skip
MARKS = ("{part}.{at} ", "{rank}. ", "Q{rank} ", "RNIV {part}.{at} ", "EXI PP {rank:02d} ", "{letter}. ", "")
SAID = (("Oui",), ("Oui", "Non", "NC"), ("OUI", "NON"), ("Oui, depuis 2019", "Non"), ("0", "1", "2"))
BLANKS = ("none", "first", "last", "one", "run", "second part", "most")


def blank_ranks(where: str, count: int, half: int, pick: random.Random) -> set[int]:
    start = pick.randrange(count - 2)
    return {
        "none": set[int](),
        "first": {0},
        "last": {count - 1},
        "one": {pick.randrange(count)},
        "run": set(range(start, start + 3)),
        "second part": set(range(half, count)),
        "most": set(pick.sample(range(count), count // 2 + 1)),
    }[where]


def questionnaire(pick: random.Random) -> tuple[bytes, int, int]:
    """Return a PDF, how many questions it asks and how many of them it answers."""
    asked = pick.sample(ASKED, pick.randint(6, 10))
    half = len(asked) // 2
    blank = blank_ranks(pick.choice(BLANKS), len(asked), half, pick)
    mark, said = pick.choice(MARKS), pick.choice(SAID)
    apart, grid, remarks, headed = (pick.random() < odds for odds in (0.4, 0.4, 0.3, 0.7))
    rows = [("N°", "Point à évaluer", "Réponse", "Commentaire")] if headed else []
    for rank, text in enumerate(asked):
        part, at = (1, rank + 1) if rank < half else (2, rank - half + 1)
        number = mark.format(part=part, at=at, rank=rank + 1, letter=chr(97 + rank))
        answer = "" if rank in blank else pick.choice(said)
        rows.append((number, text, answer, pick.choice(("", "PR-12", "voir procédure"))))
    cells = [
        (
            *((number.strip(), text) if apart else (f"{number}{text}",)),
            answer,
            *((remark,) if remarks else ()),
        )
        for number, text, answer, remark in rows
    ]
    return drawn(cells, grid=grid, size=pick.choice((9.5, 10.5, 12))), len(asked), len(asked) - len(blank)


def drawn(rows: list[tuple[str, ...]], *, grid: bool, size: float) -> bytes:
    """Return a page: a title, then rows whose cells wrap, ruled or not."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4)
    canvas.setFont("Helvetica", size)
    canvas.drawString(60, 790, "Clinique des Tilleuls – questionnaire d'appropriation RNIV 1 et RNIV 2")
    y, first = 750.0, 250.0 if len(rows[0]) == 2 else 180.0
    edges = [60.0, *(60 + first + (470 - first) * n / (len(rows[0]) - 1) for n in range(len(rows[0])))]
    for row in rows:
        lines = [
            simpleSplit(cell, "Helvetica", size, right - left - 8) or [""]
            for cell, left, right in zip(row, edges, edges[1:], strict=False)
        ]
        height = size * 1.3 * max(map(len, lines)) + 3
        for texts, left, right in zip(lines, edges, edges[1:], strict=False):
            for at, text in enumerate(texts):
                canvas.drawString(left + 4, y - at * size * 1.3, text)
            if grid:
                canvas.rect(left, y - height + size, right - left, height)
        y -= height + size * 0.5
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize("seed", range(5))
def test_no_blank_is_counted_as_an_answer(seed: int, programme: Programme, tmp_path: Path) -> None:
    pick = random.Random(seed)
    for _ in range(24):
        content, asked, answered = questionnaire(pick)
        path = tmp_path / "questionnaire.pdf"
        path.write_bytes(content)
        document = read(path, "questionnaire RNIV.pdf")
        found = extract(
            document, Subject(names=("Clinique des Tilleuls",)), programme, field_id="file_ps1_2"
        )[0].answers
        if found is None:
            continue
        assert isinstance(found, Answers)
        whole = found.answered == found.asked
        assert not whole or answered == asked, document.pages[0].text
        blank = found.asked - found.answered - found.unreadable
        assert blank <= found.unreadable or answered < asked, document.pages[0].text

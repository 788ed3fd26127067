"""Drafts of the request for missing pieces: ``<out>/letters/<number>.docx`` and ``.txt``.

CRPA L.114-5: only an indispensable piece may be asked for, and each is named with its legal basis. So a
letter holds what a mandatory requirement lacks, and files to be sent again where a doubt rests on their not
being readable; never a doubt that the instructor can settle by looking. It quotes no past date: a hospital
that is told « at the latest on … » of a past year is invited to antedate.

DOCX is written with python-docx: a letter must open without complaint in Word and LibreOffice, with real
styles, lists and language, which is what that library is for.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from checker.reporting import labels
from checker.reporting.files import write_atomic
from checker.reporting.programme import Words
from checker.reporting.text import file_name, one_line
from models.base import Model
from models.document import Status
from models.verdict import Remedy, RequirementVerdict, Verdict

MOST_WAYS = 3
"""Ways to satisfy a requirement that a letter offers; the shortest come first."""

SENT_AGAIN: Mapping[Status, str] = {
    "encrypted": "sans mot de passe",
    "empty": "reçu vide",
    "unreadable": "qui ne s’ouvre pas",
    "missing": "qui n’est pas parvenu",
}
"""What an applicant can mend by sending a file again; what only this tool cannot read is for the instructor."""

STAMP = re.compile(r"-\d\d-\d\d-\d{4}-\d\d-\d\d-\d{1,4}(?:-\d+)?(?=\.\w+$|$)")
"""What Démarches simplifiées adds to the applicant's own file name."""

TO_FILL = re.compile(r"(\[[^\]]*\])")
_MONTH = "|".join(labels.MONTHS)
_DATED = re.compile(
    rf"\b\d{{1,2}}(?:er)?\s+(?:{_MONTH})\b|\b(?:{_MONTH})\s+\d{{4}}|\b\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}\b",
    re.IGNORECASE,
)


class Asked(Model):
    """One piece asked for: what it is for, what to send, by which text, for which reason.

    ``either`` tells that one of the ``wanted`` suffices, as the ways to satisfy a rule are alternatives.
    """

    title: str
    wanted: tuple[str, ...]
    basis: str
    reason: str
    either: bool = False


class Letter(Model):
    """A draft, ready to be laid out."""

    number: int
    establishment: str
    programme: str
    asked: tuple[Asked, ...]


def letter(verdict: Verdict, words: Words) -> Letter | None:
    """Return the draft for a dossier, or ``None`` when nothing indispensable is missing."""
    asked = [one for r in verdict.requirements if r.mandatory and (one := _asked(r))]
    if again := _again(verdict):
        asked.append(again)
    if not asked:
        return None
    return Letter(
        number=verdict.dossier.number,
        establishment=one_line(verdict.dossier.establishment or "[établissement]", 200),
        programme=one_line(words.title),
        asked=tuple(asked),
    )


def write_letter(draft: Letter, out: Path) -> tuple[Path, Path]:
    """Write both forms of a draft and return their paths. Raises ``OutputError``."""
    stem = out / "letters" / str(draft.number)
    return (
        write_atomic(stem.with_suffix(".docx"), letter_docx(draft), durable=False),
        write_atomic(stem.with_suffix(".txt"), letter_text(draft).encode("utf-8"), durable=False),
    )


def letter_text(draft: Letter) -> str:
    """Return the draft as plain text, for the service's own messaging."""
    lines = [*_opening(draft), ""]
    for index, asked in enumerate(draft.asked, start=1):
        lines.append(f"{index}. {asked.title}")
        lines += ["   Au choix :"] if asked.either else []
        lines += [f"   - {wanted}" for wanted in asked.wanted]
        lines += [f"   Motif : {asked.reason}.", f"   Fondement : {asked.basis}.", ""]
    return "\n".join([*lines, *_closing()]) + "\n"


def letter_docx(draft: Letter) -> bytes:
    """Return the draft as a Word document; what the service must fill in is highlighted."""
    import docx
    from docx.enum.text import WD_COLOR_INDEX
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = docx.Document()
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "fr-FR"})
    normal.element.get_or_add_rPr().append(language)
    document.core_properties.title = f"Demande de pièces – dossier n° {draft.number}"
    document.core_properties.author = ""
    document.core_properties.comments = ""

    def add(text: str, style: str | None = None) -> None:
        paragraph = document.add_paragraph(style=style)
        for part in TO_FILL.split(text):
            run = paragraph.add_run(part)
            if TO_FILL.fullmatch(part):
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    for line in filter(None, _opening(draft)):
        add(line)
    for asked in draft.asked:
        document.add_paragraph(style="List Number").add_run(asked.title).bold = True
        if asked.either:
            add("Au choix :", "List Continue")
        for wanted in asked.wanted:
            add(wanted, "List Bullet 2")
        add(f"Motif : {asked.reason}.", "List Continue")
        add(f"Fondement : {asked.basis}.", "List Continue")
    for line in filter(None, _closing()):
        add(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _asked(requirement: RequirementVerdict) -> Asked | None:
    """Return what a requirement that is not satisfied makes the service ask for, or ``None``."""
    remedies = [remedy for remedy in requirement.would_satisfy if remedy.for_applicant][:MOST_WAYS]
    if requirement.outcome != "not_satisfied" or not remedies:
        return None
    wanted = tuple(dict.fromkeys(_without_dates(remedy, requirement) for remedy in remedies))
    return Asked(
        title=f"{one_line(requirement.title)} ({one_line(requirement.id)})",
        wanted=wanted,
        basis=_basis([requirement]),
        reason=labels.REASONS[remedies[0].reason],
        either=len(wanted) > 1,
    )


def _again(verdict: Verdict) -> Asked | None:
    """Return the files to be sent again, each once however many doubts name it, or ``None``."""
    doubtful = [r for r in verdict.requirements if r.mandatory and r.outcome == "needs_review"]
    wanted: dict[str, None] = {}
    resting: dict[str, RequirementVerdict] = {}
    for file in verdict.files:
        naming = [r for r in doubtful if any(file_name(file.path) in doubt for doubt in r.review)]
        if file.status in SENT_AGAIN and naming:
            wanted[f"« {one_line(STAMP.sub('', file_name(file.path)), 120)} », {SENT_AGAIN[file.status]}"] = (
                None
            )
            resting |= {r.id: r for r in naming}
    if not wanted:
        return None
    return Asked(
        title="Fichiers à transmettre de nouveau",
        wanted=tuple(wanted),
        basis=_basis(list(resting.values())),
        reason=labels.REASONS["incorrect"],
    )


def _basis(requirements: Sequence[RequirementVerdict]) -> str:
    cited = dict.fromkeys(labels.citation(cite) for r in requirements for cite in r.cite)
    return one_line(" ; ".join(cited)) or "[fondement à préciser]"


def _without_dates(remedy: Remedy, requirement: RequirementVerdict) -> str:
    """Return a remedy's words, or the requirement's title should they hold a date that invites antedating."""
    text = one_line(remedy.text)
    if _DATED.search(text):
        text = f"la pièce qui justifie : {one_line(requirement.title)}"
    return text[:1].upper() + text[1:]


def _opening(draft: Letter) -> list[str]:
    several = len(draft.asked) > 1
    missing = "les éléments suivants, indispensables" if several else "l’élément suivant, indispensable"
    return [
        "[Projet à relire par l’instructeur – service, adresse]",
        f"Objet : demande de pièces – dossier n° {draft.number} – {draft.establishment}",
        "",
        "Madame, Monsieur,",
        "",
        f"L’examen des pièces de votre dossier n° {draft.number}, déposé au titre du programme "
        f"« {draft.programme} », montre qu’il manque {missing} à l’instruction de votre demande "
        "(article L. 114-5 du code des relations entre le public et l’administration) :",
    ]


def _closing() -> list[str]:
    return [
        "Je vous remercie de les transmettre par la messagerie de votre dossier avant le [date limite].",
        "",
        "Chaque pièce porte sa date réelle d’établissement et de signature.",
        "",
        "Je reste à votre disposition pour toute précision.",
        "",
        "[Date, nom et qualité du signataire]",
    ]

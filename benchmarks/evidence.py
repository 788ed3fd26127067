"""Measure the evidence stage on sets of cases: what is right, abstained, wrong.

``python -m benchmarks.evidence [FOLDER] [--show] [--only dates]`` prints one line a set; ``--show`` adds every case
that is not right. What counts as right, abstained and wrong is said in ``tests/frozen/README.md``. The sets of
``tests/frozen``, which are the default, may not be tuned on; those of ``training/development`` are there for it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "evidence"), str(ROOT / "tests" / "frozen")]

from frozen_sets import FOLDER, cases, kinds_of  # noqa: E402
from layouts import document, page  # noqa: E402

from checker.evidence import Programme, extract, open_programme  # noqa: E402
from checker.evidence.dates import date_facts  # noqa: E402
from checker.evidence.establishments import mentions_of, relation_of  # noqa: E402
from checker.evidence.identifiers import identifiers_of  # noqa: E402
from checker.evidence.signatures import signatures_of  # noqa: E402
from checker.evidence.statements import findings_of, statements_of  # noqa: E402
from checker.evidence.text import PageText, fold  # noqa: E402
from checker.rulesets import open_ruleset  # noqa: E402
from models.document import Document  # noqa: E402
from models.dossier import Subject  # noqa: E402

Case = dict[str, Any]
NO_EVIDENCE = {
    "other",
    "letter",
    "quote",
    "invoice",
    "purchase_order",
    "delegation",
    "bank_details",
    "cme_agenda",
    "dossier_summary",
}


@dataclass
class Tally:
    """Counts of one set; ``grave`` are the errors that must be 0."""

    name: str
    right: int = 0
    abstained: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    grave: list[str] = field(default_factory=list)
    of_grave: int = 0

    def line(self, grave: str) -> str:
        """Return one line for people."""
        total = self.right + self.abstained + len(self.wrong) or 1
        decided = self.right + len(self.wrong) or 1
        return (
            f"{self.name:16} {total:4} : right {self.right / total:.3f}, abstained {self.abstained / total:.3f},"
            f" wrong {len(self.wrong) / total:.3f} (of those decided {self.right / decided:.3f} right);"
            f" {grave}: {len(self.grave)}" + (f" of {self.of_grave}" if self.of_grave else "")
        )


def accepted(case: Case) -> list[Any]:
    """Return the further answers that a careful instructor could defend."""
    extra = case.get("accept", [])
    return list(extra) if isinstance(extra, list) else [extra]


def made(text: str) -> Document:
    """Return a document of plain pages, parted by form feeds."""
    return document(*[page(part, rank) for rank, part in enumerate(text.split("\f"), 1)])


def subject_of(case: Case) -> Subject:
    """Return a case's subject."""
    return Subject.model_validate(case.get("subject") or {})


def measure_documents(programme: Programme, folder: Path) -> Iterator[Tally]:
    """Kinds of whole documents."""
    tally = Tally("kinds")
    first, _ = _seconds_a_page(programme, folder)
    seconds, pages = _seconds_a_page(programme, folder)
    for case in cases("documents", folder):
        found = extract(made(case["text"]), subject_of(case), programme)[0]
        wanted = {*kinds_of(case), *accepted(case)}
        firm = {k.kind for k in found.kinds if k.confidence >= 0.5}
        if case.get("foreign"):
            tally.of_grave += 1
            if firm - NO_EVIDENCE - wanted:
                tally.grave.append(case["id"])
        if set(kinds_of(case)) <= firm or (len(wanted) > 1 and firm & wanted and firm <= wanted):
            tally.right += 1
        elif firm <= {"other"} or (case.get("foreign") and firm <= NO_EVIDENCE):
            # nothing claimed: right where there is nothing to claim
            tally.right += bool(case.get("foreign"))
            if not case.get("foreign"):
                tally.abstained += 1
                tally.missed.append(f"{case['id']} {sorted(wanted)} → {sorted(firm)}")
        else:
            tally.wrong.append(f"{case['id']} {sorted(wanted)} → {sorted(firm)}")
    yield tally
    sys.stdout.write(
        f"{'':16} {1000 * seconds:.1f} ms a page on {pages} pages, {1000 * first:.1f} the first time through, with what"
        " a worker loads once\n"
    )


def _seconds_a_page(programme: Programme, folder: Path) -> tuple[float, int]:
    """Return the processor's seconds a page that the whole stage takes, and on how many pages."""
    papers = [(made(case["text"]), subject_of(case)) for case in cases("documents", folder)]
    start = process_time()
    pages = sum(extract(paper, subject, programme)[0].pages for paper, subject in papers)
    return (process_time() - start) / max(1, pages), pages


def measure_dates(programme: Programme, folder: Path) -> Iterator[Tally]:
    """Dates and roles; damaged text apart."""
    clean, damaged = Tally("dates, clean"), Tally("dates, damaged")
    for case in cases("dates", folder):
        tally = damaged if case.get("damaged") else clean
        found = [
            fact
            for part in made(case["text"]).pages
            for fact in date_facts(PageText(part), case["kind"], programme.dates)
        ]
        spans: dict[tuple[date, date], set[str]] = {}
        for fact in found:
            spans.setdefault((fact.start, fact.end), set()).add(fact.role)
        expected = case.get("expect") or []
        for wanted in expected:
            roles = spans.pop((_day(wanted["start"]), _day(wanted["end"])), None)
            answers = {wanted["role"], *accepted(wanted)}
            if roles is None or (roles == {"other"} and "other" not in answers):
                tally.abstained += 1
                tally.missed.append(
                    f"{case['id']} {wanted['start']} {wanted['role']} → {sorted(roles or [])}"
                )
            elif roles & answers:
                tally.right += 1
            else:
                tally.wrong.append(f"{case['id']} {wanted['start']} {wanted['role']} → {sorted(roles)}")
        allowed = {
            (_day(a["start"]), _day(a["end"])) for a in case.get("allowed") or [] if isinstance(a, dict)
        }
        allowed |= {(_day(a), _day(a)) for a in case.get("allowed") or [] if not isinstance(a, dict)}
        for span, roles in spans.items():
            if span not in allowed and roles != {"legal_text"}:
                tally.grave.append(f"{case['id']} {span[0]}–{span[1]}")
    yield clean
    yield damaged


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def measure_statements(programme: Programme, folder: Path) -> Iterator[Tally]:
    """Done, planned, denied, unclear."""
    tally = Tally("statements")
    for case in cases("statements", folder):
        pages = [PageText(part) for part in made(case["text"]).pages]
        dates = [
            f for p in pages for f in date_facts(p, case["kind"], programme.dates) if f.role == "signature"
        ]
        signed = max((f.end for f in dates), default=None)
        said = statements_of(findings_of(pages, case["kind"], programme.statements), signed)
        states = {s.state for s in said if s.about == case["about"]} - {"unclear"}
        wanted = {case["state"], *accepted(case)}
        if "done" in states and "done" not in wanted:
            tally.grave.append(case["id"])
        if not states:
            tally.right += case["state"] == "unclear"
            if case["state"] != "unclear":
                tally.abstained += 1
                tally.missed.append(f"{case['id']} {case['about']} {case['state']}")
        elif states <= wanted:
            tally.right += 1
        else:
            tally.wrong.append(f"{case['id']} {case['state']} → {sorted(states)}")
    yield tally


ATTESTATION = (
    "ATTESTATION\n\nDans le cadre du dossier de candidature, il est attesté par la présente que la prestation\n"
    "décrite ci-dessous a été réalisée dans les conditions prévues, et que ses résultats ont été\n"
    "remis à la direction.\n\nLa présente attestation est établie pour servir et valoir ce que de droit.\n\n"
)
DATED = "Fait à Angers, le 12 octobre 2021\n\n"


def attested(block: str) -> str:
    """Return an attestation that ends with a block: the set holds blocks alone, which no document is."""
    return ATTESTATION + ("" if re.search(r"\bfait (?:a|le)\b", fold(block)) else DATED) + block


def measure_signatures(programme: Programme, folder: Path) -> Iterator[Tally]:
    """Classes and names of signatories."""
    classes, names = Tally("signatories"), Tally("their names")
    for case in cases("signatures", folder):
        found = [
            s
            for part in made(attested(case["text"])).pages
            for s in signatures_of([PageText(part)], (), programme.people, look=False)
        ]
        everyone = [case["expect"], *(case.get("others") or [])]
        heads = {w for e in everyone for w in (e["class"], *accepted(e))}
        if "head" not in heads and any(s.class_ == "head" for s in found):
            classes.grave.append(case["id"])
        expect = case["expect"]
        wanted = {expect["class"], *accepted(expect)}
        mine = next(
            (s for s in found if _named(s.name, expect.get("name"))), found[0] if len(found) == 1 else None
        )
        mine = mine or next((s for s in found if s.class_ in wanted), found[0] if found else None)
        if mine is None and "unknown" in wanted and expect.get("name") is None:
            classes.right += 1  # nobody signs, and nobody was found
        elif mine is None or (mine.class_ == "unknown" and "unknown" not in wanted):
            classes.abstained += 1
            classes.missed.append(f"{case['id']} {sorted(wanted)} → {mine and mine.function}")
        elif mine.class_ in wanted and (
            expect["class"] != "head" or mine.by_delegation == expect.get("by_delegation", False)
        ):
            classes.right += 1
        else:
            classes.wrong.append(f"{case['id']} {sorted(wanted)} → {mine.class_}, {mine.by_delegation}")
        if expect.get("name") is not None:
            if mine is None or mine.name is None:
                names.abstained += 1
                names.missed.append(f"{case['id']} {expect['name']}")
            elif _named(mine.name, expect["name"]):
                names.right += 1
            else:
                names.wrong.append(f"{case['id']} {expect['name']} → {mine.name}")
    yield classes
    yield names


def _named(found: str | None, wanted: str | None) -> bool:
    def plain(name: str | None) -> list[str]:
        words = re.findall(r"\w+", fold(name or ""))
        return [
            w
            for w in words
            if w not in {"m", "mme", "mr", "mlle", "dr", "pr", "docteur", "monsieur", "madame"}
        ]

    return bool(wanted) and sorted(plain(found)) == sorted(plain(wanted))


def measure_establishments(programme: Programme, folder: Path) -> Iterator[Tally]:
    """Whose a document is."""
    tally = Tally("establishments")
    for case in cases("establishments", folder):
        pages = [PageText(part) for part in made(case["text"]).pages]
        subject = subject_of(case)
        relation = relation_of(
            mentions_of(pages, subject, programme.names),
            [i for p in pages for i in identifiers_of(p, subject, programme.names)],
        )
        wanted = {case["relation"], *accepted(case)}
        if relation in {"same", "group"} and relation not in wanted:
            tally.grave.append(f"{case['id']} {case['relation']} → {relation}")
        if relation in wanted:
            tally.right += 1
        elif relation == "unknown":
            tally.abstained += 1
            tally.missed.append(f"{case['id']} {case['relation']}")
        else:
            tally.wrong.append(f"{case['id']} {case['relation']} → {relation}")
    yield tally


SETS: tuple[tuple[str, Callable[[Programme, Path], Iterator[Tally]], str], ...] = (
    ("documents", measure_documents, "foreign taken for evidence"),
    ("dates", measure_dates, "dates that are none"),
    ("statements", measure_statements, "false « done »"),
    ("signatures", measure_signatures, "false « head »"),
    ("establishments", measure_establishments, "false matches"),
)


def main() -> None:
    """Print the figures of every set that the folder holds."""
    parser = argparse.ArgumentParser(description="Measure the evidence stage on sets of cases.")
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--show", action="store_true", help="list the cases that are not right")
    parser.add_argument("--only", choices=[name for name, _, _ in SETS])
    asked = parser.parse_args()
    programme = open_programme(open_ruleset("sunes"))
    for name, measure, grave in SETS:
        if asked.only not in (None, name):
            continue
        for tally in measure(programme, asked.folder):
            print(tally.line(grave if tally.name != "their names" else "false « head »"))
            if asked.show:
                for text in [
                    *(f"-- {m}" for m in tally.missed),
                    *tally.wrong,
                    *(f"!! {g}" for g in tally.grave),
                ]:
                    print("   ", text)


if __name__ == "__main__":
    main()

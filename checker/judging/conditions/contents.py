"""What a document holds: every part of a plan, every answer of a questionnaire."""

from __future__ import annotations

from typing import ClassVar

from checker.judging.case import Case
from checker.judging.conditions.base import Condition
from checker.judging.french import listed
from checker.judging.logic import agreed
from checker.judging.node import Change, Node
from models.base import by_ocr
from models.verdict import Truth


class SectionsPresent(Condition):
    """Every part asked for was found in the document; each key with its name in French.

    With fewer than ``fewest`` parts found, on a scanned document, or with as many chapters under other names as
    parts are missing, a part not seen may be there: unknown.
    """

    key: ClassVar[str] = "sections"

    sections: str
    all_present: dict[str, str]
    fewest: int = 1

    def check(self, case: Case) -> Node:
        """Name the parts that are missing."""
        fact = case.fact(self.sections)
        found = {i.value for i in fact.items}
        missing = [title for key, title in self.all_present.items() if key not in found]
        text = self.describe(case)
        change = Change(f"compléter le document : {listed(missing)}", True) if missing else None
        if not missing:
            said = f"les {len(self.all_present)} parties sont présentes"
            return Node("yes", text, said=said, facts=fact.cited)
        said = f"{'partie manquante' if len(missing) == 1 else 'parties manquantes'} : {listed(missing)}"
        scanned = any(by_ocr(c.reader) for c in fact.cited)
        strange = [i.said or str(i.value) for i in fact.items if i.value not in self.all_present]
        if scanned or len(self.all_present) - len(missing) < self.fewest or len(strange) >= len(missing):
            doubt = f"plan du document mal reconnu ; non vu : {listed(missing)}"
            if strange:
                doubt += (
                    f", mais d’autres chapitres s’y trouvent : {listed([f'« {s} »' for s in strange[:6]])}"
                )
            return Node("unknown", text, said=said, facts=fact.cited, doubts=(doubt,), change=change)
        return Node("no", text, said=said, facts=fact.cited, change=change)

    def describe(self, case: Case) -> str:
        """Return « Les 7 parties : … »."""
        return f"Les {len(self.all_present)} parties attendues : {listed(list(self.all_present.values()))}"

    def names(self) -> tuple[str, ...]:
        """Return the parts found."""
        return (self.sections,)


class AnswersComplete(Condition):
    """Every question is answered. Fewer than ``fewest`` questions found: the questionnaire was not seen whole."""

    key: ClassVar[str] = "complete"

    complete: str
    fewest: int = 1

    def check(self, case: Case) -> Node:
        """Count what is left blank."""
        fact, text = case.fact(self.complete), self.describe(case)
        truth = agreed(self._reading(i.value) for i in fact.items)
        said = listed([i.said for i in fact.items if i.said])
        wanted = "joindre un questionnaire lisible, entièrement renseigné"
        if truth == "no":
            wanted = "répondre à toutes les questions du questionnaire"
        change = Change(wanted, for_applicant=True)
        doubts = fact.doubts or ("réponses du questionnaire non reconnues",)
        return Node(
            truth,
            text,
            said=said,
            facts=fact.cited,
            doubts=doubts if truth == "unknown" else (),
            change=change,
        )

    def _reading(self, value: object) -> Truth:
        if not isinstance(value, tuple) or len(value) != 2:
            return "unknown"
        asked, blank = value
        if blank:
            return "no"
        return "yes" if asked >= self.fewest else "unknown"

    def describe(self, case: Case) -> str:
        """Return the condition in French."""
        return "Toutes les questions ont une réponse"

    def names(self) -> tuple[str, ...]:
        """Return the answers."""
        return (self.complete,)

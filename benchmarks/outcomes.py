"""The three errors, counted: verdicts against what an export's ``expected.json`` says they must be.

``python -m benchmarks.outcomes EXPORT EXPECTED`` screens an export and prints the confusion of outcomes, the
wrong « satisfied », the wrong « not_satisfied » and the needless « needs_review ».
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.screening import Options, screen
from models.verdict import Verdict

OUTCOMES = ("satisfied", "not_satisfied", "needs_review", "not_applicable")


@dataclass
class Confusion:
    """How often ``expected`` was answered by ``given``, and every difference by name."""

    cells: Counter[tuple[str, str]] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def add(self, verdict: Verdict, expected: dict[str, Any]) -> None:
        """Compare one verdict, requirement by requirement; a requirement that is absent is a difference."""
        given = {requirement.id: requirement for requirement in verdict.requirements}
        for name, due in expected["requirements"].items():
            found = given.get(name)
            outcome = found.outcome if found else "absent"
            self.cells[due, outcome] += 1
            if outcome != due:
                doubts = " ; ".join((found.summary, *found.review)) if found else ""
                self.differences.append(f"{verdict.dossier.number} {name}: {due} → {outcome}: {doubts[:300]}")

    @property
    def wrong_satisfied(self) -> int:
        """« satisfied » where something else was due."""
        return sum(n for (due, given), n in self.cells.items() if given == "satisfied" != due)

    @property
    def wrong_not_satisfied(self) -> int:
        """« not_satisfied » where something else was due."""
        return sum(n for (due, given), n in self.cells.items() if given == "not_satisfied" != due)

    @property
    def firm(self) -> int:
        """How many firm outcomes were due."""
        return sum(n for (due, _), n in self.cells.items() if due in ("satisfied", "not_satisfied"))

    @property
    def needless_review(self) -> int:
        """« needs_review » where a firm outcome was due."""
        firm = ("satisfied", "not_satisfied")
        return sum(n for (due, given), n in self.cells.items() if given == "needs_review" and due in firm)

    def __str__(self) -> str:
        columns = (*OUTCOMES, "absent")
        lines = ["due \\ given".ljust(16) + "".join(name.rjust(16) for name in columns)]
        for due in OUTCOMES:
            lines.append(due.ljust(16) + "".join(str(self.cells[due, given]).rjust(16) for given in columns))
        share = 100 * self.needless_review / self.firm if self.firm else 0
        lines.append(
            f"wrong satisfied: {self.wrong_satisfied}, wrong not_satisfied: {self.wrong_not_satisfied}, "
            f"needless review: {self.needless_review} of {self.firm} firm ({share:.1f} %)"
        )
        return "\n".join(lines)


def confusion(verdicts: Iterable[Verdict], expected: dict[str, Any]) -> Confusion:
    """Return the confusion of ``verdicts`` against an ``expected.json``; an absent dossier is a difference."""
    found = Confusion()
    left = dict(expected["dossiers"])
    for verdict in verdicts:
        due = left.pop(str(verdict.dossier.number), None)
        if due is None:
            found.differences.append(f"{verdict.dossier.number}: not expected at all")
            continue
        found.add(verdict, due)
    found.differences += [f"{number}: no verdict" for number in left]
    return found


def main(export: Path, expected: Path) -> None:
    """Screen and print."""
    due = json.loads(expected.read_text("utf-8"))
    options = Options(stage=due.get("stage", "candidature"))
    found = confusion(screen(export, due.get("ruleset", "sunes"), options), due)
    print("\n".join(found.differences))
    print(found)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

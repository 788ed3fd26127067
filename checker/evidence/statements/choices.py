"""Labels with their values and tick boxes, in glyphs or drawn: what a form says by being filled."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.evidence.statements.finding import Finding
from checker.evidence.statements.words import About, Grammar
from checker.evidence.text import PageText, fold
from models.evidence import State

CHECKED, UNCHECKED = "☒☑✓✔", "☐□❑"


_LABEL = re.compile(r"^(?P<label>[^:☐☒☑✓]{3,120}?)\s*[:?]\s*(?P<value>.{0,60})$")


def chosen_state(sentence: str, about: About, grammar: Grammar) -> State | None:
    """Return what a label with its value, or a pair of tick boxes, says: « Audit réalisé : Non », « ☐ Oui ☒ Non »."""
    match = _LABEL.match(sentence.strip())
    ticked = [c for c in sentence if c in CHECKED + UNCHECKED]
    label = match["label"] if match else sentence[: sentence.index(ticked[0])] if ticked else ""
    if not label or not about.objects.search(label):
        return None
    if not (
        about.participles.search(label)
        or about.nouns.search(label)
        or about.states.search(label)
        or "operationnel" in label
        or re.search(r"(?<!\w)(?:statut|etat|avancement|situation|resultat)(?!\w)", label)
    ):
        return None
    if about.not_objects.search(label):
        return None
    if ticked:
        chosen = re.findall(rf"[{CHECKED}]\s*([a-z]+)", sentence)
        if not chosen:
            return "unclear"
        return "done" if chosen == ["oui"] else "denied" if chosen == ["non"] else "unclear"
    value = match["value"].strip(" .") if match else ""
    if not value or re.fullmatch(r"[._…\s-]+|(?:oui|non)\W+(?:oui|non)(?:\W+\w+){0,2}", value):
        return "unclear"
    if grammar.no.match(value):
        return "planned" if re.match(r"en cours|prevu|a ", value) else "denied"
    if grammar.yes.fullmatch(value) or re.match(r"oui\b(?!.*\b(?:non|mais|partiel|prevu|cours)\b)", value):
        return "done"
    return None


def drawn_state(page: PageText, start: int, stop: int) -> State | None:
    """Return the answer of drawn tick boxes on the lines of a label, where the text shows only « oui non »."""
    boxes = page.boxes(start, stop)
    if not boxes:
        return None
    top, bottom = min(b[1] for b in boxes) - 3, max(b[3] for b in boxes) + 3
    ticked = [
        fold(box.label).strip(" :.")
        for box in page.page.layout.check_boxes()
        if box.checked and box.box is not None and top <= (box.box[1] + box.box[3]) / 2 <= bottom
    ]
    if len(ticked) != 1:
        return None
    return "done" if ticked[0] == "oui" else "denied" if ticked[0] == "non" else None


def unticked(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Leave out what stands beside an empty drawn box, where the states of one thing contradict each other.

    « L'audit a été réalisé » and « L'audit sera réalisé » in one form are two choices; only the ticked one is said.
    """
    states: dict[str, set[State]] = {}
    for finding in findings:
        states.setdefault(finding.about, set()).add(finding.state)
    kept = []
    for finding in findings:
        if len(states[finding.about]) > 1:
            text = finding.page.flat[finding.start : finding.stop]
            labels = {
                bool(box.checked): fold(box.label).strip(" .:")
                for box in finding.page.page.layout.check_boxes()
                if box.checked is not None
                and len(box.label) >= 12
                and fold(box.label).strip(" .:")[:60] in text
            }
            if False in labels and True not in labels:
                continue
        kept.append(finding)
    return tuple(kept)

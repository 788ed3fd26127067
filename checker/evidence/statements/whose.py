"""Whose deed it is: done at a vendor's, on a vendor's product, by a partner or by another house, it is not ours."""

from __future__ import annotations

from dataclasses import replace

from checker.evidence.statements.clauses import starts_with_verb
from checker.evidence.statements.finding import Finding
from checker.evidence.statements.sentence import speaks
from checker.evidence.statements.words import About, Grammar


def unless_anothers(finding: Finding, about: About, grammar: Grammar, whole: str) -> Finding:
    """Return a finding, made unclear where its clause places the deed elsewhere or gives it to somebody else.

    Weak: another sentence may prove that the house did it too. « par les équipes de notre prestataire » only says
    who did the work. ``whole`` is the document's text: those who must meet are named somewhere in it.
    """
    if finding.state != "done":
        return finding
    clause, sentence = finding.clause, _sentence(finding)
    if starts_with_verb(clause) and not speaks(
        clause, about
    ):  # « Elle est opérationnelle »: whose was named before
        clause = f"{_before(finding)} {clause}"
    anothers = (
        grammar.elsewhere.search(clause)
        or about.elsewhere.search(clause)
        or about.others_do.match(sentence if starts_with_verb(clause) else clause)
        or grammar.references.search(sentence)
        or grammar.asked_of_all.search(sentence)
        or _of_another_body(finding, about)
        or (about.company is not None and about.company.search(whole) is None)
        or (
            about.level is not None and about.site.search(clause) and not about.level.search(_so_far(finding))
        )
    )
    return replace(finding, state="unclear", firm=False) if anothers else finding


def _of_another_body(finding: Finding, about: About) -> bool:
    """Tell whether the page's title names another body than the thing's own, and not the thing's."""
    title = " ".join(line.folded for line in finding.page.lines[:_TITLE_LINES])
    named = about.context is not None and about.context.search(title)
    return about.unlike.search(title) is not None and not named


_TITLE_LINES = 3


def _sentence(finding: Finding) -> str:
    start, stop = finding.page.sentence_at(finding.start) or (finding.start, finding.stop)
    return finding.page.flat[start : max(stop, finding.stop)]


def _before(finding: Finding) -> str:
    """Return the sentence that ends where the finding's own begins."""
    start, _ = finding.page.sentence_at(finding.start) or (finding.start, finding.stop)
    before = [span for span in finding.page.sentences if span[1] <= start][-1:]
    return "".join(finding.page.flat[first:last] for first, last in before)


def _so_far(finding: Finding) -> str:
    """Return the page from its head to the end of the finding's sentence: what comes after may be another matter."""
    _, stop = finding.page.sentence_at(finding.start) or (finding.start, finding.stop)
    return finding.page.flat[: max(stop, finding.stop)]

"""Use cases foreseen: naming them is the deed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.evidence.lazy import Lazy
from checker.evidence.statements.finding import Finding
from checker.evidence.statements.words import About, Grammar
from checker.evidence.text import PageText

_MESSAGING = Lazy(r"messagerie|\bmss")
"""What the uses must be of: named in their sentence or in one of the two before it."""


_TO_BE_NAMED = Lazy(
    r"\b(?:defini|precise|identifie|propose|soumett|arrete|choisi|recense|determine|selectionne|etudie|formalise)"
    r"r(?:a|ont|ons)\b|\bsoumettr(?:a|ont|ons)\b"
)


_ASKED = Lazy(
    r"\bs'interroge|\bdemande(?:nt)? (?:quels?|quelles?|ce que)|\?|\bnationaux\b|\bpublies? par\b"
    r"|\b(?:ministere|agence|ans|cnam|assurance maladie|ars|instruction|guide|editeur|doctrine|delegation)\b.{0,40}"
    r"\b(?:cite|propose|liste|recommande|suggere|enumere|indique|donne)\b"
)
"""A question, or the uses that others have published: not those foreseen here."""


def use_cases(page: PageText, about: About, grammar: Grammar) -> Iterator[Finding]:
    """Yield whether the use cases foreseen are named: naming them is the deed, so a future does not spoil it."""
    assert about.examples is not None
    spans = page.sentences
    for rank, (start, stop) in enumerate(spans):
        sentence = page.flat[start:stop]
        before = page.flat[spans[max(0, rank - 2)][0] : stop]
        if not about.objects.search(sentence) and not (
            about.named.search(sentence)
            and (_MESSAGING.search(before) or len(about.examples.findall(sentence)) > 1)
        ):
            continue
        if re.search(
            r"(?:a (?:definir|preciser|identifier|determiner)|(?:seront|sera|restent"
            r"|reste)(?: \w+){0,2} (?:definis?|precises?|identifies?|determines?|presentes?|etudies?"
            r"|communiques?|abordes?|a ))",
            sentence,
        ) or _TO_BE_NAMED.search(sentence):
            yield Finding(about.key, "planned", page, start, stop)
        elif grammar.denied.search(sentence):
            yield Finding(about.key, "denied", page, start, stop)
        else:
            last = (
                min(rank + 5, len(spans) - 1)
                if sentence.rstrip().endswith(":") or rank + 1 < len(spans)
                else rank
            )
            listed = [
                span
                for span in spans[rank : last + 1]
                if about.examples.search(page.flat[span[0] : span[1]])
                and not grammar.denied.search(page.flat[span[0] : span[1]])
            ]
            if listed and not _ASKED.search(sentence):
                yield Finding(about.key, "done", page, start, listed[-1][1])
            else:
                yield Finding(about.key, "unclear", page, start, stop, firm=False)

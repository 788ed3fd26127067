"""What a page calls itself or shows at a glance to be: a model, a guide, a draft, a form that nobody filled."""

from __future__ import annotations

import re

from checker.evidence.lazy import Lazy
from checker.evidence.text import PageText

_UNANSWERED = Lazy(r":[ ._…]*(?=\n|$)|:[ ._…]{3,}(?=\w[^:\n]{2,40}:)")
_TITLE_LINES = 5
_TEMPLATE = Lazy(
    r"\b(?:modele (?:d|a |de|type)|trame (?:de|d'|a|type)|specimen|exemple (?:de|d')|formulaire vierge|annexe type"
    r"|(?:lettre|attestation|tableau|document|rapport|formulaire|fiche) type\b)"
)
_INSTRUCTING = Lazy(
    r"\W*(?:procedure|mode operatoire|mode d'emploi|guide|protocole|scenario|cahier de recette|plan de tests?"
    r"|reglement interieur|tutoriel|notice|foire aux questions|plan du|consignes)\b"
)
_DRAFT = Lazy(
    r"\b(?:projet non|document de travail|version (?:de )?(?:projet|travail|provisoire)|brouillon"
    r"|non (?:relue?|finalisee?)|indicateurs? a venir|a completer|en cours de redaction)\b"
)


def is_template(page: PageText) -> bool:
    """Tell whether the page calls itself a model: what it says is said of nobody."""
    return any(_TEMPLATE.search(line.folded) is not None for line in page.lines[:_TITLE_LINES])


def is_instruction(page: PageText) -> bool:
    """Tell whether the page calls itself a guide or a rule: what it says is to be done, whoever reads it."""
    return any(_INSTRUCTING.match(line.folded) is not None for line in page.lines[:_TITLE_LINES])


def is_draft(page: PageText) -> bool:
    """Tell whether the page says that it is not finished."""
    return _DRAFT.search(page.flat) is not None


def is_unfilled(page: PageText) -> bool:
    """Tell whether most labels have nothing beside them: a form that nobody filled proves nothing."""
    text = page.folded
    empty = len(_UNANSWERED.findall(text))
    return empty >= 2 and 2 * empty > len(re.findall(r":(?!\d)", text))

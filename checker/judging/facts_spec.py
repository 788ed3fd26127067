"""``facts.yaml``: every fact that a rule may read, and how it is derived from evidence."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from models.base import Model
from models.evidence import DateRole, SignatureClass, State

FactType = Literal["truth", "date", "number", "text", "answers", "sections"]


class DatesOf(Model):
    """Dates that play one of these roles. ``latest_end`` keeps the last day of the latest period.

    ``doubtful`` roles are only looked at when no other is found, and then never decide. A date of a ``leading`` role
    that stands at the head of its line may be one of those wanted, beside others. ``periods_only`` passes over
    single days.
    """

    dates: tuple[DateRole, ...]
    take: Literal["each", "latest_end"] = "each"
    doubtful: tuple[DateRole, ...] = ()
    leading: tuple[DateRole, ...] = ()
    periods_only: bool = False


class StatementOf(Model):
    """Whether a thing was done. ``otherwise`` is the truth where the document says nothing of it."""

    statement: str
    yes: tuple[State, ...] = ("done",)
    no: tuple[State, ...] = ("planned", "denied")
    otherwise: bool | None = None


class SignedBy(Model):
    """Whether somebody of this class signed, in ink or by a valid digital signature."""

    signed_by: SignatureClass


class Signed(Model):
    """Whether anybody signed."""

    signed: Literal["anybody"]


class AchievementOf(Model):
    """Whether a plan is wholly achieved: rows counted, a stated rate, a statement under this key."""

    achievement: str


class CitesText(Model):
    """Whether the document cites a legal text of this day."""

    cites_text: date


class AnswersOf(Model):
    """How much of the questionnaire is answered."""

    answers: Literal["all"]


class SectionsOf(Model):
    """Which parts were found."""

    sections: Literal["all"]


class AnswerTo(Model):
    """What the form says under a field. ``otherwise`` is the truth of a box left empty or not exported.

    ``denied_by`` names a field that states the contrary: « oui » there is « no » here, anything else says nothing.
    """

    answer: str
    denied_by: str | None = None
    otherwise: bool | None = None


class WordsOf(Model):
    """Which of several words the printed label or the answer of a form field holds, if exactly one does.

    Words are patterns over the text without accents, its case kept: « ET » is no conjunction.
    """

    words_of: str
    words: dict[str, tuple[str, ...]]


class DossierValue(Model):
    """What intake understood of the dossier as a whole."""

    dossier: Literal["window", "volets", "submitted_on", "legal_status", "ght_member", "finess"]


_KEYS = {
    "dates": DatesOf, "statement": StatementOf, "signed_by": SignedBy, "signed": Signed,
    "achievement": AchievementOf, "cites_text": CitesText, "answers": AnswersOf, "sections": SectionsOf,
    "answer": AnswerTo, "words_of": WordsOf, "dossier": DossierValue,
}  # fmt: skip


def _selector_key(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((k for k in _KEYS if k in value), None)
    return next((k for k, model in _KEYS.items() if isinstance(value, model)), None)


Selector = Annotated[
    Annotated[DatesOf, Tag("dates")]
    | Annotated[StatementOf, Tag("statement")]
    | Annotated[SignedBy, Tag("signed_by")]
    | Annotated[Signed, Tag("signed")]
    | Annotated[AchievementOf, Tag("achievement")]
    | Annotated[CitesText, Tag("cites_text")]
    | Annotated[AnswersOf, Tag("answers")]
    | Annotated[SectionsOf, Tag("sections")]
    | Annotated[AnswerTo, Tag("answer")]
    | Annotated[WordsOf, Tag("words_of")]
    | Annotated[DossierValue, Tag("dossier")],
    Discriminator(_selector_key),
]


class RemedySpec(Model):
    """What would make a fact hold, in French, and whether an applicant may be told."""

    text: str
    for_applicant: bool
    reason: Literal["incomplete", "incorrect", "outdated"] = "incomplete"


class FactSpec(Model):
    """One fact: its type, how it is read, and how French speaks of it.

    ``label`` names the condition; ``yes``, ``no``, ``unknown`` are fragments that say what was found, where
    ``{value}`` stands for what was read (a signatory, a date, a count); ``names`` gives the French of coded values.
    """

    type: FactType
    label: str
    read: Selector
    yes: str = ""
    no: str = ""
    unknown: str = ""
    names: dict[str, str] = {}
    remedy: RemedySpec | None = None


class KindSpec(Model):
    """One kind of document as rules see it.

    ``one`` and ``none`` are French (« un bon de commande », « aucun bon de commande »). ``establishment`` says
    whose document counts: the applicant's ``own``, also its ``group``'s, or ``any``. ``of`` makes a kind out of
    several others.
    """

    label: str
    one: str
    none: str
    establishment: Literal["own", "group", "any"] = "own"
    of: tuple[str, ...] = ()
    facts: dict[str, FactSpec] = {}


class Thresholds(Model):
    """From which confidence on something counts, as fractions of one, and spans in days.

    ``head_functions`` (bare: no accents, no case) are functions that a head of establishment bears: a signatory
    who bears one is never held for somebody else without a human look.
    """

    kind: float = 0.5
    firm_kind: float = 0.65
    firm_other: float = 0.9
    read_date: float = 0.8
    statement: float = 0.5
    near_days: int = 180
    plausible_from: date
    plausible_until: date
    head_functions: tuple[str, ...] = ()


class FactsFile(Model):
    """The whole of ``facts.yaml``."""

    thresholds: Thresholds
    yes_words: tuple[str, ...]
    no_words: tuple[str, ...]
    kinds: dict[str, KindSpec]
    dossier: dict[str, FactSpec] = {}
    form: dict[str, FactSpec] = {}

    def spec(self, name: str) -> FactSpec | None:
        """Return the declaration of ``kind.fact``, ``dossier.fact`` or ``form.fact``."""
        owner, _, fact = name.partition(".")
        if owner == "dossier":
            return self.dossier.get(fact)
        if owner == "form":
            return self.form.get(fact)
        kind = self.kinds.get(owner)
        return kind.facts.get(fact) if kind else None

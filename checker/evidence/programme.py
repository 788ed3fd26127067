"""All that evidence knows of a programme: the ruleset's data compiled once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from checker.errors import RulesetError
from checker.evidence.answers import AnswerRules
from checker.evidence.dates.roles import DateRules
from checker.evidence.kinds import KindRules
from checker.evidence.kinds.model import LinearModel
from checker.evidence.names import NameRules
from checker.evidence.progress import PlanRules
from checker.evidence.reserves import Reserve
from checker.evidence.signatures import PeopleRules
from checker.evidence.statements import StatementRules
from checker.rulesets import RulesetFolder

_MODEL = "kinds.npz"
_Compiled = TypeVar("_Compiled")


@dataclass(frozen=True)
class Programme:
    """The compiled cues of one ruleset; each part is compiled when first needed."""

    root: Path

    @cached_property
    def _folder(self) -> RulesetFolder:
        return RulesetFolder(self.root)

    @cached_property
    def kinds(self) -> tuple[KindRules, ...]:
        """Return the rules of every kind of document, « other » always among them.

        Raises ``RulesetError`` where the ruleset describes none.
        """
        names = self._folder.names("documents/*.yaml")
        if not names:
            raise RulesetError(
                f"{self.root / 'documents'} : aucune nature de pièce n’est décrite.",
                "Écrivez un fichier documents/<nature>.yaml par nature de pièce.",
            )
        kinds = tuple(self._compiled(name, KindRules.compiled) for name in names)
        if any(rule.kind == "other" for rule in kinds):
            return kinds
        return (*kinds, KindRules.compiled({"kind": "other", "titles": [r"(?!)"]}))

    @cached_property
    def dates(self) -> DateRules:
        """Return the cues of dates' roles."""
        return self._compiled("evidence_dates.yaml", DateRules.compiled)

    @cached_property
    def statements(self) -> StatementRules | None:
        """Return the words of what is done, planned or denied; ``None`` where the ruleset asks for no such thing."""
        return self._optional("statements.yaml", StatementRules.compiled)

    @cached_property
    def people(self) -> PeopleRules:
        """Return the functions of those who sign."""
        return self._compiled("evidence_people.yaml", PeopleRules.compiled)

    @cached_property
    def names(self) -> NameRules:
        """Return the types of establishments."""
        return self._compiled("evidence_names.yaml", NameRules.compiled)

    @cached_property
    def answers(self) -> AnswerRules:
        """Return the forms of questions and answers."""
        return self._compiled("evidence_answers.yaml", AnswerRules.compiled)

    @cached_property
    def plans(self) -> PlanRules | None:
        """Return the words of action plans; ``None`` where the ruleset asks for none."""
        return self._optional("evidence_plans.yaml", PlanRules.compiled)

    @cached_property
    def reserves(self) -> tuple[Reserve, ...]:
        """Return what takes from a paper the worth of its kind; none where the ruleset tells of none."""
        return self._optional("evidence_reserves.yaml", Reserve.compiled) or ()

    @cached_property
    def model(self) -> LinearModel | None:
        """Return the shipped model of kinds, ``None`` where the ruleset has none."""
        path = self.root / _MODEL
        return LinearModel.load(path) if path.is_file() else None

    def _optional(self, name: str, compile_: Callable[[Any], _Compiled]) -> _Compiled | None:
        return self._compiled(name, compile_) if self._folder.names(name) else None

    def _compiled(self, name: str, compile_: Callable[[Any], _Compiled]) -> _Compiled:
        """Return a file's content compiled; raises ``RulesetError`` naming the file when it cannot be."""
        data = self._folder.load(name)
        try:
            return compile_(data)
        except (KeyError, TypeError, AttributeError, re.error) as error:
            raise RulesetError(
                f"{self.root / name} : contenu invalide ({error}).", "Corrigez ce fichier du jeu de règles."
            ) from error


@lru_cache(maxsize=8)
def _programme(root: Path) -> Programme:
    return Programme(root)


def open_programme(ruleset: RulesetFolder) -> Programme:
    """Return what evidence knows of a ruleset, read once a process.

    Raises ``RulesetError`` later, when a part of it that is invalid is first used.
    """
    return _programme(ruleset.root)

"""What a programme calls its kinds of documents: ``reporting.yaml`` of the ruleset that judged."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from checker.errors import RulesetError
from checker.rulesets import open_ruleset
from models.base import Model

FILE = "reporting.yaml"


class Words(Model):
    """The programme's title and the French name of each kind of document."""

    title: str
    kinds: Mapping[str, str] = {}

    def kind(self, kind: str) -> str:
        """Return the French name of a kind, else its key with spaces."""
        return self.kinds.get(kind, kind.replace("_", " "))


@lru_cache(maxsize=4)
def words_of(ruleset: str) -> Words:
    """Return the words of a shipped ruleset by its id; of one that is not here any more, its id alone.

    Raises ``RulesetError`` when its ``reporting.yaml`` is there and cannot be read.
    """
    try:
        folder = open_ruleset(ruleset)
    except RulesetError:
        return Words(title=ruleset)
    content: Any = folder.load(FILE) if folder.names(FILE) else {}
    kinds = content.get("kinds", {}) if isinstance(content, Mapping) else {}
    return Words(
        title=str(folder.header.get("title") or ruleset),
        kinds={str(kind): str(name) for kind, name in kinds.items()},
    )

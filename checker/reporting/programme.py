"""What a programme calls its kinds of documents, for people: read from the ruleset that judged."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from checker.errors import RulesetError
from checker.rulesets import RulesetFolder, open_ruleset
from models.base import Model


class Words(Model):
    """The programme's title and the French name of each kind of document."""

    title: str
    kinds: Mapping[str, str] = {}

    def kind(self, kind: str) -> str:
        """Return the French name of a kind, else its key with spaces."""
        return self.kinds.get(kind) or ("pièce non reconnue" if kind == "other" else kind.replace("_", " "))


@lru_cache(maxsize=4)
def words_of(ruleset: str) -> Words:
    """Return the words of a shipped ruleset by its id; of one that is not here any more, its id alone."""
    try:
        folder = open_ruleset(ruleset)
        title = str(folder.header.get("title") or ruleset)
    except RulesetError:
        return Words(title=ruleset)
    return Words(title=title, kinds=dict(_kinds(folder)))


def _kinds(folder: RulesetFolder) -> list[tuple[str, str]]:
    """Return (kind, French name) of every file under ``documents/`` that names itself."""
    found = []
    for name in folder.names("documents/*.yaml"):
        content: Any = folder.load(name)
        if isinstance(content, Mapping):
            title = content.get("title") or content.get("label")
            if isinstance(title, str):
                found.append(
                    (str(content.get("kind") or name.removeprefix("documents/")[: -len(".yaml")]), title)
                )
    return found

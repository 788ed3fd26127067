"""What one clause says of one thing."""

from __future__ import annotations

from dataclasses import dataclass

from checker.evidence.text import PageText
from models.evidence import State


@dataclass(frozen=True)
class Finding:
    """One clause's word on one thing. ``firm`` is false where the wording is weak and others may overrule it.

    ``deed`` is true where the paper itself does the thing (an appointment): a date after its signature then says
    from when it holds, not that it is still to be done.
    """

    about: str
    state: State
    page: PageText
    start: int
    stop: int
    firm: bool = True
    deed: bool = False

    @property
    def clause(self) -> str:
        """Return the clause itself, folded, on one line."""
        return self.page.flat[self.start : self.stop]

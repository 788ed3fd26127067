"""Reads the evidence of SUN-ES dossiers and prepares one cited verdict a dossier; it never decides.

``checker.screen(export, ruleset)`` strings the stages: intake, reading, evidence, judging.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.screening import screen

__all__ = ["__version__", "screen"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Load the stages only when they are asked for: ``sunes --help`` must not pay for them."""
    if name == "screen":
        from checker.screening import screen

        return screen
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

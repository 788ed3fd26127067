"""Kleene's three-valued logic: yes, no, unknown. Commutative, associative, De Morgan holds."""

from __future__ import annotations

from collections.abc import Iterable

from models.verdict import Truth


def all_hold(truths: Iterable[Truth]) -> Truth:
    """Return no if any is no, else unknown if any is unknown, else yes (also for none at all)."""
    seen = set(truths)
    return "no" if "no" in seen else "unknown" if "unknown" in seen else "yes"


def any_holds(truths: Iterable[Truth]) -> Truth:
    """Return yes if any is yes, else unknown if any is unknown, else no (also for none at all)."""
    seen = set(truths)
    return "yes" if "yes" in seen else "unknown" if "unknown" in seen else "no"


def opposite(truth: Truth) -> Truth:
    """Return no for yes, yes for no, unknown for unknown."""
    return "no" if truth == "yes" else "yes" if truth == "no" else "unknown"


def agreed(truths: Iterable[Truth]) -> Truth:
    """Return what all say, or unknown when they differ or nobody speaks."""
    seen = set(truths)
    return seen.pop() if len(seen) == 1 else "unknown"


def of_bool(value: bool) -> Truth:
    """Return yes for true, no for false."""
    return "yes" if value else "no"

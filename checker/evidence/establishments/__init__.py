"""Whose a document is: the hospitals it names, set against the dossier's own, and what that sums up to."""

from checker.evidence.establishments.mentions import mentions_of
from checker.evidence.establishments.summing import relation_of

__all__ = ["mentions_of", "relation_of"]

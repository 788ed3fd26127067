"""Who signs a document, in which capacity, and what was seen of it."""

from checker.evidence.signatures.functions import PeopleRules, knowing
from checker.evidence.signatures.whole import signatures_of

__all__ = ["PeopleRules", "knowing", "signatures_of"]

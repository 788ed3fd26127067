"""What kind of document a file is: by its titles and cues first, then by a linear model on character n-grams."""

from checker.evidence.kinds.decide import candidates_of, kinds_of
from checker.evidence.kinds.later import later_candidates
from checker.evidence.kinds.rules import KindRules

__all__ = ["KindRules", "candidates_of", "kinds_of", "later_candidates"]

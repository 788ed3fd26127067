"""Judging: evidence and a ruleset in, a verdict out. It never decides: a human does."""

from checker.judging.judge import judge, judge_facts, overall
from checker.judging.loading import Rules, open_rules

__all__ = ["Rules", "judge", "judge_facts", "open_rules", "overall"]

"""What a document says was done, is planned, or is denied: « done » only on positive proof."""

from checker.evidence.statements.engine import findings_of
from checker.evidence.statements.finding import Finding
from checker.evidence.statements.resolve import statements_of
from checker.evidence.statements.words import StatementRules

__all__ = ["Finding", "StatementRules", "findings_of", "statements_of"]

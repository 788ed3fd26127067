"""How much of a questionnaire is answered: from form fields, tables, tick boxes, or numbered lines."""

from checker.evidence.answers.rules import AnswerRules
from checker.evidence.answers.whole import answers_of, parts_of

__all__ = ["AnswerRules", "answers_of", "parts_of"]

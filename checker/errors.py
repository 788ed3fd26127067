"""Errors that end a command: each carries its exit code, its sentence in French and the remedy."""

from __future__ import annotations


class CheckerError(Exception):
    """The base of every error a user can meet.

    ``exit_code`` is the command's; ``sentence`` says what happened, ``remedy`` what to do about it.
    """

    exit_code = 70

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy


class UsageError(CheckerError):
    """The command was called with something it cannot use."""

    exit_code = 2


class RulesetError(CheckerError):
    """A file of the ruleset is invalid; the sentence names the file and the line."""

    exit_code = 4


class OutputError(CheckerError):
    """The output folder cannot be written."""

    exit_code = 5


class NoDossierError(CheckerError):
    """The export holds no dossier."""

    exit_code = 6


class InternalError(CheckerError):
    """A fault of the program itself."""

    exit_code = 70


class StoppedError(CheckerError):
    """The user stopped the run; what was done is kept and the run can be resumed."""

    exit_code = 130

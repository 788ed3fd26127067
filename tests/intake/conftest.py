from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.intake import Export, open_export
from checker.intake.labels import Form, open_form
from checker.rulesets import RulesetFolder, open_ruleset


@pytest.fixture(scope="session")
def ruleset() -> RulesetFolder:
    return open_ruleset("sunes")


@pytest.fixture(scope="session")
def form(ruleset: RulesetFolder) -> Form:
    return open_form(ruleset)


@pytest.fixture
def opened(ruleset: RulesetFolder) -> Callable[[Path], Export]:
    return lambda path: open_export(path, ruleset)

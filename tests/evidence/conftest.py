from __future__ import annotations

import sys
from pathlib import Path

import pytest

from checker.evidence import Programme, open_programme
from checker.rulesets import open_ruleset

sys.path.insert(0, str(Path(__file__).parent))  # the test pages of layouts.py


@pytest.fixture(scope="session")
def programme() -> Programme:
    return open_programme(open_ruleset("sunes"))

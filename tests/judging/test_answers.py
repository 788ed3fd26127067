"""What the form's answers prove, and what an unticked statement does not."""

from __future__ import annotations

import pytest

from models.dossier import Answer

from .builders import requirement


@pytest.mark.parametrize(
    ("field_id", "value", "expected"),
    [
        ("volet2_already_funded", "Non", "satisfied"),
        ("volet2_already_funded", "Oui", "not_satisfied"),
        ("volet2_never_funded", "Oui", "satisfied"),
        ("volet2_never_funded", "Non", "needs_review"),
    ],
)
def test_volet_2_is_funded_once(field_id: str, value: str, expected: str) -> None:
    answer = Answer(label="Financement antérieur", value=value, field_id=field_id)
    verdict = requirement("UNICITE", answers=(answer,), volets=(1, 2), window=2)
    assert verdict.outcome == expected

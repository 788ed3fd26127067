"""The JSON Schema of a rule file, for editors and for those who write a ruleset of their own."""

from __future__ import annotations

from typing import Any

from checker.judging.rule import Rule


def rule_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one file of ``rules/``."""
    schema = Rule.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}

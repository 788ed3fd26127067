"""Funding: exact amounts by category and domain, each with its operation spelt out."""

from checker.funding.activity import CombinedActivity, activities_of, combined
from checker.funding.block import funding_block
from checker.funding.plan import Line, Plan, Request, funding_plan, told
from checker.funding.regional import RegionalRow, known_region, regional_view
from checker.funding.scale import category, full_amount
from checker.funding.tables import Amounts, open_amounts

__all__ = [
    "Amounts", "CombinedActivity", "Line", "Plan", "RegionalRow", "Request", "activities_of", "category",
    "combined", "full_amount", "funding_block", "funding_plan", "known_region", "open_amounts",
    "regional_view", "told",
]  # fmt: skip

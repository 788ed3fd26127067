"""Funding: exact amounts by category and domain, each with its operation spelt out."""

from checker.funding.block import funding_block

__all__ = ["funding_block"]

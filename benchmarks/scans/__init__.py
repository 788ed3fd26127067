"""Scans of known truth: French administrative letters drawn from a seed, and what machines make of them."""

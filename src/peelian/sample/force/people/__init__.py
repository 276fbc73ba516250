"""Fictional people, and what four unlike systems recorded about them."""

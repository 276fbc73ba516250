"""Bring in, check, look at and share a force's data."""

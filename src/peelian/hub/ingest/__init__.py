"""Bring in: read files as published, account for every row, keep versions of what changes."""

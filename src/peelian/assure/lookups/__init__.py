"""Look-ups of records that do not look like work, for professional standards to review."""

"""A fictional police force: every table with the truth behind it, from one seed."""

"""Incident logs, calls, statements and intelligence notes, with what is in them as truth."""

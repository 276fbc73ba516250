"""Repair rows that were set aside: correct, replay, undo."""

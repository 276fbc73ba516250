"""Recorded incidents: what happened, where and when, and what was written down about it."""

"""The pages of patrol plans: list, make, change by hand, decide, print."""

from peelian.web.patrol.plan.changes import URLS

__all__ = ["URLS"]
